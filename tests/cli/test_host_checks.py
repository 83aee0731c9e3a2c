"""The checks of a browser, made before it makes them: the first that fails is named."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cli.memory_registry import MemoryRegistry
from hearback.cli import probe
from hearback.cli.browser_table import Browser, Machine
from hearback.cli.host_checks import Fault, first_fault
from hearback.cli.host_manifest import host_program
from hearback.cli.probe import say_hello
from hearback.store.extensions import shipped_ids

NAME = "app.hearback.host"
OURS = f"chrome-extension://{shipped_ids()[0]}/"
OTHER = "abcdefghijklmnopabcdefghijklmnop"
Examine = Callable[..., Fault | None]


@pytest.fixture
def examine(manifest: Path, chromium: Browser, machine: Machine) -> Examine:
    """Change fields of the installed manifest, then say what the browser would stumble over."""

    def examine(**fields: Any) -> Fault | None:
        if fields:
            manifest.write_text(json.dumps(json.loads(manifest.read_text()) | fields))
        return first_fault(chromium, NAME, machine, MemoryRegistry())

    return examine


def script(folder: Path, text: str) -> Path:
    path = folder / "script"
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no JSON object"),
        (b"{", "no JSON object"),
        (b"[]", "no JSON object"),
        (b"// only a comment", "no JSON object"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_file_that_is_no_manifest(
    manifest: Path, examine: Examine, content: bytes, words: str
) -> None:
    manifest.write_bytes(content)
    found = examine()
    assert found is not None
    assert words in found.what


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "app.hearback.other"}, "name is not"),
        ({"name": None}, "name is not"),
        ({"description": ""}, "no description"),
        ({"description": None}, "no description"),
        ({"type": "pipe"}, "not stdio"),
        ({"allowed_origins": None}, "lets no extension in"),
        ({"allowed_origins": []}, "lets no extension in"),
        ({"allowed_origins": [OURS.rstrip("/")]}, "ends with a slash"),
        ({"allowed_origins": [OURS, "chrome-extension://*/"]}, "ends with a slash"),
        ({"allowed_origins": [f"chrome-extension://{OTHER}/"]}, "does not let Hearback's"),
        ({"path": None}, "names no program"),
        ({"path": "hearback-host"}, "not absolute"),
        ({"path": "/nowhere/hearback-host"}, "program is missing"),
        # The first fault is the one that is said.
        ({"path": "/nowhere/hearback-host", "description": ""}, "no description"),
    ],
)
def test_a_manifest_that_the_browser_would_not_take(
    examine: Examine, fields: dict[str, object], words: str
) -> None:
    found = examine(**fields)
    assert found is not None
    assert words in found.what
    assert found.fix


@pytest.mark.parametrize("before", ["\ufeff", "// a comment\n", '\ufeff // with {"a":1}\n'])
def test_what_the_browser_overlooks_is_overlooked(
    manifest: Path, examine: Examine, before: str
) -> None:
    with_unknown_key = manifest.read_text().replace("{", '{"x": 1,', 1)
    manifest.write_text(before + with_unknown_key, encoding="utf-8")
    assert examine() is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#!/nowhere/python\n", "Python is missing: /nowhere/python"),
        ("#!/usr/bin/env python3\n", "asks the PATH"),
        (
            "#!/bin/sh\n'''exec' \"/no where/python\" \"$0\" \"$@\"\n' '''\n",
            "Python is missing: /no where/python",
        ),
        ("#!/bin/sh\nexit 4\n", "ended with status 4"),
        ("#!/bin/sh\necho hello, world\n", "does not work"),
    ],
)
def test_a_program_that_the_browser_could_not_use(
    examine: Examine, tmp_path: Path, text: str, words: str
) -> None:
    found = examine(path=str(script(tmp_path, text)))
    assert found is not None
    assert words in found.what


def test_a_program_that_may_not_be_executed(examine: Examine, tmp_path: Path) -> None:
    program = script(tmp_path, "#!/bin/sh\n")
    program.chmod(0o644)
    found = examine(path=str(program))
    assert found is not None
    assert found.fix == f"Run: chmod +x '{program}'"


def test_a_program_in_a_folder_with_a_space_works(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    program = script(folder, f'#!/bin/sh\nexec "{host_program(machine)}" "$@"\n')
    assert say_hello(program, shipped_ids()[0], os.environ) == ""


def test_the_probe_says_how_a_host_fails(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "PATIENCE_S", 0.2)
    slow = script(tmp_path, "#!/bin/sh\nexec sleep 30\n")
    assert "did not answer" in say_hello(slow, shipped_ids()[0], os.environ)
    assert "cannot be started" in say_hello(tmp_path / "none", shipped_ids()[0], os.environ)
    monkeypatch.undo()
    refused = say_hello(host_program(machine), OTHER, os.environ)
    assert "is not Hearback's" in refused


@pytest.mark.parametrize(
    ("policies", "forbidding"),
    [
        ({"NativeMessagingUserLevelHosts": False}, "NativeMessagingUserLevelHosts"),
        ({"NativeMessagingBlocklist": ["*"]}, "NativeMessagingBlocklist"),
        ({"NativeMessagingBlocklist": [NAME]}, "NativeMessagingBlocklist"),
        ({"NativeMessagingBlocklist": ["*"], "NativeMessagingAllowlist": [NAME]}, ""),
        ({"NativeMessagingBlocklist": ["com.other"]}, ""),
        ({"NativeMessagingUserLevelHosts": True}, ""),
        ([], ""),
    ],
)
def test_a_policy_of_the_machine_can_forbid_it(
    manifest: Path, chromium: Browser, machine: Machine, policies: object, forbidding: str
) -> None:
    managed = machine.home / "managed"
    managed.mkdir()
    (managed / "policy.json").write_text(json.dumps(policies))
    (managed / "broken.json").write_text("{")
    browser = replace(chromium, policies=managed)
    found = first_fault(browser, NAME, machine, MemoryRegistry())
    if forbidding:
        assert found is not None
        assert found.what.startswith(f"the policy {forbidding} ")
    else:
        assert found is None


def test_on_windows_the_registry_is_asked_first(tmp_path: Path) -> None:
    machine = Machine("windows", tmp_path, {"LOCALAPPDATA": str(tmp_path)})
    browser = Browser("Brave", tmp_path, None, r"Software\Google\Chrome\X", None, (), "")
    registry = MemoryRegistry()
    found = first_fault(browser, NAME, machine, registry)
    assert found is not None
    assert found.what == rf"the key HKEY_CURRENT_USER\Software\Google\Chrome\X\{NAME} is missing"
    registry.write(rf"Software\Google\Chrome\X\{NAME}", str(tmp_path / "host.json"))
    found = first_fault(browser, NAME, machine, registry)
    assert found is not None
    assert "its manifest is missing" in found.what
