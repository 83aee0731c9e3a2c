"""A message of the API is the same Message as the mail file, and any JSON is some message."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmail.api_json import api_message, encode, leave_out
from hearback.gmail.payload import decode_body, finish, read_api_message, read_api_thread
from hearback.gmail.records import LeftOut
from hearback.mail.message import Message
from hearback.mail.rfc822 import read_message

MAILS = sorted((Path(__file__).parents[1] / "mail" / "eml").glob("*.eml"))


def comparable(message: Message) -> Message:
    """Leave out what the two ways may tell differently: made ids and dates, and the notes."""
    envelope = message.envelope
    made = envelope.message_id.endswith("@made.hearback.invalid>")
    envelope = replace(envelope, message_id="") if made else envelope
    return replace(message, envelope=envelope, problems=())


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_the_api_and_the_mail_file_give_the_same_message(path: Path) -> None:
    raw = path.read_bytes()
    from_file = read_message(raw, thread_id="18c0", labels=frozenset({"INBOX"}))
    from_api = read_api_message(api_message(raw)).message
    assert comparable(from_api) == comparable(from_file)


SIMPLE = (
    b"From: Dana <dana@acme.example>\r\nTo: sam@example.com\r\nSubject: Your interview\r\n"
    b"Message-ID: <m1@acme.example>\r\nDate: Wed, 4 Mar 2026 10:00:00 -0500\r\n"
)
BOTH = SIMPLE + (
    b"Content-Type: multipart/alternative; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain\r\n\r\nBy Friday.\r\n"
    b"--b\r\nContent-Type: text/html\r\n\r\n<p>By Friday.</p>\r\n--b--\r\n"
)
INVITED = SIMPLE + (
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
    b"See you there.\r\n--b\r\nContent-Type: application/octet-stream; name=invite.ics\r\n"
    b"Content-Disposition: attachment; filename=invite.ics\r\n\r\nx\r\n"
    b"--b\r\nContent-Type: text/plain; name=cv.txt\r\n"
    b"Content-Disposition: attachment; filename=cv.txt\r\n\r\nx\r\n--b--\r\n"
)
EVENT = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u1\r\n"
    b"DTSTART:20260305T140000Z\r\nDTEND:20260305T150000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_ids_labels_and_history_are_those_of_gmail() -> None:
    found = read_api_message(api_message(SIMPLE + b"\r\nHi", labelIds=["SENT", "Label_1"]))
    assert (found.gmail_id, found.history_id) == ("18c1", 77)
    assert found.message.envelope.thread_id == "18c0"
    assert found.message.envelope.labels == {"SENT", "Label_1"}


def test_a_mail_without_a_date_has_the_one_on_which_it_came() -> None:
    raw = b"From: a@b.example\r\n\r\nHi"
    envelope = read_api_message(api_message(raw)).message.envelope
    assert envelope.date == datetime(2026, 3, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize("body", ["Café für Zoë", "Grüße, für drei Wochen"])
@pytest.mark.parametrize("really", ["iso-8859-1", "utf-8"])
def test_text_is_read_in_the_character_set_that_it_is_in(body: str, really: str) -> None:
    raw = SIMPLE + b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    told = api_message(raw)
    told["payload"]["body"] = {"data": encode(body.encode(really))}
    assert read_api_message(told).message.text == body


def test_a_decoded_body_is_not_decoded_twice() -> None:
    raw = SIMPLE + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n1 + 1 =3D 2, 1=3D1"
    assert read_api_message(api_message(raw)).message.text == "1 + 1 = 2, 1=1"


def test_only_the_plain_text_is_asked_for_when_both_are_left_out() -> None:
    told = api_message(BOTH, snippet="We&#39;ll let you know &amp; more")
    for number, part in enumerate(told["payload"]["parts"]):
        leave_out(part, f"att{number}")
    found = read_api_message(told)
    assert found.left_out == (LeftOut("att0", "text/plain", 500_000),)
    assert found.message.text == "We'll let you know & more"
    assert found.message.problems
    whole = finish(found, {"att0": b"By Friday."})
    assert (whole.message.text, whole.message.problems, whole.left_out) == ("By Friday.", (), ())
    assert whole.gmail_id == found.gmail_id


def test_a_tiny_plain_text_does_not_stand_for_the_html() -> None:
    told = api_message(BOTH)
    leave_out(told["payload"]["parts"][0], "att0", size=40)
    leave_out(told["payload"]["parts"][1], "att1")
    assert [part.attachment_id for part in read_api_message(told).left_out] == ["att0", "att1"]


def test_html_that_is_there_is_enough() -> None:
    told = api_message(BOTH)
    leave_out(told["payload"]["parts"][0], "att0")
    found = read_api_message(told)
    assert found.left_out == ()
    assert found.message.text == "By Friday."


def test_an_attached_invitation_is_asked_for_and_an_attached_text_is_not() -> None:
    told = api_message(INVITED)
    leave_out(told["payload"]["parts"][1], "ics", size=400)
    leave_out(told["payload"]["parts"][2], "cv")
    found = read_api_message(told)
    assert found.left_out == (LeftOut("ics", "text/calendar", 400),)
    assert found.message.text == "See you there."
    (event,) = finish(found, {"ics": EVENT}).message.invitations
    assert event.start == datetime(2026, 3, 5, 14, tzinfo=UTC)


def test_what_could_not_be_fetched_is_noted() -> None:
    told = api_message(BOTH, snippet="By Fri")
    for number, part in enumerate(told["payload"]["parts"]):
        leave_out(part, f"att{number}")
    whole = finish(read_api_message(told), {})
    assert whole.left_out == ()
    assert whole.message.text == "By Fri"
    assert len(whole.message.problems) == 2


def test_a_mail_inside_a_mail_is_passed_on() -> None:
    inner = SIMPLE.replace(b"m1@", b"m0@") + b"\r\nOther candidates."
    raw = SIMPLE + (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nLook.\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--b--\r\n"
    )
    message = read_api_message(api_message(raw)).message
    assert message.text == "Look."
    assert message.forwarded == "Other candidates."


def test_the_messages_of_a_thread_are_oldest_first_and_know_it() -> None:
    late = api_message(SIMPLE, id="b", internalDate="2000")
    early = api_message(SIMPLE, id="a", internalDate="1000")
    late.pop("threadId")
    thread = read_api_thread({"id": "18c0", "historyId": "99", "messages": [late, early]})
    assert [message.gmail_id for message in thread.messages] == ["a", "b"]
    assert {message.message.envelope.thread_id for message in thread.messages} == {"18c0"}
    assert thread.history_id == 99


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_bodies_need_no_padding(data: bytes) -> None:
    assert decode_body(encode(data)) == data


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
HEADER = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["From", "Date", "Content-Type", "To", "Content-Disposition"])
        | st.text(),
        "value": st.text(alphabet=st.characters()) | JSON,
    }
)
PART = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "mimeType": st.sampled_from(["text/plain", "text/html", "text/calendar"]) | JSON,
            "filename": st.text() | JSON,
            "headers": st.lists(HEADER | JSON) | JSON,
            "body": st.fixed_dictionaries(
                {}, optional={"data": st.text() | JSON, "attachmentId": JSON, "size": JSON}
            )
            | JSON,
        },
    ),
    lambda inner: st.fixed_dictionaries(
        {"mimeType": st.sampled_from(["multipart/mixed", "message/rfc822", "text/plain"])},
        optional={"parts": st.lists(inner | JSON), "headers": st.lists(HEADER)},
    ),
    max_leaves=6,
)
MESSAGE = st.fixed_dictionaries(
    {},
    optional={
        "payload": PART | JSON,
        "internalDate": st.text("0123456789-.") | JSON,
        "historyId": st.text("0123456789") | JSON,
        "labelIds": st.lists(st.text()) | JSON,
        "id": JSON,
        "snippet": JSON,
    },
)


@given(MESSAGE | JSON)
@settings(deadline=None, max_examples=300)
def test_any_json_is_some_message(told: Any) -> None:
    found = read_api_message(told)
    assert found.message.envelope.message_id
    assert found.message.envelope.date.tzinfo is not None
    found.message.text.encode()  # no lone surrogates
    finish(found, {part.attachment_id: b"x" for part in found.left_out})


@given(st.lists(MESSAGE | JSON) | JSON)
@settings(deadline=None)
def test_any_json_is_some_thread(messages: Any) -> None:
    read_api_thread({"id": "18c0", "messages": messages})


def test_neither_depth_nor_number_of_parts_is_a_trap() -> None:
    deep: dict[str, Any] = {"mimeType": "text/plain", "body": {"data": encode(b"deep")}}
    for _ in range(500):
        deep = {"mimeType": "multipart/mixed", "parts": [deep]}
    wide = {"mimeType": "multipart/mixed", "parts": [{"mimeType": "text/plain"}] * 50_000}
    for payload in (deep, wide):
        found = read_api_message({"id": "x", "payload": payload})
        assert any("too many parts" in problem for problem in found.message.problems)
