"""What install plans and writes, and that uninstall takes back exactly that."""

from pathlib import Path

import pytest

from cli.memory_registry import MemoryRegistry
from hearback.cli.browser_table import Machine, load_browsers
from hearback.cli.registration import (
    SetKey,
    Write,
    WriteFile,
    carry_out,
    plan_install,
    take_back,
)
from hearback.store.registration import Record

NAME = "app.hearback.host"
CHROMES = rf"Software\Google\Chrome\NativeMessagingHosts\{NAME}"
EDGES = rf"Software\Microsoft\Edge\NativeMessagingHosts\{NAME}"


@pytest.fixture
def linux(tmp_path: Path) -> Machine:
    return Machine("linux", tmp_path, {"HOME": str(tmp_path)})


@pytest.fixture
def windows(tmp_path: Path) -> Machine:
    return Machine("windows", tmp_path, {"LOCALAPPDATA": str(tmp_path / "Local")})


def plan(machine: Machine, *names: str) -> list[Write]:
    browsers = [browser for browser in load_browsers(machine) if browser.name in names]
    return plan_install(browsers, machine, NAME, "{}\n")


def test_each_browser_on_linux_gets_a_manifest_of_its_own(linux: Machine) -> None:
    assert plan(linux, "Chromium", "Brave") == [
        WriteFile(
            linux.home / ".config/chromium/NativeMessagingHosts" / f"{NAME}.json",
            "{}\n",
            ("Chromium",),
        ),
        WriteFile(
            linux.home
            / ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts"
            / f"{NAME}.json",
            "{}\n",
            ("Brave",),
        ),
    ]


def test_browsers_on_windows_share_one_manifest_and_some_share_a_key(windows: Machine) -> None:
    path = windows.home / "Local/Hearback/NativeMessagingHosts" / f"{NAME}.json"
    assert plan(windows, "Google Chrome", "Brave", "Microsoft Edge") == [
        WriteFile(path, "{}\n", ("Google Chrome", "Microsoft Edge", "Brave")),
        SetKey(CHROMES, str(path), ("Google Chrome", "Brave")),
        SetKey(EDGES, str(path), ("Microsoft Edge",)),
    ]
    assert plan(windows) == []


def test_the_manifest_is_readable_for_the_browser_and_whole(linux: Machine) -> None:
    record, error = carry_out(plan(linux, "Chromium"), MemoryRegistry())
    assert error is None
    (file,) = record.files
    assert Path(file.path).read_text() == "{}\n"
    assert Path(file.path).stat().st_mode & 0o777 == 0o644
    assert len(list(Path(file.path).parent.iterdir())) == 1


def test_taking_back_leaves_the_machine_as_it_was(linux: Machine, windows: Machine) -> None:
    for machine in (linux, windows):
        (machine.home / ".config/chromium").mkdir(parents=True, exist_ok=True)
        before = sorted(machine.home.rglob("*"))
        registry = MemoryRegistry()
        registry.write("Software\\Other", "stays")
        record, _ = carry_out(plan(machine, "Chromium", "Google Chrome"), registry)
        assert sorted(machine.home.rglob("*")) != before
        left, lines = take_back(record, registry)
        assert not left
        assert all(line.startswith("Removed ") for line in lines)
        assert sorted(machine.home.rglob("*")) == before
        assert registry.keys == {"Software\\Other": "stays"}


def test_what_was_changed_since_is_left_and_said(windows: Machine) -> None:
    registry = MemoryRegistry()
    record, _ = carry_out(plan(windows, "Google Chrome", "Microsoft Edge"), registry)
    path = Path(record.files[0].path)
    path.write_text("somebody's own")
    registry.write(EDGES, "somebody's own")
    left, lines = take_back(record, registry)
    assert path.read_text() == "somebody's own"
    assert registry.keys == {EDGES: "somebody's own"}
    assert sorted(line.partition(":")[0].split()[0] for line in lines) == [
        "Left,",
        "Left,",
        "Removed",
    ]
    assert not left


def test_what_is_gone_already_is_said(windows: Machine) -> None:
    registry = MemoryRegistry()
    record, _ = carry_out(plan(windows, "Google Chrome"), registry)
    Path(record.files[0].path).unlink()
    registry.keys.clear()
    _, lines = take_back(record, registry)
    assert [line.partition(":")[0] for line in lines] == ["Already gone", "Already gone"]


def test_a_folder_that_others_use_too_stays(linux: Machine) -> None:
    record, _ = carry_out(plan(linux, "Chromium"), MemoryRegistry())
    other = Path(record.files[0].path).with_name("other.json")
    other.write_text("")
    take_back(record, MemoryRegistry())
    assert list(other.parent.iterdir()) == [other]


def test_when_something_cannot_be_written_the_rest_is_recorded(linux: Machine) -> None:
    (linux.home / ".config").mkdir()
    (linux.home / ".config/chromium").write_text("a file in the way")
    record, error = carry_out(plan(linux, "Google Chrome", "Chromium", "Brave"), MemoryRegistry())
    assert isinstance(error, OSError)
    assert [Path(file.path).parts[-3] for file in record.files] == ["google-chrome"]
    left, _ = take_back(record, MemoryRegistry())
    assert left == Record()
    assert sorted(linux.home.rglob("*")) == [
        linux.home / ".config",
        linux.home / ".config/chromium",
    ]
