"""Asked without the usual words: under a job title, and in a thread about a job."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from hearback.mail.message import Me, Message, Thread
from hearback.signals.detect import Home, read_thread
from hearback.signals.rules import load_rulebook
from hearback.signals.signal import Kind, Reading
from hearback.timeline.business_days import BusinessCalendar

Letter = Callable[..., Message]
Read = Callable[..., list[Reading]]

ME = Me(("sam@example.com",), "Sam Rivera")
SAM = "Sam Rivera <sam@example.com>"
YUSUF = "Yusuf Kaya <yusuf@ovenandash.example>"


@pytest.fixture
def read() -> Read:
    """Read the mails of one thread by Hearback's own rules."""
    home = Home(ZoneInfo("Europe/London"), BusinessCalendar.for_country(""), "GB")
    return lambda *messages: list(read_thread(Thread("t1", messages), ME, load_rulebook(), home))


def kinds(reading: Reading) -> list[Kind]:
    return [signal.kind for signal in reading.signals]


def test_a_job_title_as_the_subject_and_an_invitation_are_enough(
    read: Read, letter: Letter
) -> None:
    invitation = "Chef liked the sound of you. Can you pop in on Wednesday at 3 for a natter?"
    (reading,) = read(letter(invitation, subject="Kitchen porter", sender=YUSUF))
    assert reading.job
    assert Kind.INTERVIEW_INVITATION in kinds(reading)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Kitchen porter", "He is off sick today."),  # nothing is asked
        ("Saturday", "Can you pop in on Wednesday at 3 for a natter?"),  # nothing says what for
        ("Your task manager has an update", "Can we have a call on Wednesday at 3?"),
    ],
)
def test_either_of_them_alone_is_not(read: Read, letter: Letter, subject: str, words: str) -> None:
    (reading,) = read(letter(words, subject=subject, sender=YUSUF))
    assert not reading.job


def applied(letter: Letter) -> Message:
    words = "Please find attached my application for the role of Baker."
    return letter(words, subject="Application", sender=SAM, to=YUSUF)


@pytest.mark.parametrize(
    "words",
    [
        "Bread in the picture is very nice!! Shall we see if you bake as well as you write?",
        "One more thing: do you mind dogs?",
        "Which oven did you train on?",
    ],
)
def test_what_no_rule_knows_is_a_question_when_a_person_asks_it_in_a_job_thread(
    read: Read, letter: Letter, words: str
) -> None:
    *_, reading = read(applied(letter), letter(words, subject="Re: Application", sender=YUSUF))
    assert kinds(reading) == [Kind.QUESTION]
    assert reading.signals[0].rule == "a question to you"


@pytest.mark.parametrize(
    ("words", "sender"),
    [
        ("How are you? I passed it on.", YUSUF),
        ("It rained here all week. Any questions, just shout?", YUSUF),
        ("Do you mind dogs?", "Oven & Ash <no-reply@ovenandash.example>"),
    ],
)
def test_pleasantries_and_robots_ask_nothing(
    read: Read, letter: Letter, words: str, sender: str
) -> None:
    *_, reading = read(applied(letter), letter(words, subject="Re: Application", sender=sender))
    assert Kind.QUESTION not in kinds(reading)


def test_outside_a_job_thread_a_question_is_nobody_s_business(read: Read, letter: Letter) -> None:
    (reading,) = read(letter("Do you mind dogs?", subject="Hello", sender=YUSUF))
    assert not reading.job
    assert not reading.signals


def invited(letter: Letter) -> Message:
    words = (
        "We would like to invite you to an interview for the Baker role on Tuesday 10 March at 9am."
    )
    return letter(words, subject="Interview", sender=YUSUF)


@pytest.mark.parametrize(
    "words",
    [
        "I will be there.",
        "Yes, that's fine.",
        "Confirmed, thanks!",
        "Great, thank you. Do I need to bring anything?",
        "Thank you for the invitation, I look forward to it.",
        "That works for me.",
        "See you then!",
    ],
)
def test_the_one_time_that_was_proposed_is_taken_in_any_words(
    read: Read, letter: Letter, words: str
) -> None:
    answer = letter(words, subject="Re: Interview", sender=SAM, to=YUSUF)
    *_, reading = read(invited(letter), answer)
    (signal,) = reading.signals
    assert signal.kind is Kind.INTERVIEW_SCHEDULING
    assert signal.interview
    assert signal.interview.fixed


@pytest.mark.parametrize(
    "words",
    [
        "Thank you, but I can't make Tuesday.",
        "I'm afraid I am not available then. Great to hear from you though!",
        "Could I ask where it is?",
        "Would Wednesday at 9am work instead?",
    ],
)
def test_it_is_not_taken_by_who_declines_or_only_asks(
    read: Read, letter: Letter, words: str
) -> None:
    answer = letter(words, subject="Re: Interview", sender=SAM, to=YUSUF)
    *_, reading = read(invited(letter), answer)
    assert not any(one.interview and one.interview.fixed for one in reading.signals)


def test_of_two_times_none_is_taken_by_a_yes(read: Read, letter: Letter) -> None:
    words = "For the interview as our Baker: Tuesday 10 March at 9am, or Thursday 12 at 2pm?"
    both = letter(words, subject="Interview", sender=YUSUF)
    *_, reading = read(both, letter("Yes, great!", subject="Re: Interview", sender=SAM, to=YUSUF))
    assert not any(one.interview and one.interview.fixed for one in reading.signals)
