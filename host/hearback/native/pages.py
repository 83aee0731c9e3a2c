"""A page of cards for the panel: the open thread first, then what to act on, within one frame."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, Protocol

from hearback.advice.action import Action
from hearback.operations.desk import Account
from hearback.operations.look import Item, Overview
from hearback.protocol.cards import CardGroup, SavedDraftView
from hearback.protocol.page import AccountView, Applications, Card
from hearback.protocol.plain import plain
from hearback.protocol.views import application_view
from hearback.store.ledger import OurDraft, State

FIRST_CARDS = 8  # what a tall panel shows; the rest is asked for while it is read
PAGE_CARDS = 40
PAGE_BYTES = 700_000  # well below the 1 MiB that closes the port; the envelope needs some
SHOWN_AS: Mapping[State, Literal["saved", "touched", "sent", "removed"]] = {
    State.INTENDED: "saved",
    State.SAVED: "saved",
    State.TOUCHED: "touched",
    State.SENT: "sent",
    State.REMOVED: "removed",
}


class PageRequest(Protocol):
    """What is asked of a page, as in `ListApplications`."""

    @property
    def id(self) -> int:
        """Return the request's id."""

    @property
    def after(self) -> str | None:
        """Return the last card of the page before."""

    @property
    def thread_id(self) -> str | None:
        """Return the thread that is open in Gmail."""


def make_page(request: PageRequest, account: Account | None, overview: Overview) -> Applications:
    """Return the cards after `request.after`, as many as fit into one frame."""
    opened = _of_thread(overview, request.thread_id)
    ordered = [*([opened] if opened else []), *(i for i in overview.items if i is not opened)]
    start = _start(ordered, request.after)
    cards: list[Card] = []
    used = 0
    most = PAGE_CARDS if request.after else FIRST_CARDS
    for item in ordered[start : start + most]:
        card = _card(item, overview)
        used += len(json.dumps(plain(card), ensure_ascii=False, separators=(",", ":")))
        if cards and used > PAGE_BYTES:
            break
        cards.append(card)
    more = start + len(cards) < len(ordered)
    return Applications(
        id=request.id,
        kind="applications",
        now=overview.clock.now,
        account=_account(account) if account else None,
        cards=cards,
        counts=CardGroup(
            **{"now": 0, "waiting": 0, "coming_up": 0, "closed": 0} | _counts(overview)
        ),
        open_thread=_open_thread(request.thread_id, opened),
        next_page=cards[-1].application.id if more and cards else None,
    )


def _account(account: Account) -> AccountView:
    return AccountView(
        source=account.source,
        addresses=list(account.addresses),
        can_save_drafts=account.can_save_drafts,
        signed_in=account.signed_in,
    )


def _of_thread(overview: Overview, thread_id: str | None) -> Item | None:
    if thread_id is None:
        return None
    return next(
        (item for item in overview.items if thread_id in item.case.application.threads), None
    )


def _open_thread(
    thread_id: str | None, opened: Item | None
) -> Literal["none", "shown_first", "not_a_job_thread"]:
    if thread_id is None:
        return "none"
    return "shown_first" if opened else "not_a_job_thread"


def _start(ordered: list[Item], after: str | None) -> int:
    """Return where the page begins; a card that went in the meantime begins it anew."""
    ids = [item.case.application.id for item in ordered]
    return ids.index(after) + 1 if after in ids else 0


def _counts(overview: Overview) -> dict[str, int]:
    return dict(Counter(item.group.value for item in overview.items))


def _card(item: Item, overview: Overview) -> Card:
    application = application_view(item.case, item.advice, overview.written(item), overview.clock)
    saved = [_saved(draft, overview) for draft in overview.saved_drafts(item)]
    return Card(group=item.group.value, application=replace(application, saved_drafts=saved))


def _saved(draft: OurDraft, overview: Overview) -> SavedDraftView:
    return SavedDraftView(
        mail_id=draft.mail_id,
        action=Action(draft.action),
        number=draft.number,
        state=SHOWN_AS[draft.state],
        at=draft.changed_at.astimezone(overview.clock.zone),
        thread=draft.thread_id,
    )
