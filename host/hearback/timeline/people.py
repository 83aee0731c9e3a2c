"""Who is on the other side: the contact, the interviewers of the last talk, the line manager.

The contact is the person who wrote last; after a robot's refusal, the last person before it. With
an agency it is its recruiter.
"""

import re
from collections.abc import Iterable

from hearback.mail.message import Me, same_mailbox
from hearback.signals.signal import Kind, Part, Person
from hearback.timeline.application import Application, Interview
from hearback.timeline.notes import Verb

HUMAN = frozenset({Part.EMPLOYER, Part.RECRUITER, Part.AGENCY, Part.UNKNOWN})
NO_REPLY = re.compile(
    r"^(no|do|dont|donot)[-_.]?(not[-_.]?)?reply|mailer-daemon|postmaster|notifications?$|bounce"
)
LEADS = re.compile(
    r"\b(head of|director|manager|lead|founder|cto|ceo|chief|vp|vice president|principal)\b", re.I
)
HIRES = re.compile(r"\b(talent|recruit\w*|people|human resources|hr|hiring coordinator)\b", re.I)


def can_be_written_to(address: str) -> bool:
    """Whether somebody reads mail at this address, as far as its name tells."""
    return bool(address) and not NO_REPLY.search(address.partition("@")[0])


def find_contact(
    application: Application, me: Me, interviews: Iterable[Interview] = ()
) -> Person | None:
    """Return whom a mail would go to: who wrote last, else who was written to, else who was met.

    Whom the user named goes before all who have not written since. None when nobody but robots is
    known.
    """
    named = next((n for n in reversed(application.notes) if n.verb is Verb.CONTACT), None)
    writers = [
        reading.writer
        for reading in reversed(application.readings)
        if not reading.outbound
        and (named is None or reading.envelope.date > named.at)
        and reading.writer
        and reading.writer.part in HUMAN
        and can_be_written_to(reading.writer.address)
        and not reading.says(Kind.BOUNCE, Kind.OUT_OF_OFFICE)
    ]
    if application.agency:
        writers = [w for w in writers if w.part is Part.AGENCY] or writers
    if writers:
        return writers[0]
    if named:
        return person_named(named.text, application)
    met = [p for interview in interviews for p in find_interviewers(application, interview)]
    return _written_to(application, me) or (met[-1] if met else None)


def name_and_address(text: str) -> tuple[str, str]:
    """Return what the user wrote as "Name <address>", in its two parts; "" for what is missing."""
    from email.utils import parseaddr  # few are ever named, and it brings half of the network

    return parseaddr(text)


def person_named(text: str, application: Application | None = None) -> Person:
    """Return who "Name <address>" is: as the mails know them, else by that alone."""
    name, address = name_and_address(text)
    known = application.people if application else ()
    mailbox = same_mailbox(address)
    same = (person for person in known if same_mailbox(person.address) == mailbox)
    return next(same, None) or Person(name, address.lower(), Part.UNKNOWN)


def _written_to(application: Application, me: Me) -> Person | None:
    """Return whom the user applied to by mail, when nobody has answered yet."""
    known = {same_mailbox(person.address): person for person in application.people}
    for reading in application.readings:
        if not reading.outbound:
            continue
        for address in reading.envelope.to:
            person = known.get(same_mailbox(address.address))
            if person and person.part not in HUMAN:
                continue
            if not me.has(address) and can_be_written_to(address.address):
                return person or Person(address.name, address.address, Part.UNKNOWN)
    return None


def find_interviewers(application: Application, interview: Interview | None) -> tuple[Person, ...]:
    """Return who took part in an interview, as far as its calendar entry tells."""
    if interview is None:
        return ()
    known = {person.address: person for person in application.people}
    return tuple(
        known.get(person.address, person)
        for person in interview.people
        if person.part in HUMAN and can_be_written_to(person.address)
    )


def find_line_manager(application: Application, contact: Person | None) -> Person | None:
    """Return the line manager.

    Noted by the user, else somebody of that title who is no recruiter.
    """
    for note in reversed(application.notes):
        if note.verb is Verb.LINE_MANAGER:
            name, address = name_and_address(note.text)
            return Person(name, address.lower(), Part.EMPLOYER)
    for person in application.people:
        leads = LEADS.search(person.title) and not HIRES.search(person.title)
        if leads and person.part is Part.EMPLOYER and can_be_written_to(person.address):
            return None if contact and person.address == contact.address else person
    return None
