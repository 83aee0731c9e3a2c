"""What is still to be read of the mailbox, likeliest and newest first, and how far listings got."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearback.store.database import Database

COLUMNS = "thread_id, history_id, likelihood, message_id, named_by, snippet"


@dataclass(frozen=True, slots=True)
class Entry:
    """A thread to read, or with `message_id` only that message of it."""

    thread_id: str
    history_id: int
    likelihood: int
    message_id: str = ""
    named_by: frozenset[str] = frozenset()
    snippet: int = 0


class ReadingList:
    """The list in one database. Every write is one transaction, or a part of the caller's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entries: Iterable[Entry]) -> None:
        """Put threads on the list; one that is on it already is written anew."""
        rows = [
            (
                e.thread_id,
                e.history_id,
                e.likelihood,
                e.message_id,
                " ".join(sorted(e.named_by)),
                e.snippet,
            )
            for e in entries
        ]
        with self._database.transaction():
            self._database.executemany(
                f"INSERT OR REPLACE INTO to_read ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608
                rows,
            )

    def remove(self, thread_ids: Iterable[str]) -> None:
        """Take threads off the list."""
        with self._database.transaction():
            self._database.executemany(
                "DELETE FROM to_read WHERE thread_id = ?", [(each,) for each in thread_ids]
            )

    def next(self, count: int, least: int) -> list[Entry]:
        """Return the likeliest entries of at least that likelihood; of equals the newest first."""
        found = self._database.rows(
            f"SELECT {COLUMNS} FROM to_read WHERE likelihood >= ?"  # noqa: S608
            " ORDER BY likelihood DESC, history_id DESC, thread_id LIMIT ?",
            (least, count),
        )
        return [_entry(row) for row in found]

    def waiting(self, thread_ids: Sequence[str]) -> dict[str, Entry]:
        """Return those of these threads that are on the list."""
        marks = ", ".join("?" * len(thread_ids))
        found = self._database.rows(
            f"SELECT {COLUMNS} FROM to_read WHERE thread_id IN ({marks})",  # noqa: S608
            list(thread_ids),
        )
        return {row[0]: _entry(row) for row in found}

    def count(self, likely: int) -> tuple[int, int]:
        """Return how many entries there are of at least that likelihood, and of less."""
        ((more, all_of_them),) = self._database.rows(
            "SELECT coalesce(sum(likelihood >= ?), 0), count(*) FROM to_read", (likely,)
        )
        return int(more), int(all_of_them - more)

    def pages(self) -> Mapping[str, str | None]:
        """Return how far each search got: its next page ("" for the first), None when done."""
        return dict(self._database.rows("SELECT name, next_page FROM listing"))

    def turn_page(self, search: str, next_page: str | None) -> None:
        """Remember the next page of a search; None when all were seen."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR REPLACE INTO listing VALUES (?, ?)", (search, next_page)
            )

    def begin(self, searches: Iterable[str]) -> None:
        """Begin these searches at their first pages, and no others."""
        with self._database.transaction():
            self._database.execute("DELETE FROM listing")
            for search in searches:
                self.turn_page(search, "")


def _entry(row: Sequence[object]) -> Entry:
    thread_id, history_id, likelihood, message_id, named_by, snippet = row
    return Entry(
        str(thread_id),
        int(str(history_id)),
        int(str(likelihood)),
        str(message_id),
        frozenset(str(named_by).split()),
        int(str(snippet)),
    )
