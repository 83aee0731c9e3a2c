"""One host reads the mailbox at a time; the others go on answering from what is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from hearback.errors import SyncUnderWay
from hearback.store.private import PRIVATE_FILE, make_private_folder

NAME = "sync.lock"


@contextmanager
def sync_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder. Raises SyncUnderWay while another process holds it.

    The system lets go of it when its holder dies, so a lock is never stale.
    """
    make_private_folder(folder)
    lock = FileLock(folder / NAME, timeout=0, mode=PRIVATE_FILE)
    try:
        lock.acquire()
    except Timeout:
        raise SyncUnderWay(
            "Another Hearback is reading your mail just now.",
            "What it finds shows up here by itself; there is nothing to do.",
        ) from None
    try:
        yield
    finally:
        lock.release()
