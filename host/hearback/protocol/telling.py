"""What the user tells of applications: the requests that keep it and take it back."""

from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from hearback.protocol.model import Model
from hearback.timeline.notes import Verb


class Request(Model):
    """Every request has an id, chosen by the panel; its answer carries the same."""

    id: int = Field(ge=0, le=2**53 - 1)


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


class AddThread(Request):
    """The open conversation is about a job, though Hearback did not see it."""

    kind: Literal["add_thread"]
    thread_id: str = Field(pattern=r"^[0-9a-zA-Z_-]{1,64}$")
    company: str | None = Field(max_length=200)
    role: str | None = Field(max_length=200)


class TellInterview(Request):
    """The time of an interview that was read wrong, or of one that no mail tells of."""

    kind: Literal["tell_interview"]
    application_id: str = Field(max_length=64)
    start: datetime = Field(description="Without an offset it is in the user's zone.")
    end: datetime | None = Field(description="null: an hour later.")
    was: AwareDatetime | None = Field(description="The `start` to put right; null for a new one.")


class ListSetAside(Request):
    """Ask for what was set aside: what is not about a job, was removed or let go."""

    kind: Literal["list_set_aside"]


class SetAsideView(Model):
    """One application that was set aside; taking the notes back puts it back."""

    note_ids: list[str]
    at: datetime
    why: Literal["not_a_job", "removed", "let_go"]
    company: str | None
    role: str | None


class AddByHand(Request):
    """An application of which there is no mail; answered with the note by which it is undone."""

    kind: Literal["add_by_hand"]
    company: str = Field(max_length=2000)
    role: str | None = Field(max_length=2000)
    applied: date | None = Field(description="A day in the user's zone; null for today.")
    how: str | None = Field(max_length=2000, description="As in: on their website.")
    contact: str | None = Field(max_length=2000, description="Name <address>, or an address.")
