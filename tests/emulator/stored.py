"""What a mailbox keeps: a message as its raw bytes, and a record of something that happened."""

import re
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message as Part
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Literal

Happened = Literal["messagesAdded", "messagesDeleted", "labelsAdded", "labelsRemoved"]


@cache
def _line(name: str) -> re.Pattern[bytes]:
    return re.compile(rf"(?:\A|\n){re.escape(name)}:(.*(?:\n[ \t].*)*)".encode(), re.IGNORECASE)


@dataclass
class Stored:
    """One message. `moment` is Gmail's internal date, in milliseconds since 1970."""

    id: str
    thread_id: str
    raw: bytes
    labels: frozenset[str]
    moment: int
    history_id: int

    @property
    def part(self) -> Part:
        """The whole mail, parsed anew each time: ten thousand parsed mails would be too many."""
        return BytesParser(policy=compat32).parsebytes(self.raw)

    @property
    def headers(self) -> Part:
        """The headers alone."""
        return BytesHeaderParser(policy=compat32).parsebytes(self.head)

    @property
    def head(self) -> bytes:
        """The bytes of the headers."""
        end = self.raw.find(b"\r\n\r\n" if b"\r\n\r\n" in self.raw else b"\n\n")
        return self.raw[: end + 1] if end > 0 else self.raw

    def header(self, name: str) -> str:
        """Return a header, "" when it is not there.

        By a pattern, not a parser: a search looks at all mails, and nothing is to stay in memory.
        """
        found = _line(name).search(self.head)
        return " ".join(found[1].decode("utf-8", "replace").split()) if found else ""

    def text(self, *names: str) -> str:
        """Return headers as a person reads them: encoded words are decoded."""
        raw = " ".join(self.header(name) for name in names)
        return str(make_header(decode_header(raw))) if "=?" in raw else raw

    def dated(self) -> int:
        """Return what its Date says, in milliseconds; 0 when it says nothing."""
        try:
            return int(parsedate_to_datetime(self.header("Date")).timestamp() * 1000)
        except (ValueError, TypeError):
            return 0


@dataclass(frozen=True)
class Record:
    """One history record: what happened to a message, as it was then."""

    id: int
    happened: Happened
    message_id: str
    thread_id: str
    labels: frozenset[str]
    moved: frozenset[str] = frozenset()
