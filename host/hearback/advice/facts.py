"""What the sentences of the playbook may speak of: facts in words, "" for one that is not known.

A sentence with a fact that is not known is left out, so a fact that must not be spoken of now (a
promise that they have written past, an interview that lies behind) is "" too.
"""

import re
from collections.abc import Mapping
from datetime import date

from hearback.advice.action import Action
from hearback.advice.due import Look
from hearback.advice.situation import (
    last_interview_end,
    next_interview,
    snoozed_until,
    still_to_thank,
)
from hearback.advice.words import count_in_words, day_in_words, listed, near_day_in_words
from hearback.signals.signal import Kind, Person, Promise
from hearback.timeline.application import Stage
from hearback.timeline.asks import asked_for
from hearback.timeline.clock import Clock
from hearback.timeline.people import HUMAN
from hearback.timeline.stage import is_sign_of_life

TIMES = {2: "twice", 3: "three times"}


def facts_of(look: Look, clock: Clock, due: date) -> Mapping[str, str]:
    """Return every fact about an application, by the name that the playbook's sentences use."""
    standing = look.case.standing
    facts = {
        "accepted_from": look.elsewhere.accepted_from,
        "alive": listed(look.elsewhere.alive),
        "company": look.case.application.company,
        "contact": _name(standing.contact),
        "offered_by": look.elsewhere.offered_by,
        "rejected_day": _day(clock.day(standing.stage_since), clock),
        "wait_ends_day": _day(due, clock),
    }
    for tell in (_of_the_ask, _of_the_promise, _of_the_talk, _of_the_silence, _of_the_chases):
        facts |= tell(look, clock)
    return facts


def _of_the_ask(look: Look, clock: Clock) -> Mapping[str, str]:
    asks = look.case.standing.open_asks
    if not asks:
        return dict.fromkeys(("asked", "asker", "needed_day"), "")
    writer, needed = asks[0].reading.writer, asked_for(asks[0], clock)
    return {
        "asked": asks[0].signal.evidence,
        "asker": _name(writer) if writer and writer.part in HUMAN else "",
        "needed_day": _day(needed, clock) if needed else "",
    }


def _of_the_promise(look: Look, clock: Clock) -> Mapping[str, str]:
    promise, silence = look.case.standing.promise, look.case.standing.silence
    owed = promise and silence and promise.promise.latest >= clock.day(silence.since)
    if promise is None or not owed:
        return {
            "open_promise_day": "",
            "open_promise_quote": "",
            "overdue": "",
            "promise_day": "",
            "promise_quote": "",
            "when_they_decide": "" if promise else "when they expect to decide",
        }
    quote, day = _quoted(promise.promise, clock.today), _day(promise.promise.latest, clock)
    runs = promise.promise.latest >= clock.today
    return {
        "open_promise_day": day if runs else "",
        "open_promise_quote": quote if runs else "",
        "overdue": _overdue(promise.promise.latest, clock),
        "promise_day": day,
        "promise_quote": quote,
        "when_they_decide": "",
    }


def _of_the_talk(look: Look, clock: Clock) -> Mapping[str, str]:
    standing = look.case.standing
    ahead, ended = next_interview(standing, clock.now), last_interview_end(standing, clock.now)
    left = still_to_thank(look.case, clock.now) or ()
    at = f"{ahead.start.astimezone(clock.zone):%H:%M}" if ahead else ""
    return {
        "interview_day": near_day_in_words(clock.day(ended), clock.today) if ended else "",
        "interview_time": (
            f"{near_day_in_words(clock.day(ahead.start), clock.today)} at {at}" if ahead else ""
        ),
        "not_thanked": listed([_name(person) for person in left]),
    }


def _of_the_silence(look: Look, clock: Clock) -> Mapping[str, str]:
    silence, application = look.case.standing.silence, look.case.application
    theirs = [reading for reading in application.readings if is_sign_of_life(reading)]
    nobody = not theirs and look.case.standing.stage is Stage.APPLIED
    last = theirs[-1] if theirs else None
    fresh = bool(silence and last and last.envelope.date >= silence.since)
    since = _day(clock.day(silence.since), clock) if silence else ""
    return {
        "applied_day": since if nobody else "",
        "brush_off": "without a date" if last and fresh and last.says(Kind.BRUSH_OFF) else "",
        "delay": "not decided" if last and fresh and last.says(Kind.DELAY) else "",
        "last_sign_day": "" if nobody else since,
        "only_machines": "only a machine" if theirs and look.case.standing.contact is None else "",
        "unreachable_since": since if nobody and _by_hand_without_address(look) else "",
        "silence": count_in_words(silence.days, "day") if silence else "",
    }


def _by_hand_without_address(look: Look) -> bool:
    application = look.case.application
    return look.case.standing.contact is None and any(r.by_hand for r in application.readings)


def _of_the_chases(look: Look, clock: Clock) -> Mapping[str, str]:
    standing, application = look.case.standing, look.case.application
    chases, contact = standing.chases, _name(standing.contact)
    snoozed = snoozed_until(application, clock)
    asked = clock.day(chases[-1].at) if chases else None
    unknown = not application.agency and standing.line_manager is None
    upwards = look.play is not None and look.play.action is Action.MOVE_UP
    return {
        "agent": contact if application.agency else "",
        "chased_day": near_day_in_words(asked, clock.today) if asked else "",
        "chases": TIMES.get(len(chases), ""),
        "held_for": contact if look.free_again else "",
        "line_manager": "" if application.agency else _name(standing.line_manager),
        "snoozed_day": _day(snoozed, clock) if snoozed else "",
        "where_to_look": "the job advert or the invitation may say" if unknown and upwards else "",
    }


def _name(person: Person | None) -> str:
    return person.name or person.address if person else ""


def _day(day: date, clock: Clock) -> str:
    return day_in_words(day, clock.today)


def _quoted(promise: Promise, today: date) -> str:
    """Return “by Friday” (13 March); the words alone when they name the day themselves."""
    if not promise.words:
        return f"that you would hear by {day_in_words(promise.latest, today)}"
    day, month = str(promise.latest.day), f"{promise.latest:%B}"
    if day in re.findall(r"\d+", promise.words) and month[:3] in promise.words:
        return f"“{promise.words}”"
    return f"“{promise.words}” ({day} {month})"


def _overdue(latest: date, clock: Clock) -> str:
    working = clock.working_days_since(latest)
    return f"{count_in_words(working, 'working day')} ago" if working else ""
