"""Folders and files that only the user can read."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def make_private_folder(folder: Path) -> None:
    """Make a folder, 0700, with the folders it stands in; one that exists is left as it is.

    `mkdir` is given the mode, so the folder is never open to others, not even for a moment.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file, 0600, unless there is one; whatever opens it later keeps the mode."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))


def write_whole(path: Path, text: str, mode: int = PRIVATE_FILE) -> None:
    """Write a file of this mode, whole or not at all: readers see the old text or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(mode)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class PrivateText:
    """A text file that only the user can read."""

    path: Path

    def read(self) -> str | None:
        """Return what it says; None when it is not there or cannot be read."""
        try:
            return self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, text: str) -> None:
        """Put this in its place, whole or not at all."""
        make_private_folder(self.path.parent)
        write_whole(self.path, text)

    def delete(self) -> None:
        """Delete it, overwritten, if it is there."""
        if self.path.is_file():
            self.path.write_bytes(bytes(self.path.stat().st_size))
            self.path.unlink()
