"""Made-up histories, day by day for ninety days: whatever happens, the advice never annoys anybody.

`HEARBACK_HISTORIES=2000 pytest tests/advice/test_ninety_days.py` looks at more of them.
"""

import os
import random
from datetime import date, datetime
from itertools import pairwise

import pytest

from hearback.advice.action import CHASES, Action
from hearback.advice.advise import Advice
from hearback.advice.situation import Case
from hearback.mail.message import Mark, same_mailbox
from hearback.signals.signal import Kind
from hearback.timeline.application import Stage
from hearback.timeline.clock import Clock
from histories import MORNING, History, live, tell_history
from telling import march

SEEDS = range(int(os.environ.get("HEARBACK_HISTORIES", "60")))
DAYS = range(1, 91)
LONG_AFTER = (150, 200)
Lived = tuple[History, list[tuple[int, list[tuple[Case, Advice | None]]]]]

# What ends with the passing of days alone, without anything new becoming due.
RUNS_OUT = {Action.THANK_YOU, Action.ASK_FEEDBACK, Action.KEEP_UPDATED, Action.REPLY, Action.WAIT}


@pytest.fixture(scope="module", params=SEEDS)
def story(request: pytest.FixtureRequest) -> Lived:
    told = tell_history(request.param)
    return told, list(live(told, DAYS))


def test_whatever_is_open_has_advice_and_whatever_is_closed_no_chase(story: Lived) -> None:
    for day, found in story[1]:
        for case, advice in found:
            stage, action = case.standing.stage, advice.action if advice else None
            if stage is Stage.REJECTED:
                assert action in (None, Action.ASK_FEEDBACK), day
            elif stage is Stage.OFFERED:
                assert action in (None, Action.REPLY, Action.WITHDRAW), day
            elif stage in (Stage.WITHDRAWN, Stage.LET_GO):
                assert action is None, day
            else:
                assert advice, day
                assert advice.headline, day
                assert advice.because, day


def test_due_lies_ahead_of_a_wait_and_never_ahead_of_anything_else(story: Lived) -> None:
    told, days = story
    for day, found in days:
        today = told.at(day + MORNING).today
        for _, advice in found:
            if advice and advice.action is Action.WAIT:
                assert advice.due >= today, (day, advice)
            elif advice:
                assert advice.due <= today, (day, advice)


def test_no_chase_comes_early_or_after_an_answer(story: Lived) -> None:
    told, days = story
    for day, found in days:
        clock = told.at(day + MORNING)
        for case, advice in found:
            if advice is None or advice.action not in CHASES:
                continue
            heard = last_heard(case, clock)
            chased = [c.at for c in case.standing.every_chase if c.at > heard]
            assert len(case.standing.chases) < 3, day
            assert all(i.end <= clock.now for i in case.standing.interviews), day
            if chased:
                assert clock.working_days_since(clock.day(chased[-1])) >= 5, day
            promised = case.standing.promise.promise.latest if case.standing.promise else None
            if promised and promised >= clock.day(heard):
                assert clock.working_days_since(promised) >= 1, day
            else:
                assert clock.working_days_since(clock.day(heard)) >= 3, day


def last_heard(case: Case, clock: Clock) -> datetime:
    """Return when they wrote or met the user last, found without the timeline's help."""
    silent = (Kind.OUT_OF_OFFICE, Kind.BOUNCE, Kind.OTHER_JOB)
    heard = [case.application.readings[0].envelope.date]
    if case.standing.stage is Stage.INTERVIEWED:
        heard.append(case.standing.stage_since)  # a talk of which only a note speaks
    heard += [i.end for i in case.standing.interviews if i.end <= clock.now]
    heard += [
        reading.envelope.date
        for reading in case.application.readings
        if not (reading.outbound or reading.says(*silent) or Mark.BULK in reading.envelope.marks)
    ]
    return max(heard)


def test_nobody_gets_two_chases_within_five_working_days(story: Lived) -> None:
    told = story[0]
    sent = sorted(
        (chase.at, same_mailbox(address))
        for case in told.cases(LONG_AFTER[0])
        for chase in case.standing.every_chase
        for address in chase.to
    )
    last: dict[str, date] = {}
    for at, person in sent:
        day, before = told.clock.day(at), last.get(person)
        assert before is None or told.clock.calendar.between(before, day) >= 5, (before, day)
        last[person] = day


def test_never_more_than_three_chases_go_unanswered(story: Lived) -> None:
    told, days = story
    for day, found in days:
        for case, _ in found:
            if case.standing.stage is Stage.LET_GO:
                continue
            heard = last_heard(case, told.at(day + MORNING))
            mailed = [c for c in case.standing.every_chase if c.to and c.at > heard]
            assert len(mailed) <= 3, day


@pytest.mark.parametrize("day", LONG_AFTER)
def test_silence_ends_in_letting_go(story: Lived, day: int) -> None:
    for case, advice in story[0].advice(day + MORNING):
        ended = case.standing.stage in (Stage.REJECTED, Stage.OFFERED, Stage.WITHDRAWN)
        allowed = {Action.REPLY, Action.LEAVE_IT, Action.WITHDRAW, Action.LET_GO}
        gone = case.standing.stage is Stage.LET_GO
        assert (advice is None and (ended or gone)) or (advice and advice.action in allowed)


def test_advice_changes_only_with_a_fact_or_a_day_that_has_come(story: Lived) -> None:
    told, days = story
    for (day, before), (_, after) in pairwise(days):
        if told.facts_between(day + MORNING, day + 1 + MORNING):
            continue
        today = told.at(day + 1 + MORNING).today
        old = {case.application.id: advice for case, advice in before}
        moved = {
            case.application.id
            for case, advice in after
            if named(advice) is not named(old[case.application.id])
        }
        for case, advice in after:
            was = old[case.application.id]
            if case.application.id not in moved or was is None:
                continue
            came_due = advice is not None and advice.due == today
            waited_for = was.action is Action.WAIT and was.due <= today
            others = moved - {case.application.id}
            assert came_due or waited_for or was.action in RUNS_OUT or others, (day, was, advice)


def test_a_wait_is_over_on_the_day_that_it_named(story: Lived) -> None:
    told, days = story
    by_day = dict(days)
    for day, found in days:
        for case, advice in found:
            if advice is None or advice.action is not Action.WAIT:
                continue
            ends = day + (advice.due - told.at(day + MORNING).today).days
            if (
                ends not in by_day
                or ends == day
                or told.facts_between(day + MORNING, ends + MORNING)
            ):
                continue
            then = next(a for c, a in by_day[ends] if c.application.id == case.application.id)
            ahead = any(i.end > march(ends + MORNING) for i in case.standing.interviews)
            shared = then is not None and any("too many" in line for line in then.because)
            assert then is None or then.action is not Action.WAIT or ahead or shared, (day, ends)


def test_without_a_fact_advice_does_not_come_back(story: Lived) -> None:
    told, days = story
    seen: dict[str, list[Action | None]] = {}
    for day, found in days:
        if told.facts_between(day - 1 + MORNING, day + MORNING):
            seen = {}
        for case, advice in found:
            past = seen.setdefault(case.application.id, [])
            if not past or past[-1] is not named(advice):
                shared = advice and any("too many" in line for line in advice.because)
                if case.standing.stage is Stage.OFFERED:
                    continue  # put off, and back before its deadline
                assert named(advice) not in past or shared or Action.WAIT in past[-1:], (day, past)
                past.append(named(advice))


def named(advice: Advice | None) -> Action | None:
    return advice.action if advice else None


def test_neither_the_order_of_arrival_nor_duplicates_change_anything(story: Lived) -> None:
    told, shuffler = story[0], random.Random(story[0].seed)
    for day in (20, 45, 90):
        expected = {case.application.id: case for case in told.cases(day)}
        mails = [*told.mails, *shuffler.sample(told.mails, min(3, len(told.mails)))]
        shuffler.shuffle(mails)
        assert {case.application.id: case for case in told.cases(day, mails)} == expected
