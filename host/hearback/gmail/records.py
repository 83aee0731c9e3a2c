"""What Gmail's API says, as plain values. History ids are ints, all other ids texts."""

from dataclasses import dataclass
from enum import StrEnum

from hearback.mail.message import Message


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose mailbox it is, and its newest history id."""

    address: str
    history_id: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A thread in a listing: enough to rank it and to see whether it changed."""

    thread_id: str
    history_id: int
    snippet: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a listing, newest thread first; `next_page` is "" on the last."""

    threads: tuple[Listed, ...]
    next_page: str


@dataclass(frozen=True, slots=True)
class Named:
    """A message that a listing of messages names."""

    message_id: str
    thread_id: str


class ChangeKind(StrEnum):
    """What a history record says of a message."""

    ADDED = "added"
    DELETED = "deleted"
    LABELS_ADDED = "labels_added"
    LABELS_REMOVED = "labels_removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One message touched by one history record.

    `labels` are those that the message carries; `moved` those that a label record added or removed.
    """

    kind: ChangeKind
    record: int
    message_id: str
    thread_id: str
    labels: frozenset[str]
    moved: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of changes, oldest first. `history_id` is the cursor to go on from, once all is read.

    `next_page` is "" on the last page.
    """

    changes: tuple[Change, ...]
    history_id: int
    next_page: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text or calendar part that Gmail did not send along; it has to be asked for by its id."""

    attachment_id: str
    content_type: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class ApiMessage:
    """A message as the API gave it. `gmail_id` is Gmail's own id, not the Message-ID header."""

    gmail_id: str
    history_id: int
    message: Message
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class ApiThread:
    """A thread with all its messages, oldest first, drafts, spam and trash among them."""

    thread_id: str
    history_id: int
    messages: tuple[ApiMessage, ...]


@dataclass(frozen=True, slots=True)
class DraftRef:
    """A draft in Gmail. The draft id stays; `message_id` (Gmail's) changes with every update."""

    draft_id: str
    message_id: str
    thread_id: str
