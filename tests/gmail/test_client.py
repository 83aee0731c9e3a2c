"""What Gmail is asked, and what its answers become: over Google's own client, without a network."""

import ast
import json
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from google.oauth2.credentials import Credentials
from googleapiclient.http import HttpMockSequence

import hearback
from gmail.api_json import api_message, encode, leave_out
from gmail.fake_clock import FakeClock
from hearback.errors import DraftGone, GmailUnavailable, Offline, ScopeMissing
from hearback.gmail.client import Gmail
from hearback.gmail.connection import Connection
from hearback.gmail.faults import CursorTooOld, PageTooOld, Unsure
from hearback.gmail.pace import COSTS, Pace
from hearback.gmail.records import DraftRef, Profile

RAW = (
    b"From: Dana <dana@acme.example>\r\nMessage-ID: <m1@acme.example>\r\nSubject: Hi\r\n"
    b"Date: Wed, 4 Mar 2026 10:00:00 -0500\r\n\r\nBy Friday."
)
Told = dict[str, Any] | str | int


class Mocked:
    """A Gmail whose answers are given: JSON, a status, or a text that is none."""

    def __init__(self, *answers: Told) -> None:
        self.http = HttpMockSequence([self._answer(told) for told in answers])
        credentials = Credentials("token")  # type: ignore[no-untyped-call]
        self.clock = FakeClock()
        wire = Connection(credentials, open_http=lambda: self.http)
        self.gmail = Gmail(wire, Pace(self.clock))

    @staticmethod
    def _answer(told: Told) -> tuple[dict[str, str], str]:
        if isinstance(told, int):
            return {"status": str(told)}, ""
        if isinstance(told, str):
            return {"status": "200"}, told
        status = str(told.get("error", {}).get("code", 200))
        return {"status": status}, json.dumps(told)

    @property
    def asked(self) -> list[tuple[str, str, dict[str, list[str]]]]:
        found = []
        for uri, method, _, _ in self.http.request_sequence:
            parts = urlsplit(uri)
            found.append(
                (method, parts.path.removeprefix("/gmail/v1/users/me"), parse_qs(parts.query))
            )
        return found

    @property
    def sent(self) -> Any:
        return json.loads(self.http.request_sequence[-1][2])


def refusal(code: int, reason: str, message: str = "") -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "errors": [{"reason": reason}]}}


def test_the_profile() -> None:
    mocked = Mocked({"emailAddress": "sam@gmail.com", "historyId": "9"})
    assert mocked.gmail.profile() == Profile("sam@gmail.com", 9)
    ((method, path, _),) = mocked.asked
    assert (method, path) == ("GET", "/profile")


def test_every_request_carries_the_token_and_asks_for_gzip() -> None:
    mocked = Mocked({"emailAddress": "sam@gmail.com"})
    mocked.gmail.profile()
    headers = mocked.http.request_sequence[0][3]
    assert headers["authorization"] == "Bearer token"
    assert "gzip" in headers["user-agent"]
    assert "gzip" in headers["accept-encoding"]


def test_a_listing_asks_for_five_hundred_and_goes_on_with_the_page() -> None:
    mocked = Mocked({"threads": [{"id": "a"}], "nextPageToken": "p2"}, {})
    page = mocked.gmail.list_threads("newer_than:7d {a b}")
    assert page.next_page == "p2"
    assert mocked.gmail.list_threads("", page.next_page).next_page == ""
    (_, path, first), (_, _, second) = mocked.asked
    assert path == "/threads"
    assert first["q"] == ["newer_than:7d {a b}"]
    assert first["maxResults"] == ["500"]
    assert "q" not in second
    assert second["pageToken"] == ["p2"]


@pytest.mark.parametrize("told", [404, refusal(400, "invalidArgument", "Invalid pageToken")])
def test_a_page_that_is_known_no_more_says_so(told: Told) -> None:
    with pytest.raises(PageTooOld):
        Mocked(told).gmail.list_threads("", "p2")


@pytest.mark.parametrize("told", [404, refusal(400, "invalidArgument", "Invalid startHistoryId")])
def test_a_cursor_that_reaches_too_far_back_says_so(told: Told) -> None:
    with pytest.raises(CursorTooOld):
        Mocked(told).gmail.history(2**63 + 1)


def test_history_is_asked_with_the_whole_id() -> None:
    mocked = Mocked({"historyId": "18446744073709551615"})
    assert mocked.gmail.history(2**64 - 2).history_id == 2**64 - 1
    assert mocked.asked[0][2]["startHistoryId"] == [str(2**64 - 2)]


def test_threads_are_read_whole_and_those_that_are_gone_are_none() -> None:
    whole = {"id": "18c0", "historyId": "9", "messages": [api_message(RAW)]}
    mocked = Mocked(whole, 404)
    found = mocked.gmail.thread("18c0")
    assert found is not None
    assert found.messages[0].message.text == "By Friday."
    assert mocked.gmail.thread("18c1") is None
    assert mocked.asked[0][1:] == ("/threads/18c0", {"format": ["full"], "alt": ["json"]})
    assert list(Mocked(whole).gmail.threads(["18c0"])) == [("18c0", found)]
    assert list(Mocked(404).gmail.threads(["18c1"])) == [("18c1", None)]
    assert list(Mocked().gmail.threads([])) == []


def test_one_message() -> None:
    found = Mocked(api_message(RAW)).gmail.message("18c1")
    assert found is not None
    assert found.gmail_id == "18c1"
    assert Mocked(404).gmail.message("18c1") is None
    assert Mocked(refusal(400, "invalidArgument", "Invalid id value")).gmail.message("?") is None


def test_left_out_text_is_fetched_unless_it_is_huge() -> None:
    told = api_message(RAW, snippet="By Fri")
    leave_out(told["payload"], "att", size=9)
    mocked = Mocked(told, {"size": 9, "data": encode(b"By Friday.")})
    message = mocked.gmail.message("18c1")
    assert message is not None
    assert mocked.gmail.with_parts(message).message.text == "By Friday."
    assert mocked.asked[-1][1] == "/messages/18c1/attachments/att"
    leave_out(told["payload"], "att", size=10**8)
    mocked = Mocked(told)
    message = mocked.gmail.message("18c1")
    assert message is not None
    whole = mocked.gmail.with_parts(message)
    assert whole.message.text == "By Fri"
    assert whole.message.problems
    assert whole.left_out == ()


def test_a_draft_is_made_in_its_thread() -> None:
    mocked = Mocked({"id": "r1", "message": {"id": "m", "threadId": "18c0"}})
    assert mocked.gmail.create_draft(b"\xff\xfe raw", "18c0") == DraftRef("r1", "m", "18c0")
    assert mocked.asked[0][:2] == ("POST", "/drafts")
    assert mocked.sent["message"]["threadId"] == "18c0"
    assert urlsafe_b64decode(mocked.sent["message"]["raw"]) == b"\xff\xfe raw"


def test_a_draft_of_its_own_names_no_thread_and_an_update_keeps_the_id() -> None:
    mocked = Mocked({"id": "r1", "message": {"id": "m2", "threadId": "t"}})
    mocked.gmail.update_draft("r1", b"raw", None)
    assert mocked.asked[0][:2] == ("PUT", "/drafts/r1")
    assert "threadId" not in mocked.sent["message"]


def test_a_draft_or_thread_that_is_gone_is_told_in_words() -> None:
    with pytest.raises(DraftGone, match="conversation"):
        Mocked(404).gmail.create_draft(b"raw", "18c0")
    with pytest.raises(DraftGone, match="sent or deleted"):
        Mocked(404).gmail.update_draft("r1", b"raw", None)
    assert Mocked(404).gmail.draft("r1") is None
    assert Mocked(404).gmail.delete_draft("r1") is False
    assert Mocked("").gmail.delete_draft("r1") is True


def test_without_leave_to_write_drafts_it_says_which_leave_is_missing() -> None:
    with pytest.raises(ScopeMissing) as caught:
        Mocked(refusal(403, "insufficientPermissions")).gmail.create_draft(b"raw", None)
    assert caught.value.scope.endswith("gmail.compose")


@pytest.mark.parametrize("told", ["", "<html>log in</html>", "{}", 503])
def test_a_write_with_an_answer_that_is_none_is_unsure(told: Told) -> None:
    with pytest.raises(Unsure):
        Mocked(told).gmail.create_draft(b"raw", None)


def test_a_reading_with_answers_that_are_none_has_an_end() -> None:
    with pytest.raises(GmailUnavailable):
        Mocked(*["<html>"] * 7).gmail.profile()
    with pytest.raises(Offline, match="in its place"):
        Mocked(302).gmail.profile()


def test_all_drafts_are_listed_page_by_page() -> None:
    first = {"drafts": [{"id": "r1", "message": {"id": "m", "threadId": "t"}}]}
    mocked = Mocked({**first, "nextPageToken": "p2"}, {"drafts": [{"id": "r2"}]})
    assert [ref.draft_id for ref in mocked.gmail.drafts()] == ["r1", "r2"]
    assert mocked.asked[1][2]["pageToken"] == ["p2"]


def test_a_draft_is_found_by_its_message_id_those_of_the_thread_first() -> None:
    def draft(number: str, thread: str, mail_id: str = "") -> dict[str, Any]:
        headers = [{"name": "Message-Id", "value": mail_id}] if mail_id else []
        message = {"id": f"m{number}", "threadId": thread, "payload": {"headers": headers}}
        return {"id": f"r{number}", "message": message}

    listed = {"drafts": [draft("1", "x"), draft("2", "t"), draft("3", "t")]}
    mocked = Mocked(listed, draft("2", "t", "<other@y>"), draft("3", "t", "<ours@y>"))
    assert mocked.gmail.find_draft("<ours@y>", "t") == DraftRef("r3", "m3", "t")
    assert mocked.asked[1][2]["format"] == ["metadata"]
    assert Mocked({}).gmail.find_draft("<ours@y>", None) is None
    assert Mocked(listed, 404, 404, 404).gmail.find_draft("<ours@y>", None) is None


def test_every_request_costs_what_the_table_says() -> None:
    mocked = Mocked({}, {}, {"historyId": "1"}, {"id": "r1", "message": {"id": "m"}}, "")
    gmail = mocked.gmail
    gmail.profile()
    gmail.list_threads("")
    gmail.history(1)
    gmail.create_draft(b"raw", None)
    gmail.delete_draft("r1")
    assert gmail.pace.spent == 1 + 10 + 2 + 10 + 10
    assert all("send" not in method for method in COSTS)


SPEAKS_TO_CHROMIUM = {"browser.py"}  # of `hearback demo`: its `.send` is a DevTools command


def test_nothing_in_the_host_can_send() -> None:
    calls = []
    for path in Path(hearback.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.attr if isinstance(node, ast.Attribute) else ""
            said = node.value if isinstance(node, ast.Constant) else ""
            if (
                name in ("sendmail", "send_message")
                or (name == "send" and path.name not in SPEAKS_TO_CHROMIUM)
                or said in ("send", "smtplib")
                or (isinstance(said, str) and said.endswith(("/send", ".send")))
            ):
                calls.append(f"{path.name}:{node.lineno}")  # type: ignore[attr-defined]
    assert not calls
