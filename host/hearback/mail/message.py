"""The nouns of mail: Address, Envelope, Message, Thread, and who the user is.

Frozen, without network or clock. All times carry a zone; a time without one never gets this far.
An address is kept as the mail had it, in lower case; `Me` alone knows that Gmail ignores dots and
tags.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

GMAIL_DOMAINS = frozenset({"gmail.com", "googlemail.com"})


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: display name ("" when there is none) and address in lower case."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """The part behind the @, "" when there is none."""
        return self.address.rpartition("@")[2] if "@" in self.address else ""

    @property
    def local(self) -> str:
        """The part before the @."""
        return self.address.rpartition("@")[0]


class Mark(StrEnum):
    """What headers say about how a mail was sent."""

    BULK = "bulk"  # List-Unsubscribe, List-Id or Precedence: bulk/list
    AUTO_REPLY = "auto_reply"  # Auto-Submitted: auto-replied, X-Autoreply, Precedence: auto_reply
    AUTO_GENERATED = "auto_generated"  # Auto-Submitted: auto-generated
    DELIVERY_REPORT = "delivery_report"  # multipart/report; report-type=delivery-status
    DMARC_FAIL = "dmarc_fail"  # Authentication-Results says dmarc=fail


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the header of a mail says.

    `message_id` has its angle brackets; a mail without one gets an id made from its content.
    `labels` are Gmail's, in upper case ("SENT", "INBOX", "SPAM", "TRASH", "DRAFT"); empty when
    unknown.
    """

    message_id: str
    thread_id: str
    date: datetime
    sender: Address
    to: tuple[Address, ...]
    subject: str
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    marks: frozenset[Mark] = frozenset()

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everyone the mail was sent to, openly."""
        return self.to + self.cc


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar part (RFC 5545): one event that somebody asks for, moves or calls off.

    `method` is REQUEST, PUBLISH, CANCEL or REPLY. `start` and `end` carry a zone; `zone_known` is
    False when the file named none that could be found and the sender's was assumed.
    """

    uid: str
    method: str
    start: datetime
    end: datetime | None
    summary: str = ""
    location: str = ""
    description: str = ""
    sequence: int = 0
    stamp: datetime | None = None
    recurrence_id: str = ""
    organizer: Address | None = None
    attendees: tuple[Address, ...] = ()
    zone_known: bool = True

    @property
    def cancelled(self) -> bool:
        """Whether this calls the event off."""
        return self.method == "CANCEL"


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as its reader sees it, quoted history and signature set aside.

    `text` is the visible, new text: paragraphs separated by blank lines, no carriage returns,
    control characters or lone surrogates. `forwarded` is text that the sender passed on from
    somebody else and did not write. `problems` says in plain words what could not be read; a broken
    mail is still a Message.
    """

    envelope: Envelope
    text: str
    signature: str = ""
    forwarded: str = ""
    invitations: tuple[Invitation, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """Mails that the mailbox holds together, oldest first, each message id once."""

    thread_id: str
    messages: tuple[Message, ...]


@lru_cache(maxsize=4096)
def same_mailbox(address: str) -> str:
    """Return the form under which two spellings of one mailbox are equal (Gmail ignores dots and
    +tags).
    """
    local, at, domain = address.strip().lower().rpartition("@")
    if domain in GMAIL_DOMAINS:
        return local.partition("+")[0].replace(".", "") + "@gmail.com"
    return local + at + domain


@dataclass(frozen=True)
class Me:
    """The user: all addresses of theirs. `name` is how they sign, "" when unknown."""

    addresses: tuple[str, ...]
    name: str = ""
    _known: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", frozenset(map(same_mailbox, self.addresses)))

    def has(self, address: Address) -> bool:
        """Whether this mailbox is one of the user's."""
        return same_mailbox(address.address) in self._known

    def wrote(self, envelope: Envelope) -> bool:
        """Whether the user sent this mail.

        One of their addresses in From, or the mailbox says so.
        """
        return self.has(envelope.sender) or "SENT" in envelope.labels


def oldest_first(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Sort by date, then by id, so that the order of arrival never matters."""
    return tuple(sorted(messages, key=lambda m: (m.envelope.date, m.envelope.message_id)))
