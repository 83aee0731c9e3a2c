"""Applications of which there is no mail: what the user told, as a Reading of their own.

It says what a mail with which they applied would say, so the ties, the stage, the silence and the
advice are those of any application; but it is no mail, and nothing quotes, answers or opens it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from hearback.mail.message import Address, Envelope, Me
from hearback.signals.signal import BY_HAND, Kind, Reading, Signal
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Note, Verb
from hearback.timeline.people import person_named


def added_by_hand(notes: Iterable[Note], me: Me, clock: Clock) -> list[list[Reading]]:
    """Return a thread for each application that the user added; later notes correct it."""
    told: dict[str, list[Note]] = {}
    for note in sorted(notes, key=lambda note: note.at):
        if note.thread_id.startswith(BY_HAND):
            told.setdefault(note.thread_id, []).append(note)
    return [
        [_applied(thread_id, {note.verb: note for note in held}, me, clock)]
        for thread_id, held in told.items()
        if any(BY_HAND + note.note_id == thread_id for note in held)
    ]


def _applied(thread_id: str, newest: Mapping[Verb, Note], me: Me, clock: Clock) -> Reading:
    opened = newest[Verb.APPLIED]

    def text(verb: Verb) -> str:
        return newest[verb].text if verb in newest else ""

    contact = person_named(text(Verb.CONTACT)) if text(Verb.CONTACT) else None
    return Reading(
        envelope=Envelope(
            message_id=thread_id,
            thread_id=thread_id,
            date=_when(opened, clock),
            sender=Address(me.name, me.addresses[0] if me.addresses else ""),
            to=(),
            subject=opened.text,
        ),
        outbound=True,
        job=True,
        signals=(Signal(Kind.APPLICATION_SENT, "", "told by the user", 1.0),),
        people=(contact,) if contact else (),
        company=text(Verb.COMPANY),
        role=text(Verb.ROLE),
    )


def _when(opened: Note, clock: Clock) -> datetime:
    """Return noon of the day on which they applied, or the moment at which they told of it."""
    if opened.day is None:
        return opened.at
    return min(datetime.combine(opened.day, time(12), clock.zone), opened.at)
