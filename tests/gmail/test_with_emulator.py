"""The client against the small Gmail of tests/emulator: its quota, its faults, its drafts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from google.oauth2.credentials import Credentials

from emulator.accounts import CLIENT_ID, CLIENT_SECRET
from emulator.mailbox import Mailbox
from emulator.refusal import Fault
from emulator.server import Emulator
from gmail.fake_clock import FakeClock
from gmail.test_payload import comparable
from hearback.errors import (
    AccessDenied,
    ApiDisabled,
    DraftGone,
    GmailBusy,
    GmailProblem,
    GmailUnavailable,
    Offline,
    ScopeMissing,
    SignInAgain,
)
from hearback.gmail.client import Gmail, open_gmail
from hearback.gmail.endpoint import find_endpoint
from hearback.gmail.faults import CursorTooOld, Unsure
from hearback.gmail.pace import Pace
from hearback.gmail.records import ChangeKind
from hearback.mail.rfc822 import read_message

MAILS = sorted((Path(__file__).parents[1] / "mail" / "eml").glob("*.eml"))
NINE = datetime(2026, 3, 20, 9, 10, tzinfo=UTC).timestamp()  # five minutes before "penalty" ends
MAIL = (
    b"From: Dana <dana@acme.example>\nTo: sam@example.com\nSubject: Your interview\n"
    b"Message-ID: <m%d@acme.example>\nDate: Wed, 4 Mar 2026 10:00:00 -0500\n\nBy Friday.\n"
)
DRAFT = (
    b"From: sam@example.com\nTo: dana@acme.example\nSubject: Re: Your interview\n"
    b"Message-ID: <ours@example.com>\nIn-Reply-To: <m0@acme.example>\n"
    b"References: <m0@acme.example>\n\nThank you.\n"
)


def mailbox(count: int) -> Mailbox:
    box = Mailbox()
    for number in range(count):
        box.deliver(MAIL % number)
    return box


class World:
    """An emulator and a client that live by the same clock."""

    def __init__(self) -> None:
        self.clock = FakeClock(NINE)
        self.google = Emulator(mailbox(1), clock=self.clock.now)

    def gmail(self, *scopes: str, patience: float = 120) -> Gmail:
        access, refresh = self.google.grant(*scopes)
        credentials = Credentials(  # type: ignore[no-untyped-call]
            access,
            refresh_token=refresh,
            token_uri=f"{self.google.url}/token",
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
        )
        endpoint = find_endpoint({"HEARBACK_GMAIL_ENDPOINT": self.google.url})
        return open_gmail(credentials, endpoint, pace=Pace(self.clock), patience=patience)

    @property
    def threads(self) -> list[str]:
        return self.google.mailbox.thread_ids()


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    with world.google:
        yield world


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_is_the_same_from_a_file_and_from_gmail(world: World, path: Path) -> None:
    raw = path.read_bytes()
    gmail_id = world.google.mailbox.deliver(raw, labels=["INBOX", "UNREAD"])
    gmail = world.gmail()
    thread = gmail.thread(gmail_id)
    assert thread is not None
    message = gmail.with_parts(thread.messages[0]).message
    labels = frozenset({"INBOX", "UNREAD"})
    assert comparable(message) == comparable(read_message(raw, thread_id=gmail_id, labels=labels))


def test_a_first_sync_stays_under_the_quota_and_uses_it(world: World) -> None:
    world.google.mailbox = mailbox(400)
    gmail = world.gmail()
    page = gmail.list_threads("")
    ids = [listed.thread_id for listed in page.threads]
    assert len(list(gmail.threads(ids))) == 400
    assert world.google.units == gmail.pace.spent == 10 + 400 * 40
    assert world.google.calls["gmail.users.threads.get"] == 400  # none was refused
    assert world.clock.at - NINE == pytest.approx((16_010 - 1_200) / 80)


def test_a_quota_that_others_use_too_is_waited_for(world: World) -> None:
    world.google.mailbox = mailbox(100)
    world.google.units_a_minute = 2_000
    found = list(world.gmail().threads(world.threads))
    assert [thread_id for thread_id, _ in found] == world.threads


def test_a_gmail_that_takes_less_at_once_gets_less_at_once(world: World) -> None:
    world.google.mailbox = mailbox(40)
    world.google.at_once = 1
    found = list(world.gmail().threads(world.threads))
    assert all(thread for _, thread in found)


def test_an_hour_of_reading_outlives_its_token(world: World) -> None:
    gmail = world.gmail()
    gmail.profile()
    world.clock.at += 3_700
    assert gmail.profile().address == "sam@example.com"


# --- faults ---------------------------------------------------------------------------------------

PASSING = [
    "quota", "crowded", "unauthorized", "exhausted", "precondition", "backend", "unavailable",
    "drop", "cut", "lost", "garbage",
]  # fmt: skip
LASTING: dict[str, type[GmailProblem]] = {
    "quota": GmailBusy,
    "penalty": GmailBusy,
    "crowded": GmailBusy,
    "exhausted": GmailBusy,
    "daily": GmailBusy,
    "unauthorized": SignInAgain,
    "scope": ScopeMissing,
    "metadata": ScopeMissing,
    "api off": ApiDisabled,
    "domain": AccessDenied,
    "precondition": GmailUnavailable,
    "backend": GmailUnavailable,
    "unavailable": GmailUnavailable,
    "garbage": GmailUnavailable,
    "drop": Offline,
    "cut": Offline,
}


@pytest.mark.parametrize("name", PASSING)
def test_passing_faults_are_survived(world: World, name: str) -> None:
    world.google.mailbox = mailbox(12)
    # Twice refused with a new token, a request is refused for good: that is no passing fault.
    times = 1 if name == "unauthorized" else 2
    world.google.faults.append(Fault(name, times=times, every=3))
    gmail = world.gmail()
    assert gmail.profile().address
    found = list(gmail.threads(world.threads))
    assert [thread_id for thread_id, thread in found if thread] == world.threads


@pytest.mark.parametrize("name", LASTING)
def test_lasting_faults_have_a_class_of_their_own(world: World, name: str) -> None:
    world.google.faults.append(Fault(name, times=1000))
    gmail = world.gmail()
    actions: list[Callable[[], object]] = [
        gmail.profile,
        lambda: gmail.list_threads("newer_than:7d"),
        lambda: list(gmail.threads(world.threads)),
    ]
    for act in actions:
        with pytest.raises(GmailProblem) as caught:
            act()
        assert type(caught.value) is LASTING[name]


def test_a_fault_at_every_fifth_request_loses_nothing(world: World) -> None:
    world.google.mailbox = mailbox(60)
    for name in ("drop", "backend", "cut", "quota"):
        world.google.faults.append(Fault(name, times=1000, every=20))
    found = list(world.gmail().threads(world.threads))
    assert [thread_id for thread_id, thread in found if thread] == world.threads


def test_a_penalty_is_obeyed_to_the_second(world: World) -> None:
    world.google.faults.append(Fault("penalty"))
    gmail = world.gmail()
    with pytest.raises(GmailBusy) as caught:
        gmail.profile()
    assert caught.value.until == datetime(2026, 3, 20, 9, 15, tzinfo=UTC)
    world.google.faults.append(Fault("penalty"))
    patient = world.gmail(patience=400)
    assert patient.profile().address
    assert world.clock.at == pytest.approx(NINE + 300)


def test_a_revoked_grant_asks_to_sign_in_and_a_token_server_in_trouble_does_not(
    world: World,
) -> None:
    gmail = world.gmail()
    world.google.accounts.access.clear()
    world.google.accounts.refresh.clear()
    with pytest.raises(SignInAgain):
        gmail.profile()


def test_what_was_not_allowed_is_named(world: World) -> None:
    with pytest.raises(ScopeMissing, match="drafts"):
        world.gmail("gmail.readonly").create_draft(DRAFT, None)
    with pytest.raises(ScopeMissing, match="read your mail"):
        world.gmail("gmail.compose").list_threads("")
    with pytest.raises(ScopeMissing, match="headers only"):
        world.gmail("gmail.readonly", "gmail.metadata").list_threads("newer_than:7d")


# --- changes --------------------------------------------------------------------------------------


def test_what_changed_is_told_from_the_cursor_on(world: World) -> None:
    gmail = world.gmail()
    cursor = gmail.profile().history_id
    assert gmail.history(cursor).changes == ()
    first = world.threads[0]
    new = world.google.mailbox.deliver(MAIL % 7, thread=first)
    world.google.mailbox.label(new, "TRASH")
    page = gmail.history(cursor)
    assert [(c.kind, c.message_id, c.thread_id) for c in page.changes] == [
        (ChangeKind.ADDED, new, first),
        (ChangeKind.LABELS_ADDED, new, first),
    ]
    assert gmail.history(page.history_id).changes == ()
    message = gmail.message(new)
    assert message is not None
    assert "TRASH" in message.message.envelope.labels


def test_a_cursor_too_old_and_a_thread_that_is_gone(world: World) -> None:
    gmail = world.gmail()
    cursor = gmail.profile().history_id
    world.google.mailbox.deliver(MAIL % 8)
    world.google.mailbox.forget_history()
    with pytest.raises(CursorTooOld):
        gmail.history(cursor)
    (first, *_) = gone = world.threads
    for message_id in list(world.google.mailbox.messages):
        world.google.mailbox.delete(message_id)
    assert gmail.thread(first) is None
    assert gmail.message(first) is None
    assert list(gmail.threads(gone)) == [(each, None) for each in gone]


# --- drafts ---------------------------------------------------------------------------------------


def test_the_life_of_a_draft(world: World) -> None:
    gmail = world.gmail()
    thread = world.threads[0]
    made = gmail.create_draft(DRAFT, thread)
    assert made.thread_id == thread
    assert gmail.draft(made.draft_id) == made
    assert gmail.find_draft("<ours@example.com>", thread) == made
    assert gmail.find_draft("<other@example.com>", thread) is None
    again = gmail.update_draft(made.draft_id, DRAFT + b"Sam\n", thread)
    assert again == replace(made, message_id=again.message_id)
    assert again.message_id != made.message_id
    assert list(gmail.drafts()) == [again]
    assert gmail.delete_draft(made.draft_id) is True
    assert gmail.delete_draft(made.draft_id) is False
    assert gmail.draft(made.draft_id) is None
    with pytest.raises(DraftGone):
        gmail.update_draft(made.draft_id, DRAFT, thread)
    with pytest.raises(DraftGone):
        gmail.create_draft(DRAFT, "18f00000000fffff")
    assert world.google.sent == []


@pytest.mark.parametrize("name", ["lost", "cut"])
def test_a_draft_whose_answer_was_lost_is_found_and_not_made_twice(world: World, name: str) -> None:
    world.google.faults.append(Fault(name, method="gmail.users.drafts.create"))
    gmail = world.gmail()
    with pytest.raises(Unsure):
        gmail.create_draft(DRAFT, world.threads[0])
    found = gmail.find_draft("<ours@example.com>", world.threads[0])
    assert found is not None
    assert len(world.google.mailbox.drafts) == 1


def test_a_draft_that_never_came_to_be_is_not_found(world: World) -> None:
    world.google.faults.append(Fault("drop", method="gmail.users.drafts.create"))
    gmail = world.gmail()
    with pytest.raises(Unsure):
        gmail.create_draft(DRAFT, world.threads[0])
    assert gmail.find_draft("<ours@example.com>", world.threads[0]) is None


def test_a_draft_over_the_quota_is_made_once_the_quota_allows(world: World) -> None:
    world.google.faults.append(Fault("quota", method="gmail.users.drafts.create"))
    world.gmail().create_draft(DRAFT, world.threads[0])
    assert len(world.google.mailbox.drafts) == 1
