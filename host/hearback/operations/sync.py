"""Bring what is kept up to the user's Gmail: plan, then act, one transaction a thread.

It can stop between any two steps and be killed at any moment: what is still to be read, how far
the listings got and the cursor lie in the database, and each thread is kept whole or not at all.
"""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from hearback.errors import GmailBusy
from hearback.gmail.crawl import FindMailOf, ListPage, ReadSome, Step, next_step
from hearback.gmail.records import ApiMessage, ApiThread
from hearback.gmail.searches import load_searches
from hearback.operations.intake import Intake, Parts
from hearback.operations.kept import Kept
from hearback.operations.look import Place
from hearback.operations.lookout import Lists, Lookout
from hearback.operations.sync_state import SyncState
from hearback.store.reading_list import Entry, ReadingList

CHUNK = 12  # threads asked for at once: six seconds at the pace of the quota
UNITS_A_THREAD = 40
TELL_S = 0.3


class Source(Lists, Parts, Protocol):
    """What is needed of Gmail to read it."""

    def threads(self, ids: list[str]) -> Iterator[tuple[str, ApiThread | None]]:
        """Yield these threads in their order; None for one that is gone."""

    def message(self, message_id: str) -> ApiMessage | None:
        """Return one message; None when it is gone."""


@dataclass(frozen=True)
class Progress:
    """How far it is. `jobs` of the `read` threads are about a job; `likely` and `rest` are to come.

    `rest` are threads whose listing says nothing about a job. `seconds_left` is at the pace of the
    quota, for the likely ones, or for the rest once these are read.
    """

    phase: Literal["listing", "reading", "rest", "done"]
    read: int
    jobs: int
    likely: int
    rest: int
    seconds_left: int


@dataclass(frozen=True)
class Limits:
    """When to stop: with the likely threads, or with all; `over` is asked after every thread."""

    everything: bool = True
    over: Callable[[], bool] = lambda: False


class Sync:
    """Reads one user's Gmail into one database. `rate` is in quota units a second."""

    def __init__(
        self, gmail: Source, kept: Kept, place: Place, clock: Callable[[], datetime], rate: float
    ) -> None:
        self._gmail = gmail
        self._kept = kept
        self._clock = clock
        self._rate = rate
        self._searches = load_searches()
        self._list = ReadingList(kept.database)
        self._state = SyncState(kept.settings)
        self._lookout = Lookout(gmail, kept, self._searches, self._state, clock)
        self._intake = Intake(gmail, kept, place, self._state)

    def run(self, limits: Limits, tell: Callable[[Progress], None] = lambda _: None) -> Progress:
        """Read until there is nothing more to read, or until the limits say stop.

        Raises GmailProblem; what was read until then is kept.
        """
        self._state.load()
        self._state.refuse_too_early(self._clock())
        told = self._now_and_then(tell)
        try:
            self._lookout.catch_up()
            told()
            step: Step | None = ReadSome(0)
            while not limits.over() and (step := self._next(limits)):
                self._take(step, limits, told)
            if step is None:
                self._tidy()
        except GmailBusy as busy:
            self._state.wait_until(busy.until)
            raise
        return self.progress()

    def _tidy(self) -> None:
        """Give the room back that the list of what to read took, once after each crawl."""
        if self._state.tidied != self._state.crawl:
            self._state.tidied = self._state.crawl
            self._kept.database.tidy()

    def progress(self) -> Progress:
        """Return how far it is."""
        return measure_progress(self._kept, self._rate)

    def _next(self, limits: Limits) -> Step | None:
        stand = self._lookout.stand()
        step = next_step(stand, self._searches)
        only_the_rest = isinstance(step, ReadSome) and not stand.likely
        return None if only_the_rest and not limits.everything else step

    def _now_and_then(self, tell: Callable[[Progress], None]) -> Callable[[], None]:
        """Tell the progress a few times a second: counting takes as long as reading a mail."""
        told = 0.0

        def tell_progress() -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= TELL_S:
                told = now
                tell(self.progress())

        return tell_progress

    def _take(self, step: Step, limits: Limits, tell: Callable[[], None]) -> None:
        match step:
            case ListPage():
                self._lookout.list_page(step)
                tell()
            case FindMailOf(addresses):
                self._lookout.find_mail_of(addresses)
            case ReadSome(least):
                with closing(self._read(self._list.next(CHUNK, least))) as reading:
                    for _ in reading:
                        tell()
                        if limits.over():
                            break

    def _read(self, entries: list[Entry]) -> Generator[None]:
        """Read these threads and messages and keep what is about a job, one after the other."""
        whole = {entry.thread_id: entry for entry in entries if not entry.message_id}
        for entry in entries:
            if entry.message_id:
                self._intake.take_message(entry, self._gmail.message(entry.message_id))
                yield
        for thread_id, found in self._gmail.threads(list(whole)):
            self._intake.take_thread(whole[thread_id], found)
            yield


def measure_progress(kept: Kept, rate: float) -> Progress:
    """Return how far the reading is, from what is kept alone."""
    reading_list = ReadingList(kept.database)
    likely, rest = reading_list.count(load_searches().likely)
    read, jobs = kept.messages.count()
    phase: Literal["listing", "reading", "rest", "done"] = "rest" if rest else "done"
    if likely:
        phase = "reading"
    elif any(page is not None for page in reading_list.pages().values()):
        phase = "listing"
    seconds = int((likely or rest) * UNITS_A_THREAD / rate)
    return Progress(phase, read, jobs, likely, rest, seconds)
