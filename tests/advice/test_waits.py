"""Until when waiting is right: the last day of each wait, and the first on which a chase fits."""

import pytest

from hearback.mail.message import Mark
from hearback.signals.signal import Kind, Reading, Strength
from hearback.timeline.notes import Verb
from telling import (
    ROBOT,
    action,
    due,
    from_sam,
    from_them,
    meets,
    note,
    promises,
)
from telling import on as day

MET = [from_them(2, meets(3)), from_sam(3.5, Kind.THANK_YOU)]


# --- waiting --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "last_wait", "first_check_in"),
    [
        ([*MET, from_them(4, Kind.BRUSH_OFF)], 17, 18),
        ([*MET, from_them(4, Kind.DELAY)], 10, 11),
        ([*MET, from_them(4, Kind.DELAY), from_them(5, Kind.DELAY)], 18, 19),
        ([*MET, from_them(4, Kind.DELAY), from_them(5), from_them(6, Kind.DELAY)], 12, 13),
        ([from_them(4, Kind.APPLICATION_RECEIVED)], 17, 18),
        ([from_sam(4, Kind.APPLICATION_SENT)], 17, 18),
        ([from_them(4, Kind.INTERVIEW_INVITATION), from_sam(4.1)], 8, 9),
        ([from_them(2, meets(9)), from_them(4, Kind.INTERVIEW_CANCELLATION)], 8, 9),
        ([from_them(2, Kind.BRUSH_OFF, meets(3)), from_sam(3.5, Kind.THANK_YOU)], 9, 10),
        ([*MET, from_them(4, promises(day(6))), from_them(10)], 16, 17),
        ([from_them(2, promises(day(4))), from_them(3, meets(10)), from_sam(10.5, Kind.THANK_YOU)],
         16, 17),
    ],
    ids=[
        "brush-off", "one delay", "two delays", "two delays with a mail between", "only applied",
        "mailed to a person", "agreeing on a time", "called off", "brush-off before the talk",
        "they wrote after their promise had lapsed", "a talk after the promise had lapsed",
    ],
)  # fmt: skip
def test_both_sides_of_each_wait(story: list[Reading], last_wait: int, first_check_in: int) -> None:
    assert action(last_wait, *story) == "wait"
    assert action(first_check_in, *story) == "check_in"
    assert due(last_wait, *story) == due(first_check_in, *story) == day(first_check_in)


def test_with_a_chase_and_a_promise_the_later_day_counts() -> None:
    word = from_them(4, promises(day(20)))
    assert action(20, *MET, word, from_sam(11, Kind.FOLLOW_UP)) == "wait"
    assert action(23, *MET, word, from_sam(11, Kind.FOLLOW_UP)) == "value_add"
    assert action(24, *MET, word, from_sam(18, Kind.FOLLOW_UP)) == "wait"
    assert action(25, *MET, word, from_sam(18, Kind.FOLLOW_UP)) == "value_add"


def test_a_conditional_promise_with_a_date_counts() -> None:
    word = from_them(4, promises(day(20), strength=Strength.CONDITIONAL))
    assert action(20, *MET, word) == "wait"
    assert action(23, *MET, word) == "check_in"


def test_nobody_is_chased_before_an_interview_and_its_day_is_when_the_wait_ends() -> None:
    story = [from_them(2, promises(day(4))), from_them(2.5, meets(25))]
    assert action(24, *story) == "wait"
    assert due(24, *story) == day(25)


def test_a_reminder_is_a_sign_of_life_and_a_survey_is_none() -> None:
    survey = from_them(9, Kind.OTHER_JOB, by=ROBOT, marks=[Mark.BULK])
    assert action(10, *MET, survey) == "check_in"
    assert action(10, *MET, from_them(9)) == "wait"


def test_a_promise_by_voice_holds_a_check_in_back() -> None:
    told = (note(3.6, Verb.PROMISED, "by Thursday", until=day(12)),)
    assert action(12, *MET, notes=told) == "wait"
    assert action(13, *MET, notes=told) == "check_in"


def test_a_moved_interview_is_ahead_on_its_new_day_and_sought_when_there_is_none() -> None:
    met = from_them(2, meets(5))
    moved = (note(4.5, Verb.INTERVIEW_MOVED, until=day(12)),)
    assert action(9, met, notes=moved) == "wait"
    assert due(9, met, notes=moved) == day(12)
    assert action(10, met, notes=moved) == "ask_timeline"
    assert action(12.1, met, notes=moved) == "thank_you"
    assert action(6, met, notes=(note(4.5, Verb.INTERVIEW_MOVED),)) == "check_in"


def test_took_place_changes_no_day() -> None:
    noted = (note(6, Verb.TOOK_PLACE, until=day(3)),)
    assert due(7, *MET, notes=noted) == day(10)
