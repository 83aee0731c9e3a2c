"""Which interviews stand: calendar events, times agreed on in sentences, moved, called off.

A calendar event is (UID, RECURRENCE-ID); the higher SEQUENCE wins, then the later mail. A time that
a sentence fixes is the same interview when an event starts, or once started, within a quarter of an
hour of it. Mails are taken by date, so the order in which they arrived does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hearback.signals.signal import InterviewTime, Kind, Mention, Person, Reading
from hearback.timeline.application import Application, Interview
from hearback.timeline.notes import Note, Verb
from hearback.timeline.told_times import USUAL_LENGTH, ToldTime, told_time

SAME_TIME = timedelta(minutes=15)
SPOKEN_OF = timedelta(days=30)  # how long after an interview a mail that speaks of one means it

UNDONE_BY = frozenset({Verb.THEY_DID_NOT_SHOW, Verb.NO_SHOW, Verb.INTERVIEW_MOVED})


@dataclass
class _Meeting:
    """An interview while the mails are read one by one."""

    time: InterviewTime
    written: datetime
    agreed: datetime
    arranged_in: str
    starts: set[datetime] = field(default_factory=set)
    stands: bool = True
    put_right: dict[datetime, ToldTime] = field(default_factory=dict)

    def is_at(self, start: datetime) -> bool:
        return any(abs(start - known) <= SAME_TIME for known in self.starts | {self.time.start})

    def ahead_of(self, moment: datetime) -> bool:
        return self.stands and self.time.start > moment

    def update(self, time: InterviewTime, reading: Reading) -> None:
        written = reading.envelope.date
        if (time.sequence, written) < (self.time.sequence, self.written):
            return
        self.starts.add(self.time.start)
        people = time.people or self.time.people
        # A mail that repeats what the user put right is read wrong in the same way.
        if told := self.put_right.get(time.start):
            time = replace(time, start=told.start, end=told.end)
        self.time = replace(time, people=people, uid=time.uid or self.time.uid)
        self.written, self.stands = written, not time.cancelled

    def correct(self, told: ToldTime, at: datetime) -> None:
        self.starts.add(self.time.start)
        for wrong in {self.time.start, *([told.was] if told.was else [])}:
            self.put_right[wrong] = told
        self.time = replace(self.time, start=told.start, end=told.end, cancelled=False)
        self.written, self.stands = at, True


class _Diary:
    """All meetings of one application, as far as the mails have been read."""

    def __init__(self) -> None:
        self.meetings: list[_Meeting] = []

    def read(self, reading: Reading) -> None:
        written = reading.envelope.date
        times = [signal.interview for signal in reading.signals if signal.interview]
        settled = [time for time in times if time.fixed and not time.cancelled]
        if _unsettles(reading, times, settled):
            self._strike(written, keep=settled)
        for time in times:
            if time.uid:
                self._note_event(time, reading)
            elif time.fixed:
                self._note_time(time, reading)

    def hear(self, note: Note) -> None:
        """Take the user's word for the time of an interview."""
        told = told_time(note)
        if told is None:
            return
        meeting = self._meant(told)
        if meeting:
            meeting.correct(told, note.at)
        else:
            time = InterviewTime(told.start, told.end, fixed=True)
            self.meetings.append(_Meeting(time, note.at, note.at, arranged_in=""))

    def _meant(self, told: ToldTime) -> _Meeting | None:
        """Return the one that was read wrong, also once it is read in another way."""
        for start in (told.was, told.start):
            for meeting in self.meetings:
                if start and meeting.is_at(start):
                    return meeting
        if told.was is None:
            return None
        days = {told.was.date(), told.start.date()}
        near = [m for m in self.meetings if m.stands and m.time.start.date() in days]
        return near[0] if len(near) == 1 else None

    def _strike(self, written: datetime, keep: Iterable[InterviewTime]) -> None:
        for meeting in self.meetings:
            if meeting.ahead_of(written) and not any(meeting.is_at(time.start) for time in keep):
                meeting.stands = False

    def _note_event(self, time: InterviewTime, reading: Reading) -> None:
        key = (time.uid, time.recurrence_id)
        for meeting in self.meetings:
            if (meeting.time.uid, meeting.time.recurrence_id) == key:
                meeting.update(time, reading)
                return
        for meeting in self.meetings:
            if not meeting.time.uid and meeting.is_at(time.start):
                meeting.update(time, reading)
                return
        self._add(time, reading)

    def _note_time(self, time: InterviewTime, reading: Reading) -> None:
        for meeting in self.meetings:
            if meeting.is_at(time.start):
                if not meeting.time.uid:
                    meeting.update(time, reading)
                return
        self._add(time, reading)

    def _add(self, time: InterviewTime, reading: Reading) -> None:
        written = reading.envelope.date
        arranged_in = reading.envelope.message_id
        self.meetings.append(
            _Meeting(time, written, written, arranged_in, stands=not time.cancelled)
        )


def _unsettles(reading: Reading, times: list[InterviewTime], settled: list[InterviewTime]) -> bool:
    """Whether a mail takes away the times that stood until then."""
    if reading.says(Kind.INTERVIEW_CANCELLATION):
        # A calendar's CANCEL names its own event and leaves the others alone.
        return not any(time.uid for time in times)
    if Mention.TIME_MOVED in reading.mentions:
        return not any(time.uid for time in settled)
    return bool(
        reading.says(Kind.INTERVIEW_SCHEDULING)
        and times
        and not settled
        and not reading.says(Kind.INTERVIEW_CONFIRMATION)
    )


def _person_part(people: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple(person for person in people if person.address)


def _as_interview(meeting: _Meeting) -> Interview:
    time = meeting.time
    return Interview(
        start=time.start,
        end=time.end or time.start + USUAL_LENGTH,
        agreed=meeting.agreed,
        arranged_in=meeting.arranged_in,
        uid=time.uid,
        people=_person_part(time.people),
    )


def _undone(interviews: list[Interview], note: Note) -> Interview | None:
    """Return the interview that a note takes away: the last that had begun, else the next one."""
    begun = [interview for interview in interviews if interview.start <= note.at]
    ahead = [interview for interview in interviews if interview.start > note.at]
    if note.verb is Verb.INTERVIEW_MOVED and ahead:
        return ahead[0]
    return begun[-1] if begun else (ahead[0] if ahead else None)


def _moved(interview: Interview, note: Note) -> Interview:
    """Return the interview at the same time of the day that the user noted."""
    day = note.day or interview.start.date()
    start = interview.start.replace(year=day.year, month=day.month, day=day.day)
    length = interview.end - interview.start
    return replace(interview, start=start, end=start + length, agreed=note.at)


def _surely_held(interview: Interview, application: Application, now: datetime) -> bool:
    if interview.end > now:
        return False
    until = interview.end + SPOKEN_OF
    return any(
        Mention.INTERVIEW_HELD in reading.mentions or reading.says(Kind.THANK_YOU)
        for reading in application.readings
        if interview.start <= reading.envelope.date <= until
    ) or any(
        note.verb is Verb.TOOK_PLACE and note.at >= interview.start for note in application.notes
    )


def find_interviews(application: Application, now: datetime) -> tuple[Interview, ...]:
    """Return the interviews that stand, oldest first, past and to come."""
    diary = _Diary()
    told = [note for note in application.notes if note.verb is Verb.INTERVIEW]
    for reading in application.readings:
        while told and told[0].at < reading.envelope.date:
            diary.hear(told.pop(0))
        diary.read(reading)
    for note in told:
        diary.hear(note)
    standing = sorted(
        (_as_interview(meeting) for meeting in diary.meetings if meeting.stands),
        key=lambda interview: (interview.start, interview.uid),
    )
    for note in application.notes:
        if note.verb in UNDONE_BY and (gone := _undone(standing, note)):
            standing.remove(gone)
            if note.verb is Verb.INTERVIEW_MOVED and note.day:
                standing = sorted([*standing, _moved(gone, note)], key=lambda i: (i.start, i.uid))
    return tuple(
        replace(interview, sure=_surely_held(interview, application, now)) for interview in standing
    )
