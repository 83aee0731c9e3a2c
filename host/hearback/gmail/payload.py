"""A message as Gmail's API tells it → ApiMessage. Never raises, however ugly the JSON is.

The tree of parts is built anew from the JSON, and mail/rfc822 reads it as it reads any mail. Two
things are unlike a mail file: bodies come decoded from their transfer encoding, and a large text or
an invitation may be left out, to be asked for by its id at 20 units.
"""

import binascii
import html
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from email.message import Message as Part
from email.policy import compat32
from typing import Any

from hearback.gmail.records import ApiMessage, ApiThread, LeftOut
from hearback.gmail.replies import Json, as_json, as_labels, as_list, as_number, as_text
from hearback.mail.headers import Notes
from hearback.mail.message import Message
from hearback.mail.rfc822 import DEEPEST, MOST_PARTS, placed, read_part

LARGEST_DATA = 6 * 1024 * 1024  # base64 characters of a part that are decoded; a multiple of 4
SHORT_TEXT = 300  # bytes; a shorter alternative may only say that there is HTML
HEADER_NAME = re.compile(r"[!-9;-~]{1,200}")
CALENDAR = "text/calendar"
TEXTS = ("text/plain", "text/html", "text/enriched")
SNIPPET_ONLY = "Gmail left out the text of this mail; only its beginning was read."
PARTS_MISSING = "A part of the mail was too large to be read."


@dataclass(frozen=True, slots=True)
class Unfinished(ApiMessage):
    """A message with parts left out; `told` is its JSON, to read it again once they are there."""

    told: Json = field(default_factory=dict, repr=False, compare=False)


def read_api_thread(told: object, zone: tzinfo = UTC) -> ApiThread:
    """Return a thread of the API with its messages, oldest first."""
    thread = as_json(told)
    thread_id = as_text(thread.get("id"))
    messages = sorted(
        map(as_json, as_list(thread.get("messages"))),
        key=lambda message: as_number(message.get("internalDate")),
    )
    return ApiThread(
        thread_id=thread_id,
        history_id=as_number(thread.get("historyId")),
        messages=tuple(
            read_api_message({"threadId": thread_id, **message}, zone) for message in messages
        ),
    )


def read_api_message(told: object, zone: tzinfo = UTC) -> ApiMessage:
    """Return a message of the API in format `full`; `zone` is for dates that name none."""
    message = as_json(told)
    mail, left_out = _read(message, {}, zone)
    gmail_id, history_id = as_text(message.get("id")), as_number(message.get("historyId"))
    if left_out:
        return Unfinished(gmail_id, history_id, mail, left_out, message)
    return ApiMessage(gmail_id, history_id, mail)


def finish(message: ApiMessage, given: Mapping[str, bytes], zone: tzinfo = UTC) -> ApiMessage:
    """Return the message with these parts in their places, by attachment id; nothing is left out
    any more: what is not given is noted as a problem.
    """
    if not isinstance(message, Unfinished):
        return message
    mail, _ = _read(message.told, given, zone)
    if any(part.attachment_id not in given for part in message.left_out):
        mail = replace(mail, problems=(*mail.problems, PARTS_MISSING))
    return ApiMessage(message.gmail_id, message.history_id, mail)


def decode_body(data: object) -> bytes | None:
    """Return the bytes of base64url text with or without padding; None when it is no such text."""
    if not isinstance(data, str):
        return None
    data = data[:LARGEST_DATA]
    try:
        return urlsafe_b64decode(data + "=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return None


def _read(
    message: Json, given: Mapping[str, bytes], zone: tzinfo
) -> tuple[Message, tuple[LeftOut, ...]]:
    notes = Notes()
    tree = _Tree(notes, given)
    try:
        root = tree.build(as_json(message.get("payload")))
    except Exception:
        notes.add("The mail is too damaged to be read.")
        root = Part(policy=compat32)
    arrived = _moment(message.get("internalDate"))
    mail = read_part(root, as_text(message.get("id")).encode(), zone, notes, arrived)
    mail = placed(mail, as_text(message.get("threadId")), as_labels(message.get("labelIds")))
    if not mail.text and any(part.content_type in TEXTS for part in tree.left_out):
        snippet = html.unescape(as_text(message.get("snippet")))
        mail = replace(mail, text=snippet, problems=(*mail.problems, SNIPPET_ONLY))
    return mail, tree.needed()


class _Tree:
    """Builds the tree of parts of one message, and notes what was left out of it."""

    def __init__(self, notes: Notes, given: Mapping[str, bytes]) -> None:
        self.left_out: list[LeftOut] = []
        self._notes = notes
        self._given = given
        self._has_text = False
        self._count = 0

    def build(self, told: Json, depth: int = 0, *, passed_on: bool = False) -> Part:
        """Return one part with all below it; `passed_on` for those of a mail inside this one."""
        self._count += 1
        part = Part(policy=compat32)
        for name, value in _headers(told):
            # The body is decoded already.
            if name.lower() != "content-transfer-encoding":
                part[name] = value
        children = as_list(told.get("parts"))
        _mend_type(part, told, has_children=bool(children))
        if children and depth <= DEEPEST:
            passed_on = passed_on or part.get_content_maintype() == "message"
            part.set_payload([*self._build_all(children, depth + 1, passed_on)])
        else:
            part.set_payload(self._body(part, told, passed_on))
        return part

    def _build_all(self, children: list[Any], depth: int, passed_on: bool) -> Iterator[Part | str]:
        for child in children:
            if self._count > MOST_PARTS:
                return
            yield self.build(as_json(child), depth, passed_on=passed_on)

    def needed(self) -> tuple[LeftOut, ...]:
        """Return the parts to ask for.

        A text usually comes twice, as plain text and as HTML: one of them is enough.
        """
        has_plain = any(
            part.content_type == "text/plain" and part.size >= SHORT_TEXT for part in self.left_out
        )
        unneeded = TEXTS if self._has_text else ("text/html",) if has_plain else ()
        return tuple(part for part in self.left_out if part.content_type not in unneeded)

    def _body(self, part: Part, told: Json, passed_on: bool) -> bytes:
        kind = _kind_of_text(part)
        if not kind:
            return b""
        body = as_json(told.get("body"))
        attachment_id = as_text(body.get("attachmentId"))
        data = self._given.get(attachment_id)
        if data is None and attachment_id and not body.get("data"):
            if not passed_on:
                self.left_out.append(LeftOut(attachment_id, kind, as_number(body.get("size"))))
            return b""
        if data is None:
            data = decode_body(body.get("data", ""))
        if data is None:
            self._notes.add("A part could not be decoded.")
            return b""
        if kind != CALENDAR and not passed_on and data.strip():
            self._has_text = True
        _mend_charset(part, data)
        return data


def _kind_of_text(part: Part) -> str:
    """Return the type of a part that is read, "" for one that is not."""
    kind = part.get_content_type()
    if kind == CALENDAR or str(part.get_filename() or "").lower().endswith(".ics"):
        return CALENDAR
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return kind if kind in TEXTS and not disposition.startswith("attachment") else ""


def _headers(told: Json) -> Iterator[tuple[str, str]]:
    for header in as_list(told.get("headers")):
        if isinstance(header, dict):
            name, value = header.get("name"), header.get("value")
            if isinstance(name, str) and HEADER_NAME.fullmatch(name) and isinstance(value, str):
                yield name, as_text(value)


def _mend_type(part: Part, told: Json, *, has_children: bool) -> None:
    """Take the type and file name from the JSON where the headers do not give them."""
    kind, name = as_text(told.get("mimeType")), as_text(told.get("filename"))
    missing = "Content-Type" not in part
    if kind and (missing or (has_children and part.get_content_maintype() == "text")):
        del part["Content-Type"]
        part["Content-Type"] = " ".join(kind.split())
    if name and not part.get_filename():
        part.set_param("name", name)


def _mend_charset(part: Part, data: bytes) -> None:
    """Name UTF-8 where the text is that and its header says otherwise.

    Whether Gmail leaves a body in the character set of its header or turns it into UTF-8 is told
    both ways; text of any other character set is hardly ever valid UTF-8.
    """
    named = part.get_content_charset()
    if data.isascii() or named in (None, "utf-8", "us-ascii") or named.startswith("utf-"):
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return
    part.set_param("charset", "utf-8")


def _moment(milliseconds: object) -> datetime | None:
    number = as_number(milliseconds)
    try:
        return datetime.fromtimestamp(number / 1000, UTC) if number else None
    except (ValueError, OverflowError, OSError):
        return None
