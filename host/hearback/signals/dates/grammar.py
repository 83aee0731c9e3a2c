"""The date grammar: which rows of words name a time, the longest and most specific first.

Each rule takes the row and a place, and returns what it found there, or None. Rules are chosen by
the sort of the first word. What stands before a time ("by", "within") is read in times.py;
numbers with units in count_rules.py and dates in date_rules.py.
"""

from collections.abc import Callable

from hearback.signals.dates.bounds import Either, Limit, Shifted
from hearback.signals.dates.count_rules import read_count, read_few
from hearback.signals.dates.date_rules import (
    read_date,
    read_month,
    read_numbered,
    read_ordinal,
    read_quarter,
    year_at,
)
from hearback.signals.dates.holidays import Holiday
from hearback.signals.dates.months import Month, NewYear, Quarter, Year
from hearback.signals.dates.periods import (
    Count,
    Day,
    Part,
    Period,
    Soon,
    Unit,
    Week,
    Weekday,
    WeekdayIn,
    Weekend,
    WeekOf,
    Which,
)
from hearback.signals.dates.row import Before, Match, Row
from hearback.signals.dates.sorts import Sort

Rule = Callable[[Row, int, Before], Match | None]
_DEICTIC = {Sort.THIS: 0, Sort.NEXT: 1, Sort.COMING: 1, Sort.FOLLOWING: 1}
_WHICH = {
    Sort.THIS: Which.THIS,
    Sort.NEXT: Which.NEXT,
    Sort.COMING: Which.COMING,
    Sort.FOLLOWING: Which.COMING,
}
WEEKDAYS = frozenset({Sort.WEEKDAY, Sort.MAYBE_WEEKDAY})
# Kept short, or "week of early or early week of …" would be read twice at every level.
_BEGIN_A_WEEK = WEEKDAYS | {
    Sort.NUMBER, Sort.ORDINAL, Sort.MONTH, Sort.NEXT, Sort.THIS, Sort.COMING, Sort.HOLIDAY,
}  # fmt: skip
_REFERENCES: dict[str, Period] = {
    "same": Day(0),
    "soon": Soon(),
    "at once": Count(0, 1, Unit.DAY, business=True, vague=True),
    "next day": Day(1),
    "same week": Week(0),
    "next week": Week(1),
    "week later": Count(1, 1, Unit.WEEK),
}


def read_core(row: Row, at: int, before: Before) -> Match | None:
    """Return the time that begins at a place, without the words before it."""
    rule = _RULES.get(row.sort(at))
    return rule(row, at, before) if rule else None


# --- Weeks, months, quarters and years counted from the mail's own --------------------------------


def container(row: Row, at: int, part: Part) -> Match | None:
    """Return a week, month, quarter or year, or a part of it: what stands behind "end of"."""
    at = row.skip(at, Sort.THE)
    sort = row.sort(at)
    if sort is Sort.WEEK_AFTER_NEXT:
        return Match(Week(2, part), at + 1)
    if sort is Sort.NEW_YEAR:
        return Match(NewYear(part), at + 1)
    if sort in _DEICTIC:
        return _named_container(row, at, part)
    if sort is Sort.UNIT:
        inner = _week_of(row, at)
        return inner or _unit_container(row, at, 0, part)
    if sort is Sort.MONTH:
        return read_month(row, at, part)
    if sort is Sort.QUARTER:
        return read_quarter(row, at, part)
    year = year_at(row, at)
    return Match(Year(part=part, year=year), at + 1) if year else None


def _named_container(row: Row, at: int, part: Part) -> Match | None:
    offset = _DEICTIC[row.sort(at)]
    following = row.sort(at) is Sort.FOLLOWING
    if row.sort(at + 1) is Sort.UNIT:
        found = _unit_container(row, at + 1, offset, part)
        return found and Match(found.period, found.end, relative=following)
    if row.sort(at + 1) is Sort.MONTH:
        return read_month(row, at + 1, part)
    # "end of this or early next week": the week is said once.
    if row.sort(at + 1) in {Sort.OR, Sort.AND} or (
        row.sort(at) is Sort.NEXT and not row[at + 1].text.isalnum()
    ):
        return Match(Week(offset, part), at + 1)
    return None


def _unit_container(row: Row, at: int, offset: int, part: Part) -> Match | None:
    made: dict[Unit | None, Period] = {
        Unit.WEEK: Week(offset, part),
        Unit.MONTH: Month(offset=offset, part=part),
        Unit.QUARTER: Quarter(offset=offset, part=part),
        Unit.YEAR: Year(offset=offset, part=part),
    }
    period = made.get(row.unit(at))
    return Match(period, at + 1) if period and not row.is_plural(at) else None


def _week_of(row: Row, at: int) -> Match | None:
    """Read "week of 9 March", "week commencing Monday"."""
    if row.unit(at) is not Unit.WEEK or row.sort(at + 1) is not Sort.OF:
        return None
    at = row.skip(at + 2, Sort.THE, Sort.ON)
    inner = read_core(row, at, Before(Limit.ON)) if row.sort(at) in _BEGIN_A_WEEK else None
    if inner is None or inner.period is None or isinstance(inner.period, Week | Month | Count):
        return None
    beside = read_date(row, row.skip(inner.end, Sort.THE, marks=","))
    if isinstance(inner.period, Weekday) and beside and beside.period:
        inner = beside
    return Match(WeekOf(inner.period), inner.end) if inner.period else None


def _part(row: Row, at: int, before: Before) -> Match | None:
    """Read "end of next week", "mid-December", "middle or end of the month"."""
    part = Part(row[at].value)
    behind = row.skip(at + 1, Sort.OF, Sort.IN, marks="-")
    if row.sort(behind) in {Sort.OR, Sort.TO} or row.is_mark(behind, "/"):
        found = _two_parts(row, part, row.skip(behind + 1, Sort.THE))
        if found:
            return found
    found = container(row, behind, part)
    return found or _part_of_a_day(row, row.skip(behind, Sort.ON, Sort.THE), part)


def _two_parts(row: Row, part: Part, second: int) -> Match | None:
    """Read the rest of "middle or end of the month"."""
    if row.sort(second) is not Sort.PART:
        return None
    of = row.skip(second + 1, Sort.OF, Sort.IN, marks="-")
    first, last = container(row, of, part), container(row, of, Part(row[second].value))
    if first is None or first.period is None or last is None or last.period is None:
        return None
    return Match(Either(first.period, last.period), last.end, relative=last.relative)


def _part_of_a_day(row: Row, at: int, part: Part) -> Match | None:
    if row.sort(at) in {Sort.DAY, *WEEKDAYS}:
        found = read_core(row, at, Before(Limit.ON))
        if found and isinstance(found.period, Weekday) and part in {Part.END, Part.LATE}:
            return Match(Weekday(found.period.weekday, found.period.which, True), found.end)
        return found
    return None


def _deictic(row: Row, at: int, before: Before) -> Match | None:
    """Read what begins with this, next, coming or following."""
    sort, behind = row.sort(at), row.sort(at + 1)
    relative = sort is Sort.FOLLOWING
    if behind in WEEKDAYS:
        period = Weekday(row[at + 1].number, _WHICH[sort])
        return Match(period, at + 2, relative=relative)
    if behind is Sort.WEEKEND:
        return Match(Weekend(int(sort is Sort.NEXT)), at + 2, relative=relative)
    if behind in {Sort.NUMBER, Sort.SOME} and sort is not Sort.THIS:
        found = read_count(row, at + 1, before)
        return found and Match(found.period, found.end, vague=found.vague, within=True)
    if behind in {Sort.BUSINESS, Sort.UNIT}:
        return _deictic_unit(row, at, before)
    return _named_container(row, at, Part.WHOLE)


def _deictic_unit(row: Row, at: int, before: Before) -> Match | None:
    sort = row.sort(at)
    unit_at = row.skip(at + 1, Sort.BUSINESS)
    unit = row.unit(unit_at)
    ahead = sort in {Sort.NEXT, Sort.COMING, Sort.FOLLOWING}
    if ahead and row.is_plural(unit_at):
        return read_few(row, at + 1, before)
    idiom = read_count(row, at + 1, before) if ahead else None
    if idiom and idiom.vague:  # "the next day or two", "the next week or so"
        return idiom
    if unit is Unit.DAY and ahead:
        period = Count(1, 1, Unit.DAY, business=unit_at > at + 1)
        return Match(period, unit_at + 1, relative=True, alone=period.business)
    if sort is Sort.NEXT and before.the and before.limit in {Limit.IN, Limit.WITHIN}:
        return idiom and Match(idiom.period, idiom.end, within=True)
    found = _named_container(row, at, Part.WHOLE)
    spans_it = sort is Sort.COMING and before.limit in {Limit.IN, Limit.WITHIN}
    return found and Match(found.period, found.end, vague=spans_it, relative=found.relative)


# --- Days -----------------------------------------------------------------------------------------


def _weekday(row: Row, at: int, before: Before) -> Match | None:
    """Read a weekday, and the week that is named beside it: "Friday of next week"."""
    weekday, weak = row[at].number, row.sort(at) is Sort.MAYBE_WEEKDAY
    behind = at + 1
    if row.unit(behind) is Unit.WEEK and not row.is_plural(behind):  # "Monday week"
        return Match(Shifted(Count(1, 1, Unit.WEEK), Weekday(weekday)), behind + 1)
    stands_last = row.sort(behind + 1) in {Sort.END, Sort.MARK, Sort.OTHER}
    if row.sort(behind) in {Sort.NEXT, Sort.COMING} and stands_last:  # "on Friday next"
        return Match(Weekday(weekday, _WHICH[row.sort(behind)]), behind + 1)
    week_at = row.skip(behind, Sort.OF, Sort.IN, marks=",")
    if row[week_at].value == "same week":  # "Friday of that week"
        return Match(WeekdayIn(weekday, Week(0)), week_at + 1, relative=True)
    week = container(row, week_at, Part.WHOLE)
    if week and isinstance(week.period, Week | WeekOf):
        return Match(WeekdayIn(weekday, week.period), week.end, relative=week.relative)
    return Match(Weekday(weekday), behind, weak=weak)


def _day(row: Row, at: int, before: Before) -> Match | None:
    return Match(Day(row[at].number), at + 1)


def _reference(row: Row, at: int, before: Before) -> Match | None:
    """Read "the day after", with what it is after if that is said at once."""
    period = _REFERENCES[str(row[at].value)]
    inner = read_core(row, row.skip(at + 1, Sort.THE, Sort.OF), Before(Limit.AFTER))
    if inner and inner.period and not inner.weak and row[at].value != "same":
        return Match(Shifted(period, inner.period), inner.end)
    return Match(period, at + 1, relative=True, alone=False)


def _weekend(row: Row, at: int, before: Before) -> Match | None:
    return Match(Weekend(), at + 1)


def _soon(row: Row, at: int, before: Before) -> Match | None:
    return Match(Soon(), at + 1)


def _end_of_day(row: Row, at: int, before: Before) -> Match | None:
    return Match(Day(0), at + 1)


def _holiday(row: Row, at: int, before: Before) -> Match | None:
    rule = str(row[at].value)
    elsewhere = tuple(
        (key.split(" ", 1)[0], other)
        for key, other in row.lexicon.holidays_elsewhere.items()
        if key.split(" ", 1)[1] == rule
    )
    return Match(Holiday(rule, elsewhere), at + 1, weak=True)


def _bare_container(row: Row, at: int, before: Before) -> Match | None:
    """Read a unit that names a period by itself: "within the week", "week of 9 March"."""
    found = _week_of(row, at)
    if found:
        return found
    if before.limit is not Limit.WITHIN:
        return None
    if row.is_plural(at):
        return read_few(row, at, before)
    return read_count(row, at, before) if before.the else None


def _contained(row: Row, at: int, before: Before) -> Match | None:
    return container(row, at, Part.WHOLE)


def _month(row: Row, at: int, before: Before) -> Match | None:
    return read_month(row, at, Part.WHOLE)


def _past(row: Row, at: int, before: Before) -> Match | None:
    """Read what lies behind, or comes every week, so that nothing in it is taken for a time."""
    counts = row.unit(at + 1) is Unit.WEEK or row.sort(at + 1) in WEEKDAYS
    if row[at].value == "last" and counts and row.sort(at + 2) is Sort.OF:
        return read_ordinal(row, at, before)  # "the last week of March"
    end = row.skip(at + 1, Sort.NUMBER, Sort.SOME, Sort.BUSINESS, Sort.PLAIN)
    if row.sort(end) not in {Sort.UNIT, Sort.MONTH, Sort.WEEKEND, Sort.HOLIDAY, *WEEKDAYS}:
        return None
    return Match(None, row.skip(end + 1, Sort.TIME_OF_DAY))


_RULES: dict[Sort, Rule] = {
    Sort.PART: _part,
    Sort.THIS: _deictic,
    Sort.NEXT: _deictic,
    Sort.COMING: _deictic,
    Sort.FOLLOWING: _deictic,
    Sort.WEEK_AFTER_NEXT: _contained,
    Sort.UNIT: _bare_container,
    Sort.WEEKDAY: _weekday,
    Sort.MAYBE_WEEKDAY: _weekday,
    Sort.DAY: _day,
    Sort.REFERENCE: _reference,
    Sort.WEEKEND: _weekend,
    Sort.NEW_YEAR: _contained,
    Sort.SOON: _soon,
    Sort.END_OF_DAY: _end_of_day,
    Sort.HOLIDAY: _holiday,
    Sort.PAST: _past,
    Sort.MONTH: _month,
    Sort.QUARTER: _contained,
    Sort.NUMBER: read_numbered,
    Sort.ORDINAL: read_ordinal,
    Sort.ARTICLE: read_count,
    Sort.SOME: read_count,
    Sort.BUSINESS: read_few,
}
