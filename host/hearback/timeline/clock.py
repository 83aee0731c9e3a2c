"""The moment at which an application is looked at: now, the user's zone and their working days."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from hearback.timeline.business_days import BusinessCalendar


@dataclass(frozen=True)
class Clock:
    """A fixed `now`. Days are calendar days in `zone`; working days are those of `calendar`."""

    now: datetime
    zone: tzinfo
    calendar: BusinessCalendar

    @property
    def today(self) -> date:
        """The day that it is for the user."""
        return self.day(self.now)

    def day(self, moment: datetime) -> date:
        """Return the user's calendar day of a moment."""
        return moment.astimezone(self.zone).date()

    def days_since(self, day: date) -> int:
        """Return the calendar days from `day` to today; negative when it lies ahead."""
        return (self.today - day).days

    def working_days_since(self, day: date) -> int:
        """Return the working days after `day`, up to and with today; 0 when it lies ahead."""
        return self.calendar.between(day, self.today) if day < self.today else 0
