"""Asks, cold answers and thanks: the last day on which a play fits, and the first on which not."""

import pytest

from hearback.signals.signal import InterviewTime, Kind, Mention, Part, Person, Reading
from hearback.timeline.application import Stage
from hearback.timeline.notes import Verb
from telling import (
    AGENT,
    DANA,
    TOM,
    action,
    advice,
    due,
    from_sam,
    from_them,
    march,
    meets,
    note,
    promises,
    says,
    standing,
)
from telling import on as day

MET = [from_them(2, meets(3)), from_sam(3.5, Kind.THANK_YOU)]


# --- reply ----------------------------------------------------------------------------------------

ASKED = from_them(4, Kind.QUESTION)


@pytest.mark.parametrize(
    "answer",
    [
        from_sam(5),
        from_them(5, meets(20)),
        from_them(5, Kind.INTERVIEW_CANCELLATION),
        from_them(5, Kind.REJECTION),
    ],
    ids=["a mail", "a confirmation", "a cancellation", "a refusal"],
)
def test_what_answers_an_ask(answer: Reading) -> None:
    assert action(4.9, *MET, ASKED, answer) == "reply"
    assert action(5.1, *MET, ASKED, answer) != "reply"


@pytest.mark.parametrize("verb", [Verb.CALLED, Verb.SENT_ELSEWHERE, Verb.PROMISED])
def test_a_note_answers_an_ask_and_a_corrected_name_does_not(verb: Verb) -> None:
    told = (note(5, verb, "reply", until=day(20)),)
    assert action(5.1, *MET, ASKED, notes=told) == "wait"
    for beside in (Verb.ROLE, Verb.TOPIC, Verb.FEEDBACK, Verb.OFFER_CONFIRMED):
        noted = (note(5, beside, "words"),)
        assert action(5.1, *MET, ASKED, notes=noted) == "reply", beside


def test_an_answer_that_bounced_or_that_a_machine_wrote_is_none() -> None:
    answer = from_sam(5)
    assert action(6, *MET, ASKED, answer) == "wait"
    assert action(6, *MET, ASKED, answer, from_them(5.1, Kind.BOUNCE)) == "reply"
    assert action(6, *MET, ASKED, from_sam(5, Kind.OUT_OF_OFFICE)) == "reply"


def test_proposed_times_that_have_passed_make_it_their_move() -> None:
    asked = from_them(2, meets(6, fixed=False), meets(9, fixed=False))
    assert action(9, asked) == "reply"
    assert action(10, asked) == "wait"
    # Three working days after Monday the 9th.
    assert action(11, asked) == "wait"
    assert action(12, asked) == "check_in"


def test_a_time_that_the_user_named_late_is_waited_for() -> None:
    asked = from_them(2, Kind.INTERVIEW_INVITATION)
    prompt, late = from_sam(3), from_sam(6)
    assert action(4, asked, prompt) == "wait"
    assert action(5, asked, prompt) == "check_in"
    # The three days after their mail were over by then: they count from the answer.
    assert action(10, asked, late) == "wait"
    assert action(11, asked, late) == "check_in"


def test_an_offer_put_off_comes_back_two_days_before_its_deadline_and_goes_with_it() -> None:
    offer, answer = from_them(9, says(Kind.OFFER, deadline=day(20))), from_sam(10)
    assert action(20, *MET, offer) == "reply"
    assert action(21, *MET, offer) is None
    assert due(19, *MET, offer) == day(9)
    assert action(17, *MET, offer, answer) is None
    assert action(18, *MET, offer, answer) == "reply"
    assert due(19, *MET, offer, answer) == day(18)
    assert action(20, *MET, offer, answer) == "reply"
    assert action(21, *MET, offer, answer) is None
    extended = from_them(19, says(Kind.OFFER, deadline=day(27)))
    assert action(19.5, *MET, offer, answer, extended, from_sam(19.2)) is None


def test_their_word_that_they_met_answers_the_question_for_a_time() -> None:
    asked = from_them(2, Kind.INTERVIEW_INVITATION)
    spoke = from_them(4, Kind.DELAY, mentions=[Mention.INTERVIEW_HELD])
    assert action(3, asked, spoke) == "reply"
    assert action(4.1, asked, spoke) == "thank_you"


# --- leave it -------------------------------------------------------------------------------------


def test_a_cold_answer_is_left_alone_although_a_promise_had_lapsed_before_it() -> None:
    word = from_them(4, promises(day(13)))
    chase, cold = from_sam(16, Kind.FOLLOW_UP), from_them(17, Kind.COLD_REPLY)
    assert action(17.1, *MET, word, chase, cold) == "leave_it"
    assert due(25, *MET, word, chase, cold) == day(17)
    running = from_them(4, promises(day(20)))
    assert action(18, *MET, running, chase, cold) == "wait"
    assert action(23, *MET, running, chase, cold) == "check_in"


def test_a_cold_answer_after_a_call_or_a_second_cold_one_is_still_one() -> None:
    cold = from_them(12, Kind.COLD_REPLY)
    assert action(13, *MET, cold, notes=(note(11, Verb.CALLED),)) == "leave_it"
    chase = from_sam(10, Kind.FOLLOW_UP)
    assert action(14, *MET, chase, cold, from_them(13, Kind.COLD_REPLY)) == "leave_it"
    assert action(14, *MET, chase, cold, from_them(13, Kind.INTERVIEW_INVITATION)) == "reply"


# --- thank-you ------------------------------------------------------------------------------------

PANEL = (TOM, Person("Li Wen", "li@acme.example", Part.EMPLOYER))


def panel(by: Person = DANA, *people: Person) -> Reading:
    time = InterviewTime(march(3), march(3.05), fixed=True, uid="p", people=(by, *people))
    return from_them(2, says(Kind.INTERVIEW_CONFIRMATION, interview=time), by=by)


def test_every_interviewer_is_thanked_and_whoever_only_arranged_it_need_not_be() -> None:
    met = panel(DANA, *PANEL)
    first, second = (from_sam(3.2, Kind.THANK_YOU, to=person) for person in PANEL)
    assert action(3.3, met) == "thank_you"
    assert action(3.3, met, first) == "thank_you"
    assert action(3.3, met, first, second) == "wait"
    assert action(6, met, first) == "thank_you"
    assert action(7, met, first) == "wait"
    assert action(3.3, met, first, notes=(note(3.25, Verb.SENT_ELSEWHERE, "thank_you"),)) == "wait"


def test_a_recruiters_own_talk_is_thanked_for_with_a_mail_to_the_recruiter() -> None:
    assert action(3.3, panel(DANA)) == "thank_you"
    assert action(3.3, panel(DANA), from_sam(3.2, Kind.THANK_YOU)) == "wait"


def test_an_agency_passes_the_thanks_on_unless_the_client_wrote_first() -> None:
    met, thanks = panel(AGENT, *PANEL), from_sam(3.2, Kind.THANK_YOU, to=AGENT)
    assert action(3.3, met, thanks) == "wait"
    wrote = from_them(2.5, by=TOM)
    assert action(3.3, met, wrote, thanks) == "thank_you"


def test_thanks_written_before_the_hour_was_over_are_thanks() -> None:
    assert action(3.2, from_them(2, meets(3)), from_sam(3.03, Kind.THANK_YOU)) == "wait"
    assert action(3.2, from_them(2, meets(3)), from_sam(2.9, Kind.THANK_YOU)) == "thank_you"


def test_a_talk_of_which_only_the_thanks_speak_is_waited_for_from_then_on() -> None:
    story = [from_them(2, Kind.APPLICATION_RECEIVED), from_sam(17, Kind.THANK_YOU)]
    assert standing(18, *story).stage is Stage.INTERVIEWED
    assert action(17.1, *story) == "wait"
    assert action(23, *story) == "wait"
    assert action(24, *story) == "check_in"


def test_the_card_asks_whether_it_took_place_only_while_nothing_says_so() -> None:
    asked, known = advice(3.2, from_them(2, meets(3))), advice(3.2, panel(DANA, *PANEL), *TO_TOM)
    assert asked is not None
    assert known is not None
    assert asked.asks == ("Did it take place?",)
    assert known.asks == ()


TO_TOM = [from_sam(3.1, Kind.THANK_YOU, to=TOM)]
