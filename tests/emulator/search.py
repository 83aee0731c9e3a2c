"""Gmail's search: the part of its language that Hearback uses, and what stands beside it.

One message must match all terms. What is not known raises, so that a test cannot pass in silence.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header, make_header

from emulator.mailbox import Stored

TOKEN = re.compile(r'-(?=\S)|[(){}]|[a-z_]+:|"[^"]*"|[^\s(){}"]+', re.I)
Test = Callable[[Stored], bool]
DAY_MS = 86_400_000
SPANS = {"d": 1, "m": 30, "y": 365}


class NotUnderstood(ValueError):
    """The query uses something that this search does not know."""


@dataclass
class _Reader:
    tokens: list[str]
    now_ms: int
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def all_of(self, until: str, field: str) -> Test:
        """Read terms up to a closing bracket; OR binds two neighbours, the rest are all needed."""
        groups: list[list[Test]] = []
        joined = False
        while (token := self.peek()) and token != until:
            if token == "OR":
                self.take()
                joined = True
                continue
            test = self.term(field)
            if joined and groups:
                groups[-1].append(test)
            else:
                groups.append([test])
            joined = False
        self._close(until)
        return lambda m: all(any(test(m) for test in group) for group in groups)

    def any_of(self, field: str) -> Test:
        """Read the terms of a { }."""
        tests: list[Test] = []
        while (token := self.peek()) and token != "}":
            if token == "OR":
                self.take()
                continue
            tests.append(self.term(field))
        self._close("}")
        return lambda m: any(test(m) for test in tests)

    def _close(self, bracket: str) -> None:
        if bracket and self.take() != bracket:
            raise NotUnderstood(f"a {bracket} is missing")

    def term(self, field: str) -> Test:
        """Read one term; `field` is that of an operator before a bracket."""
        token = self.take()
        if token == "-":
            inner = self.term(field)
            return lambda m: not inner(m)
        if token == "(":
            return self.all_of(")", field)
        if token == "{":
            return self.any_of(field)
        if token.endswith(":") and len(token) > 1:
            return self._operator(token[:-1].lower())
        return _word(field, token.strip('"'))

    def _operator(self, name: str) -> Test:
        if name in FIELDS:
            return self.term(name)
        value = self.take().strip('"')
        if name in ("newer_than", "older_than"):
            found = re.fullmatch(r"(\d+)([dmy])", value)
            if not found:
                raise NotUnderstood(f"{name}:{value}")
            edge = self.now_ms - int(found[1]) * SPANS[found[2]] * DAY_MS
            return _since(edge) if name == "newer_than" else _until(edge)
        if name in ("after", "before"):
            return _since(_moment(value)) if name == "after" else _until(_moment(value))
        if name in LABELLED:
            label = LABELLED[name](value)
            return (lambda _: True) if label == "ANYWHERE" else (lambda m: label in m.labels)
        if name in ("filename", "has"):
            return _attached(name, value.lower())
        raise NotUnderstood(f"{name}:")


def _since(edge: int) -> Test:
    return lambda m: m.moment >= edge


def _until(edge: int) -> Test:
    return lambda m: m.moment < edge


def _moment(value: str) -> int:
    if value.isdecimal():
        return int(value) * 1000
    year, month, day = map(int, re.split("[/-]", value))
    return int(datetime(year, month, day, tzinfo=UTC).timestamp() * 1000)


LABELLED: dict[str, Callable[[str], str]] = {
    "in": str.upper,
    "label": str.upper,
    "is": str.upper,
    "category": lambda value: f"CATEGORY_{value.upper().replace('PRIMARY', 'PERSONAL')}",
}


def _header(m: Stored, *names: str) -> str:
    found = []
    for name in names:
        raw = m.header(name)
        found.append(str(make_header(decode_header(raw))) if "=?" in raw else raw)
    return " ".join(found).lower()


FIELDS: dict[str, Callable[[Stored], str]] = {
    "subject": lambda m: _header(m, "Subject"),
    "from": lambda m: _header(m, "From"),
    "to": lambda m: _header(m, "To", "Cc"),
    "list": lambda m: _header(m, "List-Id"),
    "rfc822msgid": lambda m: m.header("Message-ID").strip("<> ").lower(),
    "": lambda m: f"{_header(m, 'Subject', 'From', 'To')} {text_of(m)}".lower(),
}


def text_of(m: Stored) -> str:
    """Return the text of a mail as its search and its snippet have it, on one line."""
    cached: str | None = m.__dict__.get("_text")
    if cached is None:
        text = _simple(m.raw)
        if text is None:
            parts = [p for p in m.part.walk() if p.get_content_maintype() == "text"]
            chosen = [p for p in parts if p.get_content_subtype() == "plain"] or parts
            payloads = [p.get_payload(decode=True) for p in chosen]
            text = " ".join(p.decode("utf-8", "replace") for p in payloads if isinstance(p, bytes))
        cached = " ".join(re.sub(r"<[^>]*>", " ", text).split())
        m.__dict__["_text"] = cached
    return cached


def _simple(raw: bytes) -> str | None:
    """Return the text of a mail of one plain part, which needs no parser; None for others."""
    head, _, body = raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")
    if re.search(rb"(?i)multipart/|base64|quoted-printable|text/(?!plain)", head):
        return None
    return body.decode("utf-8", "replace")


def _word(field: str, value: str) -> Test:
    wanted = value.strip("<>").lower()
    if field == "rfc822msgid":
        return lambda m: FIELDS["rfc822msgid"](m) == wanted
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return lambda m: pattern.search(FIELDS[field](m)) is not None


def _attached(name: str, value: str) -> Test:
    def attached(m: Stored) -> bool:
        names = [str(part.get_filename() or "").lower() for part in m.part.walk()]
        if name == "has":
            return value == "attachment" and any(names)
        return any(found == value or found.endswith(f".{value}") for found in names)

    return attached


def matcher(query: str, now_ms: int) -> Test:
    """Return what tells whether a message matches. Raises NotUnderstood."""
    reader = _Reader(TOKEN.findall(query), now_ms)
    return reader.all_of("", "")


def visible(m: Stored, query: str, *, spam_and_trash: bool) -> bool:
    """Whether a listing shows this message at all: spam, trash only when asked for."""
    if spam_and_trash or re.search(r"\bin:(anywhere|spam|trash)\b", query):
        return True
    return not m.labels & {"SPAM", "TRASH"}


def matching(messages: Sequence[Stored], test: Test, query: str, *, spam_and_trash: bool) -> bool:
    """Whether one of a thread's messages matches everything."""
    return any(visible(m, query, spam_and_trash=spam_and_trash) and test(m) for m in messages)
