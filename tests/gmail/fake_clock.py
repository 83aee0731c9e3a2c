"""A clock that stands still until somebody sleeps by it."""

from dataclasses import dataclass, field

NOON = 1_790_000_000.0


@dataclass
class FakeClock:
    """What time it is, and all waits so far."""

    at: float = NOON
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += seconds
