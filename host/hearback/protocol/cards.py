"""What an application looks like on the wire, and in the JSON of the command line.

Days are ISO dates in the zone the field's description names, moments are ISO date-times with an
offset. What is absent is null or [], never missing.

Plain dataclasses: the panel opens with a page of them, and the import of pydantic takes longer than
to make it. A text below a field is its description in the schema, which pydantic makes of them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from hearback.advice.action import Action
from hearback.signals.signal import About, Kind, Part, Strength
from hearback.timeline.application import Stage, WaitingOn
from hearback.timeline.notes import Verb


class Model:
    """Shared by what cards are made of: how pydantic is to describe and to read them."""

    __pydantic_config__ = {  # noqa: RUF012 - pydantic's name, and what it takes
        "extra": "forbid",
        "use_attribute_docstrings": True,
        "json_schema_serialization_defaults_required": True,
    }


@dataclass(frozen=True, kw_only=True)
class PromiseView(Model):
    """Their word on when they will answer, as days in the sender's zone, both ends included."""

    evidence: str
    """The sentence, as they wrote it."""
    words: str
    """The part of the sentence that names the time."""
    earliest: date
    latest: date
    """The last day on which the answer would be on time."""
    strength: Strength
    about: About
    message_id: str | None
    """The mail it stands in; null when the user noted it."""


@dataclass(frozen=True, kw_only=True)
class InterviewView(Model):
    """One interview that stands."""

    start: datetime
    end: datetime
    took_place: Literal["ahead", "presumed", "confirmed"]


@dataclass(frozen=True, kw_only=True)
class PersonView(Model):
    """Somebody on the other side."""

    name: str
    address: str
    part: Part


@dataclass(frozen=True, kw_only=True)
class SilenceView(Model):
    """How long since their last sign of life, against when an answer was due.

    Days in the user's zone.
    """

    since: datetime
    days: int
    """Calendar days since then."""
    due: date | None
    """The day an answer was due."""
    overdue_days: int
    """Calendar days past `due`, 0 when it has not passed."""


@dataclass(frozen=True, kw_only=True)
class EvidenceView(Model):
    """A sentence of a mail that a claim rests on."""

    text: str
    message_id: str
    date: datetime
    rule: str


@dataclass(frozen=True, kw_only=True)
class SlotView(Model):
    """A gap in a draft that only the user can fill."""

    name: str
    ask: str
    """The question to put to the user."""
    required: bool
    paragraph: str
    """Its paragraph, with {name} where the answer goes."""
    after: int
    """Behind how many paragraphs of `body` it goes."""


@dataclass(frozen=True, kw_only=True)
class DraftView(Model):
    """A mail ready to check. `body` reads well without its optional slots."""

    to: list[str]
    cc: list[str]
    subject: str
    body: str
    in_reply_to: str | None
    references: list[str]
    thread: str | None
    slots: list[SlotView]
    tone: Literal["warm", "plain", "formal"]
    warnings: list[str]
    """Sentences to read before sending."""


@dataclass(frozen=True, kw_only=True)
class RemarkView(Model):
    """What might be said better; `quote` is the part of the text that it is about."""

    text: str
    quote: str | None


@dataclass(frozen=True, kw_only=True)
class SavedDraftView(Model):
    """A draft that Hearback put into Gmail, and what became of it."""

    mail_id: str
    """Its Message-ID: names it in `undo_draft` and `save_draft`."""
    action: Action
    number: int
    """Which of the action's drafts, from 0."""
    state: Literal["saved", "touched", "sent", "removed"]
    """`touched`: the user changed it and they have answered since; left alone."""
    at: datetime
    """When it got into this state."""
    thread: str
    """The thread to open in Gmail."""


@dataclass(frozen=True, kw_only=True)
class CallPlanView(Model):
    """What to say on the phone."""

    number: str | None
    opening: str
    questions: list[str]
    if_no: str
    voicemail: str


@dataclass(frozen=True, kw_only=True)
class AlternativeView(Model):
    """Another mail that an action could write; `variant` names it in `compose_drafts`."""

    variant: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ConnectionView(Model):
    """Somebody at the company whom the user has written with."""

    name: str
    address: str
    last: datetime
    """When the newest mail between them was written."""
    wrote: Literal["me", "them"]
    """Who wrote it."""


@dataclass(frozen=True, kw_only=True)
class AdviceView(Model):
    """What to do now, or what to wait for."""

    action: Action
    due: date
    """The day from which it fits; for `wait`, the day on which the wait ends."""
    urgent: bool
    headline: str
    """One sentence for the card."""
    because: list[str]
    """Why, in plain words, most important first."""
    source: str
    """Whose advice it is."""
    asks: list[str]
    """Questions to take along or to answer first."""
    drafts: list[DraftView]
    alternatives: list[AlternativeView]
    """Other mails that the action could write, the one that fits best first."""
    no_draft: str | None
    """Why an action that writes a mail writes none."""
    options: list[Action]
    call_plan: CallPlanView | None
    connections: list[ConnectionView]
    """Of a mail file, newest first; else they are searched when asked for."""


@dataclass(frozen=True, kw_only=True)
class EventView(Model):
    """One thing that happened, for the history of an application."""

    at: datetime
    who: Literal["me", "them", "robot", "note"]
    what: str
    """In plain words."""
    kinds: list[Kind]
    evidence: EvidenceView | None
    note_id: str | None
    """Of what the user told; it can be taken back by it."""


@dataclass(frozen=True, kw_only=True)
class NoteView(Model):
    """What the user told us."""

    note_id: str
    verb: Verb
    at: datetime
    text: str | None
    day: date | None


@dataclass(frozen=True, kw_only=True)
class ConversationView(Model):
    """One of several conversations of an application."""

    thread: str
    subject: str
    began: datetime
    unsure: bool
    """Whether it may belong elsewhere."""


@dataclass(frozen=True, kw_only=True)
class ApplicationView(Model):
    """One role at one company, over all its threads and people, as of `now`."""

    id: str
    company: str | None
    role: str | None
    stage: Stage
    waiting_on: WaitingOn
    agency: str | None
    threads: list[str]
    people: list[PersonView]
    interviews: list[InterviewView]
    promise: PromiseView | None
    silence: SilenceView | None
    advice: AdviceView | None
    evidence: list[EvidenceView]
    """What the stage rests on, newest first."""
    conversations: list[ConversationView]
    """Those that can be split off: all but the first; [] when there is one."""
    uncertain: bool
    """Whether one of its conversations may belong elsewhere."""
    history: list[EventView]
    """Oldest first."""
    notes: list[NoteView]
    saved_drafts: list[SavedDraftView]
    """Drafts of ours in Gmail, oldest first."""


@dataclass(frozen=True, kw_only=True)
class CardGroup(Model):
    """How many cards a group of the panel has over all pages."""

    now: int
    waiting: int
    coming_up: int
    closed: int
