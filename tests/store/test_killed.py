"""A host can be killed at any moment: what it wrote before is there, and every thread is whole."""

import random
import subprocess
import sys
import time
from pathlib import Path

from hearback.store.database import open_database
from hearback.store.messages import MessageStore

MAILS = 5
WRITER = """
import sys
from itertools import count
from pathlib import Path
from datetime import UTC, datetime
from hearback.mail.message import Address, Envelope, Message, Thread
from hearback.signals.signal import Reading
from hearback.store.database import open_database
from hearback.store.messages import MessageStore

store = MessageStore(open_database(Path(sys.argv[1])))
dana = Address("Dana", "dana@acme.example")
for number in count():
    name = f"t{number % 7}"
    found = [
        Envelope(f"<{number}.{mail}@x>", name, datetime(2026, 3, 1, mail, tzinfo=UTC), dana, (), "")
        for mail in range(5)
    ]
    thread = Thread(name, tuple(Message(each, f"{number} " * 2000) for each in found))
    store.save_thread(thread, [Reading(each, False, True) for each in found], knowledge="1")
    print(number, flush=True)
"""


def test_killed_while_writing_it_leaves_whole_threads(path: Path) -> None:
    chance = random.Random(7)
    for _ in range(8):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(chance.random() * 0.05)
        writer.kill()
        said = [int(line) for line in writer.communicate()[0].split(b"\n")[:-1] if line]
        database = open_database(path)
        store = MessageStore(database)
        readings = store.readings()
        for name in {reading.envelope.thread_id for reading in readings}:
            thread = store.thread(name)
            assert thread is not None
            assert len(thread.messages) == MAILS
            assert len({message.text for message in thread.messages}) == 1
        saved = {int(reading.envelope.message_id[1:].partition(".")[0]) for reading in readings}
        # What was reported as saved is there, unless a later state took its place.
        assert all(any(kept >= number for kept in saved) for number in said)
        assert database.rows("PRAGMA integrity_check") == [("ok",)]
        database.close()
