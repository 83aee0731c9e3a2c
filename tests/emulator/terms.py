"""What the words and the operators of Gmail's search look for in one message."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from emulator.stored import Stored

Test = Callable[[Stored], bool]
DAY_MS = 86_400_000
SPANS = {"d": 1, "m": 30, "y": 365}
SIZES = {"": 1, "k": 1024, "m": 1024 * 1024}
CATEGORIES = ("primary", "social", "promotions", "updates", "forums")


class NotUnderstood(ValueError):
    """The query uses something that this search does not know."""


FIELDS: dict[str, Callable[[Stored], str]] = {
    "subject": lambda m: m.text("Subject").lower(),
    "from": lambda m: m.text("From").lower(),
    "to": lambda m: m.text("To", "Cc", "Bcc").lower(),
    "cc": lambda m: m.text("Cc").lower(),
    "list": lambda m: m.text("List-Id").lower(),
    "rfc822msgid": lambda m: m.header("Message-ID").strip("<> ").lower(),
    "": lambda m: f"{m.text('Subject', 'From', 'To')} {text_of(m)}".lower(),
}


def text_of(m: Stored) -> str:
    """Return the text of a mail as its search and its snippet have it, on one line."""
    cached: str | None = m.__dict__.get("_text")
    if cached is None:
        text = _simple(m.raw)
        if text is None:
            parts = [p for p in m.part.walk() if p.get_content_maintype() == "text"]
            chosen = [p for p in parts if p.get_content_subtype() == "plain"] or parts
            text = " ".join(_decoded(p.get_payload(decode=True), p.get_param) for p in chosen)
        cached = " ".join(re.sub(r"<[^>]*>", " ", text).split())
        m.__dict__["_text"] = cached
    return cached


def _simple(raw: bytes) -> str | None:
    """Return the text of a mail of one plain part, which needs no parser; None for others."""
    head, _, body = raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")
    if re.search(rb"(?i)multipart/|base64|quoted-printable|text/(?!plain)|charset", head):
        return None
    return body.decode("utf-8", "replace")


def _decoded(data: object, parameter: Callable[[str], object]) -> str:
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(str(parameter("charset") or "utf-8"), "replace")
    except LookupError:
        return data.decode("latin-1")


def word(field: str, value: str) -> Test:
    """Look for a word or a phrase in a field, "" for everywhere."""
    wanted = value.strip("<>").lower()
    if field == "rfc822msgid":
        return lambda m: FIELDS["rfc822msgid"](m) == wanted
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return lambda m: pattern.search(FIELDS[field](m)) is not None


def operator(name: str, value: str, now_ms: int) -> Test:
    """Return what name:value looks for. Raises NotUnderstood."""
    if name in ("newer_than", "older_than"):
        amount, unit = _number(name, value, "".join(SPANS))
        edge = now_ms - amount * SPANS.get(unit, 0) * DAY_MS
        return _since(edge) if name == "newer_than" else _until(edge)
    if name in ("after", "before"):
        return _since(_moment(value)) if name == "after" else _until(_moment(value))
    if name in ("larger", "smaller"):
        amount, unit = _number(name, value, "km")
        edge = amount * SIZES[unit]
        return lambda m: (len(m.raw) > edge) == (name == "larger")
    if name in OTHERS:
        return OTHERS[name](value)
    raise NotUnderstood(f"{name}:")


def _number(name: str, value: str, units: str) -> tuple[int, str]:
    found = re.fullmatch(rf"(\d+)([{units}]?)", value)
    if not found or (name.endswith("_than") and not found[2]):
        raise NotUnderstood(f"{name}:{value}")
    return int(found[1]), found[2]


def _since(edge: int) -> Test:
    return lambda m: m.moment >= edge


def _until(edge: int) -> Test:
    return lambda m: m.moment < edge


def _moment(value: str) -> int:
    if value.isdecimal():
        return int(value) * 1000
    try:
        year, month, day = map(int, re.split("[/-]", value))
        return int(datetime(year, month, day, tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        raise NotUnderstood(value) from None


def _in(value: str) -> Test:
    if value == "anywhere":
        return lambda _: True
    return _label("draft" if value == "drafts" else value)


def _is(value: str) -> Test:
    if value == "read":
        return lambda m: "UNREAD" not in m.labels
    if value not in ("unread", "starred", "important"):
        raise NotUnderstood(f"is:{value}")
    return _label(value)


def _label(value: str) -> Test:
    wanted = value.replace("-", " ")
    return lambda m: any(name.lower().replace("-", " ") == wanted for name in m.labels)


def _category(value: str) -> Test:
    if value not in CATEGORIES:
        raise NotUnderstood(f"category:{value}")
    return _label(f"category_{value}".replace("primary", "personal"))


def _has(value: str) -> Test:
    if value != "attachment":
        raise NotUnderstood(f"has:{value}")
    return lambda m: any(_filenames(m))


def _filename(value: str) -> Test:
    return lambda m: any(n == value or n.endswith(f".{value}") for n in _filenames(m))


def _filenames(m: Stored) -> list[str]:
    # Most mails name no file at all, and need no parser to say so.
    if not re.search(rb"(?i)name", m.raw):
        return []
    return [str(name).lower() for part in m.part.walk() if (name := part.get_filename())]


OTHERS: dict[str, Callable[[str], Test]] = {
    "in": _in,
    "is": _is,
    "label": _label,
    "category": _category,
    "has": _has,
    "filename": _filename,
}
