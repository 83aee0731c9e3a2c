"""Whom the user has not thanked yet after an interview: each interviewer gets a mail of their own.

Whoever only arranged it need not be thanked when others talked with the user, and with an agency it
is the recruiter who passes thanks on, unless the client's people wrote to the user themselves.
"""

from datetime import datetime

from hearback.mail.message import Address, same_mailbox
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.application import Application
from hearback.timeline.notes import Verb

ARRANGES = frozenset({Part.RECRUITER, Part.AGENCY})


def still_to_thank(
    application: Application, interviewers: tuple[Person, ...], since: datetime
) -> tuple[Person, ...] | None:
    """Return the interviewers known by address who got no thank-you from `since` on.

    () when all are thanked; None when nobody is, or when nobody is known who would have to be.
    """
    if any(note.at >= since and _noted(note.verb, note.text) for note in application.notes):
        return ()
    thanks = [
        reading
        for reading in application.readings
        if reading.outbound and reading.envelope.date >= since and reading.says(Kind.THANK_YOU)
        if reading.envelope.message_id not in application.returned
    ]
    if not thanks:
        return None
    return tuple(
        person
        for person in _to_be_thanked(application, interviewers)
        if not any(_went_to(person, to) for mail in thanks for to in mail.envelope.recipients)
    )


def _noted(verb: Verb, text: str) -> bool:
    return verb is Verb.SENT_ELSEWHERE and text == "thank_you"


def _to_be_thanked(application: Application, interviewers: tuple[Person, ...]) -> list[Person]:
    talked = [person for person in interviewers if person.part not in ARRANGES]
    if application.agency:
        return [person for person in talked if _wrote(person, application.readings)]
    return talked or list(interviewers)


def _wrote(person: Person, readings: tuple[Reading, ...]) -> bool:
    mailbox = same_mailbox(person.address)
    return any(same_mailbox(r.sender.address) == mailbox for r in readings if not r.outbound)


def _went_to(person: Person, to: Address) -> bool:
    """Whether a mail went to somebody, at this address or under their name at another."""
    named = person.name and person.name.casefold() == to.name.casefold()
    return bool(named) or same_mailbox(person.address) == same_mailbox(to.address)
