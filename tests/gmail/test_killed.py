"""Killed, refused and cut off, again and again: the store ends as an undisturbed run leaves it.

The host's own sync over the real client library, in processes that get SIGKILL.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from big_mailbox import big_mailbox
from emulator.accounts import CLIENT_ID, CLIENT_SECRET
from emulator.mailbox import Mailbox
from emulator.refusal import Fault
from emulator.server import Emulator
from hearback.mail.message import Me
from hearback.operations.account import TOKEN
from hearback.operations.desk import MAIL
from hearback.operations.kept import Kept
from hearback.operations.look import Place
from hearback.store.settings import Setting

PLACE = Place(ZoneInfo("Europe/London"), "GB")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KILLS = int(os.environ.get("HEARBACK_KILLS", "12"))
READ = (
    "import os, sys; from pathlib import Path; from hearback.operations.desk import open_desk;"
    "from hearback.operations.sync import Limits;"
    "print(open_desk(Path(sys.argv[1]), os.environ).gmail(60.0).read(Limits()).phase)"
)


@pytest.fixture(scope="module")
def mailbox() -> Mailbox:
    """Sixty threads, fifteen of them about jobs."""
    box = Mailbox("sam.rivera@example.com")
    for thread in big_mailbox(60, 15, PLACE, NOW):
        for raw, labels in thread.mails:
            box.deliver(raw, thread=thread.thread_id, labels=labels)
    return box


@pytest.fixture
def gmail(mailbox: Mailbox) -> Iterator[Emulator]:
    emulator = Emulator(mailbox.copy(), clock=NOW.timestamp, units_a_minute=0, at_once=1000)
    with emulator:
        yield emulator


def environ(gmail: Emulator, folder: Path) -> dict[str, str]:
    """Sign in without a browser, and return the environment of a host on this folder."""
    access, refresh = gmail.grant()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    token = {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "token_uri": f"{gmail.url}/token",
        "refresh_token": refresh,
        "scopes": [f"https://www.googleapis.com/auth/gmail.{x}" for x in ("readonly", "compose")],
        "consented_at": NOW.isoformat(),
        "access_token": access,
        "expiry": time.time() + 3600,  # noqa: TID251 - the client library looks at the real clock
        "address": gmail.mailbox.address,
        "ended": False,
    }
    (folder / TOKEN).write_text(json.dumps(token))
    kept = Kept(folder / MAIL)
    kept.settings.put(Setting.QUOTA, 60_000_000)  # what is tested here is not the pace
    kept.database.close()
    return {
        **os.environ,
        "HEARBACK_DATA": str(folder),
        "HEARBACK_GMAIL_ENDPOINT": gmail.url,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "TZ": "Europe/London",
        "LANG": "en_GB.UTF-8",
    }


def read(folder: Path, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder)], env=env, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def content(folder: Path) -> object:
    """All that is kept of the mail."""
    kept = Kept(folder / MAIL)
    kept.read_again(kept.me() or Me(()), PLACE)
    rows = kept.database.rows(
        "SELECT thread_id, history_id, knowledge, readings.content, bodies.content FROM thread"
        " LEFT JOIN readings ON readings.thread = id LEFT JOIN bodies ON bodies.thread = id"
        " ORDER BY thread_id"
    )
    rows += kept.database.rows("SELECT * FROM other ORDER BY thread")
    left = kept.database.rows("SELECT * FROM to_read")
    cursor = kept.messages.cursor()
    kept.database.close()
    return rows, left, cursor


def test_killed_at_any_moment_it_goes_on_where_it_was(gmail: Emulator, tmp_path: Path) -> None:
    calm, shaken = tmp_path / "calm", tmp_path / "shaken"
    assert read(calm, environ(gmail, calm)) == "done"
    asked = sum(gmail.calls.values())
    gmail.forget_counts()
    env, chance = environ(gmail, shaken), random.Random(5)
    for _ in range(KILLS):
        seen = sum(gmail.calls.values())
        with subprocess.Popen([sys.executable, "-c", READ, str(shaken)], env=env) as process:
            while sum(gmail.calls.values()) == seen and process.poll() is None:
                time.sleep(0.005)  # so that each is killed while it reads
            time.sleep(chance.random() * 0.25)
            process.send_signal(signal.SIGKILL)
    assert read(shaken, env) == "done"
    assert content(shaken) == content(calm)
    # A killed run loses what was under way, and asks for the changes anew: no more.
    assert sum(gmail.calls.values()) < asked + KILLS * 12


def test_with_a_fault_at_every_fifth_request_it_ends_the_same(
    gmail: Emulator, tmp_path: Path
) -> None:
    calm, shaken = tmp_path / "calm", tmp_path / "shaken"
    assert read(calm, environ(gmail, calm)) == "done"
    names = ("drop", "cut", "backend", "unauthorized", "unavailable")
    for number, name in enumerate(names):
        fault = Fault(name, every=5 * len(names), times=1000)
        fault.seen = 5 * number  # one of them strikes at every fifth request
        gmail.faults.append(fault)
    env = environ(gmail, shaken)
    assert read(shaken, env) == "done"
    assert content(shaken) == content(calm)
