"""`hearback note`, `correct`, `undo`: what no mail says, what was read wrong; take it back."""

import argparse
import os
from datetime import datetime, timedelta, tzinfo

from hearback.cli.adding import day_of
from hearback.cli.reading import add_place_options, find_now, find_place
from hearback.errors import UsageError
from hearback.operations.desk import Desk, open_desk
from hearback.operations.look import Item
from hearback.store.folders import data_folder
from hearback.timeline.notes import Verb
from hearback.timeline.told_times import ToldTime

CORRECTIONS = (
    Verb.COMPANY, Verb.ROLE, Verb.STAGE, Verb.INTERVIEW, Verb.PROMISE, Verb.NOT_PROMISED,
    Verb.APPLIED, Verb.JOINED, Verb.SPLIT, Verb.NOT_A_JOB, Verb.IS_A_JOB, Verb.REJECTED,
    Verb.TOOK_PLACE, Verb.INTERVIEW_MOVED, Verb.OFFER_CONFIRMED, Verb.WITHDRAWN, Verb.REOPEN,
)  # fmt: skip
ASIDE = {"not_a_job": "not a job mail, told", "removed": "removed", "let_go": "let go"}
READ_WRONG_WITHIN = timedelta(days=7)


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `note`, `correct` and `undo`."""
    note = commands.add_parser(
        "note",
        help="tell Hearback what no mail says",
        description="Verbs: " + ", ".join(verb for verb in Verb if verb not in CORRECTIONS[:11]),
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
        parser.add_argument(
            "--day", "--by", metavar="YYYY-MM-DD", help="the day, for verbs that need one"
        )
        add_place_options(parser)
        parser.set_defaults(run=run_note, at=None, until=None, was=None, new=False)
    for name, words in (
        ("at", "when the interview begins, as in 2026-03-16T14:00"),
        ("until", "when it ends (default: an hour later)"),
        ("was", "which one to correct, by its start as `hearback list --json` has it"),
    ):
        correct.add_argument(f"--{name}", metavar="ISO", help=words)
    correct.add_argument("--new", action="store_true", help="an interview that no mail tells of")
    aside = commands.add_parser("aside", help="what was set aside, and how to put it back")
    add_place_options(aside)
    aside.set_defaults(run=run_aside)
    undo = commands.add_parser("undo", help="take a note or a correction back")
    undo.add_argument("note", help="the id that `hearback note` printed")
    add_place_options(undo)
    undo.set_defaults(run=run_undo)


def run_aside(args: argparse.Namespace) -> int:
    """Print what was set aside, with what puts it back."""
    desk = _desk(args)
    now = find_now(args, desk.place)
    found = desk.set_aside(now)
    for each in found:
        name = " · ".join(filter(None, (each.company, each.role))) or "An application"
        day = f"{each.at.astimezone(desk.place.zone):%d %b %Y}"
        undo = " && ".join(f"hearback undo {note}" for note in each.note_ids)
        print(f"{name}: {ASIDE[each.why]} on {day}\n    put back: {undo}")
    if not found:
        print("Nothing is set aside.")
    return 0


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
    elif verb is Verb.INTERVIEW:
        item = desk.overview(now).find(args.application)
        note_id = desk.tell_interview(item, _told_time(args, item, desk.place.zone, now), now)
    else:
        overview = desk.overview(now)
        item, text = overview.find(args.application), " ".join(args.text)
        if verb is Verb.JOINED and text:
            text = overview.find(text).case.application.id
        note_id = desk.add_note(item, verb, {"text": text, "day": day_of(args.day)}, now)
    print(f"Noted. `hearback undo {note_id}` takes it back.")
    return 0


def _told_time(args: argparse.Namespace, item: Item, zone: tzinfo, now: datetime) -> ToldTime:
    """Return the time that was told; it puts the next interview right, else the last."""
    if args.at is None:
        raise UsageError(
            "This needs the time of the interview.", "Add it, as in --at 2026-03-16T14:00."
        )
    start = _moment(args.at, zone)
    end = _moment(args.until, zone) if args.until else None
    was = _moment(args.was, zone) if args.was else None
    if was is None and not args.new:
        was = _which(start, item, now)
    return ToldTime.of(start, end, was)


def _which(start: datetime, item: Item, now: datetime) -> datetime | None:
    """Return the start of the interview that is put right: the next, else the last of those days.

    One that lies long before the told time was not read wrong: another took place since.
    """
    known = [interview.start for interview in item.case.standing.interviews]
    ahead = [begins for begins in known if begins > now]
    lately = [begins for begins in known if abs(begins - start) <= READ_WRONG_WITHIN]
    return ahead[0] if ahead else (lately[-1] if lately else None)


def _moment(text: str, zone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"“{text[:40]}” is no moment of the calendar.", "Write it as 2026-03-16T14:00."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def run_undo(args: argparse.Namespace) -> int:
    """Take a note back."""
    desk = _desk(args)
    desk.undo_note(args.note, find_now(args, desk.place))
    print("Taken back.")
    return 0
