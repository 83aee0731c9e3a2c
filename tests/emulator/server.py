"""The emulator: Gmail's API and Google's OAuth over HTTP on a loopback address, for tests only."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Any, Self

from emulator import refusal, routes
from emulator.accounts import Accounts
from emulator.api import Method, read_body
from emulator.call import Call
from emulator.clock import Clock
from emulator.fields import only
from emulator.mailbox import Mailbox
from emulator.refusal import Fault
from emulator.wire import Request, open_server

Json = dict[str, Any]
WINDOW_S = 60.0
POLL_S = 0.01  # how soon it notices its end; the default makes each test wait half a second


@dataclass
class Emulator:
    """A Gmail to test with: `with Emulator(mailbox) as gmail: gmail.url …`.

    `clock` returns seconds since 1970. `units_a_minute` is the quota (0 for none), `at_once` how
    many requests may be under way (0 for any number). `largest_part` is how many bytes of a text
    come along, `told_twice` repeats history records. `calls` counts what was asked and `spent`
    units, by method id; `sent` are calls of what sends, which nobody should make.
    """

    mailbox: Mailbox = field(default_factory=Mailbox)
    clock: Callable[[], float] = field(default_factory=Clock)
    units_a_minute: int = 6_000
    at_once: int = 10
    largest_part: int = 100_000
    told_twice: bool = False
    port: int = 0
    accounts: Accounts = field(default_factory=Accounts)
    faults: list[Fault] = field(default_factory=list)
    token_faults: list[Fault] = field(default_factory=list)
    spent: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    log: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    refuse_revocation: bool = False

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self.under_way = 0
        self._window: deque[tuple[float, int]] = deque()

    def __enter__(self) -> Self:
        self._server = open_server(partial(routes.answer, self), self.port)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_S,), daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The address of the emulator, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def client_file(self) -> Json:
        """The JSON that a user would have downloaded for the desktop client."""
        return self.accounts.client_file(self.url)

    @property
    def units(self) -> int:
        """All units spent."""
        return sum(self.spent.values())

    def grant(self, *scopes: str) -> tuple[str, str]:
        """Return an access and a refresh token; for reading and drafts unless scopes are named."""
        names = scopes or ("gmail.readonly", "gmail.compose")
        return self.accounts.grant(*names, now=self.clock())

    def expire_access(self) -> None:
        """Let the hour of all access tokens be over; refresh tokens stay."""
        self.accounts.access.clear()

    def revoke_everything(self) -> None:
        """End every grant, as a changed password does."""
        self.accounts.revoke_everything()

    def forget_counts(self) -> None:
        """Begin to count anew."""
        with self.lock:
            self.spent.clear()
            self.calls.clear()
            self.log.clear()

    # --- one request ------------------------------------------------------------------------------

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """One more request is under way."""
        with self.lock:
            self.under_way += 1
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1

    def next_fault(self, method: str) -> Fault | None:
        """Return what goes wrong with this request; whole batches have faults of their own."""
        with self.lock:
            if method == "batch":
                meant = [f for f in self.faults if "batch" in (f.method, f.name[-5:])]
            else:
                meant = [f for f in self.faults if f.name != "half a batch"]
                self.calls[method] += 1
                self.log.append(method)
            return next((fault for fault in meant if fault.strikes(method)), None)

    def pay(self, method: Method) -> None:
        """Account for a call. Raises Refused over the minute's quota or with too many at once."""
        with self.lock:
            now = self.clock()
            while self._window and self._window[0][0] <= now - WINDOW_S:
                self._window.popleft()
            if self.at_once and self.under_way > self.at_once:
                raise refusal.crowded()
            within = sum(units for _, units in self._window)
            if self.units_a_minute and within + method.units > self.units_a_minute:
                raise refusal.quota()
            self._window.append((now, method.units))
            self.spent[method.id] += method.units

    def serve(self, method: Method, ids: Mapping[str, str], request: Request) -> Json:
        """Answer one call. Raises Refused."""
        scopes = self.accounts.scopes_of(request.bearer, self.clock())
        if scopes is None:
            raise refusal.unauthorized()
        headers_only = "gmail.metadata" in scopes
        if "q" in request.query and headers_only:
            raise refusal.metadata_scope()
        if not scopes & set(method.scopes):
            raise refusal.scope_missing()
        self.pay(method)
        call = Call(
            mailbox=self.mailbox,
            ids=ids,
            query=request.query,
            body=read_body(request.body),
            now_ms=int(self.clock() * 1000),
            largest_part=self.largest_part,
            headers_only=headers_only,
            told_twice=self.told_twice,
        )
        with self.mailbox.lock:
            answer = method.serve(call)
        return only(answer, call.first("fields"))
