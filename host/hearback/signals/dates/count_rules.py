"""Numbers with units: "within 5-7 business days", "in a week or two", "in a couple of days"."""

from dataclasses import dataclass

from hearback.signals.dates.periods import A_FEW, Count, Unit
from hearback.signals.dates.row import Before, Match, Row
from hearback.signals.dates.sorts import Sort

_JOINS = frozenset({Sort.TO, Sort.OR, Sort.AND})
A_FEW_UNITS = 3
A_COUPLE = 2


@dataclass(frozen=True, slots=True)
class _Number:
    """From so many to so many; `end` is behind them."""

    least: int
    most: int
    end: int
    fuzzy: bool = False


def read_count(row: Row, at: int, before: Before) -> Match | None:
    """Read a number with its unit; a unit alone stands for one of it ("the next week or so")."""
    number = _number(row, at)
    unit_at = row.skip(number.end, Sort.PLAIN)
    unit_at = row.skip(unit_at, Sort.BUSINESS, marks="+-")
    unit = row.unit(unit_at)
    if unit is None or _is_adjective(row, unit_at, number):
        return None
    business = row.sort(unit_at - 1) is Sort.BUSINESS
    end, least, most, vague = _idiom(row, unit_at + 1, number)
    end = _skip_plural(row, end)
    if _counts_something_else(row, end):
        return None
    if number.fuzzy and unit is Unit.DAY:
        return Match(_fuzzy_days(most), _from_now(row, end), vague=True)
    if row.sort(end) is Sort.AGO:
        return Match(None, end + 1)
    later = row[end].text == "later"
    period = Count(least, most, unit, business, vague)
    return Match(period, _from_now(row, end + later), vague=vague, relative=later)


def read_few(row: Row, at: int, before: Before) -> Match | None:
    """Read units without a number: "within days", "the coming weeks"."""
    unit_at = row.skip(at, Sort.BUSINESS)
    unit = row.unit(unit_at)
    if unit is None or not row.is_plural(unit_at):
        return None
    end = unit_at + 1
    if _counts_something_else(row, end):
        return None
    if unit is Unit.DAY:
        return Match(_fuzzy_days(A_FEW_UNITS), end, vague=True)
    return Match(Count(A_COUPLE, A_FEW_UNITS, unit, vague=True), end, vague=True)


def _fuzzy_days(most: int) -> Count:
    """A couple of days is two business days, a few are five."""
    count = A_COUPLE if most <= A_COUPLE else A_FEW
    return Count(1, count, Unit.DAY, business=True, vague=True)


def _number(row: Row, at: int) -> _Number:
    if row.sort(at) is Sort.ARTICLE and row.sort(at + 1) in {Sort.NUMBER, Sort.SOME}:
        at += 1  # "another two weeks"
    sort = row.sort(at)
    if sort is Sort.SOME:
        most = row[at].number
        return _Number(min(most, max(most - 1, A_COUPLE)), most, at + 1, fuzzy=True)
    if sort is not Sort.NUMBER:
        return _Number(1, 1, at + (sort is Sort.ARTICLE))
    return _figure(row, at)


def _figure(row: Row, at: int) -> _Number:
    """Read "10", "10 (ten)", "5-7", "two or three"."""
    first = row[at].number
    if row.is_mark(at + 1, "(") and row.is_mark(at + 3, ")"):  # "10 (ten)"
        return _Number(first, first, at + 4)
    second_at = at + 1
    if row.sort(second_at) in _JOINS or row.is_mark(second_at, "-/"):
        second_at += 1
    if row.sort(second_at) is Sort.SOME:  # "two or several"
        return _Number(first, max(first, row[second_at].number), second_at + 1)
    if second_at > at + 1 and row.sort(second_at) is Sort.NUMBER:
        second = row[second_at].number
        if second >= first:
            return _Number(first, second, second_at + 1)
    return _Number(first, first, at + 1)


def _idiom(row: Row, at: int, number: _Number) -> tuple[int, int, int, bool]:
    """Read "or two", "or so" behind a unit; returns the place behind, least, most, vague."""
    least, most = number.least, number.most
    if row.sort(at) is Sort.OR and row.sort(at + 1) is Sort.NUMBER:
        after = row.sort(at + 2)
        if row[at + 1].number > most and after not in {Sort.UNIT, Sort.BUSINESS, Sort.MONTH}:
            return at + 2, least, row[at + 1].number, True
    if row.sort(at) is Sort.OR_SO:
        return at + 1, least, most, True
    return at, least, most, number.fuzzy


def _is_adjective(row: Row, unit_at: int, number: _Number) -> bool:
    """Whether it only describes what follows: "a 3-day workshop"."""
    hyphen = row.is_mark(unit_at - 1, "-") and row.glued(unit_at)
    return number.most > 1 and hyphen and not row.is_plural(unit_at)


def _skip_plural(row: Row, at: int) -> int:
    """Skip the rest of "day(s)"."""
    if row.is_mark(at, "(") and row[at + 1].text == "s" and row.is_mark(at + 2, ")"):
        return at + 3
    return at


def _counts_something_else(row: Row, at: int) -> bool:
    """Whether a length of something follows: "two weeks' notice", "5 days a week"."""
    at = row.skip(at, Sort.OF, marks="'-")
    if row[at].text in row.lexicon.counted_things:
        return True
    return row.sort(at) is Sort.ARTICLE and row.sort(at + 1) is Sort.UNIT


def _from_now(row: Row, at: int) -> int:
    return at + 1 if row.sort(at) is Sort.FROM_NOW else at
