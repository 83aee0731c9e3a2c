"""The pace keeps under the quota in every minute, also over two processes and odd clocks."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmail.fake_clock import NOON, FakeClock
from hearback.gmail.pace import BURST, COSTS, QUOTA, RATE, Pace, PaceState


def test_a_full_bucket_goes_at_once_and_then_at_the_rate() -> None:
    clock = FakeClock()
    pace = Pace(clock)
    for _ in range(30):
        pace.wait_for(40)
    assert clock.waits == []
    pace.wait_for(40)
    assert clock.waits == [pytest.approx(0.5)]
    assert pace.spent == 31 * 40


@given(st.lists(st.sampled_from(sorted(set(COSTS.values()))), max_size=600), st.floats(0, 90))
@settings(deadline=None)
def test_no_minute_holds_more_than_the_quota(costs: list[int], pause: float) -> None:
    clock = FakeClock()
    pace = Pace(clock)
    spent: list[tuple[float, int]] = []
    for number, units in enumerate(costs):
        if number % 100 == 99:
            clock.at += pause
        pace.wait_for(units)
        spent.append((clock.at, units))
    for first, _ in spent:
        within = sum(units for at, units in spent if first <= at < first + 60)
        assert within <= QUOTA + max(COSTS.values())
    assert all(before[0] <= after[0] for before, after in pairwise(spent))


def test_burst_and_rate_add_up_to_the_quota() -> None:
    assert BURST + 60 * RATE == QUOTA


def test_a_rest_holds_everybody_and_the_longest_counts() -> None:
    clock = FakeClock()
    pace = Pace(clock)
    pace.rest(30)
    pace.rest(10)
    assert pace.resting() == 30
    assert pace.reserve(1) == 30
    clock.at += 31
    assert pace.reserve(1) == 0


def test_the_next_process_goes_on_where_the_last_one_was() -> None:
    clock = FakeClock()
    pace = Pace(clock)
    for _ in range(40):
        pace.wait_for(40)
    pace.rest(5)
    again = Pace(clock, state=pace.state())
    assert again.level() == pytest.approx(pace.level())
    assert again.resting() == 5


def test_a_clock_that_was_wrong_costs_neither_quota_nor_a_year_of_rest() -> None:
    clock = FakeClock()
    far = PaceState(level=0.0, at=NOON + 10**9, resting_until=NOON + 10**9)
    pace = Pace(clock, state=far)
    assert pace.level() == 0
    assert pace.resting() <= 24 * 3600
    clock.at -= 10**6
    assert pace.level() == 0
