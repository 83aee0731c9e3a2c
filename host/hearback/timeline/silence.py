"""How long they have been silent, and until when waiting is right.

L is their last sign of life: their last real mail or the end of the last interview, whichever is
later. U are the user's chases since L, T the last of them. P is the promise in force, S the later
of L and P.latest. A promise that had lapsed when they wrote again, or when a talk took place, holds
nobody back any more: then the wait is counted from L, as without one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hearback.signals.signal import Kind, Promise
from hearback.timeline.application import Application, Interview, Stage
from hearback.timeline.asks import Handed, handed_over
from hearback.timeline.clock import Clock
from hearback.timeline.stage import Step, is_sign_of_life
from hearback.timeline.standing import Chase, PromiseInForce, Silence


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
    application: Application,
    interviews: Iterable[Interview],
    steps: Iterable[Step],
    now: datetime,
) -> datetime:
    """Return L; of an application that nobody ever answered, when it was sent.

    An interview of which only a mail or a note speaks counts from when that says so.
    """
    signs = [reading.envelope.date for reading in application.readings if is_sign_of_life(reading)]
    signs += [interview.end for interview in interviews if interview.end <= now]
    signs += [s.at for s in steps if s.stage is Stage.INTERVIEWED and not s.corrected_at]
    return max(signs, default=application.readings[0].envelope.date)


def measure_silence(said: Said, application: Application, waits: Waits, clock: Clock) -> Silence:
    """Return how long they have been silent and when the wait ends; all days in the user's zone."""
    since = clock.day(said.last_sign)
    promised = _still_owed(said.promise, since)
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


def _still_owed(promise: PromiseInForce | None, since: date) -> date | None:
    """Return the day of a promise that had not lapsed at their last sign of life."""
    latest = promise.promise.latest if promise else None
    return latest if latest and latest >= since else None


def _first_wait(said: Said, application: Application, waits: Waits, clock: Clock) -> date:
    since, add = clock.day(said.last_sign), clock.calendar.add
    if promised := _still_owed(said.promise, since):
        return add(promised, 1)
    days = _working_days(said, application, waits, clock.now)
    ends = add(since, days)
    handed = handed_over(application, clock)
    if handed and _starts_anew(handed, ends):
        ends = max(ends, add(handed.day, days))
    if said.slot:
        # "I'll send you some times by Friday" is waited for, though it promises no answer.
        ends = max(ends, add(said.slot.latest, 1))
    return ends


def _starts_anew(handed: Handed, ends: date) -> bool:
    """Whether the wait counts from when the move became theirs rather than from L.

    So it does once a day that they asked for has passed; and when the user answered so late that
    the wait would be over with their answer.
    """
    return handed.day >= ends if handed.answered else True


def _working_days(said: Said, application: Application, waits: Waits, now: datetime) -> int:
    theirs = [
        reading
        for reading in reversed(application.readings)
        if is_sign_of_life(reading) and reading.envelope.date <= now
    ]
    if said.stage is Stage.APPLIED:
        return waits.only_applied
    # What they wrote before a talk says nothing about how long they take after it.
    last = theirs[0] if theirs and theirs[0].envelope.date >= said.last_sign else None
    if last and last.says(Kind.BRUSH_OFF):
        return waits.after_brush_off
    if last and last.says(Kind.DELAY) and len(theirs) > 1 and theirs[1].says(Kind.DELAY):
        return waits.second_delay
    return waits.time_being_agreed if said.stage is Stage.INVITED else waits.answer
