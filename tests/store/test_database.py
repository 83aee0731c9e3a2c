"""The database file: whose it is, what it refuses and in which words, what is left of it."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from hearback.errors import StoreUnusable
from hearback.store import database as module
from hearback.store.database import Database, open_database
from hearback.store.messages import MessageStore
from hearback.store.trouble import WORDS, explain
from store.kept_mail import CANARY, keep_mail


def keep_much_mail(database: Database) -> None:
    for number in range(100):
        keep_mail(database, f"much {number}")


def keep_mail_and_stop(database: Database) -> None:
    with database.transaction():
        keep_mail(database)
        raise KeyboardInterrupt


def test_folder_and_files_are_the_users_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        database = open_database(path)
        keep_mail(database)
        files = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    database.close()
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(files) == 3
    assert set(files.values()) == {0o600}


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    open_database(path).close()
    path.chmod(0o644)
    open_database(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_is_set_up_as_promised(path: Path) -> None:
    database = open_database(path)
    for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1)):
        assert database.rows(f"PRAGMA {pragma}") == [(value,)]
    assert database.rows("PRAGMA busy_timeout") == [(5000,)]
    database.close()


def test_what_was_kept_is_there_when_it_is_opened_again(path: Path) -> None:
    database = open_database(path)
    keep_mail(database)
    database.close()
    database = open_database(path)
    assert len(MessageStore(database).readings()) == 1
    database.close()


def test_migrations_run_once_each_and_are_recorded_by_name(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(path).close()
    more = Path(shutil.copytree(module.MIGRATIONS, tmp_path / "migrations"))
    (more / "9999_more.sql").write_text(
        "CREATE TABLE more (x);\n-- a comment; with a semicolon\nINSERT INTO more VALUES (';');\n"
    )
    monkeypatch.setattr(module, "MIGRATIONS", more)
    for _ in range(2):
        database = open_database(path)
        assert database.rows("SELECT x FROM more") == [(";",)]
        names = database.rows("SELECT name FROM migration ORDER BY name")
        assert names == [(file.name,) for file in sorted(more.iterdir())]
        database.close()


def test_a_migration_that_fails_leaves_nothing_behind(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = Path(shutil.copytree(module.MIGRATIONS, tmp_path / "migrations"))
    (more / "9999_more.sql").write_text("CREATE TABLE more (x);\nCREATE TABLE more (x);\n")
    monkeypatch.setattr(module, "MIGRATIONS", more)
    with pytest.raises(sqlite3.OperationalError):
        open_database(path)
    monkeypatch.undo()
    database = open_database(path)
    assert database.rows("SELECT name FROM sqlite_master WHERE name = 'more'") == []
    database.close()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(path: Path) -> None:
    database = open_database(path)
    with database.transaction():
        database.execute("INSERT INTO migration VALUES ('0999_future.sql', '')")
    database.close()
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match="newer Hearback") as raised:
        open_database(path)
    assert "Update Hearback" in raised.value.remedy
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, " * 100, b"x"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreUnusable, match="is not a database"):
        open_database(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    with pytest.raises(StoreUnusable, match="another program"):
        open_database(path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnusable, match="cannot be used") as raised:
        open_database(tmp_path / "file" / "data" / "x.sqlite3")
    assert "HEARBACK_DATA" in raised.value.remedy


def test_a_folder_in_the_place_of_the_file_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreUnusable, match="cannot be used"):
        open_database(path)


def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    database = open_database(path)
    keep_mail(database)
    pages = database.rows("PRAGMA page_count")[0][0]
    database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnusable, match="no room left"):
        keep_much_mail(database)
    assert MessageStore(database).thread("t1") is not None
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    database.close()


@pytest.mark.parametrize("name", [*WORDS, "SQLITE_READONLY_DIRECTORY", "SQLITE_IOERR_WRITE"])
def test_every_trouble_with_the_file_has_words_and_a_remedy(name: str) -> None:
    error = sqlite3.OperationalError(CANARY)
    error.sqlite_errorname = name
    words = explain(error, Path("/data/hearback.db"))
    assert words is not None
    assert "/data/hearback.db" in words.message
    assert words.remedy.endswith(".")
    assert CANARY not in words.message + words.remedy


def test_a_fault_of_the_program_is_not_blamed_on_the_file(path: Path) -> None:
    database = open_database(path)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        database.rows("SELECT * FROM absent")
    database.close()


@pytest.mark.parametrize("content", ["{", "[]", '{"readings": [{"message_id": "x"}]}', "12"])
def test_rows_that_hold_something_else_are_said(path: Path, content: str) -> None:
    database = open_database(path)
    keep_mail(database)
    with database.transaction():
        database.execute("UPDATE readings SET content = ?", (content,))
    with pytest.raises(StoreUnusable, match="cannot read"):
        MessageStore(database).readings()
    with pytest.raises(StoreUnusable, match="cannot read"):
        MessageStore(database).thread("t1")
    database.close()


def test_a_transaction_is_all_or_nothing_and_an_inner_one_is_a_part_of_it(path: Path) -> None:
    database = open_database(path)
    with pytest.raises(KeyboardInterrupt):
        keep_mail_and_stop(database)
    assert MessageStore(database).readings() == []
    database.close()


def test_what_anybody_writes_shows(tmp_path: Path) -> None:
    path = tmp_path / "mail.db"
    ours, theirs = open_database(path), open_database(path)
    before = ours.written()
    assert ours.written() == before
    with theirs.transaction():
        theirs.execute("INSERT INTO setting VALUES ('a', '1')")
    seen = ours.written()
    assert seen != before
    with ours.transaction():
        ours.execute("INSERT INTO setting VALUES ('b', '1')")
    assert ours.written() != seen
