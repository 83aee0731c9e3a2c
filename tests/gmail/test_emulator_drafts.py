"""The small Gmail takes drafts on Gmail's real conditions, and sends nothing."""

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any

import pytest

from emulator.client import google_client
from emulator.mailbox import Mailbox
from emulator.samples import body, draft, first, history, mail, status
from emulator.server import Emulator


@pytest.fixture
def gmail() -> Iterator[Emulator]:
    box = Mailbox()
    box.deliver(mail(0))
    with Emulator(box, units_a_minute=0) as emulator:
        yield emulator


@pytest.fixture
def users(gmail: Emulator) -> Iterator[Any]:
    with google_client(gmail) as users:
        yield users


def test_a_draft_keeps_its_id_and_gets_a_new_message(gmail: Emulator, users: Any) -> None:
    drafts, thread = users.drafts(), first(gmail)
    made = drafts.create(userId="me", body=body(draft(), thread)).execute()
    again = drafts.update(userId="me", id=made["id"], body=body(draft(), thread)).execute()
    assert made["id"] == again["id"]
    assert made["message"]["id"] != again["message"]["id"]
    assert made["message"]["threadId"] == again["message"]["threadId"] == thread
    assert status(users.messages().get(userId="me", id=made["message"]["id"])) == 404
    assert [m.labels for m in gmail.mailbox.thread(thread)] == [{"INBOX"}, {"DRAFT"}]
    listed = drafts.list(userId="me", q="thank").execute()["drafts"]
    assert [each["id"] for each in listed] == [made["id"]]
    drafts.delete(userId="me", id=made["id"]).execute()
    assert status(drafts.get(userId="me", id=made["id"])) == 404


@pytest.mark.parametrize("wrong", ["no thread", "subject"])
def test_a_draft_that_does_not_fit_begins_a_thread(gmail: Emulator, users: Any, wrong: str) -> None:
    thread = first(gmail)
    raw = draft("Another matter") if wrong == "subject" else draft()
    asked = body(raw, "" if wrong == "no thread" else thread)
    made = users.drafts().create(userId="me", body=asked).execute()
    assert made["message"]["threadId"] != thread
    again = users.drafts().update(userId="me", id=made["id"], body=asked).execute()
    assert again["message"]["threadId"] == made["message"]["threadId"]
    assert again["message"]["id"] != made["message"]["id"]


@pytest.mark.parametrize("answers", ["", "<other@acme.example>"])
def test_a_draft_that_answers_nothing_is_a_ghost(gmail: Emulator, users: Any, answers: str) -> None:
    thread = first(gmail)
    made = users.drafts().create(userId="me", body=body(draft(answers=answers), thread)).execute()
    assert made["message"]["threadId"] == thread
    assert users.drafts().list(userId="me").execute()["drafts"][0]["id"] == made["id"]
    assert len(users.threads().get(userId="me", id=thread).execute()["messages"]) == 1
    sent = gmail.mailbox.send_draft(made["id"])
    assert gmail.mailbox.messages[sent].thread_id != thread


def test_the_headers_name_and_the_subjects_writing_do_not_matter(
    gmail: Emulator, users: Any
) -> None:
    raw = b"Message-Id: <x@acme.example>\nSubject: =?utf-8?q?Stra=C3=9Fe?=\n\nHi\n"
    thread = gmail.mailbox.deliver(raw)
    answer = draft("RE: =?utf-8?b?U3RyYcOfZQ==?=", "<x@acme.example>")
    made = users.drafts().create(userId="me", body=body(answer, thread)).execute()
    assert made["message"]["threadId"] == thread
    assert len(gmail.mailbox.thread(thread)) == 2


@pytest.mark.parametrize("raw", ["!!!", "", "abc!", "A", "aGVsbG8", "U3ViamVjdDogeA+/"])
def test_what_is_no_mail_is_no_draft(gmail: Emulator, users: Any, raw: str) -> None:
    assert status(users.drafts().create(userId="me", body=body(raw))) == 400
    assert not gmail.mailbox.drafts


def test_a_thread_that_is_not_there_takes_no_draft(gmail: Emulator, users: Any) -> None:
    request = users.drafts().create(userId="me", body=body(draft(), "18f0000000ffffff"))
    assert status(request) == 404
    assert not gmail.mailbox.drafts


def test_the_user_edits_and_sends_a_draft(gmail: Emulator, users: Any) -> None:
    thread, since = first(gmail), gmail.mailbox.history_id
    made = users.drafts().create(userId="me", body=body(draft(), thread)).execute()
    gmail.mailbox.edit_draft(made["id"], draft() + b"Sam\r\n")
    edited = users.drafts().get(userId="me", id=made["id"], format="raw").execute()["message"]
    assert urlsafe_b64decode(edited["raw"]).endswith(b"Sam\r\n")
    assert edited["id"] != made["message"]["id"]
    sent = gmail.mailbox.send_draft(made["id"])
    assert [m.id for m in gmail.mailbox.thread(thread)] == [thread, sent]
    assert gmail.mailbox.messages[sent].labels == {"SENT"}
    assert len(history(users, since)) == 5  # made, out and in again, out and in again


def test_whoever_sends_is_noted_and_nothing_is_sent(gmail: Emulator, users: Any) -> None:
    made = users.drafts().create(userId="me", body=body(draft(), first(gmail))).execute()
    assert gmail.sent == []
    assert status(users.drafts().send(userId="me", body={"id": made["id"]})) == 403
    assert status(users.messages().send(userId="me", body=body(draft())["message"])) == 403
    assert gmail.sent == ["drafts/send", "messages/send"]
    assert not any("SENT" in m.labels for m in gmail.mailbox.messages.values())
