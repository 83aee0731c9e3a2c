"""Drafts of ours in Gmail: one each, whatever is cut off, and never over what the user wrote."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hearback.errors import DraftGone, DraftTouched, Offline
from hearback.gmail.faults import Unsure
from hearback.gmail.records import DraftRef
from hearback.operations.drafting import Drafting, Letter
from hearback.signals.signal import Kind, Reading
from hearback.store.database import Database, open_database
from hearback.store.ledger import Ledger, OurDraft, State
from telling import from_sam, from_them, march

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


class Killed(BaseException):
    """The process is gone at this point."""


@dataclass
class DraftFolder:
    """Gmail's drafts in memory. `before` and `after` are called around each write and may raise."""

    held: dict[str, tuple[str, bytes, str | None]] = field(default_factory=dict)
    before: Callable[[str], None] = lambda verb: None
    after: Callable[[str], None] = lambda verb: None
    saved: int = 0

    def create_draft(self, raw: bytes, thread_id: str | None) -> DraftRef:
        self.before("create")
        self.saved += 1
        draft_id = f"d{self.saved}"
        self.held[draft_id] = (f"m{self.saved}", raw, thread_id)
        self.after("create")
        return self._ref(draft_id)

    def update_draft(self, draft_id: str, raw: bytes, thread_id: str | None) -> DraftRef:
        self.before("update")
        self.edit(draft_id, raw)
        self.after("update")
        return self._ref(draft_id)

    def edit(self, draft_id: str, raw: bytes) -> None:
        self.saved += 1
        self.held[draft_id] = (f"m{self.saved}", raw, self.held[draft_id][2])

    def draft(self, draft_id: str) -> DraftRef | None:
        return self._ref(draft_id) if draft_id in self.held else None

    def find_draft(self, mail_id: str, thread_id: str | None) -> DraftRef | None:
        for draft_id, (_, raw, _) in self.held.items():
            if mail_id.encode() in raw:
                return self._ref(draft_id)
        return None

    def delete_draft(self, draft_id: str) -> bool:
        self.before("delete")
        return self.held.pop(draft_id, None) is not None

    def _ref(self, draft_id: str) -> DraftRef:
        return DraftRef(draft_id, self.held[draft_id][0], self.held[draft_id][2] or "")


def letter(text: str = "Hello", number: int = 0) -> Letter:
    def mime(mail_id: str) -> bytes:
        return f"Message-ID: {mail_id}\n\n{text}".encode()

    return Letter("t1", "check_in", number, replies=True, mime=mime)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(tmp_path / "hearback.db")


@pytest.fixture
def folder() -> DraftFolder:
    return DraftFolder()


@pytest.fixture
def drafting(folder: DraftFolder, database: Database) -> Drafting:
    return Drafting(folder, Ledger(database), "example.com")


def settle(drafting: Drafting, database: Database, *said: Reading) -> OurDraft:
    ledger = Ledger(database)
    drafting.settle([(ours, said) for ours in ledger.open()], NOW + timedelta(days=5))
    (ours,) = ledger.all()
    return ours


def test_a_draft_is_saved_once_and_written_anew_in_place(
    drafting: Drafting, folder: DraftFolder
) -> None:
    first = drafting.save(letter(), NOW)
    second = drafting.save(letter("Dear Dana"), NOW)
    assert (first.draft_id, first.state) == (second.draft_id, State.SAVED)
    assert len(folder.held) == 1
    assert b"Dear Dana" in folder.held["d1"][1]
    drafting.save(letter("Once more"), NOW)
    assert b"Once more" in folder.held["d1"][1]
    drafting.save(letter("To the other interviewer", number=1), NOW)
    assert len(folder.held) == 2


def test_what_the_user_touched_is_neither_changed_nor_deleted(
    drafting: Drafting, folder: DraftFolder
) -> None:
    ours = drafting.save(letter(), NOW)
    folder.edit(ours.draft_id, b"my own words")
    with pytest.raises(DraftTouched):
        drafting.save(letter("again"), NOW)
    with pytest.raises(DraftTouched):
        drafting.take_back(ours.mail_id, NOW)
    assert folder.held[ours.draft_id][1] == b"my own words"


def test_a_draft_is_taken_back_once(drafting: Drafting, folder: DraftFolder) -> None:
    ours = drafting.save(letter(), NOW)
    assert drafting.take_back(ours.mail_id, NOW).state is State.REMOVED
    assert folder.held == {}
    with pytest.raises(DraftGone):
        drafting.take_back(ours.mail_id, NOW)


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_around_the_call_there_are_never_two(
    drafting: Drafting, folder: DraftFolder, database: Database, when: str
) -> None:
    def kill(verb: str) -> None:
        raise Killed

    setattr(folder, when, kill)
    with pytest.raises(Killed):
        drafting.save(letter(), NOW)
    setattr(folder, when, lambda verb: None)
    Drafting(folder, Ledger(database), "example.com").reconcile(NOW)
    (ours,) = Ledger(database).all()
    assert ours.state is (State.SAVED if when == "after" else State.REMOVED)
    assert len(folder.held) == (1 if when == "after" else 0)


@pytest.mark.parametrize("verb", ["create", "update"])
def test_when_gmails_answer_is_lost_there_are_never_two(
    drafting: Drafting, folder: DraftFolder, verb: str
) -> None:
    if verb == "update":
        drafting.save(letter(), NOW)

    def lose(verb: str) -> None:
        folder.after = lambda verb: None
        raise Unsure

    folder.after = lose
    saved = drafting.save(letter("new"), NOW)
    assert saved.state is State.SAVED
    assert len(folder.held) == 1
    assert folder.held[saved.draft_id][0] == saved.message_id


def test_killed_while_writing_anew_it_is_still_ours(
    drafting: Drafting, folder: DraftFolder, database: Database
) -> None:
    ours = drafting.save(letter(), NOW)

    def kill(verb: str) -> None:
        raise Killed

    folder.after = kill
    with pytest.raises(Killed):
        drafting.save(letter("new"), NOW)
    folder.after = lambda verb: None
    drafting.reconcile(NOW)
    assert drafting.take_back(ours.mail_id, NOW).state is State.REMOVED


def test_without_a_network_the_intent_stays_until_it_is_known(
    drafting: Drafting, folder: DraftFolder, database: Database
) -> None:
    def offline(verb: str) -> None:
        raise Offline("No network.", "Try again.")

    folder.before = offline
    with pytest.raises(Offline):
        drafting.save(letter(), NOW)
    folder.before = lambda verb: None
    drafting.save(letter(), NOW)
    assert [ours.state for ours in Ledger(database).all()].count(State.SAVED) == 1
    assert len(folder.held) == 1


def test_when_they_answer_an_untouched_draft_goes_and_a_touched_one_is_flagged(
    drafting: Drafting, folder: DraftFolder, database: Database
) -> None:
    ours = drafting.save(letter(), NOW)
    assert settle(drafting, database, from_them(9, Kind.PROMISE)).state is State.SAVED
    folder.edit(ours.draft_id, b"my own words")
    assert settle(drafting, database, from_them(12, Kind.REJECTION)).state is State.TOUCHED
    assert folder.held
    folder.held[ours.draft_id] = (ours.message_id, b"", None)
    assert settle(drafting, database, from_them(12, Kind.REJECTION)).state is State.REMOVED
    assert not folder.held


def test_an_out_of_office_is_no_answer(
    drafting: Drafting, folder: DraftFolder, database: Database
) -> None:
    drafting.save(letter(), NOW)
    assert settle(drafting, database, from_them(12, Kind.OUT_OF_OFFICE)).state is State.SAVED


def test_the_mail_in_the_thread_says_that_it_was_sent(
    drafting: Drafting, folder: DraftFolder, database: Database
) -> None:
    ours = drafting.save(letter(), NOW)
    del folder.held[ours.draft_id]
    sent = from_sam(11, Kind.FOLLOW_UP)
    assert sent.envelope.thread_id == "t1"
    told = settle(drafting, database, sent)
    assert told.state is State.SENT
    assert told.changed_at == march(11)


def test_deleted_by_the_user_it_is_gone_when_they_answer(
    drafting: Drafting, folder: DraftFolder, database: Database
) -> None:
    ours = drafting.save(letter(), NOW)
    del folder.held[ours.draft_id]
    assert settle(drafting, database, from_them(12, Kind.REJECTION)).state is State.REMOVED
