"""A part of a mail: what it says it is, and its text.

The parser takes the header apart anew for each question. Robots and mail programs write the same
headers into every mail, so what was made of one is kept.
"""

import re
from email.message import Message as Part
from email.policy import compat32
from functools import cached_property, lru_cache

from hearback.mail.headers import Notes

LONGEST_KEPT = 1_000  # characters; the headers of a hostile mail are not kept in memory
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
SAID_BY = ("content-type", "content-disposition")


class Content:
    """What the headers of a part say; each is read when it is asked for first."""

    def __init__(self, part: Part) -> None:
        self._part = part

    @cached_property
    def kind(self) -> str:
        """Its type, as "text/plain"."""
        return self._part.get_content_type()

    @cached_property
    def main_kind(self) -> str:
        """The first half of its type, as "text"."""
        return self._part.get_content_maintype()

    @cached_property
    def charset(self) -> str:
        """The charset that it names, "" for none."""
        return self._part.get_content_charset() or ""

    @cached_property
    def name(self) -> str:
        """The name of the file that it is, in lower case."""
        return str(self._part.get_filename() or "").lower()

    @cached_property
    def attached(self) -> bool:
        """Whether it is to be kept as a file rather than shown."""
        disposition = str(self._part.get("Content-Disposition", ""))
        return disposition.strip().lower().startswith("attachment")

    @cached_property
    def flowed(self) -> bool:
        """Whether its lines were broken by format=flowed."""
        return self._says("format") == "flowed"

    @cached_property
    def blank_deleted(self) -> bool:
        """Whether the blank at which such a line was broken is not part of the text."""
        return self._says("delsp") == "yes"

    def _says(self, param: str) -> str:
        return str(self._part.get_param(param) or "").lower()


def content_of(part: Part) -> Content:
    """Return what the headers of a part say about its content."""
    headers = tuple((name, value) for name, value in part.raw_items() if name.lower() in SAID_BY)
    if sum(len(str(value)) for _, value in headers) > LONGEST_KEPT:
        return Content(part)
    return _kept(headers, part.get_default_type())


@lru_cache(1024)
def _kept(headers: tuple[tuple[str, str], ...], default: str) -> Content:
    part = Part(policy=compat32)
    part.set_default_type(default)
    for name, value in headers:
        part[name] = value
    return Content(part)


def text_of(part: Part, content: Content, notes: Notes, longest: int) -> str:
    """Return a part's text, decoded by its own charset, else by the one that fits."""
    try:
        payload = part.get_payload(decode=True)
    except Exception:
        notes.add("A part could not be decoded.")
        return ""
    if not isinstance(payload, bytes):
        return ""
    payload = payload[: 4 * longest]
    named = content.charset
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


def flowed_text(content: Content, text: str) -> str:
    """Join the lines that format=flowed broke (RFC 3676)."""
    if not content.flowed:
        return text
    lines: list[str] = []
    pending = False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:].removeprefix(" ")
        joins = pending and lines and depth == 0 and rest != "-- "
        if joins:
            lines[-1] += rest
        else:
            lines.append(">" * depth + (" " if depth and rest else "") + rest)
        pending = rest.endswith(" ") and rest != "-- " and depth == 0
        if pending and content.blank_deleted:
            lines[-1] = lines[-1][:-1]
    return "\n".join(line.rstrip() if line != "-- " else line for line in lines)
