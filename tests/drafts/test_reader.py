"""Days and hours are said as the reader says them: by their own dates, else by where they are."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hearback.drafts.reader import Reader, reader_of
from hearback.drafts.told import Told
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.business_days import BusinessCalendar
from hearback.timeline.clock import Clock
from telling import DANA, SAM, application, from_them, march, says, stand

TODAY = date(2026, 3, 16)
AMERICAN, OTHER = Reader(True, True), Reader(False, False)


def read(*story: Reading, country: str = "", by: Person = DANA) -> Reader:
    found = application(*story)
    clock = Clock(march(16), UTC, BusinessCalendar.for_country(country))
    return reader_of(Told(found, stand(found, 16), SAM, clock), by)


def said(words: str, by: Person = DANA) -> Reading:
    return from_them(4, says(Kind.QUESTION, evidence=words), by=by)


def sent_from(hours: float, by: Person = DANA) -> Reading:
    mail = said("Hello", by)
    zone = timezone(timedelta(hours=hours))
    return replace(mail, envelope=replace(mail.envelope, date=march(4).astimezone(zone)))


@pytest.mark.parametrize(
    ("day", "american", "other"),
    [
        (date(2026, 3, 13), "Friday, March 13", "Friday 13 March"),
        (date(2027, 3, 12), "Friday, March 12, 2027", "Friday 12 March 2027"),
    ],
)
def test_a_day_in_words(day: date, american: str, other: str) -> None:
    assert AMERICAN.day(day, TODAY) == american
    assert OTHER.day(day, TODAY) == other
    assert AMERICAN.near_day(day, TODAY) == f"on {american}"
    assert OTHER.near_day(TODAY, TODAY) == "today"


@pytest.mark.parametrize(
    ("hour", "minute", "american", "other"),
    [(0, 5, "12:05 AM", "00:05"), (12, 0, "12:00 PM", "12:00"), (15, 30, "3:30 PM", "15:30")],
)
def test_an_hour_in_words(hour: int, minute: int, american: str, other: str) -> None:
    time = datetime(2026, 3, 13, hour, minute, tzinfo=UTC)
    assert (AMERICAN.hour(time), OTHER.hour(time)) == (american, other)


@pytest.mark.parametrize(
    ("words", "month_first"),
    [
        ("We will write by March 13.", True),
        ("We will write by Mar. 13th, 2026.", True),
        ("We will write by 13 March.", False),
        ("We will write by the 13th of March.", False),
        ("Could we talk on 12 March at 2pm?", False),
    ],
)
@pytest.mark.parametrize("country", ["US", "GB"])
def test_their_own_dates_tell_before_anything_else(
    words: str, month_first: bool, country: str
) -> None:
    assert read(said(words), country=country).month_first is month_first


def test_their_own_hours_tell_too() -> None:
    assert read(said("Shall we say 2pm on 12 March?")) == Reader(False, True)
    assert read(said("Shall we say 14:00 on March 12?")) == Reader(True, False)


@pytest.mark.parametrize(
    ("phone", "address", "month_first"),
    [
        ("+1 (555) 234-9876", "dana@acme.example", True),
        ("(415) 234-9876", "dana@acme.example", True),
        ("+44 20 7946 0312", "dana@acme.example", False),
        ("", "dana@acme.co.uk", False),
        ("", "dana@acme.io", True),  # says nothing, so it is the user's way
        ("", "dana@acme.edu", True),
    ],
)
def test_a_phone_or_an_address_tells_where_they_are(
    phone: str, address: str, month_first: bool
) -> None:
    by = Person("Dana Ruiz", address, Part.EMPLOYER, phone=phone)
    assert read(said("Hello", by), country="US", by=by).month_first is month_first


@pytest.mark.parametrize(
    ("hours", "country", "month_first"),
    [(-5, "GB", True), (-8, "GB", True), (1, "US", False), (5.5, "US", False), (0, "US", True)],
)
def test_else_the_zone_that_they_write_from_and_utc_says_nothing(
    hours: float, country: str, month_first: bool
) -> None:
    assert read(sent_from(hours), country=country).month_first is month_first


@pytest.mark.parametrize(("country", "reader"), [("US", AMERICAN), ("GB", OTHER), ("", OTHER)])
def test_else_the_way_of_the_users_country(country: str, reader: Reader) -> None:
    assert read(said("Hello"), country=country) == reader
