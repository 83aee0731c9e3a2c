"""`hearback note`, `correct`, `undo`: what no mail says, what was read wrong; take it back."""

import argparse
import os

from hearback.cli.adding import day_of
from hearback.cli.reading import add_place_options, find_now, find_place
from hearback.errors import UsageError
from hearback.operations.desk import Desk, open_desk
from hearback.store.folders import data_folder
from hearback.timeline.notes import Verb

CORRECTIONS = (
    Verb.COMPANY, Verb.ROLE, Verb.JOINED, Verb.SPLIT, Verb.NOT_A_JOB, Verb.IS_A_JOB, Verb.REJECTED,
    Verb.TOOK_PLACE, Verb.INTERVIEW_MOVED, Verb.OFFER_CONFIRMED, Verb.WITHDRAWN, Verb.REOPEN,
)  # fmt: skip


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `note`, `correct` and `undo`."""
    note = commands.add_parser(
        "note",
        help="tell Hearback what no mail says",
        description="Verbs: " + ", ".join(verb for verb in Verb if verb not in CORRECTIONS[:6]),
    )
    correct = commands.add_parser(
        "correct",
        help="put right what Hearback read wrong",
        description="Verbs: " + ", ".join(CORRECTIONS) + ". `joined` takes the id of the"
        " application that this one belongs to, `split` the id of the conversation that does not"
        " belong here; `is_a_job` takes the id of a conversation in place of an application.",
    )
    for parser in (note, correct):
        parser.add_argument("application", help="its id, or words of its company and role, quoted")
        parser.add_argument("verb", metavar="VERB", help="as in `called`, `promised`, `company`")
        parser.add_argument("text", nargs="*", help="words that belong to it, as in a name")
        parser.add_argument("--day", metavar="YYYY-MM-DD", help="the day, for verbs that need one")
        add_place_options(parser)
        parser.set_defaults(run=run_note)
    undo = commands.add_parser("undo", help="take a note or a correction back")
    undo.add_argument("note", help="the id that `hearback note` printed")
    add_place_options(undo)
    undo.set_defaults(run=run_undo)


def _desk(args: argparse.Namespace) -> Desk:
    return open_desk(data_folder(os.environ), os.environ, find_place(args))


def run_note(args: argparse.Namespace) -> int:
    """Keep a note."""
    try:
        verb = Verb(args.verb.replace("-", "_"))
    except ValueError as error:
        raise UsageError(
            f"“{args.verb}” is no verb for a note.", f"Choose one of: {', '.join(Verb)}."
        ) from error
    desk = _desk(args)
    now = find_now(args, desk.place)
    if verb is Verb.IS_A_JOB:
        note_id = desk.add_thread(args.application, {}, now)
    else:
        overview = desk.overview(now)
        item, text = overview.find(args.application), " ".join(args.text)
        if verb is Verb.JOINED and text:
            text = overview.find(text).case.application.id
        note_id = desk.add_note(item, verb, {"text": text, "day": day_of(args.day)}, now)
    print(f"Noted. `hearback undo {note_id}` takes it back.")
    return 0


def run_undo(args: argparse.Namespace) -> int:
    """Take a note back."""
    desk = _desk(args)
    desk.undo_note(args.note, find_now(args, desk.place))
    print("Taken back.")
    return 0
