"""A page of cards, the first thing that a panel asks for; plain dataclasses as the cards are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hearback.protocol.cards import ApplicationView, CardGroup, Model


@dataclass(frozen=True, kw_only=True)
class AccountView(Model):
    """Whose mail is shown."""

    source: Literal["sample", "takeout", "gmail"]
    addresses: list[str]
    can_save_drafts: bool
    """Else drafts are copied by hand."""
    signed_in: bool
    """False for mail that is kept without a sign-in."""


@dataclass(frozen=True, kw_only=True)
class Card(Model):
    """An application and the group of the panel it belongs to."""

    group: Literal["now", "waiting", "coming_up", "closed"]
    application: ApplicationView


@dataclass(frozen=True, kw_only=True)
class Applications(Model):
    """A page of cards, those to act on first. `account` is null when there is no mailbox yet."""

    id: int
    kind: Literal["applications"]
    now: datetime
    account: AccountView | None
    cards: list[Card]
    counts: CardGroup
    open_thread: Literal["none", "shown_first", "not_a_job_thread"]
    next_page: str | None
