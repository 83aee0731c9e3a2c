"""The time of an interview as the user told it: put right, or of one that no mail tells of."""

from dataclasses import dataclass
from datetime import datetime

from hearback.timeline.notes import Note, Verb

NO_MAIL = "-"


@dataclass(frozen=True, slots=True)
class ToldTime:
    """From when to when it is; `was` is the start that was read wrong, None where none was read."""

    start: datetime
    end: datetime
    was: datetime | None = None

    def as_text(self) -> str:
        """Return the form in which a note keeps it."""
        was = self.was.isoformat() if self.was else NO_MAIL
        return f"{self.start.isoformat()} {self.end.isoformat()} {was}"


def told_time(note: Note) -> ToldTime | None:
    """Return what a note says of the time of an interview; None when it says nothing of it."""
    if note.verb is not Verb.INTERVIEW:
        return None
    try:
        start, end, was = note.text.split(" ")
        told = ToldTime(
            datetime.fromisoformat(start),
            datetime.fromisoformat(end),
            None if was == NO_MAIL else datetime.fromisoformat(was),
        )
    except ValueError:
        return None
    zoned = told.start.tzinfo and told.end.tzinfo and (told.was is None or told.was.tzinfo)
    return told if zoned else None
