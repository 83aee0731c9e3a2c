"""Times of the day as words: "2pm", "14:00-15:00", "half past two", "2-3pm ET", "at 2"."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from hearback.signals.dates.row import Row
from hearback.signals.dates.sorts import Sort

NOON = 12 * 60
MOST_MONTHS, MOST_DAYS = 12, 31
_DAY_ENDS = frozenset({Sort.WEEKDAY, Sort.MONTH})
_QUARTERS = {"half": 30, "quarter": 15}


@dataclass(frozen=True, slots=True)
class ClockTime:
    """Minutes after midnight, and the zone as it was written ("" for none).

    `offset` is hours from UTC where that was said. `bare`: an hour that nothing marks as one
    ("at 2"). `window`: any time in between is meant. `end` is behind the last word. `half` is "am"
    or "pm" where that was said.
    """

    minute: int
    end: int
    until: int | None = None
    zone: str = ""
    offset: int | None = None
    half: str = ""
    bare: bool = False
    window: bool = False


def read_clock(row: Row, at: int) -> ClockTime | None:
    """Return the time or range of times that begins here."""
    window = row.sort(at) is Sort.BETWEEN
    first = _one_time(row, at + window)
    if first is None:
        return None
    found = _with_second(row, first, window)
    if found.bare and not _may_stand_bare(row, at, found):
        return None
    return _with_zone(row, replace(found, window=window))


def _one_time(row: Row, at: int) -> ClockTime | None:
    word = row[at]
    if word.sort is Sort.CLOCK:
        return ClockTime(word.number, at + 1, half="noon")
    if word.text in _QUARTERS:
        return _spoken(row, at)
    if word.sort is not Sort.NUMBER:
        return None
    if len(word.text) > 2:
        return _four_figures(row, at)
    minute, end = _minutes(row, at)
    return None if minute is None else _in_figures(row, at, minute, end)


def _in_figures(row: Row, at: int, minute: int, end: int) -> ClockTime | None:
    """Read what marks figures as a time: "pm", "o'clock", a colon; or nothing does."""
    hour, half = row[at].number, row[end]
    if half.sort is Sort.MERIDIEM and hour <= 12:
        hour = hour % 12 + (12 if half.value == "pm" else 0)
        return ClockTime(hour * 60 + minute, row.skip(end + 1, marks="."), half=str(half.value))
    if hour > 23:
        return None
    if half.sort is Sort.O_CLOCK:
        return ClockTime(_likely(hour) * 60 + minute, end + 1)
    if row.is_mark(at + 1, ":") or row[at + 1].text == "h":
        return ClockTime(hour * 60 + minute, end, half="24")
    return ClockTime(_likely(hour) * 60 + minute, end, bare=True)


def _minutes(row: Row, at: int) -> tuple[int | None, int]:
    """Return the minutes behind an hour and the place behind them; None when they are none."""
    if not (row.is_mark(at + 1, ":.") or (row[at + 1].text == "h" and row.glued(at + 1))):
        return 0, at + 1
    minutes = row[at + 2]
    glued = row.glued(at + 1) and row.glued(at + 2)
    if glued and minutes.sort is Sort.NUMBER and len(minutes.text) == 2:
        end = at + 3
        if row.is_mark(end, ":") and row.sort(end + 1) is Sort.NUMBER and row.glued(end + 1):
            end += 2  # seconds
        return (minutes.number, end) if minutes.number < 60 else (None, end)
    if row[at + 1].text == "h":
        return 0, at + 2
    return (0, at + 1) if row.is_mark(at + 1, ".") and not glued else (None, at + 1)


def _four_figures(row: Row, at: int) -> ClockTime | None:
    """Read "1430 hrs"."""
    hour, minute = divmod(row[at].number, 100)
    if row[at + 1].text in {"hrs", "hours", "h"} and hour < 24 and minute < 60:
        return ClockTime(hour * 60 + minute, at + 2, half="24")
    return None


def _spoken(row: Row, at: int) -> ClockTime | None:
    """Read "half past two", "quarter to three"."""
    way, hour = row[at + 1].text, row[at + 2]
    if way not in {"past", "to"} or hour.sort is not Sort.NUMBER or not 1 <= hour.number <= 12:
        return None
    minutes = _QUARTERS[row[at].text]
    minute = _likely(hour.number) * 60 + (minutes if way == "past" else -minutes)
    end, half = at + 3, row[at + 3]
    if half.sort is Sort.MERIDIEM:
        end += 1
        minute = minute % NOON + (NOON if half.value == "pm" else 0)
    return ClockTime(minute, end, half="pm" if minute >= NOON else "am")


def _likely(hour: int) -> int:
    """Return the hour of the working day: at 2 is in the afternoon, at 10 in the morning."""
    return hour + 12 if 1 <= hour <= 7 else hour


def _with_second(row: Row, first: ClockTime, window: bool) -> ClockTime:
    """Return a range where one is written: "2-3pm", "14:00 to 15:00"."""
    joined = row.is_mark(first.end, "-") or row.sort(first.end) is Sort.TO
    joined = joined or (window and row.sort(first.end) is Sort.AND)
    joined = joined or row.sort(first.end) is Sort.UNTIL
    second = _one_time(row, first.end + 1) if joined else None
    if second is None or (first.bare and second.bare and not window):
        return first
    start = first.minute
    if first.bare and second.half in {"am", "pm"}:
        start = start % NOON + (NOON if second.half == "pm" else 0)
        if start > second.minute:  # "11-1pm"
            start -= NOON
    if start < 0 or start >= second.minute:
        return first
    return replace(second, minute=start, until=second.minute, bare=False, half=second.half)


def _may_stand_bare(row: Row, at: int, found: ClockTime) -> bool:
    """Whether a naked number is an hour: only behind "at", and with nothing that it counts.

    "10 March 13.00" needs no "at"; "10.03" behind a day may be a date.
    """
    if row.is_mark(at + 1, ".") and row.glued(at + 2) and _is_behind_day(row, at):
        return found.minute % 60 == 0 or found.minute % 60 > MOST_MONTHS
    if row[at - 1].text != "at" and row.sort(at) is not Sort.BETWEEN:
        return False
    behind = row.sort(found.end)
    return behind not in {Sort.UNIT, Sort.BUSINESS, Sort.MONTH, Sort.NUMBER, Sort.OTHER} or (
        row[found.end].text in row.lexicon.follows_an_hour or zone_at(row, found.end) is not None
    )


def _is_behind_day(row: Row, at: int) -> bool:
    before = at - 1
    if row.is_mark(before, ","):
        before -= 1
    if row.sort(before) is Sort.NUMBER and row[before].number > MOST_DAYS:
        before -= 1  # the year
    return row.sort(before) in _DAY_ENDS


def _with_zone(row: Row, found: ClockTime) -> ClockTime:
    at = row.skip(found.end, marks="(")
    zone = zone_at(row, at)
    if zone is None:
        return found
    name, end = zone
    offset = None
    signed = name in {"gmt", "utc"} and row.is_mark(end, "+-") and row.glued(end)
    if signed and row.sort(end + 1) is Sort.NUMBER and row[end + 1].number <= 14:
        offset = row[end + 1].number * (1 if row[end].text == "+" else -1)
        end += 2
    end = row.skip(end, marks=")") if at > found.end else end
    return replace(found, zone=name, offset=offset, end=end)


def zone_at(row: Row, at: int) -> tuple[str, int] | None:
    """Return the zone that is written here, and the place behind it."""
    words = f"{row[at].text} {row[at + 1].text}"
    for name, size in ((words, 2), (row[at].text, 1)):
        if name in zones():
            end = at + size
            return name, end + (row[end].text in {"time", "standard", "daylight"})
    if row[at].text in {"your", "our", "my", "local"} and row[at + 1].text == "time":
        return "", at + 2
    return None


@cache
def zones() -> Mapping[str, str]:
    """Return the zones that people write, by their letters; "IE ist" is ist in Ireland."""
    path = files("hearback") / "knowledge" / "dates" / "zones.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {**tables["zones"], **tables["in_country"], **tables["two_words"]}
