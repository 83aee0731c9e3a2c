"""The pace of asking: a token bucket under Gmail's quota, and rests that everybody obeys.

Only times and numbers: `reserve` says how long to wait, and the clock that does the waiting is
given. A clock whose `sleep` raises ends the work at that point.
"""

import time
from dataclasses import dataclass
from typing import Protocol

COSTS = {
    "gmail.users.getProfile": 1,
    "gmail.users.history.list": 2,
    "gmail.users.drafts.list": 5,
    "gmail.users.messages.list": 5,
    "gmail.users.threads.list": 10,
    "gmail.users.drafts.create": 10,
    "gmail.users.drafts.delete": 10,
    "gmail.users.drafts.update": 15,
    "gmail.users.drafts.get": 20,
    "gmail.users.messages.get": 20,
    "gmail.users.messages.attachments.get": 20,
    "gmail.users.threads.get": 40,
}
"""Units of each method that we use, by its id in the discovery document, since 1 May 2026
(developers.google.com/workspace/gmail/api/reference/quota). Neither `format` nor `fields` changes
them; a method that is not here fails on its first use."""

QUOTA = 6_000  # units a minute, user and project
RATE = 80.0
BURST = 1_200.0
"""In the worst minute a full bucket is emptied and what flows in is spent too: 1,200 + 60 × 80 is
the quota."""

LONGEST_REST = 24 * 3600.0  # a longer one comes from a clock that was wrong


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> float:
        """Return the seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Return after so many seconds, or raise to end the work."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class PaceState:
    """A bucket at rest, for the next process: three numbers, times in seconds since 1970."""

    level: float
    at: float
    resting_until: float = 0.0


class Pace:
    """A bucket of units that fills at a steady rate. It may be overdrawn: the next ones wait."""

    def __init__(
        self, clock: Clock, rate: float = RATE, burst: float = BURST, state: PaceState | None = None
    ) -> None:
        now = clock.now()
        self.rate = rate
        self.burst = burst
        self.spent = 0
        self.clock = clock
        self._level = min(state.level, burst) if state else burst
        # A time in the future comes from a clock that has been put right since.
        self._at = min(state.at, now) if state else now
        self._resting_until = min(state.resting_until, now + LONGEST_REST) if state else 0.0

    def reserve(self, units: int) -> float:
        """Take these units and return how many seconds to wait before they are used."""
        self._fill()
        self._level -= units
        self.spent += units
        return max(0.0, -self._level / self.rate, self.resting())

    def wait_for(self, units: int) -> None:
        """Take these units, after waiting until they are there and no rest is on."""
        wait = self.reserve(units)
        if wait > 0:
            self.clock.sleep(wait)

    def rest(self, seconds: float) -> None:
        """Let nothing go for so many seconds from now."""
        self.rest_until(self.clock.now() + seconds)

    def rest_until(self, moment: float) -> None:
        """Let nothing go before this moment; a longer rest that is on goes on."""
        self._resting_until = max(self._resting_until, min(moment, self.clock.now() + LONGEST_REST))

    def resting(self) -> float:
        """Return how many seconds of a rest are left."""
        return max(0.0, self._resting_until - self.clock.now())

    def level(self) -> float:
        """Return the units that could be spent at once; below zero when they are owed."""
        self._fill()
        return self._level

    def state(self) -> PaceState:
        """Return what the next process needs to go on at this pace."""
        return PaceState(self.level(), self._at, self._resting_until)

    def _fill(self) -> None:
        now = self.clock.now()
        gone_by = max(0.0, now - self._at)  # a clock put back gives nothing
        self._level = min(self.burst, self._level + gone_by * self.rate)
        self._at = now
