"""Who writes: the user, a person at the employer, an agency's recruiter, a robot, a list.

What is known about services, robots, freemail and titles stands in knowledge/senders.toml. A robot
may relay a person's words ("Jane Doe via Lever"): then the person is the writer.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.mail.message import Address, Mark, Me, Message
from hearback.signals.phrases import AnyOf
from hearback.signals.pieces import Words
from hearback.signals.scan import Page
from hearback.signals.signal import Part, Person

if TYPE_CHECKING:
    from hearback.signals.sentences import Spelling

_PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d ()./\u2011-]{6,18}\d(?!\w)")
_SPLIT_DISPLAY = re.compile(r"\s+(?:via|from|at|@|-|\u2013|\u2014|\||/)\s+|\s*[(,]\s*", re.I)
_NAME = re.compile(r"[^\W\d_][\w'\u2019.-]*(?: [^\W\d_][\w'\u2019.-]*){0,3}\Z")
_SENTENCE_MARK = re.compile(r"[?!:]|\.\Z")
_TEAM = re.compile(r"\b(?:team|department|group)\Z", re.I)
_PIECES = re.compile(r"\s*[|\u2022\u00b7]\s*|\s+[-\u2013\u2014/]\s+|,\s+")
_LOCAL_PARTS = re.compile(r"[^a-z0-9]+")
_CLOSING_LINES = 6


@dataclass(frozen=True, slots=True)
class Service:
    """A service that sends mail in the name of employers, and where their name stands in it."""

    name: str
    kind: str
    company_in: tuple[str, ...]
    relays: bool


@dataclass(frozen=True)
class Senders:
    """senders.toml, ready to be asked."""

    by_domain: Mapping[str, Service]
    by_subdomain: Mapping[str, Service]
    by_local: Mapping[str, Service]
    robot_local: re.Pattern[str]
    freemail_domains: frozenset[str]
    freemail_names: frozenset[str]
    generic: tuple[str, ...]
    legal_forms: frozenset[str]
    domain_endings: tuple[str, ...]
    titles: frozenset[str]
    recruiters: AnyOf
    agencies: AnyOf
    agencies_say: AnyOf
    agency_domains: tuple[str, ...]
    agency_names: frozenset[str]
    offices: frozenset[str]
    spelling: "Spelling"

    def service_of(self, address: Address) -> Service | None:
        """Return the service behind an address, None when it is nobody's but its owner's."""
        service = self.service_at(address.domain)
        if service:
            return service
        labels = address.domain.split(".")
        if len(labels) > 2 and labels[0] in self.by_subdomain:
            return self.by_subdomain[labels[0]]
        return next(
            (service for word, service in self.by_local.items() if word in address.local), None
        )

    def service_at(self, domain: str) -> Service | None:
        """Return the service that owns a domain or one above it."""
        labels = domain.split(".")
        parents = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self.by_domain[name] for name in parents if name in self.by_domain), None)

    def is_freemail(self, domain: str) -> bool:
        """Whether anybody can have an address there."""
        return domain in self.freemail_domains or domain.split(".")[0] in self.freemail_names

    def is_agency(self, domain: str) -> bool:
        """Whether a domain's name is that of an agency ("harbour-recruitment.example")."""
        name = domain.rpartition(".")[0].replace("-", "")
        return not self.is_freemail(domain) and any(word in name for word in self.agency_domains)

    def is_robot(self, address: Address) -> bool:
        """Whether nobody reads mail at an address, as its name tells."""
        return bool(self.robot_local.search(address.local))

    def is_generic(self, name: str) -> bool:
        """Whether a name holds a word of an office rather than of a person ("Acme Careers")."""
        words = f" {name.lower()} "
        return any(f" {word} " in words for word in self.generic)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote a mail.

    `organisation` is what stands beside a person's name ("Jane - Acme"), `closing` the lines that
    sign the mail; None when nobody has looked.
    """

    person: Person
    service: Service | None = None
    via_robot: bool = False
    organisation: str = ""
    closing: tuple[str, ...] | None = None

    @property
    def around(self) -> frozenset[str]:
        """What they are, in the words of scoring.toml."""
        kinds = {Part.AGENCY: "agency", Part.RECRUITER: "recruiter", Part.LIST: "bulk"}
        found = {kinds[self.person.part]} if self.person.part in kinds else set()
        if self.service and self.service.kind != "agency":
            found.add(self.service.kind)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Closing:
    """The lines that sign a mail, and their words."""

    lines: tuple[str, ...]
    words: Words


def who_writes(message: Message, me: Me, senders: Senders, page: Page) -> Writer:
    """Return who wrote a mail; `page` holds its sentences."""
    envelope = message.envelope
    sender = envelope.sender
    if me.wrote(envelope):
        return Writer(Person(sender.name or me.name, sender.address, Part.ME))
    closing = find_closing(message, senders.spelling)
    service = senders.service_of(sender)
    if service and service.kind != "agency":
        return _through_service(service, sender, closing, senders)
    if senders.is_robot(sender) or Mark.DELIVERY_REPORT in envelope.marks:
        return Writer(Person(sender.name, sender.address, Part.ROBOT))
    name, organisation = split_display(sender.name)
    if Mark.BULK in envelope.marks:
        return Writer(Person(sender.name, sender.address, Part.LIST), service)
    title = _find_title(closing, senders)
    part = _part(sender, title, closing, senders)
    if service or (part is not Part.RECRUITER and page.holds(senders.agencies_say)):
        part = Part.AGENCY
    name = name or _name_in(closing.lines, sender)
    person = Person(name, sender.address, part, _of_one(title), find_phone(closing.lines))
    return Writer(person, service, organisation=organisation, closing=closing.lines)


def part_of(address: Address, writer: Person, senders: Senders) -> Part:
    """Return who somebody in copy or at a meeting is, beside the one who wrote."""
    if senders.is_robot(address) or senders.service_of(address):
        return Part.ROBOT
    if address.domain == writer.address.rpartition("@")[2] and not senders.is_freemail(
        address.domain
    ):
        return Part.AGENCY if writer.part is Part.AGENCY else Part.EMPLOYER
    return Part.UNKNOWN if senders.is_freemail(address.domain) else Part.EMPLOYER


def split_display(display: str) -> tuple[str, str]:
    """Return a person's name and what stands beside it: "Jane Doe (Acme)", "Doe, Jane"."""
    display = display.strip(" \"'")
    first, comma, rest = display.partition(", ")
    if comma and _NAME.match(first) and _NAME.match(rest) and " " not in rest:
        return f"{rest} {first}", ""
    parts = _SPLIT_DISPLAY.split(display, maxsplit=1)
    if len(parts) == 1 or "@" in parts[0]:
        return ("" if "@" in display else display), ""
    return parts[0].strip(), parts[1].strip(" ()")


def find_closing(message: Message, spelling: "Spelling") -> Closing:
    """Return the lines that sign a mail: its signature, else what follows "Best regards,"."""
    text = message.signature[:2_000] or message.text[-600:]
    lines = [line.strip(" \t*_>|-") for line in text.splitlines()]
    kept = [line for line in lines if line]
    last = kept[:12] if message.signature else kept[-_CLOSING_LINES:]
    words = spelling.words_of_each(last) if last else []
    begin = 0
    if not message.signature:
        signed = [at for at, spelt in enumerate(words) if tuple(spelt) in spelling.closings]
        begin = signed[-1] if signed else max(len(last) - 2, 0)
    return Closing(tuple(last[begin:]), Words([word for spelt in words[begin:] for word in spelt]))


def find_agency_name(closing: Sequence[str], senders: Senders) -> str:
    """Return the agency's name that stands in a signature ("Harbour Recruitment"), "" for none."""
    for line in closing:
        for piece in _PIECES.split(line):
            words = piece.strip(" ,.").split()
            while len(words) > 1 and words[-1].lower() in senders.legal_forms:
                words = words[:-1]
            named = 2 <= len(words) <= 5 and all(word[:1].isupper() for word in words)
            first, last = words[0].lower() if words else "", words[-1].lower() if words else ""
            if named and last in senders.agency_names and not senders.is_generic(first):
                return " ".join(words)
    return ""


def _find_title(closing: Closing, senders: Senders) -> str:
    """Return the job title or the team that a signature names, "" when it names none."""
    if senders.titles.isdisjoint(closing.words.distinct):
        return ""
    for line in closing.lines:
        for piece in _PIECES.split(line):
            words = re.findall(r"[\w&'-]+", piece.lower())
            fits = 1 <= len(words) <= 7 and not senders.titles.isdisjoint(words)
            if fits and piece[:1].isupper() and not _SENTENCE_MARK.search(piece):
                return piece.strip()
    return ""


def _of_one(title: str) -> str:
    """Return a title that one person can have: a team has none."""
    return "" if _TEAM.search(title) else title


def find_phone(closing: Sequence[str]) -> str:
    """Return the phone number in a signature, as it is written there."""
    for line in closing:
        for found in _PHONE.finditer(line):
            digits = sum(c.isdigit() for c in found.group())
            if 9 <= digits <= 15:  # "2026-03-04" has eight
                return found.group().strip()
    return ""


def _through_service(
    service: Service, sender: Address, closing: Closing, senders: Senders
) -> Writer:
    """Tell a robot from a person whose words it carries."""
    name, organisation = split_display(sender.name)
    if service.relays and _is_person(name, sender, closing, senders):
        title = _find_title(closing, senders)
        hires = _hires(title, senders)
        person = Person(
            name,
            sender.address,
            Part.RECRUITER if hires else Part.EMPLOYER,
            _of_one(title),
            find_phone(closing.lines),
        )
        return Writer(person, service, via_robot=True, organisation=organisation)
    return Writer(Person(sender.name, sender.address, Part.ROBOT), service)


def _is_person(name: str, sender: Address, closing: Closing, senders: Senders) -> bool:
    """Whether the address or the signature confirms that a display name is a person's."""
    words = [word.strip(".").lower() for word in name.split()]
    if not words or len(words) > 4 or not _NAME.match(name) or senders.is_generic(name):
        return False
    local = _LOCAL_PARTS.split(sender.local)
    if len(words) > 1 and (words[0] in local or words[-1] in local):
        return True
    signatures = (line.lower().split() for line in closing.lines if not senders.is_generic(line))
    return any(line[: len(words)] == words and len(line) <= 4 for line in signatures)


def _part(sender: Address, title: str, closing: Closing, senders: Senders) -> Part:
    freemail = senders.is_freemail(sender.domain)
    if senders.is_agency(sender.domain):
        return Part.AGENCY
    if senders.agencies.stands_in(closing.words):
        return Part.AGENCY
    if freemail and find_agency_name(closing.lines, senders):
        return Part.AGENCY
    if _hires(title, senders):
        return Part.RECRUITER
    return Part.EMPLOYER if title or not freemail else Part.UNKNOWN


def _hires(title: str, senders: Senders) -> bool:
    """Whether a title is that of somebody whose work is hiring."""
    return bool(title) and senders.recruiters.stands_in(Words(senders.spelling.words_of(title)))


def _name_in(closing: Sequence[str], sender: Address) -> str:
    """Return the name in a signature that an address without a name confirms."""
    local = set(_LOCAL_PARTS.split(sender.local)) - {""}
    for line in closing:
        words = line.lower().split()
        if 1 <= len(words) <= 4 and _NAME.match(line) and (local & set(words)):
            return line
    return ""
