"""The host as a process: frames and nothing else on stdout, an answer for every request."""

import signal
import struct
import sys
from pathlib import Path
from typing import Any

import pytest

from hearback.native.framing import MAX_INCOMING

LIST = {"id": 7, "kind": "list_applications", "after": None, "thread_id": None}
HOST = [sys.executable, "-m", "hearback.native.serve"]


def note(**fields: object) -> dict[str, object]:
    asked = {"kind": "add_note", "application_id": "a1", "verb": "called", "text": None}
    return {"id": 3, "day": None, **asked, **fields}


def test_nothing_but_frames_reaches_stdout(host: Any) -> None:
    reply = host.ask(LIST)
    assert (reply["id"], reply["kind"]) == (7, "applications")
    status, rest, err = host.end()
    assert (status, rest) == (0, b"")
    for stray in ("a stray print", "a stray write", "a stray child"):
        assert stray in err


def test_a_handler_that_dies_still_writes_nothing_to_the_wire(host: Any) -> None:
    host.send({"id": 1, "kind": "undo_note", "note_id": "leave"})
    status, rest, _ = host.end()
    assert (status, rest) == (3, b"")


def test_many_requests_at_once_are_answered_in_order(host: Any) -> None:
    host.send(*({**LIST, "id": number} for number in range(20)))
    assert [host.reply()["id"] for _ in range(20)] == list(range(20))


@pytest.mark.parametrize(
    "payload",
    [b"", b"\xff\xfe", b"{", b"hello", b"NaN", b"[" * 50_000, b'{"id":' + b"9" * 5000 + b"}"],
)
def test_a_frame_that_is_no_json_is_answered_and_the_talk_goes_on(
    host: Any, payload: bytes
) -> None:
    reply = host.ask(payload)
    assert (reply["id"], reply["kind"], reply["code"]) == (-1, "problem", "not_json")
    assert reply["message"].strip()
    assert reply["remedy"].strip()
    assert host.ask(LIST)["kind"] == "applications"


@pytest.mark.parametrize(
    ("message", "reply_id", "code"),
    [
        ([], -1, "malformed_request"),
        (None, -1, "malformed_request"),
        ("hello", -1, "malformed_request"),
        ({}, -1, "malformed_request"),
        ({"id": 5}, 5, "malformed_request"),
        ({"id": 5, "kind": None}, 5, "malformed_request"),
        ({"id": 5, "kind": ["hello"]}, 5, "malformed_request"),
        ({"id": 5, "kind": "list_applications"}, 5, "malformed_request"),
        ({**LIST, "id": "7"}, -1, "malformed_request"),
        ({**LIST, "id": True}, -1, "malformed_request"),
        ({**LIST, "id": 7.5}, -1, "malformed_request"),
        ({**LIST, "id": -3}, -1, "malformed_request"),
        ({**LIST, "id": 2**53}, -1, "malformed_request"),
        ({**LIST, "path": "/etc/passwd"}, 7, "malformed_request"),
        ({**LIST, "x" * 3_000_000: 1}, 7, "malformed_request"),
        ({**LIST, "thread_id": "f" * 65}, 7, "malformed_request"),
        ({**LIST, "thread_id": 12}, 7, "malformed_request"),
        (note(verb="send_mail"), 3, "malformed_request"),
        (note(day="tomorrow"), 3, "malformed_request"),
        (note(day=1), 3, "malformed_request"),
        (note(text="\ud83d"), 3, "malformed_request"),
        (note(text="x" * 2001), 3, "malformed_request"),
        ({"id": 4, "kind": "use_sample", "on": "yes"}, 4, "malformed_request"),
        ({"id": 4, "kind": "run", "command": "rm"}, 4, "unknown_kind"),
        ({"id": 4, "kind": ""}, 4, "unknown_kind"),
        ({"id": 4, "kind": "Hello"}, 4, "unknown_kind"),
        ({"id": 4, "kind": "hello", "protocol_version": 1}, 4, "hello_twice"),
        ({**LIST, "thread_id": "large"}, 7, "reply_too_large"),
        ({**LIST, "thread_id": "break"}, 7, "internal"),
        ({"id": 4, "kind": "use_sample", "on": True}, 4, "store_unusable"),
    ],
)
def test_whatever_is_asked_there_is_an_answer_with_its_id(
    host: Any, message: object, reply_id: int, code: str
) -> None:
    reply = host.ask(message)
    assert (reply["id"], reply["kind"], reply["code"]) == (reply_id, "problem", code)
    assert reply["message"].strip()
    assert reply["remedy"].strip()
    assert host.ask(LIST)["kind"] == "applications"


def test_days_and_words_arrive_as_they_were_sent(host: Any) -> None:
    reply = host.ask(note(verb="promised", day="2026-03-13", text="by Friday 🙂"))
    assert (reply["kind"], reply["note_id"]) == ("note_added", "promised by Friday 🙂")


def test_no_word_of_a_mail_reaches_stderr_or_a_problem(host: Any) -> None:
    reply = host.ask({**LIST, "thread_id": "break"})
    host.ask(note(text=["we-regret-to-tell-you-canary"], verb="we-regret-to-tell-you-canary"))
    _, _, err = host.end()
    assert "canary" not in str(reply)
    assert "canary" not in err
    assert "KeyError at native/fake_host.py:" in err
    assert "after ValueError" in err


def test_before_hello_there_is_only_hello(start: Any) -> None:
    host = start()
    assert host.ask(LIST)["code"] == "hello_first"
    assert host.hello()["kind"] == "ready"
    assert host.ask(LIST)["kind"] == "applications"


@pytest.mark.parametrize(
    "content",
    [
        struct.pack("=I", MAX_INCOMING + 1) + b"{}",
        b"hello, is anybody there?",
        struct.pack("=I", 100) + b"{",
        b"\x01\x02",
    ],
)
def test_when_the_stream_is_out_of_step_the_host_ends_with_words(
    start: Any, content: bytes
) -> None:
    host = start()
    host.send_raw(content)
    status, rest, err = host.end()
    assert (status, rest) == (1, b"")
    assert "the connection cannot go on" in err
    assert "Traceback" not in err


def test_the_host_ends_when_the_browser_hangs_up(start: Any) -> None:
    assert start().end() == (0, b"", "")


def test_a_browser_that_no_longer_listens_is_no_error(start: Any) -> None:
    host = start()
    host.process.stdout.close()
    host.send({"id": 0, "kind": "hello", "protocol_version": 1, "extension_version": "1"})
    host.stdin.close()
    host.process.stdout = None
    host.process.stdin = None
    status, _, err = host.end()
    assert (status, err) == (0, "")


def test_interrupted_by_hand_it_ends_quietly(host: Any) -> None:
    host.process.send_signal(signal.SIGINT)
    host.process.wait()
    status, rest, err = host.end()
    assert (status, rest, err) == (130, b"", "")


def test_hello_is_answered_before_anything_heavy_is_imported(start: Any) -> None:
    host = start([sys.executable, "-X", "importtime", "-m", "hearback.native.serve"])
    assert host.hello()["kind"] == "ready"
    _, _, err = host.end()
    imported = {line.rpartition("|")[2].strip() for line in err.splitlines()}
    assert "hearback.native.greeting" in imported
    roots = {name.partition(".")[0] for name in imported}
    assert roots.isdisjoint({"pydantic", "sqlite3", "google", "googleapiclient", "keyring"})
    assert imported.isdisjoint({"hearback.operations", "hearback.protocol.messages", "typing"})


def test_the_installed_command_is_this_host(start: Any) -> None:
    host = start([str(Path(sys.executable).with_name("hearback-host"))])
    assert host.hello()["kind"] == "ready"
    assert host.end() == (0, b"", "")
