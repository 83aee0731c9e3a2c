"""Periods that are named after a holiday: "before Christmas", "after the holidays".

The rules themselves are data; how one is written is told in knowledge/dates/en.toml.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hearback.signals.dates.months import nth_weekday
from hearback.signals.dates.periods import A_FEW, Anchor, Period, Span, monday_of


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday by its rule in knowledge/dates/en.toml, which tells how rules are written."""

    rule: str
    elsewhere: tuple[tuple[str, str], ...] = ()

    def span(self, at: Anchor) -> Span:
        """Return the coming one; a break that has begun is still the coming one."""
        local = dict(self.elsewhere).get(at.country)
        if local:
            return Holiday(local).span(at)
        for year in range(at.day.year - 1, at.day.year + 2):
            found = self.in_year(year)
            if found is not None and found.latest >= at.day:
                return found
        raise ValueError("nobody knows when that is")

    def in_year(self, year: int) -> Span | None:
        """Return its days in one year, None where the list of a feast does not reach."""
        if " " in self.rule:
            return self._listed(year)
        first, _, last = self.rule.partition("..")
        begins = day_by_rule(first, year)
        ends = day_by_rule(last, year) if last else begins
        return Span(begins, ends if ends >= begins else day_by_rule(last, year + 1))

    def _listed(self, year: int) -> Span | None:
        for written in self.rule.split():
            if written.startswith(f"{year}-"):
                return Span(date.fromisoformat(written), date.fromisoformat(written))
        return None


@dataclass(frozen=True, slots=True)
class FirstFullWeek:
    """The first week after a break that is worked from Monday to Friday."""

    inner: Period

    def span(self, at: Anchor) -> Span:
        """Return Monday to Friday. Raises ValueError when holidays break ten weeks in a row."""
        after = self.inner.span(at).latest + timedelta(days=1)
        monday = monday_of(after + timedelta(days=6))
        for _ in range(10):
            week = [monday + timedelta(days=n) for n in range(5)]
            if all(map(at.working.is_working, week)):
                return Span(week[0], week[-1])
            monday += timedelta(days=7)
        raise ValueError("no full working week is near")


@dataclass(frozen=True, slots=True)
class BackAtWork:
    """After Christmas and New Year: the first full working week of January."""

    def span(self, at: Anchor) -> Span:
        """Return its Monday to Friday; of this January while it has not passed."""
        for year in (at.day.year, at.day.year + 1):
            new_year = at.moved_to(date(year, 1, 1))
            found = FirstFullWeek(Holiday("01-01")).span(new_year)
            if found.latest >= at.day:
                break
        return found


@dataclass(frozen=True, slots=True)
class AfterHoliday:
    """After a single holiday: from the next working day, a few business days."""

    inner: Period

    def span(self, at: Anchor) -> Span:
        """Return those days, vague."""
        last = self.inner.span(at).latest
        return Span(at.working.add(last, 1), at.working.add(last, A_FEW), vague=True)


def day_by_rule(rule: str, year: int) -> date:
    """Return a day of a year: "12-25", "4/3/11" (fourth Thursday of November), "easter+1".

    Raises ValueError for anything else.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    if "/" in rule:
        nth, weekday, month = (int(part) for part in rule.split("/"))
        return nth_weekday(year, month, weekday, nth)
    month, day = (int(part) for part in rule.split("-"))
    return date(year, month, day)


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (Butcher's rule, Gregorian calendar)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, cycle = century // 4, (century + 8) // 25
    epact = (19 * golden + century - leap - (century - cycle + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
