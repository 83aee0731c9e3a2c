"""The mailbox behind the emulator: raw mails, labels, threads, and the history of what happened.

Pure data, no HTTP. History ids rise by more than one, as Gmail's do.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from email.message import Message as Part
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Literal

UNSEEN = frozenset({"SPAM", "TRASH", "DRAFT"})
Happened = Literal["messagesAdded", "messagesDeleted", "labelsAdded", "labelsRemoved"]


@dataclass
class Stored:
    """One message. `moment` is Gmail's internal date, in milliseconds since 1970."""

    id: str
    thread_id: str
    raw: bytes
    labels: frozenset[str]
    moment: int
    history_id: int

    @cached_property
    def part(self) -> Part:
        """The whole mail, parsed when first asked for."""
        return BytesParser(policy=compat32).parsebytes(self.raw)

    @cached_property
    def headers(self) -> Part:
        """The headers alone."""
        end = self.raw.find(b"\r\n\r\n" if b"\r\n\r\n" in self.raw else b"\n\n")
        return BytesHeaderParser(policy=compat32).parsebytes(
            self.raw[:end] if end > 0 else self.raw
        )

    def header(self, name: str) -> str:
        """Return a header, "" when it is not there."""
        return str(self.headers.get(name, ""))


@dataclass(frozen=True)
class Record:
    """One history record: what happened to a message, as it was then."""

    id: int
    happened: Happened
    message_id: str
    thread_id: str
    labels: frozenset[str]
    moved: frozenset[str] = frozenset()


@dataclass
class Mailbox:
    """One user's mail."""

    address: str = "sam@example.com"
    messages: dict[str, Stored] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)  # draft id → message id
    history_id: int = 1_000
    oldest_history_id: int = 0  # records before it are forgotten
    _threads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def deliver(
        self, raw: bytes, *, thread: str = "", labels: Iterable[str] = ("INBOX",), at: int = 0
    ) -> str:
        """Put a mail into the mailbox and return its id; it begins a thread unless one is given."""
        message_id = thread if thread and thread not in self._threads else self._new_id()
        stored = Stored(message_id, thread or message_id, raw, frozenset(labels), at, 0)
        stored.moment = at or _moment(stored)
        self.messages[message_id] = stored
        self._threads[stored.thread_id].append(message_id)
        self._record("messagesAdded", stored)
        return message_id

    def _new_id(self) -> str:
        return f"{0x18F0000000000000 + next(self._numbers):016x}"

    def delete(self, message_id: str) -> None:
        """Delete a message for good."""
        stored = self.messages.pop(message_id)
        self._threads[stored.thread_id].remove(message_id)
        if not self._threads[stored.thread_id]:
            del self._threads[stored.thread_id]
        self._record("messagesDeleted", stored)

    def label(self, message_id: str, name: str, *, on: bool = True) -> None:
        """Add or remove a label, as archiving, reading and trashing do."""
        stored = self.messages[message_id]
        moved = frozenset({name})
        stored.labels = stored.labels | moved if on else stored.labels - moved
        self._record("labelsAdded" if on else "labelsRemoved", stored, moved)

    def thread(self, thread_id: str) -> list[Stored]:
        """Return the messages of a thread, oldest first; [] when there is none."""
        held = [self.messages[each] for each in self._threads.get(thread_id, ())]
        return sorted(held, key=lambda stored: (stored.moment, stored.id))

    def thread_ids(self) -> list[str]:
        """Return all threads, the one with the newest message first."""
        newest = {
            thread: max(self.messages[each].moment for each in held)
            for thread, held in self._threads.items()
        }
        return sorted(newest, key=lambda thread: (-newest[thread], thread))

    def forget_history(self) -> None:
        """Let every cursor handed out until now expire."""
        self.oldest_history_id = self.history_id
        self.history_id += 7
        self.records.clear()

    # --- drafts -----------------------------------------------------------------------------------

    def save_draft(self, raw: bytes, thread: str, draft_id: str = "") -> str:
        """Make or rewrite a draft; a rewritten one has a new message inside. Return its id."""
        if draft_id:
            self.delete(self.drafts[draft_id])
        else:
            draft_id = f"r{next(self._numbers) * 7_919_000_003}"
        thread = thread if self.accepts(raw, thread) else ""
        self.drafts[draft_id] = self.deliver(raw, thread=thread, labels=["DRAFT"])
        return draft_id

    def accepts(self, raw: bytes, thread: str) -> bool:
        """Whether a draft becomes part of a thread: it answers a mail of it, under its subject."""
        held = self.thread(thread)
        mail = BytesParser(policy=compat32).parsebytes(raw)
        answered = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
        return any(
            stored.header("Message-ID").strip() in answered
            and stored.header("Message-ID").strip()
            and _plain(stored.header("Subject")) == _plain(str(mail.get("Subject", "")))
            for stored in held
        )

    def delete_draft(self, draft_id: str) -> None:
        """Delete a draft."""
        self.delete(self.drafts.pop(draft_id))

    def send_draft(self, draft_id: str) -> str:
        """Send a draft, as the user does in Gmail: another message takes its place."""
        stored = self.messages[self.drafts[draft_id]]
        self.delete_draft(draft_id)
        return self.deliver(stored.raw, thread=stored.thread_id, labels=["SENT"])

    def _record(
        self, happened: Happened, stored: Stored, moved: frozenset[str] = frozenset()
    ) -> None:
        self.history_id += 3 + len(self.records) % 5
        stored.history_id = self.history_id
        self.records.append(
            Record(self.history_id, happened, stored.id, stored.thread_id, stored.labels, moved)
        )

    def copy(self) -> "Mailbox":
        """Return a mailbox of its own with the same mail."""
        other = replace(
            self,
            messages={key: replace(stored) for key, stored in self.messages.items()},
            records=list(self.records),
            drafts=dict(self.drafts),
        )
        other._threads = defaultdict(list, {k: list(v) for k, v in self._threads.items()})
        other._numbers = itertools.count(10_000_000)
        return other


def _moment(stored: Stored) -> int:
    try:
        return int(parsedate_to_datetime(stored.header("Date")).timestamp() * 1000)
    except (ValueError, TypeError):
        return 0


def _plain(subject: str) -> str:
    plain = " ".join(subject.split()).lower()
    while plain.startswith(("re:", "fwd:", "fw:")):
        plain = plain.partition(":")[2].strip()
    return plain
