"""Draft → the bytes of a mail (RFC 5322), for Gmail's drafts.

The headers are written by hand: every name and subject is one clean line before it gets here, an
address is plain ASCII or refused, and an id that is none is left out. So whatever a mail or a user
wrote, no header can end before it should. Date is left to whoever sends.

The standard library's EmailMessage cannot do it: a subject of theirs with an encoded line break
in it becomes a header of its own, and a long message id in References is folded into words that
are no id any more, so the reply leaves its thread.
"""

import re
from collections.abc import Iterator, Sequence
from email.header import Header
from email.quoprimime import body_encode

from hearback.drafts.answering import MESSAGE_ID
from hearback.drafts.draft import Draft
from hearback.drafts.names import LONGEST_NAME, header_text
from hearback.drafts.recipients import QUOTED_AWAY, why_unreachable, wire_form
from hearback.errors import DraftUnfinished
from hearback.mail.message import Address, Me

LINE = 76  # characters; longer lines of the text are folded by quoted-printable, never wrapped
LONGEST_SUBJECT = 900
ATOMS = re.compile(r"[A-Za-z0-9 _-]*")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")


def to_mime(draft: Draft, me: Me, message_id: str) -> bytes:
    """Return the mail with this Message-ID: plain text in UTF-8, its lines as they are.

    Raises DraftUnfinished when one of its addresses cannot be written to, ValueError when
    `message_id` is none.
    """
    if not MESSAGE_ID.fullmatch(message_id):
        raise ValueError("not a message id")
    own = [Address(me.name, me.addresses[0])] if me.addresses else []
    encoding, body = _encoded(draft.body)
    headers = [
        ("From", _people(own)),
        ("To", _people(draft.to)),
        ("Cc", _people(draft.cc)),
        ("Subject", _words(header_text(draft.subject, LONGEST_SUBJECT), "Subject")),
        ("Message-ID", message_id),
        ("In-Reply-To", _ids([draft.in_reply_to or ""])),
        ("References", _ids(draft.references)),
        ("MIME-Version", "1.0"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", encoding),
    ]
    lines = [f"{name}: {value}" for name, value in headers if value]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode("ascii")


def _people(people: Sequence[Address]) -> str:
    return ",\r\n ".join(_mailboxes(people))


def _mailboxes(people: Sequence[Address]) -> Iterator[str]:
    for person in people:
        address = wire_form(person.address)
        if not address:
            raise DraftUnfinished(
                why_unreachable(person.address), "Correct the address, then save again."
            )
        name = " ".join(header_text(person.name, LONGEST_NAME).translate(QUOTED_AWAY).split())
        yield f"{_phrase(name)}\r\n <{address}>" if name else address


def _phrase(name: str) -> str:
    if not name.isascii() or "=?" in name:
        return _words(name, "To")
    return name if ATOMS.fullmatch(name) else f'"{name}"'


def _words(text: str, header: str) -> str:
    """Return a text for a header, folded; encoded (RFC 2047) when it is not plain ASCII."""
    plain = text.isascii() and "=?" not in text
    charset = "us-ascii" if plain else "utf-8"
    return Header(text, charset, LINE, header).encode(linesep="\r\n")


def _ids(ids: Sequence[str]) -> str:
    return "\r\n ".join(each for each in ids if MESSAGE_ID.fullmatch(each))


def _encoded(text: str) -> tuple[str, str]:
    """Return the transfer encoding and the text in it, lines ending as mail's do."""
    plain = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n") + "\n"
    lines = plain.split("\n")
    if plain.isascii() and all(len(line) <= LINE and line == line.rstrip() for line in lines):
        return "7bit", "\r\n".join(lines)
    as_bytes = plain.encode("utf-8").decode("latin-1")
    return "quoted-printable", body_encode(as_bytes, LINE, "\r\n")
