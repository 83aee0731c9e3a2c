"""The mailbox behind the emulator: raw mails, labels, threads, and the history of what happened.

Pure data, no HTTP. History ids rise by more than one, as Gmail's do. Tests change it while the
emulator reads it, so whoever does more than one thing holds `lock`.
"""

import itertools
import re
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from emulator.stored import Happened, Record, Stored


@dataclass
class Mailbox:
    """One user's mail."""

    address: str = "sam@example.com"
    messages: dict[str, Stored] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)  # draft id → message id
    history_id: int = 1_000
    oldest_history_id: int = 1_000  # records before it are forgotten
    lock: threading.RLock = field(
        default_factory=threading.RLock, init=False, repr=False, compare=False
    )
    _threads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _touched: dict[str, int] = field(default_factory=dict)  # thread → its newest record
    _sorted: list[str] = field(default_factory=list)
    _sorted_at: int = 0  # the history id that it was sorted at
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def deliver(
        self, raw: bytes, *, thread: str = "", labels: Iterable[str] = ("INBOX",), at: int = 0
    ) -> str:
        """Put a mail into the mailbox and return its id; it begins a thread unless one is given.

        `at` is the internal date in milliseconds; without one it is what the mail's Date says.
        """
        with self.lock:
            message_id = thread if thread and thread not in self._threads else self._new_id()
            return self._store(message_id, thread or message_id, raw, labels, at)

    def delete(self, message_id: str) -> None:
        """Delete a message for good."""
        with self.lock:
            stored = self.messages.pop(message_id)
            held = self._threads[stored.thread_id]
            if message_id in held:
                held.remove(message_id)
            if not held:
                del self._threads[stored.thread_id]
            self._record("messagesDeleted", stored)

    def label(self, message_id: str, name: str, *, on: bool = True) -> None:
        """Add or remove a label, as archiving and reading do."""
        with self.lock:
            stored = self.messages[message_id]
            moved = frozenset({name})
            if (name in stored.labels) != on:
                stored.labels = stored.labels | moved if on else stored.labels - moved
                self._record("labelsAdded" if on else "labelsRemoved", stored, moved)

    def trash(self, message_id: str, *, on: bool = True) -> None:
        """Move a message to the trash, or out of it."""
        with self.lock:
            self.label(message_id, "TRASH", on=on)
            self.label(message_id, "INBOX", on=False)

    def thread(self, thread_id: str) -> list[Stored]:
        """Return the messages of a thread, oldest first; [] when there is none."""
        return sorted(self.held_by(thread_id), key=lambda stored: (stored.moment, stored.id))

    def held_by(self, thread_id: str) -> list[Stored]:
        """Return the messages of a thread in no order."""
        return [self.messages[each] for each in self._threads.get(thread_id, ())]

    def thread_history_id(self, thread_id: str) -> int:
        """Return the last record that changed this thread, the deletion of a message too."""
        return self._touched[thread_id]

    def thread_ids(self) -> list[str]:
        """Return all threads, the one with the newest message first."""
        with self.lock:
            if self._sorted_at != self.history_id:
                newest = {
                    thread: max(self.messages[each].moment for each in held)
                    for thread, held in self._threads.items()
                }
                self._sorted = sorted(newest, key=lambda thread: (-newest[thread], thread))
                self._sorted_at = self.history_id
            return list(self._sorted)

    def forget_history(self) -> None:
        """Let every cursor handed out until now expire."""
        with self.lock:
            self.history_id += 7
            self.forget_history_before(self.history_id)

    def forget_history_before(self, history_id: int) -> None:
        """Let every cursor before this one expire."""
        with self.lock:
            self.oldest_history_id = history_id
            self.records = [record for record in self.records if record.id > history_id]

    # --- drafts -----------------------------------------------------------------------------------

    def save_draft(self, raw: bytes, thread: str = "", draft_id: str = "", at: int = 0) -> str:
        """Make or rewrite a draft; a rewritten one has a new message inside. Return its id.

        It is in the thread only if it answers a mail of it under its subject. Without its
        In-Reply-To it is a ghost: it names the thread, and the conversation does not show it.
        """
        with self.lock:
            own = ""
            if draft_id:
                before = self.messages[self.drafts[draft_id]]
                self.delete(before.id)
                own = "" if before.thread_id in self._threads else before.thread_id
            else:
                draft_id = f"r{next(self._numbers) * 7_919_000_003}"
            answers, same_subject = self._fits(raw, thread)
            message_id = self._new_id()
            if not same_subject:
                thread = own or message_id
            shown = answers or not same_subject
            self.drafts[draft_id] = self._store(message_id, thread, raw, ["DRAFT"], at, shown)
            return draft_id

    def edit_draft(self, draft_id: str, raw: bytes) -> None:
        """Rewrite a draft where it is, as the user does in Gmail."""
        before = self.messages[self.drafts[draft_id]]
        self.save_draft(raw, before.thread_id, draft_id, before.moment)

    def delete_draft(self, draft_id: str) -> None:
        """Delete a draft."""
        with self.lock:
            self.delete(self.drafts.pop(draft_id))

    def send_draft(self, draft_id: str) -> str:
        """Send a draft, as the user does in Gmail: another message takes its place."""
        with self.lock:
            stored = self.messages[self.drafts[draft_id]]
            shown = stored.id in self._threads[stored.thread_id]
            self.delete_draft(draft_id)
            message_id = self._new_id()
            thread = stored.thread_id if shown else message_id
            return self._store(message_id, thread, stored.raw, ["SENT"], stored.moment)

    def _fits(self, raw: bytes, thread: str) -> tuple[bool, bool]:
        """Whether a draft answers a mail of a thread, and whether its subject is the thread's."""
        mail = Stored("", "", raw, frozenset(), 0, 0)
        answered = set(re.findall(r"<[^<>]*>", mail.header("In-Reply-To")))
        answered &= set(re.findall(r"<[^<>]*>", mail.header("References")))
        held = self.thread(thread)
        subjects = {_plain(stored.text("Subject")) for stored in held}
        same_subject = _plain(mail.text("Subject")) in subjects
        answers = any(stored.header("Message-ID") in answered for stored in held)
        return answers and same_subject, same_subject

    # --- keeping ----------------------------------------------------------------------------------

    def _new_id(self) -> str:
        return f"{0x18F0000000000000 + next(self._numbers):016x}"

    def _store(  # noqa: PLR0913 - a message has that many properties
        self,
        message_id: str,
        thread: str,
        raw: bytes,
        labels: Iterable[str],
        at: int,
        shown: bool = True,
    ) -> str:
        stored = Stored(message_id, thread, raw, frozenset(labels), at, 0)
        stored.moment = at or stored.dated()
        self.messages[message_id] = stored
        if shown:
            self._threads[thread].append(message_id)
        self._record("messagesAdded", stored)
        return message_id

    def _record(
        self, happened: Happened, stored: Stored, moved: frozenset[str] = frozenset()
    ) -> None:
        self.history_id += 3 + len(self.records) % 5
        stored.history_id = self._touched[stored.thread_id] = self.history_id
        self.records.append(
            Record(self.history_id, happened, stored.id, stored.thread_id, stored.labels, moved)
        )

    def copy(self) -> "Mailbox":
        """Return a mailbox of its own with the same mail."""
        with self.lock:
            return replace(
                self,
                messages={key: replace(stored) for key, stored in self.messages.items()},
                records=list(self.records),
                drafts=dict(self.drafts),
                _touched=dict(self._touched),
                _threads=defaultdict(list, {k: list(v) for k, v in self._threads.items()}),
                _numbers=itertools.count(10_000_000),
            )


def _plain(subject: str) -> str:
    plain = " ".join(subject.split()).lower()
    while plain.startswith(("re:", "fwd:", "fw:")):
        plain = plain.partition(":")[2].strip()
    return plain
