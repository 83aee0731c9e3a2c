"""Every play of the playbook, and both sides of the boundaries of each."""

import pytest

from hearback.advice.action import Action
from hearback.signals.signal import Kind, Mention, Reading
from hearback.timeline.application import Application
from hearback.timeline.notes import Verb
from telling import (
    AGENT,
    DANA,
    ROBOT,
    TOM,
    action,
    advice,
    advice_for,
    application,
    due,
    from_sam,
    from_them,
    meets,
    note,
    promises,
    says,
)
from telling import on as day

MET = [from_them(2, meets(3)), from_sam(3.5, Kind.THANK_YOU)]
PROMISED = [*MET, from_them(4, promises(day(13)))]


# --- reply ----------------------------------------------------------------------------------------


def test_reply_while_nothing_has_answered_their_question() -> None:
    asked = from_them(4, Kind.QUESTION)
    assert action(4.1, *MET, asked) == "reply"
    assert action(5, *MET, asked, from_sam(4.5)) == "wait"
    assert due(9, *MET, asked) == day(4)


def test_reply_ends_when_the_day_that_they_asked_for_has_passed() -> None:
    asked = from_them(4, says(Kind.QUESTION, deadline=day(6)))
    assert action(6, *MET, asked) == "reply"
    assert action(7, *MET, asked) == "wait"


def test_reply_is_urgent_when_the_interview_is_within_a_day() -> None:
    asked = from_them(4, meets(10, fixed=False))
    calm, urgent = advice(8.9, asked), advice(9.1, asked)
    assert calm is not None
    assert urgent is not None
    assert not calm.urgent
    assert urgent.urgent


def test_an_offer_asks_for_a_decision_until_it_is_answered() -> None:
    offer = from_them(9, says(Kind.OFFER, deadline=day(20)))
    assert action(10, *MET, offer) == "reply"
    answered = from_sam(10, thread="t1")
    assert action(11, *MET, offer, answered) is None
    assert action(17, *MET, offer, answered) is None
    assert action(18, *MET, offer, answered) == "reply"
    assert action(18, *MET, offer, from_sam(10, Kind.ACCEPTANCE)) is None


def test_a_robots_task_is_yours_until_its_day_has_passed() -> None:
    task = from_them(4, says(Kind.ASSESSMENT_REQUEST, deadline=day(9)))
    assert action(9, task) == "reply"
    assert action(10, task) == "wait"
    # The move is theirs since the 9th, a Monday: five working days later is the next Monday.
    assert action(15, task) == "wait"
    assert action(16, task) == "check_in"


# --- after the talk -------------------------------------------------------------------------------


def test_thank_you_fits_for_three_days_after_the_end() -> None:
    met = from_them(2, meets(3))
    assert action(3.1, met) == "thank_you"
    assert action(6, met) == "thank_you"
    assert action(7, met) == "wait"
    assert action(4, met, from_sam(3.5, Kind.THANK_YOU)) == "wait"
    assert due(6, met) == day(3)


def test_ask_timeline_shows_two_days_before_unless_a_promise_is_known() -> None:
    met = from_them(2, meets(12))
    assert action(9.4, met) == "wait"
    assert action(10, met) == "ask_timeline"
    assert action(12, met) == "ask_timeline"
    assert due(10, met) == day(10)
    assert action(10, met, from_them(3, promises(day(20)))) == "wait"


def test_no_show_until_a_mail_is_written() -> None:
    noted = (note(3.2, Verb.NO_SHOW),)
    assert action(3.3, from_them(2, meets(3)), notes=noted) == "no_show"
    assert action(3.6, from_them(2, meets(3)), from_sam(3.5), notes=noted) == "wait"


# --- waiting and chasing --------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "expected"), [(13, "wait"), (15, "wait"), (16, "check_in")])
def test_check_in_one_working_day_after_their_own_date(at: float, expected: str) -> None:
    assert action(at, *PROMISED) == expected


def test_a_wait_tells_the_day_on_which_it_ends() -> None:
    assert due(9, *PROMISED) == day(16)
    assert due(20, *PROMISED) == day(16)


@pytest.mark.parametrize(("at", "expected"), [(9, "wait"), (10, "check_in")])
def test_check_in_after_five_working_days_without_a_date(at: float, expected: str) -> None:
    assert action(at, *MET) == expected


def test_the_ladder_goes_on_five_working_days_after_each_chase() -> None:
    chases = [from_sam(at, Kind.FOLLOW_UP) for at in (16, 23, 30)]
    assert action(22, *PROMISED, *chases[:1]) == "wait"
    assert action(23, *PROMISED, *chases[:1]) == "value_add"
    assert action(29, *PROMISED, *chases[:2]) == "wait"
    assert action(30, *PROMISED, *chases[:2]) == "move_up"
    assert action(36, *PROMISED, *chases) == "wait"


def test_move_up_follows_at_once_when_something_of_value_was_sent() -> None:
    sent = from_sam(16, Kind.FOLLOW_UP, mentions=[Mention.SOMETHING_OF_VALUE])
    assert action(23, *PROMISED, sent) == "move_up"


def test_let_go_after_three_chases_and_twenty_eight_days() -> None:
    chases = [from_sam(at, Kind.FOLLOW_UP) for at in (16, 23, 30)]
    # Twenty-eight days after 13 March is 10 April, the 41st day counted from 1 March.
    assert action(40, *PROMISED, *chases) == "wait"
    assert due(40, *PROMISED, *chases) == day(41)
    assert action(41, *PROMISED, *chases) == "let_go"
    assert due(50, *PROMISED, *chases) == day(41)


def test_let_go_after_forty_two_days_with_fewer() -> None:
    assert action(44, *MET) == "check_in"
    assert action(45, *MET) == "let_go"


def test_an_application_with_only_a_robot_waits_and_is_let_go_on_day_42() -> None:
    robot = from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT)
    assert action(43, robot) == "wait"
    assert due(20, robot) == day(44)
    assert action(44, robot) == "let_go"


def test_being_interesting_is_offered_after_three_quiet_working_days() -> None:
    early, later = advice(5, *MET), advice(6, *MET)
    assert early is not None
    assert later is not None
    assert early.options == ()
    assert later.options == (Action.VALUE_ADD,)


def test_a_cold_answer_to_a_chase_is_left_alone() -> None:
    chase, cold = from_sam(10, Kind.FOLLOW_UP), from_them(11, Kind.COLD_REPLY)
    assert action(12, *MET, chase, cold) == "leave_it"
    assert action(12, *MET, cold) != "leave_it"
    promised = from_them(11, Kind.COLD_REPLY, promises(day(20)))
    assert action(12, *MET, chase, promised) == "wait"


def test_stop_here_and_snooze_are_heeded() -> None:
    assert action(20, *MET, notes=(note(19, Verb.LET_GO),)) is None
    snoozed = (note(19, Verb.SNOOZE, until=day(25)),)
    assert action(24, *MET, notes=snoozed) == "wait"
    assert due(24, *MET, notes=snoozed) == day(25)
    assert action(25, *MET, notes=snoozed) == "check_in"


# --- the other applications -----------------------------------------------------------------------


OFFER = [
    from_them(3, Kind.INTERVIEW_INVITATION, by=TOM, thread="t9", company="Bravo", role="Chef"),
    from_them(9, Kind.OFFER, by=TOM, thread="t9", company="Bravo", role="Chef"),
]


def test_others_are_kept_posted_for_ten_days_once_the_user_confirmed_the_offer() -> None:
    mine, silent = application(*MET), application(*OFFER)
    known = application(*OFFER, from_sam(10, to=TOM, thread="t9"))
    assert _actions(11, mine, silent)[0] == "check_in"
    assert _actions(11, mine, known)[0] == "keep_updated"
    assert _actions(19, mine, known)[0] == "keep_updated"
    assert _actions(20, mine, known)[0] == "check_in"
    told = application(*MET, from_sam(10.5, mentions=[Mention.OTHER_OFFER]))
    assert _actions(11, told, known)[0] == "check_in"


def test_an_accepted_offer_withdraws_what_had_begun_before_and_has_a_person() -> None:
    accepted = application(*OFFER, from_sam(10, Kind.ACCEPTANCE, to=TOM, thread="t9"))
    robot = application(from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT, thread="t5"))
    later = application(from_them(11, Kind.INTERVIEW_INVITATION, thread="t6", company="Delta"))
    assert _actions(12, application(*MET), accepted) == ["withdraw", None]
    assert _actions(12, robot, accepted)[0] == "wait"
    assert _actions(12, later, accepted)[0] == "reply"


def test_one_chase_a_person_within_five_working_days_the_older_silence_first() -> None:
    first = application(*MET_AGENCY)
    other = from_them(3, meets(4), by=AGENT, thread="t7", company="Bravo", role="Chef")
    second = application(other, *_thanks(4.5, "t7"))
    assert _actions(11, first, second) == ["check_in", "wait"]
    chase, answer = from_sam(11, Kind.FOLLOW_UP, to=AGENT), from_them(12, Kind.DELAY, by=AGENT)
    chased = application(*MET_AGENCY, chase, answer)
    assert _actions(17, chased, second)[1] == "wait"
    assert _actions(18, chased, second)[1] == "check_in"


def _thanks(at: float, thread: str) -> list[Reading]:
    return [from_sam(at, Kind.THANK_YOU, to=AGENT, thread=thread)]


MET_AGENCY = [from_them(2, meets(3), by=AGENT), *_thanks(3.5, "t1")]


def _actions(at: float, *told: Application) -> list[str | None]:
    return [found.action.value if found else None for found in advice_for(at, *told)]


def test_a_direction_mark_in_a_mail_does_not_turn_our_own_sentence_around() -> None:
    found = advice(5, *MET, from_them(4, says(Kind.QUESTION, evidence="\u202egnp.exe")))
    assert found is not None
    assert "\u202e" not in found.headline


# --- the end --------------------------------------------------------------------------------------


def test_feedback_is_asked_for_within_fourteen_days_once_and_only_after_a_talk() -> None:
    refused = [*MET, from_them(9, Kind.REJECTION)]
    assert action(9.1, *refused) == "ask_feedback"
    assert action(23, *refused) == "ask_feedback"
    assert action(24, *refused) is None
    assert action(11, *refused, from_sam(10, Kind.FEEDBACK_REQUEST)) is None
    assert action(4, from_them(3, Kind.REJECTION, by=DANA)) is None
