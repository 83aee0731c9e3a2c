"""Draft: a mail ready to check, and the slots in it that only the user can fill."""

from dataclasses import dataclass

from hearback.mail.message import Address


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap that only the user can fill.

    `paragraph` is where it stands, with {name} where the answer goes. It is left out of the body
    until it is filled, and then goes behind the first `after` paragraphs. A required one blocks
    saving.
    """

    name: str
    ask: str
    required: bool
    paragraph: str
    after: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail ready to check. The body never holds a bracket or a brace: what is missing is a slot.

    `in_reply_to` and `references` are message ids with angle brackets; `thread_id` is None when it
    starts a new thread. `to` is empty when only the user can say who that is. `warnings` are
    sentences to read before sending.
    """

    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    body: str
    in_reply_to: str | None
    references: tuple[str, ...]
    thread_id: str | None
    slots: tuple[Slot, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What to say on the phone."""

    number: str | None
    opening: str
    questions: tuple[str, ...]
    if_no: str
    voicemail: str
