"""Asking Gmail at the pace of the quota, again where that helps, several at once, in order.

All waiting is done in one place, before something is sent, and in the thread of the caller: the
workers ask once and come back. So closing an iterator never leaves one asleep.
"""

import random
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from hearback.gmail import words
from hearback.gmail.faults import Cure, Fault, NotFound, Unsure
from hearback.gmail.pace import COSTS, Pace
from hearback.gmail.trouble import read_trouble

AT_ONCE = 4  # Gmail's limit is not published; up to five were seen to be safe
PATIENCE = 120.0  # seconds; a longer wait is the user's to know of
LONGEST_REST = 32.0

TRIES = {Cure.WAIT: 3, Cure.FEWER: 6, Cure.AGAIN: 6, Cure.RECONNECT: 2, Cure.REFRESH: 1}
"""How often each cure is tried for one request; one that is not here never is."""


class Line(Protocol):
    """What asks once."""

    def run(self, request: Any, *, apart: bool = False) -> object:
        """Return the answer, or raise."""


@dataclass
class _Job:
    """One request on its way: not sent, running (`future`), or over (`answer` or `error`)."""

    key: str
    request: Any
    write: bool = False
    future: Future[object] | None = None
    at_once: int = 1  # how many were allowed when it was sent
    over: bool = False
    answer: object = None
    error: Exception | None = None
    tried: Counter[Cure] = field(default_factory=Counter)

    @property
    def method(self) -> str:
        """The id of the method."""
        return str(self.request.methodId)


class Asker:
    """Asks over one line. `dice` gives numbers from 0 to 1 for the length of rests."""

    def __init__(
        self,
        line: Line,
        pace: Pace,
        *,
        patience: float = PATIENCE,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self.at_once = AT_ONCE
        self._line = line
        self._pace = pace
        self._patience = patience
        self._dice = dice

    def ask(self, request: Any, *, write: bool = False) -> object:
        """Return the answer. Raises GmailProblem, NotFound, and for a write Unsure."""
        job = _Job("", request, write)
        while True:
            self._take_turn(job)
            try:
                return self._line.run(request, apart=write)
            except Exception as error:
                self._heed(job, error)

    def ask_all(
        self, requests: Iterable[tuple[str, Any]]
    ) -> Generator[tuple[str, object], None, None]:
        """Yield the answers by key in the order asked, None for what is gone.

        An error is raised in the place of its answer. Nothing more is sent once this is closed.
        """
        todo = (_Job(key, request) for key, request in requests)
        window: deque[_Job] = deque()
        workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="gmail")
        try:
            while True:
                while window and window[0].over:
                    job = window.popleft()
                    if job.error:
                        raise job.error
                    yield job.key, job.answer
                window.extend(islice(todo, max(0, self.at_once - len(window))))
                if not window:
                    return
                self._send(window, workers)
                self._gather(window)
        finally:
            workers.shutdown(wait=False, cancel_futures=True)

    def _send(self, window: Iterable[_Job], workers: ThreadPoolExecutor) -> None:
        jobs = list(window)
        running = sum(job.future is not None for job in jobs)
        for job in jobs:
            if job.error:
                return  # what would come after it is not wanted any more
            if job.over or job.future:
                continue
            if running >= self.at_once or (running and self._pace.resting()):
                return  # what is under way is taken in before anybody rests
            self._take_turn(job)
            job.at_once = self.at_once
            job.future = workers.submit(self._line.run, job.request)
            running += 1

    def _gather(self, window: Iterable[_Job]) -> None:
        """Wait for an answer, and take in all that have come."""
        running = {job.future: job for job in window if job.future}
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            job = running[future]
            job.future = None
            error = future.exception()
            if error is None:
                job.answer, job.over = future.result(), True
                continue
            try:
                self._heed(job, error if isinstance(error, Exception) else RuntimeError())
            except NotFound:
                job.over = True
            except Exception as final:
                job.error, job.over = final, True

    def _take_turn(self, job: _Job) -> None:
        """Wait for the units. Raises GmailBusy when a rest is on that is too long to wait out."""
        rest = self._pace.resting()
        if rest > self._patience:
            raise words.wait_for(self._pace.clock.now() + rest)
        self._pace.wait_for(COSTS[job.method])

    def _heed(self, job: _Job, error: Exception) -> None:
        """Return when another try may help; raise what the caller has to know otherwise."""
        now = self._pace.clock.now()
        fault = read_trouble(error, job.method, now)
        if fault is None:
            raise error
        if fault.cure is Cure.GONE:
            raise NotFound from None
        if job.write and fault.done:
            raise Unsure from None
        job.tried[fault.cure] += 1
        if job.tried[fault.cure] > TRIES.get(fault.cure, 0):
            raise fault.problem from None
        if fault.cure is Cure.FEWER and job.at_once == self.at_once:
            # Those sent together are refused together: that counts once.
            self.at_once = max(1, self.at_once // 2)
        self._pace.rest_until(max(fault.until, now + self._rest(fault, job.tried[fault.cure])))

    def _rest(self, fault: Fault, tries: int) -> float:
        longest = min(LONGEST_REST, 2.0**tries)
        if fault.cure in (Cure.AGAIN, Cure.RECONNECT):
            return self._dice() * longest  # many clients must not come back at the same moment
        return longest if fault.cure is Cure.FEWER else 0.0
