"""The drafts that we made: written down before Gmail is asked, so that none is ever made twice.

A draft is known by the Message-ID that we give it. Gmail's own id of its message changes whenever
it is saved there, so another id than the one kept means that the user has touched it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from hearback.store.database import Database
from hearback.store.trouble import unreadable

COLUMNS = "mail_id, thread_id, action, number, state, draft_id, message_id, at, changed_at"


class State(StrEnum):
    """Where a draft is in its life."""

    INTENDED = "intended"  # about to be made or changed; whether Gmail has done so is not known
    SAVED = "saved"  # in Gmail's drafts, as we wrote it
    TOUCHED = "touched"  # the user changed it and they have answered since: flagged, left alone
    SENT = "sent"  # the user sent it
    REMOVED = "removed"  # deleted, by us or by the user


OPEN = (State.INTENDED, State.SAVED, State.TOUCHED)


@dataclass(frozen=True, slots=True)
class OurDraft:
    """One draft of ours.

    `mail_id` is its Message-ID with angle brackets, `thread_id` the thread it belongs to,
    `number` tells several drafts of one action apart (a thank-you for each interviewer).
    `draft_id` and `message_id` are Gmail's, "" while it is not known that they are. `at` is when it
    was first intended, `changed_at` when its state changed; for a sent one, when it was sent.
    """

    mail_id: str
    thread_id: str
    action: str
    number: int
    state: State
    at: datetime
    changed_at: datetime
    draft_id: str = ""
    message_id: str = ""


class Ledger:
    """All drafts of ours, in one database. Every write is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, draft: OurDraft) -> None:
        """Keep a draft as it is now."""
        with self._database.transaction():
            self._database.execute(
                f"INSERT OR REPLACE INTO draft ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (
                    draft.mail_id,
                    draft.thread_id,
                    draft.action,
                    draft.number,
                    draft.state,
                    draft.draft_id or None,
                    draft.message_id or None,
                    draft.at.isoformat(),
                    draft.changed_at.isoformat(),
                ),
            )

    def change(self, draft: OurDraft, state: State, at: datetime) -> OurDraft:
        """Keep a draft in another state and return it."""
        changed = replace(draft, state=state, changed_at=at)
        self.write(changed)
        return changed

    def find(self, mail_id: str) -> OurDraft | None:
        """Return the draft of that Message-ID."""
        return next(iter(self._where("mail_id = ?", mail_id)), None)

    def open(self) -> list[OurDraft]:
        """Return those that are or may be in Gmail's drafts, oldest first."""
        marks = ", ".join("?" * len(OPEN))
        return self._where(f"state IN ({marks})", *OPEN)

    def of(self, thread_ids: Iterable[str]) -> list[OurDraft]:
        """Return all drafts for these threads, oldest first."""
        threads = list(thread_ids)
        return self._where(f"thread_id IN ({', '.join('?' * len(threads))})", *threads)

    def all(self) -> list[OurDraft]:
        """Return all drafts, oldest first."""
        return self._where("1")

    def _where(self, condition: str, *values: str) -> list[OurDraft]:
        found = self._database.rows(
            f"SELECT {COLUMNS} FROM draft WHERE {condition} ORDER BY at, mail_id",  # noqa: S608
            values,
        )
        try:
            return [_draft(row) for row in found]
        except (ValueError, TypeError):
            raise unreadable(self._database.path) from None


def _draft(row: Sequence[Any]) -> OurDraft:
    mail_id, thread_id, action, number, state, draft_id, message_id, at, changed_at = row
    return OurDraft(
        mail_id=mail_id,
        thread_id=thread_id,
        action=action,
        number=number,
        state=State(state),
        draft_id=draft_id or "",
        message_id=message_id or "",
        at=datetime.fromisoformat(at),
        changed_at=datetime.fromisoformat(changed_at),
    )
