"""Which notes are refused, and with which words."""

from datetime import date
from email.utils import parseaddr

from hearback.errors import NoteRefused
from hearback.timeline.application import Application
from hearback.timeline.notes import Note, Verb

NEEDS_DAY = frozenset({Verb.PROMISED, Verb.SNOOZE})
NEEDS_TEXT = frozenset(
    {Verb.LINE_MANAGER, Verb.TOPIC, Verb.TRAVEL, Verb.COMPANY, Verb.ROLE, Verb.FEEDBACK}
    | {Verb.SENT_ELSEWHERE, Verb.JOINED, Verb.SPLIT}
)


def refuse(note: Note, application: Application, today: date) -> None:
    """Raise NoteRefused when a note lacks what its verb needs, or holds what cannot be."""
    if note.verb in NEEDS_DAY and note.day is None:
        raise NoteRefused("This needs a day.", "Choose the day and try again.")
    if note.verb is Verb.SNOOZE and note.day and note.day <= today:
        raise NoteRefused("That day is not ahead.", "Choose a day after today.")
    if note.verb in NEEDS_TEXT and not note.text:
        raise NoteRefused("This needs a few words.", "Write them and try again.")
    if note.verb is Verb.LINE_MANAGER:
        address = parseaddr(note.text)[1]
        local, _, domain = address.partition("@")
        if not local or "." not in domain or "@" in domain or " " in address:
            raise NoteRefused(
                "That is no address Hearback can write to.",
                "Write it as Name <name@company.example>.",
            )
    _refuse_regrouping(note, application)


def _refuse_regrouping(note: Note, application: Application) -> None:
    if note.verb is Verb.JOINED and note.text == application.id:
        raise NoteRefused("An application cannot be joined to itself.", "Name the other one.")
    if note.verb is Verb.SPLIT and note.text not in application.threads[1:]:
        raise NoteRefused(
            "That is no conversation that joined this application.",
            "`hearback show` names its conversations; the first one cannot be split off.",
        )
