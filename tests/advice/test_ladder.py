"""Chases, letting go, the other applications, and who is written to."""

from hearback.advice.action import Action
from hearback.signals.signal import InterviewTime, Kind, Reading
from hearback.timeline.notes import Note, Verb
from telling import (
    AGENT,
    DANA,
    ROBOT,
    TOM,
    action,
    advice_for,
    application,
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


# --- chasing and letting go -----------------------------------------------------------------------


def test_let_go_on_day_42_waits_for_five_working_days_after_a_late_chase() -> None:
    # Forty-two days after the talk is 14 April, the 45th day counted from 1 March.
    chase = from_sam(42, Kind.FOLLOW_UP)  # Saturday, 11 April
    assert action(45, *MET, chase) == "wait"
    assert action(47, *MET, chase) == "wait"
    assert action(48, *MET, chase) == "let_go"


def test_let_go_after_three_chases_needs_five_working_days_after_the_last() -> None:
    chases = [from_sam(at, Kind.FOLLOW_UP) for at in (10, 17, 30)]
    # Twenty-eight days after the talk is 31 March; five working days after the 30th is 6 April.
    assert action(31, *MET, *chases) == "wait"
    assert action(36, *MET, *chases) == "wait"
    assert action(37, *MET, *chases) == "let_go"
    assert due(32, *MET, *chases) == due(40, *MET, *chases) == day(37)


def test_an_answer_starts_the_count_anew() -> None:
    chases = [from_sam(at, Kind.FOLLOW_UP) for at in (10, 17, 24)]
    assert action(31, *MET, *chases) == "let_go"
    assert action(31, *MET, *chases, from_them(30, Kind.DELAY)) == "wait"
    assert action(37, *MET, *chases, from_them(30, Kind.DELAY)) == "check_in"


def test_thanks_that_ask_for_the_timeline_are_no_chase_and_keep_nobody_else_waiting() -> None:
    thanks = from_sam(3.5, Kind.THANK_YOU, Kind.FOLLOW_UP, to=AGENT)
    first = application(from_them(2, meets(3), by=AGENT), thanks)
    met = from_them(2, meets(3), by=AGENT, thread="t7", company="Bravo", role="Chef")
    other = application(met, from_sam(3.6, Kind.THANK_YOU, Kind.FOLLOW_UP, to=AGENT, thread="t7"))
    found = advice_for(10, first, other)
    assert sorted(each.action for each in found if each) == [Action.CHECK_IN, Action.WAIT]


def test_a_call_keeps_the_same_person_free_of_other_chases() -> None:
    word = from_them(4, promises(day(25)), by=AGENT)
    called = (note(9, Verb.CALLED),)
    first = application(from_them(2, meets(3), by=AGENT), *MET[1:], word, notes=called)
    met = from_them(3, meets(4), by=AGENT, thread="t7", company="Bravo", role="Chef")
    other = application(met, from_sam(4.5, Kind.THANK_YOU, to=AGENT, thread="t7"))
    held, free = advice_for(13, first, other)[1], advice_for(16, first, other)[1]
    assert held is not None
    assert free is not None
    assert (held.action, held.due) == (Action.WAIT, day(16))
    assert (free.action, free.due) == (Action.CHECK_IN, day(16))


def test_a_bounce_takes_back_the_mail_that_bounced_and_no_other() -> None:
    chase, later = from_sam(10, Kind.FOLLOW_UP), from_sam(12)
    assert action(13, *MET, chase, later, from_them(12.1, Kind.BOUNCE)) == "wait"
    assert action(13, *MET, chase, from_them(10.1, Kind.BOUNCE)) == "check_in"


def test_a_follow_up_after_a_talk_that_nobody_confirmed_in_words_is_a_chase() -> None:
    invited = from_them(2, Kind.INTERVIEW_INVITATION, meets(3))
    thanked = from_sam(3.5, Kind.THANK_YOU)
    chase = from_sam(10, Kind.FOLLOW_UP)
    assert action(16, invited, thanked, chase) == "wait"
    assert action(17, invited, thanked, chase) == "value_add"
    assert action(17, invited, chase) == "value_add"


# --- elsewhere ------------------------------------------------------------------------------------


def offer(*more: Reading, notes: tuple[Note, ...] = ()) -> list[str | None]:
    """What is advised about the talk of `MET` and an offer of Bravo's, on the 12th."""
    began = from_them(3, by=TOM, thread="t9", company="Bravo", role="Chef")
    made = from_them(9, Kind.OFFER, by=TOM, thread="t9", company="Bravo", role="Chef")
    told = application(*MET), application(began, made, *more, notes=notes)
    return [found.action.value if found else None for found in advice_for(12, *told)]


def test_an_acceptance_that_came_to_nothing_withdraws_nothing() -> None:
    yes = from_sam(10, Kind.ACCEPTANCE, to=TOM, thread="t9")
    assert offer(yes)[0] == "withdraw"
    back = from_them(11, Kind.REJECTION, by=TOM, thread="t9", company="Bravo", role="Chef")
    assert offer(yes, back)[0] == "check_in"
    assert offer(yes, from_sam(11, Kind.WITHDRAWAL, to=TOM, thread="t9"))[0] == "check_in"


def test_a_withdrawal_sent_elsewhere_is_one_and_can_be_taken_up_again() -> None:
    gone = note(10, Verb.SENT_ELSEWHERE, "withdraw")
    assert action(12, *MET, notes=(gone,)) is None
    assert action(12, *MET, notes=(gone, note(11, Verb.REOPEN))) == "check_in"


def test_being_kept_posted_is_due_from_the_day_on_which_the_offer_was_confirmed() -> None:
    made = from_them(3, Kind.OFFER, by=TOM, thread="t9", company="Bravo", role="Chef")
    known = application(made, from_sam(6, to=TOM, thread="t9"))
    found = advice_for(8, application(*MET), known)[0]
    assert found is not None
    assert (found.action, found.due) == (Action.KEEP_UPDATED, day(6))


def test_only_who_is_scheduled_or_interviewed_is_kept_posted() -> None:
    known = from_sam(10, to=TOM, thread="t9")
    assert offer(known)[0] == "keep_updated"
    made = from_them(9, Kind.OFFER, by=TOM, thread="t9", company="Bravo", role="Chef")
    applied = application(from_them(4, Kind.APPLICATION_RECEIVED))
    ahead = application(from_them(4, meets(25)))
    told = application(made, known)
    assert [a.action for a in advice_for(12, applied, told) if a] == [Action.WAIT]
    assert [a.action for a in advice_for(12, ahead, told) if a] == [Action.KEEP_UPDATED]


# --- people ---------------------------------------------------------------------------------------


def test_an_out_of_office_of_a_colleague_makes_nobody_the_contact() -> None:
    away = from_them(12, Kind.OUT_OF_OFFICE, by=TOM)
    assert standing(13, *MET, away).contact == DANA


def test_whom_the_invitation_of_a_robot_names_can_be_asked() -> None:
    time = InterviewTime(march(3), march(3.05), fixed=True, uid="e", people=(TOM,))
    met = from_them(2, says(Kind.INTERVIEW_CONFIRMATION, interview=time), by=ROBOT)
    assert standing(4, met).contact == TOM
    assert action(10, met) == "check_in"
