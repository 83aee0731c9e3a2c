"""A thread, and what it tells about the application that it belongs to."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hearback.mail.message import same_mailbox
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.names import company_key, first_words, role_words

OPENS_NOTHING = frozenset({Kind.RECRUITER_OUTREACH, Kind.OTHER_JOB})
TIES_TOGETHER = frozenset({Part.EMPLOYER, Part.RECRUITER, Part.UNKNOWN})


@dataclass
class Strand:
    """What one thread tells.

    `agents` are recruiters of agencies, `robots` the addresses of machines: both write about many
    roles.
    """

    readings: list[Reading]
    company: str = ""
    role: str = ""
    agency: str = ""
    people: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    robots: set[str] = field(default_factory=set)
    also_called: tuple[str, str] = ("", "")

    @classmethod
    def of(cls, readings: Sequence[Reading], corrected: tuple[str, str] = ("", "")) -> "Strand":
        """Return what a thread tells; `corrected` are company and role as the user knows them."""
        once = {reading.envelope.message_id: reading for reading in readings}
        in_order = sorted(once.values(), key=lambda r: (r.envelope.date, r.envelope.message_id))
        about = [reading for reading in in_order if reading.job]
        # What the user writes tells the company by its address only; what they write names it.
        theirs = [reading for reading in about if not reading.outbound]
        people = everyone(in_order)
        return cls(
            in_order,
            company=_said_first(theirs, about, _client),
            role=_said_first(theirs, about, lambda reading: reading.role),
            agency=_said_first(theirs, about, lambda reading: reading.agency),
            people={same_mailbox(p.address) for p in people if p.part in TIES_TOGETHER},
            agents={same_mailbox(p.address) for p in people if p.part is Part.AGENCY},
            robots={same_mailbox(p.address) for p in people if p.part is Part.ROBOT},
            also_called=corrected,
        )

    @property
    def thread_id(self) -> str:
        """The id of its thread."""
        return self.readings[0].envelope.thread_id

    @property
    def began(self) -> datetime:
        """When its first mail was written."""
        return self.readings[0].envelope.date

    @property
    def companies(self) -> frozenset[str]:
        """The keys of the company, as the mails and the user name it."""
        return frozenset(map(company_key, (self.company, self.also_called[0]))) - {""}

    @property
    def shorter_names(self) -> frozenset[str]:
        """What its company may be called for short."""
        return first_words(self.company)

    @property
    def roles(self) -> frozenset[frozenset[str]]:
        """The words of the role, as the mails and the user name it."""
        named = frozenset(map(role_words, (self.role, self.also_called[1])))
        return named - {frozenset[str]()}

    def says(self, *kinds: Kind) -> bool:
        """Whether any of its mails says so."""
        return any(reading.says(*kinds) for reading in self.readings)

    @property
    def opens(self) -> bool:
        """Whether this is about an application: outreach is none until the user answers it."""
        about = [reading for reading in self.readings if reading.job]
        if any(reading.outbound for reading in about):
            return True
        kinds = {signal.kind for reading in about for signal in reading.signals}
        return bool(kinds - OPENS_NOTHING) and Kind.RECRUITER_OUTREACH not in kinds


def most_said(names: Iterable[str]) -> str:
    """Return the name said most often, the first of equals; "" when none was."""
    counted = Counter(name for name in names if name)
    return max(counted, key=lambda name: counted[name]) if counted else ""


def _said_first(
    theirs: Iterable[Reading], about: Iterable[Reading], fact: Callable[[Reading], str]
) -> str:
    return most_said(map(fact, theirs)) or most_said(map(fact, about))


def _client(reading: Reading) -> str:
    """Return the company that a mail names: an agency is none, however it is spelled."""
    own = {company_key(reading.agency), *first_words(reading.agency)}
    return "" if reading.agency and company_key(reading.company) in own else reading.company


def everyone(readings: Iterable[Reading]) -> list[Person]:
    """Return everybody on the other side, as each mail names them."""
    return [
        person
        for reading in readings
        for person in (reading.writer, *reading.people)
        if person and person.part is not Part.ME
    ]
