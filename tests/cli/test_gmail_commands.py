"""The commands around one's own Gmail, as a user types them."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from cli.job_mailbox import DANA, ME, NOW, mail
from emulator.mailbox import Mailbox
from emulator.server import Emulator
from gmail.consenting import COMPOSE, READ
from hearback.cli import refresh
from hearback.cli.main import main
from hearback.operations.account import TOKEN
from hearback.operations.desk import open_desk

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("data")


def test_from_nothing_to_the_first_card(
    google: Emulator, sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    assert sign_in() == 0
    told = capsys.readouterr().out
    assert f"Signed in as {ME}" in told
    assert str(data / TOKEN) in told  # where it is kept
    assert main(["refresh"]) == 0
    assert "1 are about a job" in capsys.readouterr().out
    assert main(["list"]) == 0
    assert "check_in" in capsys.readouterr().out
    main(["doctor"])
    told = capsys.readouterr().out
    assert f"Gmail ({ME}, since {NOW:%d %B}, may make drafts, kept in {data / TOKEN}" in told
    google.forget_counts()
    assert main(["refresh"]) == 0
    assert list(google.calls) == ["gmail.users.history.list"]  # nothing new, one question
    assert google.sent == []


def test_what_is_unlikely_is_read_when_the_user_wants_all(
    sign_in: Callable[..., int], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "FEW", 0)
    sign_in()
    capsys.readouterr()
    assert main(["refresh"]) == 0
    told = capsys.readouterr().out
    assert "Looked at 1 conversations" in told
    assert "1 are left" in told
    assert "hearback refresh --all" in told
    assert main(["refresh", "--all"]) == 0
    told = capsys.readouterr().out
    assert "Looked at 2 conversations: 1 are about a job" in told
    assert "left" not in told


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
    assert "hearback sign-in --client FILE" in told


@pytest.mark.parametrize("command", [["refresh"], ["refresh", "--all"], ["setup"]])
def test_who_is_not_signed_in_is_told_how(
    google: Emulator, data: Path, capsys: Capture, command: list[str]
) -> None:
    assert main(command) == 1
    told = capsys.readouterr()
    assert "hearback sign-in" in told.err + told.out
    assert not google.calls
    assert not (data / TOKEN).exists()


def test_who_was_never_signed_in_can_sign_out(google: Emulator, capsys: Capture) -> None:
    assert main(["sign-out"]) == 0
    assert "not signed in" in capsys.readouterr().err
    assert not google.revoked


def test_a_no_is_said_and_keeps_nothing(
    sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    assert sign_in(allow=False) == 1
    assert "did not allow" in capsys.readouterr().err
    assert not (data / TOKEN).exists()


def test_without_reading_nothing_works_and_nothing_is_kept(
    google: Emulator, sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    assert sign_in(COMPOSE) == 1
    assert "not allowed Hearback to read your mail" in capsys.readouterr().err
    assert not (data / TOKEN).exists()
    assert not google.accounts.refresh


def test_without_compose_it_says_that_drafts_are_copied_by_hand(
    sign_in: Callable[..., int], capsys: Capture
) -> None:
    assert sign_in(READ) == 0
    assert "copy them by hand" in capsys.readouterr().out
    main(["doctor"])
    assert "may not make drafts" in capsys.readouterr().out


def test_a_revoked_sign_in_asks_to_sign_in_again_and_keeps_the_mail(
    google: Emulator, sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    sign_in()
    main(["refresh"])
    google.revoke_everything()
    assert main(["refresh"]) == 1
    assert "no longer accepts" in capsys.readouterr().err
    assert main(["list"]) == 0
    assert "check_in" in capsys.readouterr().out
    assert sign_in() == 0
    assert main(["refresh"]) == 0


@pytest.mark.parametrize("days", [3, 6.1, 7, 7.9, 9])
def test_a_week_after_the_consent_testing_is_the_likely_reason(
    google: Emulator, sign_in: Callable[..., int], data: Path, capsys: Capture, days: float
) -> None:
    sign_in()
    google.revoke_everything()
    token = json.loads((data / TOKEN).read_text())
    token["consented_at"] = (NOW - timedelta(days=days)).isoformat()
    (data / TOKEN).write_text(json.dumps(token))
    capsys.readouterr()
    assert main(["refresh"]) == 1
    told = capsys.readouterr().err
    assert "Sign in again: hearback sign-in" in told
    assert ("in Testing" in told) is (6 < days < 8)


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
