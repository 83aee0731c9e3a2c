"""A home folder of its own, in which Chromium was started once; a data folder, and Gmail."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.job_mailbox import job_mailbox
from emulator.server import Emulator
from gmail.consenting import COMPOSE, READ, consent
from hearback.cli.browser_table import Browser, Machine, load_browsers, this_machine
from hearback.cli.host_manifest import host_name
from hearback.cli.main import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder; Hearback's data goes into it too."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HEARBACK_DATA"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def machine(home: Path) -> Machine:
    """This machine, with that home folder."""
    return this_machine()


@pytest.fixture
def chromium(machine: Machine) -> Browser:
    """Chromium, which was started once and so has a folder for its profiles."""
    (browser,) = [each for each in load_browsers(machine) if each.name == "Chromium"]
    browser.profile.mkdir(parents=True)
    return browser


@pytest.fixture
def manifest(chromium: Browser) -> Path:
    """The manifest that install wrote for Chromium."""
    assert main(["install"]) == 0
    assert chromium.hosts is not None
    return chromium.hosts / f"{host_name()}.json"


@pytest.fixture
def google() -> Iterator[Emulator]:
    """A mailbox with an interview two weeks ago, no answer since, and news."""
    with Emulator(job_mailbox()) as emulator:
        yield emulator


@pytest.fixture
def data(google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, and Google at the emulator."""
    monkeypatch.setenv("HEARBACK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HEARBACK_GMAIL_ENDPOINT", google.url)
    monkeypatch.setenv("TZ", "Europe/London")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    (tmp_path / "client.json").write_text(json.dumps(google.client_file))
    return tmp_path / "data"


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
