"""Drafts of ours in Gmail: saved, changed, taken back, and followed until they are sent.

The intent is written down before Gmail is asked; after a crash, or when Gmail's answer was lost, we
look whether the draft came to be, so there are never two. What the user touched is left alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import make_msgid
from typing import Protocol

from hearback.drafts.draft import Draft
from hearback.errors import DraftGone, DraftTouched
from hearback.gmail.faults import Unsure
from hearback.gmail.records import DraftRef
from hearback.signals.signal import Reading
from hearback.store.ledger import Ledger, OurDraft, State
from hearback.timeline.stage import is_sign_of_life


class Drafts(Protocol):
    """What is needed of Gmail here. There is nothing that sends."""

    def create_draft(self, raw: bytes, thread_id: str | None) -> DraftRef:
        """Make a draft. Raises Unsure when Gmail's answer was lost."""

    def update_draft(self, draft_id: str, raw: bytes, thread_id: str | None) -> DraftRef:
        """Write a draft anew. Raises Unsure when Gmail's answer was lost."""

    def draft(self, draft_id: str) -> DraftRef | None:
        """Return a draft; None when it was sent or deleted."""

    def find_draft(self, mail_id: str, thread_id: str | None) -> DraftRef | None:
        """Return the draft with this Message-ID, None when there is none."""

    def delete_draft(self, draft_id: str) -> bool:
        """Delete a draft; return whether there was one."""


@dataclass(frozen=True)
class Chosen:
    """A draft that the user wants to save: of which thread and action, the how-manieth of it."""

    thread_id: str
    action: str
    number: int
    draft: Draft


@dataclass(frozen=True)
class Letter:
    """A mail to be saved: `mime` gives its bytes for the Message-ID that it gets."""

    thread_id: str
    action: str
    number: int  # which of the drafts of that action
    replies: bool  # whether it goes into that thread, or starts one of its own
    mime: Callable[[str], bytes]


class Drafting:
    """Keeps Gmail's drafts and the ledger in step. `domain` is that of the user's address."""

    def __init__(self, gmail: Drafts, ledger: Ledger, domain: str) -> None:
        self._gmail = gmail
        self._ledger = ledger
        self._domain = domain

    def save(self, letter: Letter, now: datetime) -> OurDraft:
        """Put a mail into Gmail's drafts; one that is there already is written anew.

        Raises DraftTouched when that one is not as we left it.
        """
        self.reconcile(now)
        for known in self._ledger.of([letter.thread_id]):
            same = (known.action, known.number) == (letter.action, letter.number)
            if same and known.state is State.SAVED and self._still_there(known, now):
                return self._write_anew(known, letter, now)
        ours = OurDraft(
            mail_id=make_msgid("hearback", self._domain),
            thread_id=letter.thread_id,
            action=letter.action,
            number=letter.number,
            state=State.INTENDED,
            at=now,
            changed_at=now,
        )
        self._ledger.write(ours)
        thread = letter.thread_id if letter.replies else None
        try:
            found = self._gmail.create_draft(letter.mime(ours.mail_id), thread)
        except Unsure:
            found = self._gmail.find_draft(ours.mail_id, thread) or self._gmail.create_draft(
                letter.mime(ours.mail_id), thread
            )
        return self._saved(ours, found, now)

    def _write_anew(self, known: OurDraft, letter: Letter, now: datetime) -> OurDraft:
        thread = letter.thread_id if letter.replies else None
        raw = letter.mime(known.mail_id)
        self._ledger.change(known, State.INTENDED, now)
        try:
            found = self._gmail.update_draft(known.draft_id, raw, thread)
        except Unsure:
            found = self._gmail.update_draft(known.draft_id, raw, thread)  # the same once more
        return self._saved(known, found, now)

    def _saved(self, ours: OurDraft, found: DraftRef, now: datetime) -> OurDraft:
        ours = replace(ours, draft_id=found.draft_id, message_id=found.message_id)
        return self._ledger.change(ours, State.SAVED, now)

    def take_back(self, mail_id: str, now: datetime) -> OurDraft:
        """Delete a draft that nobody touched. Raises DraftTouched and DraftGone."""
        self.reconcile(now)
        ours = self._ledger.find(mail_id)
        if ours is None or ours.state not in (State.SAVED, State.TOUCHED):
            raise _gone()
        if not self._still_there(ours, now):
            raise _gone()
        self._gmail.delete_draft(ours.draft_id)
        return self._ledger.change(ours, State.REMOVED, now)

    def _still_there(self, ours: OurDraft, now: datetime) -> bool:
        """Whether Gmail has it as we left it. Raises DraftTouched when the user changed it."""
        found = self._gmail.draft(ours.draft_id)
        if found is None:
            self._ledger.change(ours, State.REMOVED, now)
            return False
        if found.message_id != ours.message_id:
            raise DraftTouched(
                "You changed this draft in Gmail, so Hearback leaves it as it is.",
                "Go on with it there, or delete it there and save again here.",
            )
        return True

    def reconcile(self, now: datetime) -> None:
        """Find out what became of drafts whose making was cut short."""
        for ours in self._ledger.open():
            if ours.state is not State.INTENDED:
                continue
            if ours.draft_id:
                # It was untouched a moment before we wrote it anew, so another id is our doing.
                found = self._gmail.draft(ours.draft_id)
            else:
                found = self._gmail.find_draft(ours.mail_id, ours.thread_id)
            if found:
                self._saved(ours, found, now)
            else:
                self._ledger.change(ours, State.REMOVED, now)

    def settle(
        self, readings: Iterable[tuple[OurDraft, tuple[Reading, ...]]], now: datetime
    ) -> None:
        """Follow up on open drafts, each with the readings of its application.

        Sent ones are noted as sent. When they have answered since, an untouched one is deleted and
        a touched one flagged. Gmail is only asked about drafts in whose application something
        happened.
        """
        for ours, said in readings:
            later = [reading for reading in said if reading.envelope.date > ours.at]
            answered = any(is_sign_of_life(reading) for reading in later)
            sent = list(_sent_in(ours, later))
            if not answered and not sent:
                continue
            found = self._gmail.draft(ours.draft_id)
            if found is None and sent:
                self._ledger.change(ours, State.SENT, sent[0].envelope.date)
            elif found is None:
                self._ledger.change(ours, State.REMOVED, now)
            elif answered and found.message_id == ours.message_id:
                self._gmail.delete_draft(ours.draft_id)
                self._ledger.change(ours, State.REMOVED, now)
            elif answered and ours.state is not State.TOUCHED:
                self._ledger.change(ours, State.TOUCHED, now)


def _sent_in(ours: OurDraft, later: Iterable[Reading]) -> Iterator[Reading]:
    for reading in later:
        envelope = reading.envelope
        same = envelope.message_id == ours.mail_id or envelope.thread_id == ours.thread_id
        if reading.outbound and same:
            yield reading


def _gone() -> DraftGone:
    return DraftGone(
        "This draft is no longer in Gmail: it was sent or deleted there.",
        "If it was sent, nothing is left to do; otherwise save it again.",
    )
