"""Threads → applications: joined by company, role, people and agency.

Threads are taken by the date of their first mail, so the order in which they were read does not
matter. A thread joins the application it has most in common with: a person is worth three, a
company two, a role two; two suffice, and two roles that differ keep them apart. Robots and
agencies' recruiters write about many roles, so neither joins anything by address alone.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from hearback.mail.message import same_mailbox
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.application import Application
from hearback.timeline.notes import Note, Verb

OPENS_NOTHING = frozenset({Kind.RECRUITER_OUTREACH, Kind.OTHER_JOB})
TIES_TOGETHER = frozenset({Part.EMPLOYER, Part.RECRUITER, Part.UNKNOWN})
SAME_SEARCH = timedelta(days=180)  # a later application to the same company is a new one
FILLER = frozenset(
    "a an the of for and in at to role position job opening vacancy m w d f x remote hybrid".split()
)
SENIORITY = frozenset(
    "senior sr junior jr lead principal staff i ii iii iv intern graduate".split()
)


# "Brightwater" and "Brightwater Energy" are one company, "Acme" and "Acme Bakery" need not be.
TAILS = frozenset(
    "group uk us usa europe holdings international global technologies technology tech systems "
    "solutions services software labs studio studios digital media energy health healthcare "
    "insurance bank consulting partners careers recruiting recruitment hiring team hr".split()
)
LONG_TAILS = tuple(sorted((tail for tail in TAILS if len(tail) > 4), key=len, reverse=True))
LEGAL = frozenset("inc ltd llc gmbh plc corp co limited company ag sa bv oy ab".split())


@lru_cache(maxsize=4096)
def company_key(name: str) -> str:
    """Return the form under which two spellings of a company are equal.

    "Acme, Inc.", "Acme Energy" and "acmeenergy" are all "acme": legal forms go, and so does a last
    word that says only what the company does.
    """
    words = re.sub(r"[^\w\s&]", " ", name.lower()).split()
    kept = [word for word in words if word not in LEGAL] or words
    if len(kept) > 1 and kept[-1] in TAILS:
        return "".join(kept[:-1])
    key = "".join(kept)
    for tail in LONG_TAILS:
        if key.endswith(tail) and len(key) - len(tail) >= 3:
            return key.removesuffix(tail)
    return key


@lru_cache(maxsize=4096)
def role_words(role: str) -> frozenset[str]:
    """Return the words that tell one role from another."""
    words = re.findall(r"[a-z0-9+#]+", role.lower())
    return frozenset(word for word in words if word not in FILLER)


def same_role(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of role words can name one role: one says no more than the other."""
    if (one & SENIORITY) != (other & SENIORITY) and one & SENIORITY and other & SENIORITY:
        return False
    return one <= other or other <= one


@dataclass
class _Strand:
    """A thread, and what it tells about the application it belongs to."""

    readings: list[Reading]
    company: str = ""
    role: str = ""
    agency: str = ""
    people: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> "_Strand":
        strand = cls(sorted(readings, key=lambda r: (r.envelope.date, r.envelope.message_id)))
        about = [reading for reading in strand.readings if reading.job]
        # What the user writes tells the company by its address only; what they write names it.
        theirs = [reading for reading in about if not reading.outbound]
        strand.company = _said_first(theirs, about, lambda reading: reading.company)
        strand.role = _said_first(theirs, about, lambda reading: reading.role)
        strand.agency = _said_first(theirs, about, lambda reading: reading.agency)
        strand.people = {
            same_mailbox(person.address)
            for person in _everyone(strand.readings)
            if person.part in TIES_TOGETHER
        }
        return strand

    @property
    def opens(self) -> bool:
        """Whether this is about an application: outreach is none until the user answers it."""
        about = [reading for reading in self.readings if reading.job]
        if any(reading.outbound for reading in about):
            return True
        kinds = {signal.kind for reading in about for signal in reading.signals}
        return bool(kinds - OPENS_NOTHING) and Kind.RECRUITER_OUTREACH not in kinds


def _most_said(names: Iterable[str]) -> str:
    """Return the name said most often, the first of equals; "" when none was."""
    counted = Counter(name for name in names if name)
    return max(counted, key=lambda name: counted[name]) if counted else ""


def _said_first(
    theirs: Iterable[Reading], about: Iterable[Reading], fact: Callable[[Reading], str]
) -> str:
    return _most_said(map(fact, theirs)) or _most_said(map(fact, about))


def _everyone(readings: Iterable[Reading]) -> list[Person]:
    return [
        person
        for reading in readings
        for person in (reading.writer, *reading.people)
        if person and person.part is not Part.ME
    ]


@dataclass(eq=False)
class _Group:
    """The strands of one application, as far as they have been joined, and what they share."""

    strands: list[_Strand] = field(default_factory=list)
    companies: set[str] = field(default_factory=set)
    roles: set[frozenset[str]] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def add(self, strand: _Strand) -> None:
        """Take a strand in."""
        self.strands.append(strand)
        self.people |= strand.people
        self.companies |= {company_key(strand.company)} - {""}
        self.roles |= {role_words(strand.role)} - {frozenset()}

    @property
    def ended(self) -> datetime:
        """When its last mail so far was written."""
        return max(strand.readings[-1].envelope.date for strand in self.strands)

    def in_common(self, strand: _Strand) -> int:
        """Return how much a strand has in common with this application, -1 when it cannot be."""
        role, company = role_words(strand.role), company_key(strand.company)
        if role and self.roles and not any(same_role(role, known) for known in self.roles):
            return -1
        alike = company in self.companies
        if company and self.companies and not alike:
            return -1
        if strand.readings[0].envelope.date - self.ended > SAME_SEARCH:
            return -1
        shared = bool(strand.people & self.people)
        named = bool(role) and role in self.roles
        return 3 * shared + 2 * alike + 2 * (named and (alike or shared))


class _Groups:
    """All applications so far, found again by company and by person without looking at each."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self._by_key: dict[str, list[_Group]] = defaultdict(list)

    def place(self, strand: _Strand) -> None:
        fitting = [
            (common, group.ended, at)
            for at, group in enumerate(self._candidates(strand))
            if (common := group.in_common(strand)) >= 2
        ]
        if fitting:
            best = self._candidates(strand)[max(fitting)[2]]
        else:
            best = _Group()
            self.groups.append(best)
        best.add(strand)
        for key in self._keys(strand):
            if best not in self._by_key[key]:
                self._by_key[key].append(best)

    def _candidates(self, strand: _Strand) -> list[_Group]:
        found = [group for key in self._keys(strand) for group in self._by_key[key]]
        return list({id(group): group for group in found}.values())

    @staticmethod
    def _keys(strand: _Strand) -> set[str]:
        company = company_key(strand.company)
        return strand.people | ({company} if company else set())


def group_threads(
    threads: Iterable[Sequence[Reading]], notes: Sequence[Note] = ()
) -> tuple[Application, ...]:
    """Return the applications that these threads belong to, in the order in which they began.

    A thread in which nothing is about a job is left out, and so is one that the user says is not.
    """
    noted = defaultdict(list)
    for note in notes:
        noted[note.thread_id].append(note)
    strands = [_Strand.of(readings) for readings in threads if readings]
    groups = _Groups()
    for strand in sorted(strands, key=lambda s: (s.readings[0].envelope.date, _thread(s))):
        if strand.opens and not _refused(noted[_thread(strand)]):
            groups.place(strand)
    return tuple(_application(group, noted) for group in groups.groups)


def _thread(strand: _Strand) -> str:
    return strand.readings[0].envelope.thread_id


def _refused(notes: Iterable[Note]) -> bool:
    return any(note.verb is Verb.NOT_A_JOB for note in notes)


def _application(group: _Group, noted: dict[str, list[Note]]) -> Application:
    strands = group.strands
    notes = sorted(
        (note for strand in strands for note in noted[_thread(strand)]), key=lambda note: note.at
    )
    said = {note.verb: note.text for note in notes}
    by_id = {
        reading.envelope.message_id: reading for strand in strands for reading in strand.readings
    }
    readings = sorted(by_id.values(), key=lambda r: (r.envelope.date, r.envelope.message_id))
    company = said.get(Verb.COMPANY) or _most_said(strand.company for strand in strands)
    role = _most_said(strand.role for strand in strands)
    return Application(
        id="a" + hashlib.sha256(_thread(strands[0]).encode()).hexdigest()[:10],
        company=company,
        role=said.get(Verb.ROLE) or _without_company(role, company),
        agency=_most_said(strand.agency for strand in strands),
        readings=tuple(readings),
        people=_people(readings),
        notes=tuple(notes),
    )


def _without_company(role: str, company: str) -> str:
    """Return "Research Assistant" of "Research Assistant, University of Westmere"."""
    head, comma, tail = role.rpartition(", ")
    named = company and company_key(company) in company_key(tail)
    return head if comma and named else role


def _people(readings: Iterable[Reading]) -> tuple[Person, ...]:
    """Everyone on the other side once, with the fullest entry that any mail gave."""
    best: dict[str, Person] = {}
    for person in _everyone(readings):
        known = best.get(person.address)
        if known is None or _fullness(person) > _fullness(known):
            best[person.address] = person
    return tuple(best.values())


def _fullness(person: Person) -> int:
    known = person.part is not Part.UNKNOWN
    return 2 * known + bool(person.name) + bool(person.title) + bool(person.phone)
