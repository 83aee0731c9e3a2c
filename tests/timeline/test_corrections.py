"""What the user puts right: the time of an interview, the day of a promise, the stage."""

from datetime import UTC, datetime

import pytest

from hearback.signals.signal import Kind, Reading
from hearback.timeline.application import Stage
from hearback.timeline.notes import Note, Verb
from hearback.timeline.standing import Standing
from hearback.timeline.told_times import ToldTime, told_time
from telling import from_them, march, meets, note, on, promises, standing


def told(start: float, was: float | None = None, at: float = 3) -> Note:
    time = ToldTime(march(start), march(start + 0.0625), march(was) if was else None)
    return note(at, Verb.INTERVIEW, text=time.as_text(), until=march(start).date())


def starts(found: Standing) -> list[datetime]:
    return [interview.start for interview in found.interviews]


def test_an_interview_read_wrong_is_put_right() -> None:
    mail = from_them(2, meets(5))
    wrong, right = standing(6, mail), standing(6, mail, notes=[told(9, was=5)])
    assert (wrong.stage, right.stage) == (Stage.INTERVIEWED, Stage.SCHEDULED)
    assert starts(right) == [march(9)]
    assert right.interviews[0].arranged_in == mail.envelope.message_id


def test_a_reminder_that_repeats_the_wrong_time_changes_nothing_a_new_time_does() -> None:
    mail, again = from_them(2, meets(5, uid="u")), from_them(4, meets(5, uid="u"))
    assert starts(standing(6, mail, again, notes=[told(9, was=5)])) == [march(9)]
    moved = from_them(4, meets(12, uid="u"))
    assert starts(standing(6, mail, moved, notes=[told(9, was=5)])) == [march(12)]


def test_it_outlives_a_rule_that_reads_the_mail_in_another_way() -> None:
    right, elsewhere = from_them(2, meets(9)), from_them(2, meets(5.125))
    assert starts(standing(6, right, notes=[told(9, was=5)])) == [march(9)]
    assert starts(standing(6, elsewhere, notes=[told(9, was=5)])) == [march(9)]
    assert starts(standing(6, from_them(2, Kind.DELAY), notes=[told(9, was=5)])) == [march(9)]


def test_an_interview_that_no_mail_tells_of_counts_like_any_other() -> None:
    mail = from_them(2, Kind.INTERVIEW_INVITATION)
    found = standing(4, mail, notes=[told(5)])
    assert (found.stage, starts(found)) == (Stage.SCHEDULED, [march(5)])
    assert standing(6, mail, notes=[told(5)]).stage is Stage.INTERVIEWED
    both = standing(6, from_them(2, meets(4)), notes=[told(12)])
    assert starts(both) == [march(4), march(12)]


@pytest.mark.parametrize("text", ["", "soon", "x y z", "2026-03-05 2026-03-05 -", "a b"])
def test_a_note_that_cannot_be_read_says_nothing(text: str) -> None:
    assert told_time(note(3, Verb.INTERVIEW, text=text)) is None


def promised(reading: Reading, verb: Verb = Verb.PROMISE, day: int | None = 20) -> Note:
    return note(4, verb, text=reading.envelope.message_id, until=on(day) if day else None)


def test_the_day_of_a_promise_is_put_right_and_its_sentence_stays() -> None:
    mail = from_them(2, promises(on(6)))
    held = standing(10, mail, notes=[promised(mail)]).promise
    assert held is not None
    assert (held.promise.latest, held.reading) == (on(20), mail)
    assert held.promise.evidence
    assert held.promise.words == ""
    assert standing(10, mail, notes=[promised(mail, Verb.NOT_PROMISED, None)]).promise is None


def test_it_is_about_that_mail_alone_and_outlives_a_better_rule() -> None:
    mail, newer = from_them(2, promises(on(6))), from_them(5, promises(on(12)))
    held = standing(10, mail, newer, notes=[promised(mail)]).promise
    assert held is not None
    assert held.promise.latest == on(12)
    silent = from_them(2, Kind.DELAY)
    held = standing(10, silent, notes=[promised(silent)]).promise
    assert held is not None
    assert held.promise.latest == on(20)


def stage_is(stage: Stage, at: float = 8) -> Note:
    return note(at, Verb.STAGE, text=stage)


def test_the_users_word_on_the_stage_goes_before_what_was_read() -> None:
    mail = (from_them(2, meets(4)), from_them(6, Kind.REJECTION))
    assert standing(9, *mail).stage is Stage.REJECTED
    again = standing(9, *mail, notes=[stage_is(Stage.INTERVIEWED)])
    assert again.stage is Stage.INTERVIEWED
    assert again.silence is not None
    assert again.silence.since == march(6)  # saying so is no sign of life
    back = standing(9, *mail, notes=[stage_is(Stage.APPLIED)])
    assert back.stage is Stage.APPLIED


def test_mail_that_comes_after_it_goes_on_from_there() -> None:
    mail = (from_them(2, meets(4)), from_them(6, Kind.REJECTION))
    offer = standing(12, *mail, from_them(10, Kind.OFFER), notes=[stage_is(Stage.INTERVIEWED)])
    assert offer.stage is Stage.OFFERED


def test_it_takes_up_again_what_was_let_go() -> None:
    mail = from_them(2, meets(4))
    let_go = note(5, Verb.LET_GO)
    assert standing(9, mail, notes=[let_go]).stage is Stage.LET_GO
    assert standing(9, mail, notes=[let_go, stage_is(Stage.INTERVIEWED)]).stage is Stage.INTERVIEWED


def test_a_moment_keeps_its_zone() -> None:
    time = ToldTime(datetime(2026, 3, 5, 9, tzinfo=UTC), datetime(2026, 3, 5, 10, tzinfo=UTC))
    assert told_time(note(3, Verb.INTERVIEW, text=time.as_text())) == time
