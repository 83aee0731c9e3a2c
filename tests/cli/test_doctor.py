"""`hearback doctor` as a user types it: one line on what is wrong, one on what to do."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.memory_registry import MemoryRegistry
from hearback.cli.browser_table import Machine
from hearback.cli.doctor import examine
from hearback.cli.main import main
from hearback.operations.desk import MAIL
from hearback.store.database import open_database
from hearback.store.extensions import shipped_ids

NAME = "app.hearback.host"
OURS = f"chrome-extension://{shipped_ids()[0]}/"
OTHER = "abcdefghijklmnopabcdefghijklmnop"
Capture = pytest.CaptureFixture[str]


def change(manifest: Path, **fields: Any) -> None:
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | fields))


def test_all_is_well_after_install(manifest: Path, capsys: Capture) -> None:
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "Chromium: all is well." in said
    assert "Data: all is well." in said


def test_one_line_says_what_is_wrong_and_one_what_to_do(manifest: Path, capsys: Capture) -> None:
    manifest.unlink()
    capsys.readouterr()
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert f"Chromium: its manifest is missing: {manifest}.\n    Run `hearback install`." in said


def test_strangers_are_named_and_those_not_invited_are_a_fault(
    manifest: Path, capsys: Capture
) -> None:
    main(["install", "--dev-extension-id", OTHER])
    capsys.readouterr()
    assert main(["doctor"]) == 0
    assert f"ATTENTION, Chromium: the extension {OTHER}" in capsys.readouterr().out
    main(["install"])
    change(manifest, allowed_origins=[OURS, f"chrome-extension://{OTHER}/"])
    assert main(["doctor"]) == 1


def test_a_registered_profile_is_examined_too(home: Path, machine: Machine) -> None:
    main(["install", "--browser-profile", str(home / "profile")])
    found = dict(examine(machine, MemoryRegistry()))
    assert found == {f"the profile {home / 'profile'}": None, "Data": None}


def test_without_a_browser_there_is_something_to_do(home: Path, capsys: Capture) -> None:
    (home / "snap" / "chromium").mkdir(parents=True)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "Browsers: none was found." in said
    assert "Flatpak or Snap" in said


def _loosen(folder: Path) -> None:
    folder.chmod(0o755)


def _spoil(folder: Path) -> None:
    (folder / MAIL).write_bytes(b"this is no database")


@pytest.mark.parametrize(
    ("spoil", "words"), [(_loosen, "others can look into"), (_spoil, "is not a database")]
)
def test_data_that_cannot_be_used_is_said(
    manifest: Path,
    machine: Machine,
    spoil: Callable[[Path], None],
    words: str,
    capsys: Capture,
) -> None:
    open_database(machine.data_folder / MAIL).close()
    assert main(["doctor"]) == 0
    spoil(machine.data_folder)
    assert main(["doctor"]) == 1
    assert words in capsys.readouterr().out
