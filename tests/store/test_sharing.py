"""Two hosts on one database, and what is left of it after forgetting."""

import subprocess
import sys
from pathlib import Path

import pytest

from hearback.errors import StoreUnusable
from hearback.store.database import MIGRATIONS, erase, forget_all, open_database
from hearback.store.messages import MessageStore
from hearback.store.notes import NoteStore
from hearback.store.settings import Setting, SettingStore
from hearback.timeline.notes import Verb
from store.kept_mail import CANARY, keep_mail
from telling import march, note


def kept_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def test_one_host_reads_while_another_writes(path: Path) -> None:
    reader, writer = open_database(path), open_database(path)
    with writer.transaction():
        keep_mail(writer)
        assert MessageStore(reader).readings() == []
    assert len(MessageStore(reader).readings()) == 1
    reader.rows("PRAGMA busy_timeout = 50")
    with writer.transaction(), pytest.raises(StoreUnusable, match="Another Hearback is writing"):
        keep_mail(reader)
    reader.close()
    writer.close()


def test_nothing_that_was_kept_can_be_found_in_the_files_after_forgetting(path: Path) -> None:
    database = open_database(path)
    for number in range(50):
        keep_mail(database, f"{CANARY} {number}")
    NoteStore(database).add(note(1, Verb.TOPIC, CANARY))
    NoteStore(database).undo(NoteStore(database).notes()[0].note_id, march(2))
    SettingStore(database).put(Setting.ME, {"addresses": [CANARY], "name": ""})
    MessageStore(database).set_cursor(CANARY)
    assert CANARY.encode() in kept_bytes(path.parent)
    forget_all(database)
    assert CANARY.encode() not in kept_bytes(path.parent)
    keep_mail(database)
    assert len(MessageStore(database).readings()) == 1
    database.close()


def test_forgetting_says_when_a_reader_keeps_traces_in_the_log(path: Path) -> None:
    database, reader = open_database(path), open_database(path)
    keep_mail(database)
    reader.execute("BEGIN")
    MessageStore(reader).readings()
    database.rows("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreUnusable, match="traces"):
        forget_all(database)
    reader.execute("COMMIT")
    forget_all(database)
    assert CANARY.encode() not in kept_bytes(path.parent)
    reader.close()
    database.close()


def test_erasing_leaves_no_file_unless_somebody_has_it_open(path: Path) -> None:
    keeper = open_database(path)
    keep_mail(keeper)
    erase(path)
    assert CANARY.encode() not in kept_bytes(path.parent)
    keep_mail(keeper)
    assert len(MessageStore(open_database(path)).readings()) == 1
    keeper.close()


def test_erasing_takes_a_damaged_file_too(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CANARY.encode() * 1000)
    erase(path)
    assert not any(path.parent.iterdir())
    erase(path)


def test_many_hosts_may_begin_the_same_database_at_once(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "from hearback.store.database import open_database;"
        "print(len(open_database(Path(sys.argv[1])).rows('SELECT * FROM migration')))"
    )
    hosts = [
        subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    answers = [host.communicate(timeout=60)[0].strip() for host in hosts]
    assert answers == [b"%d" % len(list(MIGRATIONS.glob("*.sql")))] * 4
