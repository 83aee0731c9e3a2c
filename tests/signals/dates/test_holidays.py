"""Holidays by their rules."""

from datetime import date

import pytest

from hearback.signals.dates.holidays import day_by_rule, easter


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
        (2026, "2026-04-05"),
        (2027, "2027-03-28"),
        (2038, "2038-04-25"),  # as late as it can be
        (2285, "2285-03-22"),  # as early as it can be
    ],
)
def test_easter(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", "2026-12-25"),
        ("4/3/11", "2026-11-26"),
        ("-1/0/5", "2026-05-25"),
        ("2/0/10", "2026-10-12"),
        ("easter-2", "2026-04-03"),
        ("easter+1", "2026-04-06"),
    ],
)
def test_a_rule_names_a_day(rule: str, day: str) -> None:
    assert day_by_rule(rule, 2026) == date.fromisoformat(day)


@pytest.mark.parametrize("rule", ["", "christmas", "13-01", "1/2", "easter*"])
def test_anything_else_is_no_rule(rule: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        day_by_rule(rule, 2026)
