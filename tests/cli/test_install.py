"""`hearback install` and `uninstall` as a user types them, and from where they refuse to work."""

import json
import sys
from pathlib import Path

import pytest

from hearback.cli import host_manifest, install
from hearback.cli.browser_table import Browser, Machine, load_browsers
from hearback.cli.host_manifest import check_place, host_program
from hearback.cli.main import main
from hearback.errors import CannotInstall
from hearback.store.extensions import shipped_ids
from hearback.store.registration import read_record

NAME = "app.hearback.host.json"
OTHER = "abcdefghijklmnopabcdefghijklmnop"
Capture = pytest.CaptureFixture[str]


def hosts(browser: Browser) -> Path:
    assert browser.hosts is not None
    return browser.hosts


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_host_is_registered_and_taken_back(
    chromium: Browser, machine: Machine, capsys: Capture
) -> None:
    assert main(["install"]) == 0
    manifest = json.loads((hosts(chromium) / NAME).read_text())
    assert manifest["path"] == str(Path(sys.executable).with_name("hearback-host"))
    assert manifest["allowed_origins"] == [f"chrome-extension://{shipped_ids()[0]}/"]
    assert f"Registered with Chromium: {hosts(chromium) / NAME}" in capsys.readouterr().out
    assert main(["uninstall"]) == 0
    assert f"Removed {hosts(chromium) / NAME}" in capsys.readouterr().out
    assert contents(machine.home) == {}
    assert not hosts(chromium).exists()
    assert main(["uninstall"]) == 0
    assert "Nothing was registered" in capsys.readouterr().out


def test_a_dry_run_prints_everything_and_writes_nothing(
    chromium: Browser, machine: Machine, capsys: Capture
) -> None:
    assert main(["install", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert f"Would write {hosts(chromium) / NAME}, for Chromium:" in said
    assert f'"chrome-extension://{shipped_ids()[0]}/"' in said
    assert contents(machine.home) == {}
    assert main(["install"]) == 0
    assert (hosts(chromium) / NAME).read_text() in said


def test_installing_again_heals_what_was_damaged(chromium: Browser, machine: Machine) -> None:
    main(["install"])
    good = (hosts(chromium) / NAME).read_text()
    (hosts(chromium) / NAME).write_text("damaged")
    assert main(["install"]) == 0
    assert (hosts(chromium) / NAME).read_text() == good
    assert len(read_record(machine.data_folder).files) == 1
    assert main(["uninstall"]) == 0
    assert contents(machine.home) == {}


def test_a_manifest_that_somebody_changed_is_left(chromium: Browser, capsys: Capture) -> None:
    main(["install"])
    (hosts(chromium) / NAME).write_text("somebody's own")
    assert main(["uninstall"]) == 0
    assert "Left, for it was changed since" in capsys.readouterr().out
    assert (hosts(chromium) / NAME).read_text() == "somebody's own"


def test_a_profile_of_its_own_is_registered_alone(
    chromium: Browser, home: Path, capsys: Capture
) -> None:
    profile = home / "a profile"
    assert main(["install", "--browser-profile", str(profile)]) == 0
    assert (profile / "NativeMessagingHosts" / NAME).is_file()
    assert not hosts(chromium).exists()
    main(["install"])
    assert main(["uninstall"]) == 0
    assert not profile.exists()
    assert not hosts(chromium).exists()


def test_the_demo_registers_a_profile_without_a_record(machine: Machine, home: Path) -> None:
    path = install.register_profile(home / "profile")
    assert path == home / "profile" / "NativeMessagingHosts" / NAME
    assert json.loads(path.read_text())["path"] == str(host_program(machine))
    assert not machine.data_folder.exists()


def test_an_extension_in_the_making_is_let_in_loudly(
    chromium: Browser, machine: Machine, capsys: Capture
) -> None:
    assert main(["install", "--dev-extension-id", OTHER]) == 0
    assert f"ATTENTION: the extension {OTHER} is let in too" in capsys.readouterr().out
    manifest = json.loads((hosts(chromium) / NAME).read_text())
    assert manifest["allowed_origins"][1:] == [f"chrome-extension://{OTHER}/"]
    assert read_record(machine.data_folder).dev_extension_ids == (OTHER,)
    main(["install"])
    assert OTHER not in (hosts(chromium) / NAME).read_text()
    assert read_record(machine.data_folder).dev_extension_ids == ()


@pytest.mark.parametrize("wrong", ["", "abc", OTHER.upper(), f"chrome-extension://{OTHER}/"])
def test_what_is_no_extension_id_is_refused(chromium: Browser, wrong: str, capsys: Capture) -> None:
    assert main(["install", "--dev-extension-id", wrong]) == 2
    assert "32 letters from a to p" in capsys.readouterr().err
    assert not hosts(chromium).exists()


def test_without_a_browser_it_says_what_to_do(machine: Machine, capsys: Capture) -> None:
    assert main(["install"]) == 1
    said = capsys.readouterr().err
    assert "No browser was found" in said
    assert "--browser-profile" in said
    assert contents(machine.home) == {}


def test_a_browser_in_a_sandbox_is_said_not_to_be_served(home: Path, capsys: Capture) -> None:
    (home / "snap" / "chromium").mkdir(parents=True)
    with pytest.raises(CannotInstall):
        install.find_browsers(load_browsers(Machine("linux", home, {})))
    assert "Chromium from Flatpak or Snap" in capsys.readouterr().err


def test_a_host_that_does_not_answer_is_not_registered(
    chromium: Browser, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    broken = home / "hearback-host"
    broken.write_text("#!/bin/sh\necho 'the disk is gone' >&2; exit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(install, "host_program", lambda machine: broken)
    assert main(["install"]) == 1
    said = capsys.readouterr().err
    assert "ended with status 3: the disk is gone" in said
    assert "Nothing was written" in said
    assert not hosts(chromium).exists()


def test_a_place_that_cannot_be_written_is_said(
    chromium: Browser, machine: Machine, capsys: Capture
) -> None:
    hosts(chromium).write_text("a file in the way")
    assert main(["install"]) == 1
    said = capsys.readouterr().err
    assert "could not be written" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "program",
    [
        "/home/sam/.cache/uv/archive-v0/x1/bin/hearback-host",
        "/home/sam/.local/pipx/.cache/abc/bin/hearback-host",
        "/Users/sam/Library/Caches/uv/x/bin/hearback-host",
        "/Users/sam/AppData/Local/uv/cache/x/Scripts/hearback-host.exe",
        "/tmp/venv/bin/hearback-host",  # noqa: S108
        "/var/folders/ab/T/venv/bin/hearback-host",
        "/scratch/venv/bin/hearback-host",
        "/uv/environments-v2/x/bin/hearback-host",
    ],
)
def test_a_place_that_will_be_cleared_away_is_refused(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {"TMPDIR": "/scratch", "UV_CACHE_DIR": "/uv"}
    machine = Machine("linux", Path("/home/sam"), environ)
    monkeypatch.setattr(host_manifest, "_is_checkout", lambda: False)
    with pytest.raises(CannotInstall, match="cleared away") as raised:
        check_place(Path(program), machine)
    assert "uv tool install" in raised.value.remedy
    monkeypatch.setattr(host_manifest, "_is_checkout", lambda: True)
    assert "browsers will not find it" in check_place(Path(program), machine)


@pytest.mark.parametrize(
    ("machine", "program"),
    [
        (
            Machine("linux", Path("/home/sam"), {}),
            "/home/sam/.local/share/uv/tools/hearback/bin/hearback-host",
        ),
        (
            Machine("linux", Path("/home/sam"), {}),
            "/home/sam/.local/pipx/venvs/hearback/bin/hearback-host",
        ),
        (
            Machine("linux", Path("/home/sam"), {}),
            "/home/sam/Documents/hearback/.venv/bin/hearback-host",
        ),
        (
            Machine("macos", Path("/Users/sam"), {}),
            "/Users/sam/Library/Application Support/hearback/bin/hearback-host",
        ),
    ],
)
def test_a_place_to_stay_is_fine(machine: Machine, program: str) -> None:
    assert check_place(Path(program), machine) == ""


@pytest.mark.parametrize(
    ("machine", "program", "words"),
    [
        (
            Machine("macos", Path("/Users/sam"), {}),
            f"/Users/sam/{folder}/hearback/bin/hearback-host",
            "macOS lets no browser",
        )
        for folder in ("Documents", "Desktop", "Downloads")
    ]
    + [
        (
            Machine("windows", Path("C:/Users/sam"), {}),
            "C:/R&D/hearback-host.exe",
            "Windows stumbles",
        )
    ],
)
def test_a_place_from_which_no_browser_can_start_it_is_refused(
    machine: Machine, program: str, words: str
) -> None:
    with pytest.raises(CannotInstall, match=words):
        check_place(Path(program), machine)


def test_a_host_that_was_never_installed_is_said(
    machine: Machine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(home / "bin" / "python"))
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(home / "scripts"))
    with pytest.raises(CannotInstall, match="hearback-host"):
        host_program(machine)
