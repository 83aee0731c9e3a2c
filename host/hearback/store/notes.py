"""What the user told us. A note that was taken back is kept with the moment, and counts no more."""

import json
from datetime import date, datetime

from hearback.store.database import Database
from hearback.store.signal_json import moment_row, to_json
from hearback.store.trouble import unreadable
from hearback.timeline.notes import Note, Verb


class NoteStore:
    """The user's notes, in one database. They outlive the mail that they are about."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, note: Note) -> None:
        """Keep a note; one with an id that is kept already changes nothing."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO note (note_id, thread_id, verb, at, text, day)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (note_id) DO NOTHING",
                (
                    note.note_id,
                    note.thread_id,
                    note.verb,
                    note.at.isoformat(),
                    to_json(note.text),
                    moment_row(note.day),
                ),
            )

    def undo(self, note_id: str, at: datetime) -> bool:
        """Take a note back, and what was told with it; return whether there was one."""
        with self._database.transaction():
            changed = self._database.execute(
                "UPDATE note SET undone_at = ? WHERE undone_at IS NULL"
                " AND (note_id = ? OR substr(note_id, 1, length(?) + 1) = ? || '-')",
                (at.isoformat(), note_id, note_id, note_id),
            )
            return changed.rowcount > 0

    def notes(self) -> list[Note]:
        """Return the notes that count, in the order in which they were made."""
        return [note for note, undone_at in self.history() if undone_at is None]

    def history(self) -> list[tuple[Note, datetime | None]]:
        """Return every note there ever was, with the moment at which it was taken back."""
        found = self._database.rows(
            "SELECT note_id, thread_id, verb, at, text, day, undone_at FROM note ORDER BY rowid"
        )
        try:
            told = [(_note_of(row[:6]), _moment(row[6])) for row in found]
        except (ValueError, TypeError):
            raise unreadable(self._database.path) from None
        return sorted(told, key=lambda pair: pair[0].at)  # at one moment: as they were told


def _note_of(row: tuple[str, ...]) -> Note:
    note_id, thread_id, verb, at, text, day = row
    return Note(
        note_id,
        thread_id,
        Verb(verb),
        datetime.fromisoformat(at),
        json.loads(text),
        date.fromisoformat(day) if day else None,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
