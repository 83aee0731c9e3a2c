"""The boundaries on the calendar: weekends, public holidays, zones, and the hour that is missing.

Each story is looked at on the last day on which a play does not fit and on the first on which it
does.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hearback.signals.signal import InterviewTime, Kind, Reading, Signal
from telling import action_at, advice_at, from_sam, from_them, promises, says

LONDON, NEW_YORK, AUCKLAND = "Europe/London", "America/New_York", "Pacific/Auckland"


def sent(moment: str, reading: Reading) -> Reading:
    """The same mail at a moment given in UTC."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return replace(reading, envelope=replace(reading.envelope, date=at))


def talk(start: str, end: str) -> Signal:
    begins, ends = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))
    return says(Kind.INTERVIEW_CONFIRMATION, interview=InterviewTime(begins, ends, fixed=True))


def met_on(day: str) -> list[Reading]:
    """A talk at ten in the morning UTC and the thanks for it an hour later."""
    confirmed = from_them(1, talk(f"{day}T10:00", f"{day}T10:30"))
    return [
        sent(f"{day}T08:00", confirmed),
        sent(f"{day}T11:00", from_sam(1, Kind.THANK_YOU)),
    ]


@pytest.mark.parametrize(
    ("country", "talked", "last_wait", "first_check_in"),
    [
        ("", "2026-03-03", "2026-03-09", "2026-03-10"),  # a Tuesday and the next
        ("", "2026-03-06", "2026-03-12", "2026-03-13"),  # a Friday and the next
        ("", "2026-03-07", "2026-03-12", "2026-03-13"),  # a Saturday counts like the Friday
        ("GB", "2026-04-01", "2026-04-09", "2026-04-10"),  # over Good Friday and Easter Monday
        ("US", "2026-04-01", "2026-04-07", "2026-04-08"),  # neither is one in America
        ("US", "2026-11-23", "2026-11-30", "2026-12-01"),  # over Thanksgiving
        ("GB", "2026-11-23", "2026-11-29", "2026-11-30"),
        ("GB", "2026-12-22", "2026-12-30", "2026-12-31"),  # Christmas, and Boxing Day's Monday
        ("US", "2026-12-22", "2026-12-29", "2026-12-30"),
        ("US", "2026-06-30", "2026-07-07", "2026-07-08"),  # Independence Day is kept on the 3rd
    ],
)
def test_five_working_days_after_a_talk(
    country: str, talked: str, last_wait: str, first_check_in: str
) -> None:
    zone = NEW_YORK if country == "US" else LONDON
    story = met_on(talked)
    assert action_at(f"{last_wait}T23:59", zone, country, *story) == "wait"
    assert action_at(f"{first_check_in}T00:00", zone, country, *story) == "check_in"
    waiting = advice_at(f"{last_wait}T12:00", zone, country, *story)
    assert waiting is not None
    assert waiting.due == date.fromisoformat(first_check_in)


@pytest.mark.parametrize(
    ("country", "promised", "last_wait", "first_check_in"),
    [
        ("", "2026-03-13", "2026-03-15", "2026-03-16"),  # by Friday: on Monday
        ("", "2026-03-15", "2026-03-15", "2026-03-16"),  # by Sunday: on Monday too
        ("GB", "2026-04-02", "2026-04-06", "2026-04-07"),  # by Maundy Thursday: after Easter
        ("US", "2026-04-02", "2026-04-02", "2026-04-03"),
        ("GB", "2026-05-01", "2026-05-04", "2026-05-05"),  # over the early May bank holiday
        ("US", "2026-05-22", "2026-05-25", "2026-05-26"),  # over Memorial Day
    ],
)
def test_one_working_day_after_their_own_date(
    country: str, promised: str, last_wait: str, first_check_in: str
) -> None:
    word = from_them(1, promises(date.fromisoformat(promised)))
    story = [*met_on("2026-03-10"), sent("2026-03-10T15:00", word)]
    zone = NEW_YORK if country == "US" else LONDON
    assert action_at(f"{last_wait}T23:59", zone, country, *story) == "wait"
    assert action_at(f"{first_check_in}T00:00", zone, country, *story) == "check_in"


def test_half_past_eleven_in_greenwich_is_tomorrow_in_auckland() -> None:
    wrote = sent("2026-03-03T23:30", from_them(1, Kind.DELAY))
    story = [*met_on("2026-03-02"), wrote]
    # In London that was Tuesday the 3rd, in Auckland Wednesday the 4th.
    assert action_at("2026-03-09T12:00", LONDON, "", *story) == "wait"
    assert action_at("2026-03-10T00:00", LONDON, "", *story) == "check_in"
    assert action_at("2026-03-10T23:59", AUCKLAND, "", *story) == "wait"
    assert action_at("2026-03-11T00:00", AUCKLAND, "", *story) == "check_in"


def test_an_evening_talk_in_new_york_ends_on_that_day_although_it_is_tomorrow_in_greenwich() -> (
    None
):
    late = sent("2026-03-03T12:00", from_them(1, talk("2026-03-05T23:30", "2026-03-06T00:30")))
    assert action_at("2026-03-05T19:29", NEW_YORK, "US", late) == "ask_timeline"
    assert action_at("2026-03-05T19:30", NEW_YORK, "US", late) == "thank_you"
    assert action_at("2026-03-08T23:59", NEW_YORK, "US", late) == "thank_you"
    assert action_at("2026-03-09T00:00", NEW_YORK, "US", late) == "wait"
    assert action_at("2026-03-11T23:59", NEW_YORK, "US", late) == "wait"
    assert action_at("2026-03-12T00:00", NEW_YORK, "US", late) == "check_in"


@pytest.mark.parametrize(
    ("zone", "talked", "last_wait", "first_check_in"),
    [
        (NEW_YORK, "2026-03-04", "2026-03-10", "2026-03-11"),  # the clocks go forward on the 8th
        (LONDON, "2026-03-25", "2026-03-31", "2026-04-01"),  # and here on the 29th
        (LONDON, "2026-10-21", "2026-10-27", "2026-10-28"),  # back on the 25th
        (AUCKLAND, "2026-04-01", "2026-04-07", "2026-04-08"),  # back on the 5th
    ],
)
def test_a_day_of_23_or_25_hours_is_a_day(
    zone: str, talked: str, last_wait: str, first_check_in: str
) -> None:
    story = met_on(talked)
    assert action_at(f"{last_wait}T23:59", zone, "", *story) == "wait"
    assert action_at(f"{first_check_in}T00:00", zone, "", *story) == "check_in"


def test_a_week_that_ends_on_thursday() -> None:
    story = met_on("2026-03-04")  # a Wednesday; in Israel Friday and Saturday are off
    assert action_at("2026-03-10T23:59", "Asia/Jerusalem", "IL", *story) == "wait"
    assert action_at("2026-03-11T00:00", "Asia/Jerusalem", "IL", *story) == "check_in"
    assert action_at("2026-03-08T12:00", "Asia/Jerusalem", "IL", *story) == "wait"
