"""The address on this machine that takes Google's answer, and nothing else."""

import socket
import struct
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


def ask(listener: Listener, path: str = "/", **query: str) -> tuple[int, str]:
    base = listener.redirect_uri.rstrip("/")
    try:
        with urllib.request.urlopen(f"{base}{path}?{urlencode(query)}", timeout=5) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_right_answer_is_taken_and_the_tab_may_be_closed(
    listener: Listener, capfd: pytest.CaptureFixture[str]
) -> None:
    status, page = ask(listener, state=STATE, code="4/secret")
    assert status == 200
    assert "You can close this tab" in page
    assert "secret" not in page
    assert listener.wait(1) == Returned(code="4/secret")
    assert capfd.readouterr() == ("", "")


def test_whatever_else_knocks_changes_nothing(listener: Listener) -> None:
    assert ask(listener, "/favicon.ico")[0] == 404
    assert ask(listener, "/other", state=STATE, code="x")[0] == 404
    assert ask(listener)[0] == 404
    assert ask(listener, state=STATE)[0] == 400
    assert not listener.strange
    assert ask(listener, state="é", code="x")[0] == 400
    host, port = urlsplit(listener.redirect_uri).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=5) as garbage:
        garbage.sendall(b"\x00\xff" * 500 + b"\r\n\r\n")
        garbage.recv(100)
    silent = socket.create_connection((host, int(port)), timeout=5)
    with silent, socket.create_connection((host, int(port)), timeout=5) as posting:
        posting.sendall(f"POST /?state={STATE}&code=x HTTP/1.1\r\n\r\n".encode())
        assert b"501" in posting.recv(200)
    assert listener.wait(0) is None
    ask(listener, state=STATE, code="right")
    assert listener.wait(1) == Returned(code="right")


def test_of_two_right_answers_the_first_counts(listener: Listener) -> None:
    ask(listener, state=STATE, code="first")
    ask(listener, state=STATE, code="second")
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


def test_a_connection_that_breaks_leaves_no_word_anywhere(
    listener: Listener, capfd: pytest.CaptureFixture[str]
) -> None:
    host, port = urlsplit(listener.redirect_uri).netloc.split(":")
    broken = socket.create_connection((host, int(port)), timeout=5)
    broken.sendall(f"GET /?state={STATE}&code=4/sec".encode())
    broken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    broken.close()  # this resets it
    with socket.create_connection((host, int(port)), timeout=5) as odd:
        odd.sendall(b"GET http://[?code=x HTTP/1.1\r\n\r\n")
        assert b"404" in odd.recv(200)
    assert ask(listener, state=STATE, code="right")[0] == 200
    assert listener.wait(1) == Returned(code="right")
    assert capfd.readouterr() == ("", "")


def test_the_browser_has_its_page_before_anybody_goes_on(listener: Listener) -> None:
    host, port = urlsplit(listener.redirect_uri).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=5) as browser:
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


def test_it_listens_on_this_machine_alone(listener: Listener) -> None:
    assert urlsplit(listener.redirect_uri).hostname == "127.0.0.1"
