"""Until when waiting is right: both sides of every boundary of the playbook's preamble."""

from datetime import date

import pytest

from hearback.signals.signal import About, Kind, Mention, Reading
from hearback.timeline.notes import Verb
from hearback.timeline.standing import Silence
from telling import ROBOT, from_sam, from_them, march, meets, note, promises, standing
from telling import on as day

INTERVIEWED = [from_them(2, meets(3)), from_sam(3.2, Kind.THANK_YOU)]


def silence(at: float, *story: Reading) -> Silence:
    found = standing(at, *story).silence
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("story", "ends"),
    [
        # 3 March 2026 is a Tuesday: five working days later is the next Tuesday.
        (INTERVIEWED, day(10)),
        ([*INTERVIEWED, from_them(4, promises(day(13)))], day(16)),
        ([*INTERVIEWED, from_them(4, Kind.BRUSH_OFF)], day(18)),
        ([*INTERVIEWED, from_them(4, Kind.DELAY)], day(11)),
        ([*INTERVIEWED, from_them(4, Kind.DELAY), from_them(5, Kind.DELAY)], day(19)),
        ([from_them(4, Kind.APPLICATION_RECEIVED, by=ROBOT)], day(18)),
        ([from_them(4, Kind.INTERVIEW_INVITATION), from_sam(5)], day(9)),
    ],
    ids=["nothing said", "promise", "brush-off", "delay", "two delays", "applied", "agreeing"],
)
def test_the_wait_ends(story: list[Reading], ends: date) -> None:
    assert silence(8, *story).wait_ends == ends


def test_a_chase_makes_the_wait_start_again_unless_the_promise_lasts_longer() -> None:
    chase = from_sam(11, Kind.FOLLOW_UP)
    assert silence(12, *INTERVIEWED, chase).wait_ends == day(18)
    late = from_them(4, promises(day(20)))
    assert silence(12, *INTERVIEWED, late, chase).wait_ends == day(23)


def test_a_delay_ends_the_promise_and_a_newer_promise_replaces_it() -> None:
    first = from_them(4, promises(day(13)))
    assert standing(12, *INTERVIEWED, first, from_them(5, Kind.DELAY)).promise is None
    second = from_them(5, Kind.DELAY, promises(day(20)))
    held = standing(12, *INTERVIEWED, first, second).promise
    assert held is not None
    assert held.promise.latest == day(20)


def test_an_interview_does_not_end_a_promise_about_the_decision() -> None:
    story = [
        from_them(2, promises(day(13))),
        from_them(2.5, Kind.INTERVIEW_INVITATION),
        from_them(3, meets(5)),
    ]
    assert standing(9, *story).promise is not None


def test_a_next_round_ends_it() -> None:
    story = [*INTERVIEWED, from_them(4, promises(day(13))), from_them(6, Kind.INTERVIEW_INVITATION)]
    assert standing(9, *story).promise is None


def test_a_promise_to_send_times_holds_a_check_in_back() -> None:
    story = [
        from_them(2, Kind.INTERVIEW_INVITATION),
        from_sam(3),
        from_them(3.1, promises(day(13), About.SLOT)),
    ]
    assert standing(9, *story).promise is None
    assert silence(9, *story).wait_ends == day(16)


def test_a_promise_by_voice_counts_like_a_written_one() -> None:
    told = standing(9, *INTERVIEWED, notes=[note(3.5, Verb.PROMISED, until=day(12))])
    assert told.promise is not None
    assert told.silence is not None
    assert told.silence.wait_ends == day(13)


def test_out_of_office_and_bounces_are_no_sign_of_life() -> None:
    away = from_them(6, Kind.OUT_OF_OFFICE)
    bounce = from_them(7, Kind.BOUNCE)
    assert silence(8, *INTERVIEWED, away, bounce).since == march(3 + 1 / 24)


def test_a_chase_that_bounced_does_not_count_and_a_call_does() -> None:
    chase, bounce = from_sam(11, Kind.FOLLOW_UP), from_them(11.1, Kind.BOUNCE)
    assert standing(12, *INTERVIEWED, chase).chases
    assert not standing(12, *INTERVIEWED, chase, bounce).chases
    assert standing(12, *INTERVIEWED, notes=[note(11, Verb.CALLED)]).chases


def test_an_answer_to_their_question_is_no_chase() -> None:
    story = [*INTERVIEWED, from_them(9, Kind.QUESTION), from_sam(10, Kind.FOLLOW_UP)]
    assert not standing(12, *story).chases


def test_telling_about_another_offer_is_no_chase() -> None:
    told = from_sam(9, Kind.FOLLOW_UP, mentions=[Mention.OTHER_OFFER])
    assert not standing(12, *INTERVIEWED, told).chases


def test_the_days_are_counted_to_the_promise() -> None:
    found = silence(16, *INTERVIEWED, from_them(4, promises(day(13))))
    assert (found.due, found.overdue_days, found.days) == (day(13), 3, 12)
