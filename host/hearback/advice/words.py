"""Days and facts in words, for the sentences on a card."""

import re
from collections.abc import Mapping
from datetime import date
from string import Formatter

from hearback.advice.situation import Case, Elsewhere, last_interview_end, next_interview
from hearback.mail.message import Mark
from hearback.signals.signal import Promise
from hearback.timeline.clock import Clock
from hearback.timeline.standing import Finding

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
A_YEAR = 300  # days after which a date needs its year


def day_in_words(day: date, today: date) -> str:
    """Return a day as a person would write it: "Friday, 13 March", with a year when it is far."""
    text = f"{day:%A}, {day.day} {day:%B}"
    return text if abs((day - today).days) < A_YEAR else f"{text} {day.year}"


def near_day_in_words(day: date, today: date) -> str:
    """Return "today", "yesterday", "tomorrow", else "on Friday, 13 March"."""
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    return near.get((day - today).days) or f"on {day_in_words(day, today)}"


def count_in_words(count: int, thing: str) -> str:
    """Return "one working day", "nine days", "23 days"."""
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {thing}{'' if count == 1 else 's'}"


def facts_of(case: Case, elsewhere: Elsewhere, clock: Clock) -> Mapping[str, str]:
    """Return every fact that the playbook's sentences may use, "" for one that is not known."""
    application, standing = case.application, case.standing
    today, silence, promise = clock.today, standing.silence, standing.promise
    ahead, ended = next_interview(standing, clock.now), last_interview_end(standing, clock.now)
    contact = standing.contact
    ask = standing.open_asks[0] if standing.open_asks else None
    return {
        "accepted_from": elsewhere.accepted_from,
        "asked": ask.signal.evidence if ask else "",
        "chases": count_in_words(len(standing.chases), "chase"),
        "company": application.company,
        "contact": contact.name or contact.address if contact else "",
        "interview_day": near_day_in_words(clock.day(ended), today) if ended else "",
        "interview_time": (
            f"{near_day_in_words(clock.day(ahead.start), today)} at "
            f"{ahead.start.astimezone(clock.zone):%H:%M}"
            if ahead
            else ""
        ),
        "last_sign_day": day_in_words(clock.day(silence.since), today) if silence else "",
        "offered_by": elsewhere.offered_by,
        "overdue": _overdue(promise.promise.latest, clock) if promise else "",
        "promise_day": day_in_words(promise.promise.latest, today) if promise else "",
        "promise_quote": _quoted(promise.promise, today) if promise else "",
        "rejected_day": day_in_words(clock.day(standing.stage_since), today),
        "silence": count_in_words(silence.days, "day") if silence else "",
        "wait_ends_day": "",
    }


def _quoted(promise: Promise, today: date) -> str:
    """Return “by Friday” (13 March); the words alone when they name the day themselves."""
    if not promise.words:
        return day_in_words(promise.latest, today)
    day, month = str(promise.latest.day), f"{promise.latest:%B}"
    if day in re.findall(r"\d+", promise.words) and month[:3] in promise.words:
        return f"“{promise.words}”"
    return f"“{promise.words}” ({day} {month})"


def _overdue(latest: date, clock: Clock) -> str:
    working = clock.working_days_since(latest)
    return f"{count_in_words(working, 'working day')} ago" if working else ""


def say_doubt(doubt: Finding, clock: Clock) -> str:
    """Return the question about a refusal that closed nothing."""
    envelope = doubt.reading.envelope
    day = day_in_words(clock.day(envelope.date), clock.today)
    sender = envelope.sender.name or envelope.sender.address
    why = (
        "it may not come from where it says it does"
        if Mark.DMARC_FAIL in envelope.marks
        else "nothing in it names this company"
    )
    words = f"“{doubt.signal.evidence}”" if doubt.signal.evidence else "no"
    told = f"A mail from {sender} on {day} says {words}, but {why}. Is it about this application?"
    return DIRECTION.sub("", told)


DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def say(texts: list[str], facts: Mapping[str, str]) -> list[str]:
    """Return the sentences whose facts are all known, filled in."""
    said = []
    for text in texts:
        names = [name for _, name, _, _ in Formatter().parse(text) if name]
        if all(facts.get(name) for name in names):
            # A direction mark in a mail must not turn the rest of our own sentence around.
            said.append(DIRECTION.sub("", text.format_map(facts)))
    return said
