"""Days and facts in words, for the sentences on a card."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from string import Formatter

from hearback.mail.message import Mark
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
    return f"{count_of(count)} {thing}{'' if count == 1 else 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return "Acme", "Acme and Bravo", "Acme, Bravo and two more"; "" for none."""
    shown = list(names[:most])
    if len(names) > most:
        shown = [*names[: most - 1], f"{count_of(len(names) - most + 1)} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def count_of(count: int) -> str:
    """Return a number as a word, up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


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
