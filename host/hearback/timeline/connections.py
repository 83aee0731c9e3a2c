"""Whom the user has written with at a company: from the headers of their mails, newest first.

Written with means that the user wrote to them, or they to the user by name. A list, a robot, an
office ("careers@"), a mail to a crowd and somebody who only stands in copy make no acquaintance; an
agency's people are not their client's. Whoever is on the application already is known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from hearback.mail.message import Address, Envelope, Mark, Me, same_mailbox
from hearback.signals.domains import registrable
from hearback.signals.sender import Senders, split_display
from hearback.signals.signal import Part
from hearback.timeline.application import Application
from hearback.timeline.names import company_key, first_words
from hearback.timeline.people import can_be_written_to, find_line_manager

Wrote = Literal["me", "them"]

MOST = 20  # that are told; a card is no address book
CROWD = 12  # recipients from which on a mail is written to nobody in particular
NOT_PERSONAL = frozenset(
    {Mark.BULK, Mark.AUTO_REPLY, Mark.AUTO_GENERATED, Mark.DELIVERY_REPORT, Mark.DMARC_FAIL}
)
NOT_MAIL = frozenset({"SPAM", "TRASH", "DRAFT"})
THEIRS = frozenset({Part.EMPLOYER, Part.RECRUITER})
_BETWEEN = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Connection:
    """Somebody the user has written with: when last, and which of the two wrote then."""

    name: str
    address: str
    last: datetime
    wrote: Wrote


@dataclass(frozen=True)
class Workplace:
    """A company as its people's addresses show it, and who there is known already.

    `domains` are registered ones, `others` those of agencies and the user's own. Where none is
    known, its name has to be a domain's, or stand beside a person's own: "Jane Doe (Acme)".
    """

    company: str
    domains: frozenset[str]
    others: frozenset[str]
    known: frozenset[str]
    me: Me
    senders: Senders

    @property
    def can_be_told(self) -> bool:
        """Whether enough is known of the company to tell its people from others."""
        return bool(self.domains or company_key(self.company))

    def employs(self, address: Address) -> bool:
        """Whether an address is that of a person there who can be written to."""
        return not self.me.has(address) and self.holds(address) and self._is_person(address)

    def holds(self, address: Address) -> bool:
        """Whether an address is the company's, a person's or not."""
        domain = registrable(address.domain)
        if not domain or not (domain in self.domains or self._goes_by_its_name(address, domain)):
            return False
        if domain in self.others or self.senders.is_agency(domain):
            return False
        return self.senders.service_of(address) is None

    def _goes_by_its_name(self, address: Address, domain: str) -> bool:
        if domain.partition(".")[0].replace("-", "") in self._labels:
            return not self.senders.is_freemail(address.domain)
        return self._is_named(split_display(address.name)[1])

    def _is_named(self, name: str) -> bool:
        return bool(name) and company_key(name) in self._keys

    @cached_property
    def _labels(self) -> frozenset[str]:
        """What a domain of theirs may begin with: as one that is known, else as their name."""
        if self.domains:
            return frozenset(domain.partition(".")[0].replace("-", "") for domain in self.domains)
        whole = "".join(re.findall(r"[^\W_]", self.company.lower()))
        return frozenset({whole, company_key(self.company)} - {""})

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(company_key, (self.company, *self.domains))) - {""}

    def _is_person(self, address: Address) -> bool:
        if self.senders.is_robot(address) or not can_be_written_to(address.address):
            return False
        name = split_display(address.name)[0]
        if name and (self.senders.is_generic(name) or self._is_named(name)):
            return False
        words = [word for word in _BETWEEN.split(address.local) if word]
        return bool(words) and not all(word in self.senders.offices for word in words)


def find_workplace(application: Application, me: Me, senders: Senders) -> Workplace:
    """Return the company of an application, as far as its mails show where its people write."""
    readings = [
        reading
        for reading in application.readings
        if reading.envelope.thread_id not in application.unsure
    ]
    agencies = {
        registrable(_domain(reading.writer.address))
        for reading in readings
        if reading.writer and reading.writer.part is Part.AGENCY
    }
    writers = {
        reading.writer.address
        for reading in readings
        if reading.writer and reading.writer.part in THEIRS and not reading.via_robot
    }
    named = {company_key(application.company), *first_words(application.company)} - {""}
    mentioned = {
        person.address
        for person in application.people
        if person.part in THEIRS and company_key(registrable(_domain(person.address))) in named
    }
    own = {registrable(_domain(address)) for address in me.addresses}
    domains = {
        registrable(_domain(address))
        for address in writers | mentioned
        if not senders.is_freemail(_domain(address))
        and not senders.service_of(Address("", address))
    }
    manager = find_line_manager(application, None)
    on_card = [*application.people, *([manager] if manager else [])]
    return Workplace(
        company=application.company,
        domains=frozenset(domains - own - agencies - {""}),
        others=frozenset(agencies | own),
        known=application.correspondents | {same_mailbox(p.address) for p in on_card},
        me=me,
        senders=senders,
    )


def find_connections(
    envelopes: Iterable[Envelope], workplace: Workplace, now: datetime
) -> tuple[Connection, ...]:
    """Return whom the user has written with there, newest first, each person once."""
    if not workplace.can_be_told:
        return ()
    told = [e for e in envelopes if e.date <= now and not e.labels & NOT_MAIL]
    lists = _lists(told)
    found: dict[str, Connection] = {}
    for envelope in sorted(told, key=lambda e: (e.date, e.message_id), reverse=True):
        for address, wrote in meets(envelope, workplace):
            mailbox = same_mailbox(address.address)
            if mailbox in lists or mailbox in workplace.known:
                continue
            name = split_display(address.name)[0]
            first = found.get(mailbox)
            if first is None:
                found[mailbox] = Connection(name, address.address, envelope.date, wrote)
            elif name and not first.name:
                found[mailbox] = Connection(name, first.address, first.last, first.wrote)
    return tuple(found.values())[:MOST]


def meets(envelope: Envelope, workplace: Workplace) -> Iterator[tuple[Address, Wrote]]:
    """Yield the people there between whom and the user this mail went, and who wrote it."""
    if envelope.marks & NOT_PERSONAL or len(envelope.recipients) >= CROWD:
        return
    me = workplace.me
    if me.wrote(envelope):
        for address in envelope.recipients:
            if workplace.employs(address):
                yield address, "me"
    elif any(map(me.has, envelope.recipients)) and workplace.employs(envelope.sender):
        yield envelope.sender, "them"


def _lists(envelopes: Sequence[Envelope]) -> frozenset[str]:
    """Return the mailboxes that lists send to, and to which mails came back.

    A person may be a list's recipient too: whoever has written a mail of their own is none.
    """
    people = {same_mailbox(e.sender.address) for e in envelopes if Mark.BULK not in e.marks}
    sent_to = {
        same_mailbox(address.address)
        for envelope in envelopes
        if Mark.BULK in envelope.marks
        for address in envelope.recipients
    }
    return frozenset(sent_to - people) | _returned(envelopes)


def _returned(envelopes: Sequence[Envelope]) -> frozenset[str]:
    """Return the mailboxes to which the user's only recipient was, when the mail came back."""
    reports = [e for e in envelopes if Mark.DELIVERY_REPORT in e.marks]
    about = {each for e in reports for each in (e.in_reply_to, *e.references) if each}
    return frozenset(
        same_mailbox(envelope.recipients[0].address)
        for envelope in envelopes
        if envelope.message_id in about and len(envelope.recipients) == 1
    )


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
