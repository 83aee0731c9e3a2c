"""By whose calendar the dates of a mail are read."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from hearback.mail.message import Address, Envelope, Message
from hearback.signals.dates import read_promise
from hearback.signals.moments import Home, context_of, country_of
from hearback.timeline.business_days import BusinessCalendar

NEW_YORK = ZoneInfo("America/New_York")
US = Home(NEW_YORK, BusinessCalendar.for_country("US"), "US", BusinessCalendar.for_country)


def promised(sender: str, said: str, written: datetime) -> date:
    envelope = Envelope("<1@x>", "t", written, Address("", sender), (), "Hello")
    promise = read_promise(said, context_of(Message(envelope, said), US, after_interview=True))
    assert promise
    return promise.latest


@pytest.mark.parametrize(
    ("domain", "country"),
    [("acme.co.uk", "GB"), ("firma.de", "DE"), ("acme.com", ""), ("startup.io", ""), ("", "")],
)
def test_some_domains_tell_of_a_country(domain: str, country: str) -> None:
    assert country_of(domain) == country


def test_business_days_are_those_of_the_sender() -> None:
    said = "We will get back to you within two business days."
    thursday = datetime(2026, 4, 30, 9, tzinfo=NEW_YORK)
    assert promised("jo@acme.com", said, thursday) == date(2026, 5, 4)
    assert promised("jo@firma.de", said, thursday) == date(2026, 5, 5)  # 1 May is Labour Day


def test_a_day_and_a_month_stand_in_the_senders_order() -> None:
    said = "We will let you know by 03/04."
    monday = datetime(2026, 3, 2, 9, tzinfo=NEW_YORK)
    assert promised("jo@acme.com", said, monday) == date(2026, 3, 4)
    assert promised("jo@acme.co.uk", said, monday) == date(2026, 4, 3)
