"""Periods of the calendar: dates, months, quarters and years; holidays stand in holidays.py.

What has no year is looked for forwards. A full date may lie up to 30 days back: "on 2 March",
written on the 6th, is past, not next year.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hearback.signals.dates.periods import Anchor, Part, Span

GRACE = timedelta(days=30)
MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "FM", "PW", "MH", "AS", "VI"})
"""Countries that write 12/31."""
UNDECIDED = frozenset({"", "CA"})
"""Where both orders are written, or nobody knows."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day of a month, with or without a year."""

    day: int
    month: int
    year: int | None = None

    def span(self, at: Anchor) -> Span:
        """Return that day."""
        found = self._found(at.day)
        return Span(found, found)

    def _found(self, today: date) -> date:
        if self.year is not None:
            return date(full_year(self.year), self.month, self.day)
        for year in range(today.year - 1, today.year + 9):
            if self.day == 29 and self.month == 2 and not calendar.isleap(year):
                continue
            found = date(year, self.month, self.day)
            if found >= today - GRACE:
                return found
        raise ValueError("no such day in the years to come")


@dataclass(frozen=True, slots=True)
class NumericDate:
    """Two numbers that are a day and a month, in the order of the sender's country."""

    first: int
    second: int
    year: int | None = None

    def span(self, at: Anchor) -> Span:
        """Return the day; where the order is open, the later one, vague."""
        readings = self.readings(at)
        ahead = [reading for reading in readings if reading >= at.day] or readings
        if not ahead:
            raise ValueError("neither number is a month")
        open_order = at.country in UNDECIDED
        found = max(ahead) if open_order else ahead[0]
        return Span(found, found, vague=open_order and len(set(ahead)) > 1)

    def readings(self, at: Anchor) -> list[date]:
        """Return the days it can be: the likelier first, or where the order is open the nearer."""
        both = [self._reading(at, month_first=first) for first in (True, False)]
        if at.country in UNDECIDED:
            return sorted(day for day in both if day)
        return [day for day in (both if at.country in MONTH_FIRST else reversed(both)) if day]

    def _reading(self, at: Anchor, *, month_first: bool) -> date | None:
        day, month = (self.second, self.first) if month_first else (self.first, self.second)
        try:
            return CalendarDate(day, month, self.year).span(at).latest
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day without its month: "the 15th" is the next one that comes."""

    day: int

    def span(self, at: Anchor) -> Span:
        """Return that day in the first month that has it."""
        if not 1 <= self.day <= 31:
            raise ValueError("no month has that day")
        year, month = at.day.year, at.day.month
        while True:
            if self.day <= calendar.monthrange(year, month)[1]:
                found = date(year, month, self.day)
                if found >= at.day:
                    return Span(found, found)
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)


@dataclass(frozen=True, slots=True)
class Month:
    """A month by name (1 to 12), or counted from the mail's own (`offset`), or a part of one."""

    month: int | None = None
    offset: int = 0
    part: Part = Part.WHOLE
    year: int | None = None

    def span(self, at: Anchor) -> Span:
        """Return its days up to the last business day."""
        if self.month is None:
            years, month = divmod(at.day.year * 12 + at.day.month - 1 + self.offset, 12)
            found = self._in(at, years, month + 1)
            if found.latest < at.day and self.offset == 0:
                found = self._in(at, *divmod(years * 12 + month + 13, 12))
        elif self.year is not None:
            found = self._in(at, full_year(self.year), self.month)
        else:
            found = self._in(at, at.day.year, self.month)
            if found.latest < at.day:
                found = self._in(at, at.day.year + 1, self.month)
        return replace(found, earliest=max(found.earliest, min(at.day, found.latest)))

    def _in(self, at: Anchor, year: int, month: int) -> Span:
        days = calendar.monthrange(year, month)[1]
        last = last_working(at, date(year, month, 1), date(year, month, days))
        first_day, last_day = {
            Part.WHOLE: (1, last.day),
            Part.EARLY: (1, 10),
            Part.FIRST_HALF: (1, 15),
            Part.MIDDLE: (10, 20),
            Part.SECOND_HALF: (16, last.day),
            Part.LATE: (21, last.day),
            Part.END: (21, last.day),
        }[self.part]
        return Span(date(year, month, first_day), date(year, month, last_day))


@dataclass(frozen=True, slots=True)
class WeekInMonth:
    """The first, second, third, fourth or last (-1) week of a month."""

    nth: int
    inner: Month

    def span(self, at: Anchor) -> Span:
        """Return seven days counted from the 1st; the last week ends with the month."""
        whole = self.inner.span(at)
        first = whole.latest.replace(day=1)
        if self.nth < 0:
            return Span(whole.latest - timedelta(days=whole.latest.weekday()), whole.latest)
        start = first + timedelta(days=7 * (self.nth - 1))
        found = Span(start, start + timedelta(days=6))
        if self.nth > 4:
            raise ValueError("a month has four weeks")
        if found.latest < at.day and self.inner.year is None and self.inner.month is not None:
            return WeekInMonth(self.nth, replace(self.inner, year=first.year + 1)).span(at)
        return found


@dataclass(frozen=True, slots=True)
class WeekdayInMonth:
    """The first, second, third, fourth or last (-1) weekday of a name in a month."""

    nth: int
    weekday: int
    inner: Month

    def span(self, at: Anchor) -> Span:
        """Return that day. Raises ValueError when the month has not so many."""
        whole = self.inner.span(at)
        found = nth_weekday(whole.latest.year, whole.latest.month, self.weekday, self.nth)
        if found.month != whole.latest.month:
            raise ValueError("the month has not so many of them")
        return Span(found, found)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter by number (1 to 4), or counted from the mail's own, or a part of one."""

    quarter: int | None = None
    offset: int = 0
    part: Part = Part.WHOLE
    year: int | None = None

    def span(self, at: Anchor) -> Span:
        """Return its days up to the last business day."""
        index = at.day.year * 4 + (at.day.month - 1) // 3 + self.offset
        if self.quarter is not None:
            year = at.day.year if self.year is None else full_year(self.year)
            index = year * 4 + self.quarter - 1
            if self.year is None and index < at.day.year * 4 + (at.day.month - 1) // 3:
                index += 4
        year, quarter = divmod(index, 4)
        first_month, last_month = _MONTHS_OF_A_QUARTER[self.part]
        first = date(year, quarter * 3 + first_month, 1)
        last = month_end(date(year, quarter * 3 + last_month, 1))
        return Span(max(first, at.day), last_working(at, first, last))


_MONTHS_OF_A_QUARTER = {
    Part.WHOLE: (1, 3),
    Part.EARLY: (1, 1),
    Part.FIRST_HALF: (1, 2),
    Part.MIDDLE: (2, 2),
    Part.SECOND_HALF: (2, 3),
    Part.LATE: (3, 3),
    Part.END: (3, 3),
}
_MONTHS_OF_A_YEAR = {
    Part.WHOLE: (1, 12),
    Part.EARLY: (1, 1),
    Part.FIRST_HALF: (1, 6),
    Part.MIDDLE: (6, 7),
    Part.SECOND_HALF: (7, 12),
    Part.LATE: (11, 12),
    Part.END: (12, 12),
}


@dataclass(frozen=True, slots=True)
class Year:
    """A year, this one (`offset` 0) or another, or a part of one; vague, but for its end."""

    offset: int = 0
    part: Part = Part.WHOLE
    year: int | None = None

    def span(self, at: Anchor) -> Span:
        """Return its days up to the last business day."""
        year = at.day.year + self.offset if self.year is None else full_year(self.year)
        first_month, last_month = _MONTHS_OF_A_YEAR[self.part]
        first = date(year, first_month, 1)
        last = last_working(at, first, month_end(date(year, last_month, 1)))
        return Span(max(first, min(at.day, last)), last, vague=self.part is not Part.END)


@dataclass(frozen=True, slots=True)
class NewYear:
    """The new year: its first half month, or its first ten days."""

    part: Part = Part.WHOLE

    def span(self, at: Anchor) -> Span:
        """Return the first days of January, of this year while they last."""
        last_day = 10 if self.part is Part.EARLY else 15
        year = at.day.year if at.day <= date(at.day.year, 1, 7) else at.day.year + 1
        return Span(max(date(year, 1, 1), at.day), date(year, 1, last_day), vague=True)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday (0 is Monday) of a month, counted from its end when negative."""
    if nth < 0:
        last = month_end(date(year, month, 1))
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def full_year(year: int) -> int:
    """Return 2026 for 26."""
    return year + 2000 if year < 100 else year


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def last_working(at: Anchor, first: date, last: date) -> date:
    """Return the last working day of these, unless it has passed and `last` has not."""
    day = last
    while day > first and not at.working.is_working(day):
        day -= timedelta(days=1)
    return last if day < at.day <= last else day
