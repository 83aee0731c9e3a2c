"""The small Gmail answers Google's own client as Gmail does: reading and changes."""

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any

import pytest

from emulator.client import google_client
from emulator.mailbox import Mailbox
from emulator.samples import WITH_FILES, first, history, mail, status
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


# --- reading --------------------------------------------------------------------------------------


def test_the_profile_names_the_mailbox_and_its_newest_record(gmail: Emulator, users: Any) -> None:
    for who in ("me", gmail.mailbox.address):
        told = users.getProfile(userId=who).execute()
        assert told["emailAddress"] == gmail.mailbox.address
        assert told["historyId"] == str(gmail.mailbox.history_id)
        assert (told["messagesTotal"], told["threadsTotal"]) == (1, 1)
    assert status(users.getProfile(userId="somebody@example.com")) == 404


def test_labels_are_counted_only_when_asked_for_one_by_one(users: Any) -> None:
    listed = users.labels().list(userId="me").execute()["labels"]
    assert not any("messagesTotal" in label for label in listed)
    told = users.labels().get(userId="me", id="INBOX").execute()
    assert (told["messagesTotal"], told["type"]) == (1, "system")
    assert status(users.labels().get(userId="me", id="Nothing")) == 404


def test_a_listing_is_paged_by_tokens_that_are_no_offsets(gmail: Emulator, users: Any) -> None:
    for number in range(1, 7):
        gmail.mailbox.deliver(mail(number))
    request, seen = users.threads().list(userId="me", maxResults=3), []
    while request:
        page = request.execute()
        seen += page["threads"]
        token = page.get("nextPageToken", "opaque")
        assert not token.isdecimal() or int(token) > 500
        request = users.threads().list_next(request, page)
    assert [entry["id"] for entry in seen] == gmail.mailbox.thread_ids()
    assert all(entry["snippet"] == "By Friday." and entry["historyId"] for entry in seen)
    assert status(users.threads().list(userId="me", pageToken="3")) == 400


def test_no_page_is_longer_than_five_hundred(gmail: Emulator, users: Any) -> None:
    for number in range(510):
        gmail.mailbox.deliver(mail(number))
    page = users.messages().list(userId="me", maxResults=2000).execute()
    assert len(page["messages"]) == 500


def test_an_empty_listing_has_no_list(users: Any) -> None:
    assert "threads" not in users.threads().list(userId="me", q="subject:nothing").execute()


def test_spam_and_trash_are_listed_only_when_asked_for(gmail: Emulator, users: Any) -> None:
    gmail.mailbox.trash(gmail.mailbox.deliver(mail(1)))
    gmail.mailbox.deliver(mail(2), labels=["SPAM"])

    def count(**asked: Any) -> int:
        return len(users.threads().list(userId="me", **asked).execute().get("threads", []))

    assert count() == count(q="-in:trash") == 1
    assert count(includeSpamTrash=True) == count(q="in:anywhere") == 3
    assert count(labelIds=["TRASH"], includeSpamTrash=True) == count(q="in:trash") == 1


def test_formats_hold_what_they_are_to_hold(gmail: Emulator, users: Any) -> None:
    message, thread = first(gmail), first(gmail)
    get = users.messages().get
    full = get(userId="me", id=message).execute()
    assert urlsafe_b64decode(full["payload"]["body"]["data"]) == b"By Friday.\r\n"
    wanted = ["message-id", "SUBJECT"]
    metadata = get(userId="me", id=message, format="metadata", metadataHeaders=wanted).execute()
    assert {h["name"] for h in metadata["payload"]["headers"]} == {"Message-ID", "Subject"}
    assert "body" not in metadata["payload"]
    assert "payload" not in get(userId="me", id=message, format="minimal").execute()
    raw = get(userId="me", id=message, format="raw").execute()["raw"]
    assert urlsafe_b64decode(raw) == mail(0)
    threads = users.threads()
    assert threads.get(userId="me", id=thread).execute()["messages"] == [full]
    request = threads.get(userId="me", id=thread)
    request.uri = request.uri.replace("alt=json", "alt=json&format=raw")
    assert status(request) == 400  # a thread has no raw


def test_a_mail_with_files_comes_in_parts_and_its_bytes_stay(gmail: Emulator, users: Any) -> None:
    message = gmail.mailbox.deliver(WITH_FILES)
    told = users.messages().get(userId="me", id=message).execute()
    text, calendar = told["payload"]["parts"]
    assert "Café “Globex”" in urlsafe_b64decode(text["body"]["data"]).decode("cp1252")
    assert told["snippet"].startswith("Café “Globex”")
    assert (calendar["filename"], "data" in calendar["body"]) == ("invite.ics", False)
    get = users.messages().attachments().get
    part = get(userId="me", messageId=message, id=calendar["body"]["attachmentId"]).execute()
    assert urlsafe_b64decode(part["data"]).startswith(b"BEGIN:VCALENDAR")
    assert status(get(userId="me", messageId=message, id="nothing")) == 404


def test_a_large_text_has_to_be_asked_for(gmail: Emulator, users: Any) -> None:
    gmail.largest_part = 5
    told = users.messages().get(userId="me", id=first(gmail)).execute()["payload"]["body"]
    get = users.messages().attachments().get
    part = get(userId="me", messageId=first(gmail), id=told["attachmentId"]).execute()
    assert urlsafe_b64decode(part["data"]) == b"By Friday.\r\n"


def test_what_is_gone_is_not_found(gmail: Emulator, users: Any) -> None:
    gone = first(gmail)
    gmail.mailbox.delete(gone)
    for resource in (users.threads(), users.messages(), users.drafts()):
        assert status(resource.get(userId="me", id=gone)) == 404


# --- changes --------------------------------------------------------------------------------------


def test_changes_are_told_each_under_its_name(gmail: Emulator, users: Any) -> None:
    box, since = gmail.mailbox, gmail.mailbox.history_id
    new = box.deliver(mail(1), thread=first(gmail))
    box.label(new, "UNREAD")
    box.label(new, "INBOX", on=False)
    box.delete(new)
    told = history(users, since)
    kinds = ["messagesAdded", "labelsAdded", "labelsRemoved", "messagesDeleted"]
    assert [next(k for k in kinds if k in record) for record in told] == kinds
    assert all(record["messages"] == [{"id": new, "threadId": first(gmail)}] for record in told)
    assert told[1]["labelsAdded"][0]["labelIds"] == ["UNREAD"]
    ids = [int(record["id"]) for record in told]
    assert ids == sorted(ids)
    assert ids[-1] - ids[0] > len(ids)  # not contiguous
    assert len(history(users, since, historyTypes=["labelAdded", "labelRemoved"])) == 2
    assert len(history(users, since, labelId="UNREAD")) == 3


def test_a_cursor_too_old_too_new_or_no_cursor_is_refused(gmail: Emulator, users: Any) -> None:
    def asked(since: str) -> int:
        return status(users.history().list(userId="me", startHistoryId=since))

    assert asked("1") == asked(str(gmail.mailbox.history_id + 1)) == asked("9" * 19) == 404
    assert asked("abc") == asked("9" * 21) == asked("-3") == 400
    old = gmail.mailbox.history_id
    gmail.mailbox.deliver(mail(1))
    middle = gmail.mailbox.history_id
    gmail.mailbox.deliver(mail(2))
    gmail.mailbox.forget_history_before(middle)
    assert asked(str(old)) == 404
    assert len(history(users, middle)) == 1
    gmail.mailbox.forget_history()
    assert asked(str(middle)) == 404


def test_records_may_come_twice(gmail: Emulator, users: Any) -> None:
    since = gmail.mailbox.history_id
    gmail.mailbox.deliver(mail(1))
    gmail.told_twice = True
    once, again = history(users, since)
    assert once == again


def test_a_thread_changes_when_a_mail_of_it_is_deleted(gmail: Emulator, users: Any) -> None:
    thread = first(gmail)
    second = gmail.mailbox.deliver(mail(1), thread=thread)
    gmail.mailbox.delete(second)
    newest = str(gmail.mailbox.history_id)
    assert users.threads().list(userId="me").execute()["threads"][0]["historyId"] == newest
    assert users.threads().get(userId="me", id=thread).execute()["historyId"] == newest


def test_labels_can_be_changed_by_who_may(gmail: Emulator, users: Any) -> None:
    thread = first(gmail)
    asked = {"userId": "me", "id": thread, "body": {"removeLabelIds": ["INBOX"]}}
    assert status(users.threads().modify(**asked)) == 403
    with google_client(gmail, "gmail.modify") as mighty:
        mighty.threads().modify(**asked).execute()
        assert not gmail.mailbox.messages[thread].labels
        mighty.messages().trash(userId="me", id=thread).execute()
        assert gmail.mailbox.messages[thread].labels == {"TRASH"}
        mighty.messages().untrash(userId="me", id=thread).execute()
        mighty.messages().modify(**asked).execute()
        assert not gmail.mailbox.messages[thread].labels
