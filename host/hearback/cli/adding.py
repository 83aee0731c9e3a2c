"""`hearback add`: an application of which there is no mail."""

import argparse
import os
from datetime import date

from hearback.cli.reading import add_place_options, find_now, find_place
from hearback.errors import UsageError
from hearback.operations.by_hand import ByHand
from hearback.operations.desk import open_desk
from hearback.store.folders import data_folder


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `add`."""
    add = commands.add_parser(
        "add",
        help="add an application of which there is no mail",
        description="For what you applied to on a website, by phone or in person. Mail about it"
        " that comes later joins it.",
    )
    add.add_argument("company", help="its name")
    add.add_argument("--role", default="", help="what you applied for")
    add.add_argument("--applied", metavar="YYYY-MM-DD", help="the day (default: today)")
    add.add_argument("--how", default="", help="how you applied, as in “on their website”")
    add.add_argument(
        "--contact", default="", metavar="PERSON", help="whom to write to: “Name <address>”"
    )
    add_place_options(add)
    add.set_defaults(run=run_add)


def run_add(args: argparse.Namespace) -> int:
    """Keep the application."""
    told = ByHand(args.company, args.role, day_of(args.applied), args.how, args.contact)
    desk = open_desk(data_folder(os.environ), os.environ, find_place(args))
    note_id = desk.add_by_hand(told, find_now(args, desk.place))
    print(f"Added. `hearback list` shows it; `hearback undo {note_id}` takes it back.")
    return 0


def day_of(text: str | None) -> date | None:
    """Return the day that was typed. Raises UsageError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"“{text[:40]}” is no day of the calendar.", "Write it as 2026-03-16."
        ) from error
