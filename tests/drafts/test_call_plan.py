"""The call plan: whole sentences, and the number from a signature, be it in an older mail."""

from dataclasses import replace
from pathlib import Path

import pytest

from drafts.scenes import BY_AGENCY, MET
from hearback.drafts.call_plan import check_call_plan, plan_call
from hearback.drafts.told import Told
from hearback.signals.signal import Kind, Reading
from telling import DANA, ROBOT, SAM, application, clock, from_them, promises, stand
from telling import on as day


def told(*story: Reading) -> Told:
    found = application(*story)
    return Told(found, stand(found, 16), SAM, clock(16))


def test_it_says_who_calls_about_what_and_asks_two_questions() -> None:
    plan = plan_call(told(*MET))
    assert plan.opening.startswith("Hello, this is Sam Rivera. ")
    assert "the Data Analyst role" in plan.opening
    assert len(plan.questions) == 2
    assert "{" not in " ".join([plan.opening, *plan.questions, plan.if_no, plan.voicemail])


def test_the_number_is_found_in_an_older_mail_of_the_same_person() -> None:
    signed = replace(DANA, phone="020 7946 0312")
    story = (from_them(2, Kind.QUESTION, by=signed), from_them(4, promises(day(13)), by=DANA))
    assert plan_call(told(*story)).number == "020 7946 0312"
    assert plan_call(told(*MET)).number is None


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("+44 (0)20 7946 0312", "+44 (0)20 7946 0312"),
        ("Tel. 555-234-9876 ext. 12", "555-234-9876 ext. 12"),
        ("020 7946 0312\r\nBcc: x", "020 7946 0312"),
        ("call me", None),
        ("1234", None),
        ("<b>020 7946 0312</b>", "020 7946 0312"),
    ],
)
def test_a_number_is_a_number_and_nothing_else(phone: str, number: str | None) -> None:
    signed = replace(DANA, phone=phone)
    assert plan_call(told(from_them(2, Kind.QUESTION, by=signed))).number == number


def test_an_agency_is_asked_about_itself_and_its_client() -> None:
    assert "you or your client" in " ".join(plan_call(told(*BY_AGENCY)).questions)


def test_with_robots_only_there_is_a_plan_and_no_number() -> None:
    assert plan_call(told(from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT))).number is None


def test_our_own_plan_has_no_fault() -> None:
    assert check_call_plan() == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no opening"),
        ("opening = ", "not valid TOML"),
        ('opening = "Hi {company}"', "no fact that is always known: {company}"),
        ('questions = ["One?"]', "`questions` are a list of 2"),
        ('greeting = "Hi"', "does not know `greeting`"),
        ('if_no = "Any update?"', "“any update” does not belong"),
    ],
)
def test_a_broken_plan_says_what_is_wrong(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "call_plan.toml").write_text(text, encoding="utf-8")
    assert f"call_plan.toml: {fault}" in "\n".join(check_call_plan(tmp_path))


def test_a_missing_plan_is_told() -> None:
    assert check_call_plan(Path("/nowhere")) == ["call_plan.toml: is missing"]
