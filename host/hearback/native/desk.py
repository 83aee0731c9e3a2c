"""The desk as the panel sees it: requests in, pages and note ids out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hearback.native.pages import PageRequest, make_page
from hearback.operations.desk import Desk, open_desk
from hearback.operations.look import Overview as AllApplications
from hearback.timeline.notes import Verb
from hearback.timeline.told_times import ToldTime

if TYPE_CHECKING:
    # The first page is made without pydantic, which the other messages need.
    from hearback.protocol.messages import (
        ChangeSettings,
        ComposeDrafts,
        Connections,
        Drafts,
        DraftSaved,
        FindConnections,
        Forget,
        GetOverview,
        GetSettings,
        Overview,
        Remarks,
        ReviewDraft,
        SaveDraft,
        SetAsideList,
        Settings,
        SignInState,
        Sync,
        SyncProgress,
    )
    from hearback.protocol.page import Applications
    from hearback.protocol.telling import (
        AddByHand,
        AddNote,
        AddThread,
        ListSetAside,
        Request,
        TellInterview,
    )


LOOKS_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class _Looked:
    """What was derived, from what was written then, and when."""

    overview: AllApplications
    written: tuple[object, ...]
    at: datetime


class PanelDesk:
    """Answers the panel's requests from one data folder."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked: _Looked | None = None

    def _overview(self, now: datetime) -> AllApplications:
        """Return all applications: as they stood within the last minute, if nothing was written.

        A thousand of them take a second to derive, and a panel asks for pages, tones and remarks
        in quick succession.
        """
        known = self._looked
        if known is None or not (
            known.written == self._desk.written()
            and known.at <= now < known.at + LOOKS_AFTER
            and known.at.date() == now.date()
        ):
            looked = self._desk.overview(now)
            self._looked = known = _Looked(looked, self._desk.written(), now)
        return known.overview

    def page(self, request: PageRequest, now: datetime) -> "Applications":
        """Return the cards that were asked for, as of `now`."""
        self._desk.note_seen()
        return make_page(request, self._desk.account(), self._overview(now))

    def use_sample(self, on: bool, now: datetime) -> None:
        """Show the sample mailbox, or stop showing it."""
        self._desk.use_sample(on, now)

    def add_note(self, request: "AddNote", now: datetime) -> str:
        """Keep what the user says and return the note's id."""
        item = self._overview(now).find(request.application_id)
        told = {"text": request.text, "day": request.day}
        return self._desk.add_note(item, request.verb, told, now)

    def undo_note(self, note_id: str, now: datetime) -> None:
        """Take a note back."""
        self._desk.undo_note(note_id, now)

    def sign_in(self, request: "Request") -> "SignInState":
        """Begin, follow or give up a sign-in, as the request's kind says."""
        from hearback.native.gmail import follow_sign_in

        return follow_sign_in(request, self._desk)

    def sign_out(self) -> None:
        """End the access at Google and forget the token."""
        self._desk.google.sign_out()

    def sync(self, request: "Sync") -> "SyncProgress":
        """Read Gmail for some seconds and return how far it is."""
        from hearback.native.gmail import read_for_a_while

        return read_for_a_while(request, self._desk)

    def compose_drafts(self, request: "ComposeDrafts", now: datetime) -> "Drafts":
        """Write the mails of an action in a tone, or as another of its alternatives."""
        from hearback.native.drafts import compose

        return compose(request, self._overview(now))

    def connections(self, request: "FindConnections", now: datetime) -> "Connections":
        """Look for people whom the user has written with at a company."""
        from hearback.protocol.messages import Connections
        from hearback.protocol.views import connection_view

        overview = self._overview(now)
        found = self._desk.acquaintances(overview.find(request.application_id), overview)
        return Connections(
            id=request.id,
            kind="connections",
            application_id=request.application_id,
            searched=found.searched,
            people=[connection_view(person, overview.clock) for person in found.people],
        )

    def review_draft(self, request: "ReviewDraft", now: datetime) -> "Remarks":
        """Look at the courtesy of a text."""
        from hearback.native.drafts import review

        return review(request, self._overview(now))

    def save_draft(self, request: "SaveDraft", now: datetime) -> "DraftSaved":
        """Put a draft of a card into Gmail's drafts, with the panel's text."""
        from hearback.native.drafts import save

        return save(request, self._desk, now)

    def undo_draft(self, mail_id: str, now: datetime) -> None:
        """Delete a draft of ours that nobody touched."""
        from hearback.native.gmail import PATIENCE

        self._desk.gmail(PATIENCE).take_draft_back(mail_id)

    def settings(self, request: "GetSettings | ChangeSettings") -> "Settings":
        """Return the settings, changed as the request says."""
        from hearback.native.settings import change, tell_settings
        from hearback.protocol.messages import ChangeSettings

        if isinstance(request, ChangeSettings):
            return change(request, self._desk)
        return tell_settings(request, self._desk)

    def forget(self, request: "Forget") -> None:
        """Delete everything and end the access at Google."""
        from hearback.native.settings import forget

        forget(request, self._desk)

    def add_thread(self, request: "AddThread", now: datetime) -> str:
        """Keep a conversation that the user says is about a job; return the note's id."""
        told = {Verb.COMPANY: request.company or "", Verb.ROLE: request.role or ""}
        return self._desk.add_thread(request.thread_id, told, now)

    def add_by_hand(self, request: "AddByHand", now: datetime) -> str:
        """Keep an application of which there is no mail; return the note's id."""
        from hearback.operations.by_hand import ByHand

        told = ByHand(
            company=request.company,
            role=request.role or "",
            applied=request.applied,
            how=request.how or "",
            contact=request.contact or "",
        )
        return self._desk.add_by_hand(told, now)

    def tell_interview(self, request: "TellInterview", now: datetime) -> str:
        """Keep the time of an interview; return the note's id."""
        item = self._overview(now).find(request.application_id)
        told = ToldTime.of(request.start, request.end, request.was)
        return self._desk.tell_interview(item, told, now)

    def set_aside(self, request: "ListSetAside", now: datetime) -> "SetAsideList":
        """Return what was set aside, newest first."""
        from hearback.protocol.messages import SetAsideList
        from hearback.protocol.telling import SetAsideView

        items = [
            SetAsideView(
                note_ids=list(each.note_ids),
                at=each.at.astimezone(self._desk.place.zone),
                why=each.why,
                company=each.company or None,
                role=each.role or None,
            )
            for each in self._desk.set_aside(now)
        ]
        return SetAsideList(id=request.id, kind="set_aside", items=items)

    def figures(self, request: "GetOverview", now: datetime) -> "Overview":
        """Return all applications as a picture."""
        from hearback.native.settings import tell_figures
        from hearback.operations.figures import count_up

        return tell_figures(request, count_up(self._overview(now), request.first, request.last))


def open_panel_desk(folder: Path, environ: Mapping[str, str]) -> PanelDesk:
    """Open the user's data folder for the panel."""
    return PanelDesk(open_desk(folder, environ))
