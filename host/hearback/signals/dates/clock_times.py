"""Times for an interview: an hour of the day together with the day it belongs to.

"Thursday at 2pm ET", "Tue 10 March, 14:00-15:00 CET", "tomorrow at 11". A list of options gives one
time each. A window ("between 2 and 4pm", "any time after 3") is no time for an interview and is
left out, as are hours that stand beside no single day ("Monday to Friday, 9-5").
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from hearback.signals.dates.bounds import Bounded, Either, Limit
from hearback.signals.dates.clock_rules import ClockTime, read_clock, zone_at, zones
from hearback.signals.dates.lexicon import load_lexicon
from hearback.signals.dates.months import NumericDate
from hearback.signals.dates.periods import Anchor, Period
from hearback.signals.dates.promises import Context
from hearback.signals.dates.row import Row
from hearback.signals.dates.sorts import Sort
from hearback.signals.dates.times import TimePhrase, find_times
from hearback.signals.dates.words import one_spelling, split_words
from hearback.signals.signal import InterviewTime

LONGEST_TEXT = 2_000
MOST_WORDS = 200
"""What is looked at: whoever proposes times does so in a few lines."""
MOST_TIMES = 24

_COULD_BE_AN_HOUR = re.compile(
    r"\d[ ]?(?:[:.h]|[ap]\.?[ ]?m|o'? ?clock|hrs|hours)|\bat \d|noon|midday|\bpast |er to |-\d"
)
_NO_START = frozenset(
    {Sort.BEFORE, Sort.AFTER, Sort.BY, Sort.UNTIL, Sort.SINCE, Sort.NOT_BEFORE, Sort.WITHIN}
)
_NO_DAY = frozenset({Limit.BY, Limit.BEFORE, Limit.AFTER, Limit.NOT_BEFORE})
_APART = 2
_CLOSE = 5


def read_times(text: str, context: Context) -> tuple[InterviewTime, ...]:
    """Return the times that a text names for a talk, in its order, none of them fixed.

    Without a zone they are in that of `context.written`. Days that have passed are left out.
    """
    text = text[:LONGEST_TEXT]
    if not _COULD_BE_AN_HOUR.search(one_spelling(text).lower()):
        return ()
    row = Row(split_words(text, load_lexicon())[:MOST_WORDS], load_lexicon())
    clocks = list(islice(_clocks(row), MOST_TIMES))
    if not clocks:
        return ()
    zone = _common_zone(row, [clock for _, clock in clocks])
    times: dict[datetime, InterviewTime] = {}
    for day, clock in _on_days(row, clocks, context.anchor):
        found = _interview(day, clock, _zone(clock, zone, context))
        times.setdefault(found.start, found)
    return tuple(times.values())


def _clocks(row: Row) -> Iterator[tuple[int, ClockTime]]:
    """Yield the hours that could begin a talk, and where each stands."""
    at = 0
    while at < len(row):
        clock = read_clock(row, at)
        if clock is None:
            at += 1
            continue
        before = row.sort(row.skip(at - 1, Sort.END))
        open_ended = before in _NO_START and not (before is Sort.SINCE and clock.until)
        if not clock.window and not open_ended:
            yield at, clock
        at = clock.end


def _on_days(
    row: Row, clocks: Sequence[tuple[int, ClockTime]], at: Anchor
) -> Iterator[tuple[date, ClockTime]]:
    """Yield each hour with each of its days: those it stands with, else the last ones named."""
    phrases = find_times(row.words, row.lexicon)
    for nth, (_, clock) in enumerate(clocks):
        phrase = _day_phrase(phrases, clocks, nth)
        if phrase is None or phrase.limit in _NO_DAY or phrase.period is None:
            continue
        for day in _single_days(phrase.period, at):
            if day >= at.day:
                yield day, clock


def _day_phrase(
    phrases: Sequence[TimePhrase], clocks: Sequence[tuple[int, ClockTime]], nth: int
) -> TimePhrase | None:
    """Return the time phrase that an hour belongs to: around it, before it, else behind it."""
    place, clock = clocks[nth]
    around = [phrase for phrase in phrases if phrase.first <= place < phrase.end]
    days = [phrase for phrase in phrases if phrase.period is not None and not phrase.counted]
    before = [phrase for phrase in days if phrase.end <= place]
    if around or before:
        return around[0] if around else before[-1]
    for following, later in clocks[nth + 1 : nth + 1 + _CLOSE]:  # "9am, 11am or 3pm on Thursday"
        if following - clock.end > _APART:
            break
        clock, place = later, following
    behind = [phrase for phrase in days if place < phrase.end and phrase.first - place <= _CLOSE]
    return behind[0] if behind else None


def _single_days(period: Period, at: Anchor) -> list[date]:
    """Return the single days that a period names; none for a week or a range.

    Where 10/03 can be read two ways it is the nearer day: talks are arranged for soon.
    """
    if isinstance(period, Either):
        if period.is_range:
            return []
        return _single_days(period.first, at) + _single_days(period.second, at)
    if isinstance(period, NumericDate):
        return [day for day in period.readings(at) if day >= at.day][:1]
    try:
        span = Bounded(period, Limit.NONE).span(at)
    except (ValueError, OverflowError):
        return []
    return [span.latest] if span.earliest == span.latest else []


def _common_zone(row: Row, clocks: Sequence[ClockTime]) -> ClockTime | None:
    """Return an hour whose zone is that of all: the only one that is named."""
    named = [clock for clock in clocks if clock.zone]
    if len({(clock.zone, clock.offset) for clock in named}) == 1:
        return named[0]
    if named:
        return None
    for at in range(len(row)):  # "All times are ET."
        if row[at].text == "times":
            for near in range(at + 1, at + 1 + _CLOSE):
                zone = zone_at(row, near)
                if zone and zone[0]:
                    return ClockTime(0, 0, zone=zone[0])
    return None


def _zone(clock: ClockTime, common: ClockTime | None, context: Context) -> tzinfo:
    source = clock if clock.zone or common is None else common
    if source.offset is not None:
        return timezone(timedelta(hours=source.offset))
    known = zones()
    name = known.get(f"{context.country.upper()} {source.zone}") or known.get(source.zone)
    return ZoneInfo(name) if name else context.written.tzinfo or UTC


def _interview(day: date, clock: ClockTime, zone: tzinfo) -> InterviewTime:
    midnight = datetime.combine(day, time(), zone)
    start = midnight + timedelta(minutes=clock.minute)
    end = midnight + timedelta(minutes=clock.until) if clock.until else None
    return InterviewTime(start=start, end=end)
