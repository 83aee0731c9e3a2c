"""The address on this machine that takes Google's answer, and nothing else."""

import socket
import struct
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest

from hearback.gmail.listener import Listener, Returned

STATE = "s" * 43


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener(STATE)
    yield listener
    listener.close()


@pytest.fixture(autouse=True)
def nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """In host mode stdout is the browser's, and stderr its log: neither may hold the code."""
    yield
    assert capfd.readouterr() == ("", "")


def ask(listener: Listener, path: str = "/", **query: str) -> tuple[int, str]:
    base = listener.redirect_uri.rstrip("/")
    try:
        with urllib.request.urlopen(f"{base}{path}?{urlencode(query)}", timeout=5) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def say(listener: Listener, request: bytes) -> bytes:
    """Send these very bytes, and return what comes back until the listener hangs up."""
    with connect(listener) as client:
        client.sendall(request)
        return b"".join(iter(lambda: client.recv(4096), b""))


def connect(listener: Listener) -> socket.socket:
    host, port = urlsplit(listener.redirect_uri).netloc.split(":")
    return socket.create_connection((host, int(port)), timeout=5)


def test_the_right_answer_is_taken_and_the_tab_may_be_closed(listener: Listener) -> None:
    status, page = ask(listener, state=STATE, code="4/secret")
    assert status == 200
    assert "You can close this tab" in page
    assert "secret" not in page
    assert listener.wait(1) == Returned(code="4/secret")


def test_whatever_else_knocks_changes_nothing(listener: Listener) -> None:
    assert ask(listener, "/favicon.ico")[0] == 404
    assert ask(listener, "/other", state=STATE, code="x")[0] == 404
    assert ask(listener)[0] == 404
    assert ask(listener, state=STATE)[0] == 400
    assert not listener.strange
    assert ask(listener, state="é", code="x")[0] == 400
    say(listener, b"\x00\xff" * 500 + b"\r\n\r\n")
    assert b"414" in say(listener, b"GET /?" + b"x" * 70_000)
    assert listener.wait(0) is None
    with connect(listener):  # it says nothing, and nobody waits for it
        ask(listener, state=STATE, code="right")
        assert listener.wait(1) == Returned(code="right")


@pytest.mark.parametrize("verb", ["HEAD", "POST", "OPTIONS", "PUT", "get"])
def test_only_what_a_browser_does_on_its_way_back_is_an_answer(
    listener: Listener, verb: str
) -> None:
    said = say(listener, f"{verb} /?state={STATE}&code=x HTTP/1.1\r\n\r\n".encode())
    assert b" 501 " in said.partition(b"\r\n")[0]
    assert listener.wait(0) is None
    ask(listener, state=STATE, code="right")
    assert listener.wait(1) == Returned(code="right")


def test_of_two_right_answers_the_first_counts(listener: Listener) -> None:
    ask(listener, state=STATE, code="first")
    ask(listener, state=STATE, code="second")
    assert listener.wait(1) == Returned(code="first")


def test_of_many_right_answers_at_the_same_moment_one_counts(listener: Listener) -> None:
    codes = [f"code-{number}" for number in range(8)]
    asking = [
        threading.Thread(target=ask, args=(listener,), kwargs={"state": STATE, "code": code})
        for code in codes
    ]
    for each in asking:
        each.start()
    first = listener.wait(5)
    for each in asking:
        each.join(5)
    assert first
    assert first.code in codes
    assert listener.wait(0) == first


def test_a_yes_is_not_taken_back_by_a_no_that_comes_after(listener: Listener) -> None:
    ask(listener, state=STATE, code="first")
    ask(listener, state=STATE, error="access_denied")
    assert listener.wait(1) == Returned(code="first")


def test_a_no_is_an_answer(listener: Listener) -> None:
    _, page = ask(listener, state=STATE, error="access_denied")
    assert "did not allow it" in page
    answer = listener.wait(1)
    assert answer == Returned(error="access_denied")
    assert answer.denied


def test_a_fault_of_googles_is_not_taken_for_a_no(listener: Listener) -> None:
    _, page = ask(listener, state=STATE, error="server_error")
    assert "You can close this tab" in page
    assert "did not allow it" not in page


def test_an_answer_to_another_question_is_explained_and_remembered(listener: Listener) -> None:
    status, page = ask(listener, state="wrong", code="4/secret")
    assert status == 400
    assert "not the one Hearback waits for" in page
    assert "secret" not in page
    assert listener.strange
    assert listener.wait(0) is None


def test_a_connection_that_breaks_harms_nothing(listener: Listener) -> None:
    broken = connect(listener)
    broken.sendall(f"GET /?state={STATE}&code=4/sec".encode())
    broken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    broken.close()  # this resets it
    assert b"404" in say(listener, b"GET http://[?code=x HTTP/1.1\r\n\r\n")
    assert ask(listener, state=STATE, code="right")[0] == 200
    assert listener.wait(1) == Returned(code="right")


def test_the_browser_has_its_page_before_anybody_goes_on(listener: Listener) -> None:
    with connect(listener) as browser:
        browser.sendall(f"GET /?state={STATE}&error=access_denied HTTP/1.1\r\n\r\n".encode())
        assert listener.wait(5)
        listener.close()
        page = b"".join(iter(lambda: browser.recv(4096), b""))
    assert b"did not allow it" in page


def test_closing_it_ends_the_wait(listener: Listener) -> None:
    answers: list[Returned | None] = []
    waiting = threading.Thread(target=lambda: answers.append(listener.wait(60)))
    waiting.start()
    listener.close()
    waiting.join(5)
    assert answers == [None]
    listener.close()
    with pytest.raises(ConnectionRefusedError):
        connect(listener)


def test_closing_it_waits_for_no_silent_client(listener: Listener) -> None:
    with connect(listener):
        closing = threading.Thread(target=listener.close)
        closing.start()
        closing.join(2)
        assert not closing.is_alive()


def test_an_error_is_cut_short_before_anybody_shows_it(listener: Listener) -> None:
    ask(listener, state=STATE, error="x" * 5000)
    assert listener.wait(1) == Returned(error="x" * 100)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")
def test_it_listens_on_this_machine_alone(listener: Listener) -> None:
    parts = urlsplit(listener.redirect_uri)
    assert parts.hostname == "127.0.0.1"
    # Whoever listens on all addresses would be found at this one too.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", parts.port or 0), timeout=5)


def test_its_address_is_not_told_to_other_pages_and_stays_in_no_cache(listener: Listener) -> None:
    said = say(listener, f"GET /?state={STATE}&code=x HTTP/1.1\r\n\r\n".encode()).lower()
    for header in (
        b"referrer-policy: no-referrer",
        b"cache-control: no-store",
        b"default-src 'none",
    ):
        assert header in said
    assert STATE.encode() not in said
