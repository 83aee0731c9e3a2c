"""What an application looks like on the wire, and in the JSON of the command line.

Days are ISO dates in the zone the field's description names, moments are ISO date-times with an
offset. What is absent is null or [], never missing.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from hearback.advice.action import Action
from hearback.signals.signal import About, Kind, Part, Strength
from hearback.timeline.application import Stage, WaitingOn
from hearback.timeline.notes import Verb


class Model(BaseModel):
    """Shared by all messages: nothing unknown is accepted, nothing changes after it was made."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        from_attributes=True,
        # A start of the host uses few of them, and to build them all takes longer than the answer.
        defer_build=True,
        json_schema_serialization_defaults_required=True,
    )


class PromiseView(Model):
    """Their word on when they will answer, as days in the sender's zone, both ends included."""

    evidence: str = Field(description="The sentence, as they wrote it.")
    words: str = Field(description="The part of the sentence that names the time.")
    earliest: date
    latest: date = Field(description="The last day on which the answer would be on time.")
    strength: Strength
    about: About
    message_id: str | None = Field(
        description="The mail it stands in; null when the user noted it."
    )


class InterviewView(Model):
    """One interview that stands."""

    start: datetime
    end: datetime
    took_place: Literal["ahead", "presumed", "confirmed"]


class PersonView(Model):
    """Somebody on the other side."""

    name: str
    address: str
    part: Part


class SilenceView(Model):
    """How long since their last sign of life, against when an answer was due.

    Days in the user's zone.
    """

    since: datetime
    days: int = Field(description="Calendar days since then.")
    due: date | None = Field(description="The day an answer was due.")
    overdue_days: int = Field(description="Calendar days past `due`, 0 when it has not passed.")


class EvidenceView(Model):
    """A sentence of a mail that a claim rests on."""

    text: str
    message_id: str
    date: datetime
    rule: str


class SlotView(Model):
    """A gap in a draft that only the user can fill."""

    name: str
    ask: str = Field(description="The question to put to the user.")
    required: bool
    paragraph: str = Field(description="Its paragraph, with {name} where the answer goes.")
    after: int = Field(description="Behind how many paragraphs of `body` it goes.")


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
    warnings: list[str] = Field(description="Sentences to read before sending.")


class RemarkView(Model):
    """What might be said better; `quote` is the part of the text that it is about."""

    text: str
    quote: str | None


class SavedDraftView(Model):
    """A draft that Hearback put into Gmail, and what became of it."""

    mail_id: str = Field(description="Its Message-ID: names it in `undo_draft` and `save_draft`.")
    action: Action
    number: int = Field(description="Which of the action's drafts, from 0.")
    state: Literal["saved", "touched", "sent", "removed"] = Field(
        description="`touched`: the user changed it and they have answered since; left alone."
    )
    at: datetime = Field(description="When it got into this state.")
    thread: str = Field(description="The thread to open in Gmail.")


class CallPlanView(Model):
    """What to say on the phone."""

    number: str | None
    opening: str
    questions: list[str]
    if_no: str
    voicemail: str


class AlternativeView(Model):
    """Another mail that an action could write; `variant` names it in `compose_drafts`."""

    variant: str
    words: str


class ConnectionView(Model):
    """Somebody at the company whom the user has written with."""

    name: str
    address: str
    last: datetime = Field(description="When the newest mail between them was written.")
    wrote: Literal["me", "them"] = Field(description="Who wrote it.")


class AdviceView(Model):
    """What to do now, or what to wait for."""

    action: Action
    due: date = Field(
        description="The day from which it fits; for `wait`, the day on which the wait ends."
    )
    urgent: bool
    headline: str = Field(description="One sentence for the card.")
    because: list[str] = Field(description="Why, in plain words, most important first.")
    source: str = Field(description="Whose advice it is.")
    asks: list[str] = Field(description="Questions to take along or to answer first.")
    drafts: list[DraftView]
    alternatives: list[AlternativeView] = Field(
        description="Other mails that the action could write, the one that fits best first."
    )
    no_draft: str | None = Field(description="Why an action that writes a mail writes none.")
    options: list[Action]
    call_plan: CallPlanView | None
    connections: list[ConnectionView] = Field(
        description="Of a mail file, newest first; else they are searched when asked for."
    )


class EventView(Model):
    """One thing that happened, for the history of an application."""

    at: datetime
    who: Literal["me", "them", "robot", "note"]
    what: str = Field(description="In plain words.")
    kinds: list[Kind]
    evidence: EvidenceView | None
    note_id: str | None = Field(description="Of what the user told; it can be taken back by it.")


class NoteView(Model):
    """What the user told us."""

    note_id: str
    verb: Verb
    at: datetime
    text: str | None
    day: date | None


class ConversationView(Model):
    """One of several conversations of an application."""

    thread: str
    subject: str
    began: datetime
    unsure: bool = Field(description="Whether it may belong elsewhere.")


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
    evidence: list[EvidenceView] = Field(description="What the stage rests on, newest first.")
    conversations: list[ConversationView] = Field(
        description="Those that can be split off: all but the first; [] when there is one."
    )
    uncertain: bool = Field(description="Whether one of its conversations may belong elsewhere.")
    history: list[EventView] = Field(description="Oldest first.")
    notes: list[NoteView]
    saved_drafts: list[SavedDraftView] = Field(description="Drafts of ours in Gmail, oldest first.")


class CardGroup(Model):
    """How many cards a group of the panel has over all pages."""

    now: int
    waiting: int
    coming_up: int
    closed: int


class ApplicationList(Model):
    """What `hearback list --json` prints."""

    now: datetime
    me: list[str]
    applications: list[ApplicationView]


class ConnectionList(Model):
    """People at the company of an application whom the user has written with, newest first.

    `searched` says where was looked: all of Gmail, all of a mail file or of the sample, only the
    job mail that is `kept`, or `nothing` when no mail tells which company it is.
    """

    application_id: str
    searched: Literal["gmail", "file", "kept", "sample", "nothing"]
    people: list[ConnectionView]


class PromiseDates(Model):
    """The dates of a promise, as `hearback signals --json` prints them."""

    earliest: date
    latest: date
    strength: Strength
    about: About


class SignalView(Model):
    """One thing a message says."""

    kind: Kind
    evidence: str
    rule: str
    confidence: float
    promise: PromiseDates | None


class MessageSignals(Model):
    """One line of `hearback signals --json`."""

    message_id: str
    thread: str
    date: datetime
    direction: Literal["inbound", "outbound"]
    job: bool = Field(description="Whether it is about the user's own search for a job.")
    language: str | None
    signals: list[SignalView]
    problems: list[str]
