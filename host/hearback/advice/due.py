"""From which day a piece of advice fits; for `wait`, the day on which the wait ends.

All days are in the user's zone. Which rule a play uses is its `due` in playbook.toml.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hearback.advice.action import Action
from hearback.advice.playbook import Due, Play, Playbook
from hearback.advice.situation import (
    Case,
    Elsewhere,
    Situation,
    cold_reply_to_chase,
    last_interview_end,
    next_interview,
    snoozed_until,
)
from hearback.timeline.asks import open_since
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Verb


@dataclass(frozen=True)
class Look:
    """Everything known about one application while its advice is being found.

    `free_again` is the day for which a chase waits because the person got another one lately,
    `free_since` the day from which the person was free again when none is waited for.
    """

    case: Case
    elsewhere: Elsewhere
    situation: Situation
    play: Play | None
    free_again: date | None = None
    free_since: date | None = None


def find_due(look: Look, clock: Clock, playbook: Playbook) -> date:
    """Return the first day on which the look's play fits; today when it has none."""
    return RULES[look.play.due](look, clock, playbook) if look.play else clock.today


def _asked(look: Look, clock: Clock, _: Playbook) -> date:
    asks = look.case.standing.open_asks
    application = look.case.application
    return min((open_since(ask, application, clock) for ask in asks), default=clock.today)


def _noted(look: Look, clock: Clock, _: Playbook) -> date:
    notes = [note for note in look.case.application.notes if note.verb is Verb.NO_SHOW]
    return clock.day(notes[-1].at)


def _cold_reply(look: Look, clock: Clock, _: Playbook) -> date:
    answer = cold_reply_to_chase(look.case, clock)
    return clock.day(answer.envelope.date) if answer else clock.today


def _rejected(look: Look, clock: Clock, _: Playbook) -> date:
    return clock.day(look.case.standing.stage_since)


def _accepted_elsewhere(look: Look, clock: Clock, _: Playbook) -> date:
    return look.elsewhere.accepted_on or clock.today


def _offered_elsewhere(look: Look, clock: Clock, _: Playbook) -> date:
    return look.elsewhere.confirmed_on or clock.today


def _before_interview(look: Look, clock: Clock, playbook: Playbook) -> date:
    ahead = next_interview(look.case.standing, clock.now)
    if ahead is None:
        return clock.today
    return clock.day(ahead.start) - timedelta(days=playbook.numbers.ask_timeline_days)


def _interview_end(look: Look, clock: Clock, _: Playbook) -> date:
    ended = last_interview_end(look.case.standing, clock.now)
    return clock.day(ended) if ended else clock.today


def _let_go(look: Look, clock: Clock, playbook: Playbook) -> date:
    """Return the first day on which `let_go` fits, as far as the silence goes on."""
    standing, numbers = look.case.standing, playbook.numbers
    if standing.silence is None:
        return clock.today
    anchor = standing.silence.anchor
    rested = anchor
    if standing.chases:
        chased = clock.day(standing.chases[-1].at)
        rested = clock.calendar.add(chased, numbers.between_chases_working_days)
    day = max(anchor + timedelta(days=numbers.let_go_days), rested)
    if len(standing.chases) >= numbers.most_chases:
        day = min(day, max(anchor + timedelta(days=numbers.let_go_after_chases_days), rested))
    return day


def _wait_ends(look: Look, clock: Clock, playbook: Playbook) -> date:
    standing, situation = look.case.standing, look.situation
    ends = standing.silence.wait_ends if standing.silence else clock.today
    if look.play is None or look.play.action is not Action.WAIT:
        return max(ends, look.free_since or ends)
    if ahead := next_interview(standing, clock.now):
        return clock.day(ahead.start)
    if situation.chases >= playbook.numbers.most_chases or not situation.has_person:
        ends = _let_go(look, clock, playbook)
    else:
        ends = look.free_again or ends
    return max(ends, snoozed_until(look.case.application, clock) or ends)


RULES: dict[Due, Callable[[Look, Clock, Playbook], date]] = {
    "asked": _asked,
    "noted": _noted,
    "rejected": _rejected,
    "cold_reply": _cold_reply,
    "accepted_elsewhere": _accepted_elsewhere,
    "offered_elsewhere": _offered_elsewhere,
    "two_days_before_interview": _before_interview,
    "interview_end": _interview_end,
    "wait_ends": _wait_ends,
    "let_go_day": _let_go,
}
