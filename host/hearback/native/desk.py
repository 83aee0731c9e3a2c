"""The desk as the panel sees it: requests in, pages and note ids out."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from hearback.native.pages import make_page
from hearback.operations.desk import Desk, open_desk
from hearback.protocol.messages import AddNote, Applications, ListApplications


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


def open_panel_desk(folder: Path, environ: Mapping[str, str]) -> PanelDesk:
    """Open the user's data folder for the panel."""
    return PanelDesk(open_desk(folder, environ))
