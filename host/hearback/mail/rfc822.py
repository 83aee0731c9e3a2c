"""Bytes → Message. Never raises: what cannot be read is noted, and the rest is read.

The standard library's parser with the old policy does the MIME work; the new one is ten times
slower. A part nested deeper than any mail program makes, or the ten-thousandth part, is not looked
at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import compat32

from hearback.mail.body import split_body
from hearback.mail.headers import EPOCH, Notes, read_envelope
from hearback.mail.html import visible_text
from hearback.mail.invitation import LARGEST as LARGEST_INVITATION
from hearback.mail.invitation import read_invitations
from hearback.mail.message import Address, Envelope, Invitation, Message

LARGEST = 32 * 1024 * 1024  # bytes of a mail that are parsed; attachments come last
LARGEST_TEXT = 256 * 1024  # characters of a text part
DEEPEST = 20
MOST_PARTS = 200
MOST_BOUNDARIES = 2_000
PART_LINES = re.compile(r"^(?:--\S.*|content-[\w-]{1,40}:.*)$\n?", re.I | re.M)
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
EMPTY_ALTERNATIVE = re.compile(
    r"(?:this (?:e-?mail|message)|your (?:e-?mail|mail) (?:client|program)"
    r"|view (?:this|it)|to view).{0,80}\b(?:html|browser|online)\b",
    re.I | re.S,
)


@dataclass
class _Found:
    """The parts of a mail that are of use."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    calendar: list[str] = field(default_factory=list)
    passed_on: list[Part] = field(default_factory=list)


def read_message(
    raw: bytes,
    *,
    thread_id: str = "",
    labels: frozenset[str] = frozenset(),
    zone: tzinfo = UTC,
) -> Message:
    """Return the mail; `zone` is for dates that name none. Never raises."""
    notes = Notes()
    try:
        part = _parsed(raw, notes)
    except Exception:
        # The parser's own faults on hostile input.
        notes.add("The mail is too damaged to be read.")
        part = Part(policy=compat32)
    return placed(read_part(part, raw, zone, notes), thread_id, labels)


def placed(message: Message, thread_id: str, labels: frozenset[str]) -> Message:
    """Return the mail with the thread and the labels that its mailbox gives it."""
    return replace(message, envelope=replace(message.envelope, thread_id=thread_id, labels=labels))


def read_part(
    part: Part, identity: bytes, zone: tzinfo, notes: Notes, arrived: datetime | None = None
) -> Message:
    """Return a mail that was taken apart already; its parts may hold bytes that are decoded.

    `identity` makes the id of a mail that has none, `arrived` dates one without a date, `notes`
    holds what could not be read so far. Never raises.
    """
    try:
        envelope = read_envelope(part, identity, zone, notes)
    except Exception:
        notes.add("The mail is too damaged to be read.")
        part = Part(policy=compat32)
        envelope = read_envelope(part, identity, zone, notes)
    if arrived and envelope.date == EPOCH:
        envelope = replace(envelope, date=arrived)
    return _read_content(part, envelope, zone, notes)


def _parsed(raw: bytes, notes: Notes) -> Part:
    if len(raw) > LARGEST:
        notes.add("The mail is too large; only its beginning was read.")
        raw = raw[:LARGEST]
    if raw.count(b"\n--") > MOST_BOUNDARIES and b"multipart/" in raw[:100_000].lower():
        # Thousands of parts take seconds to build and hold nothing that a person wrote.
        notes.add("The mail has too many parts; only the first were read.")
        cut = -1
        for _ in range(MOST_BOUNDARIES):
            cut = raw.index(b"\n--", cut + 1)
        raw = raw[:cut]
    return BytesParser(policy=compat32).parsebytes(raw)


def _read_content(part: Part, envelope: Envelope, zone: tzinfo, notes: Notes) -> Message:
    found = _Found()
    try:
        for each in _parts(part, notes):
            _sort(each, found, notes)
    except Exception:
        notes.add("Part of the mail could not be read.")
    body = split_body(_whole_text(found, notes), envelope.subject)
    forwarded = "\n\n".join(filter(None, [body.forwarded, *_passed_on(found, notes)]))
    return Message(
        envelope=envelope,
        text=body.new,
        signature=body.signature,
        forwarded=forwarded,
        invitations=_invitations(found, envelope.sender, zone, notes),
        problems=tuple(notes.said),
    )


def _parts(part: Part, notes: Notes) -> Iterator[Part]:
    """Yield the leaves of a mail; a mail inside it is a leaf."""
    stack = [(part, 0)]
    seen = 0
    while stack:
        each, depth = stack.pop()
        seen += 1
        if seen > MOST_PARTS or depth > DEEPEST:
            notes.add("The mail has too many parts; only the first were read.")
            return
        inner = each.get_payload()
        if each.is_multipart() and each.get_content_maintype() == "multipart":
            children = inner[:MOST_PARTS] if isinstance(inner, list) else []
            stack += [(c, depth + 1) for c in reversed(children) if isinstance(c, Part)]
        else:
            yield each


def _sort(part: Part, found: _Found, notes: Notes) -> None:
    kind = part.get_content_type()
    name = str(part.get_filename() or "").lower()
    attached = str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")
    if kind == "message/rfc822":
        found.passed_on.append(part)
    elif kind == "text/calendar" or name.endswith(".ics"):
        found.calendar.append(_text_of(part, notes, LARGEST_INVITATION + 1))
    elif attached:
        return
    elif kind == "text/html":
        found.html.append(_text_of(part, notes, 4 * LARGEST_TEXT))
    elif part.get_content_maintype() == "multipart":
        # Its boundary is nowhere to be found, so it was never taken apart.
        notes.add("The parts of the mail cannot be told apart.")
        found.plain.append(PART_LINES.sub("", _text_of(part, notes, LARGEST_TEXT)))
    elif part.get_content_maintype() == "text" and kind in ("text/plain", "text/enriched", "text/"):
        found.plain.append(_flowed(part, _text_of(part, notes, LARGEST_TEXT)))


def _text_of(part: Part, notes: Notes, longest: int) -> str:
    """Return a part's text, decoded by its own charset, else by the one that fits."""
    try:
        payload = part.get_payload(decode=True)
    except Exception:
        notes.add("A part could not be decoded.")
        return ""
    if not isinstance(payload, bytes):
        return ""
    payload = payload[: 4 * longest]
    named = part.get_content_charset() or ""
    for charset in (named, "utf-8", "cp1252"):
        if not charset:
            continue
        try:
            text = payload.decode(_safe_charset(charset))
            break
        except (LookupError, UnicodeDecodeError, ValueError):
            if charset == named:
                notes.add("A part is not in the character set that it names.")
    else:
        text = payload.decode("latin-1")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > longest:
        notes.add("A part is very long; only its beginning was read.")
    return UNREADABLE.sub("", text[:longest])


def _safe_charset(name: str) -> str:
    """Return the charset to use; those that are no text encodings of mail raise LookupError."""
    plain = name.strip().strip("'\"").lower()
    if plain in ("us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1"):
        # Whoever says Latin-1 or ASCII and is wrong nearly always means one of these two.
        return "utf-8" if plain.endswith("ascii") else "cp1252"
    if plain in ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"):
        raise LookupError(plain)
    return plain


def _flowed(part: Part, text: str) -> str:
    """Join the lines that format=flowed broke (RFC 3676)."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    deleted = str(part.get_param("delsp") or "").lower() == "yes"
    lines: list[str] = []
    pending = False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        joins = pending and lines and depth == 0 and content != "-- "
        if joins:
            lines[-1] += content
        else:
            lines.append(">" * depth + (" " if depth and content else "") + content)
        pending = content.endswith(" ") and content != "-- " and depth == 0
        if pending and deleted:
            lines[-1] = lines[-1][:-1]
    return "\n".join(line.rstrip() if line != "-- " else line for line in lines)


def _whole_text(found: _Found, notes: Notes) -> str:
    """Return what the mail says: its plain text, else what its HTML shows."""
    plain = "\n\n".join(text for text in found.plain if text.strip())
    if plain and not (found.html and _says_nothing(plain)):
        return plain
    if found.html:
        try:
            return "\n\n".join(map(visible_text, found.html))
        except Exception:
            notes.add("The HTML part could not be read.")
    return plain


def _says_nothing(plain: str) -> bool:
    short = plain.strip()
    return len(short) < 300 and EMPTY_ALTERNATIVE.search(short) is not None


def _passed_on(found: _Found, notes: Notes) -> list[str]:
    texts = []
    for part in found.passed_on[:3]:
        inner = part.get_payload()
        nested = _Found()
        for mail in inner[:1] if isinstance(inner, list) else ():
            for each in _parts(mail, notes) if isinstance(mail, Part) else ():
                _sort(each, nested, notes)
        texts.append(_whole_text(nested, notes).strip())
    return texts


def _invitations(
    found: _Found, sender: Address, zone: tzinfo, notes: Notes
) -> tuple[Invitation, ...]:
    read: dict[tuple[str, str, str, int], Invitation] = {}
    for text in found.calendar:
        invitations, problems = read_invitations(text, zone=zone)
        for problem in problems:
            notes.add(problem)
        for each in invitations:
            # Google sends the same event inline and as an attachment.
            read.setdefault((each.uid, each.recurrence_id, each.method, each.sequence), each)
    return tuple(read.values())
