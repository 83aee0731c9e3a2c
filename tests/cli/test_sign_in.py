"""`hearback sign-in` where something comes between: Ctrl-C, damage, second thoughts."""

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring

from emulator.server import Emulator
from gmail.consenting import COMPOSE, READ, consent
from hearback.cli.main import main
from hearback.gmail.sign_in import SignIn
from hearback.operations.account import TOKEN
from hearback.operations.desk import Desk, open_desk

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture(autouse=True)
def data(google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, no keyring, and Google at the emulator."""
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setenv("HEARBACK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HEARBACK_GMAIL_ENDPOINT", google.url)
    (tmp_path / "client.json").write_text(json.dumps(google.client_file))
    yield tmp_path / "data"
    keyring.set_keyring(before)


@pytest.fixture
def desk(google: Emulator, data: Path, tmp_path: Path) -> Desk:
    """The panel's side: a desk that knows the client and nobody's mail."""
    desk = open_desk(data, {"HEARBACK_GMAIL_ENDPOINT": google.url})
    desk.google.use_client(tmp_path / "client.json")
    return desk


def sign_in(desk: Desk, *ticked: str) -> SignIn:
    under_way = desk.google.begin_sign_in()
    consent(under_way.stand().url, *(ticked or (READ, COMPOSE)))
    under_way.wait()
    return under_way


def test_ctrl_c_gives_it_up_even_when_the_consent_came_first(
    google: Emulator,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    wait = SignIn.wait

    def interrupted(under_way: SignIn) -> object:
        monkeypatch.setattr(SignIn, "wait", wait)
        consent(under_way.stand().url, READ, COMPOSE)
        raise KeyboardInterrupt

    monkeypatch.setattr(SignIn, "wait", interrupted)
    assert main(["sign-in", "--no-browser", "--client", str(tmp_path / "client.json")]) == 1
    assert "cancelled" in capsys.readouterr().err
    assert not (data / TOKEN).exists()
    assert not google.accounts.refresh


def test_what_is_wrong_with_a_client_file_is_said_and_nothing_is_kept(
    data: Path, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "key.txt").write_text("AIzaSyNoRealKey")
    assert main(["sign-in", "--client", str(tmp_path / "key.txt")]) == 1
    said = capsys.readouterr().err
    assert "an API key" in said
    assert "AIza" not in said
    assert not data.exists()


def test_a_cancel_that_comes_too_late_ends_no_sign_in_that_is_kept(
    google: Emulator, desk: Desk
) -> None:
    under_way = sign_in(desk)
    desk.finish_sign_in()
    desk.google.cancel_sign_in()
    assert under_way.wait().state == "done"
    assert desk.google.grant()
    assert not google.revoked


def test_second_thoughts_about_signing_in_again_leave_the_first_sign_in(
    google: Emulator, desk: Desk
) -> None:
    sign_in(desk)
    desk.finish_sign_in()
    first = desk.google.signed_in()
    again = sign_in(desk)
    desk.google.cancel_sign_in()
    assert again.wait().state == "failed"
    sign_in(desk, COMPOSE)
    assert desk.google.signed_in() == first
    assert not google.revoked


def test_a_damaged_sign_in_is_said_mended_by_signing_in_and_forgotten(
    desk: Desk, data: Path, capsys: Capture
) -> None:
    sign_in(desk)
    desk.finish_sign_in()
    (data / TOKEN).write_bytes(b"\xff{")
    for command in ("refresh", "doctor"):
        assert main([command]) == 1
        told = capsys.readouterr()
        assert "damaged" in told.out + told.err
        assert "hearback sign-in" in told.out + told.err
    sign_in(desk)
    desk.finish_sign_in()
    assert desk.google.grant()
    (data / TOKEN).write_bytes(b"\xff{")
    assert main(["forget", "--all"]) == 1
    assert "myaccount.google.com" in capsys.readouterr().err
    assert not (data / TOKEN).exists()
    assert main(["forget", "--all"]) == 0
