"""Periods that words name, counted from the day of a mail: days, weekdays and weeks.

A period is what was said ("Friday of next week"); its span is which days that is, seen from one
mail. Periods are frozen and know no text. Dates and months stand in months.py, holidays in
holidays.py. A span is `vague` where the words can be read two ways; it then ends on the later day.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from typing import Protocol

MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = 0, 2, 3, 4, 6
A_FEW = 5
"""Business days that "soon", "in the coming days" and "after Friday" leave open."""


class WorkingDays(Protocol):
    """What must be known of a country: on which days people work."""

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        ...

    def add(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`; 0 is the day itself."""
        ...


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a span is counted from: when the mail was written, in its sender's zone, and where.

    `day` is the day of the mail, or another one that the sentence counts from.
    """

    day: date
    written: datetime
    working: WorkingDays
    country: str = ""

    def moved_to(self, day: date) -> "Anchor":
        """Return the same, counted from another day."""
        return replace(self, day=day)


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both ends included."""

    earliest: date
    latest: date
    vague: bool = False


class Period(Protocol):
    """A time that words name."""

    def span(self, at: Anchor) -> Span:
        """Return its days. Raises ValueError or OverflowError when there are none."""
        ...


class Unit(StrEnum):
    """What time is counted in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Part(Enum):
    """Which part of a week, a month, a quarter or a year."""

    WHOLE = "whole"
    EARLY = "early"
    FIRST_HALF = "first half"
    MIDDLE = "middle"
    SECOND_HALF = "second half"
    LATE = "late"
    END = "end"


class Which(Enum):
    """Which of several weekdays of that name."""

    COMING = "coming"
    THIS = "this"
    NEXT = "next"


_DAYS_OF = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}
_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Count:
    """So many units later: "in two to three weeks", "within 5 business days".

    `business` counts working days (of hours, 24 make one). Raises ValueError beyond two years: a
    number that large counts something else.
    """

    least: int
    most: int
    unit: Unit
    business: bool = False
    vague: bool = False

    def span(self, at: Anchor) -> Span:
        """Return the days from the least to the most."""
        return Span(self._later(at, self.least), self._later(at, self.most), self.vague)

    def _later(self, at: Anchor, count: int) -> date:
        if self.unit is Unit.HOUR:
            return self._hours_later(at, count)
        days = count * _DAYS_OF.get(self.unit, 30 * _MONTHS_OF.get(self.unit, 1))
        if days > 750:
            raise ValueError(f"{count} {self.unit}s is too far away to wait for")
        if self.business and self.unit is Unit.DAY:
            return at.working.add(at.day, count)
        if self.unit in _DAYS_OF:
            return at.day + timedelta(days=days)
        return months_later(at.day, count * _MONTHS_OF[self.unit])

    def _hours_later(self, at: Anchor, count: int) -> date:
        if count > 24 * 60:
            raise ValueError(f"{count} hours is no way to name a day")
        days = -(-count // 24)
        if self.business:
            return at.working.add(at.day, days)
        if count >= 24 or at.day != at.written.date():
            return at.day + timedelta(days=days)
        return (at.written + timedelta(hours=count)).date()


@dataclass(frozen=True, slots=True)
class Day:
    """Today (0), tomorrow (1), the day after tomorrow (2)."""

    offset: int

    def span(self, at: Anchor) -> Span:
        """Return that day."""
        day = at.day + timedelta(days=self.offset)
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week. `even_today`: said on such a day, it can be that very day ("EOD Friday").

    "Friday" is the coming one, "this Friday" may be today, "next Friday" is that of next week.
    """

    weekday: int
    which: Which = Which.COMING
    even_today: bool = False

    def span(self, at: Anchor) -> Span:
        """Return that day; vague where it was said on a day of the same name."""
        if self.which is Which.NEXT:
            day = monday_of(at.day) + timedelta(days=7 + self.weekday)
            return Span(day, day)
        ahead = (self.weekday - at.day.weekday()) % 7
        if ahead or self.even_today or self.which is Which.THIS:
            day = at.day + timedelta(days=ahead)
            return Span(day, day)
        day = at.day + timedelta(days=7)
        return Span(day, day, vague=True)


_PARTS_OF_A_WEEK = {
    Part.WHOLE: (MONDAY, FRIDAY),
    Part.EARLY: (MONDAY, WEDNESDAY),
    Part.FIRST_HALF: (MONDAY, WEDNESDAY),
    Part.MIDDLE: (WEDNESDAY, THURSDAY),
    Part.SECOND_HALF: (WEDNESDAY, FRIDAY),
    Part.LATE: (WEDNESDAY, FRIDAY),
    Part.END: (WEDNESDAY, FRIDAY),
}


@dataclass(frozen=True, slots=True)
class Week:
    """This week (0), next week (1), the week after next (2), or a part of one.

    On a weekend, or when the part has passed, "this week" is the one that comes.
    """

    offset: int = 0
    part: Part = Part.WHOLE

    def span(self, at: Anchor) -> Span:
        """Return its working part, Monday to Friday at most."""
        found = self._in_week(monday_of(at.day) + timedelta(days=7 * self.offset))
        if found.latest < at.day:
            found = self._in_week(monday_of(at.day) + timedelta(days=7))
        later = self.part is Part.LATE and found.latest > at.day  # "later this week" is not today
        return replace(found, earliest=max(found.earliest, at.day + timedelta(days=later)))

    def _in_week(self, monday: date) -> Span:
        first, last = _PARTS_OF_A_WEEK[self.part]
        return Span(
            monday + timedelta(days=first),
            monday + timedelta(days=last),
            vague=self.part is Part.MIDDLE,
        )


@dataclass(frozen=True, slots=True)
class Weekend:
    """The Saturday and Sunday of this week or a later one."""

    offset: int = 0

    def span(self, at: Anchor) -> Span:
        """Return both days, what is left of them when it has begun."""
        saturday = monday_of(at.day) + timedelta(days=5 + 7 * self.offset)
        return Span(max(saturday, at.day), saturday + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that another period begins in: "the week of 9 March"."""

    inner: Period

    def span(self, at: Anchor) -> Span:
        """Return Monday to Friday; a week that is said to begin on a Sunday begins a day later."""
        first = self.inner.span(at).earliest
        if first.weekday() == SUNDAY:
            first += timedelta(days=1)
        monday = monday_of(first)
        return Span(monday, monday + timedelta(days=FRIDAY))


@dataclass(frozen=True, slots=True)
class WeekdayIn:
    """A weekday of a week named beside it: "Wednesday of next week"."""

    weekday: int
    week: Period

    def span(self, at: Anchor) -> Span:
        """Return that day."""
        day = monday_of(self.week.span(at).latest) + timedelta(days=self.weekday)
        return Span(day, day)


@dataclass(frozen=True, slots=True)
class Soon:
    """No day at all, but not long: "soon", "shortly"."""

    def span(self, at: Anchor) -> Span:
        """Return from that day to a few business days later."""
        return Span(at.day, at.working.add(at.day, A_FEW), vague=True)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def months_later(day: date, count: int) -> date:
    """Return the same day so many months later, the last one of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))
