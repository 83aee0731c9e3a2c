"""The record of what install wrote, and where Hearback keeps things."""

from pathlib import Path

import pytest

from hearback.store.extensions import is_extension_id, shipped_ids
from hearback.store.folders import data_folder, manifest_folder
from hearback.store.private import write_whole
from hearback.store.registration import (
    RECORD,
    Record,
    WrittenFile,
    WrittenKey,
    forget_record,
    read_record,
    write_record,
)

FIRST = Record((WrittenFile("/a", "1"),), (WrittenKey("k", "v"),), ("/made",), ("a" * 32,))


@pytest.mark.parametrize(
    ("system", "environ", "folder"),
    [
        ("linux", {"HOME": "/home/sam"}, "/home/sam/.local/share/hearback"),
        ("linux", {"HOME": "/home/sam", "XDG_DATA_HOME": "/data"}, "/data/hearback"),
        (
            "linux",
            {"HOME": "/home/sam", "XDG_DATA_HOME": "data"},
            "/home/sam/.local/share/hearback",
        ),
        ("darwin", {"HOME": "/Users/sam"}, "/Users/sam/Library/Application Support/Hearback"),
        (
            "win32",
            {"LOCALAPPDATA": "C:/Users/sam/AppData/Local"},
            "C:/Users/sam/AppData/Local/Hearback",
        ),
        ("win32", {"USERPROFILE": "C:/Users/sam"}, "C:/Users/sam/AppData/Local/Hearback"),
        ("linux", {"HOME": "/home/sam", "HEARBACK_DATA": "/elsewhere"}, "/elsewhere"),
    ],
)
def test_data_lies_where_the_system_wants_it(
    system: str, environ: dict[str, str], folder: str
) -> None:
    assert data_folder(environ, system).as_posix() == folder


def test_a_relative_folder_is_seen_from_where_the_command_runs(tmp_path: Path) -> None:
    assert data_folder({"HEARBACK_DATA": "here"}) == Path.cwd() / "here"


def test_the_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    write_record(folder, FIRST)
    assert read_record(folder) == FIRST
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / RECORD).stat().st_mode & 0o777 == 0o600
    forget_record(folder)
    assert not folder.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"files": 3}', '{"files": [{}]}'])
def test_a_record_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / RECORD).write_text(content)
    assert read_record(tmp_path) == Record()
    assert not read_record(tmp_path)


def test_forgetting_the_record_leaves_a_folder_that_holds_more(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("")
    write_record(tmp_path, FIRST)
    forget_record(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mail"]


def test_a_later_install_adds_to_the_record_and_replaces_what_it_wrote_again() -> None:
    later = Record((WrittenFile("/a", "2"), WrittenFile("/b", "3")), (), ("/made", "/more"))
    assert FIRST.and_also(later) == Record(
        (WrittenFile("/a", "2"), WrittenFile("/b", "3")),
        (WrittenKey("k", "v"),),
        ("/made", "/more"),
    )


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "new\ud800")
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]


def test_the_shipped_ids_are_ids_and_comments_are_none(tmp_path: Path) -> None:
    assert all(map(is_extension_id, shipped_ids()))
    (tmp_path / "extension_ids.txt").write_text("# one\n\n  " + "a" * 32 + "  \n# two\n")
    assert shipped_ids(tmp_path) == ("a" * 32,)
    assert (manifest_folder() / "extension_key.txt").is_file()


@pytest.mark.parametrize("text", ["", "a" * 31, "a" * 33, "q" * 32, "A" * 32, "a" * 31 + "/"])
def test_what_is_no_id_is_told(text: str) -> None:
    assert not is_extension_id(text)
