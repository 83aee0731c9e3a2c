"""The timeline of an application, drawn in the terminal: two lanes, talks, the promise, today."""

from collections.abc import Iterator
from datetime import date, timedelta

from hearback.advice.words import day_in_words
from hearback.operations.look import Item
from hearback.timeline.clock import Clock
from hearback.timeline.history import tell_history

WIDTH = 64  # columns of a lane
MOST_DAYS = 90  # what is older stands at the left edge
THEIRS, MINE, TALK, PROMISED, TODAY, LANE = "●", "○", "◆", "▒", "│", "─"


def timeline_lines(item: Item, clock: Clock) -> Iterator[str]:
    """Yield the picture; nothing when there is too little for one."""
    case = item.case
    events = tell_history(case.application, case.standing.interviews, clock.now)
    talks = [clock.day(interview.start) for interview in case.standing.interviews]
    promise = case.standing.promise.promise if case.standing.promise else None
    window = (promise.earliest, promise.latest) if promise else None
    days: list[date] = [clock.day(event.at) for event in events]
    days += [*talks, *(window or ()), clock.today]
    first, last = max(min(days), clock.today - timedelta(days=MOST_DAYS)), max(days)
    if len(events) < 2 or first == last:
        return

    def column(day: date) -> int:
        return round((min(max(day, first), last) - first) / (last - first) * (WIDTH - 1))

    lanes = {"them": [LANE] * WIDTH, "me": [LANE] * WIDTH}
    below = [" "] * WIDTH
    if window:
        start, end = (column(day) for day in window)
        below[start : end + 1] = PROMISED * (end - start + 1)
    for talk in talks:
        below[column(talk)] = TALK
    for event in events:
        mine = event.who in ("me", "note")
        lanes["me" if mine else "them"][column(clock.day(event.at))] = MINE if mine else THEIRS
    today = column(clock.today)
    below[today] = TODAY
    yield f"  They {''.join(lanes['them'])}"
    yield f"  You  {''.join(lanes['me'])}"
    yield f"       {''.join(below).rstrip()}"
    begins = day_in_words(first, clock.today)
    yield f"       {begins:<{max(today - 4, len(begins) + 1)}} today"
    legend = [f"{TALK} interview"] if talks else []
    legend += [f"{PROMISED} promised"] if window else []
    if legend:
        yield f"       {', '.join(legend)}"
