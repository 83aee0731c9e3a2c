"""Whatever arrives becomes a message; nothing is slow in a way that grows faster than the mail."""

import random
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.mail.body import split_body
from hearback.mail.html import visible_text
from hearback.mail.invitation import read_invitations
from hearback.mail.rfc822 import read_message

MAILS = sorted((Path(__file__).parent / "eml").glob("*.eml"))


@given(st.binary(max_size=2_000))
@settings(deadline=None)
def test_any_bytes_are_a_message(raw: bytes) -> None:
    message = read_message(raw)
    assert message.envelope.message_id
    assert message.envelope.date.tzinfo is not None


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_mails_with_damaged_bytes_are_messages(path: Path) -> None:
    whole, dice = path.read_bytes(), random.Random(path.stem)
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            at = dice.randrange(len(raw))
            choice = dice.random()
            if choice < 0.4:
                raw[at] = dice.randrange(256)
            elif choice < 0.7:
                del raw[at : at + dice.randint(1, 40)]
            else:
                raw[at:at] = raw[max(0, at - 30) : at]
        assert "\x00" not in read_message(bytes(raw)).text


@given(st.text(max_size=3_000))
@settings(deadline=None)
def test_the_new_text_is_made_of_lines_of_the_mail(text: str) -> None:
    parts = split_body(text)
    lines = {line.rstrip() for line in text.replace("\u00a0", " ").split("\n")}
    assert all(line in lines for line in parts.new.split("\n") if line)


@given(st.text(max_size=500))
@settings(deadline=None)
def test_any_text_is_html_or_a_calendar_that_does_not_raise(text: str) -> None:
    visible_text(text)
    read_invitations("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + text, zone=UTC)


HOSTILE = {
    "deep divs": lambda n: "<div>" * n,
    "deep quotes": lambda n: "<blockquote>" * n,
    "open tags": lambda n: "<a b=" * n,
    "comments": lambda n: "<!--" * n,
    "hidden spans": lambda n: '<span style="display:none">x</span>' * (n // 8),
    "nested tables": lambda n: "<table><tr><td>" * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_comes_back(name: str) -> None:
    visible_text(HOSTILE[name](200_000))


@pytest.mark.parametrize(
    "line", [">", "\n", "> a\n", "On x wrote:\n", "From: a\n", "_" * 20 + "\n"]
)
def test_hostile_text_comes_back(line: str) -> None:
    split_body(line * (1_000_000 // len(line)))


def test_ten_thousand_parts_come_back_with_a_problem_noted() -> None:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    raw = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 10_000
    assert any("too many parts" in problem for problem in read_message(raw).problems)
