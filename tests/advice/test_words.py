"""The sentences of a card, as they are read aloud."""

import re

import pytest

from hearback.advice.advise import Advice
from hearback.advice.due import Look
from hearback.advice.elsewhere import look_elsewhere, survey
from hearback.advice.facts import facts_of
from hearback.advice.playbook import FACTS, load_playbook
from hearback.advice.situation import Case, see_situation
from hearback.advice.words import count_in_words, listed
from hearback.mail.message import Mark
from hearback.signals.signal import InterviewTime, Kind, Mention, Part, Person, Reading
from hearback.timeline.notes import Note, Verb
from histories import live, tell_history
from telling import (
    AGENT,
    ROBOT,
    TOM,
    advice,
    advice_for,
    application,
    clock,
    from_sam,
    from_them,
    march,
    meets,
    note,
    promises,
    says,
    stand,
)
from telling import on as day

MET = [from_them(2, meets(3)), from_sam(3.5, Kind.THANK_YOU)]
WORD = from_them(4, promises(day(13)))
CHASES = [from_sam(at, Kind.FOLLOW_UP) for at in (16, 23, 30)]
VALUE = from_sam(16, Kind.FOLLOW_UP, mentions=[Mention.SOMETHING_OF_VALUE])
AGENCY = [from_them(2, meets(3), by=AGENT), from_sam(3.5, Kind.THANK_YOU, to=AGENT)]
DANAS_BOSS = (note(9, Verb.LINE_MANAGER, "Kim Wu <kim@acme.example>"),)


def told(at: float, *story: Reading, notes: tuple[Note, ...] = ()) -> Advice:
    found = advice(at, *story, notes=notes)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("at", "story", "notes", "headline"),
    [
        (5, [*MET, from_them(4, says(Kind.QUESTION, evidence="Which day?"))], (),
         "Dana Ruiz is waiting for your answer: “Which day?”"),
        (5, [*MET, from_them(4, says(Kind.ASSESSMENT_REQUEST, evidence="Do it."), by=ROBOT)], (),
         "They are waiting for your answer: “Do it.”"),
        (3.2, [MET[0]], (), "You spoke with Acme today. Send a short thank-you within a day."),
        (3.6, [from_them(3, meets(5))], (), "Your interview is tomorrow at 12:00. Take these"),
        (5, [*MET, WORD], (), "They said “by then” (13 March). Nothing to do before Monday, 16"),
        (16, [*MET, WORD], (), "They said “by then” (13 March). That was one working day ago."),
        (17, [*MET, WORD], (), "They said “by then” (13 March). That was two working days ago."),
        (10, MET, (), "You have heard nothing since Tuesday, 3 March, seven days ago."),
        (16, [from_sam(2, Kind.APPLICATION_SENT)], (),
         "You applied on Monday, 2 March and have heard nothing, 14 days later."),
        (7, MET, (), "Nothing to do before Tuesday, 10 March."),
        (7, [*MET, from_them(4, Kind.BRUSH_OFF)], (),
         "They said that they would contact you, without a date. Nothing to do before"),
        (7, [*MET, from_them(4, Kind.DELAY)], (),
         "They have not decided yet. Nothing to do before Wednesday, 11 March."),
        (9, [from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT)], (),
         "So far only a machine has written. Nothing to do before Monday, 13 April."),
        (8, MET, (note(7, Verb.SNOOZE, until=day(12)),), "You put this off until Thursday, 12"),
        (17, [*MET, CHASES[0]], (), "You asked yesterday. Give them until Monday, 23 March."),
        (24, [*MET, *CHASES[:2]], (),
         "You have asked twice and had no answer. Nothing to do before Monday, 30 March."),
        (23, [*MET, CHASES[0]], (), "You asked on Monday, 16 March and have had no answer. "),
        (23, [*MET, VALUE], (), "Dana Ruiz has not answered. Write to the line manager, or"),
        (23, [*MET, VALUE], DANAS_BOSS, "Dana Ruiz has not answered. Write to Kim Wu, the"),
        (30, [*AGENCY, *(from_sam(a, Kind.FOLLOW_UP, to=AGENT) for a in (16, 23))], (),
         "Ines Vale has not answered. Ask once more; the agency speaks for its client."),
        (45, MET, (), "Silent for 42 days. Stop chasing; if they write after all, it is back."),
        (9, [*MET, from_them(8, Kind.REJECTION)], (),
         "Acme said no on Sunday, 8 March. You may ask what to do better."),
    ],
)  # fmt: skip
def test_headlines(at: float, story: list[Reading], notes: tuple[Note, ...], headline: str) -> None:
    assert told(at, *story, notes=notes).headline.startswith(headline)


def test_whoever_was_not_thanked_is_named() -> None:
    people = (TOM, Person("Li Wen", "li@acme.example", Part.EMPLOYER))
    time = InterviewTime(march(3), march(3.05), fixed=True, uid="p", people=people)
    met = from_them(2, says(Kind.INTERVIEW_CONFIRMATION, interview=time))
    first = from_sam(3.2, Kind.THANK_YOU, to=TOM)
    assert told(4, met, first).headline.startswith("Li Wen has had no note from you after the")


def test_a_promise_is_spoken_of_only_while_it_counts() -> None:
    running, lapsed = told(5, *MET, WORD), told(20, *MET, WORD, from_them(18))
    assert running.because[0] == "They named Friday, 13 March, and it has not passed."
    assert not any("March, and it" in line or "“by then”" in line for line in lapsed.because)
    assert "by then" not in lapsed.headline


def test_a_brush_off_says_what_it_is_worth_while_waiting_and_when_asking() -> None:
    story = [*MET, from_them(4, Kind.BRUSH_OFF)]
    for at in (7, 18):
        worth = "A “we will contact you” without a date often means a low chance"
        assert any(line.startswith(worth) for line in told(at, *story).because)


def test_the_question_for_the_line_manager_is_asked_only_where_it_helps() -> None:
    assert told(23, *MET, VALUE).asks[0].startswith("Who would your line manager be?")
    assert told(23, *MET, VALUE, notes=DANAS_BOSS).asks == ()
    chases = [from_sam(at, Kind.FOLLOW_UP, to=AGENT) for at in (16, 23)]
    assert told(30, *AGENCY, *chases).asks == ()


def test_when_they_decide_is_a_question_only_while_nobody_said() -> None:
    assert any("when they expect to decide" in line for line in told(3.2, MET[0]).because)
    promised = from_them(2.5, promises(day(13)))
    assert not any("expect to decide" in line for line in told(3.2, MET[0], promised).because)


def test_letting_go_shows_what_is_still_alive() -> None:
    silent = application(*MET)
    other = application(from_them(40, meets(60), by=TOM, thread="t7", company="Bravo", role="Chef"))
    found = advice_for(45, silent, other)[0]
    assert found is not None
    assert "Others may still answer: Bravo." in found.because


def test_a_refusal_that_may_be_forged_is_asked_about() -> None:
    no = says(Kind.REJECTION, evidence="We say no.")
    found = told(12, *MET, from_them(9, no, marks=[Mark.DMARC_FAIL]))
    assert found.asks[0] == (
        "A mail from Dana Ruiz on Monday, 9 March says “We say no.”, but it may not come from where"
        " it says it does. Is it about this application?"
    )


def test_counts_and_lists() -> None:
    assert [count_in_words(n, "day") for n in (0, 1, 2, 13)] == [
        "no days", "one day", "two days", "13 days",
    ]  # fmt: skip
    names = ["Acme", "Bravo", "Cedar", "Delta"]
    assert [listed(names[:n]) for n in range(5)] == [
        "", "Acme", "Acme and Bravo", "Acme, Bravo and Cedar", "Acme, Bravo and two more",
    ]  # fmt: skip


def test_facts_are_those_that_the_playbook_may_speak_of() -> None:
    case = Case(application(*MET), stand(application(*MET), 9))
    elsewhere = look_elsewhere(case, survey([case], clock(9)), clock(9))
    look = Look(case, elsewhere, see_situation(case, elsewhere, clock(9)), load_playbook().play[0])
    assert set(facts_of(look, clock(9), day(9))) == FACTS


CLAIMS = re.compile(r"\b(rais|increas|boost|improv)\w*|\b(better|higher|more) (chance|odds)", re.I)
UGLY = re.compile(
    r"[{}]|  |\bNone\b|\b1 (working )?days\b|\bone (working )?days\b|\ba [aeio]|[,“] ?[.”]"
)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_sentences_are_whole_and_claim_nothing(seed: int) -> None:
    for _, found in live(tell_history(seed), range(1, 80)):
        for _, said in found:
            for line in (said.headline, *said.because, *said.asks, said.source) if said else ():
                assert not line[0].islower() or "@" in line.split()[0], line
                assert line[-1] in ".?”)", line
                assert not UGLY.search(line), line
                assert not CLAIMS.search(line), line
