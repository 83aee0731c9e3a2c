"""A clock that runs as the real one does, and that others may set."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Clock:
    """Seconds since 1970, so many `ahead` of the real time."""

    ahead: float = 0.0
    real: Callable[[], float] = time.time  # noqa: TID251 - the shell of the tests

    def __call__(self) -> float:
        return self.real() + self.ahead

    def set(self, now: float) -> None:
        """Go on from another time."""
        self.ahead = now - self.real()

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.ahead += seconds
