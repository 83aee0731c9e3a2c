"""Business days: the working days of a country, without its weekend and its public holidays.

Holidays are national ones and come from `knowledge/holidays/table.json`, which is made by
`scripts/make_holidays.py`. A country that is not in the table, and any year outside it, has only
weekends. Days are calendar days; in whose zone is for the caller to say.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

SATURDAY_SUNDAY = frozenset({5, 6})
_SPOKEN = {"UK": "GB", "EL": "GR"}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class BusinessCalendar:
    """The working days of one country.

    `weekend` holds weekdays (Monday is 0), `holidays` the public holidays that do not fall on one,
    `worked` the weekend days that are worked in exchange for a bridge day. Raises ValueError when
    no day of the week is left to work on.
    """

    weekend: frozenset[int] = SATURDAY_SUNDAY
    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    country: str = ""
    _off: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _extra: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.weekend & frozenset(range(7))) == 7:
            raise ValueError("A week without a working day: nothing could ever be due.")
        off = (d for d in self.holidays - self.worked if d.weekday() not in self.weekend)
        extra = (d for d in self.worked if d.weekday() in self.weekend)
        object.__setattr__(self, "_off", tuple(sorted(d.toordinal() for d in off)))
        object.__setattr__(self, "_extra", tuple(sorted(d.toordinal() for d in extra)))

    @classmethod
    def for_country(cls, country: str) -> "BusinessCalendar":
        """Return the calendar of a country (ISO 3166, two letters); "" and unknown ones have
        Saturdays and Sundays off, and no holidays.
        """
        code = country.strip().upper()
        return _of_country(_SPOKEN.get(code, code))

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        if day.weekday() in self.weekend:
            return day in self.worked
        return day not in self.holidays or day in self.worked

    def add(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`: 5 after a Tuesday is the next Tuesday.

        0 is the day itself, whether worked or not. Raises ValueError for a negative count, and
        OverflowError behind the year 9999.
        """
        if count < 0:
            raise ValueError(f"Cannot count {count} business days forwards.")
        while count:
            day += _DAY
            if self.is_working(day):
                count -= 1
        return day

    def next_working(self, day: date) -> date:
        """Return this day if it is worked, else the next one that is."""
        return day if self.is_working(day) else self.add(day, 1)

    def back(self, day: date, count: int) -> date:
        """Return the working day that lies `count` working days before `day`; for 0, `day`."""
        for _ in range(count):
            day -= _DAY
            while not self.is_working(day):
                day -= _DAY
        return day

    def between(self, earlier: date, later: date) -> int:
        """Return the working days after `earlier`, up to and with `later`; 0 if that is no later.

        Costs the same for a day as for ten years: an old mailbox asks this very often.
        """
        if later <= earlier:
            return 0
        weeks, rest = divmod((later - earlier).days, 7)
        first = earlier.weekday() + 1
        weekdays = weeks * (7 - len(self.weekend)) + sum(
            (first + n) % 7 not in self.weekend for n in range(rest)
        )
        return weekdays - _count(self._off, earlier, later) + _count(self._extra, earlier, later)


def _count(ordinals: tuple[int, ...], earlier: date, later: date) -> int:
    """Return how many of these sorted days lie in (earlier, later]."""
    return bisect_right(ordinals, later.toordinal()) - bisect_right(ordinals, earlier.toordinal())


def known_countries() -> frozenset[str]:
    """Return the countries whose holidays are known, as two capital letters."""
    return frozenset({*_table(), *_SPOKEN})


@lru_cache(maxsize=512)
def _of_country(code: str) -> BusinessCalendar:
    known = _table().get(code)
    if known is None:
        return BusinessCalendar(country=code)
    return BusinessCalendar(
        weekend=frozenset(known["weekend"]),
        holidays=_days(known["holidays"]),
        worked=_days(known.get("worked", {})),
        country=code,
    )


def _days(by_year: Mapping[str, str]) -> frozenset[date]:
    """Read `{"2026": "0101 0403"}`: the years, and in each the months and days."""
    return frozenset(
        date(int(year), int(written[:2]), int(written[2:]))
        for year, days in by_year.items()
        for written in days.split()
    )


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    path = files("hearback") / "knowledge" / "holidays" / "table.json"
    table: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))["countries"]
    return table
