"""Signing out and forgetting: what Google hears, and what is left on the disk."""

import gc
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from cli.job_mailbox import CANARY, ME, NOW
from emulator.server import Emulator
from gmail.consenting import COMPOSE, READ, consent
from hearback.cli.main import main
from hearback.operations.account import CLIENT, TOKEN
from hearback.operations.desk import open_desk

Capture = pytest.CaptureFixture[str]
HEARBACK = [sys.executable, "-m", "hearback.cli.main"]
pytestmark = pytest.mark.usefixtures("data")


def left_in(folder: Path) -> bytes:
    """Return every byte of every file, and what unpacks from anywhere in them: texts are packed."""
    raw = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    unpacked = (
        unpack(raw[found.start() :]) for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", raw)
    )
    return raw + b"".join(unpacked)


def unpack(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, 1_000_000)
    except zlib.error:
        return b""


def hearback(*words: str) -> tuple[int, str]:
    """Run a command as the user does, in a process of its own; return its status and words."""
    ran = subprocess.run([*HEARBACK, *words], capture_output=True, text=True, timeout=30)
    return ran.returncode, ran.stdout + ran.stderr


def sign_in_by_hand(client: Path) -> tuple[str, str]:
    """Sign in with the printed address; return the address and all that was printed."""
    command = [*HEARBACK, "sign-in", "--no-browser", "--client", str(client)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        told = ""
        while not (found := re.search(r"http://127\S+", told)):
            told += run.stdout.readline()
        consent(found[0], READ, COMPOSE)
        told += run.stdout.read()
    assert run.returncode == 0
    return found[0], told


def test_after_forgetting_nothing_can_be_found(
    google: Emulator, sign_in: Callable[..., int], data: Path
) -> None:
    sign_in()
    main(["refresh"])
    gc.collect()  # each command is a process of its own, and leaves no connection open
    assert CANARY.encode() in left_in(data)
    assert main(["forget", "--all"]) == 0
    assert not list(data.iterdir())
    assert google.revoked
    assert not google.accounts.refresh


def test_from_the_sign_in_to_the_last_trace(google: Emulator, data: Path, tmp_path: Path) -> None:
    address, told = sign_in_by_hand(tmp_path / "client.json")
    assert f"Signed in as {ME}" in told
    (token,) = google.accounts.refresh
    state = parse_qs(urlsplit(address).query)["state"][0]
    for secret in (state, token):
        assert secret not in told.replace(address, "")
    assert hearback("refresh")[0] == 0
    assert hearback("draft", "acme", "--save")[0] == 0
    assert len(google.mailbox.drafts) == 1
    secret = google.client_file["installed"]["client_secret"]
    before = left_in(data)
    for word in (CANARY, "Dana", ME, secret, token):
        assert word.encode() in before  # so they would be found

    google.refuse_revocation = True
    status, told = hearback("forget", "--all")
    assert status == 1
    assert "could not be ended at Google" in told
    assert [file.name for file in data.iterdir()] == [TOKEN]
    after = left_in(data)
    assert token.encode() in after
    for word in (CANARY, "Dana", "acme", "Interview", ME, secret, *google.accounts.access):
        assert word.encode() not in after

    google.refuse_revocation = False
    assert hearback("forget", "--all")[0] == 0
    assert google.revoked == [token]
    assert not list(data.iterdir())
    assert len(google.mailbox.drafts) == 1  # the mailbox is as it was
    assert google.sent == []


def test_a_panel_that_is_open_goes_on_with_an_empty_file(
    sign_in: Callable[..., int], data: Path
) -> None:
    sign_in()
    main(["refresh"])
    assert CANARY.encode() in left_in(data)
    panel = open_desk(data, {})
    assert panel.overview(NOW).items
    assert hearback("forget", "--all")[0] == 0
    assert not panel.overview(NOW).items
    for word in (CANARY, "Dana", ME):
        assert word.encode() not in left_in(data)


def test_a_sign_out_keeps_the_mail_and_the_client(
    google: Emulator, sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    sign_in()
    main(["refresh"])
    (token,) = google.accounts.refresh
    capsys.readouterr()
    assert main(["sign-out"]) == 0
    assert "Google has ended Hearback's access" in capsys.readouterr().out
    assert google.revoked == [token]
    assert not (data / TOKEN).exists()
    assert (data / CLIENT).exists()
    assert main(["list"]) == 0
    assert "check_in" in capsys.readouterr().out
    assert main(["refresh"]) == 1
    assert "not signed in" in capsys.readouterr().err


def test_a_sign_out_that_google_did_not_hear_is_tried_again(
    google: Emulator, sign_in: Callable[..., int], data: Path, capsys: Capture
) -> None:
    sign_in()
    (token,) = google.accounts.refresh
    google.refuse_revocation = True
    assert main(["sign-out"]) == 1
    assert "could not be ended" in capsys.readouterr().err
    assert json.loads((data / TOKEN).read_text())["refresh_token"] == token
    google.forget_counts()
    assert main(["refresh"]) == 1
    assert "not signed in" in capsys.readouterr().err
    assert not google.calls  # it is no longer used
    main(["doctor"])
    assert "a sign-out is not confirmed by Google yet" in capsys.readouterr().out
    google.refuse_revocation = False
    assert main(["sign-out"]) == 0
    assert google.revoked == [token]
    assert not (data / TOKEN).exists()


def test_a_sign_in_that_was_revoked_at_google_can_be_signed_out_of(
    google: Emulator, sign_in: Callable[..., int], data: Path
) -> None:
    sign_in()
    google.revoke_everything()
    assert main(["sign-out"]) == 0
    assert not (data / TOKEN).exists()


def test_signing_in_again_undoes_a_sign_out_that_google_did_not_hear(
    google: Emulator, sign_in: Callable[..., int]
) -> None:
    sign_in()
    google.refuse_revocation = True
    assert main(["sign-out"]) == 1
    assert sign_in() == 0
    assert main(["refresh"]) == 0
