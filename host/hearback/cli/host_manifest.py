"""What a host manifest says, and whether the host it points to can stay where it is."""

import json
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from hearback.cli.browser_table import Machine
from hearback.errors import CannotInstall
from hearback.store.folders import manifest_folder

CACHES = frozenset({".cache", "cache", "caches"})
TEMPORARY = ("/tmp", "/var/tmp", "/private/tmp", "/var/folders", "/private/var/folders")  # noqa: S108
GUARDED_ON_MACOS = ("Documents", "Desktop", "Downloads")
TO_STAY = (
    "Install it to stay, with `uv tool install hearback` or `pipx install hearback`, then run"
    " `hearback install` again."
)


def _template() -> dict[str, object]:
    text = (manifest_folder() / "host.json.template").read_text(encoding="utf-8")
    made: dict[str, object] = json.loads(text)
    return made


def host_name() -> str:
    """Return the name by which the extension asks for the host."""
    return str(_template()["name"])


def manifest_text(program: Path, extension_ids: Iterable[str]) -> str:
    """Return the manifest that lets these extensions start this program."""
    # The slash at the end is part of an origin; without it the browser refuses the whole file.
    origins = [f"chrome-extension://{each}/" for each in extension_ids]
    made = _template() | {"path": str(program), "allowed_origins": origins}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def host_program(machine: Machine) -> Path:
    """Return `hearback-host`, which stands beside the Python that runs this.

    Raises CannotInstall when it is not there.
    """
    name = "hearback-host.exe" if machine.system == "windows" else "hearback-host"
    folders = [Path(sys.executable).parent, Path(sysconfig.get_path("scripts"))]
    for folder in folders:
        program = (folder / name).absolute()
        if os.access(program, os.X_OK):
            return program
    raise CannotInstall(
        f"The program {name}, which the browser starts, is not beside this one ({folders[0]}).",
        f"Hearback is not installed whole. {TO_STAY}",
    )


def check_place(program: Path, machine: Machine) -> str:
    """Return a warning about where the host lies, "" when it can stay there.

    Raises CannotInstall where a browser could not start it, or soon could not any more. A checkout
    of the source in a passing place is somebody's own choice: it is only warned of.
    """
    check_startable(program, machine)
    if not _passing(program, machine):
        return ""
    what = f"Hearback runs from a place that will be cleared away: {program.parent}."
    if not _is_checkout():
        raise CannotInstall(what, TO_STAY)
    return f"{what} When it is, browsers will not find it any more."


def check_startable(program: Path, machine: Machine) -> None:
    """Raise CannotInstall where the system lets no browser start the host."""
    if machine.system == "macos":
        for name in GUARDED_ON_MACOS:
            if _lies_in(program, machine.home / name):
                raise CannotInstall(
                    f"Hearback lies in {machine.home / name}, where macOS lets no browser start a"
                    " program.",
                    TO_STAY,
                )
    if machine.system == "windows" and "&" in str(program):
        raise CannotInstall(
            f"The path {program} has a “&” in it, over which Windows stumbles.",
            "Move Hearback to a folder without one.",
        )


def _passing(program: Path, machine: Machine) -> bool:
    """Whether it lies in a temporary folder, or in the cache of `uvx` or `pipx run`."""
    named = [machine.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP", "UV_CACHE_DIR")]
    return bool(CACHES & {part.lower() for part in program.parts}) or any(
        _lies_in(program, Path(folder)) for folder in (*TEMPORARY, *named) if folder
    )


def _is_checkout() -> bool:
    return (manifest_folder().parent / "pyproject.toml").is_file()


def _lies_in(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) or path.resolve().is_relative_to(folder.resolve())
