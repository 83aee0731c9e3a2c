"""Whatever happened and whatever day it is: one piece of advice at most, none that annoys."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.advice.action import CHASES, Action
from hearback.advice.playbook import load_playbook
from hearback.signals.signal import Kind, Mention, Reading
from hearback.timeline.application import Application, Stage
from telling import (
    AGENT,
    DANA,
    ROBOT,
    TOM,
    advice_for,
    application,
    from_sam,
    from_them,
    meets,
    on,
    promises,
    stand,
)

THEIRS = [
    Kind.APPLICATION_RECEIVED,
    Kind.ASSESSMENT_REQUEST,
    Kind.INTERVIEW_INVITATION,
    Kind.INTERVIEW_SCHEDULING,
    Kind.INTERVIEW_CONFIRMATION,
    Kind.INTERVIEW_CANCELLATION,
    Kind.BRUSH_OFF,
    Kind.DELAY,
    Kind.REJECTION,
    Kind.OFFER,
    Kind.QUESTION,
    Kind.COLD_REPLY,
    Kind.OUT_OF_OFFICE,
    Kind.BOUNCE,
]
MINE = [
    Kind.APPLICATION_SENT,
    Kind.INTERVIEW_SCHEDULING,
    Kind.THANK_YOU,
    Kind.FOLLOW_UP,
    Kind.FEEDBACK_REQUEST,
    Kind.ACCEPTANCE,
    Kind.WITHDRAWAL,
]
DAYS = st.integers(1, 30)


@st.composite
def mails(draw: st.DrawFn) -> Reading:
    """A mail of either side that says any one thing."""
    day = draw(DAYS) + draw(st.sampled_from([0.0, 0.1, 0.25, 0.4]))
    what = draw(st.sampled_from(["theirs", "mine", "interview", "promise"]))
    if what == "mine":
        mention = draw(st.sampled_from([(), (Mention.OTHER_OFFER,), (Mention.TIME_MOVED,)]))
        return from_sam(day, draw(st.sampled_from(MINE)), mentions=mention)
    by = draw(st.sampled_from([DANA, TOM, ROBOT, AGENT]))
    if what == "interview":
        ahead, uid = draw(st.integers(0, 12)), draw(st.sampled_from(["", "e1", "e2"]))
        return from_them(day, meets(day + ahead, uid=uid, fixed=draw(st.booleans())), by=by)
    if what == "promise":
        return from_them(day, promises(on(int(day) + draw(st.integers(0, 20)))), by=by)
    return from_them(day, draw(st.sampled_from(THEIRS)), by=by)


@st.composite
def stories(draw: st.DrawFn) -> Application:
    """An application of one thread in which anything may have happened."""
    opening = from_them(1, Kind.APPLICATION_RECEIVED, by=ROBOT)
    return application(opening, *draw(st.lists(mails(), max_size=8)))


@given(stories(), st.integers(1, 120))
@settings(max_examples=300, deadline=None)
def test_an_open_application_always_has_advice_and_a_closed_one_no_chase(
    told: Application, day: int
) -> None:
    found = advice_for(day, told)[0]
    where = stand(told, day)
    if where.stage in (Stage.REJECTED, Stage.WITHDRAWN, Stage.OFFERED):
        assert found is None or found.action in (Action.ASK_FEEDBACK, Action.REPLY)
    else:
        assert found is not None
        assert found.headline
        assert found.because


@given(stories())
@settings(max_examples=30, deadline=None)
def test_day_by_day_nobody_is_chased_early_often_or_for_ever(told: Application) -> None:
    numbers = load_playbook().numbers
    for day in range(1, 121):
        found, where = advice_for(day, told)[0], stand(told, day)
        if found is None or found.action not in CHASES:
            continue
        assert where.silence is not None
        assert where.silence.wait_ends <= on(day)
        assert len(where.chases) < numbers.most_chases
        assert not any(
            i.end > where.silence.since and i.start.date() > on(day) for i in where.interviews
        )
    last = advice_for(120, told)[0]
    assert last is None or last.action in (
        Action.LET_GO,
        Action.REPLY,
        Action.NO_SHOW,
        Action.LEAVE_IT,
    )


@given(stories())
@settings(max_examples=30, deadline=None)
def test_advice_does_not_flip_back_without_a_new_fact(told: Application) -> None:
    """After the last mail and the last interview each action comes in one stretch of days."""
    seen: list[Action | None] = []
    for day in range(45, 121):
        found = advice_for(day, told)[0]
        action = found.action if found else None
        if not seen or seen[-1] is not action:
            seen.append(action)
    assert len(seen) == len(set(seen))
