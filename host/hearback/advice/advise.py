"""What to do next, for all applications at once: they share people, offers and a user's patience.

Each application gets the first play that fits, or none. Two things need a look at the others: an
offer or an acceptance elsewhere, and that nobody gets two chases within five working days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hearback.advice.action import CHASES, Action
from hearback.advice.due import Look, find_due
from hearback.advice.playbook import Playbook
from hearback.advice.situation import (
    Case,
    Market,
    look_elsewhere,
    next_interview,
    see_situation,
    survey,
)
from hearback.advice.words import day_in_words, facts_of, say
from hearback.mail.message import same_mailbox
from hearback.timeline.clock import Clock
from hearback.timeline.silence import find_chases

URGENT_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do now. `due` is the first day on which it fits; for `wait`, the day it ends."""

    action: Action
    due: date
    urgent: bool
    headline: str
    because: tuple[str, ...]
    source: str
    asks: tuple[str, ...]
    options: tuple[Action, ...]
    call_plan: bool


def advise(cases: Sequence[Case], clock: Clock, playbook: Playbook) -> Mapping[str, Advice | None]:
    """Return the advice for every application by its id; None when there is nothing to do."""
    market = survey(cases, clock.today)
    looks = [_look(case, market, clock, playbook) for case in cases]
    taken = _busy_people(cases, clock, playbook)
    settled: dict[str, Advice | None] = {}
    # The older silence goes first: the others wait for the person's next free day.
    for look in sorted(looks, key=_since):
        person = _chased_person(look)
        if person and person in taken:
            look = _held_back(look, taken[person], playbook)
        elif person:
            between = playbook.numbers.between_chases_working_days
            taken[person] = clock.calendar.add(clock.today, between)
        settled[look.case.application.id] = _advice(look, clock, playbook)
    return {case.application.id: settled[case.application.id] for case in cases}


def _look(case: Case, market: Market, clock: Clock, playbook: Playbook) -> Look:
    elsewhere = look_elsewhere(case, market, clock)
    situation = see_situation(case, elsewhere, clock)
    return Look(case, elsewhere, situation, playbook.first_fit(situation))


def _since(look: Look) -> tuple[datetime, str]:
    silence = look.case.standing.silence
    since = silence.since if silence else look.case.standing.stage_since
    return since, look.case.application.id


def _chased_person(look: Look) -> str:
    """Return the mailbox that a chase would go to, "" when the advice is no chase."""
    if look.play is None or look.play.action not in CHASES:
        return ""
    standing = look.case.standing
    upwards = look.play.action is not Action.CHECK_IN and standing.line_manager
    person = standing.line_manager if upwards else standing.contact
    return same_mailbox(person.address) if person else ""


def _busy_people(cases: Sequence[Case], clock: Clock, playbook: Playbook) -> dict[str, date]:
    """Return who was chased lately, over all applications, and when each is free again."""
    between = playbook.numbers.between_chases_working_days
    since = clock.now - timedelta(days=7 + 2 * between)
    busy: dict[str, date] = {}
    for case in cases:
        for chase in find_chases(case.application, since, clock.now):
            free = clock.calendar.add(clock.day(chase.at), between)
            for address in chase.to:
                if free > clock.today:
                    person = same_mailbox(address)
                    busy[person] = max(free, busy.get(person, free))
    return busy


def _held_back(look: Look, free_again: date, playbook: Playbook) -> Look:
    situation = replace(look.situation, free_to_write=False)
    play = playbook.first_fit(situation)
    return replace(look, situation=situation, play=play, free_again=free_again)


def _advice(look: Look, clock: Clock, playbook: Playbook) -> Advice | None:
    play = look.play
    if play is None:
        return None
    due = find_due(look, clock, playbook)
    facts = {**facts_of(look.case, look.elsewhere, clock)}
    facts["wait_ends_day"] = day_in_words(due, clock.today)
    headlines = say(play.headline, facts) or [f"{play.action}"]
    because = say(play.because, facts)
    if look.free_again and play.action is Action.WAIT:
        person = facts["contact"]
        because.insert(0, f"{person} got a mail from you lately; two within a week are too many.")
    return Advice(
        action=play.action,
        due=due,
        urgent=_urgent(look, clock),
        headline=headlines[0],
        because=tuple(because),
        source=play.source,
        asks=tuple(play.asks),
        options=_options(look, playbook),
        call_plan=play.call_plan,
    )


def _options(look: Look, playbook: Playbook) -> tuple[Action, ...]:
    play, situation = look.play, look.situation
    if play is None or play.action is not Action.WAIT:
        return tuple(play.options) if play else ()
    # Being interesting works before there is silence.
    quiet = situation.working_days_since_sign or 0
    ready = quiet >= playbook.numbers.value_add_after_working_days
    offered = ready and not situation.chases and situation.has_person
    return (Action.VALUE_ADD,) if offered and not situation.interview_ahead else ()


def _urgent(look: Look, clock: Clock) -> bool:
    if look.play is None or look.play.action is not Action.REPLY:
        return False
    asked = [
        signal.interview.start
        for ask in look.case.standing.open_asks
        for signal in ask.reading.signals
        if signal.interview
    ]
    ahead = next_interview(look.case.standing, clock.now)
    times = [*asked, *([ahead.start] if ahead else [])]
    return any(clock.now <= time <= clock.now + URGENT_WITHIN for time in times)
