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
from hearback.mail.content import content_of, flowed_text, text_of
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
HEAD_ENDS = re.compile(rb"\n(\r?\n)")
PART_LINES = re.compile(r"^(?:--\S.*|content-[\w-]{1,40}:.*)$\n?", re.I | re.M)
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
    text = _only_text(raw)
    return BytesParser(policy=compat32).parsebytes(raw) if text is None else text


def _only_text(raw: bytes) -> Part | None:
    """Return a mail that is nothing but a text, None for any other.

    The parser goes through a mail line by line; of such a mail it has to see the header only.
    """
    head_ends = HEAD_ENDS.search(raw)
    if not head_ends:
        return None
    part = BytesParser(policy=compat32).parsebytes(raw[: head_ends.start(1)])
    if part.get_payload() or part.get_content_maintype() != "text":
        return None
    part.set_payload(raw[head_ends.end() :].decode("ascii", "surrogateescape"))
    return part


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
    content = content_of(part)
    kind = content.kind
    if kind == "message/rfc822":
        found.passed_on.append(part)
    elif kind == "text/calendar" or content.name.endswith(".ics"):
        found.calendar.append(text_of(part, content, notes, LARGEST_INVITATION + 1))
    elif content.attached:
        return
    elif kind == "text/html":
        found.html.append(text_of(part, content, notes, 4 * LARGEST_TEXT))
    elif content.main_kind == "multipart":
        # Its boundary is nowhere to be found, so it was never taken apart.
        notes.add("The parts of the mail cannot be told apart.")
        found.plain.append(PART_LINES.sub("", text_of(part, content, notes, LARGEST_TEXT)))
    elif content.main_kind == "text" and kind in ("text/plain", "text/enriched", "text/"):
        found.plain.append(flowed_text(content, text_of(part, content, notes, LARGEST_TEXT)))


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
