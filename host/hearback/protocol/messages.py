"""Every message on the wire, and the JSON of the command line: one source for both languages.

`make protocol` turns this into `extension/src/protocol.d.ts`. Fields are snake_case on both sides.
Days are ISO dates in the zone the field's description names, moments are ISO date-times with an
offset. What is absent is null or [], never missing. `kind` has no default, or the TypeScript union
would lose its discriminator.
"""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import ConfigDict, Field, TypeAdapter

from hearback.advice.action import Action
from hearback.protocol.cards import DraftView, RemarkView
from hearback.protocol.figures import FiguresView
from hearback.protocol.listings import ConnectionList
from hearback.protocol.model import Model
from hearback.protocol.page import Applications
from hearback.protocol.settings import SettingsChange, SettingsView
from hearback.protocol.telling import (
    AddByHand,
    AddNote,
    AddThread,
    ListSetAside,
    Request,
    SetAsideView,
    TellInterview,
    UndoNote,
)

PROTOCOL_VERSION = 1


# --- Requests ------------------------------------------------------------------------------------


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


class SignIn(Request):
    """Begin to sign in with Google; the panel opens the address that comes back in a tab."""

    kind: Literal["sign_in"]


class SignInStatus(Request):
    """Ask how the sign-in stands: every second while it is under way."""

    kind: Literal["sign_in_status"]


class CancelSignIn(Request):
    """Give the sign-in up."""

    kind: Literal["cancel_sign_in"]


class SignOut(Request):
    """End the access at Google, and forget the token; the mail that is kept stays."""

    kind: Literal["sign_out"]


class Sync(Request):
    """Read Gmail for some seconds and say how far it is; what was read stays.

    The panel asks again until `phase` is `done`, and from then on now and then.
    """

    kind: Literal["sync"]
    seconds: int = Field(ge=0, le=20, description="0 only asks how far it is.")


class ComposeDrafts(Request):
    """Write the mails of an action, in a tone or as another of its alternatives."""

    kind: Literal["compose_drafts"]
    application_id: str = Field(max_length=64)
    action: Action
    tone: Literal["warm", "plain", "formal"] | None = Field(description="null: as it fits.")
    variant: str | None = Field(max_length=60, description="null: the one that fits best.")


class SaveDraft(Request):
    """Put a draft of a card into Gmail's drafts, in its thread.

    To, Cc and subject are the host's own; only the text is the panel's.
    """

    kind: Literal["save_draft"]
    application_id: str = Field(max_length=64)
    action: Action
    number: int = Field(ge=0, le=50, description="Which of the card's drafts, from 0.")
    variant: str | None = Field(max_length=60, description="As in `compose_drafts`.")
    body: str = Field(max_length=20_000)
    filled: list[str] = Field(
        max_length=20, description="The slots that the user filled; a required one must be there."
    )
    mail_id: str | None = Field(
        max_length=250,
        description="Not needed: a draft of this card that nobody touched is written anew.",
    )


class UndoDraft(Request):
    """Delete a draft of ours that nobody touched since."""

    kind: Literal["undo_draft"]
    mail_id: str = Field(max_length=250)


class GetSettings(Request):
    """Ask for the settings."""

    kind: Literal["get_settings"]


class ChangeSettings(Request, SettingsChange):
    """Change some settings; answered with all of them as they are then."""

    kind: Literal["change_settings"]


class Forget(Request):
    """Delete all that is kept and end the access at Google; `typed` must be “forget”."""

    kind: Literal["forget"]
    typed: str = Field(max_length=20)


class FindConnections(Request):
    """Search for people at the company whom the user has written with; nothing of it is kept."""

    kind: Literal["find_connections"]
    application_id: str = Field(max_length=64)


class ReviewDraft(Request):
    """Look at the courtesy of a text while it is written."""

    kind: Literal["review_draft"]
    application_id: str = Field(max_length=64)
    action: Action
    number: int = Field(ge=0, le=50)
    body: str = Field(max_length=20_000)


class GetOverview(Request):
    """Ask for the figures of applications that began on these days; null is no limit."""

    kind: Literal["get_overview"]
    first: date | None
    last: date | None


AnyRequest = Annotated[
    Hello
    | ListApplications
    | UseSample
    | AddNote
    | UndoNote
    | SignIn
    | SignInStatus
    | CancelSignIn
    | SignOut
    | Sync
    | ComposeDrafts
    | SaveDraft
    | UndoDraft
    | GetSettings
    | ChangeSettings
    | Forget
    | AddThread
    | AddByHand
    | TellInterview
    | ListSetAside
    | FindConnections
    | ReviewDraft
    | GetOverview,
    Field(discriminator="kind"),
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


class NoteAdded(Reply):
    """The note was kept; the panel asks for the cards again, and may undo it by its id."""

    kind: Literal["note_added"]
    note_id: str


class SignInState(Reply):
    """How a sign-in stands. `url` is to be opened in a tab while it is `waiting`.

    With `no_client` the user has to make an OAuth client first; `failed` says why and what to do.
    """

    kind: Literal["sign_in_state"]
    state: Literal["none", "no_client", "waiting", "done", "failed"]
    url: str | None
    message: str | None
    remedy: str | None


class SyncProgress(Reply):
    """How far the reading of Gmail is.

    `phase`: `listing` what there is, `reading` the likely threads, then the `rest`, `done`;
    `elsewhere` when another Hearback is reading. Counts are threads; `jobs` of `read` are about a
    job. `seconds_left` is at the pace of Gmail's quota: for the likely, then for the rest.
    """

    kind: Literal["sync_progress"]
    phase: Literal["listing", "reading", "rest", "done", "elsewhere"]
    read: int
    jobs: int
    likely: int
    rest: int
    seconds_left: int


class Drafts(Reply):
    """The mails that were asked for."""

    kind: Literal["drafts"]
    drafts: list[DraftView]


class DraftSaved(Reply):
    """The draft is in Gmail's drafts."""

    kind: Literal["draft_saved"]
    mail_id: str = Field(description="By which it is undone or written anew.")
    thread: str = Field(description="The thread to open in Gmail.")


class Settings(Reply, SettingsView):
    """The settings as they are in force."""

    kind: Literal["settings"]


class Connections(Reply, ConnectionList):
    """Whom the user has written with at the company."""

    kind: Literal["connections"]


class Remarks(Reply):
    """Remarks on a text; they never forbid anything."""

    kind: Literal["remarks"]
    remarks: list[RemarkView]


class Overview(Reply, FiguresView):
    """All applications as a picture."""

    kind: Literal["overview"]


class SetAsideList(Reply):
    """What was set aside, newest first."""

    kind: Literal["set_aside"]
    items: list[SetAsideView]


class Done(Reply):
    """It was done, and there is nothing more to say."""

    kind: Literal["done"]


class Problem(Reply):
    """Something went wrong. `id` is -1 when the request had none that could be read."""

    kind: Literal["problem"]
    code: str = Field(description="Stable: only ever added to, never renamed.")
    message: str = Field(description="What happened, in words for the user.")
    remedy: str = Field(description="What to do next.")


AnyReply = Annotated[
    Ready
    | Applications
    | NoteAdded
    | SignInState
    | SyncProgress
    | Drafts
    | DraftSaved
    | Settings
    | Connections
    | Remarks
    | Overview
    | SetAsideList
    | Done
    | Problem,
    Field(discriminator="kind"),
]
"""Whatever the host may answer."""

LATER = ConfigDict(defer_build=True)
REQUESTS: TypeAdapter[AnyRequest] = TypeAdapter(AnyRequest, config=LATER)
REPLIES: TypeAdapter[AnyReply] = TypeAdapter(AnyReply, config=LATER)


def request_of(kind: object) -> type[Request] | None:
    """Return the request of a kind, None when there is none. To build one of them is quicker."""
    members = get_args(get_args(AnyRequest)[0])
    return next((one for one in members if kind in get_args(one.__annotations__["kind"])), None)
