"""What `hearback install` wrote, kept so that `uninstall` can take back exactly that.

The record is `installed.json` in the data folder. It also names the extension ids that a developer
let in, which is why the host reads it.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from hearback.store.private import make_private_folder, write_whole

RECORD = "installed.json"


@dataclass(frozen=True)
class WrittenFile:
    """A file that install wrote, and the SHA-256 of what it held then, in hex."""

    path: str
    sha256: str


@dataclass(frozen=True)
class WrittenKey:
    """A key under HKEY_CURRENT_USER that install wrote, and its default value."""

    key: str
    value: str


@dataclass(frozen=True)
class Record:
    """All that was written. `folders` are those that had to be made, outermost first."""

    files: tuple[WrittenFile, ...] = ()
    keys: tuple[WrittenKey, ...] = ()
    folders: tuple[str, ...] = ()
    dev_extension_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.keys)

    def and_also(self, later: "Record") -> "Record":
        """Return this record with a later one's writes; where both wrote, the later holds."""
        files = {file.path: file for file in (*self.files, *later.files)}
        keys = {key.key: key for key in (*self.keys, *later.keys)}
        return replace(
            later,
            files=tuple(files.values()),
            keys=tuple(keys.values()),
            folders=tuple(dict.fromkeys((*self.folders, *later.folders))),
        )


def read_record(folder: Path) -> Record:
    """Return what was written; an empty record when there is none, or none that can be read."""
    try:
        kept = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return Record(
            files=tuple(WrittenFile(f["path"], f["sha256"]) for f in kept["files"]),
            keys=tuple(WrittenKey(k["key"], k["value"]) for k in kept["keys"]),
            folders=tuple(map(str, kept["folders"])),
            dev_extension_ids=tuple(map(str, kept["dev_extension_ids"])),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Record()


def write_record(folder: Path, record: Record) -> None:
    """Keep the record, whole or not at all."""
    make_private_folder(folder)
    write_whole(folder / RECORD, json.dumps(asdict(record), indent=2) + "\n")


def forget_record(folder: Path) -> None:
    """Drop the record, and the data folder too when nothing else is in it."""
    (folder / RECORD).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
