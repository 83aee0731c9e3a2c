"""Google Takeout's mbox files, single .eml mails, and folders of them, as mailboxes.

A file may have gigabytes, so it is read mail by mail. A mail begins at a "From " line that ends
like a date and stands at the top or below a blank line: a sentence that begins with "From" does not
cut a mail in two.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from email.header import decode_header, make_header
from pathlib import Path
from typing import BinaryIO

from hearback.errors import MailboxUnreadable
from hearback.mail.message import Message, Thread
from hearback.mail.rfc822 import read_message
from hearback.mail.threads import merge_copies, threads_of, with_threads

FROM_LINE = re.compile(rb"^From \S.*\b\d{1,2}:\d{2}(?::\d{2})?\b.*\b\d{4}\b[^\r\n]{0,12}\r?\n?$")
ESCAPED = re.compile(rb"(?m)^>(>*From )")
HEADER = re.compile(rb"(?mi)^(x-gm-thrid|x-gmail-labels)[ \t]*:[ \t]*((?:[^\r\n]|\r?\n[ \t])*)")
FIELD = re.compile(rb"(?m)^[!-9;-~]+[ \t]*:")
LABELS = {"sent": "SENT", "inbox": "INBOX", "spam": "SPAM", "trash": "TRASH"}
DRAFTS = frozenset({"draft", "drafts"})
LARGEST_MAIL = 64 * 1024 * 1024  # bytes of one mail that are kept while reading
GIVE_MBOX = "Give the .mbox file that Google Takeout made, an .eml file, or a folder of .eml files."
KNOWN_KINDS = {
    b"PK\x03\x04": "is a zip archive",
    b"!BDN": "is an Outlook data file",
    b"\x1f\x8b": "is compressed",
    b"7z\xbc\xaf": "is a 7z archive",
    b"SQLite format 3": "is a database",
}


@dataclass(frozen=True)
class Mailbox:
    """The mails of a file: each once, in the order of the file, with its thread."""

    messages: tuple[Message, ...]

    def threads(self) -> tuple[Thread, ...]:
        """Return the threads in the order in which their first mail stands in the file."""
        return threads_of(self.messages)


def mailbox_of(messages: Iterable[Message]) -> Mailbox:
    """Return a mailbox of these messages: duplicates merged, spam and trash left out."""
    kept = (m for m in messages if not m.envelope.labels & {"SPAM", "TRASH", "DRAFT"})
    return Mailbox(with_threads(merge_copies(kept)))


def load_mailbox(path: Path, *, zone: tzinfo) -> Mailbox:
    """Read a file or folder. Raises MailboxUnreadable, which says what to give instead."""
    try:
        if path.is_dir():
            return mailbox_of(_folder(path, zone))
        return mailbox_of(read_mbox(path, zone=zone))
    except FileNotFoundError as error:
        raise MailboxUnreadable(
            f"There is no file {path}.", "Check the path given to --mbox."
        ) from error
    except PermissionError as error:
        raise MailboxUnreadable(
            f"{path} may not be read by you.",
            "Change its permissions, or copy it to a folder of yours.",
        ) from error
    except OSError as error:
        raise MailboxUnreadable(
            f"{path} could not be read: {error.strerror or 'the disk gave an error'}.",
            "Copy the file to another disk and try again.",
        ) from error


def _folder(path: Path, zone: tzinfo) -> Iterator[Message]:
    files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".eml")
    if not files:
        raise MailboxUnreadable(f"There is no .eml file in the folder {path}.", GIVE_MBOX)
    for file in files:
        yield read_raw(file.read_bytes(), zone=zone)


def read_mbox(path: Path, *, zone: tzinfo) -> Iterator[Message]:
    """Yield the mails of an mbox or .eml file, in its order. Raises MailboxUnreadable, OSError."""
    with path.open("rb") as plain:
        beginning = plain.read(4096)
    _refuse_other_kinds(path, beginning)
    if not beginning.strip():
        raise MailboxUnreadable(f"{path} is empty.", GIVE_MBOX)
    single = path.suffix.lower() == ".eml"
    if not single and not FROM_LINE.match(
        beginning.lstrip(b"\xef\xbb\xbf\r\n").split(b"\n", 1)[0] + b"\n"
    ):
        if not _looks_like_a_mail(beginning):
            raise MailboxUnreadable(f"{path} holds no mail.", GIVE_MBOX)
        single = True
    if single:
        yield read_raw(path.read_bytes(), zone=zone)
        return
    with path.open("rb") as file:
        for raw, whole in _cut(file):
            message = read_raw(ESCAPED.sub(rb"\1", raw), zone=zone)
            if not whole:
                noted = (*message.problems, "The mail is very long; only its beginning was read.")
                message = replace(message, problems=noted)
            yield message


def _refuse_other_kinds(path: Path, beginning: bytes) -> None:
    for magic, kind in KNOWN_KINDS.items():
        if beginning.startswith(magic):
            remedy = "Unpack it first. " if "archive" in kind or "compressed" in kind else ""
            raise MailboxUnreadable(f"{path} {kind}, not a mail file.", remedy + GIVE_MBOX)


def _looks_like_a_mail(beginning: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", beginning.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    names = {match.group().rstrip(b" \t:").lower() for match in FIELD.finditer(head)}
    return len(names & {b"from", b"to", b"subject", b"date", b"message-id", b"received"}) >= 2


def _cut(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Yield each mail without its "From " line, and whether it is all there."""
    lines: list[bytes] = []
    size, whole, blank, begun = 0, True, True, False
    for line in file:
        if blank and line.startswith(b"From ") and FROM_LINE.match(line):
            if begun:
                yield b"".join(lines), whole
            lines, size, whole, begun = [], 0, True, True
        elif size > LARGEST_MAIL:
            whole = False
        else:
            lines.append(line)
            size += len(line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines), whole


def read_raw(raw: bytes, *, zone: tzinfo) -> Message:
    """Return the mail with its thread and labels as Takeout writes them into its header."""
    head = re.split(rb"\r?\n\r?\n", raw[:256_000], maxsplit=1)[0]
    found = {m.group(1).lower(): m.group(2) for m in HEADER.finditer(head)}
    thread = _thread_id(found.get(b"x-gm-thrid", b""))
    labels = _labels(found.get(b"x-gmail-labels", b""))
    return read_message(raw, thread_id=thread, labels=labels, zone=zone)


def _thread_id(value: bytes) -> str:
    """Return the thread as the Gmail API names it: 16 hex digits; other names stay as they are."""
    text = value.decode("ascii", "ignore").strip()
    return f"{int(text):016x}" if text.isdecimal() and len(text) <= 20 else text


def _labels(value: bytes) -> frozenset[str]:
    text = re.sub(r"\s*\r?\n\s*", " ", value.decode("utf-8", "replace"))
    try:
        text = str(make_header(decode_header(text)))
    except Exception:
        return frozenset()
    names = (name.strip().strip('"').strip() for name in text.split(","))
    return frozenset(
        "DRAFT" if name.lower() in DRAFTS else LABELS.get(name.lower(), name.upper())
        for name in names
        if name
    )
