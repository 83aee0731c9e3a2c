"""Job mail and its readings, thread by thread; of other threads only that they were looked at."""

import gc
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from hearback.mail.message import Thread
from hearback.signals.signal import Reading
from hearback.store.database import Database
from hearback.store.message_json import body_row, message_of
from hearback.store.other_threads import OtherThreads
from hearback.store.reading_json import thread_of, thread_row
from hearback.store.signal_json import to_json
from hearback.store.trouble import unreadable

CURSOR = "cursor"


class MessageStore:
    """The mail that is kept, in one database. Every write is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._others = OtherThreads(database)

    def save_thread(
        self, thread: Thread, readings: Sequence[Reading], *, knowledge: str, history_id: str = ""
    ) -> None:
        """Keep a job thread as it is now, in place of what was kept of it before.

        `readings` are those of its messages, in their order; `knowledge` is the version of the
        rules that made them. `history_id` is the mailbox's own mark of this state.
        """
        envelopes = [message.envelope for message in thread.messages]
        if [reading.envelope for reading in readings] != envelopes or any(
            envelope.thread_id != thread.thread_id for envelope in envelopes
        ):
            raise ValueError("readings and messages of a thread must belong together")
        said = _packed(thread_row(readings))
        bodies = _packed([body_row(message) for message in thread.messages])
        with self._database.transaction():
            self._others.forget([thread.thread_id])
            row = self._row(thread.thread_id, history_id, knowledge)
            self._database.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (row, said))
            self._database.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (row, bodies))

    def mark_not_job(self, thread_id: str, history_id: str = "") -> None:
        """Remember that a thread was looked at and is not about a job; nothing of it is kept."""
        with self._database.transaction():
            self._database.execute("DELETE FROM thread WHERE thread_id = ?", (thread_id,))
            self._others.put(thread_id, history_id)

    def _row(self, thread_id: str, history_id: str, knowledge: str) -> int:
        """Write the row of a thread and return its id."""
        self._database.execute(
            "INSERT INTO thread (thread_id, history_id, knowledge) VALUES (?, ?, ?)"
            " ON CONFLICT (thread_id) DO UPDATE SET history_id = excluded.history_id,"
            " knowledge = excluded.knowledge",
            (thread_id, history_id, knowledge),
        )
        found = self._database.execute("SELECT id FROM thread WHERE thread_id = ?", (thread_id,))
        row: int = found.fetchone()[0]
        return row

    def forget_threads(self, thread_ids: Iterable[str]) -> None:
        """Drop threads that the mailbox no longer holds. What the user told us about them stays."""
        gone = list(thread_ids)
        with self._database.transaction():
            self._database.executemany(
                "DELETE FROM thread WHERE thread_id = ?", [(each,) for each in gone]
            )
            self._others.forget(gone)

    def seen(self, thread_id: str) -> str | None:
        """Return the mark of the state in which a thread was looked at last; None for never."""
        found = self._database.rows(
            "SELECT history_id FROM thread WHERE thread_id = ?", (thread_id,)
        )
        return str(found[0][0]) if found else self._others.marks([thread_id]).get(thread_id)

    def known(self, thread_ids: Sequence[str]) -> dict[str, tuple[int, bool]]:
        """Return of those of these threads that were looked at: their history id, and if kept.

        The history id is 0 where the mailbox's mark is none.
        """
        marks = ", ".join("?" * len(thread_ids))
        kept = self._database.rows(
            f"SELECT thread_id, history_id FROM thread WHERE thread_id IN ({marks})",  # noqa: S608
            list(thread_ids),
        )
        others = self._others.marks(thread_ids).items()
        found = {thread: (_number(mark), False) for thread, mark in others}
        return found | {thread: (_number(mark), True) for thread, mark in kept}

    def count(self) -> tuple[int, int]:
        """Return how many threads were looked at, and how many of them are kept."""
        ((kept,),) = self._database.rows("SELECT count(*) FROM thread")
        return int(kept) + self._others.count(), int(kept)

    def mark(self, marks: Mapping[str, int]) -> None:
        """Remember newer history ids of threads that are otherwise as they were."""
        with self._database.transaction():
            self._database.executemany(
                "UPDATE thread SET history_id = ? WHERE thread_id = ?",
                [(str(history_id), thread_id) for thread_id, history_id in marks.items()],
            )
            for thread_id in self._others.marks(list(marks)):
                self._others.put(thread_id, str(marks[thread_id]))

    def note_crawl(self, thread_ids: Iterable[str], crawl: int) -> None:
        """Remember that a crawl named these threads."""
        with self._database.transaction():
            self._database.executemany(
                "UPDATE thread SET crawl = ? WHERE thread_id = ?",
                [(crawl, each) for each in thread_ids],
            )

    def not_named_by(self, crawl: int) -> list[str]:
        """Return the job threads that this crawl has not named: the mailbox may not hold them."""
        found = self._database.rows(
            "SELECT thread_id FROM thread WHERE crawl <> ? ORDER BY thread_id", (crawl,)
        )
        return [thread_id for (thread_id,) in found]

    def threads_to_read_again(self, knowledge: str) -> list[str]:
        """Return the job threads that another version of the rules has read."""
        found = self._database.rows(
            "SELECT thread_id FROM thread WHERE knowledge <> ? ORDER BY thread_id", (knowledge,)
        )
        return [thread_id for (thread_id,) in found]

    def doubt(self, thread_id: str) -> None:
        """Have a job thread read again: something else is known about it now."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE thread SET knowledge = '' WHERE thread_id = ?", (thread_id,)
            )

    def thread(self, thread_id: str) -> Thread | None:
        """Return a job thread as it was kept, oldest message first."""
        found = self._database.rows(
            "SELECT readings.content, bodies.content FROM thread"
            " JOIN readings ON readings.thread = id JOIN bodies ON bodies.thread = id"
            " WHERE thread_id = ?",
            (thread_id,),
        )
        if not found:
            return None
        with self._readable():
            readings, bodies = (json.loads(_unpacked(content)) for content in found[0])
            kept = zip(thread_of(readings, thread_id), bodies, strict=True)
            return Thread(thread_id, tuple(message_of(r.envelope, body) for r, body in kept))

    def readings(self) -> list[Reading]:
        """Return what all job mail says: thread by thread, oldest message first in each."""
        with self._readable(), _collecting_later():
            found = self._database.rows(
                "SELECT thread_id, content FROM readings JOIN thread ON thread = id"
                " ORDER BY thread_id"
            )
            # One list is parsed faster than as many texts.
            rows = json.loads(f"[{','.join([_unpacked(content) for _, content in found])}]")
            return [
                reading
                for (thread_id, _), row in zip(found, rows, strict=True)
                for reading in thread_of(row, thread_id)
            ]

    def cursor(self) -> str | None:
        """Return how far the mailbox was read, in the mailbox's own words; None at first."""
        found = self._database.rows("SELECT value FROM setting WHERE name = ?", (CURSOR,))
        return str(json.loads(found[0][0])) if found else None

    def set_cursor(self, cursor: str | None) -> None:
        """Remember how far the mailbox was read; None for not at all."""
        with self._database.transaction():
            self._database.execute("DELETE FROM setting WHERE name = ?", (CURSOR,))
            if cursor is not None:
                self._database.execute(
                    "INSERT INTO setting VALUES (?, ?)", (CURSOR, to_json(cursor))
                )

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, LookupError, TypeError, AttributeError, zlib.error):
            raise unreadable(self._database.path) from None


def _packed(rows: object) -> bytes:
    return zlib.compress(to_json(rows).encode())


def _unpacked(content: bytes) -> str:
    return zlib.decompress(content).decode()


def _number(mark: str) -> int:
    return int(mark) if mark.isdecimal() else 0


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Put garbage collection off: among so many new objects that all stay, it doubles the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
