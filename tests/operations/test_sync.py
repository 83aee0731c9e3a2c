"""Reading Gmail: what is read when, what is kept, and that nothing is lost wherever it stops."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.errors import GmailBusy, Offline, WrongAccount
from hearback.gmail.records import Page
from hearback.gmail.words import Refused
from hearback.mail.message import Me
from hearback.operations.kept import Kept
from hearback.operations.look import Place
from hearback.operations.sync import Limits, Progress, Sync
from hearback.store.settings import Setting
from operations.small_gmail import ME, SmallGmail

PLACE = Place(ZoneInfo("Europe/London"), "GB")
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
INVITES = (
    "Hi Sam,\n\nThank you for applying. We would like to invite you to an interview for the Data"
    " Analyst role on Thursday 5 March at 10am.\n\nDana Ruiz\nAcme"
)
NEWS = "This month in gardening: how to grow beans, and when to sow carrots. Best wishes, the club"
DANA = "Dana Ruiz <dana@acme.example>"
MUM = "Are you coming over on Sunday? Dad will be there as well, and the cake is made."


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gmail() -> SmallGmail:
    """Ten threads, three of them about jobs."""
    small = SmallGmail()
    for number in range(6):
        small.deliver(f"news{number}", ("Club <news@club.example>", "Gardening news", NEWS))
    small.deliver("job", (DANA, "Interview at Acme", INVITES))
    small.deliver("mum", ("Mum <mum@family.example>", "Sunday", MUM))
    small.deliver(
        "robot",
        (
            "Bolt <no-reply@bolt.example>",
            "Your application to Bolt",
            "Dear Sam, thank you for applying for the Operations Analyst position at Bolt. We have"
            " received your application and will review it carefully.",
        ),
    )
    small.deliver(
        "sent",
        (
            f"Sam Rivera <{ME}>",
            "Application: Planner",
            "Dear Ms Hall,\n\nI am applying for the position of Planner. My CV is attached.\n\nSam",
        ),
        label="SENT",
    )
    return small


def open_kept(folder: Path) -> Kept:
    return Kept(folder / "hearback.db")


def sync(gmail: SmallGmail, folder: Path, clock: Clock, limits: Limits | None = None) -> Progress:
    kept = open_kept(folder)
    try:
        return Sync(gmail, kept, PLACE, clock, rate=80).run(limits or Limits())
    finally:
        kept.database.close()


def content(folder: Path) -> dict[str, object]:
    """All that is kept, in a form that two runs can be compared by."""
    kept = open_kept(folder)
    kept.read_again(kept.me() or Me(()), PLACE)
    rows = kept.database.rows(
        "SELECT thread_id, history_id, knowledge, readings.content, bodies.content FROM thread"
        " LEFT JOIN readings ON readings.thread = id LEFT JOIN bodies ON bodies.thread = id"
        " ORDER BY thread_id"
    )
    rows += kept.database.rows("SELECT * FROM other ORDER BY thread")
    left = kept.database.rows("SELECT * FROM to_read")
    me, cursor = kept.me(), kept.messages.cursor()
    kept.database.close()
    return {"threads": rows, "to read": left, "me": me, "cursor": cursor}


def job_threads(folder: Path) -> list[str]:
    threads = content(folder)["threads"]
    assert isinstance(threads, list)
    return [row[0] for row in threads if len(row) > 2]


def test_a_first_sync_keeps_job_mail_and_only_the_ids_of_the_rest(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    progress = sync(gmail, tmp_path, clock)
    assert (progress.phase, progress.read, progress.jobs) == ("done", 10, 3)
    assert job_threads(tmp_path) == ["job", "robot", "sent"]
    assert b"carrots" not in (tmp_path / "hearback.db").read_bytes()
    assert b"cake" not in (tmp_path / "hearback.db").read_bytes()


def test_a_search_that_is_refused_costs_time_and_no_mail(
    gmail: SmallGmail, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = gmail.list_threads

    def list_threads(query: str, page: str = "", most: int = 500) -> Page:
        if '"' in query:
            raise Refused("Gmail did not accept what Hearback asked of it (400).", "Report it.")
        return listed(query, page, most)

    monkeypatch.setattr(gmail, "list_threads", list_threads)
    assert sync(gmail, tmp_path, clock).jobs == 3


def test_likely_threads_are_read_first_and_each_thread_once(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    sync(gmail, tmp_path, clock, Limits(everything=False))
    assert set(job_threads(tmp_path)) == {"job", "robot", "sent"}
    assert gmail.calls.count("threads.get") == 3
    sync(gmail, tmp_path, clock)
    assert gmail.calls.count("threads.get") == 10


def test_nothing_new_costs_one_call(gmail: SmallGmail, tmp_path: Path, clock: Clock) -> None:
    sync(gmail, tmp_path, clock)
    gmail.calls.clear()
    sync(gmail, tmp_path, clock)
    assert gmail.calls == ["history.list"]


def test_a_reply_joins_its_thread_for_the_price_of_a_message(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    sync(gmail, tmp_path, clock)
    gmail.calls.clear()
    gmail.deliver(
        "job",
        (
            DANA,
            "Re: Interview at Acme",
            "Hi Sam, thank you for coming in today. We will let you know by Friday 13 March.",
        ),
        day=5,
    )
    sync(gmail, tmp_path, clock)
    assert gmail.calls.count("messages.get") == 1
    assert "threads.get" not in gmail.calls
    kept = open_kept(tmp_path)
    thread = kept.messages.thread("job")
    overview = kept.overview(Me((ME,)), PLACE, NOW)
    kept.database.close()
    assert thread
    assert len(thread.messages) == 2
    (item,) = [i for i in overview.items if i.case.application.company == "Acme"]
    assert item.advice
    assert item.advice.action == "check_in"


def test_a_job_mail_in_a_thread_put_aside_brings_the_whole_thread(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    sync(gmail, tmp_path, clock)
    gmail.deliver("mum", (DANA, "Re: Sunday", INVITES), day=6)
    sync(gmail, tmp_path, clock)
    assert "mum" in job_threads(tmp_path)
    kept = open_kept(tmp_path)
    thread = kept.messages.thread("mum")
    kept.database.close()
    assert thread
    assert len(thread.messages) == 2


def test_deleted_and_trashed_threads_are_forgotten(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    sync(gmail, tmp_path, clock)
    gmail.delete("job")
    gmail.label("robot", "TRASH")
    sync(gmail, tmp_path, clock)
    assert job_threads(tmp_path) == ["sent"]


def test_an_expired_cursor_is_mended_by_a_listing(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    sync(gmail, tmp_path, clock)
    gmail.deliver("job", (DANA, "Re: Interview at Acme", "Great!"), day=6)
    gmail.deliver("new", ("Eve <eve@fenwick.example>", "Interview at Fenwick", INVITES), day=6)
    gmail.delete("robot")
    gmail.oldest = gmail.newest
    gmail.calls.clear()
    sync(gmail, tmp_path, clock)
    assert job_threads(tmp_path) == ["job", "new", "sent"]
    assert gmail.calls.count("threads.get") == 3  # changed, new, and the one that is gone
    fresh = tmp_path / "fresh"
    sync(gmail, fresh, clock)
    assert job_threads(fresh) == job_threads(tmp_path)


def test_an_invitation_read_before_its_sender_is_known_is_found_again(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    calendar = (
        "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:e1\nDTSTART:20260305T100000Z\n"
        "SUMMARY:Sam <> Dana\nORGANIZER:mailto:dana@acme.example\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    gmail.deliver("call", (DANA, "Sam <> Dana", "See attached."), day=3)
    mail = gmail.mails["call"]
    gmail.mails["call"].raw = (
        mail.raw.replace(b"text/plain", b"text/calendar").partition(b"\n\n")[0]
        + b"\n\n"
        + calendar.encode()
    )
    sync(gmail, tmp_path, clock)
    assert "call" in job_threads(tmp_path)


def test_the_users_other_addresses_are_learnt_from_what_they_sent(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    gmail.deliver(
        "alias", ("Sam R. <sam@rivera.example>", "Application: Editor", "I am applying for the"
        " position of Editor. My CV is attached."), label="SENT",
    )  # fmt: skip
    sync(gmail, tmp_path, clock)
    me = content(tmp_path)["me"]
    assert isinstance(me, Me)
    assert set(me.addresses) == {ME, "sam@rivera.example"}


def test_somebody_elses_sign_in_is_refused_and_nothing_is_lost(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    kept = open_kept(tmp_path)
    kept.put_me(Me(("other@example.com",)))
    kept.database.close()
    with pytest.raises(WrongAccount, match=ME):
        sync(gmail, tmp_path, clock)


def test_when_google_asks_to_wait_nobody_asks_earlier(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    until = NOW + timedelta(minutes=15)

    def busy(method: str) -> None:
        if method == "threads.get":
            raise GmailBusy("Wait.", "Later.", until)

    gmail.before_each = busy
    with pytest.raises(GmailBusy):
        sync(gmail, tmp_path, clock)
    calls = len(gmail.calls)
    clock.later(minutes=14)
    with pytest.raises(GmailBusy):
        sync(gmail, tmp_path, clock)
    assert len(gmail.calls) == calls
    clock.later(minutes=2)
    gmail.before_each = lambda method: None
    assert sync(gmail, tmp_path, clock).phase == "done"


def test_it_stops_when_asked_and_goes_on_where_it_was(
    gmail: SmallGmail, tmp_path: Path, clock: Clock
) -> None:
    turns = cycle([False, True])
    for _ in range(40):
        progress = sync(gmail, tmp_path, clock, Limits(over=lambda: next(turns)))
        if progress.phase == "done":
            break
    assert progress.jobs == 3
    assert gmail.calls.count("threads.get") == 10


@pytest.mark.parametrize("seed", range(12))
def test_cut_off_anywhere_it_ends_with_the_same_store(
    gmail: SmallGmail, tmp_path: Path, clock: Clock, seed: int
) -> None:
    """Each request may be the last of its process, while mail comes, changes and goes."""
    chance = random.Random(seed)

    def cut_off(method: str) -> None:
        if chance.random() < 0.3:
            raise Offline("No network.", "Try again.")

    shaken, calm = tmp_path / "shaken", tmp_path / "calm"
    for day in range(6, 12):
        gmail.before_each = cut_off
        with suppress(Offline):
            sync(gmail, shaken, clock)
        if chance.random() < 0.3:
            gmail.oldest = gmail.newest
        gmail.deliver(f"late{day}", ("Eve <eve@fenwick.example>", "Interview", INVITES), day=day)
        gmail.deliver("job", (DANA, "Re: Interview", "See you!"), day=day)
        if day == 9:
            gmail.delete("robot")
    gmail.before_each = lambda method: None
    sync(gmail, shaken, clock)
    sync(gmail, calm, clock)
    assert content(shaken)["threads"] == content(calm)["threads"]
    assert content(shaken)["to read"] == []
    kept = open_kept(shaken)
    assert kept.settings.get(Setting.SOURCE) == "gmail"
    kept.database.close()
