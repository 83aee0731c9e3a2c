"""The small Gmail's limits and its faults, in Google's words."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from googleapiclient.errors import HttpError

from emulator.client import google_client
from emulator.mailbox import Mailbox
from emulator.refusal import NAMED, Fault
from emulator.server import Emulator
from gmail.fake_clock import FakeClock

TESTS = Path(__file__).parents[1]
GET = "gmail.users.threads.get"


def filled(count: int) -> Mailbox:
    box = Mailbox()
    for number in range(count):
        box.deliver(b"From: a@acme.example\nSubject: s%d\n\ntext\n" % number, at=number + 1)
    return box


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(1_000_000)


@pytest.fixture
def gmail(clock: FakeClock) -> Iterator[Emulator]:
    with Emulator(filled(60), clock.now) as emulator:
        yield emulator


@pytest.fixture
def users(gmail: Emulator) -> Iterator[Any]:
    with google_client(gmail) as users:
        yield users


@pytest.fixture
def line(gmail: Emulator) -> Iterator[http.client.HTTPConnection]:
    line = http.client.HTTPConnection(urlsplit(gmail.url).netloc, timeout=5)
    yield line
    line.close()


def ask(
    gmail: Emulator, line: http.client.HTTPConnection, path: str = "profile", **headers: str
) -> http.client.HTTPResponse:
    bearer = {"Authorization": f"Bearer {gmail.grant()[0]}"}
    line.request("GET", f"/gmail/v1/users/me/{path}", headers={**bearer, **headers})
    return line.getresponse()


# --- quota ----------------------------------------------------------------------------------------


def test_units_are_counted_by_method_and_refused_over_the_minutes_sum(
    gmail: Emulator, users: Any, clock: FakeClock
) -> None:
    thread = gmail.mailbox.thread_ids()[0]
    get = users.threads().get(userId="me", id=thread)
    for _ in range(150):
        get.execute()
    assert (gmail.spent[GET], gmail.calls[GET], gmail.units) == (6_000, 150, 6_000)
    with pytest.raises(HttpError) as caught:
        get.execute()
    error = json.loads(caught.value.content)["error"]
    assert (caught.value.status_code, error["code"]) == (403, 403)
    assert error["errors"][0]["reason"] == "rateLimitExceeded"
    assert error["errors"][0]["domain"] == "usageLimits"
    assert "Quota exceeded for quota metric 'Queries' and limit 'Queries per" in error["message"]
    assert gmail.units == 6_000  # what is refused costs nothing
    clock.at += 59
    with pytest.raises(HttpError):
        get.execute()
    clock.at += 1
    get.execute()
    gmail.forget_counts()
    assert gmail.units == 0


def test_formats_and_fields_do_not_change_the_price(gmail: Emulator, users: Any) -> None:
    thread = gmail.mailbox.thread_ids()[0]
    users.threads().get(userId="me", id=thread, format="minimal", fields="id").execute()
    assert gmail.spent[GET] == 40


def test_too_many_at_once_are_refused(gmail: Emulator) -> None:
    gmail.at_once = 2
    gmail.faults.append(Fault("slow", times=3, seconds=0.4))
    access, _ = gmail.grant()
    told: list[int] = []

    def one() -> None:
        bearer = {"Authorization": f"Bearer {access}"}
        told.append(
            requests.get(f"{gmail.url}/gmail/v1/users/me/profile", headers=bearer).status_code  # noqa: S113
        )

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 429 in told


# --- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMED)
def test_each_fault_has_googles_words(gmail: Emulator, users: Any, name: str) -> None:
    gmail.faults.append(Fault(name, times=10))  # a 401 is asked again with another token
    with pytest.raises(HttpError) as caught:
        users.getProfile(userId="me").execute()
    assert caught.value.status_code == NAMED[name].status
    assert json.loads(caught.value.content) == NAMED[name].body
    gmail.faults.clear()
    assert users.getProfile(userId="me").execute()


def test_a_fault_may_say_anything_and_be_meant_for_one_method(gmail: Emulator, users: Any) -> None:
    gmail.faults.append(Fault("answer", GET, status=418, body={"error": {"message": "tea"}}))
    gmail.faults.append(Fault("penalty", "gmail.users.labels.list", text="Retry after then"))
    assert users.getProfile(userId="me").execute()
    with pytest.raises(HttpError, match="tea"):
        users.threads().get(userId="me", id="x").execute()
    with pytest.raises(HttpError, match="Retry after then"):
        users.labels().list(userId="me").execute()


def test_a_fault_may_come_at_every_third_request(gmail: Emulator, users: Any) -> None:
    gmail.faults.append(Fault("backend", every=3, times=2))
    told = []
    for _ in range(9):
        try:
            users.getProfile(userId="me").execute()
            told.append(200)
        except HttpError as error:
            told.append(error.status_code)
    assert told == [200, 200, 500, 200, 200, 500, 200, 200, 200]


def test_a_fault_that_nobody_knows_is_a_mistake_in_the_test() -> None:
    with pytest.raises(ValueError, match="rate limit"):
        Fault("rate limit")


@pytest.mark.parametrize("name", ["drop", "lost"])
def test_a_connection_may_end_without_an_answer(
    gmail: Emulator, line: http.client.HTTPConnection, name: str
) -> None:
    gmail.faults.append(Fault(name))
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        ask(gmail, line)
    assert gmail.units == (1 if name == "lost" else 0)  # a lost answer was worked out


def test_a_connection_may_end_in_the_middle(
    gmail: Emulator, line: http.client.HTTPConnection
) -> None:
    gmail.faults.append(Fault("cut"))
    with pytest.raises(http.client.IncompleteRead):
        ask(gmail, line).read()


def test_an_answer_may_be_slow_or_not_googles(
    gmail: Emulator, line: http.client.HTTPConnection
) -> None:
    gmail.faults += [Fault("slow", seconds=0.05), Fault("garbage")]
    begun = time.monotonic()
    ask(gmail, line).read()
    assert time.monotonic() - begun >= 0.05
    assert ask(gmail, line).read().startswith(b"<html>")
