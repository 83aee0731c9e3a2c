"""All applications are derived once for what the panel asks in quick succession, never too long."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest

from hearback.native.desk import PanelDesk

if TYPE_CHECKING:
    from hearback.operations.desk import Desk

MORNING = datetime(2026, 3, 4, 9, tzinfo=UTC)


class CountingDesk:
    """A desk that counts how often it derives everything."""

    def __init__(self) -> None:
        self.derived: list[datetime] = []
        self.writes = 0

    def written(self) -> tuple[object, ...]:
        return (self.writes,)

    def overview(self, now: datetime) -> Any:
        self.derived.append(now)
        return object()


@pytest.fixture
def counting() -> CountingDesk:
    return CountingDesk()


def look(desk: CountingDesk, *moments: datetime) -> int:
    """Look at each of these moments and return how often everything was derived."""
    panel = PanelDesk(cast("Desk", desk))
    for moment in moments:
        panel._overview(moment)
    return len(desk.derived)


def test_within_a_minute_it_is_derived_once(counting: CountingDesk) -> None:
    assert look(counting, MORNING, MORNING + timedelta(seconds=59)) == 1


@pytest.mark.parametrize(
    "later",
    [
        MORNING + timedelta(minutes=1),
        MORNING - timedelta(seconds=1),  # the clock was set back
    ],
)
def test_after_a_minute_it_is_derived_anew(counting: CountingDesk, later: datetime) -> None:
    assert look(counting, MORNING, later) == 2


def test_on_a_new_day_it_is_derived_anew(counting: CountingDesk) -> None:
    midnight = datetime(2026, 3, 5, tzinfo=UTC)
    assert look(counting, midnight - timedelta(seconds=10), midnight) == 2


def test_whatever_is_written_is_seen_at_once(counting: CountingDesk) -> None:
    panel = PanelDesk(cast("Desk", counting))
    first = panel._overview(MORNING)
    assert panel._overview(MORNING) is first
    counting.writes += 1
    assert panel._overview(MORNING) is not first
