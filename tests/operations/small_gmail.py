"""A Gmail small enough to be killed at every call: it keeps mails in memory and speaks no HTTP.

`Sync` cannot tell it from `gmail.client.Gmail`; tests/gmail runs the same stories over HTTP.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from hearback.gmail.faults import CursorTooOld
from hearback.gmail.pace import COSTS
from hearback.gmail.records import (
    ApiMessage,
    ApiThread,
    Change,
    ChangeKind,
    HistoryPage,
    Listed,
    Page,
    Profile,
)
from hearback.mail.rfc822 import read_message

ME = "sam@example.com"
HIDDEN = {"SPAM", "TRASH"}
PAGE = 4
NO_WORDS = re.compile(r"\S+:\d+d|(?<!\S)-\S+|\w+:|\bOR\b")  # of a query
WORD = re.compile(r'"([^"]+)"|(\b[\w.@-]+\b)')

Letter = tuple[str, str, str]  # from, subject, text


@dataclass
class Mail:
    thread_id: str
    raw: bytes
    labels: frozenset[str]
    history_id: int


@dataclass
class SmallGmail:
    """`before_each` is called with the method's name before every request; it may raise."""

    before_each: Callable[[str], None] = lambda method: None
    mails: dict[str, Mail] = field(default_factory=dict)
    records: list[Change] = field(default_factory=list)
    newest: int = 1000
    oldest: int = 0
    calls: list[str] = field(default_factory=list)

    @property
    def units(self) -> int:
        return sum(COSTS[f"gmail.users.{method}"] for method in self.calls)

    # --- what happens in the mailbox ---

    def deliver(self, thread: str, letter: Letter, *, day: int = 1, label: str = "INBOX") -> str:
        sender, subject, body = letter
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, ME, subject
        if label == "SENT":
            mail.replace_header("To", "hall@orchardhomes.example")
        gmail_id = f"m{len(self.mails)}" if thread in self._threads() else thread
        mail["Message-ID"] = f"<{gmail_id}@mails.example>"
        mail["Date"] = format_datetime(datetime(2026, 3, day, 10, len(self.mails) % 60, tzinfo=UTC))
        mail.set_content(body)
        self.newest += 3
        self.mails[gmail_id] = Mail(thread, mail.as_bytes(), frozenset({label}), self.newest)
        self._record(ChangeKind.ADDED, gmail_id)
        return gmail_id

    def delete(self, gmail_id: str) -> None:
        self.newest += 3
        self._record(ChangeKind.DELETED, gmail_id)
        del self.mails[gmail_id]

    def label(self, gmail_id: str, name: str) -> None:
        self.newest += 3
        mail = self.mails[gmail_id]
        self.mails[gmail_id] = replace(mail, labels=mail.labels | {name}, history_id=self.newest)
        self._record(ChangeKind.LABELS_ADDED, gmail_id, {name})

    def _record(self, kind: ChangeKind, gmail_id: str, moved: set[str] | None = None) -> None:
        mail = self.mails[gmail_id]
        change = Change(
            kind, self.newest, gmail_id, mail.thread_id, mail.labels, frozenset(moved or ())
        )
        self.records += [change, change]  # Gmail tells things twice

    # --- what Sync asks for ---

    def profile(self) -> Profile:
        self._ask("getProfile")
        return Profile(ME, self.newest)

    def list_threads(self, query: str, page: str = "", most: int = 500) -> Page:
        self._ask("threads.list")
        named = [each for each in self._threads() if self._fits(each, query)]
        named.sort(key=self._newest_of, reverse=True)
        start = int(page or 0)
        shown = named[start : start + PAGE]
        more = str(start + PAGE) if start + PAGE < len(named) else ""
        return Page(tuple(Listed(t, self._newest_of(t), self._snippet(t)) for t in shown), more)

    def history(self, since: int, page: str = "") -> HistoryPage:
        self._ask("history.list")
        if since < self.oldest:
            raise CursorTooOld
        changes = [change for change in self.records if change.record > since]
        start = int(page or 0)
        more = str(start + PAGE) if start + PAGE < len(changes) else ""
        return HistoryPage(tuple(changes[start : start + PAGE]), self.newest, more)

    def threads(self, ids: list[str]) -> Iterator[tuple[str, ApiThread | None]]:
        for thread_id in ids:
            self._ask("threads.get")
            held = [each for each, mail in self.mails.items() if mail.thread_id == thread_id]
            if not held:
                yield thread_id, None
                continue
            messages = tuple(self._message(each) for each in held)
            yield thread_id, ApiThread(thread_id, self._newest_of(thread_id), messages)

    def message(self, message_id: str) -> ApiMessage | None:
        self._ask("messages.get")
        return self._message(message_id) if message_id in self.mails else None

    def with_parts(self, message: ApiMessage) -> ApiMessage:
        return message

    def _ask(self, method: str) -> None:
        self.before_each(method)
        self.calls.append(method)

    def _message(self, gmail_id: str) -> ApiMessage:
        mail = self.mails[gmail_id]
        read = read_message(mail.raw, thread_id=mail.thread_id, labels=mail.labels)
        return ApiMessage(gmail_id, mail.history_id, read)

    def _threads(self) -> list[str]:
        return list(dict.fromkeys(mail.thread_id for mail in self.mails.values()))

    def _newest_of(self, thread_id: str) -> int:
        return max(m.history_id for m in self.mails.values() if m.thread_id == thread_id)

    def _snippet(self, thread_id: str) -> str:
        last = [m for m in self.mails.values() if m.thread_id == thread_id][-1]
        return " ".join(last.raw.decode().partition("\n\n")[2].split())[:100]

    def _fits(self, thread_id: str, query: str) -> bool:
        mails = [mail for mail in self.mails.values() if mail.thread_id == thread_id]
        mails = [mail for mail in mails if not mail.labels & HIDDEN]
        if "in:sent" in query:
            mails = [mail for mail in mails if "SENT" in mail.labels]
        words = WORD.findall(NO_WORDS.sub(" ", query.replace("in:sent", "")))
        wanted = [re.escape((quoted or plain).lower()) for quoted, plain in words]
        texts = [mail.raw.decode().lower() for mail in mails]
        pattern = rf"\b(?:{'|'.join(wanted)})\b" if wanted else ""
        return any(re.search(pattern, text) for text in texts)
