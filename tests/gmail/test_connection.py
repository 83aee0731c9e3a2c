"""The wire over real sockets: tokens, broken connections, and never a request twice by itself."""

import subprocess
import sys
from unittest import mock

import httplib2
import pytest

from gmail.http_server import (
    PROFILE,
    TOKEN,
    Handler,
    Server,
    cuts_off,
    hangs_up,
    says,
)
from hearback.errors import GmailUnavailable, Offline, SignInAgain
from hearback.gmail.connection import read_document
from hearback.gmail.endpoint import GOOGLE, find_endpoint
from hearback.gmail.faults import Unsure


def test_a_reading_whose_connection_broke_is_asked_again(server: Server) -> None:
    server.answers = [hangs_up, cuts_off, PROFILE]
    gmail = server.gmail()
    assert gmail.profile().history_id == 9
    assert len(server.asked) == 3
    gmail.close()


def test_a_draft_is_asked_for_once_when_the_connection_breaks(server: Server) -> None:
    server.answers = [hangs_up]
    with pytest.raises(Unsure):
        server.gmail().create_draft(b"raw", None)
    assert server.asked == ["POST /gmail/v1/users/me/drafts"]


def says_and_hangs_up(handler: Handler) -> None:
    """As a server does that has waited too long: it says nothing of it."""
    PROFILE(handler)
    handler.close_connection = True


def test_a_draft_does_not_go_over_a_connection_that_may_be_stale(server: Server) -> None:
    server.answers = [says_and_hangs_up, says(200, '{"id": "r1", "message": {"id": "m"}}')]
    gmail = server.gmail()
    gmail.profile()
    assert gmail.create_draft(b"raw", None).draft_id == "r1"
    gmail.close()


def test_connections_are_used_again(server: Server) -> None:
    server.answers = [PROFILE]
    opened = 0

    def open_http() -> httplib2.Http:
        nonlocal opened
        opened += 1
        return httplib2.Http()

    gmail = server.gmail(open_http=open_http)
    for _ in range(5):
        gmail.profile()
    assert opened == 1
    gmail.close()


def test_a_token_is_fetched_when_there_is_none_and_handed_on(server: Server) -> None:
    server.answers = [TOKEN, PROFILE]
    kept: list[str] = []
    gmail = server.gmail(signed_in=False, refreshed=lambda c: kept.append(str(c.token)))
    gmail.profile()
    assert server.asked == ["POST /token", "GET /gmail/v1/users/me/profile"]
    assert server.tokens[1] == "Bearer t2"
    assert kept == ["t2"]


def test_a_refused_token_is_renewed_once_and_then_given_up(server: Server) -> None:
    server.answers = [says(401), TOKEN, PROFILE]
    server.gmail().profile()
    assert server.tokens[2] == "Bearer t2"
    server.answers = [says(401), TOKEN, says(401)]
    with pytest.raises(SignInAgain):
        server.gmail().profile()


def test_four_at_once_renew_the_token_once(server: Server) -> None:
    thread = says(200, '{"id": "x", "messages": []}')

    def answer(handler: Handler) -> None:
        if handler.path == "/token":
            TOKEN(handler)
        elif handler.headers["authorization"] == "Bearer t1":
            says(401)(handler)
        else:
            thread(handler)

    server.answers = [answer]
    found = list(server.gmail().threads([f"{number:x}" for number in range(12)]))
    assert len(found) == 12
    assert server.asked.count("POST /token") == 1


def test_a_revoked_grant_asks_to_sign_in_again(server: Server) -> None:
    refusal = (
        '{"error": "invalid_grant", "error_description": "Token has been expired or revoked."}'
    )
    server.answers = [says(400, refusal)]
    with pytest.raises(SignInAgain):
        server.gmail(signed_in=False).profile()
    assert server.asked == ["POST /token"]


def test_a_token_endpoint_in_trouble_is_no_reason_to_sign_in_again(server: Server) -> None:
    server.answers = [says(503, "<html>")]
    with mock.patch("time.sleep"), pytest.raises(GmailUnavailable):
        server.gmail(signed_in=False).create_draft(b"raw", None)
    assert set(server.asked) == {"POST /token"}


def test_nobody_there_is_offline_also_for_a_draft(server: Server) -> None:
    server.http.shutdown()
    server.http.server_close()
    with pytest.raises(Offline):
        server.gmail().profile()
    with pytest.raises(Offline):
        server.gmail().create_draft(b"raw", None)


def test_another_address_is_everywhere_in_the_description() -> None:
    moved = find_endpoint({"HEARBACK_GMAIL_ENDPOINT": "http://127.0.0.1:8025"})
    document = read_document(moved)
    assert document["rootUrl"] == document["baseUrl"] == "http://127.0.0.1:8025/"
    assert "googleapis" not in document.get("mtlsRootUrl", "")
    assert read_document(GOOGLE)["rootUrl"] == "https://gmail.googleapis.com/"


def test_googles_libraries_are_imported_when_gmail_is_asked_and_not_before() -> None:
    code = (
        "import sys; import hearback.gmail.client, hearback.gmail.faults;"
        "bad = {m.split('.')[0] for m in sys.modules} & {'google', 'googleapiclient', 'httplib2'};"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
