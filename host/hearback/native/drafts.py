"""The panel's drafts: written in another tone, looked at while they are written, saved."""

from datetime import datetime

from hearback.drafts.courtesy import remarks
from hearback.drafts.draft import Draft, Tone
from hearback.drafts.filling import with_body
from hearback.drafts.spelling import known_names
from hearback.errors import DraftGone, DraftUnfinished
from hearback.native.gmail import PATIENCE
from hearback.operations.desk import Desk
from hearback.operations.drafting import Chosen
from hearback.operations.look import Item, Overview
from hearback.protocol.cards import RemarkView
from hearback.protocol.messages import (
    ComposeDrafts,
    Drafts,
    DraftSaved,
    Remarks,
    ReviewDraft,
    SaveDraft,
)
from hearback.protocol.views import draft_view


def compose(request: ComposeDrafts, overview: Overview) -> Drafts:
    """Write the mails of an action as the user wants them."""
    item = overview.find(request.application_id)
    tone = Tone(request.tone) if request.tone else None
    drafts = overview.drafts(item, request.action, variant=request.variant, tone=tone)
    return Drafts(id=request.id, kind="drafts", drafts=[draft_view(draft) for draft in drafts])


def review(request: ReviewDraft, overview: Overview) -> Remarks:
    """Look at the courtesy of a text, and at the names in it."""
    item = overview.find(request.application_id)
    draft = _nth(overview.drafts(item, request.action), request.number)
    told = overview.request(item, request.action).told
    found = remarks(request.body, known_names(draft, told))
    return Remarks(
        id=request.id,
        kind="remarks",
        remarks=[
            RemarkView(text=f"{each.says} {each.better}".strip(), quote=each.words or None)
            for each in found
        ],
    )


def save(request: SaveDraft, desk: Desk, now: datetime) -> DraftSaved:
    """Put a draft of a card into Gmail's drafts, with the panel's text.

    Raises DraftProblem and GmailProblem.
    """
    overview = desk.overview(now)
    item: Item = overview.find(request.application_id)
    drafts = overview.drafts(item, request.action, variant=request.variant)
    draft = _nth(drafts, request.number)
    missing = [slot for slot in draft.slots if slot.required and slot.name not in request.filled]
    if missing:
        raise DraftUnfinished("Something is still missing.", missing[0].ask)
    chosen = Chosen(
        item.case.application.threads[0],
        request.action,
        request.number,
        with_body(draft, request.body),
    )
    saved = desk.save_draft(chosen, PATIENCE)
    return DraftSaved(
        id=request.id, kind="draft_saved", mail_id=saved.mail_id, thread=saved.thread_id
    )


def _nth(drafts: tuple[Draft, ...], number: int) -> Draft:
    if number >= len(drafts):
        raise DraftGone("This draft is no longer what the card advises.", "Look at the card again.")
    return drafts[number]
