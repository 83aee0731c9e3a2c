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
    """Return the sort key of a card: by group, urgent ones first, then by the day it fits."""
    group = list(Group).index(group_of(case, advice, now))
    ahead = next_interview(case.standing, now)
    if group == list(Group).index(Group.COMING_UP) and ahead:
        day = ahead.start.date()
    elif advice:
        day = advice.due
    else:
        day = date.max - (case.standing.stage_since.date() - date.min)
    late = 0 if advice is None or not advice.urgent else -1
    # What may be let go can wait until what is alive has been seen to.
    last = 1 if advice and advice.action in (Action.LET_GO, Action.LEAVE_IT) else 0
    return group, late + last, day, case.application.id
