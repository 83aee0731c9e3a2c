"""Who may get a mail: people of the application, with one plain address each.

Nobody who cannot read an answer (no-reply, robots, lists), never the user, and nobody from
elsewhere: an address counts only when a mail of the application or a note of the user holds it.
"""

import re
from collections.abc import Iterator, Sequence

from hearback.drafts.names import LONGEST_NAME, header_text
from hearback.drafts.told import Told
from hearback.mail.message import Address, same_mailbox
from hearback.signals.signal import Part, Person, Reading
from hearback.timeline.application import Interview
from hearback.timeline.notes import Verb
from hearback.timeline.people import can_be_written_to, find_interviewers, name_and_address

PLAIN_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`|~-]{1,64}@[\w-]+(?:\.[\w-]+)+")
LONGEST_ADDRESS = 254
MOST_COPIES = 8
FREEMAIL = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com yahoo.com icloud.com".split()
)
READ_IN_TWO_WAYS = "ß\u03c2\u200c\u200d"  # the two standards for such domains spell them apart
NO_PEOPLE = frozenset({Part.ROBOT, Part.LIST, Part.ME})
QUOTED_AWAY = str.maketrans("", "", '<>"\\')


def wire_form(address: str) -> str:
    """Return the one form in which an address stands in a header: ASCII, in lower case.

    A domain in other letters is spelt as the mail system spells it ("xn--…"). "" for what is no
    address, and where two readings of the domain exist.
    """
    if len(address) > LONGEST_ADDRESS or not PLAIN_ADDRESS.fullmatch(address):
        return ""
    local, _, domain = address.lower().rpartition("@")
    if not local.isascii() or set(READ_IN_TWO_WAYS) & set(domain):
        return ""
    try:
        wired = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return ""
    return wired if len(wired) <= LONGEST_ADDRESS and PLAIN_ADDRESS.fullmatch(wired) else ""


def why_unreachable(address: str) -> str:
    """Return why `wire_form` has no form for an address, as a sentence; "" when it has one.

    Letters outside ASCII before the @ need every mail system on the way to take part (RFC 6531);
    where one does not, the mail is lost or comes back days later.
    """
    if wire_form(address):
        return ""
    shown = header_text(address, LONGEST_NAME)
    local, _, domain = address.rpartition("@")
    if not PLAIN_ADDRESS.fullmatch(address):
        return f"“{shown}” is no address."
    if not local.isascii():
        return (
            f"“{shown}” has letters before the @ that many mail systems do not deliver to: use an "
            "address of theirs in plain letters."
        )
    if set(READ_IN_TWO_WAYS) & set(domain.lower()):
        return f"“{shown}” can mean two addresses: write its domain as “xn--…”."
    return f"No mail can go to “{shown}”."


def can_write_to(person: Person | None, told: Told) -> bool:
    """Whether somebody who is part of this application reads mail at this address."""
    return (
        person is not None
        and bool(wire_form(person.address))
        and can_be_written_to(person.address)
        and person.part not in NO_PEOPLE
        and not told.me.has(Address("", person.address))
        and not told.me.has(Address("", wire_form(person.address)))
        and same_mailbox(person.address) in _known_mailboxes(told)
    )


def _known_mailboxes(told: Told) -> frozenset[str]:
    """Return every mailbox that a mail to these people may go to."""
    return told.application.correspondents | frozenset(_told_of(told))


def _told_of(told: Told) -> Iterator[str]:
    yield from (same_mailbox(person.address) for person in told.people)
    for verb in (Verb.LINE_MANAGER, Verb.CONTACT):
        if note := told.note(verb):
            yield same_mailbox(name_and_address(note.text)[1])


def addresses_of(people: Sequence[Person], told: Told) -> tuple[Address, ...]:
    """Return whom a mail can go to, each mailbox once, in one form of address."""
    found = {
        same_mailbox(wire_form(person.address)): Address(
            _display_name(person), wire_form(person.address)
        )
        for person in people
        if can_write_to(person, told)
    }
    return tuple(found.values())


def _display_name(person: Person) -> str:
    name = header_text(person.name, LONGEST_NAME).translate(QUOTED_AWAY)
    return " ".join(name.split()).strip("'\" ")  # a name of quotation marks is none


def contact_of(told: Told) -> Person | None:
    """Return the contact; with an agency its recruiter, who alone speaks for the client."""
    contact = told.standing.contact
    if not told.application.agency or (contact and told.part_of(contact) is Part.AGENCY):
        return contact
    agents = [person for person in told.people if person.part is Part.AGENCY]
    return agents[-1] if agents else contact


def interviewers_of(told: Told) -> list[Person]:
    """Return the people of the last interview, and of those on the same day, each once.

    The client's people hear from the user only when they wrote first.
    """
    found = {
        same_mailbox(person.address): person
        for person in _met_that_day(told)
        if can_write_to(person, told)
        and (
            not told.application.agency
            or told.part_of(person) is Part.AGENCY
            or told.written_by(person)
        )
    }
    return list(found.values())


def _met_that_day(told: Told) -> Iterator[Person]:
    """Yield who was met on the last day of interviews: it may hold several, one by one."""
    held = [i for i in told.standing.interviews if i.end <= told.clock.now]
    for interview in held:
        if told.clock.day(interview.start) == told.clock.day(held[-1].start):
            yield from find_interviewers(told.application, interview)
    yield from told.standing.interviewers


def arranger_of(told: Told, interview: Interview | None) -> Person | None:
    """Return who fixed the time of an interview, else the contact."""
    contact = contact_of(told)
    if interview is None or told.application.agency:
        return contact
    arranged = [r for r in told.inbound if r.envelope.message_id == interview.arranged_in]
    writer = arranged[0].writer if arranged else None
    return writer if writer and can_write_to(writer, told) else contact


def takes_answers(mail: Reading, told: Told) -> Person | None:
    """Return where a mail's answers are asked to go, None when nobody would read them there."""
    asked = mail.envelope.reply_to
    person = Person(asked.name, asked.address, Part.UNKNOWN) if asked else None
    return person if can_write_to(person, told) else None


def colleagues_on(mail: Reading, writer: Person, told: Told) -> Iterator[Person]:
    """Yield who else of the writer's own house got a mail: an answer goes to them too."""
    house = writer.address.rpartition("@")[2].lower()
    if house in FREEMAIL:
        return
    known = {same_mailbox(person.address): person for person in told.people}
    for address in mail.envelope.recipients[:MOST_COPIES]:
        unknown = Person(address.name, address.address, Part.UNKNOWN)
        person = known.get(same_mailbox(address.address), unknown)
        other = same_mailbox(address.address) != same_mailbox(writer.address)
        if other and address.domain == house and can_write_to(person, told):
            yield person


def warnings_about(answered: Reading | None, to: Sequence[Address]) -> tuple[str, ...]:
    """Return what the user should look at before sending: where answers are asked to go."""
    asked = answered.envelope.reply_to if answered and not answered.outbound else None
    if answered is None or asked is None or not to:
        return ()
    if same_mailbox(asked.address) in (
        same_mailbox(answered.sender.address),
        same_mailbox(to[0].address),
    ):
        return ()
    elsewhere = header_text(asked.address, 120).translate(QUOTED_AWAY)
    return (
        f"Their mail asks for answers to another address, {elsewhere}. "
        f"This draft goes to {to[0].address}, which it came from.",
    )
