"""The commands around one's own Gmail, as a user types them."""

import gc
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring

from emulator.mailbox import Mailbox
from emulator.server import Emulator
from gmail.consenting import COMPOSE, READ, consent
from hearback.cli.main import main
from hearback.operations.account import TOKEN
from hearback.operations.desk import MAIL, open_desk
from hearback.operations.kept import Kept
from hearback.store.settings import Setting

ME = "sam@example.com"
DANA = "Dana Ruiz <dana.ruiz@acme.example>"
CANARY = "xylophone"
NOW = datetime.now(UTC)  # noqa: TID251 - the emulator and the client library live today
TALK = NOW - timedelta(days=15)
Capture = pytest.CaptureFixture[str]


def mail(sender: str, subject: str, body: str, days_ago: float, answers: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = ME if sender != ME else DANA
    message["Subject"] = subject
    message["Date"] = format_datetime(NOW - timedelta(days=days_ago))
    message["Message-ID"] = f"<{days_ago}@mails.example>"
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    message.set_content(body)
    return message.as_bytes()


@pytest.fixture
def google() -> Iterator[Emulator]:
    """A mailbox with an interview two weeks ago, no answer since, and news."""
    box = Mailbox(ME)
    day = f"{TALK:%A}, {TALK.day} {TALK:%B}"
    thread = box.deliver(
        mail(
            DANA,
            "Interview, Data Analyst",
            f"Hi Sam,\n\nYour interview for the Data Analyst role at Acme is confirmed for {day} at"
            f" 10am. We are in the {CANARY} building.\n\nDana Ruiz\nRecruiter, Acme",
            20,
        )
    )
    box.deliver(
        mail(
            ME,
            "Re: Interview, Data Analyst",
            "Hi Dana,\n\nThank you for the interview today, I enjoyed it.\n\nSam",
            14.9,
            "<20@mails.example>",
        ),
        thread=thread,
        labels=["SENT"],
    )
    box.deliver(mail("Club <news@club.example>", "Beans", "How to grow beans.", 3))
    with Emulator(box) as emulator:
        yield emulator


@pytest.fixture(autouse=True)
def data(google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, no keyring, and Google at the emulator."""
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setenv("HEARBACK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HEARBACK_GMAIL_ENDPOINT", google.url)
    monkeypatch.setenv("TZ", "Europe/London")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    (tmp_path / "client.json").write_text(json.dumps(google.client_file))
    yield tmp_path / "data"
    keyring.set_keyring(before)


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Sign in with these boxes ticked, in a browser that answers by itself."""

    def run(*ticked: str, allow: bool = True) -> int:
        def browse(url: str) -> bool:
            ticks = ticked or (READ, COMPOSE)
            threading.Thread(
                target=consent, args=(url, *ticks), kwargs={"allow": allow}, daemon=True
            ).start()
            return True

        monkeypatch.setattr("webbrowser.open", browse)
        return main(["sign-in", "--client", str(tmp_path / "client.json")])

    return run


def all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_from_nothing_to_a_draft_in_the_thread(
    google: Emulator, sign_in: Callable[..., int], capsys: Capture
) -> None:
    assert sign_in() == 0
    assert f"Signed in as {ME}" in capsys.readouterr().out
    assert main(["refresh"]) == 0
    assert "1 are about a job" in capsys.readouterr().out
    assert main(["list"]) == 0
    assert "check_in" in capsys.readouterr().out
    for _ in range(2):  # the second time it is written anew
        assert main(["draft", "acme", "--save"]) == 0
        (draft,) = google.mailbox.drafts
        message = google.mailbox.messages[google.mailbox.drafts[draft]]
        assert message.thread_id in {m.thread_id for m in google.mailbox.messages.values()}
        assert len(google.mailbox.thread(message.thread_id)) == 3
        assert b"To: Dana Ruiz" in message.raw
    assert main(["doctor"]) in (0, 1)
    assert ME in capsys.readouterr().out
    assert main(["sign-out"]) == 0
    assert google.revoked
    assert main(["list"]) == 0
    assert "check_in" in capsys.readouterr().out  # what was read stays
    assert google.sent == []


def test_the_checklist_leads_from_step_to_step(
    sign_in: Callable[..., int], data: Path, tmp_path: Path, capsys: Capture
) -> None:
    def next_step() -> str:
        assert main(["setup"]) == 1
        return capsys.readouterr().out.partition("Next: ")[2]

    assert "make one" in next_step()
    sign_in()
    capsys.readouterr()
    assert "hearback refresh" in next_step()
    main(["refresh"])
    capsys.readouterr()
    assert "hearback install" in next_step()


def test_the_way_to_a_client_is_told_when_there_is_none(capsys: Capture) -> None:
    assert main(["sign-in"]) == 1
    told = capsys.readouterr().out
    assert "Desktop app" in told
    assert "https://console.cloud.google.com" in told
    assert main(["refresh"]) == 1
    assert "not signed in" in capsys.readouterr().err


def test_a_no_is_said_and_keeps_nothing(
    sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    assert sign_in(allow=False) == 1
    assert "did not allow" in capsys.readouterr().err
    assert not (data / TOKEN).exists()


def test_without_compose_drafts_are_copied_by_hand(
    sign_in: Callable[..., int], capsys: Capture
) -> None:
    assert sign_in(READ) == 0
    assert "copy them by hand" in capsys.readouterr().out
    main(["refresh"])
    assert main(["draft", "acme", "--save"]) == 1
    assert "not allowed Hearback to put drafts" in capsys.readouterr().err


def test_a_revoked_sign_in_asks_to_sign_in_again_and_keeps_the_mail(
    google: Emulator, sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    sign_in()
    main(["refresh"])
    google.revoke_everything()
    assert main(["refresh"]) == 1
    assert "no longer accepts" in capsys.readouterr().err
    token = json.loads((data / TOKEN).read_text())
    token["consented_at"] = (NOW - timedelta(days=7)).isoformat()
    (data / TOKEN).write_text(json.dumps(token))
    assert main(["refresh"]) == 1
    assert "Testing" in capsys.readouterr().err
    assert main(["list"]) == 0
    assert "check_in" in capsys.readouterr().out


def test_somebody_elses_account_is_refused_and_the_first_one_stays(
    google: Emulator, sign_in: Callable[..., int], capsys: Capture
) -> None:
    sign_in()
    main(["refresh"])
    (ours,) = google.accounts.refresh
    google.mailbox.address = "other@example.com"
    assert sign_in() == 1
    said = capsys.readouterr().err
    assert "other@example.com" in said
    assert f"Sign in as {ME}" in said
    assert list(google.accounts.refresh) == [ours]  # theirs is ended at Google
    google.mailbox.address = ME
    assert main(["refresh"]) == 0


def test_another_account_takes_the_place_of_one_without_job_mail(
    google: Emulator, sign_in: Callable[..., int], capsys: Capture
) -> None:
    full, google.mailbox = google.mailbox, Mailbox("empty@example.com")
    sign_in()
    assert main(["refresh"]) == 0
    google.mailbox = full
    assert sign_in() == 0
    assert main(["refresh"]) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    assert "check_in" in capsys.readouterr().out


def test_a_sign_in_that_cannot_be_read_hides_no_cards(
    sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    sign_in()
    main(["refresh"])
    (data / TOKEN).write_text("damaged")
    capsys.readouterr()
    account = open_desk(data, {}).account()
    assert account
    assert not account.signed_in


def test_a_mail_file_does_not_take_the_place_of_gmail(
    sign_in: Callable[..., int], tmp_path: Path, capsys: Capture
) -> None:
    sign_in()
    main(["refresh"])
    box = tmp_path / "one.eml"
    box.write_bytes(mail(DANA, "Hello", "Hello", 1))
    assert main(["refresh", "--mbox", str(box), "--me", ME]) == 2
    assert "reads your Gmail" in capsys.readouterr().err


def test_a_sign_out_that_google_did_not_hear_is_tried_again(
    google: Emulator, sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    sign_in()
    google.refuse_revocation = True
    assert main(["sign-out"]) == 1
    assert "could not be ended" in capsys.readouterr().err
    assert (data / TOKEN).exists()
    assert main(["refresh"]) == 1  # it is no longer used
    google.refuse_revocation = False
    assert main(["sign-out"]) == 0
    assert not (data / TOKEN).exists()


@pytest.mark.parametrize("heard", [True, False])
def test_after_forgetting_nothing_can_be_found(
    google: Emulator, sign_in: Callable[..., int], data: Path, heard: bool
) -> None:
    sign_in()
    main(["refresh"])
    kept = Kept(data / MAIL)
    assert any(CANARY in m.text for m in kept.messages.thread(_thread(google)).messages)  # type: ignore[union-attr]
    assert kept.settings.get(Setting.ME)
    kept.database.close()
    gc.collect()  # each command is a process of its own, and leaves no connection open
    google.refuse_revocation = not heard
    assert main(["forget", "--all"]) == (0 if heard else 1)
    left = {file.name for file in data.iterdir()}
    assert left == (set() if heard else {TOKEN})
    for word in (CANARY, "Dana", "acme"):
        assert word.encode() not in all_bytes(data)


def _thread(google: Emulator) -> str:
    return next(m.thread_id for m in google.mailbox.messages.values() if b"Dana" in m.raw)
