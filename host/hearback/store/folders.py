"""Where things are on this machine: Hearback's data, and the data of manifest/."""

import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(environ: Mapping[str, str], system: str = sys.platform) -> Path:
    """Return the folder that holds all that Hearback keeps; it may not exist yet.

    HEARBACK_DATA overrides the system's own place. `system` is spelled as `sys.platform` is.
    """
    if named := environ.get("HEARBACK_DATA"):
        return Path(named).expanduser().absolute()
    if system == "win32":
        local = environ.get("LOCALAPPDATA")
        return (Path(local) if local else home_folder(environ) / "AppData/Local") / "Hearback"
    if system == "darwin":
        return home_folder(environ) / "Library" / "Application Support" / "Hearback"
    return xdg_folder(environ, "XDG_DATA_HOME", ".local/share") / "hearback"


def home_folder(environ: Mapping[str, str]) -> Path:
    """Return the user's home folder."""
    named = environ.get("HOME") or environ.get("USERPROFILE")
    return Path(named) if named else Path.home()


def xdg_folder(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    """Return a base folder of the XDG specification, which says to ignore relative paths."""
    named = Path(environ.get(variable, ""))
    return named if named.is_absolute() else home_folder(environ) / usual


def manifest_folder() -> Path:
    """Return the folder manifest/: inside the package when installed, else the repository's."""
    package = Path(__file__).parents[1]
    installed = package / "manifest"
    return installed if installed.is_dir() else package.parents[1] / "manifest"
