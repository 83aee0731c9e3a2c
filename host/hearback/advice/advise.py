"""What to do next, for all applications at once: they share people, offers and a user's patience.

Each application gets the first play that fits, or none. Two things need a look at the others: an
offer or an acceptance elsewhere, and that nobody gets two chases within five working days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hearback.advice.action import CHASES, Action
from hearback.advice.due import Look, find_due
from hearback.advice.elsewhere import Market, look_elsewhere, survey
from hearback.advice.facts import facts_of
from hearback.advice.playbook import Playbook
from hearback.advice.situation import Case, next_interview, see_situation
from hearback.advice.words import say, say_doubt
from hearback.mail.message import same_mailbox
from hearback.timeline.clock import Clock

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
    market = survey(cases, clock)
    looks = [_look(case, market, clock, playbook) for case in cases]
    free = _free_again(cases, clock, playbook)
    between = playbook.numbers.between_chases_working_days
    settled: dict[str, Advice | None] = {}
    # The older silence goes first: the others wait for the person's next free day.
    for look in sorted(looks, key=_since):
        people = _chased_people(look)
        day = max((free[person] for person in people if person in free), default=None)
        if day and day > clock.today:
            look = _held_back(look, day, playbook)
        else:
            look = replace(look, free_since=day)
            free.update(dict.fromkeys(people, clock.calendar.add(clock.today, between)))
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


def _chased_people(look: Look) -> frozenset[str]:
    """Return the mailboxes that a chase would go to; none when the advice is no chase.

    Who is one step up from a silent contact only the user can say, while no line manager is known.
    """
    if look.play is None or look.play.action not in CHASES:
        return frozenset()
    standing, action = look.case.standing, look.play.action
    people = [standing.contact]
    if action is not Action.CHECK_IN and not look.case.application.agency:
        copied = [standing.contact] if action is Action.VALUE_ADD else []
        people = [standing.line_manager, *copied]
    return frozenset(same_mailbox(person.address) for person in people if person)


def _free_again(cases: Sequence[Case], clock: Clock, playbook: Playbook) -> dict[str, date]:
    """Return the day from which each person may be chased again, over all applications."""
    between = playbook.numbers.between_chases_working_days
    last: dict[str, date] = {}
    for case in cases:
        contact = case.standing.contact
        called = (contact.address,) if contact else ()
        for chase in case.standing.every_chase:
            for address in chase.to or called:
                person, day = same_mailbox(address), clock.day(chase.at)
                last[person] = max(day, last.get(person, day))
    return {person: clock.calendar.add(day, between) for person, day in last.items()}


def _held_back(look: Look, free_again: date, playbook: Playbook) -> Look:
    situation = replace(look.situation, free_to_write=False)
    play = playbook.first_fit(situation)
    return replace(look, situation=situation, play=play, free_again=free_again)


def _advice(look: Look, clock: Clock, playbook: Playbook) -> Advice | None:
    play = look.play
    if play is None:
        return None
    due = find_due(look, clock, playbook)
    facts = facts_of(look, clock, due)
    return Advice(
        action=play.action,
        due=due,
        urgent=_urgent(look, clock),
        headline=say(play.headline, facts)[0],
        because=tuple(say(play.because, facts)),
        source=play.source,
        asks=_asks(look, facts, clock),
        options=_options(look, playbook),
        call_plan=play.call_plan,
    )


def _asks(look: Look, facts: Mapping[str, str], clock: Clock) -> tuple[str, ...]:
    """Return what the card asks; whether a talk took place only while nothing says so."""
    if look.play is None:
        return ()
    doubts = [say_doubt(doubt, clock) for doubt in look.case.standing.doubts[:1]]
    held = [i for i in look.case.standing.interviews if i.end <= clock.now]
    known = look.play.action is Action.THANK_YOU and (not held or held[-1].sure)
    return (*doubts, *([] if known else say(look.play.asks, facts)))


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
