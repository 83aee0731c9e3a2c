"""The small Gmail searches as Gmail does; what it does not know it refuses."""

from datetime import UTC, datetime

import pytest

from emulator.mailbox import Mailbox
from emulator.search import matcher, matching, shown_by
from emulator.terms import NotUnderstood

NOW = int(datetime(2026, 3, 20, 9, tzinfo=UTC).timestamp() * 1000)
MAILS = {
    "invitation": (
        "From: Dana Ruiz <dana@acme.example>\nTo: sam@example.com\nSubject: Your interview\n"
        "Message-ID: <inv@acme.example>\nDate: Wed, 4 Mar 2026 10:00:00 +0000\n"
        "Content-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nThank you for\napplying, Sam.\n"
        "--b\nContent-Type: text/calendar\nContent-Disposition: attachment; filename=invite.ics\n\n"
        "BEGIN:VCALENDAR\n--b--\n",
        ["INBOX", "UNREAD", "CATEGORY_PERSONAL"],
    ),
    "newsletter": (
        "From: Jobs <news@greenhouse.io>\nSubject: =?utf-8?q?Caf=C3=A9_jobs?=\n"
        "List-Id: <weekly.greenhouse.io>\nDate: Mon, 2 Feb 2026 10:00:00 +0000\n\n"
        "An application form for baristas\n",
        ["INBOX", "CATEGORY_PROMOTIONS", "Job hunt"],
    ),
    "answer": (
        "From: sam@example.com\nTo: lee@initech.example\nCc: dana@acme.example\n"
        "Subject: Re: offer\nDate: Thu, 19 Mar 2026 10:00:00 +0000\n\nThank you. Interviews went\n",
        ["SENT"],
    ),
    "binned": (
        "From: dana@acme.example\nSubject: interview\nDate: Thu, 19 Mar 2026 10:00:00 +0000\n\nx\n",
        ["TRASH"],
    ),
}
CASES = {
    "": "invitation newsletter answer",
    "interview": "invitation",
    "interview OR offer": "invitation answer",
    "{interview offer}": "invitation answer",
    "subject:(interview OR offer)": "invitation answer",
    "{subject:(interview offer) from:(lever.co OR greenhouse.io)}": "newsletter",
    "subject:{interview offer} -from:sam@example.com": "invitation",
    "-from:dana": "newsletter answer",
    "-{from:dana category:promotions}": "answer",
    "from:dana OR from:news -subject:interview": "newsletter",
    '"thank you for applying"': "invitation",
    '-"thank you"': "newsletter",
    "subject:café": "newsletter",
    "to:dana": "answer",
    "cc:acme.example": "answer",
    "list:weekly.greenhouse.io": "newsletter",
    "rfc822msgid:inv@acme.example": "invitation",
    "rfc822msgid:<inv@acme.example>": "invitation",
    "rfc822msgid:acme.example": "",
    "newer_than:7d": "answer",
    "older_than:1m": "newsletter",
    "newer_than:1y": "invitation newsletter answer",
    "after:2026/03/01 before:2026/03/10": "invitation",
    f"after:{NOW // 1000 - 172_800}": "answer",
    "in:sent": "answer",
    "in:inbox": "invitation newsletter",
    "in:anywhere interview": "invitation binned",
    "in:trash": "binned",
    "-in:trash": "invitation newsletter answer",
    "in:(sent OR drafts)": "answer",
    "label:job-hunt": "newsletter",
    "category:primary": "invitation",
    "-category:promotions": "invitation answer",
    "is:unread": "invitation",
    "is:read": "newsletter answer",
    "has:attachment": "invitation",
    "filename:ics": "invitation",
    "filename:invite.ics": "invitation",
    "filename:pdf": "",
    "larger:10k": "",
    "smaller:10k from:dana": "invitation",
    "newer_than:180d -category:promotions {subject:(interview OR offer) from:(lever.co)}": (
        "invitation answer"
    ),
}


@pytest.fixture(scope="module")
def box() -> Mailbox:
    box = Mailbox()
    for raw, labels in MAILS.values():
        box.deliver(raw.encode(), labels=labels)
    return box


def found(box: Mailbox, query: str) -> list[str]:
    tests = shown_by(query, spam_and_trash=False), matcher(query, NOW)
    held = zip(MAILS, box.messages.values(), strict=True)
    return [name for name, m in held if matching([m], *tests)]


@pytest.mark.parametrize("query", CASES)
def test_a_search_finds_what_gmail_finds(box: Mailbox, query: str) -> None:
    assert found(box, query) == CASES[query].split()


def test_one_mail_must_match_all_of_it(box: Mailbox) -> None:
    held = list(box.messages.values())
    assert not matching(held, matcher("from:news subject:interview", NOW))


@pytest.mark.parametrize(
    "query",
    [
        "foo:bar", "is:happy", "has:drive", "category:friends", "newer_than:7", "newer_than:1w",
        "after:yesterday", "(a", "{a", "a)", "subject:", "from: )", "a AROUND b", "foo:(a b)",
    ],
)  # fmt: skip
def test_what_it_does_not_know_it_refuses(query: str) -> None:
    with pytest.raises(NotUnderstood):
        matcher(query, NOW)
