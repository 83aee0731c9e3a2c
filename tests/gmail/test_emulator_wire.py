"""The small Gmail's batches, partial and zipped answers, and the address that steers it."""

import gzip
import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from googleapiclient.errors import HttpError

from emulator.accounts import CLIENT_ID
from emulator.batch import MOST
from emulator.client import google_client
from emulator.mailbox import Mailbox
from emulator.refusal import Fault
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


# --- batches --------------------------------------------------------------------------------------


def batch(users: Any, ids: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    batch = users.new_batch(lambda name, answer, error: told.update({name: error or answer}))
    for thread in ids:
        batch.add(users.threads().get(userId="me", id=thread), request_id=thread)
    batch.execute()
    return told


def test_fifty_at_once_and_one_of_them_gone(gmail: Emulator, users: Any) -> None:
    gmail.at_once = 50
    ids = [*gmail.mailbox.thread_ids()[:49], "18f0000000ffffff"]
    told = batch(users, ids)
    assert list(told) == ids
    assert told.pop(ids[-1]).status_code == 404
    assert all(answer["id"] == thread for thread, answer in told.items())
    assert gmail.spent[GET] == 50 * 40  # each counts, also the one that was not there


def test_the_parts_of_a_batch_are_under_way_together(gmail: Emulator, users: Any) -> None:
    told = list(batch(users, gmail.mailbox.thread_ids()[:25]).values())
    refused = [error for error in told if isinstance(error, HttpError)]
    assert len(refused) == 15
    assert {error.status_code for error in refused} == {429}
    assert gmail.under_way == 0


def test_a_batch_has_its_limit(gmail: Emulator, users: Any) -> None:
    with pytest.raises(HttpError, match=f"Received: {MOST + 1}, Limit: {MOST}") as caught:
        batch(users, [f"{number}" for number in range(MOST + 1)])
    assert caught.value.status_code == 400


def test_half_of_a_batch_may_fail(gmail: Emulator, users: Any) -> None:
    gmail.faults.append(Fault("half a batch"))
    ids = gmail.mailbox.thread_ids()[:6]
    told = batch(users, ids)
    assert [isinstance(told[each], HttpError) for each in ids] == [False, True] * 3
    gmail.faults.append(Fault("unavailable", "batch"))
    with pytest.raises(HttpError, match="unavailable"):
        batch(users, ids)


def test_who_may_not_ask_alone_may_not_ask_in_a_batch(gmail: Emulator) -> None:
    with google_client(gmail, "gmail.compose") as users:
        (error,) = batch(users, gmail.mailbox.thread_ids()[:1]).values()
    assert error.status_code == 403


@pytest.mark.parametrize("path", ["/batch", "/batch/gmail/v1"])
def test_what_is_no_batch_is_refused(gmail: Emulator, path: str) -> None:
    assert requests.post(f"{gmail.url}{path}", data="x", timeout=5).status_code == 400


# --- the wire -------------------------------------------------------------------------------------


def test_fields_choose_what_comes(gmail: Emulator, users: Any) -> None:
    def told(fields: str) -> Any:
        return users.threads().list(userId="me", maxResults=1, fields=fields).execute()

    newest = gmail.mailbox.thread_ids()[0]
    assert told("threads/id") == told("threads(id)") == {"threads": [{"id": newest}]}
    assert set(told("threads(id,snippet),nextPageToken")) == {"threads", "nextPageToken"}
    assert told("threads(*)") == told("threads")
    get = users.messages().get
    wanted = "id,payload/headers(name),payload/body/size"
    answer = get(userId="me", id=newest, fields=wanted).execute()
    headers = [{"name": "From"}, {"name": "Subject"}]
    assert answer == {"id": newest, "payload": {"headers": headers, "body": {"size": 5}}}
    with pytest.raises(HttpError, match="Invalid field selection"):
        told("threads(id")


@pytest.mark.parametrize(
    ("agent", "accepted", "zipped"),
    [("x (gzip)", "gzip, deflate", True), ("x", "gzip", False), ("x (gzip)", "identity", False)],
)
def test_gzip_needs_the_word_in_the_agent_too(
    gmail: Emulator, line: http.client.HTTPConnection, agent: str, accepted: str, zipped: bool
) -> None:
    answer = ask(gmail, line, **{"User-Agent": agent, "Accept-Encoding": accepted})
    content = answer.read()
    assert (answer.headers["Content-Encoding"] == "gzip") is zipped
    assert json.loads(gzip.decompress(content) if zipped else content)["emailAddress"]


def test_nonsense_gets_an_answer_and_not_a_broken_line(
    gmail: Emulator, line: http.client.HTTPConnection
) -> None:
    for path in ("threads?maxResults=x", "threads?pageToken=1", "threads?q=foo:bar"):
        answer = ask(gmail, line, path)
        answer.read()
        assert answer.status == 400, path
    for path in ("nothing", "threads/x/y"):
        answer = ask(gmail, line, path)
        answer.read()
        assert answer.status == 404, path


# --- as a process ---------------------------------------------------------------------------------


@pytest.fixture
def process(tmp_path: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "emulator", "--threads", "40"]
    command += ["--client", str(tmp_path / "client.json")]
    with subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        yield running.stdout.readline().strip()
        running.terminate()


def test_another_process_steers_it(process: str, tmp_path: Path) -> None:
    client = json.loads((tmp_path / "client.json").read_text())["installed"]
    assert (client["client_id"], client["token_uri"]) == (CLIENT_ID, f"{process}/token")

    def act(verb: str, what: str, **told: object) -> Any:
        answer = requests.request(verb, f"{process}/emulator/{what}", json=told, timeout=5)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def listed() -> requests.Response:
        bearer = {"Authorization": f"Bearer {access}"}
        url = f"{process}/gmail/v1/users/me/threads"
        return requests.get(url, headers=bearer, timeout=5)

    access = act("POST", "grant")["access_token"]
    assert len(listed().json()["threads"]) == 40
    made = act("POST", "deliver", raw="Subject: x\n\ny\n", labels=["INBOX"], at=1)
    assert made["id"] in {each["id"] for each in listed().json()["threads"]}
    act("POST", "fault", name="backend")
    assert listed().status_code == 500
    spent = act("GET", "spent")
    assert (spent["units"], spent["calls"]) == (20, {"gmail.users.threads.list": 3})
    act("DELETE", "spent")
    assert act("GET", "spent")["units"] == 0
    act("POST", "clock", forward=3_601)
    assert listed().status_code == 401
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", process)


def test_what_cannot_be_steered_is_said(gmail: Emulator) -> None:
    told = requests.post(f"{gmail.url}/emulator/clock", json={"now": 1}, timeout=5)
    assert told.status_code == 400
    told = requests.post(f"{gmail.url}/emulator/fault", json={"name": "bad luck"}, timeout=5)
    assert (told.status_code, gmail.faults) == (400, [])
    told = requests.get(f"{gmail.url}/emulator/nothing", timeout=5)
    assert "POST fault" in told.json()["acts"]
