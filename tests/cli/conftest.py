"""A home folder of its own, in which Chromium was started once."""

from pathlib import Path

import pytest

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
