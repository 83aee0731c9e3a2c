"""What the host answers to each kind of request. The table VERBS is the table of contents.

Imported with the first request that is not for a page of cards, since it needs pydantic.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from hearback.errors import HearbackError
from hearback.native.pages import PageRequest
from hearback.native.problems import id_of, problem
from hearback.protocol.messages import (
    ChangeSettings,
    ComposeDrafts,
    Connections,
    Done,
    Drafts,
    DraftSaved,
    FindConnections,
    Forget,
    GetOverview,
    GetSettings,
    ListApplications,
    NoteAdded,
    Overview,
    Problem,
    Remarks,
    Reply,
    ReviewDraft,
    SaveDraft,
    SetAsideList,
    Settings,
    SignInState,
    SignOut,
    Sync,
    SyncProgress,
    UndoDraft,
    UseSample,
    request_of,
)
from hearback.protocol.page import Applications
from hearback.protocol.telling import (
    AddByHand,
    AddNote,
    AddThread,
    ListSetAside,
    Request,
    TellInterview,
    UndoNote,
)

SHOWN_FAULTS = 5


class Desk(Protocol):
    """What the panel can ask of Hearback, on one data folder."""

    def page(self, request: PageRequest, now: datetime) -> Applications:
        """Return the cards that were asked for, as of `now`."""

    def use_sample(self, on: bool, now: datetime) -> None:
        """Show the sample mailbox, or stop showing it."""

    def add_note(self, request: AddNote, now: datetime) -> str:
        """Keep what the user says and return the note's id."""

    def undo_note(self, note_id: str, now: datetime) -> None:
        """Take a note back."""

    def sign_in(self, request: Request) -> SignInState:
        """Begin, follow or give up a sign-in, as the request's kind says."""

    def sign_out(self) -> None:
        """End the access at Google and forget the token."""

    def sync(self, request: Sync) -> SyncProgress:
        """Read Gmail for some seconds."""

    def save_draft(self, request: SaveDraft, now: datetime) -> DraftSaved:
        """Put a draft into Gmail's drafts."""

    def undo_draft(self, mail_id: str, now: datetime) -> None:
        """Delete a draft of ours that nobody touched."""

    def compose_drafts(self, request: ComposeDrafts, now: datetime) -> Drafts:
        """Write the mails of an action in a tone, or as another of its alternatives."""

    def connections(self, request: FindConnections, now: datetime) -> Connections:
        """Look for people whom the user has written with at a company."""

    def review_draft(self, request: ReviewDraft, now: datetime) -> Remarks:
        """Look at the courtesy of a text."""

    def settings(self, request: GetSettings | ChangeSettings) -> Settings:
        """Return the settings, changed as the request says."""

    def forget(self, request: Forget) -> None:
        """Delete everything and end the access at Google."""

    def add_thread(self, request: AddThread, now: datetime) -> str:
        """Keep a conversation that the user says is about a job; return the note's id."""

    def add_by_hand(self, request: AddByHand, now: datetime) -> str:
        """Keep an application of which there is no mail; return the note's id."""

    def tell_interview(self, request: TellInterview, now: datetime) -> str:
        """Keep the time of an interview; return the note's id."""

    def set_aside(self, request: ListSetAside, now: datetime) -> SetAsideList:
        """Return what was set aside, newest first."""

    def figures(self, request: GetOverview, now: datetime) -> Overview:
        """Return all applications as a picture."""


def list_applications(request: ListApplications, desk: Desk, now: datetime) -> Applications:
    """Answer with a page of cards."""
    return desk.page(request, now)


def use_sample(request: UseSample, desk: Desk, now: datetime) -> Reply:
    """Switch the sample mailbox on or off."""
    desk.use_sample(request.on, now)
    return Done(id=request.id, kind="done")


def add_note(request: AddNote, desk: Desk, now: datetime) -> Reply:
    """Keep a note and answer with its id, by which it can be undone."""
    return NoteAdded(id=request.id, kind="note_added", note_id=desk.add_note(request, now))


def undo_note(request: UndoNote, desk: Desk, now: datetime) -> Reply:
    """Take a note back."""
    desk.undo_note(request.note_id, now)
    return Done(id=request.id, kind="done")


def sign_in(request: Request, desk: Desk, now: datetime) -> Reply:
    """Begin, follow or give up a sign-in."""
    return desk.sign_in(request)


def sign_out(request: SignOut, desk: Desk, now: datetime) -> Reply:
    """End the access at Google."""
    desk.sign_out()
    return Done(id=request.id, kind="done")


def sync(request: Sync, desk: Desk, now: datetime) -> Reply:
    """Read Gmail for some seconds and answer how far it is."""
    return desk.sync(request)


def save_draft(request: SaveDraft, desk: Desk, now: datetime) -> Reply:
    """Put a draft into Gmail's drafts and answer with what undoes it."""
    return desk.save_draft(request, now)


def undo_draft(request: UndoDraft, desk: Desk, now: datetime) -> Reply:
    """Delete a draft of ours that nobody touched."""
    desk.undo_draft(request.mail_id, now)
    return Done(id=request.id, kind="done")


def compose_drafts(request: ComposeDrafts, desk: Desk, now: datetime) -> Reply:
    """Answer with the mails of an action."""
    return desk.compose_drafts(request, now)


def find_connections(request: FindConnections, desk: Desk, now: datetime) -> Reply:
    """Answer with people whom the user has written with at a company."""
    return desk.connections(request, now)


def review_draft(request: ReviewDraft, desk: Desk, now: datetime) -> Reply:
    """Answer with remarks on a text."""
    return desk.review_draft(request, now)


def settings(request: GetSettings | ChangeSettings, desk: Desk, now: datetime) -> Reply:
    """Answer with the settings."""
    return desk.settings(request)


def forget(request: Forget, desk: Desk, now: datetime) -> Reply:
    """Delete everything."""
    desk.forget(request)
    return Done(id=request.id, kind="done")


def add_thread(request: AddThread, desk: Desk, now: datetime) -> Reply:
    """Keep a conversation as one about a job."""
    return NoteAdded(id=request.id, kind="note_added", note_id=desk.add_thread(request, now))


def add_by_hand(request: AddByHand, desk: Desk, now: datetime) -> Reply:
    """Keep an application of which there is no mail."""
    return NoteAdded(id=request.id, kind="note_added", note_id=desk.add_by_hand(request, now))


def tell_interview(request: TellInterview, desk: Desk, now: datetime) -> Reply:
    """Keep the time of an interview."""
    return NoteAdded(id=request.id, kind="note_added", note_id=desk.tell_interview(request, now))


def list_set_aside(request: ListSetAside, desk: Desk, now: datetime) -> Reply:
    """Answer with what was set aside."""
    return desk.set_aside(request, now)


def get_overview(request: GetOverview, desk: Desk, now: datetime) -> Reply:
    """Answer with all applications as a picture."""
    return desk.figures(request, now)


VERBS: Mapping[str, Callable[..., Reply | Applications]] = {
    "list_applications": list_applications,
    "use_sample": use_sample,
    "add_note": add_note,
    "undo_note": undo_note,
    "sign_in": sign_in,
    "sign_in_status": sign_in,
    "cancel_sign_in": sign_in,
    "sign_out": sign_out,
    "sync": sync,
    "save_draft": save_draft,
    "undo_draft": undo_draft,
    "compose_drafts": compose_drafts,
    "find_connections": find_connections,
    "review_draft": review_draft,
    "get_settings": settings,
    "change_settings": settings,
    "forget": forget,
    "add_thread": add_thread,
    "add_by_hand": add_by_hand,
    "tell_interview": tell_interview,
    "list_set_aside": list_set_aside,
    "get_overview": get_overview,
}


class Dispatcher:
    """Answers requests; `desk` opens the desk with the first that needs it."""

    def __init__(self, desk: Callable[[], Desk], clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._clock = clock

    def answer(self, message: Mapping[str, object]) -> dict[str, object]:
        """Return the reply to a request, as JSON values.

        What a user can do something about becomes a Problem; other errors are raised.
        """
        request_id = id_of(message)
        kind = message.get("kind")
        if not isinstance(kind, str):
            return problem("malformed_request", request_id, "kind: missing")
        model = request_of(kind)
        if kind not in VERBS or model is None:
            return problem("unknown_kind", request_id)
        try:
            # As JSON, for there a day is a text and a number is never one.
            request = model.model_validate_json(json.dumps(message), strict=True)
        except ValidationError as error:
            return problem("malformed_request", request_id, _faults(error))
        except RecursionError:
            return problem("malformed_request", request_id, "nested too deep")
        return dict(to_jsonable_python(self._carry_out(request)))

    def _carry_out(self, request: Request) -> Reply | Applications:
        verb = VERBS[request.kind]  # type: ignore[attr-defined]
        try:
            return verb(request, self._desk(), self._clock())
        except HearbackError as error:
            return Problem(
                id=request.id,
                kind="problem",
                code=error.code,
                message=error.message,
                remedy=error.remedy,
            )


def _faults(error: ValidationError) -> str:
    """Return which fields are wrong and in which way, without what was in them."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    told = [
        f"{'.'.join(str(part)[:40] for part in fault['loc']) or 'request'}: {fault['type']}"
        for fault in found[:SHOWN_FAULTS]
    ]
    return ", ".join(told)
