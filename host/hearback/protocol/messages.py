"""Every message on the wire, and the JSON of the command line: one source for both languages.

`make protocol` turns this into `extension/src/protocol.d.ts`. Fields are snake_case on both sides.
Days are ISO dates in the zone the field's description names, moments are ISO date-times with an
offset. What is absent is null or [], never missing. `kind` has no default, or the TypeScript union
would lose its discriminator.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from hearback.advice.action import Action
from hearback.signals.signal import About, Kind, Part, Strength
from hearback.timeline.application import Stage, WaitingOn
from hearback.timeline.notes import Verb

PROTOCOL_VERSION = 1


class Model(BaseModel):
    """Shared by all messages: nothing unknown is accepted, nothing changes after it was made."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        from_attributes=True,
        json_schema_serialization_defaults_required=True,
    )


# --- What an application looks like --------------------------------------------------------------


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


class CallPlanView(Model):
    """What to say on the phone."""

    number: str | None
    opening: str
    questions: list[str]
    if_no: str
    voicemail: str


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
    options: list[Action]
    call_plan: CallPlanView | None
    connections: list[PersonView]


class EventView(Model):
    """One thing that happened, for the history of an application."""

    at: datetime
    who: Literal["me", "them", "robot", "note"]
    what: str = Field(description="In plain words.")
    kinds: list[Kind]
    evidence: EvidenceView | None


class NoteView(Model):
    """What the user told us."""

    note_id: str
    verb: Verb
    at: datetime
    text: str | None
    day: date | None


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
    history: list[EventView] = Field(description="Oldest first.")
    notes: list[NoteView]


class ApplicationList(Model):
    """What `hearback list --json` prints."""

    now: datetime
    me: list[str]
    applications: list[ApplicationView]


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


# --- Requests ------------------------------------------------------------------------------------


class Request(Model):
    """Every request has an id, chosen by the panel; its answer carries the same."""

    id: int = Field(ge=0, le=2**53 - 1)


class Hello(Request):
    """First on every connection: who speaks, and which protocol."""

    kind: Literal["hello"]
    protocol_version: int
    extension_version: str


class ListApplications(Request):
    """The applications in the order of their cards, a page at a time."""

    kind: Literal["list_applications"]
    after: str | None = Field(description="`next_page` of the page before; null for the first.")
    thread_id: str | None = Field(
        description="The thread that is open in Gmail (16 hex digits): its card comes first.",
        max_length=64,
    )


class UseSample(Request):
    """Show the sample mailbox, or stop showing it."""

    kind: Literal["use_sample"]
    on: bool


class AddNote(Request):
    """The user tells us something that no mail says."""

    kind: Literal["add_note"]
    application_id: str = Field(max_length=64)
    verb: Verb
    text: str | None = Field(max_length=2000)
    day: date | None = Field(description="A day in the user's zone, for verbs that need one.")


class UndoNote(Request):
    """Take a note back."""

    kind: Literal["undo_note"]
    note_id: str = Field(max_length=64)


AnyRequest = Annotated[
    Hello | ListApplications | UseSample | AddNote | UndoNote, Field(discriminator="kind")
]
"""Whatever the panel may say."""


# --- Replies -------------------------------------------------------------------------------------


class Reply(Model):
    """Every answer carries the id of its request."""

    id: int


class Ready(Reply):
    """The answer to `hello`.

    It is made before this module is imported; a test holds the two together.
    """

    kind: Literal["ready"]
    protocol_version: int
    host_version: str
    capabilities: list[str]


class AccountView(Model):
    """Whose mail is shown."""

    source: Literal["sample", "takeout"]
    addresses: list[str]


class CardGroup(Model):
    """How many cards a group of the panel has over all pages."""

    now: int
    waiting: int
    coming_up: int
    closed: int


class Card(Model):
    """An application and the group of the panel it belongs to."""

    group: Literal["now", "waiting", "coming_up", "closed"]
    application: ApplicationView


class Applications(Reply):
    """A page of cards, those to act on first. `account` is null when there is no mailbox yet."""

    kind: Literal["applications"]
    now: datetime
    account: AccountView | None
    cards: list[Card]
    counts: CardGroup
    open_thread: Literal["none", "shown_first", "not_a_job_thread"]
    next_page: str | None


class NoteAdded(Reply):
    """The note was kept; the panel asks for the cards again, and may undo it by its id."""

    kind: Literal["note_added"]
    note_id: str


class Done(Reply):
    """It was done, and there is nothing more to say."""

    kind: Literal["done"]


class Problem(Reply):
    """Something went wrong. `id` is -1 when the request had none that could be read."""

    kind: Literal["problem"]
    code: str = Field(description="Stable: only ever added to, never renamed.")
    message: str = Field(description="What happened, in words for the user.")
    remedy: str = Field(description="What to do next.")


AnyReply = Annotated[Ready | Applications | NoteAdded | Done | Problem, Field(discriminator="kind")]
"""Whatever the host may answer."""

REQUESTS: TypeAdapter[AnyRequest] = TypeAdapter(AnyRequest)
REPLIES: TypeAdapter[AnyReply] = TypeAdapter(AnyReply)
