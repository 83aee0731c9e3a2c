"""The nouns of the timeline: Application, Stage, WaitingOn, Interview, JoinedBy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hearback.signals.signal import Person, Reading
from hearback.timeline.notes import Note


class Stage(StrEnum):
    """How far an application has come."""

    APPLIED = "applied"
    ASSESSMENT = "assessment"
    INVITED = "invited"
    SCHEDULED = "scheduled"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LET_GO = "let_go"


class WaitingOn(StrEnum):
    """Whose move it is."""

    THEM = "them"
    ME = "me"
    NOBODY = "nobody"


class JoinedBy(StrEnum):
    """What tied a thread to the application that another one began."""

    PERSON = "person"
    COMPANY = "company"
    ROLE = "role"
    AGENCY = "agency"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview that stands: not moved, not called off.

    `end` is an hour after `start` when nobody wrote one. `agreed` is when its time was fixed,
    `arranged_in` the message that fixed it. `sure` when a mail or a note says that it took place.
    """

    start: datetime
    end: datetime
    agreed: datetime
    arranged_in: str
    uid: str = ""
    people: tuple[Person, ...] = ()
    sure: bool = False


@dataclass(frozen=True)
class Application:
    """One role at one company, over all its threads and people.

    `readings` are oldest first, each message once. `id` is made from the thread that began it, so
    it stays the same while mail keeps arriving. `company`, `role` and `agency` are "" when unknown.
    `joined` tells by what each further thread belongs to it; those in `unsure` may not, and a
    refusal in one of `not_closing` closes nothing before the user has looked at it.
    """

    id: str
    company: str
    role: str
    agency: str
    readings: tuple[Reading, ...]
    people: tuple[Person, ...]
    notes: tuple[Note, ...] = ()
    joined: Mapping[str, JoinedBy] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    not_closing: frozenset[str] = frozenset()

    @property
    def uncertain(self) -> bool:
        """Whether one of its threads may belong elsewhere."""
        return bool(self.unsure)

    @property
    def threads(self) -> tuple[str, ...]:
        """Ids of its threads, in the order in which they began."""
        return tuple(dict.fromkeys(reading.envelope.thread_id for reading in self.readings))
