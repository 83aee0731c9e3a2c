"""The browsers that Hearback registers with, and where each looks: manifest/browsers.toml."""

import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from hearback.store.folders import data_folder, home_folder, manifest_folder, xdg_folder

System = Literal["linux", "macos", "windows"]
PLATFORMS = {"linux": "linux", "macos": "darwin", "windows": "win32"}  # as sys.platform has them


@dataclass(frozen=True)
class Machine:
    """Whose machine this is: its system, the user's home folder, the environment."""

    system: System
    home: Path
    environ: Mapping[str, str]

    @property
    def data_folder(self) -> Path:
        """Where Hearback keeps its data here."""
        return data_folder(self.environ, PLATFORMS[self.system])


@dataclass(frozen=True)
class Browser:
    """One browser on one system. It has `hosts` or a `registry` key, never both."""

    name: str
    profile: Path
    hosts: Path | None
    registry: str
    policies: Path | None
    sandboxed: tuple[Path, ...]
    unverified: str

    @property
    def here(self) -> bool:
        """Whether the user has it: it made a folder for its profiles."""
        return self.profile.is_dir()

    @property
    def sandboxed_here(self) -> Path | None:
        """Return the folder of its Flatpak or Snap edition, when the user has that."""
        return next((folder for folder in self.sandboxed if folder.is_dir()), None)


def this_machine(environ: Mapping[str, str] = os.environ) -> Machine:
    """Return the machine that this runs on."""
    system: System = "linux"
    if sys.platform == "darwin":
        system = "macos"
    elif sys.platform == "win32":
        system = "windows"
    return Machine(system, home_folder(environ), environ)


def load_browsers(machine: Machine, table: Path | None = None) -> tuple[Browser, ...]:
    """Return every browser of the table, with the places that it uses on this machine."""
    path = table or manifest_folder() / "browsers.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["browser"]
    return tuple(_browser(row, machine) for row in rows)


def _browser(row: Mapping[str, Any], machine: Machine) -> Browser:
    places = row[machine.system]
    hosts, policies = places.get("hosts"), places.get("policies")
    # Only Linux has sandboxes that keep a browser from starting us.
    sandboxed = row["sandboxed"] if machine.system == "linux" else ()
    return Browser(
        name=row["name"],
        profile=_place(places["profile"], machine),
        hosts=_place(hosts, machine) if hosts else None,
        registry=places.get("registry", ""),
        policies=Path(policies) if policies else None,
        sandboxed=tuple(_place(folder, machine) for folder in sandboxed),
        unverified=places.get("unverified", ""),
    )


def _place(text: str, machine: Machine) -> Path:
    """Return a path of the table on this machine."""
    environ = {**machine.environ, "HOME": str(machine.home)}
    beginning, _, rest = text.partition("/")
    if beginning == "%LOCALAPPDATA%":
        local = machine.environ.get("LOCALAPPDATA")
        return (Path(local) if local else machine.home / "AppData" / "Local") / rest
    if rest.startswith(".config/"):
        return xdg_folder(environ, "XDG_CONFIG_HOME", ".config") / rest.removeprefix(".config/")
    return machine.home / rest
