"""Draft: a mail ready to check, and the slots in it that only the user can fill."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearback.mail.message import Address

WHO_IS_IT_TO = "Who is it to? Give the name and the address."


class Tone(StrEnum):
    """How a mail sounds."""

    WARM = "warm"
    PLAIN = "plain"
    FORMAL = "formal"


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
class Ground:
    """What a fact of a draft rests on.

    `about` is role, company, promise, interview, missed, next, time, offer, application or name;
    `text` is how the draft says it. `message_id` is the mail, None for a note of the user; `words`
    are those that say it, at `at`.
    """

    about: str
    text: str
    message_id: str | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail ready to check. The body never holds a bracket or a brace: what is missing is a slot.

    `in_reply_to` and `references` are message ids with angle brackets; `thread_id` is None when it
    starts a new thread. `to` is empty when only the user can say who that is. `warnings` are
    sentences to read before sending. `template` is what it was written from, `tone` how it sounds,
    `grounds` what its facts rest on.
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
    tone: Tone = Tone.PLAIN
    template: str = ""
    grounds: tuple[Ground, ...] = ()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """What must be told before it can be saved, a question each; () when nothing must."""
        asked = tuple(slot.ask for slot in self.slots if slot.required)
        return asked if self.to else (WHO_IS_IT_TO, *asked)


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What to say on the phone."""

    number: str | None
    opening: str
    questions: tuple[str, ...]
    if_no: str
    voicemail: str
