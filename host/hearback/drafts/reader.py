"""Days and hours as the reader of a mail writes them: "Friday, March 13" or "Friday 13 March".

Their own mails tell best: a date that they wrote, then the country of their phone number or
address, then the zone that they write from. Else it is the way of the user's country.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hearback.drafts.told import Told
from hearback.signals.signal import Person, Reading

A_YEAR = 300  # days after which a date needs its year
MONTH_FIRST = frozenset({"US", "CA", "PH"})
MONTHS = r"(?:jan|febr?|march|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
MONTH_THEN_DAY = re.compile(rf"\b{MONTHS} \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?[:.]\d)", re.I)
DAY_THEN_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTHS}\b", re.I)
TWELVE_HOURS = re.compile(r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b", re.I)
TWENTY_FOUR = re.compile(r"\b(?:1[3-9]|2[0-3])[:.h]\d\d\b")
AMERICAN_PHONE = re.compile(r"^(?:\+?1[ .-]?)?\(?[2-9]\d\d\)?[ .-][2-9]\d\d[ .-]\d{4}\b")
COUNTRY_DOMAIN = re.compile(r"\.[a-z]{2}$")
NO_COUNTRY = (".io", ".ai", ".co", ".me", ".tv", ".fm", ".ly", ".gg", ".so", ".to", ".cc", ".vc")
AMERICAN_DOMAIN = (".us", ".ca", ".gov", ".mil", ".edu")


@dataclass(frozen=True, slots=True)
class Reader:
    """How somebody writes days and hours."""

    month_first: bool
    twelve_hours: bool

    def of_month(self, day: date) -> str:
        """Return "March 13" or "13 March"."""
        return f"{day:%B} {day.day}" if self.month_first else f"{day.day} {day:%B}"

    def day(self, day: date, today: date) -> str:
        """Return "Friday, March 13" or "Friday 13 March", with a year when it is far."""
        far = abs((day - today).days) >= A_YEAR
        comma = "," if self.month_first else ""
        return f"{day:%A}{comma} {self.of_month(day)}" + (f"{comma} {day.year}" if far else "")

    def near_day(self, day: date, today: date) -> str:
        """Return "today", "yesterday", "tomorrow", else "on Friday 13 March"."""
        near = {0: "today", -1: "yesterday", 1: "tomorrow"}
        return near.get((day - today).days) or f"on {self.day(day, today)}"

    def hour(self, time: datetime) -> str:
        """Return "2:00 PM" or "14:00"."""
        if not self.twelve_hours:
            return f"{time:%H:%M}"
        return f"{(time.hour - 1) % 12 + 1}:{time:%M} {'AM' if time.hour < 12 else 'PM'}"


def reader_of(told: Told, recipient: Person | None) -> Reader:
    """Return how a recipient writes days and hours, as far as it is known."""
    theirs = told.written_by(recipient) if recipient else []
    texts = list(_texts(theirs)) or list(_texts(told.inbound))
    month_first = _more(MONTH_THEN_DAY, DAY_THEN_MONTH, texts)
    if month_first is None:
        month_first = _american(told, recipient, theirs)
    if month_first is None:
        month_first = told.clock.calendar.country in MONTH_FIRST
    twelve = _more(TWELVE_HOURS, TWENTY_FOUR, texts)
    return Reader(month_first, month_first if twelve is None else twelve)


def _texts(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        yield from (signal.evidence for signal in reading.signals)


def _more(one: re.Pattern[str], other: re.Pattern[str], texts: list[str]) -> bool | None:
    """Return whether `one` is found more often than `other`, None when neither is."""
    ones = sum(len(one.findall(text)) for text in texts)
    others = sum(len(other.findall(text)) for text in texts)
    return ones > others if ones != others else None


def _american(told: Told, recipient: Person | None, theirs: list[Reading]) -> bool | None:
    """Whether somebody writes from where the month comes first; None when nothing tells."""
    if recipient is None:
        return None
    phone = told.phone_of(recipient).strip()
    if phone.startswith("+"):
        return phone.startswith("+1")
    if AMERICAN_PHONE.match(phone):
        return True
    domain = recipient.address.rpartition("@")[2]
    if domain.endswith(AMERICAN_DOMAIN):
        return True
    if COUNTRY_DOMAIN.search(domain) and not domain.endswith(NO_COUNTRY):
        return False
    return _american_zone(theirs)


def _american_zone(theirs: list[Reading]) -> bool | None:
    """Read the zone of their newest mail; one in UTC tells of a server, not of a person."""
    offsets = [reading.envelope.date.utcoffset() for reading in theirs]
    newest = next((offset for offset in reversed(offsets) if offset), None)
    if newest is None:
        return None
    if newest > timedelta(0):
        return False
    return True if timedelta(hours=-10) <= newest <= timedelta(hours=-4) else None
