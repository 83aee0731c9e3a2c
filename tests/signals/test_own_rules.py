"""Hearback's own rules on whole mails, as people and robots write them."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from hearback.mail.message import Me, Message, Thread
from hearback.signals.detect import Home, read_thread
from hearback.signals.rules import WEIGHS_JOB, check_rules, load_rulebook
from hearback.signals.signal import Kind, Mention, Reading
from hearback.timeline.business_days import BusinessCalendar

Letter = Callable[..., Message]

ME = Me(("sam@example.com",), "Sam Rivera")
HOME = Home(ZoneInfo("Europe/London"), BusinessCalendar.for_country("GB"), "GB")
SAM = "Sam Rivera <sam@example.com>"
READ_BY_GRAMMAR = {Kind.PROMISE}
IS_WHAT_REMAINS = {Kind.OTHER_JOB}


def read(*messages: Message) -> Reading:
    """Read a thread and return what its last mail says."""
    return read_thread(Thread("t1", messages), ME, load_rulebook(), HOME)[-1]


def kinds(reading: Reading) -> set[Kind]:
    return {signal.kind for signal in reading.signals}


def test_the_rules_are_without_fault() -> None:
    assert check_rules() == []


def test_there_is_a_rule_for_everything_a_mail_can_say() -> None:
    known = {rule.means for rule in load_rulebook().rules}
    wanted = {*Kind, *Mention, *WEIGHS_JOB} - READ_BY_GRAMMAR - IS_WHAT_REMAINS
    assert wanted <= known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hi Sam,\n\nThanks for applying for the Data Analyst role. Are you free for a 30 "
            "minute chat with me and Tom next week?\n\nDana",
            Kind.INTERVIEW_INVITATION,
        ),
        (
            "Dear Sam,\n\nThank you for interviewing for the Data Analyst position. After careful "
            "thought we have decided to move forward with another candidate.\n\nDana",
            Kind.REJECTION,
        ),
        (
            "Hi Sam,\n\nGreat news: we would like to offer you the Data Analyst position.\n\nDana",
            Kind.OFFER,
        ),
        (
            "Hi Sam,\n\nIt was great to meet you about the Data Analyst role. We'll let you "
            "know by the end of next week.\n\nDana",
            Kind.PROMISE,
        ),
        (
            "Dear applicant,\n\nThank you for your application for the post of Data Analyst. It "
            "has been received.",
            Kind.APPLICATION_RECEIVED,
        ),
        (
            "Hi Sam,\n\nfor the Data Analyst role, please complete the coding test at the link "
            "below within five days.",
            Kind.ASSESSMENT_REQUEST,
        ),
    ],
)
def test_what_they_say(text: str, expected: Kind, letter: Letter) -> None:
    reading = read(letter(text))
    assert reading.job
    assert expected in kinds(reading)


@pytest.mark.parametrize(
    "text",
    [
        "Unfortunately Tom is ill, so we have to move your interview for the Data Analyst role.",
        "If you are not selected for the Data Analyst role, we will let you know.",
        "We were very impressed by your interview for the Data Analyst role.",
        "Unfortunately we have not decided on the Data Analyst role yet.",
        "Other candidates for the Data Analyst role will be interviewed next week.",
        "If we decide to offer you the Data Analyst position, you will hear from us.",
        "What salary would you expect if we offered you the Data Analyst position?",
    ],
)
def test_no_false_refusal_and_no_false_offer(text: str, letter: Letter) -> None:
    assert not kinds(read(letter(f"Hi Sam,\n\n{text}\n\nDana"))) & {Kind.REJECTION, Kind.OFFER}


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Interview request",
            "I'm a journalist at the Herald. Would you be free for an interview for our podcast?",
        ),
        (
            "Your rental application",
            "Thank you for your rental application. Unfortunately the landlord has decided to go "
            "with another tenant.",
        ),
        ("Your parcel", "Unfortunately we could not deliver your parcel. Pick a new time slot."),
        ("Your invoice", "Thank you for your order. We will get back to you by Friday."),
    ],
)
def test_none_of_our_business(subject: str, text: str, letter: Letter) -> None:
    reading = read(letter(text, subject=subject))
    assert (reading.job, reading.signals) == (False, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi Dana,\n\nThank you for your time today.\n\nSam", Kind.THANK_YOU),
        ("Hi Dana,\n\nI wanted to follow up on my application.\n\nSam", Kind.FOLLOW_UP),
        ("Hi Dana,\n\nI have to withdraw my application.\n\nSam", Kind.WITHDRAWAL),
        ("Hi Dana,\n\nThursday at 2pm works for me.\n\nSam", Kind.INTERVIEW_SCHEDULING),
    ],
)
def test_what_the_user_says(text: str, expected: Kind, letter: Letter) -> None:
    theirs = letter("Hi Sam,\n\nabout the Data Analyst role: could we talk on Thursday at 2pm?")
    reading = read(theirs, letter(text, sender=SAM, to="dana@acme.example"))
    assert expected in kinds(reading)


def test_an_out_of_office_is_no_answer(letter: Letter) -> None:
    theirs = letter("Hi Sam,\n\nabout the Data Analyst role: could we talk?")
    away = letter("I am out of the office until Monday and will reply when I am back.")
    assert kinds(read(theirs, away)) == {Kind.OUT_OF_OFFICE}
