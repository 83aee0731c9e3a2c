"""Standing: where one application stands at a moment.

Made by `derive_standing`, read by advice and drafts.
"""

from dataclasses import dataclass
from datetime import date, datetime

from hearback.signals.signal import Person, Promise, Reading, Signal
from hearback.timeline.application import Interview, Stage, WaitingOn


@dataclass(frozen=True, slots=True)
class Finding:
    """A signal together with the message that says it.

    The same sentence can found several claims.
    """

    signal: Signal
    reading: Reading

    @property
    def at(self) -> datetime:
        """When it was written."""
        return self.reading.envelope.date


@dataclass(frozen=True, slots=True)
class PromiseInForce:
    """The promise that counts now.

    `reading` is None when the user noted it (`noted_at` says when).
    """

    promise: Promise
    reading: Reading | None
    noted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chase:
    """A mail of the user, or a noted call, that sought to move things on. `to` is "" for a call."""

    at: datetime
    to: tuple[str, ...]
    value_add: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing was heard. Days are calendar days in the user's zone.

    `since` is L, the last sign of life; `wait_ends` the first day on which a chase fits;
    `due` the last day on which an answer would have been on time; `anchor` is S, the later of L and
    the promise.
    """

    since: datetime
    days: int
    due: date
    overdue_days: int
    wait_ends: date
    anchor: date


@dataclass(frozen=True)
class Standing:
    """Where an application stands.

    `evidence` is what the stage rests on, newest first. `open_asks` is what they asked for and
    nobody answered. `interviews` are those that stand, oldest first. `chases` are those since the
    last sign of life, `every_chase` also those before it, oldest first. `contact` is whom a mail
    would go to; None when only robots wrote. `interviewers` took part in the last interview.
    `doubts` are refusals that closed nothing, because they may not be theirs or not about this.
    """

    stage: Stage
    waiting_on: WaitingOn
    evidence: tuple[Finding, ...]
    interviews: tuple[Interview, ...]
    promise: PromiseInForce | None
    silence: Silence | None
    chases: tuple[Chase, ...]
    open_asks: tuple[Finding, ...]
    contact: Person | None
    interviewers: tuple[Person, ...]
    line_manager: Person | None
    stage_since: datetime
    ever_interviewed: bool = False
    every_chase: tuple[Chase, ...] = ()
    doubts: tuple[Finding, ...] = ()
