"""How far an application has come, told as stories."""

import random

import pytest

from hearback.mail.message import Mark
from hearback.signals.signal import Kind, Mention, Reading
from hearback.timeline.application import Stage, WaitingOn
from hearback.timeline.notes import Verb
from telling import (
    ROBOT,
    from_sam,
    from_them,
    march,
    meets,
    note,
    promises,
    standing,
)
from telling import on as day


@pytest.mark.parametrize(
    ("story", "stage"),
    [
        ([from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT)], Stage.APPLIED),
        ([from_sam(2, Kind.APPLICATION_SENT)], Stage.APPLIED),
        ([from_them(2, Kind.ASSESSMENT_REQUEST)], Stage.ASSESSMENT),
        ([from_them(2, Kind.INTERVIEW_INVITATION)], Stage.INVITED),
        ([from_them(2, Kind.INTERVIEW_INVITATION), from_them(3, meets(25))], Stage.SCHEDULED),
        ([from_them(2, Kind.INTERVIEW_INVITATION), from_them(3, meets(5))], Stage.INTERVIEWED),
        ([from_them(3, meets(5)), from_them(9, Kind.REJECTION)], Stage.REJECTED),
        ([from_them(3, meets(5)), from_them(9, Kind.OFFER)], Stage.OFFERED),
        ([from_them(3, meets(5)), from_sam(9, Kind.WITHDRAWAL)], Stage.WITHDRAWN),
    ],
)
def test_each_stage_has_its_way_there(story: list[Reading], stage: Stage) -> None:
    assert standing(20, *story).stage is stage


def test_an_interview_becomes_interviewed_when_its_time_has_passed_and_no_earlier() -> None:
    story = [from_them(3, meets(5))]
    assert standing(5, *story).stage is Stage.SCHEDULED
    assert standing(5.05, *story).stage is Stage.INTERVIEWED


def test_a_calendar_update_moves_the_interview_and_its_old_time_is_forgotten() -> None:
    told = standing(
        12,
        from_them(2, meets(5, uid="e1")),
        from_them(3, meets(15, uid="e1", sequence=1)),
    )
    assert [i.start for i in told.interviews] == [march(15)]
    assert told.stage is Stage.SCHEDULED


def test_an_older_calendar_mail_that_arrives_late_changes_nothing() -> None:
    told = standing(
        12,
        from_them(3, meets(15, uid="e1", sequence=2)),
        from_them(4, meets(5, uid="e1", sequence=1)),
    )
    assert [i.start for i in told.interviews] == [march(15)]


def test_a_cancelled_interview_is_none_and_a_time_is_sought_again() -> None:
    told = standing(
        12,
        from_them(2, meets(15, uid="e1")),
        from_them(4, meets(15, uid="e1", sequence=1, cancelled=True)),
    )
    assert told.interviews == ()
    assert told.stage is Stage.INVITED


def test_the_time_in_a_sentence_and_the_calendar_entry_are_one_interview() -> None:
    told = standing(12, from_sam(2, meets(15)), from_them(3, meets(15, uid="e1")))
    assert len(told.interviews) == 1


def test_a_request_to_move_takes_the_time_away() -> None:
    told = standing(
        10,
        from_them(2, meets(15)),
        from_them(4, Kind.INTERVIEW_SCHEDULING, mentions=[Mention.TIME_MOVED]),
    )
    assert told.stage is Stage.INVITED
    assert told.waiting_on is WaitingOn.ME


def test_a_second_round_makes_it_scheduled_again() -> None:
    story = [
        from_them(2, meets(4)),
        from_them(6, Kind.INTERVIEW_INVITATION),
        from_sam(7, Kind.INTERVIEW_SCHEDULING),
        from_them(8, meets(20)),
    ]
    assert standing(7, *story).stage is Stage.INVITED
    assert standing(9, *story).stage is Stage.SCHEDULED
    assert standing(21, *story).stage is Stage.INTERVIEWED


def test_a_refusal_that_fails_dmarc_closes_nothing() -> None:
    told = standing(
        9, from_them(3, meets(5)), from_them(8, Kind.REJECTION, marks=[Mark.DMARC_FAIL])
    )
    assert told.stage is Stage.INTERVIEWED


def test_a_new_invitation_takes_a_refusal_back_but_not_a_withdrawal() -> None:
    again = from_them(9, Kind.INTERVIEW_INVITATION)
    assert standing(10, from_them(3, Kind.REJECTION), again).stage is Stage.INVITED
    first = from_them(1, Kind.APPLICATION_RECEIVED)
    assert standing(10, first, from_sam(3, Kind.WITHDRAWAL), again).stage is Stage.WITHDRAWN


def test_a_refusal_that_calls_the_talk_off_is_a_refusal_and_so_is_one_before_the_calendar() -> None:
    met = from_them(2, meets(9, uid="e1"))
    both = from_them(4, Kind.REJECTION, Kind.INTERVIEW_CANCELLATION)
    assert standing(5, met, both).stage is Stage.REJECTED
    calendar = from_them(5, meets(9, uid="e1", sequence=1, cancelled=True))
    assert standing(6, met, from_them(4, Kind.REJECTION), calendar).stage is Stage.REJECTED
    mine = from_sam(6, Kind.INTERVIEW_SCHEDULING)
    assert standing(7, met, from_them(4, Kind.REJECTION), mine).stage is Stage.REJECTED


def test_a_refusal_that_speaks_of_the_talk_comes_after_one() -> None:
    no = from_them(9, Kind.REJECTION, mentions=[Mention.INTERVIEW_HELD])
    told = standing(10, from_them(2, Kind.INTERVIEW_INVITATION), from_sam(3), no)
    assert (told.stage, told.ever_interviewed) == (Stage.REJECTED, True)


def test_who_praises_the_talk_and_invites_to_the_next_has_invited() -> None:
    again = from_them(9, Kind.INTERVIEW_INVITATION, mentions=[Mention.INTERVIEW_HELD])
    assert standing(10, from_them(2, Kind.INTERVIEW_INVITATION), again).stage is Stage.INVITED
    assert standing(10, from_them(2, meets(5)), again).stage is Stage.INVITED


def test_letting_go_holds_until_they_write_again() -> None:
    story = [from_them(3, meets(5)), from_them(20, Kind.DELAY)]
    let_go = [note(18, Verb.LET_GO)]
    assert standing(19, *story, notes=let_go).stage is Stage.LET_GO
    assert standing(21, *story, notes=let_go).stage is Stage.INTERVIEWED


def test_the_stage_does_not_depend_on_order_or_duplicates() -> None:
    story = [
        from_them(1, Kind.APPLICATION_RECEIVED, by=ROBOT),
        from_them(2, Kind.INTERVIEW_INVITATION),
        from_sam(3, Kind.INTERVIEW_SCHEDULING),
        from_them(4, meets(6, uid="e1")),
        from_them(5, meets(10, uid="e1", sequence=1)),
        from_them(11, promises(day(18))),
        from_sam(19, Kind.FOLLOW_UP),
    ]
    expected = standing(20, *story)
    shuffler = random.Random(4)
    for _ in range(30):
        shuffled = [*story, shuffler.choice(story)]
        shuffler.shuffle(shuffled)
        assert standing(20, *shuffled) == expected


def test_a_follow_up_that_speaks_of_the_interview_is_no_second_one() -> None:
    story = [
        from_them(4, Kind.PROMISE, mentions=[Mention.INTERVIEW_HELD]),
        from_sam(16, Kind.FOLLOW_UP, mentions=[Mention.INTERVIEW_HELD]),
        from_them(17, Kind.DELAY, mentions=[Mention.INTERVIEW_HELD]),
    ]
    told = standing(18, *story)
    assert told.stage is Stage.INTERVIEWED
    assert told.stage_since == march(4)
