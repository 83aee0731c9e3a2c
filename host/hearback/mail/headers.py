"""Header fields → Envelope: encoded words, addresses, dates, and what they tell about the sending.

A header is somebody's text: line breaks and control characters are taken out before anything is
made of it, so no address or subject can carry a second header into a draft.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from email.header import decode_header
from email.message import Message as Part
from email.utils import getaddresses, parsedate_tz
from functools import lru_cache

from hearback.mail.message import Address, Envelope, Mark

LONGEST = 10_000  # characters of a header that are looked at
MOST_ADDRESSES = 500
MOST_REFERENCES = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]+")
DIRECTION = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")
DMARC_FAIL = re.compile(r"\bdmarc\s*=\s*fail\b", re.I)
ADDRESS = re.compile(r"[^\s<>@,;:\"()\[\]\\]+@[^\s<>@,;:\"()\\]+")


class Fields:
    """The header fields of a mail as they were sent, by name; bytes beyond ASCII are surrogates.

    The parser's own `get` looks through all fields each time, and puts a question mark in place of
    what is not ASCII.
    """

    def __init__(self, part: Part) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in part.raw_items():
            self._values.setdefault(name.lower(), []).append(str(value))

    def all(self, name: str) -> list[str]:
        """Return every field of a name (in lower case), in their order."""
        return self._values.get(name, [])

    def first(self, name: str) -> str:
        """Return the first field of a name (in lower case), "" when there is none."""
        values = self._values.get(name)
        return values[0] if values else ""


@dataclass
class Notes:
    """What could not be read, in plain words, each once."""

    said: list[str] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Note a problem."""
        if words not in self.said:
            self.said.append(words)


def clean(text: str) -> str:
    """Return one line without control characters, direction marks and lone surrogates."""
    return " ".join(DIRECTION.sub("", CONTROL.sub(" ", text)).split())


def decoded(value: object, notes: Notes | None = None) -> str:
    """Return a header in readable form; what is damaged stays as it is."""
    text = str(value or "")[:LONGEST]
    if "=?" in text:
        try:
            text = "".join(_decoded_piece(piece, charset) for piece, charset in decode_header(text))
        except Exception:
            if notes:
                notes.add("A header could not be decoded.")
    elif not text.isascii() and any("\udc80" <= char <= "\udcff" for char in text):
        text = _decoded_piece(text.encode("ascii", "surrogateescape"), "utf-8")
    return clean(text)


def _decoded_piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    for name in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            return piece.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return piece.decode("latin-1")


def addresses(values: Iterable[object], notes: Notes) -> tuple[Address, ...]:
    """Return every address of these headers, each once; what is no address is left out."""
    raw = [str(value)[:LONGEST] for value in values if value]
    if not raw:
        return ()
    try:
        pairs = _pairs(tuple(raw))
    except Exception:
        notes.add("An address could not be read.")
        pairs = [("", found) for text in raw for found in ADDRESS.findall(text)]
    found: dict[str, Address] = {}
    for name, address in pairs[:MOST_ADDRESSES]:
        plain = clean(address).replace(" ", "").lower()
        if ADDRESS.fullmatch(plain):
            found.setdefault(plain, Address(decoded(name).strip("'\" "), plain))
    if not found:
        # getaddresses gives up on the whole list when one entry is broken.
        for text in raw:
            for plain in ADDRESS.findall(clean(text))[:MOST_ADDRESSES]:
                found.setdefault(plain.lower(), Address("", plain.lower()))
    return tuple(found.values())


@lru_cache(4096)
def _pairs(raw: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return names and addresses; remembered, for the same people write again and again."""
    return getaddresses([_with_safe_bytes(text) for text in raw])


def _with_safe_bytes(text: str) -> str:
    if any("\udc80" <= char <= "\udcff" for char in text):
        text = _decoded_piece(text.encode("ascii", "surrogateescape"), "utf-8")
    # A folded line inside a quoted name would make getaddresses give up on the whole list.
    return CONTROL.sub(" ", text)


def read_date(fields: Fields, zone: tzinfo, notes: Notes) -> datetime:
    """Return when the mail was written: Date, else the newest Received, else 1970."""
    moment = _parsed_date(fields.first("date"), zone)
    if moment:
        return moment
    notes.add("The date is missing or cannot be read.")
    received = [
        _parsed_date(value.rpartition(";")[2], zone) for value in fields.all("received")[:20]
    ]
    return max((moment for moment in received if moment), default=EPOCH)


def _parsed_date(value: object, zone: tzinfo) -> datetime | None:
    if not value:
        return None
    try:
        fields = parsedate_tz(clean(str(value)[:200]))
        if fields is None:
            return None
        naive = datetime(*fields[:6])  # noqa: DTZ001 - its zone is put on below
        if fields[9] is None:
            # "-0000" says that the zone is unknown; so does a date without one.
            unknown = "-0000" in str(value) or str(value).rstrip().endswith(("GMT", "UTC"))
            return naive.replace(tzinfo=UTC if unknown else zone)
        offset = timedelta(seconds=fields[9])
        return naive.replace(tzinfo=_fixed(offset))
    except (ValueError, OverflowError, TypeError):
        return None


def _fixed(offset: timedelta) -> tzinfo:
    from datetime import timezone

    return timezone(offset) if abs(offset) < timedelta(hours=24) and offset else UTC


def read_marks(part: Part, fields: Fields) -> frozenset[Mark]:
    """Return what the headers say about how the mail was sent."""
    marks: set[Mark] = set()
    precedence = fields.first("precedence").strip().lower()
    to_many = fields.first("list-unsubscribe") or fields.first("list-id")
    if to_many or precedence in ("bulk", "list"):
        marks.add(Mark.BULK)
    auto = fields.first("auto-submitted").strip().lower()
    replied = fields.first("x-autoreply") or fields.first("x-autorespond")
    if auto.startswith("auto-replied") or replied or precedence == "auto_reply":
        marks.add(Mark.AUTO_REPLY)
    elif auto.startswith("auto-generated"):
        marks.add(Mark.AUTO_GENERATED)
    if fields.first("x-failed-recipients"):
        marks.add(Mark.DELIVERY_REPORT)
    if part.get_content_type() == "multipart/report":
        kind = str(part.get_param("report-type") or "delivery-status").lower()
        if kind == "delivery-status":
            marks.add(Mark.DELIVERY_REPORT)
    # Only the topmost one was written by the mailbox's own server; the others came with the mail.
    if DMARC_FAIL.search(fields.first("authentication-results")):
        marks.add(Mark.DMARC_FAIL)
    return frozenset(marks)


def read_envelope(part: Part, raw: bytes, zone: tzinfo, notes: Notes) -> Envelope:
    """Return the envelope of a parsed mail; thread and labels are the mailbox's to fill in."""
    fields = Fields(part)
    senders = addresses(fields.all("from"), notes) or addresses(fields.all("sender"), notes)
    if not senders:
        notes.add("The sender cannot be read.")
    reply_to = addresses(fields.all("reply-to"), notes)
    ids = MESSAGE_ID.findall(fields.first("message-id")[:LONGEST])
    answered = MESSAGE_ID.findall(fields.first("in-reply-to")[:LONGEST])
    references = MESSAGE_ID.findall(fields.first("references")[: 20 * LONGEST])
    return Envelope(
        message_id=clean(ids[0]) if ids else _made_id(raw, notes),
        thread_id="",
        date=read_date(fields, zone, notes),
        sender=senders[0] if senders else Address("", ""),
        to=addresses(fields.all("to"), notes),
        cc=addresses(fields.all("cc"), notes),
        reply_to=reply_to[0] if reply_to else None,
        subject=decoded(fields.first("subject"), notes),
        in_reply_to=clean(answered[0]) if answered else "",
        references=tuple(map(clean, references[:1] + references[1:][-MOST_REFERENCES:])),
        marks=read_marks(part, fields),
    )


def _made_id(raw: bytes, notes: Notes) -> str:
    notes.add("The mail has no Message-ID; one was made from its content.")
    return f"<{hashlib.sha256(raw).hexdigest()[:32]}@made.hearback.invalid>"
