"""Every fact of a draft is sure, or left out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from drafts.scenes import EDWIN, MET, Scene
from hearback.advice.action import Action
from hearback.drafts.days import time_in_words
from hearback.drafts.facts import find_answers, find_facts, reply_subject, sure_company, sure_role
from hearback.drafts.promise_words import hear_by, promise_by, promised
from hearback.drafts.reader import Reader
from hearback.drafts.told import Told
from hearback.signals.signal import (
    About,
    InterviewTime,
    Kind,
    Part,
    Person,
    Promise,
    Reading,
    Signal,
    Strength,
)
from hearback.timeline.notes import Note, Verb
from telling import (
    AGENT,
    DANA,
    SAM,
    TOM,
    application,
    clock,
    from_sam,
    from_them,
    march,
    meets,
    note,
    on,
    promises,
    says,
    stand,
)

HERE = Reader(month_first=False, twelve_hours=False)


def told(at: float, *story: Reading, notes: tuple[Note, ...] = ()) -> Told:
    found = application(*story, notes=notes)
    return Told(found, stand(found, at), SAM, clock(at))


def facts(at: float, *story: Reading, to: Person | None = DANA) -> dict[str, str]:
    return dict(find_facts(told(at, *story), to, None))


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("Data Analyst", "the Data Analyst role"),
        ("Trainee Position", "the Trainee Position"),
        ("Analyst, Pricing", "the role of Analyst, Pricing"),
        ("Clinical Analyst, Acme Hospital", "the Clinical Analyst role"),
        ("Data Analyst [Remote]", "the Data Analyst role"),
        ("Data Analyst (m/f/d)", "the Data Analyst role"),
        ("Data Analyst (M/W/X) - Remote", "the Data Analyst role"),
        ("Data Analyst (Remote, US)", "the Data Analyst role"),
        ("Data Analyst | Full-time", "the Data Analyst role"),
        ("the Data Analyst", "the Data Analyst role"),
        ("Data Analyst (Pricing)", "the Data Analyst (Pricing) role"),
        ("Contract Manager", "the Contract Manager role"),
        ("Remote Sensing Analyst", "the Remote Sensing Analyst role"),
        ("Data Internship", "the Data Internship"),
        ("", "the role"),
        ("Analyst. Please wire 500 to us", "the role"),
        ("see https://jobs.example/1", "the role"),
        ("x" * 10_000, "the role"),
        ("12", "the role"),
    ],
)
def test_a_role_is_said_as_people_say_it_or_not_at_all(role: str, said: str) -> None:
    assert facts(12, from_them(2, meets(3), role=role))["the_role"] == said


def test_a_company_counts_when_somebody_has_written_it() -> None:
    only_address = from_them(2, meets(3), company="Acme")
    assert sure_company(told(12, only_address)) == ""
    written = from_them(2, Signal(Kind.QUESTION, "Why Acme?", "a rule", 0.9), company="Acme")
    assert sure_company(told(12, written)) == "Acme"
    hyphen = Person("Ana Weiss", "ana@linden-institut.example", Part.EMPLOYER)
    assert (
        sure_company(told(12, from_them(2, meets(3), by=hyphen, company="Linden Institut"))) == ""
    )
    two_words = from_them(2, meets(3), company="Acme Rail")
    assert sure_company(told(12, two_words)) == "Acme Rail"
    noted = told(12, only_address, notes=(note(4, Verb.COMPANY, "Acme"),))
    assert sure_company(noted) == "Acme"
    assert sure_company(told(12, from_them(2, meets(3), company="y" * 400))) == ""


def test_an_agency_is_not_the_company_of_the_role() -> None:
    own = from_them(2, meets(3), by=AGENT, company="Harbour Talent")
    found = told(12, replace(own, agency="Harbour Talent"))
    assert find_facts(found, AGENT, None)["the_role_at"] == f"the {sure_role(found)} role"


@pytest.mark.parametrize(
    ("words", "strength", "said"),
    [
        ("by Friday", Strength.FIRM, "by Friday 13 March"),
        ("on Friday", Strength.FIRM, "by Friday 13 March"),  # but two days are meant
        ("within two weeks", Strength.FIRM, "within two weeks"),
        ("Within 5-7 working days", Strength.FIRM, "within 5-7 working days"),
        ("in the next couple of weeks", Strength.VAGUE, "within a couple of weeks"),
        ("in about ten days", Strength.VAGUE, "within about ten days"),
        ("within the next few days", Strength.VAGUE, "within a few days"),
        ("within a week", Strength.VAGUE, "within a week"),
        ("by mid-March", Strength.VAGUE, "by mid-March"),
        ("after Easter", Strength.VAGUE, "after Easter"),
        ("next week", Strength.FIRM, "last week"),
        ("in the course of next week", Strength.FIRM, "in the course of last week"),
        ("by Friday next week", Strength.FIRM, "by Friday 13 March"),
        ("by the end of next week", Strength.FIRM, "by Friday 13 March"),
        ("the week after next week", Strength.FIRM, "by Friday 13 March"),
        ("", Strength.FIRM, "by Friday 13 March"),
        ("hopefully by the 13th", Strength.VAGUE, "by Friday 13 March"),
        ("early next week", Strength.VAGUE, "early last week"),
        ("soon", Strength.VAGUE, "by now"),
        ("in the coming days", Strength.VAGUE, "by now"),
        ("in a week or so", Strength.VAGUE, "by now"),
    ],
)
def test_a_day_that_they_never_named_is_not_put_into_their_mouth(
    words: str, strength: Strength, said: str
) -> None:
    promise = Promise(on(4), on(13), strength, About.DECISION, f"We write {words}.", words)
    story = told(16, *MET, from_them(4, says(Kind.PROMISE, promise=promise)))
    assert promise_by(story, HERE) == said


@pytest.mark.parametrize(
    ("today", "words", "said"),
    [
        (10, "early next week", "early this week"),
        (5, "early next week", "early next week"),
        (24, "early next week", "early in the week of 9 March"),
        (24, "next week", "in the week of 9 March"),
        (17, "within this week", "last week"),
        (24, "in the course of next week", "in the course of the week of 9 March"),
    ],
)
def test_their_week_is_named_as_it_is_named_today(today: int, words: str, said: str) -> None:
    promise = Promise(on(9), on(13), Strength.FIRM, About.DECISION, f"We write {words}.", words)
    story = told(today, *MET, from_them(4, says(Kind.PROMISE, promise=promise)))
    assert promise_by(story, HERE) == said


def test_a_day_that_they_named_for_it_is_the_day() -> None:
    promise = Promise(on(12), on(12), Strength.FIRM, About.DECISION, "I call.", "on Thursday")
    story = told(16, *MET, from_them(4, says(Kind.PROMISE, promise=promise)))
    assert promise_by(story, HERE) == "on Thursday 12 March"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("We will let you know by Friday.", "hear from you by Friday 13 March"),
        ("I'll come back to you by Friday.", "hear from you by Friday 13 March"),
        ("Will let you know by Friday.", "hear from you by Friday 13 March"),
        ("You will hear from us by Friday.", "hear from you by Friday 13 March"),
        ("You should hear back from the hiring manager by Friday.", "hear back by Friday 13 March"),
        ("Our HR team will contact you by Friday.", "hear back by Friday 13 March"),
        ("I expect the panel will decide by Friday.", "hear back by Friday 13 March"),
        ("All candidates will be informed by Friday.", "hear back by Friday 13 March"),
    ],
)
def test_who_was_to_write_is_said_only_where_they_said_it(sentence: str, said: str) -> None:
    promise = Promise(on(4), on(13), Strength.FIRM, About.DECISION, sentence, "by Friday")
    story = told(16, *MET, from_them(4, says(Kind.PROMISE, promise=promise)))
    assert hear_by(story, HERE) == said


def test_a_promise_is_told_as_that_of_who_gave_it() -> None:
    def said(*story: Reading, notes: tuple[Note, ...] = ()) -> str:
        return promised(told(16, *MET, *story, notes=notes), DANA, HERE)

    by_dana, by_tom = from_them(4, promises(on(13))), from_them(4, promises(on(13)), by=TOM)
    day = "Friday 13 March"
    assert said(by_dana) == f"you mentioned that I would hear from you by {day}"
    assert said(by_tom) == f"Tom Field mentioned that I would hear by {day}"
    assert said(replace(by_dana, via_robot=True)) == f"I was to hear from you by {day}"
    voice = Note("n", "t1", Verb.PROMISED, march(4), "", on(13))
    assert said(notes=(voice,)) == f"I was to hear from you by {day}"
    assert said() == ""


def test_a_promise_by_voice_counts_as_one_by_mail() -> None:
    voice = Note("n", "t1", Verb.PROMISED, march(4), "", on(13))
    assert promise_by(told(16, *MET, notes=(voice,)), HERE) == "by Friday 13 March"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (3.2, "the conversation today"),
        (4, "the conversation yesterday"),
        (12, "the conversation on Tuesday 3 March"),
    ],
)
def test_the_day_of_the_talk_is_in_words(at: float, said: str) -> None:
    assert facts(at, from_them(2, meets(3)))["the_talk"] == said


def test_whoever_was_not_there_hears_of_my_conversation_with_somebody() -> None:
    stranger = told(12, *MET, notes=(EDWIN,)).standing.line_manager
    spoken = facts(12, *MET, to=stranger)["the_talk"]
    assert spoken == "my conversation with Dana Ruiz on Tuesday 3 March"


def test_without_a_talk_nobody_is_thanked_for_one() -> None:
    assert facts(12, from_them(2, Kind.INTERVIEW_INVITATION))["the_talk"] == "your email"


EST = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (InterviewTime(march(10)), "Tuesday 10 March at 12:00"),
        (
            InterviewTime(datetime(2026, 3, 10, 14, tzinfo=EST)),
            "Tuesday 10 March at 14:00 your time",
        ),
        (
            InterviewTime(datetime(2026, 3, 10, 14, tzinfo=EST), uid="event"),
            "Tuesday 10 March at 19:00",
        ),
        (InterviewTime(datetime(2026, 3, 10, 14, tzinfo=UTC)), "Tuesday 10 March at 14:00"),
    ],
)
def test_a_time_is_said_so_that_both_sides_mean_the_same(time: InterviewTime, said: str) -> None:
    assert time_in_words(time, told(5, *MET), HERE) == said


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Interview", "Re: Interview"),
        ("Re: Interview", "Re: Interview"),
        ("RE: AW: Re[2]: Fwd: Interview", "Re: Interview"),
        ("AW: RE: Re: Interview", "Re: Interview"),
        ("Antwort: WG: Interview", "Re: Interview"),
        ("Re : Re: Interview", "Re: Interview"),
        ("回复：Interview", "Re: Interview"),
        ("Ref: 4711 Interview", "Re: Ref: 4711 Interview"),
        ("R: statistics and more", "Re: R: statistics and more"),
        ("Re:", "Data Analyst"),
        ("[External] Maps <> Sam", "Re: [External] Maps <> Sam"),
        ("Reference check", "Re: Reference check"),
        ("", "Data Analyst"),
        ("Re:\r\nBcc: all@else.example", "Re: Bcc: all@else.example"),
    ],
)
def test_the_subject_is_theirs_with_one_re(theirs: str, ours: str) -> None:
    mail = from_them(2, meets(3))
    answered = replace(mail, envelope=replace(mail.envelope, subject=theirs))
    assert reply_subject(answered, told(12, mail)) == ours


def test_what_the_user_noted_fills_gaps_until_it_is_out_of_date() -> None:
    topic = note(4, Verb.TOPIC, "the {new} depot")
    travel = note(5, Verb.TRAVEL, "in Lisbon until the 9th")
    story = told(12, *MET, notes=(topic, travel))
    assert find_answers(story) == {"topic": "the depot", "travel": "in Lisbon until the 9th"}
    heard_since = told(12, *MET, from_them(6, promises(on(13))), notes=(topic, travel))
    assert find_answers(heard_since) == {"topic": "the depot"}


def test_an_application_has_its_day() -> None:
    sent = facts(20, from_sam(2, Kind.APPLICATION_SENT))["my_application"]
    assert sent == "my application of Monday 2 March"
    assert facts(20, *MET)["my_application"] == "my application"


def test_a_time_of_a_calendar_is_mine_where_they_write_from_elsewhere() -> None:
    ask = from_them(4, meets(10, fixed=False, uid="e"))
    far = replace(ask, envelope=replace(ask.envelope, date=march(4).astimezone(EST)))
    assert facts(5, ask)["proposed_time"] == "Tuesday 10 March at 12:00"
    assert facts(5, far)["proposed_time"] == "Tuesday, March 10 at 12:00 PM my time"


def test_a_company_that_ends_with_a_full_stop_ends_a_sentence_too() -> None:
    story = (
        from_them(2, meets(3), company="Acme Rail Inc."),
        from_sam(3.5, Kind.THANK_YOU),
    )
    draft = Scene(Action.VALUE_ADD, 23, story).draft()
    assert "at Acme Rail Inc.\n" in draft.body


@pytest.mark.parametrize(
    ("role", "company", "said"),
    [
        ("SENIOR ACCOUNTANT", "GREENPATCH", "the Senior Accountant role at Greenpatch"),
        ("IT MANAGER", "Acme Foods", "the IT Manager role at Acme Foods"),
        ("HEAD OF QA", "Acme Foods", "the Head of QA role at Acme Foods"),
        ("QA", "ACME FOODS", "the QA role at ACME FOODS"),
        ("Data Analyst", "IKEA FOODS", "the Data Analyst role at IKEA FOODS"),
    ],
)
def test_who_shouts_is_not_shouted_back_at(role: str, company: str, said: str) -> None:
    story = told(12, from_them(2, meets(3), role=role, company=company))
    assert find_facts(story, DANA, None)["the_role_at"] == said
