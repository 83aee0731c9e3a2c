"""What the word before a time does to it: "by", "before", "within", "after"."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from hearback.signals.dates.holidays import AfterHoliday, BackAtWork, FirstFullWeek, Holiday
from hearback.signals.dates.months import Month, NewYear, Quarter, Year
from hearback.signals.dates.periods import (
    A_FEW,
    MONDAY,
    WEDNESDAY,
    Anchor,
    Count,
    Part,
    Period,
    Span,
    Week,
    Weekend,
    monday_of,
)

_DAY = timedelta(days=1)
_LONGEST_HOLIDAY = timedelta(days=4)
_TURN_OF_THE_YEAR = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})


class Limit(Enum):
    """How a time bounds what is said to happen."""

    NONE = "none"
    ON = "on"
    AROUND = "around"
    IN = "in"
    WITHIN = "within"
    AFTER = "after"
    NOT_BEFORE = "not before"
    BY = "by"
    BEFORE = "before"
    SINCE = "since"
    FOR = "for"


@dataclass(frozen=True, slots=True)
class Bounded:
    """A period with the word before it."""

    inner: Period
    limit: Limit
    vague: bool = False

    def span(self, at: Anchor) -> Span:
        """Return the days that are left open. Raises as the period does."""
        found = _BOUNDS.get(self.limit, _as_it_is)(self.inner, at)
        vague = found.vague or self.vague or self.limit is Limit.AROUND
        return replace(found, vague=vague)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A period that counts from another one: "two weeks from Monday"."""

    outer: Period
    inner: Period

    def span(self, at: Anchor) -> Span:
        """Return the outer one, counted from the last day of the inner one."""
        base = self.inner.span(at)
        found = self.outer.span(at.moved_to(base.latest))
        return replace(found, vague=found.vague or base.vague)


@dataclass(frozen=True, slots=True)
class Follows:
    """From the last day of one period to the end of another that counts from it; vague."""

    inner: Period
    outer: Period

    def span(self, at: Anchor) -> Span:
        """Return those days."""
        base = self.inner.span(at).latest
        return Span(base, self.outer.span(at.moved_to(base)).latest, vague=True)


@dataclass(frozen=True, slots=True)
class Either:
    """One period or another, or (`is_range`) from one to the other."""

    first: Period
    second: Period
    is_range: bool = False

    def span(self, at: Anchor) -> Span:
        """Return from the first day of the one to the last of the other."""
        first, second = self.first.span(at), self.second.span(at)
        if second.latest < first.earliest:  # "Thursday or Friday", written on a Thursday
            second = self.second.span(at.moved_to(first.latest))
        return Span(
            min(first.earliest, second.earliest),
            max(first.latest, second.latest),
            first.vague or second.vague,
        )


def _as_it_is(inner: Period, at: Anchor) -> Span:
    return inner.span(at)


def _by(inner: Period, at: Anchor) -> Span:
    found = inner.span(at)
    return Span(min(at.day, found.latest), found.latest, found.vague or _could_be_its_start(inner))


def _could_be_its_start(inner: Period) -> bool:
    """Whether "by" it can mean before it begins: "by March", "by next week"."""
    if isinstance(inner, Week):
        return inner.part is Part.WHOLE and inner.offset > 0
    return isinstance(inner, Month | Quarter | Year) and inner.part is Part.WHOLE


def _within(inner: Period, at: Anchor) -> Span:
    found = inner.span(at)
    is_range = isinstance(inner, Count) and inner.least != inner.most
    return found if is_range else replace(found, earliest=at.day)


def _in(inner: Period, at: Anchor) -> Span:
    found = inner.span(at)
    counts_hours = isinstance(inner, Count) and inner.unit == "hour" and inner.least == inner.most
    return replace(found, earliest=at.day) if counts_hours else found


def _before(inner: Period, at: Anchor) -> Span:
    found = inner.span(at)
    is_an_end = getattr(inner, "part", None) in {Part.END, Part.LATE} or isinstance(inner, Count)
    latest = found.latest if is_an_end else found.earliest - _DAY
    return Span(min(at.day, latest), latest, found.vague)


def _not_before(inner: Period, at: Anchor) -> Span:
    found = inner.span(at)
    is_an_end = getattr(inner, "part", None) in {Part.END, Part.LATE}
    first = found.latest if is_an_end else found.earliest
    return Span(first, max(found.latest, at.working.add(first, A_FEW - 1)), vague=True)


def _after(inner: Period, at: Anchor) -> Span:
    if isinstance(inner, Count):  # "after two weeks" is two weeks later
        return replace(inner.span(at), vague=True)
    found = inner.span(at)
    if isinstance(inner, Weekend):
        monday = monday_of(found.latest) + timedelta(days=7)
        return Span(monday, monday + timedelta(days=WEDNESDAY - MONDAY), vague=True)
    if isinstance(inner, Holiday | NewYear):
        return _after_holiday(inner, found).span(at)
    last = found.latest
    return Span(last + _DAY, at.working.add(last, A_FEW), vague=True)


def _after_holiday(inner: Holiday | NewYear, found: Span) -> Period:
    first = found.earliest
    if isinstance(inner, NewYear) or (first.month, first.day) in _TURN_OF_THE_YEAR:
        return BackAtWork()
    if found.latest - found.earliest > _LONGEST_HOLIDAY:
        return FirstFullWeek(inner)
    return AfterHoliday(inner)


_BOUNDS = {
    Limit.BY: _by,
    Limit.WITHIN: _within,
    Limit.IN: _in,
    Limit.BEFORE: _before,
    Limit.AFTER: _after,
    Limit.NOT_BEFORE: _not_before,
}
