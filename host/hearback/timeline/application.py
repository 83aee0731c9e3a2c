"""The nouns of the timeline: Application, Stage, WaitingOn, Interview, JoinedBy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal

from hearback.mail.message import same_mailbox
from hearback.signals.signal import Kind, Person, Reading
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


Station = Literal[
    "applied",
    "approached",
    "invited",
    "interviewed",
    "offered",
    "refused",
    "silent",
    "withdrawn",
    "open",
]
"""How far an application came in the end; `approached` began with a recruiter's mail."""


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

    @cached_property
    def returned(self) -> frozenset[str]:
        """The ids of the user's mails that bounced."""
        return frozenset(
            message_id
            for at, reading in enumerate(self.readings)
            if reading.says(Kind.BOUNCE)
            for message_id in self._came_back(at, reading)
        )

    @cached_property
    def correspondents(self) -> frozenset[str]:
        """The mailboxes that its mails are from and to; theirs may name another for answers."""
        found: set[str] = set()
        for reading in self.readings:
            envelope = reading.envelope
            found.update(same_mailbox(a.address) for a in (envelope.sender, *envelope.recipients))
            if envelope.reply_to and not reading.outbound:
                found.add(same_mailbox(envelope.reply_to.address))
        return frozenset(found)

    def _came_back(self, at: int, report: Reading) -> frozenset[str]:
        """Return what a report is about: what it names, else the last mail before it."""
        sent = [reading.envelope for reading in self.readings[:at] if reading.outbound]
        named = {report.envelope.in_reply_to, *report.envelope.references}
        meant = frozenset(mail.message_id for mail in sent if mail.message_id in named)
        same = [mail for mail in sent if mail.thread_id == report.envelope.thread_id] or sent
        return meant or frozenset(mail.message_id for mail in same[-1:])

    @property
    def conversations(self) -> tuple[str, ...]:
        """Ids of the threads that are in the mailbox: what was added by hand is in none."""
        mails = (reading for reading in self.readings if not reading.by_hand)
        return tuple(dict.fromkeys(reading.envelope.thread_id for reading in mails))

    @property
    def uncertain(self) -> bool:
        """Whether one of its threads may belong elsewhere."""
        return bool(self.unsure)

    @property
    def threads(self) -> tuple[str, ...]:
        """Ids of its threads, in the order in which they began."""
        return tuple(dict.fromkeys(reading.envelope.thread_id for reading in self.readings))
