"""Which notes are refused, and with which words."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from hearback.drafts.names import header_text
from hearback.drafts.recipients import why_unreachable, wire_form
from hearback.errors import NoteRefused
from hearback.operations.look import Item
from hearback.timeline.application import Application, Interview, Stage
from hearback.timeline.notes import Note, Verb
from hearback.timeline.people import can_be_written_to, name_and_address
from hearback.timeline.stage import CORRECTABLE
from hearback.timeline.told_times import ToldTime, told_time

NEEDS_DAY = frozenset({Verb.PROMISED, Verb.PROMISE, Verb.SNOOZE})
NEEDS_TEXT = frozenset(
    {Verb.LINE_MANAGER, Verb.TOPIC, Verb.TRAVEL, Verb.COMPANY, Verb.ROLE, Verb.FEEDBACK}
    | {Verb.SENT_ELSEWHERE, Verb.JOINED, Verb.SPLIT, Verb.CONTACT, Verb.STAGE}
)
LONGEST_TEXT, LONGEST_NAME = 2_000, 200  # characters
NAMES = frozenset({Verb.COMPANY, Verb.ROLE, Verb.CONTACT, Verb.LINE_MANAGER, Verb.APPLIED})
ONE_PERSON = re.compile(r"[^<>]*<[^<>\s]+>|[^<>\s]+")  # "Name <address>", or an address
LONGEST_TALK, FARTHEST_TALK = timedelta(hours=16), timedelta(days=730)
OLDEST_YEARS = 5  # an application of long ago is a year mistyped


def complete(note: Note, item: Item) -> Note:
    """Return the note with what the host knows better than who tells it."""
    if note.verb not in (Verb.PROMISE, Verb.NOT_PROMISED):
        return note
    held = item.case.standing.promise
    if held is None or held.reading is None:
        raise NoteRefused(
            "No mail here holds a promise that counts now.",
            "Tell of one made by voice with `promised`; what you told before can be taken back.",
        )
    return replace(note, text=held.reading.envelope.message_id)


def also_of(note: Note, application: Application) -> list[Note]:
    """Return what is told in one breath with a note: no conversation of it is about a job."""
    if note.verb is not Verb.NOT_A_JOB:
        return []
    others = [thread for thread in application.threads if thread != note.thread_id]
    return [
        replace(note, note_id=f"{note.note_id}-{count}", thread_id=thread)
        for count, thread in enumerate(others)
    ]


def refuse_time(told: ToldTime, known: Iterable[Interview], now: datetime) -> None:
    """Raise NoteRefused for a time at which no interview can be, or when none is put right."""
    if not (now - FARTHEST_TALK <= told.start <= now + FARTHEST_TALK):
        raise NoteRefused("That is more than two years away.", "Look at the year, and try again.")
    if told.end <= told.start or told.end - told.start > LONGEST_TALK:
        raise NoteRefused(
            "An interview ends after it began, on the same day.", "Look at both times again."
        )
    if told.was and told.was not in [interview.start for interview in known]:
        raise NoteRefused(
            "There is no interview at that time to put right.",
            "Name the start of one that is shown, or tell this one as a new one.",
        )


def one_line(text: str) -> str:
    """Return what the user typed as one line, without control characters and direction marks."""
    return header_text(text, max(len(text), 1))


def refuse(note: Note, application: Application, today: date) -> None:
    """Raise NoteRefused when a note lacks what its verb needs, or holds what cannot be."""
    if note.verb in NEEDS_DAY and note.day is None:
        raise NoteRefused("This needs a day.", "Choose the day and try again.")
    if note.verb is Verb.SNOOZE and note.day and note.day <= today:
        raise NoteRefused("That day is not ahead.", "Choose a day after today.")
    if note.verb in NEEDS_TEXT and not note.text:
        raise NoteRefused("This needs a few words.", "Write them and try again.")
    refuse_text(note)
    if note.verb is Verb.APPLIED:
        refuse_applied(note.day, today)
    _refuse_correction(note, today)
    _refuse_regrouping(note, application)


def refuse_text(note: Note) -> None:
    """Raise NoteRefused when a text is too long, or no address where it must be one."""
    longest = LONGEST_NAME if note.verb in NAMES else LONGEST_TEXT
    if len(note.text) > longest:
        raise NoteRefused(
            f"That is {len(note.text):,} characters long.", f"Say it in at most {longest:,}."
        )
    if note.verb in (Verb.LINE_MANAGER, Verb.CONTACT):
        address = name_and_address(note.text)[1] if ONE_PERSON.fullmatch(note.text) else ""
        if address and "@" in address and (reason := why_unreachable(address)):
            raise NoteRefused(reason, "Write it as Name <name@company.example>.")
        if not wire_form(address) or not can_be_written_to(address):
            raise NoteRefused(
                "That is no address Hearback can write to.",
                "Write it as Name <name@company.example>.",
            )


def refuse_applied(day: date | None, today: date) -> None:
    """Raise NoteRefused for a day on which nobody can have applied."""
    if day and day > today:
        raise NoteRefused("That day is still to come.", "Choose the day on which you applied.")
    if day and day.year < today.year - OLDEST_YEARS:
        raise NoteRefused(
            f"The year {day.year} is more than {OLDEST_YEARS} years ago.",
            "Look at the year, and try again.",
        )


def _refuse_correction(note: Note, today: date) -> None:
    if note.verb is Verb.STAGE and note.text not in CORRECTABLE:
        known = ", ".join(stage for stage in Stage if stage in CORRECTABLE)
        raise NoteRefused(f"“{note.text[:40]}” is no stage to choose.", f"Choose one of: {known}.")
    if note.verb is Verb.INTERVIEW and told_time(note) is None:
        raise NoteRefused("This needs the time of the interview.", "Say when it begins.")
    if note.day and abs(note.day.year - today.year) > OLDEST_YEARS:
        raise NoteRefused(
            f"The year {note.day.year} is far away.", "Look at the year, and try again."
        )


def _refuse_regrouping(note: Note, application: Application) -> None:
    if note.verb is Verb.JOINED and note.text == application.id:
        raise NoteRefused("An application cannot be joined to itself.", "Name the other one.")
    if note.verb is Verb.SPLIT and note.text not in application.threads[1:]:
        raise NoteRefused(
            "That is no conversation that joined this application.",
            "`hearback show` names its conversations; the first one cannot be split off.",
        )
