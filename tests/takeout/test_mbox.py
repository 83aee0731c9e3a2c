"""Files as mailboxes: cut where mails begin, threads found, wrong files explained."""

import random
from datetime import UTC
from pathlib import Path

import pytest

from hearback.errors import MailboxUnreadable
from hearback.takeout.mbox import load_mailbox

FROM = "From 1234567890@xxx Mon Mar 02 10:00:00 +0000 2026\n"


def mail(number: int, body: str = "Hello.", **headers: str) -> str:
    fields = {
        "From": "Dana <dana@acme.example>",
        "To": "sam@example.com",
        "Date": f"Mon, {number:02} Mar 2026 10:00:00 +0000",
        "Subject": "Hello",
        "Message-ID": f"<m{number}@acme.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + f"\n{body}\n\n"


def box(folder: Path, *mails: str) -> Path:
    path = folder / "mail.mbox"
    path.write_text("".join(FROM + text for text in mails), encoding="utf-8")
    return path


def test_a_sentence_that_begins_with_from_does_not_cut_a_mail_in_two(tmp_path: Path) -> None:
    body = "Before.\n\nFrom here on we take over.\n\n>From escaped, at 10:00 in 2026"
    read = load_mailbox(box(tmp_path, mail(1, body), mail(2)), zone=UTC)
    assert len(read.messages) == 2
    assert "From here on we take over." in read.messages[0].text


def test_takeouts_own_headers_tell_thread_and_labels(tmp_path: Path) -> None:
    headers = {"X_GM_THRID": "1864099454408550099", "X_Gmail_Labels": '"Sent",Important,Opened'}
    (message,) = load_mailbox(box(tmp_path, mail(1, **headers)), zone=UTC).messages
    assert message.envelope.thread_id == "19de9c93ce0566d3"
    assert "SENT" in message.envelope.labels


def test_spam_trash_and_drafts_are_not_read(tmp_path: Path) -> None:
    mails = [
        mail(n, X_Gmail_Labels=label) for n, label in enumerate(("Spam", "Trash", "Drafts"), 1)
    ]
    assert load_mailbox(box(tmp_path, *mails, mail(9)), zone=UTC).messages[0].envelope.date.day == 9


def test_without_thread_ids_replies_find_each_other_in_any_order(tmp_path: Path) -> None:
    mails = [
        mail(1),
        mail(2, In_Reply_To="<m1@acme.example>", Subject="Re: Hello"),
        mail(3, References="<m1@acme.example> <m2@acme.example>", Subject="Re: Hello"),
        mail(4, Subject="Re: Hello"),
        mail(5, Subject="Hello"),
    ]
    expected = None
    dice = random.Random(1)
    for _ in range(10):
        dice.shuffle(mails)
        threads = load_mailbox(box(tmp_path, *mails), zone=UTC).threads()
        found = sorted(tuple(m.envelope.message_id for m in t.messages) for t in threads)
        assert expected in (None, found)
        expected = found
    assert expected is not None
    assert [len(ids) for ids in expected] == [4, 1]


def test_a_mail_that_is_there_twice_is_read_once_with_both_labels(tmp_path: Path) -> None:
    twice = [mail(1, X_Gmail_Labels="Inbox"), mail(1, X_Gmail_Labels="Sent")]
    (message,) = load_mailbox(box(tmp_path, *twice), zone=UTC).messages
    assert message.envelope.labels == {"INBOX", "SENT"}


def test_a_file_cut_off_in_the_middle_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = box(tmp_path, mail(1), mail(2))
    path.write_bytes(path.read_bytes()[:-60])
    assert len(load_mailbox(path, zone=UTC).messages) == 2


def test_one_mail_and_a_folder_of_mails_are_mailboxes(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_text(mail(1), encoding="utf-8")
    (tmp_path / "two.eml").write_text(mail(2), encoding="utf-8")
    assert len(load_mailbox(tmp_path / "one.eml", zone=UTC).messages) == 1
    assert len(load_mailbox(tmp_path, zone=UTC).messages) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        (b"   \n\n", "is empty"),
        (b"PK\x03\x04 and so on", "zip archive"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"{}", "holds no mail"),
        (b"Dear diary,\n\nFrom today on I write.\n", "holds no mail"),
        (bytes(range(256)) * 20, "holds no mail"),
    ],
)
def test_what_is_no_mailbox_is_refused_with_what_to_give(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "mail.mbox"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MailboxUnreadable, match=words) as refused:
        load_mailbox(path, zone=UTC)
    assert refused.value.remedy


def test_a_folder_without_mails_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MailboxUnreadable, match=r"no \.eml file"):
        load_mailbox(tmp_path, zone=UTC)
