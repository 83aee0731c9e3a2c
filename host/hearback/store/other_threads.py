"""Threads that are not about a job: an id and the mailbox's mark, and nothing else."""

import re
from collections.abc import Iterable, Sequence

from hearback.store.database import Database

GMAIL_ID = re.compile(r"[0-7][0-9a-f]{15}")  # fits into SQLite's 64 bits, sign and all
PLAIN_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


class OtherThreads:
    """The list in one database. Writes are part of the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, thread_id: str, mark: str) -> None:
        """Remember a thread with the mark of the state in which it was looked at."""
        history = int(mark) if PLAIN_NUMBER.fullmatch(mark) else mark
        self._database.execute(
            "INSERT OR REPLACE INTO other VALUES (?, ?)", (_key(thread_id), history)
        )

    def forget(self, thread_ids: Iterable[str]) -> None:
        """Drop these threads."""
        self._database.executemany(
            "DELETE FROM other WHERE thread = ?", [(_key(each),) for each in thread_ids]
        )

    def marks(self, thread_ids: Sequence[str]) -> dict[str, str]:
        """Return the marks of those of these threads that are on the list."""
        places = ", ".join("?" * len(thread_ids))
        found = self._database.rows(
            f"SELECT thread, history FROM other WHERE thread IN ({places})",  # noqa: S608
            [_key(each) for each in thread_ids],
        )
        return {_name(thread): str(history) for thread, history in found}

    def count(self) -> int:
        """Return how many there are."""
        ((count,),) = self._database.rows("SELECT count(*) FROM other")
        return int(count)


def _key(thread_id: str) -> int | str:
    return int(thread_id, 16) if GMAIL_ID.fullmatch(thread_id) else thread_id


def _name(key: int | str) -> str:
    return f"{key:016x}" if isinstance(key, int) else key
