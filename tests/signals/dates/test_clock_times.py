"""Times for an interview, one sentence a line in times.txt."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.signals.dates import Context, read_times
from hearback.signals.signal import InterviewTime
from hearback.timeline.business_days import BusinessCalendar

TABLE = Path(__file__).parent / "times.txt"
LONDON = ZoneInfo("Europe/London")


def a_mail(written: str = "2026-03-04T10:00", country: str = "", zone: str = "") -> Context:
    moment = datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone) if zone else LONDON)
    return Context(moment, BusinessCalendar(), country=country)


def lines() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            expected, _, sentence = line.partition(" | ")
            yield expected, sentence


def as_written(time: InterviewTime) -> str:
    start = time.start.isoformat()
    end = f"/{time.end:%H:%M}" if time.end else ""
    return f"{start[:16]}{end}{start[19:]}"


@pytest.mark.parametrize(("expected", "sentence"), list(lines()))
def test_times(expected: str, sentence: str) -> None:
    found = read_times(sentence, a_mail())
    assert ", ".join(map(as_written, found)) == expected.strip("-")
    assert not any(time.fixed for time in found)


@pytest.mark.parametrize(
    ("country", "letters", "offset"),
    [
        ("", "IST", 5.5),
        ("IN", "IST", 5.5),
        ("IE", "IST", 0),
        ("IL", "IST", 2),
        ("", "CST", -6),
        ("CN", "CST", 8),
        ("AU", "EST", 11),
        ("", "BST", 0),  # nobody in London minds the letters in winter
        ("", "GMT", 0),
        ("", "GMT+2", 2),
        ("", "UTC-5", -5),
        ("", "Berlin time", 1),
        ("", "New York time", -5),
        ("", "your time", 0),
    ],
)
def test_letters_mean_what_they_mean_in_the_country(
    country: str, letters: str, offset: float
) -> None:
    (time,) = read_times(f"Thursday at 2pm {letters}", a_mail(country=country))
    away = time.start.utcoffset()
    assert away is not None
    assert away.total_seconds() / 3600 == offset
    assert (time.start.hour, time.start.minute) == (14, 0)


def test_without_a_zone_it_is_that_of_the_sender() -> None:
    (time,) = read_times("Thursday at 2pm", a_mail(zone="America/New_York"))
    assert time.start.astimezone(UTC) == datetime(2026, 3, 5, 19, tzinfo=UTC)


def test_summer_time_is_that_of_the_day_itself() -> None:
    (time,) = read_times("Thursday 2 April at 2pm", a_mail())
    assert time.start.isoformat() == "2026-04-02T14:00:00+01:00"


@pytest.mark.parametrize(
    ("country", "day"), [("US", "2026-10-03"), ("GB", "2026-03-10"), ("", "2026-03-10")]
)
def test_the_order_of_day_and_month_is_that_of_the_country(country: str, day: str) -> None:
    (time,) = read_times("10/03 at 10:00", a_mail(country=country))
    assert time.start.date().isoformat() == day
