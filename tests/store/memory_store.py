"""Stores that forget when the process ends; they pass the same tests as the real ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hearback.mail.message import Thread
from hearback.signals.signal import Reading
from hearback.store.settings import Setting
from hearback.timeline.notes import Note


@dataclass
class Looked:
    """What is kept of one thread; of one that is not about a job only its mark."""

    history_id: str
    knowledge: str = ""
    thread: Thread | None = None
    readings: list[Reading] = field(default_factory=list)


class MemoryMessages:
    def __init__(self) -> None:
        self._threads: dict[str, Looked] = {}
        self._cursor: str | None = None

    def save_thread(
        self, thread: Thread, readings: Sequence[Reading], *, knowledge: str, history_id: str = ""
    ) -> None:
        for message, reading in zip(thread.messages, readings, strict=True):
            if message.envelope != reading.envelope:
                raise ValueError("readings and messages of a thread must belong together")
            if message.envelope.thread_id != thread.thread_id:
                raise ValueError("readings and messages of a thread must belong together")
        self._threads[thread.thread_id] = Looked(history_id, knowledge, thread, list(readings))

    def mark_not_job(self, thread_id: str, history_id: str = "") -> None:
        self._threads[thread_id] = Looked(history_id)

    def forget_threads(self, thread_ids: Iterable[str]) -> None:
        for thread_id in thread_ids:
            self._threads.pop(thread_id, None)

    def seen(self, thread_id: str) -> str | None:
        looked = self._threads.get(thread_id)
        return looked.history_id if looked else None

    def threads_to_read_again(self, knowledge: str) -> list[str]:
        return sorted(
            thread_id
            for thread_id, looked in self._threads.items()
            if looked.thread and looked.knowledge != knowledge
        )

    def thread(self, thread_id: str) -> Thread | None:
        looked = self._threads.get(thread_id)
        return looked.thread if looked else None

    def readings(self) -> list[Reading]:
        return [
            reading
            for thread_id in sorted(self._threads)
            for reading in self._threads[thread_id].readings
        ]

    def cursor(self) -> str | None:
        return self._cursor

    def set_cursor(self, cursor: str | None) -> None:
        self._cursor = cursor


class MemoryNotes:
    def __init__(self) -> None:
        self._told: dict[str, tuple[Note, datetime | None]] = {}

    def add(self, note: Note) -> None:
        self._told.setdefault(note.note_id, (note, None))

    def undo(self, note_id: str, at: datetime) -> bool:
        note, undone_at = self._told.get(note_id, (None, None))
        if note is None or undone_at is not None:
            return False
        self._told[note_id] = (note, at)
        return True

    def notes(self) -> list[Note]:
        return [note for note, undone_at in self.history() if undone_at is None]

    def history(self) -> list[tuple[Note, datetime | None]]:
        return sorted(self._told.values(), key=lambda pair: (pair[0].at, pair[0].note_id))


class MemorySettings:
    def __init__(self) -> None:
        self._values: dict[Setting, Any] = {}

    def get(self, setting: Setting) -> Any:
        return self._values.get(setting)

    def put(self, setting: Setting, value: Any) -> None:
        self._values.pop(setting, None)
        if value is not None:
            self._values[setting] = value
