"""The database file: opened for this user alone, brought up to date, its errors put into words.

One reader or writer never waits for another for long: the write-ahead log lets two hosts read while
one writes. Deleted rows are overwritten in the file (`secure_delete`).
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from hearback.errors import StoreDamaged, StoreUnusable
from hearback.store.private import PRIVATE_FILE, make_private_file, make_private_folder
from hearback.store.trouble import NEWER, explain, no_access, no_database

MIGRATIONS = Path(__file__).with_name("migrations")
APPLICATION_ID = 0x48656172  # "Hear": in the file's header, so that no other program's is taken
HEADER = b"SQLite format 3\0"
BUSY_S = 5.0
SETUP = (
    # NORMAL: after a power cut the last moments may be missing, a killed process loses nothing.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


_looked_at: set[Path] = set()


class Database(sqlite3.Connection):
    """A connection whose errors are StoreUnusable, wherever the user can do something about them.

    Between transactions nothing is pending: it commits by itself.
    """

    path: Path

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        with self._in_words():
            return self.execute(sql, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of it or nothing; inside another transaction, be a part of that one."""
        nested = bool(self.in_transaction)
        if nested:
            yield
            return
        with self._in_words():
            self.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.execute("COMMIT")
            except BaseException:
                if self.in_transaction:
                    self.execute("ROLLBACK")
                raise

    def written(self) -> tuple[int, int]:
        """Return what differs as soon as anything was written, here or by another program."""
        return int(self.rows("PRAGMA data_version")[0][0]), self.total_changes

    def tidy(self) -> None:
        """Give unused room back to the disk; not while somebody else has the file open."""
        with suppress(sqlite3.OperationalError):
            self.execute("VACUUM")

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if words := explain(error, self.path):
                raise words from None
            raise


def open_database(path: Path) -> Database:
    """Open the database, made and brought up to date where needed: folder 0700, file 0600.

    Raises StoreUnusable, with what to do, when that cannot be.
    """
    try:
        make_private_folder(path.parent)
        _look_at_file(path)
    except OSError as error:
        raise no_access(error, path) from None
    database = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, factory=Database)
    database.path = path
    try:
        _use_write_ahead_log(database)
        for pragma in SETUP:
            database.rows(pragma)
        _claim(database)
        _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _look_at_file(path: Path) -> None:
    """Make the file private, and refuse one that is no database, before SQLite has it open.

    Only then: closing a file drops every lock that this process holds on it (POSIX), and with the
    locks of an open connection gone another process may write where this one does
    (sqlite.org/howtocorrupt.html, 2.2).
    """
    if path in _looked_at and path.exists():
        path.chmod(PRIVATE_FILE)
        return
    make_private_file(path)
    path.chmod(PRIVATE_FILE)
    with path.open("rb") as file:
        begins = file.read(len(HEADER))
    if begins not in (b"", HEADER):
        # SQLite itself would take a very short file for an empty one, and write over it.
        raise no_database(path)
    _looked_at.add(path)


def _use_write_ahead_log(database: Database) -> None:
    """Switch a new file over. SQLite does not wait its turn here, so two hosts must be patient."""
    deadline = time.monotonic() + BUSY_S
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.Error as error:
            words = explain(error, database.path)
            busy = getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
            if busy and time.monotonic() < deadline:
                time.sleep(0.02)
            elif words:
                raise words from None
            else:
                raise


def _claim(database: Database) -> None:
    """Mark a new file as Hearback's; refuse one that another program keeps."""
    ((found,),) = database.rows("PRAGMA application_id")
    if found == APPLICATION_ID:
        return
    with database.transaction():
        ((tables,),) = database.rows("SELECT count(*) FROM sqlite_master")
        ((found,),) = database.rows("PRAGMA application_id")
        if found == APPLICATION_ID:
            return
        if tables:
            raise StoreUnusable(
                f"{database.path} is a database of another program.",
                "Move it away, or name another folder in HEARBACK_DATA.",
            )
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("CREATE TABLE migration (name TEXT PRIMARY KEY, at TEXT NOT NULL)")


def _migrate(database: Database) -> None:
    """Run the migrations that this file has not seen, in order, each in one transaction."""
    known = sorted(path.name for path in MIGRATIONS.glob("*.sql"))
    done = _migrations_done(database)
    if newer := done.difference(known):
        raise StoreUnusable(
            f"{database.path} was written by a newer Hearback ({min(newer)}).",
            f"{NEWER} Nothing was changed.",
        )
    for name in known:
        if name in done:
            continue
        with database.transaction():
            if name in _migrations_done(database):
                continue  # another host was quicker
            for statement in _statements((MIGRATIONS / name).read_text(encoding="utf-8")):
                database.execute(statement)
            database.execute("INSERT INTO migration VALUES (?, datetime('now'))", (name,))


def _migrations_done(database: Database) -> set[str]:
    return {name for (name,) in database.rows("SELECT name FROM migration")}


def _statements(script: str) -> Iterator[str]:
    """Split a script; `executescript` would end the transaction that it must run in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def erase(path: Path) -> None:
    """Delete a database so that nothing of it stays readable on the disk.

    Raises StoreUnusable while another Hearback reads it, and when it is not ours to delete.
    """
    if not path.exists():
        return
    try:
        database = open_database(path)
        try:
            forget_all(database)
            alone = _is_alone(database)
        finally:
            database.close()
    except StoreDamaged:
        # What is left of it may still hold sentences of mails.
        path.write_bytes(bytes(path.stat().st_size))
        alone = True
    if not alone:
        return  # an open panel goes on with the empty file
    for trace in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        trace.unlink(missing_ok=True)


def _is_alone(database: Database) -> bool:
    """Whether nobody else has the file open: only then SQLite gives up the write-ahead log."""
    database.execute("PRAGMA busy_timeout = 0")
    try:
        ((mode,),) = database.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        return False
    return str(mode) == "delete"


def forget_all(database: Database) -> None:
    """Delete everything, and leave nothing of it readable in the files.

    Raises StoreUnusable while another Hearback reads: its view of the past would stay in the log.
    """
    tables = database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    with database.transaction():
        for (table,) in tables:
            if table != "migration" and not table.startswith("sqlite_"):
                database.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name of our own
    database.rows("VACUUM")
    ((busy, _, _),) = database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy:
        raise StoreUnusable(
            f"Another Hearback is reading {database.path}, so traces stay in its log.",
            "Close the browser's side panel and do it again.",
        )
