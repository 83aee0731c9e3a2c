"""Requests go at the pace, again where that helps, and never twice where that would do harm."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import httplib2
import pytest
from googleapiclient.errors import HttpError

from gmail.fake_clock import NOON, FakeClock
from hearback.errors import GmailBusy, GmailUnavailable, Offline, SignInAgain
from hearback.gmail.asking import Asker
from hearback.gmail.faults import NotFound, Unsure
from hearback.gmail.pace import Pace

QUOTA = b'{"error": {"errors": [{"reason": "rateLimitExceeded"}], "message": "Quota exceeded"}}'
CROWD = b'{"error": {"message": "Too many concurrent requests for user"}}'


def http_error(status: int, content: bytes = b"") -> HttpError:
    return HttpError(httplib2.Response({"status": str(status)}), content, uri="x/18c0ffee")


def penalty(seconds: int) -> HttpError:
    from datetime import UTC, datetime

    until = datetime.fromtimestamp(NOON + seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return http_error(403, b'{"error": {"message": "Retry after %s"}}' % until.encode())


@dataclass(frozen=True)
class Request:
    """A request as Google's library makes them, as far as it is looked at."""

    name: str = ""
    methodId: str = "gmail.users.threads.get"  # noqa: N815 - Google's name


@dataclass
class FakeLine:
    """Answers with the request's name, after the errors that stand before it."""

    errors: dict[str, list[Exception]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    apart: list[bool] = field(default_factory=list)
    most_at_once: int = 0
    under_way: int = 0
    before: Callable[[str], None] = lambda _: None
    lock: Any = field(default_factory=threading.Lock)

    def run(self, request: Any, *, apart: bool = False) -> object:
        with self.lock:
            self.asked.append(request.name)
            self.apart.append(apart)
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)
            error = self.errors[request.name].pop(0) if self.errors.get(request.name) else None
        try:
            self.before(request.name)
            if error:
                raise error
            return {"id": request.name}
        finally:
            with self.lock:
                self.under_way -= 1


@dataclass
class Scene:
    line: FakeLine = field(default_factory=FakeLine)
    clock: FakeClock = field(default_factory=FakeClock)

    def asker(self, patience: float = 120) -> Asker:
        return Asker(self.line, Pace(self.clock), patience=patience, dice=lambda: 0.5)

    def fails(self, *errors: Exception, name: str = "a") -> None:
        self.line.errors[name] = list(errors)


def all_of(names: str) -> Iterator[tuple[str, Request]]:
    return ((name, Request(name)) for name in names)


def test_passing_faults_are_tried_again_after_longer_and_longer_waits() -> None:
    scene = Scene()
    scene.fails(http_error(503), http_error(500), ConnectionResetError(), http_error(502))
    assert scene.asker().ask(Request("a")) == {"id": "a"}
    assert scene.clock.waits == [1, 2, 4, 8]


def test_tries_have_an_end() -> None:
    scene = Scene()
    scene.fails(*[http_error(503) for _ in range(9)])
    with pytest.raises(GmailUnavailable):
        scene.asker().ask(Request("a"))
    assert len(scene.line.asked) == 7
    scene.fails(*[ConnectionRefusedError() for _ in range(9)], name="b")
    with pytest.raises(Offline):
        scene.asker().ask(Request("b"))
    assert scene.line.asked.count("b") == 3


def test_a_spent_minute_is_waited_out() -> None:
    scene = Scene()
    scene.fails(http_error(403, QUOTA))
    scene.asker().ask(Request("a"))
    assert scene.clock.waits == [60]


def test_a_short_penalty_is_waited_out_to_its_end() -> None:
    scene = Scene()
    scene.fails(penalty(100))
    scene.asker().ask(Request("a"))
    assert scene.clock.at == pytest.approx(NOON + 100)


def test_a_long_penalty_is_told_and_nothing_is_asked_before_its_end() -> None:
    scene = Scene()
    scene.fails(penalty(900))
    asker = scene.asker()
    for _ in range(2):
        with pytest.raises(GmailBusy) as caught:
            asker.ask(Request("a"))
        assert caught.value.until.timestamp() == pytest.approx(NOON + 900)
    assert scene.line.asked == ["a"]
    assert scene.clock.waits == []
    scene.clock.at += 901
    assert asker.ask(Request("a")) == {"id": "a"}


def test_who_has_no_patience_does_not_wait_for_the_minute() -> None:
    scene = Scene()
    scene.fails(http_error(403, QUOTA))
    with pytest.raises(GmailBusy):
        scene.asker(patience=5).ask(Request("a"))


def test_a_refused_token_is_renewed_once() -> None:
    scene = Scene()
    scene.fails(http_error(401))
    assert scene.asker().ask(Request("a")) == {"id": "a"}
    assert scene.clock.waits == []
    scene.fails(http_error(401), http_error(401))
    with pytest.raises(SignInAgain):
        scene.asker().ask(Request("a"))


def test_what_is_gone_is_not_asked_again() -> None:
    scene = Scene()
    scene.fails(http_error(404))
    with pytest.raises(NotFound):
        scene.asker().ask(Request("a"))
    assert len(scene.line.asked) == 1


@pytest.mark.parametrize(
    "error", [ConnectionResetError(), TimeoutError(), http_error(503), ValueError()]
)
def test_a_write_whose_answer_was_lost_is_not_repeated(error: Exception) -> None:
    scene = Scene()
    scene.fails(error)
    with pytest.raises(Unsure):
        scene.asker().ask(Request("a", "gmail.users.drafts.create"), write=True)
    assert scene.line.asked == ["a"]
    assert scene.line.apart == [True]


@pytest.mark.parametrize("error", [ConnectionRefusedError(), http_error(403, QUOTA)])
def test_a_write_that_was_not_taken_is_repeated(error: Exception) -> None:
    scene = Scene()
    scene.fails(error)
    scene.asker().ask(Request("a", "gmail.users.drafts.create"), write=True)
    assert scene.line.asked == ["a", "a"]


def test_no_error_names_an_id_in_its_traceback() -> None:
    scene = Scene()
    scene.fails(*[http_error(503) for _ in range(9)])
    with pytest.raises(GmailUnavailable) as caught:
        scene.asker().ask(Request("a"))
    assert caught.value.__suppress_context__


# --- several at once ------------------------------------------------------------------------------


def test_answers_come_in_the_order_asked_and_at_most_four_are_under_way() -> None:
    scene = Scene()
    together = threading.Barrier(4)
    scene.line.before = lambda _: _meet(together)
    names = "abcdefgh"
    assert [key for key, _ in scene.asker().ask_all(all_of(names))] == list(names)
    assert scene.line.most_at_once == 4


def _meet(barrier: threading.Barrier) -> None:
    try:
        barrier.wait(timeout=5)
    except threading.BrokenBarrierError:
        pytest.fail("they were not under way together")


def test_what_is_gone_is_none_in_its_place() -> None:
    scene = Scene()
    scene.fails(http_error(404), name="b")
    found = list(scene.asker().ask_all(all_of("abc")))
    assert found == [("a", {"id": "a"}), ("b", None), ("c", {"id": "c"})]


def test_all_passing_faults_are_healed_in_place() -> None:
    scene = Scene()
    for name in "bdf":
        scene.fails(http_error(503), ConnectionResetError(), http_error(429, CROWD), name=name)
    found = scene.asker().ask_all(all_of("abcdefgh"))
    assert [key for key, _ in found] == list("abcdefgh")


def test_a_fatal_fault_comes_in_its_place_after_what_was_asked_before_it() -> None:
    scene = Scene()
    scene.fails(http_error(503), name="b")
    scene.fails(http_error(401), http_error(401), name="c")
    seen: list[str] = []
    with pytest.raises(SignInAgain):
        seen.extend(_keys(scene.asker().ask_all(all_of("abcdefghijk"))))
    assert seen == ["a", "b"]
    assert "k" not in scene.line.asked


def _keys(answers: Iterator[tuple[str, object]]) -> Iterator[str]:
    return (key for key, _ in answers)


def test_a_long_penalty_does_not_lose_what_came_before_it() -> None:
    scene = Scene()
    scene.fails(penalty(900), name="c")
    seen: list[str] = []
    with pytest.raises(GmailBusy):
        seen.extend(_keys(scene.asker().ask_all(all_of("abcdefgh"))))
    assert seen == ["a", "b"]


def test_too_many_at_once_means_fewer_for_the_rest_of_the_run() -> None:
    scene = Scene()
    together = threading.Barrier(4)
    scene.line.before = lambda _: _meet(together) if len(scene.line.asked) <= 4 else None
    for name in "abcd":
        scene.fails(http_error(429, CROWD), name=name)
    asker = scene.asker()
    assert [key for key, _ in asker.ask_all(all_of("abcdefgh"))] == list("abcdefgh")
    assert asker.at_once == 2
    assert max(scene.clock.waits) == pytest.approx(2)
    scene.line.most_at_once = 0
    list(asker.ask_all(all_of("abcdefgh")))
    assert scene.line.most_at_once <= 2


def test_nothing_more_is_asked_once_the_answers_are_not_wanted() -> None:
    scene = Scene()
    with closing(scene.asker().ask_all(all_of("abcdefghijklmnop"))) as answers:
        next(answers)
        next(answers)
    assert len(scene.line.asked) <= 8


def test_a_thousand_threads_take_as_long_as_the_quota_says() -> None:
    scene = Scene()
    requests = ((str(number), Request(str(number))) for number in range(1000))
    assert sum(1 for _ in scene.asker().ask_all(requests)) == 1000
    assert scene.clock.at - NOON == pytest.approx((40_000 - 1_200) / 80)


class Stop(Exception):
    """The user wants no more."""


class StoppingClock(FakeClock):
    def sleep(self, seconds: float) -> None:
        raise Stop


def test_a_clock_that_raises_ends_the_work() -> None:
    scene = Scene(clock=StoppingClock())
    seen: list[str] = []
    with pytest.raises(Stop):
        seen.extend(_keys(scene.asker().ask_all(all_of("x" * 100))))
    assert 26 <= len(seen) <= 30
    assert len(scene.line.asked) == 30
