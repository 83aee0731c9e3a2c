"""Which group of the panel an application belongs to, and the order of its cards."""

from datetime import date, datetime
from enum import StrEnum

from hearback.advice.action import Action
from hearback.advice.advise import Advice
from hearback.advice.situation import Case, next_interview
from hearback.timeline.application import Stage
from hearback.timeline.asks import accepted


class Group(StrEnum):
    """The groups in the order in which the panel shows them."""

    NOW = "now"
    WAITING = "waiting"
    COMING_UP = "coming_up"
    CLOSED = "closed"


# People who wait for an answer come before silences, and what may be let go comes last.
SOONEST_FIRST = (
    Action.NO_SHOW,
    Action.REPLY,
    Action.THANK_YOU,
    Action.CHECK_IN,
    Action.KEEP_UPDATED,
    Action.VALUE_ADD,
    Action.MOVE_UP,
    Action.ASK_FEEDBACK,
    Action.WITHDRAW,
    Action.LEAVE_IT,
    Action.LET_GO,
)


def group_of(case: Case, advice: Advice | None, now: datetime) -> Group:
    """Return the group: something to do, an interview ahead, waiting, or nothing left to do."""
    ahead = next_interview(case.standing, now) is not None
    if advice is None:
        return Group.WAITING if _still_open(case) else Group.CLOSED
    if advice.action is Action.ASK_TIMELINE or (ahead and advice.action is Action.WAIT):
        return Group.COMING_UP
    return Group.WAITING if advice.action is Action.WAIT else Group.NOW


def _still_open(case: Case) -> bool:
    """An offer that was answered but neither accepted nor declined."""
    return case.standing.stage is Stage.OFFERED and not accepted(case.application)


def card_order(case: Case, advice: Advice | None, now: datetime) -> tuple[int, int, date, str]:
    """Return the sort key of a card: by group, then by how soon it matters, then by its day."""
    group = group_of(case, advice, now)
    ahead = next_interview(case.standing, now)
    if group is Group.COMING_UP and ahead:
        day = ahead.start.date()
    elif advice:
        day = advice.due
    else:
        # What was closed last comes first.
        day = date.max - (case.standing.stage_since.date() - date.min)
    return list(Group).index(group), _rank(advice), day, case.application.id


def _rank(advice: Advice | None) -> int:
    if advice is None or advice.action not in SOONEST_FIRST:
        return len(SOONEST_FIRST)
    return -1 if advice.urgent else SOONEST_FIRST.index(advice.action)
