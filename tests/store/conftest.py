"""A database of its own for each test, and for each store the real one and one in memory."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from hearback.store.database import Database, open_database
from hearback.store.messages import MessageStore
from hearback.store.notes import NoteStore
from hearback.store.settings import SettingStore
from store.memory_store import MemoryMessages, MemoryNotes, MemorySettings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database will be; nothing is there yet, nor is its folder."""
    return tmp_path / "data" / "hearback.db"


@pytest.fixture
def new_database(tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Open an empty database with each call; all are closed at the end."""
    numbers = count()
    opened: list[Database] = []

    def open_next() -> Database:
        opened.append(open_database(tmp_path / f"{next(numbers)}" / "hearback.db"))
        return opened[-1]

    yield open_next
    for database in opened:
        database.close()


NewMessages = Callable[[], MessageStore | MemoryMessages]
NewNotes = Callable[[], NoteStore | MemoryNotes]
NewSettings = Callable[[], SettingStore | MemorySettings]


@pytest.fixture(params=["sqlite", "memory"])
def new_messages(
    request: pytest.FixtureRequest, new_database: Callable[[], Database]
) -> NewMessages:
    """Make an empty store with each call."""
    return MemoryMessages if request.param == "memory" else lambda: MessageStore(new_database())


@pytest.fixture(params=["sqlite", "memory"])
def new_notes(request: pytest.FixtureRequest, new_database: Callable[[], Database]) -> NewNotes:
    """Make an empty store with each call."""
    return MemoryNotes if request.param == "memory" else lambda: NoteStore(new_database())


@pytest.fixture(params=["sqlite", "memory"])
def new_settings(
    request: pytest.FixtureRequest, new_database: Callable[[], Database]
) -> NewSettings:
    """Make an empty store with each call."""
    return MemorySettings if request.param == "memory" else lambda: SettingStore(new_database())
