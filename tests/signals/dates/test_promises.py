"""Promises and deadlines, one sentence a line in the tables beside this file."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.signals.dates import Context, read_deadline, read_promise
from hearback.signals.signal import About, Strength
from hearback.timeline.business_days import BusinessCalendar

HERE = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")


def a_mail(written: str, country: str = "", *, after_interview: bool = False) -> Context:
    moment = datetime.fromisoformat(written).replace(tzinfo=LONDON)
    return Context(moment, BusinessCalendar.for_country(country), after_interview, country)


A_WEDNESDAY = a_mail("2026-03-04T10:00")


def lines_of(name: str) -> Iterator[str]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def promises_in(name: str) -> Iterator[tuple[Context, str, str]]:
    """Yield each line of a table: the mail it stands in, what it comes to, and the sentence."""
    mail = A_WEDNESDAY
    for line in lines_of(name):
        if line.startswith("@"):
            day, country, *rest = line[1:].partition("#")[0].split()
            code = "" if country == "-" else country
            mail = a_mail(f"{day}T10:00", code, after_interview="after" in rest)
        else:
            expected, _, sentence = line.partition(" | ")
            yield mail, expected, sentence


@pytest.mark.parametrize(
    ("mail", "expected", "sentence"),
    [*promises_in("promises.txt"), *promises_in("promises_as_written.txt")],
)
def test_a_promise(mail: Context, expected: str, sentence: str) -> None:
    promise = read_promise(sentence, mail)
    assert promise is not None, "no promise was seen"
    found = f"{promise.earliest}..{promise.latest} {promise.strength} {promise.about}"
    assert found == expected
    assert " ".join(promise.words.split()) in " ".join(sentence.split())
    assert promise.evidence == sentence


@pytest.mark.parametrize("sentence", list(lines_of("no_promises.txt")))
def test_no_promise(sentence: str) -> None:
    assert read_promise(sentence, A_WEDNESDAY) is None


@pytest.mark.parametrize(
    ("expected", "sentence"), [line.split(" | ", 1) for line in lines_of("deadlines.txt")]
)
def test_a_deadline(expected: str, sentence: str) -> None:
    wanted = None if expected == "-" else date.fromisoformat(expected)
    assert read_deadline(sentence, A_WEDNESDAY) == wanted


def test_a_bare_let_you_know_is_about_the_decision_after_an_interview() -> None:
    before = read_promise("We'll let you know by Friday.", A_WEDNESDAY)
    after = read_promise(
        "We'll let you know by Friday.", a_mail("2026-03-04T10:00", after_interview=True)
    )
    assert before is not None
    assert after is not None
    assert (before.about, after.about) == (About.NEXT_STEP, About.DECISION)


def test_what_is_quoted_is_what_was_written() -> None:
    promise = read_promise(
        "We\u2019ll  let you\u00a0know by the\nend of next week \u2013 promise!", A_WEDNESDAY
    )
    assert promise is not None
    assert promise.words == "by the end of next week"
    assert promise.evidence == "We\u2019ll let you know by the end of next week \u2013 promise!"


def test_of_two_promises_the_later_one_counts() -> None:
    promise = read_promise(
        "I'll send the details tomorrow and a decision will be made by 20 March.", A_WEDNESDAY
    )
    assert promise is not None
    assert promise.latest == date(2026, 3, 20)


def test_a_promise_that_lies_in_the_past_is_none() -> None:
    assert read_promise("We'll let you know by 27 February.", A_WEDNESDAY) is None
    assert read_promise("We'll let you know by 27 February 2027.", A_WEDNESDAY) is not None


def test_hours_are_counted_from_the_minute_of_the_mail() -> None:
    late = a_mail("2026-03-04T22:30")
    promise = read_promise("I'll get back to you in a couple of hours.", late)
    assert promise is not None
    assert promise.latest == date(2026, 3, 5)


def test_business_days_are_those_of_the_sender() -> None:
    sentence = "We will get back to you within 3 business days."
    british = read_promise(sentence, a_mail("2026-04-01T10:00", "GB"))
    indian = read_promise(sentence, a_mail("2026-04-01T10:00", "IN"))
    assert british is not None
    assert indian is not None
    assert british.latest == date(2026, 4, 8)  # Good Friday and Easter Monday lie between
    assert indian.latest == date(2026, 4, 7)


def test_a_condition_without_a_day_promises_nothing() -> None:
    assert read_promise("If you are shortlisted, we will be in touch soon.", A_WEDNESDAY) is None
    dated = read_promise("If you are shortlisted, we will call you by Friday.", A_WEDNESDAY)
    assert dated is not None
    assert dated.strength is Strength.CONDITIONAL
