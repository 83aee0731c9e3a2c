"""What one message says: signals, promises, interview times, and the Reading that holds them.

A Reading is all that later steps see of a mail: its envelope, what it says, and the words it rests
on. Dates of promises are calendar days in the sender's zone; times of interviews carry their zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hearback.mail.message import Address, Envelope

BY_HAND = "hand-"  # begins the id of what stands for a thread without a mail


class Kind(StrEnum):
    """Everything a message can say. Outbound kinds are said by the user."""

    # Inbound.
    APPLICATION_RECEIVED = "application_received"
    ASSESSMENT_REQUEST = "assessment_request"
    INTERVIEW_INVITATION = "interview_invitation"  # asks for an interview or a call
    INTERVIEW_CONFIRMATION = (
        "interview_confirmation"  # a fixed time: confirmed, reminded, or a calendar invitation
    )
    INTERVIEW_CANCELLATION = "interview_cancellation"
    PROMISE = "promise"  # when they will answer
    BRUSH_OFF = "brush_off"  # "don't worry, we will contact you"; no date
    DELAY = "delay"  # not decided yet
    REJECTION = "rejection"
    OFFER = "offer"
    QUESTION = "question"  # asks the candidate for something
    COLD_REPLY = "cold_reply"  # short, no next step, no warmth
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    RECRUITER_OUTREACH = "recruiter_outreach"
    OTHER_JOB = "other_job"  # belongs to the search and is none of the above
    # Both ways: proposes, asks for or moves a time.
    INTERVIEW_SCHEDULING = "interview_scheduling"
    # Outbound.
    APPLICATION_SENT = "application_sent"
    THANK_YOU = "thank_you"
    FOLLOW_UP = "follow_up"  # answers nothing of theirs and seeks to move things on
    FEEDBACK_REQUEST = "feedback_request"
    ACCEPTANCE = "acceptance"
    WITHDRAWAL = "withdrawal"


class Mention(StrEnum):
    """What a message speaks of in passing: no signal of its own, but later steps ask for it.

    Each is found by a rule file of that name (`means = "interview_held"`), like any signal.
    """

    INTERVIEW_HELD = "interview_held"  # an interview that took place: "it was great to meet you"
    OTHER_OFFER = "other_offer"  # the user tells them of an offer from elsewhere
    SOMETHING_OF_VALUE = (
        "something_of_value"  # the user brings an idea, an article, an introduction
    )
    TIME_MOVED = "time_moved"  # asks to move an interview that had a time, or moves it


class Strength(StrEnum):
    """How much a promise binds."""

    FIRM = "firm"
    VAGUE = "vague"
    CONDITIONAL = "conditional"


class About(StrEnum):
    """What a promise is about."""

    DECISION = "decision"
    NEXT_STEP = "next_step"
    SLOT = "slot"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Promise:
    """Their word on when they will answer.

    `earliest` and `latest` are days in the sender's zone, both included; `latest` is the last day
    on which the answer would be on time. `evidence` is the sentence, `words` the part of it that
    names the time.
    """

    earliest: date
    latest: date
    strength: Strength
    about: About
    evidence: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class InterviewTime:
    """A time for an interview that a message names. `end` is None when nobody wrote one.

    `fixed` tells a time that stands (a calendar invitation, "confirmed for …") from one that is
    only proposed. `people` are those a calendar invitation asks to come, without the user. `uid`,
    `recurrence_id` and `sequence` are the calendar's; "" and 0 for a time read from a sentence.
    """

    start: datetime
    end: datetime | None = None
    fixed: bool = False
    cancelled: bool = False
    uid: str = ""
    recurrence_id: str = ""
    sequence: int = 0
    people: tuple["Person", ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing a message says, the words that say it, and the rule that saw it.

    `confidence` is the share of such findings that are right (0..1). `deadline` is the day by which
    the candidate was asked to act, in the sender's zone.
    """

    kind: Kind
    evidence: str
    rule: str
    confidence: float
    promise: Promise | None = None
    interview: InterviewTime | None = None
    deadline: date | None = None


class Part(StrEnum):
    """Who somebody is to the candidate."""

    ME = "me"
    EMPLOYER = "employer"  # a person at the company
    RECRUITER = "recruiter"  # a person at the company whose work is hiring
    AGENCY = "agency"  # a third party that presents candidates
    ROBOT = "robot"  # applicant tracking, scheduling, calendar, job board
    LIST = "list"  # a mailing list or newsletter
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the other side. `title` is what their signature says, "" when unknown."""

    name: str
    address: str
    part: Part
    title: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message says, for all later steps; the text itself is not needed after this.

    `job` is about the user's own search for a job. `language` is a two-letter code, "" when
    undetermined. `writer` is who wrote it (a robot may relay a person: then the person is the
    writer and `via_robot` is True). `company`, `role` and `agency` are what this message alone
    tells, "" when it does not. `greeting`, `sign_off`, the name under it (`signed`) and how many
    words the mail has (`length`) are kept for the tone of drafts.
    """

    envelope: Envelope
    outbound: bool
    job: bool
    signals: tuple[Signal, ...] = ()
    mentions: frozenset[Mention] = frozenset()
    language: str = "en"
    writer: Person | None = None
    via_robot: bool = False
    people: tuple[Person, ...] = ()
    company: str = ""
    role: str = ""
    agency: str = ""
    greeting: str = ""
    sign_off: str = ""
    signed: str = ""
    length: int = 0

    def says(self, *kinds: Kind) -> Signal | None:
        """Return the first signal of one of these kinds."""
        for signal in self.signals:  # asked some twenty times of every mail: no generator
            if signal.kind in kinds:
                return signal
        return None

    @property
    def by_hand(self) -> bool:
        """Whether this is no mail, but what the user told of an application without one."""
        return self.envelope.thread_id.startswith(BY_HAND)

    @property
    def sender(self) -> Address:
        """Who the mail is from, as its header has it."""
        return self.envelope.sender
