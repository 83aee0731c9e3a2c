"""The time of an interview as the user told it: put right, or of one that no mail tells of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hearback.timeline.notes import Note, Verb

NO_MAIL = "-"
USUAL_LENGTH = timedelta(hours=1)  # an interview whose end nobody wrote


@dataclass(frozen=True, slots=True)
class ToldTime:
    """From when to when it is; `was` is the start that was read wrong, None where none was read."""

    start: datetime
    end: datetime
    was: datetime | None = None

    @classmethod
    def of(cls, start: datetime, end: datetime | None, was: datetime | None) -> "ToldTime":
        """Return the time as it was told, an hour long when nobody said until when."""
        try:
            return cls(start, end or start + USUAL_LENGTH, was)
        except OverflowError:  # in the last hour of the year 9999
            return cls(start, start, was)

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
