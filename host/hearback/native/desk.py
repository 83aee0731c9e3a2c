"""The desk as the panel sees it: requests in, pages and note ids out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hearback.errors import DraftGone, DraftUnfinished
from hearback.native.gmail import PATIENCE, follow_sign_in, read_for_a_while
from hearback.native.pages import make_page
from hearback.operations.desk import Desk, open_desk
from hearback.protocol.messages import (
    AddNote,
    Applications,
    DraftSaved,
    ListApplications,
    Request,
    SaveDraft,
    SignInState,
    Sync,
    SyncProgress,
)


class PanelDesk:
    """Answers the panel's requests from one data folder."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, request: ListApplications, now: datetime) -> Applications:
        """Return the cards that were asked for, as of `now`."""
        return make_page(request, self._desk.account(), self._desk.overview(now))

    def use_sample(self, on: bool, now: datetime) -> None:
        """Show the sample mailbox, or stop showing it."""
        self._desk.use_sample(on, now)

    def add_note(self, request: AddNote, now: datetime) -> str:
        """Keep what the user says and return the note's id."""
        item = self._desk.overview(now).find(request.application_id)
        told = {"text": request.text, "day": request.day}
        return self._desk.add_note(item, request.verb, told, now)

    def undo_note(self, note_id: str, now: datetime) -> None:
        """Take a note back."""
        self._desk.undo_note(note_id, now)

    def sign_in(self, request: Request) -> SignInState:
        """Begin, follow or give up a sign-in, as the request's kind says."""
        return follow_sign_in(request, self._desk)

    def sign_out(self) -> None:
        """End the access at Google and forget the token."""
        self._desk.google.sign_out()

    def sync(self, request: Sync) -> SyncProgress:
        """Read Gmail for some seconds and return how far it is."""
        return read_for_a_while(request, self._desk)

    def save_draft(self, request: SaveDraft, now: datetime) -> DraftSaved:
        """Put a draft of a card into Gmail's drafts, with the panel's text."""
        from hearback.operations.drafting import Chosen

        overview = self._desk.overview(now)
        item = overview.find(request.application_id)
        drafts = overview.drafts(item, request.action)
        if request.number >= len(drafts):
            raise DraftGone(
                "This draft is no longer what the card advises.", "Look at the card again."
            )
        draft = drafts[request.number]
        missing = [s for s in draft.slots if s.required and s.name not in request.filled]
        if missing:
            raise DraftUnfinished("Something is still missing.", missing[0].ask)
        saved = self._desk.save_draft(
            Chosen(
                item.case.application.threads[0],
                request.action,
                request.number,
                replace(draft, body=request.body, slots=()),
            ),
            PATIENCE,
        )
        return DraftSaved(
            id=request.id, kind="draft_saved", mail_id=saved.mail_id, thread=saved.thread_id
        )

    def undo_draft(self, mail_id: str, now: datetime) -> None:
        """Delete a draft of ours that nobody touched."""
        self._desk.gmail(PATIENCE).take_draft_back(mail_id)


def open_panel_desk(folder: Path, environ: Mapping[str, str]) -> PanelDesk:
    """Open the user's data folder for the panel."""
    return PanelDesk(open_desk(folder, environ))
