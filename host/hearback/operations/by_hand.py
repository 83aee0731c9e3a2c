"""Add an application of which there is no mail: applied on a website, by phone, in person."""

from dataclasses import dataclass
from datetime import date

from hearback.errors import NoteRefused
from hearback.operations.look import Overview
from hearback.operations.noting import one_line, refuse_applied, refuse_text
from hearback.signals.signal import BY_HAND
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Note, Verb


@dataclass(frozen=True)
class ByHand:
    """What the user tells of it. `applied` None is today, `contact` is "Name <address>"."""

    company: str
    role: str = ""
    applied: date | None = None
    how: str = ""
    contact: str = ""


def notes_of(told: ByHand, note_id: str, clock: Clock) -> list[Note]:
    """Return the notes that say so, the one that opens it first. Raises NoteRefused."""
    if not one_line(told.company):
        raise NoteRefused("This needs the company.", "Write its name and try again.")
    refuse_applied(told.applied, clock.today)
    thread_id = BY_HAND + note_id
    applied = told.applied or clock.today
    notes = [Note(note_id, thread_id, Verb.APPLIED, clock.now, one_line(told.how), applied)]
    for verb, text in (
        (Verb.COMPANY, told.company),
        (Verb.ROLE, told.role),
        (Verb.CONTACT, told.contact),
    ):
        if words := one_line(text):
            notes.append(Note(f"{note_id}-{verb}", thread_id, verb, clock.now, words))
    for note in notes:
        refuse_text(note)
    return notes


def refuse_known(thread_id: str, overview: Overview) -> None:
    """Raise NoteRefused when what was added turned out to be an application that is known."""
    for item in overview.items:
        application = item.case.application
        if thread_id in application.threads and len(application.threads) > 1:
            name = " · ".join(filter(None, (application.company, application.role)))
            raise NoteRefused(
                f"Hearback knows this application already: {name}.",
                "Tell what is missing on its card. For another role at the same company, name the"
                " role here and on that card.",
            )
