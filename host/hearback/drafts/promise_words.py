"""What they promised, in their words turned to the user's point of view.

"Early next week", read a week later, is "early last week"; "within 5 working days" stays what it
is. A day is named only where they named one, or the end of a week.
"""

import re
from datetime import date, timedelta

from hearback.drafts.names import full_name
from hearback.drafts.reader import Reader
from hearback.drafts.told import Told
from hearback.mail.message import same_mailbox
from hearback.signals.signal import Person, Promise, Strength

NAMES_A_TIME = re.compile(
    r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|week(?!s? or so)|fortnight|month"
    r"|january|february|march|april|may\b|june|july|august|september|october|november|december"
    r"|christmas|easter|thanksgiving|new year|holidays",
    re.I,
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
THEIR_WEEK = re.compile(r"\b(?:this|next|the (?:following|coming)|(?<!the )coming) week\b", re.I)
ENDS_A_WEEK = re.compile(r"\b(?:end|close|finish) of\b(?!.*\bmonth)", re.I)
A_WHILE = re.compile(
    r"(?:within|in|over) (?P<about>(?:about|around|roughly) )?(?P<next>(?:the )?(?:next|coming) )?"
    r"(?P<count>(?:an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d{1,2}(?: ?(?:-|–|to) ?\d{1,2})?|(?:a )?couple of|(?:a )?few) )?"
    r"(?P<unit>(?:(?:working|business) )?(?:hours|days?|weeks?|fortnight|month))",
    re.I,
)
TIMES_OF_A_YEAR = re.compile(
    r"(?:by|before|after|around|in)(?: the (?:end|middle|beginning|start) of)?"
    r" (?:early |mid-?|late )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|christmas|easter|thanksgiving|(?:the )?new year)",
    re.I,
)
THEMSELVES = re.compile(r"\b(?:i|we|us|me)\b|^(?:will|shall|should|hope|aim)\b", re.I)
SOMEBODY_ELSE = re.compile(
    r"\b(?:hear|contact\w*|call\w*|email|reach\w*|answer|word)\b.{0,20}\b(?:from|by)"
    r" (?:the|our|my|his|her|their)\b"
    r"|\b(?:manager|director|colleagues?|team|panel|client|department|committee) (?:will|is|are"
    r"|should|may|might)\b",
    re.I,
)


def promise_by(told: Told, reader: Reader) -> str:
    """Return "by Friday 13 March", "early last week"; "by now" where their words name no time."""
    held = told.standing.promise
    if held is None:
        return ""
    promise, today = held.promise, told.clock.today
    if said := _in_their_words(promise, today, reader):
        return said
    vague = promise.strength is Strength.VAGUE and promise.words
    if vague and not NAMES_A_TIME.search(promise.words):
        return "by now" if promise.latest < today else "around now"
    on = promise.earliest == promise.latest and re.match(rf"on {WEEKDAY}\b", promise.words, re.I)
    return f"{'on' if on else 'by'} {reader.day(promise.latest, today)}"


def _in_their_words(promise: Promise, today: date, reader: Reader) -> str:
    """Return their words where they named no day, "" where they did."""
    words = " ".join(promise.words.split())
    while_ = A_WHILE.fullmatch(words)
    if while_ and (while_["count"] or while_["unit"].lower() != "days"):
        return _within(while_)
    if TIMES_OF_A_YEAR.fullmatch(words):
        return words[0].lower() + words[1:]
    week = THEIR_WEEK.search(words)
    if not week or ENDS_A_WEEK.search(words) or re.search(rf"{WEEKDAY}|\d", words, re.I):
        return ""
    before = words[: week.start()].strip().lower()
    if words[week.end() :].strip() or re.search(r"\b(?:after|before)$", before):
        return ""
    return _in_the_week(before, _monday(promise.latest), today, reader)


def _within(said: re.Match[str]) -> str:
    """Return "within a couple of weeks" for "in the next couple of weeks", which is over by now."""
    count, unit = (said["count"] or "").lower(), said["unit"].lower()
    if not count:
        count = "a few " if unit.endswith("s") else "a "
    elif count.startswith(("couple", "few")):
        count = f"a {count}"
    return f"within {(said['about'] or '').lower()}{count}{unit}"


def _in_the_week(before: str, monday: date, today: date, reader: Reader) -> str:
    """Return "early last week" for "early next week", as it is to be said today."""
    away = (monday - _monday(today)).days
    before = re.sub(r"\b(?:within|in|over|during)\Z", "", before).strip()
    if name := {-7: "last week", 0: "this week", 7: "next week"}.get(away):
        return f"{before} {name}".strip()
    if not before.endswith(" of"):
        before = f"{before} in".strip()
    return f"{before} the week of {reader.of_month(monday)}"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def hear_by(told: Told, reader: Reader) -> str:
    """Return "hear from you by Friday 13 March", or "hear back …" where another was to write."""
    held, by = told.standing.promise, promise_by(told, reader)
    if held is None:
        return ""
    if held.reading is None:
        return f"hear from {told.them} {by}"
    words = held.promise.evidence
    own = THEMSELVES.search(words) and not SOMEBODY_ELSE.search(words)
    return f"hear from you {by}" if own else f"hear back {by}"


def promised(told: Told, recipient: Person | None, reader: Reader) -> str:
    """Return "you mentioned that I would hear from you by Friday 13 March": who said it, and when.

    What was said on the phone has no witness, so there it is "I was to hear from you by …".
    """
    held, by = told.standing.promise, promise_by(told, reader)
    if held is None:
        return ""
    writer = held.reading.writer if held.reading and not held.reading.via_robot else None
    if not writer or by in ("by now", "around now"):
        return f"I was to {hear_by(told, reader)}"
    if recipient and same_mailbox(writer.address) == same_mailbox(recipient.address):
        return f"you mentioned that I would {hear_by(told, reader)}"
    name = full_name(writer, told.application.company)
    return f"{name} mentioned that I would hear {by}" if name else f"I was to hear {by}"
