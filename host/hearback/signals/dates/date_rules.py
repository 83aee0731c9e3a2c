"""Dates in words and figures: "13 March", "March 13-17", "3/13/26", "the 15th", "Q2", "in May"."""

from collections.abc import Callable
from dataclasses import dataclass

from hearback.signals.dates.bounds import Either, Limit
from hearback.signals.dates.count_rules import read_count
from hearback.signals.dates.months import (
    CalendarDate,
    DayOfMonth,
    Month,
    NumericDate,
    Quarter,
    WeekdayInMonth,
    WeekInMonth,
    Year,
)
from hearback.signals.dates.periods import Part, Period, Unit
from hearback.signals.dates.row import Before, Match, Row
from hearback.signals.dates.sorts import Sort

_TO = frozenset({Sort.TO, Sort.OR, Sort.AND})
_NO_DATE_BEFORE = frozenset({Sort.UNIT, Sort.BUSINESS, Sort.MERIDIEM, Sort.O_CLOCK, Sort.NUMBER})


def read_numbered(row: Row, at: int, before: Before) -> Match | None:
    """Read what begins with a number: a count of units, else a date, else a year."""
    found = read_count(row, at, before) or _figures(row, at) or _day_then_month(row, at)
    if found is None and before.limit in {Limit.BY, Limit.BEFORE, Limit.IN}:
        year = year_at(row, at)
        found = Match(Year(year=year), at + 1) if year else None
    return found


def read_ordinal(row: Row, at: int, before: Before) -> Match | None:
    """Read "15th of March", "first week of April", "last Friday of the month", "the 15th"."""
    nth = -1 if row.sort(at) is Sort.PAST else row[at].number
    if row.unit(at + 1) is Unit.WEEK and not row.is_plural(at + 1):
        return _in_month(row, at + 2, lambda month: WeekInMonth(nth, month))
    if row.sort(at + 1) is Sort.WEEKDAY and row.sort(at + 2) in {Sort.OF, Sort.IN}:
        weekday = row[at + 1].number
        return _in_month(row, at + 2, lambda month: WeekdayInMonth(nth, weekday, month))
    found = _day_then_month(row, at)
    if found or not row[at].text[0].isdigit():
        return found
    return _day_of_month(row, at)


def read_month(row: Row, at: int, part: Part) -> Match | None:
    """Read what begins with a month's name: "March 13", "March 2026", "March"."""
    month = row[at].number
    behind = row.skip(at + 1, Sort.THE, marks=".")
    if part is Part.WHOLE and _is_day(row, behind) and not _is_clock(row, behind):
        return _month_then_day(row, at, behind)
    year = year_at(row, row.skip(at + 1, Sort.OF, marks=","))
    if year:
        return Match(Month(month, part=part, year=year), row.skip(at + 1, Sort.OF, marks=",") + 1)
    following = row.skip(at + 1, Sort.OF)
    if following > at + 1 and row.sort(following) in {Sort.NEXT, Sort.THIS}:
        following += 2 if row.unit(following + 1) is Unit.YEAR else 0
        return Match(Month(month, part=part), following)
    return Match(Month(month, part=part), at + 1, weak=part is Part.WHOLE)


def read_quarter(row: Row, at: int, part: Part) -> Match | None:
    """Read "Q1", "the first quarter of 2026"."""
    behind = row.skip(at + 1, Sort.OF)
    year = year_at(row, behind)
    end = behind + 1 if year else at + 1
    if row.sort(behind) in {Sort.NEXT, Sort.THIS} and row.unit(behind + 1) is Unit.YEAR:
        end = behind + 2
    return Match(Quarter(row[at].number, part=part, year=year), end)


def year_at(row: Row, at: int) -> int | None:
    """Return the year of four figures that stands here."""
    word = row[at]
    if word.sort is Sort.NUMBER and len(word.text) == 4 and 2000 <= word.number < 2100:
        return word.number
    return None


def read_date(row: Row, at: int) -> Match | None:
    """Read a full date or a day of the month, for beside a weekday; nothing else."""
    at = row.skip(at, Sort.THE)
    if row.sort(at) is Sort.MONTH:
        found = read_month(row, at, Part.WHOLE)
        return found if found and not found.weak else None
    if row.sort(at) is Sort.ORDINAL:
        return _day_then_month(row, at) or _day_of_month(row, at)
    if row.sort(at) is Sort.NUMBER:
        return _figures(row, at) or _day_then_month(row, at)
    return None


def _is_day(row: Row, at: int) -> bool:
    word = row[at]
    return word.sort in {Sort.NUMBER, Sort.ORDINAL} and 1 <= word.number <= 31


def _is_clock(row: Row, at: int) -> bool:
    """Whether the number here is an hour: "2pm", "14:00", "2 o'clock"."""
    return row.sort(at + 1) in {Sort.MERIDIEM, Sort.O_CLOCK} or (
        row.is_mark(at + 1, ":") and row.sort(at + 2) is Sort.NUMBER
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """A day of a month, or two; `end` is behind them."""

    first: int
    end: int
    last: int | None = None
    is_range: bool = False

    def of(self, month: int, year: int | None) -> Period:
        """Return the period that they are in a month."""
        one = CalendarDate(self.first, month, year)
        if self.last is None:
            return one
        return Either(one, CalendarDate(self.last, month, year), self.is_range)


def _days(row: Row, at: int) -> _Days:
    """Read "13", "13th", "13-17", "13 or 14"."""
    first, end = row[at].number, at + 1
    second = row.skip(end + 1, Sort.THE)
    if (row.sort(end) in _TO or row.is_mark(end, "-/")) and _is_day(row, second):
        is_range = row.sort(end) is Sort.TO or row.is_mark(end, "-")
        return _Days(first, second + 1, row[second].number, is_range)
    return _Days(first, end)


def _month_then_day(row: Row, at: int, day_at: int) -> Match | None:
    days = _days(row, day_at)
    if days.last is not None and row.sort(days.end) in _NO_DATE_BEFORE | {Sort.MONTH}:
        days = _Days(days.first, day_at + 1)  # "March 13 - 3pm", "March 13 to 2 April"
    year, end = _year_behind(row, days.end)
    return Match(days.of(row[at].number, year), end)


def _day_then_month(row: Row, at: int) -> Match | None:
    if not _is_day(row, at):
        return None
    days = _days(row, at)
    month_at = row.skip(days.end, Sort.OF, marks="-/.,")
    if row.sort(month_at) is not Sort.MONTH:
        return None
    year, end = _year_behind(row, row.skip(month_at + 1, marks="."))
    return Match(days.of(row[month_at].number, year), end if year else month_at + 1)


def _year_behind(row: Row, at: int) -> tuple[int | None, int]:
    """Return the year that follows a date, and the place behind it; None and `at` without one."""
    behind = row.skip(at, marks=",-/ '")
    year = year_at(row, behind)
    if year:
        return year, behind + 1
    word = row[behind]
    short = word.sort is Sort.NUMBER and len(word.text) == 2 and row.glued(behind)
    if short and behind > at and row.is_mark(behind - 1, "'-/") and word.number >= 20:
        return word.number, behind + 1
    return None, at


def _figures(row: Row, at: int) -> Match | None:
    """Read a date in figures: 3/13, 13.03.2026, 2026-03-13."""
    mark = row[at + 1].text
    if mark not in {"/", ".", "-"} or row.sort(at + 2) is not Sort.NUMBER or not row.glued(at + 2):
        return None
    first, second = row[at], row[at + 2]
    third = row[at + 4] if row[at + 3].text == mark and row.glued(at + 4) else None
    if third is not None and third.sort is Sort.NUMBER:
        if year_at(row, at) and mark != ".":
            return Match(CalendarDate(third.number, second.number, first.number), at + 5)
        if year_at(row, at + 4) or (len(third.text) == 2 and third.number >= 20):
            return Match(NumericDate(first.number, second.number, third.number), at + 5)
        return None
    if mark == "-" or _is_clock(row, at + 2) or not _could_be_date(first.number, second.number):
        return None
    if mark == "." and (len(first.text) < 2 or len(second.text) < 2 or second.number > 12):
        return None
    return Match(NumericDate(first.number, second.number), at + 3, weak=True)


def _could_be_date(first: int, second: int) -> bool:
    return 1 <= min(first, second) <= 12 and 1 <= max(first, second) <= 31


def _day_of_month(row: Row, at: int) -> Match | None:
    following = row[at + 1]
    if not 1 <= row[at].number <= 31 or following.text in row.lexicon.ranked_things:
        return None
    joined = row.sort(at + 1) in {Sort.OR, Sort.TO} or row.is_mark(at + 1, "-/")
    second = row.skip(at + 2, Sort.THE)
    if joined and row.sort(second) is Sort.ORDINAL and row[second].text[0].isdigit():
        is_range = row.sort(at + 1) is Sort.TO or row.is_mark(at + 1, "-")
        period = Either(DayOfMonth(row[at].number), DayOfMonth(row[second].number), is_range)
        return Match(period, second + 1, weak=True)
    return Match(DayOfMonth(row[at].number), at + 1, weak=True)


def _in_month(row: Row, at: int, make: Callable[[Month], Period]) -> Match | None:
    """Read the month that a week or weekday belongs to: "of March", "of next month"."""
    if row.sort(at) not in {Sort.OF, Sort.IN}:
        return None
    at = row.skip(at + 1, Sort.THE)
    if row.sort(at) is Sort.MONTH:
        year = year_at(row, at + 1)
        return Match(make(Month(row[at].number, year=year)), at + (2 if year else 1))
    offset = {Sort.NEXT: 1, Sort.FOLLOWING: 1, Sort.THIS: 0}.get(row.sort(at))
    unit_at = at if offset is None else at + 1
    if row.unit(unit_at) is Unit.MONTH:
        return Match(make(Month(offset=offset or 0)), unit_at + 1)
    if row.sort(at) is Sort.NEW_YEAR:
        return Match(make(Month(1)), at + 1)
    return None
