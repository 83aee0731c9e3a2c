"""Times that they propose and at which the user already talks with somebody else."""

from datetime import timedelta

from hearback.drafts.days import proposed_times, time_in_words
from hearback.drafts.reader import Reader
from hearback.drafts.told import Engagement, Told
from hearback.signals.signal import InterviewTime

USUAL_LENGTH = timedelta(hours=1)


def clash_at(time: InterviewTime, told: Told) -> Engagement | None:
    """Return what the user has at a time that they propose."""
    end = time.end or time.start + USUAL_LENGTH
    at = (e for e in told.engagements if e.start < end and time.start < e.end)
    return next(at, None)


def free_times(told: Told) -> list[InterviewTime]:
    """Return the times that they propose and at which the user is free, earliest first."""
    return [time for time in proposed_times(told) if clash_at(time, told) is None]


def clash_warnings(told: Told, reader: Reader) -> tuple[str, ...]:
    """Return a sentence for the user on each time of theirs that is taken."""
    return tuple(
        f"You have another interview at that time{f', with {clash.whom}' if clash.whom else ''}: "
        f"{time_in_words(time, told, reader)}."
        for time in proposed_times(told)
        if (clash := clash_at(time, told))
    )
