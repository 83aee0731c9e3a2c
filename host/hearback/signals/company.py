"""Which company, role and agency a mail is about.

For a robot the sender table says where the employer's name stands; for a person it is the domain of
the address, in the spelling that the mail itself uses. Freemail is never a company, a job title
never a company's name, and "" is a good answer.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from hearback.mail.message import Address, Me, Message
from hearback.signals.clean_names import clean_company, clean_role, is_role, without_company
from hearback.signals.domains import (
    UNGLUED,
    any_spelling,
    may_stand_for,
    registrable,
    same_name,
    squashed,
    without_office,
)
from hearback.signals.name_patterns import NamePattern, Names
from hearback.signals.rules import Where
from hearback.signals.scan import Page
from hearback.signals.sender import Senders, Writer, find_agency_name, find_closing
from hearback.signals.signal import Part

_Texts = Sequence[tuple[str, frozenset[str]]]

_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|sv)\s*(?:\[\d+\])?:\s*)+", re.I)
_PIECES = re.compile(r"\s*[|\u2022\u00b7]\s*|\s+/\s+|,\s+")
_MOST_SENTENCES = 40
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Parties:
    """What one mail tells: "" where it does not."""

    company: str = ""
    role: str = ""
    agency: str = ""


@dataclass
class Known:
    """What is known before a mail is read.

    `agencies` are the domains of agencies that wrote in the thread, `spellings` how it spells the
    names it has used, under their letters alone, `at_domain` what those at a domain call their
    company.
    """

    names: Names
    senders: Senders
    me: Me
    agencies: set[str] = field(default_factory=set)
    spellings: dict[str, str] = field(default_factory=dict)
    at_domain: dict[str, str] = field(default_factory=dict)

    def learn(self, parties: Parties, writer: Writer) -> None:
        """Keep what a mail tells for the mails after it."""
        for name in (parties.company, parties.agency):
            known = self.spellings.get(squashed(name), "")
            if " " in name or not known:
                self.spellings[squashed(name)] = name
        domain = writer.person.address.rpartition("@")[2]
        if writer.person.part is Part.AGENCY:
            self.agencies.add(domain)
        at_work = writer.person.part in {Part.EMPLOYER, Part.RECRUITER} and not writer.service
        if at_work and parties.company and not self.senders.is_freemail(domain):
            self.at_domain[registrable(domain)] = parties.company


@dataclass(frozen=True)
class _Mail:
    """What the search for names looks at."""

    message: Message
    page: Page
    writer: Writer
    known: Known

    @property
    def me(self) -> Me:
        return self.known.me

    @property
    def names(self) -> Names:
        return self.known.names

    @property
    def senders(self) -> Senders:
        return self.known.senders

    @cached_property
    def sentences(self) -> _Texts:
        """The first sentences that are short enough, with their words."""
        body = (line for line in self.page.unlike if line.where is Where.BODY)
        return [
            (" ".join(line.sentence.text[:_LONGEST].split()), line.words.distinct)
            for line in islice(body, _MOST_SENTENCES)
        ]

    @property
    def subject(self) -> str:
        return _REPLY.sub("", self.message.envelope.subject[:_LONGEST], count=1).strip()

    @property
    def is_reply(self) -> bool:
        """Whether its subject is that of a mail before it."""
        return bool(_REPLY.match(self.message.envelope.subject))


def name_parties(message: Message, page: Page, writer: Writer, known: Known) -> Parties:
    """Return the company, the role and the agency that a mail names."""
    mail = _Mail(message, page, writer, known)
    found = _parties(mail)
    return replace(found, role=without_company(found.role, found.company, known.names))


def _parties(mail: _Mail) -> Parties:
    message, writer = mail.message, mail.writer
    subject, body = _in_patterns(mail)
    role = subject.get("role") or body.get("role") or _bare_title(mail)
    named = subject.get("company") or body.get("company", "")
    part = writer.person.part
    if part is Part.AGENCY:
        agency = _agency(mail)
        if mail.is_reply and {"company", "role"} <= body.keys():
            named, role = body["company"], body["role"]  # another job, under the old subject
        return Parties("" if same_name(named, agency) else named, role, agency)
    if writer.service:
        order = writer.service.company_in
        places = (_in_place(mail, place, (subject, body)) for place in order)
        company = _first(clean_company(name, mail.names, mail.senders) for name in places)
        company = company or named or _of_domain(mail, message.envelope.sender)
    elif part is Part.ME:
        return _of_mine(mail, named, role)
    else:
        company = _of_employer(mail, (subject.get("company", ""), body.get("company", "")))
    return Parties(company or named, role)


def _bare_title(mail: _Mail) -> str:
    """Return a subject that is a job title and nothing else: "Re: Care Coordinator"."""
    title = clean_role(mail.subject, mail.names)
    return title if title == mail.subject and len(title.split()) in range(2, 6) else ""


def _agency(mail: _Mail) -> str:
    """Return the name of the agency whose recruiter writes: as they sign, else by their domain."""
    writer = mail.writer
    address = Address("", writer.person.address)
    of_domain = _of_domain(mail, address)
    if of_domain and mail.senders.is_agency(address.domain):
        return of_domain
    signed = find_agency_name(writer.closing or (), mail.senders)
    if signed and (not of_domain or squashed(signed).startswith(squashed(of_domain))):
        return signed
    return of_domain or writer.organisation


def _of_employer(mail: _Mail, named: Iterable[str]) -> str:
    """Return the company of somebody who works there.

    It is the one they say they write for, else the one at whose domain they are; a fuller name that
    the domain may stand for ("nwt.example", Northwind Traders) is better than its letters.
    """
    sender = mail.message.envelope.sender
    own = _find(mail.names.own, mail.sentences, mail).get("company", "")
    label = registrable(sender.domain).split(".")[0]
    label = without_office(label, mail.senders) or label
    freemail = mail.senders.is_freemail(sender.domain)
    for name in filter(None, (own, *named)):
        if not freemail and may_stand_for(label, name):
            return name
    known = mail.known.at_domain.get(registrable(sender.domain), "")
    clear = (name for name in named if name and name.lower().split()[-1] in mail.names.kinds)
    company = own or known or _first(clear) or _of_domain(mail, sender)
    return company or clean_company(mail.writer.organisation, mail.names, mail.senders)


def _of_mine(mail: _Mail, named: str, role: str) -> Parties:
    """Return the parties of a mail of the user: those it is sent to."""
    recipients = mail.message.envelope.recipients
    agencies = [to for to in recipients if _is_agency(to, mail)]
    if agencies:
        agency = _first(_of_domain(mail, to) for to in agencies)
        return Parties("" if same_name(named, agency) else named, role, agency)
    return Parties(_first(_of_domain(mail, to) for to in recipients) or named, role)


def _is_agency(address: Address, mail: _Mail) -> bool:
    return address.domain in mail.known.agencies or mail.senders.is_agency(address.domain)


def _in_patterns(mail: _Mail) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the patterns of names.toml find in the subject, and in the rest of a mail."""
    subject = _find(mail.names.subject, list(_with_words(_subjects(mail))), mail)
    by_agency = mail.writer.person.part is Part.AGENCY
    if len(subject) == 2 and not by_agency:
        return subject, {}
    body = _find(mail.names.body, mail.sentences, mail)
    if by_agency:
        return subject, body  # who signs for an agency signs with its name
    signed = mail.writer.closing
    if signed is None:
        signed = find_closing(mail.message, mail.senders.spelling).lines
    closing = list(_with_words(_without_titles(signed, mail.names)))
    return subject, _find(mail.names.closing, closing, mail) | body


def _find(patterns: Iterable[NamePattern], texts: _Texts, mail: _Mail) -> dict[str, str]:
    """Return the first company and the first role that patterns find in some texts."""
    found: dict[str, str] = {}
    words = frozenset().union(*(words for _, words in texts))
    for pattern in patterns:
        if pattern.can_stand_in(words) and not pattern.slots <= found.keys():
            _take(pattern, texts, mail, found)
    return found


def _take(pattern: NamePattern, texts: _Texts, mail: _Mail, found: dict[str, str]) -> None:
    """Add what one pattern finds and was not found before."""
    for text, words in texts:
        raw = pattern.search(text, words)
        if not raw:
            continue
        got = {}
        if "role" in pattern.slots:
            got["role"] = clean_role(raw["role"], mail.names)
        if "company" in pattern.slots:
            got["company"] = _company(raw["company"], mail)
        # A pattern with both must be right about both: "Engineer at Acme".
        if all(got.values()):
            found.update({name: value for name, value in got.items() if name not in found})
            return


def _company(raw: str, mail: _Mail) -> str:
    name = clean_company(raw, mail.names, mail.senders)
    writer = mail.writer.person
    people = [mail.me.name, *(a.name for a in mail.message.envelope.to)]
    if writer.part not in {Part.ROBOT, Part.LIST}:
        people.append(writer.name)  # a robot goes by the company's name
    words = {word for person in people for word in person.lower().split()}
    return "" if set(name.lower().split()) <= words else name


def _without_titles(signed: Iterable[str], names: Names) -> Iterator[str]:
    """Return the lines that sign a mail without the parts that are somebody's job title.

    "Senior Recruitment Consultant" names no recruitment office of a company called Senior.
    """
    for line in signed:
        pieces = [piece for piece in _PIECES.split(line) if not is_role(piece, names)]
        yield ", ".join(pieces)


def _subjects(mail: _Mail) -> list[str]:
    summaries = [invitation.summary[:_LONGEST] for invitation in mail.message.invitations]
    return [text for text in (mail.subject, *summaries) if text]


def _with_words(texts: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for text in texts:
        yield text, frozenset(re.findall(r"[\w']+", text[:_LONGEST].lower()))


def _in_place(mail: _Mail, place: str, named: tuple[dict[str, str], dict[str, str]]) -> str:
    """Return the employer's name as it stands in one place of a service's mail."""
    sender = mail.message.envelope.sender
    match place:
        case "subject" | "body":
            return named[place == "body"].get("company", "")
        case "display" if mail.writer.via_robot:
            return mail.writer.organisation
        case "display":
            name = re.split(r"\s@\s| via ", sender.name)[0]
            service = mail.writer.service
            return (
                ""
                if (service and same_name(name, service.name)) or _is_person(name, mail)
                else name
            )
        case "local" | "local_end" | "subdomain":
            return _spelled(_tenant(sender, place, mail.senders), mail)
        case "in_brackets":
            return sender.name.partition("(")[2].partition(")")[0]
        case "organizer":
            organizers = (i.organizer for i in mail.message.invitations if i.organizer)
            return _first(_of_domain(mail, organizer) for organizer in organizers)
    return _of_domain(mail, sender)


def _is_person(display: str, mail: _Mail) -> bool:
    """Whether a service's mail says for whom it is written, and never speaks of its display name.

    Then that is somebody's who works there: "Mateo Cruz" over "your application to Inkwell".
    """
    said = frozenset().union(*(words for _, words in mail.sentences))
    unsaid = said.isdisjoint(display.lower().split())
    return unsaid and bool(_find(mail.names.own, mail.sentences, mail).get("company"))


def _tenant(sender: Address, place: str, senders: Senders) -> str:
    """Return the key under which a service keeps an employer, as its address shows it."""
    if place == "subdomain":
        labels = sender.domain.split(".")
        return labels[0].removesuffix("-talent") if len(labels) > 2 else ""
    if senders.is_robot(sender):
        return ""
    if place == "local_end":
        return sender.local.rpartition(".")[2]
    return sender.local.partition("+")[0].removesuffix("-jobs")


def _of_domain(mail: _Mail, address: Address) -> str:
    """Return the company whose domain an address is at."""
    domain = address.domain
    if not domain or mail.me.has(address) or mail.senders.is_freemail(domain):
        return ""
    service = mail.senders.service_at(domain)
    if service and service.kind != "agency":
        return ""
    if registrable(domain) in mail.known.at_domain:
        return mail.known.at_domain[registrable(domain)]
    label = registrable(domain).split(".")[0]
    # "harbour-talent" is an agency's whole name, "acmecareers" an office of Acme.
    office = "" if _is_agency(address, mail) else without_office(label, mail.senders)
    return _spelled(office or label, mail)


def _spelled(label: str, mail: _Mail) -> str:
    """Return a name of which only a domain's label is known, as the mail spells it."""
    key = squashed(label)
    if len(key) < 2 or key.isdigit():
        return ""
    pattern = any_spelling(key)
    texts = (mail.message.envelope.sender.name, mail.subject, mail.message.signature[:2000])
    for text in (*texts, mail.message.text[:4000]):
        if key[:40] not in text.lower().translate(UNGLUED):
            continue  # much faster than the pattern, and names are rare
        for found in pattern.finditer(text):
            if not found.group().islower():
                return found.group()
    if key in mail.known.spellings:
        return mail.known.spellings[key]
    return " ".join(
        part.upper() if len(part) < 4 else part.capitalize() for part in label.split("-")
    )


def _first(names: Iterable[str]) -> str:
    return next((name for name in names if name), "")
