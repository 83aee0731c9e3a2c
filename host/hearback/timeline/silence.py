"""How long they have been silent, and until when waiting is right (DESIGN section 3).

L is their last sign of life: their last real mail or the end of the last interview, whichever is
later. U are the user's chases since L, T the last of them. P is the promise in force, S the later
of L and P.latest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hearback.signals.signal import Kind, Mention, Promise, Reading
from hearback.timeline.application import Application, Interview, Stage
from hearback.timeline.asks import ASKS
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Note, Verb
from hearback.timeline.stage import is_sign_of_life
from hearback.timeline.standing import Chase, PromiseInForce, Silence

CHASING = frozenset({"check_in", "value_add", "move_up"})
NO_CHASE = (Kind.ACCEPTANCE, Kind.WITHDRAWAL, Kind.FEEDBACK_REQUEST)
THANKS_WITHIN = timedelta(days=4)  # a thank-you that asks for the timeline is no chase


@dataclass(frozen=True, slots=True)
class Waits:
    """How many working days an answer may take; playbook.toml holds the numbers."""

    answer: int = 5
    time_being_agreed: int = 3
    after_brush_off: int = 10
    only_applied: int = 10
    second_delay: int = 10
    between_chases: int = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What the wait depends on: stage, promise, chases, and when the last sign of life came."""

    stage: Stage
    promise: PromiseInForce | None
    slot: Promise | None
    last_sign: datetime
    chases: tuple[Chase, ...]


def last_sign_of_life(
    application: Application, interviews: tuple[Interview, ...], now: datetime
) -> datetime:
    """Return L; of an application that nobody ever answered, when it was sent."""
    signs = [reading.envelope.date for reading in application.readings if is_sign_of_life(reading)]
    signs += [interview.end for interview in interviews if interview.end <= now]
    return max(signs, default=application.readings[0].envelope.date)


def find_chases(application: Application, since: datetime, now: datetime) -> tuple[Chase, ...]:
    """Return the user's chases after `since`, oldest first; one that bounced does not count."""
    chases: list[Chase] = []
    for source in _what_was_done(application, since, now):
        if isinstance(source, Note):
            chase = _noted_chase(source)
        elif source.says(Kind.BOUNCE):
            chase, chases = None, chases[:-1]
        else:
            chase = _mailed_chase(source, application, since) if source.outbound else None
        if chase:
            chases.append(chase)
    return tuple(chases)


def _what_was_done(
    application: Application, since: datetime, now: datetime
) -> Iterator[Reading | Note]:
    done: list[tuple[datetime, Reading | Note]] = [
        *((reading.envelope.date, reading) for reading in application.readings),
        *((note.at, note) for note in application.notes),
    ]
    for at, what in sorted(done, key=lambda pair: pair[0]):
        if since < at <= now:
            yield what


def _noted_chase(note: Note) -> Chase | None:
    if note.verb is Verb.CALLED:
        return Chase(note.at, ())
    if note.verb is Verb.SENT_ELSEWHERE and note.text in CHASING:
        return Chase(note.at, (), value_add=note.text == "value_add")
    return None


def _mailed_chase(reading: Reading, application: Application, since: datetime) -> Chase | None:
    brings = Mention.SOMETHING_OF_VALUE in reading.mentions and not reading.says(Kind.THANK_YOU)
    told = Mention.OTHER_OFFER in reading.mentions  # keeping them posted is no chase
    if told or not (reading.says(Kind.FOLLOW_UP) or brings) or reading.says(*NO_CHASE):
        return None
    written = reading.envelope.date
    if reading.says(Kind.THANK_YOU) and written - since <= THANKS_WITHIN:
        return None
    if _answers_something(reading, application):
        return None
    return Chase(
        written,
        tuple(address.address for address in reading.envelope.recipients),
        value_add=Mention.SOMETHING_OF_VALUE in reading.mentions,
    )


def _answers_something(reading: Reading, application: Application) -> bool:
    """Whether they had asked for something that no earlier mail of the user answered."""
    for earlier in reversed(application.readings):
        if earlier.envelope.date >= reading.envelope.date:
            continue
        if earlier.outbound:
            return False
        if any(
            signal.kind in ASKS and not (signal.interview and signal.interview.fixed)
            for signal in earlier.signals
        ):
            return True
    return False


def measure_silence(said: Said, application: Application, waits: Waits, clock: Clock) -> Silence:
    """Return how long they have been silent and when the wait ends; all days in the user's zone."""
    since = clock.day(said.last_sign)
    promised = said.promise.promise.latest if said.promise else None
    first_wait = _first_wait(said, application, waits, clock)
    due = promised or first_wait
    if said.chases:
        ends = clock.calendar.add(clock.day(said.chases[-1].at), waits.between_chases)
        if promised:
            ends = max(ends, clock.calendar.add(promised, 1))
    else:
        ends = first_wait
    return Silence(
        since=said.last_sign,
        days=clock.days_since(since),
        due=due,
        overdue_days=max(0, clock.days_since(due)),
        wait_ends=ends,
        anchor=max(since, promised or since),
    )


def _first_wait(said: Said, application: Application, waits: Waits, clock: Clock) -> date:
    if said.promise:
        return clock.calendar.add(said.promise.promise.latest, 1)
    ends = clock.calendar.add(
        clock.day(said.last_sign), _working_days(said.stage, application, waits, clock.now)
    )
    if said.slot:
        # "I'll send you some times by Friday" is waited for, though it promises no answer.
        ends = max(ends, clock.calendar.add(said.slot.latest, 1))
    return ends


def _working_days(stage: Stage, application: Application, waits: Waits, now: datetime) -> int:
    theirs = [
        reading
        for reading in reversed(application.readings)
        if is_sign_of_life(reading) and reading.envelope.date <= now
    ]
    if stage is Stage.APPLIED:
        return waits.only_applied
    if theirs and theirs[0].says(Kind.BRUSH_OFF):
        return waits.after_brush_off
    if len(theirs) > 1 and theirs[0].says(Kind.DELAY) and theirs[1].says(Kind.DELAY):
        return waits.second_delay
    return waits.time_being_agreed if stage is Stage.INVITED else waits.answer
