import json
import runpy
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.timeline.business_days import BusinessCalendar

ROOT = Path(__file__).parents[2]
TABLE = files("hearback") / "knowledge" / "holidays" / "table.json"
COUNTRIES = sorted(json.loads(TABLE.read_text(encoding="utf-8"))["countries"])

days = st.dates(date(2023, 6, 1), date(2032, 6, 1))
counts = st.integers(0, 60)
calendars = st.sampled_from(["", *COUNTRIES]).map(BusinessCalendar.for_country)


def test_five_business_days_after_a_tuesday_is_the_next_tuesday() -> None:
    assert BusinessCalendar().add(date(2026, 3, 3), 5) == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("country", "day", "count", "expected"),
    [
        ("", "2026-03-06", 0, "2026-03-06"),
        ("", "2026-03-07", 0, "2026-03-07"),  # nought is the day itself, even a Saturday
        ("", "2026-03-06", 1, "2026-03-09"),
        ("", "2026-03-07", 1, "2026-03-09"),
        ("GB", "2026-04-02", 1, "2026-04-07"),  # over Good Friday and Easter Monday
        ("US", "2026-04-02", 1, "2026-04-03"),
        ("US", "2026-11-25", 2, "2026-11-30"),  # over Thanksgiving
        ("BR", "2025-11-12", 10, "2025-11-27"),
        ("DE", "2026-04-30", 1, "2026-05-04"),
        ("IL", "2026-03-05", 1, "2026-03-08"),  # a week from Sunday to Thursday
        ("SA", "2026-03-04", 2, "2026-03-08"),
        ("AE", "2026-03-06", 1, "2026-03-09"),  # Saturday and Sunday since 2022
        ("HK", "2026-03-06", 1, "2026-03-09"),
        ("uk", "2026-12-24", 1, "2026-12-29"),  # Boxing Day is made up for on the Monday
        ("ZZ", "2026-12-24", 1, "2026-12-25"),  # nobody knows the holidays of this country
    ],
)
def test_counting_forwards(country: str, day: str, count: int, expected: str) -> None:
    calendar = BusinessCalendar.for_country(country)
    assert calendar.add(date.fromisoformat(day), count) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("country", "earlier", "later", "passed"),
    [
        ("", "2026-03-03", "2026-03-10", 5),
        ("", "2026-03-06", "2026-03-08", 0),
        ("", "2026-03-06", "2026-03-09", 1),
        ("", "2026-03-09", "2026-03-09", 0),
        ("", "2026-03-09", "2026-03-01", 0),
        ("GB", "2025-12-24", "2026-01-02", 4),
        ("CN", "2025-01-24", "2025-01-27", 2),  # Sunday the 26th was worked, for a long new year
        ("US", "2020-01-01", "2030-01-01", 2542),  # 2,609 weekdays, 67 holidays from 2024 on
    ],
)
def test_counting_what_has_passed(country: str, earlier: str, later: str, passed: int) -> None:
    calendar = BusinessCalendar.for_country(country)
    assert calendar.between(date.fromisoformat(earlier), date.fromisoformat(later)) == passed


def test_next_working_is_the_day_itself_when_it_is_worked() -> None:
    calendar = BusinessCalendar.for_country("GB")
    assert calendar.next_working(date(2026, 4, 2)) == date(2026, 4, 2)
    assert calendar.next_working(date(2026, 4, 3)) == date(2026, 4, 7)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        BusinessCalendar().add(date(2026, 3, 3), -1)


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="working day"):
        BusinessCalendar(weekend=frozenset(range(7)))


@given(calendars, days, counts)
def test_what_was_added_has_passed(calendar: BusinessCalendar, day: date, count: int) -> None:
    assert calendar.between(day, calendar.add(day, count)) == count


@given(calendars, days, st.integers(0, 120))
def test_what_has_passed_can_be_added(calendar: BusinessCalendar, day: date, ahead: int) -> None:
    later = calendar.next_working(day + timedelta(days=ahead))
    start = calendar.next_working(day)
    if later >= start:
        assert calendar.add(start, calendar.between(start, later)) == later


@given(calendars, days, days, counts, counts)
def test_later_and_more_never_give_an_earlier_day(
    calendar: BusinessCalendar, one: date, other: date, few: int, more: int
) -> None:
    one, other = sorted((one, other))
    few, more = sorted((few, more))
    assert calendar.add(one, few) <= calendar.add(one, more)
    assert calendar.add(one, more) <= calendar.add(other, more)


@given(calendars, days, st.lists(st.integers(0, 90), min_size=2, max_size=2))
def test_between_is_the_sum_of_its_parts(
    calendar: BusinessCalendar, day: date, ahead: list[int]
) -> None:
    middle, last = (day + timedelta(days=n) for n in sorted(ahead))
    whole = calendar.between(day, last)
    assert whole == calendar.between(day, middle) + calendar.between(middle, last)


@given(calendars, days, st.integers(0, 90))
def test_between_counts_the_days_that_are_worked(
    calendar: BusinessCalendar, day: date, ahead: int
) -> None:
    later = [day + timedelta(days=n) for n in range(1, ahead + 1)]
    passed = calendar.between(day, day + timedelta(days=ahead))
    assert passed == sum(map(calendar.is_working, later))


def test_the_table_is_what_the_script_makes() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_holidays.py"))["make_table"]()
    assert TABLE.read_text(encoding="utf-8") == made, "run scripts/make_holidays.py, see what moved"


def test_the_table_reaches_three_years_ahead() -> None:
    """When this fails, raise YEARS in scripts/make_holidays.py and make the table again."""
    last = json.loads(TABLE.read_text(encoding="utf-8"))["years"][1]
    assert last >= date.today().year + 3  # noqa: DTZ011, TID251 - the one test that must age
