"""Words for what can go wrong with a database file."""

import sqlite3
from pathlib import Path

from hearback.errors import StoreDamaged, StoreUnusable

# By the beginning of SQLite's own name of the error; the first that fits holds.
WORDS = {
    "SQLITE_FULL": (
        "There is no room left on the disk for {path}.",
        "Make room and try again; nothing that was kept before is lost.",
    ),
    "SQLITE_READONLY": (
        "{path} cannot be written to.",
        "Make it and its folder writable for you, or name another folder in HEARBACK_DATA.",
    ),
    "SQLITE_PERM": (
        "{path} may not be opened.",
        "Make it and its folder readable and writable for you.",
    ),
    "SQLITE_CANTOPEN": (
        "{path} cannot be opened.",
        "Make it and its folder readable and writable for you, or name another folder in"
        " HEARBACK_DATA.",
    ),
    "SQLITE_BUSY": (
        "Another Hearback is writing to {path} just now.",
        "Try again in a moment; if it stays so, close the browser and try once more.",
    ),
    "SQLITE_LOCKED": (
        "Another Hearback is using {path} just now.",
        "Try again in a moment; if it stays so, close the browser and try once more.",
    ),
    "SQLITE_NOTADB": (
        "{path} is not a database.",
        "Move it away and try again; Hearback then begins a new one.",
    ),
    "SQLITE_CORRUPT": (
        "{path} is damaged.",
        "Move it away and try again; Hearback then reads your mail anew. Notes are in that file.",
    ),
    "SQLITE_IOERR": (
        "{path} could not be read or written.",
        "Look whether the disk is full or failing, then try again.",
    ),
}

DAMAGED = frozenset({"SQLITE_NOTADB", "SQLITE_CORRUPT"})
NEWER = "Update Hearback on this machine, for example with `pipx upgrade hearback`."


def explain(error: sqlite3.Error, path: Path) -> StoreUnusable | None:
    """Return the words for this error; None for one that is a fault of the program."""
    name = getattr(error, "sqlite_errorname", "")
    for beginning, (message, remedy) in WORDS.items():
        if name.startswith(beginning):
            kind = StoreDamaged if beginning in DAMAGED else StoreUnusable
            return kind(message.format(path=path), remedy)
    return None


def no_access(error: OSError, path: Path) -> StoreUnusable:
    """Return the words for a folder or file that the system does not let us make or open."""
    return StoreUnusable(
        f"{path} cannot be used ({error.strerror or type(error).__name__}).",
        "Make its folder writable for you, or name another folder in HEARBACK_DATA.",
    )


def no_database(path: Path) -> StoreUnusable:
    """Return the words for a file that SQLite did not write."""
    message, remedy = WORDS["SQLITE_NOTADB"]
    return StoreDamaged(message.format(path=path), remedy)


def unreadable(path: Path) -> StoreUnusable:
    """Return the words for rows that hold something else than this program writes."""
    return StoreUnusable(
        f"{path} holds something that this Hearback cannot read.",
        f"It may be from a newer one. {NEWER} If it is up to date, the file is damaged: move it"
        " away and let Hearback read your mail anew.",
    )
