"""Promises and deadlines: the days that a sentence comes to, how firm they are, and what about."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from hearback.signals.dates.bounds import Bounded, Limit, Shifted
from hearback.signals.dates.governed import Claim, Sentence, take_apart
from hearback.signals.dates.periods import Anchor, Count, Day, Period, Soon, Span, WorkingDays
from hearback.signals.dates.speech import Remark, Role, Said
from hearback.signals.dates.times import TimePhrase
from hearback.signals.signal import About, Promise, Strength

LONGEST_EVIDENCE = 300
MOST_WORDS_BETWEEN = 8
"""Words that may stand between "within a week of" and the day it counts from."""

_ASKS = frozenset({Role.ASKS, Role.ASKS_FIRST})
_DEADLINES = frozenset({Limit.BY, Limit.BEFORE, Limit.WITHIN})
_ABOUT = (
    (Remark.ABOUT_DECISION, About.DECISION),
    (Remark.ABOUT_SLOT, About.SLOT),
    (Remark.ABOUT_NEXT_STEP, About.NEXT_STEP),
    (Remark.ABOUT_FEEDBACK, About.FEEDBACK),
)


@dataclass(frozen=True)
class Context:
    """The mail that a sentence stands in.

    `written` is in the sender's zone. `after_interview`: a bare "let you know" is then about the
    decision. `country` is the sender's (ISO 3166, "" when unknown); it decides how 03/04 is read.
    """

    written: datetime
    working: WorkingDays
    after_interview: bool = False
    country: str = ""

    @property
    def anchor(self) -> Anchor:
        """What days are counted from."""
        return Anchor(self.written.date(), self.written, self.working, self.country.upper())


def read_promise(sentence: str, context: Context) -> Promise | None:
    """Return their word on when they answer, None when the sentence gives none.

    Of several the one that ends last counts. Days are those of the sender's zone.
    """
    taken = take_apart(sentence)
    if taken is None or not _may_promise(taken):
        return None
    found: list[tuple[Span, Claim]] = []
    for claim in taken.theirs():
        span = _span(taken, claim, context.anchor)
        no_day = isinstance(claim.time.period, Soon) and _is_conditional(taken, claim.by)
        if span and span.latest >= context.anchor.day and not no_day:
            found.append((span, claim))
    if not found:
        return None
    span, claim = max(found, key=lambda pair: (pair[0].latest, not pair[0].vague))
    return Promise(
        earliest=min(max(span.earliest, context.anchor.day), span.latest),
        latest=span.latest,
        strength=_strength(taken, claim, span),
        about=_about(taken, claim.by, context.after_interview),
        evidence=_evidence(sentence),
        words=taken.quote(claim.time),
    )


def read_deadline(sentence: str, context: Context) -> date | None:
    """Return the day by which the reader is asked to act, None when the sentence names none."""
    taken = take_apart(sentence)
    if taken is None:
        return None
    days = []
    for time in taken.times:
        by = taken.governor(time)
        if by is None or by.what not in _ASKS or not _is_deadline(taken, time, by):
            continue
        span = _days(_resolved(taken, time), context.anchor)
        if span and span.latest >= context.anchor.day:
            days.append(span.latest)
    return min(days, default=None)


def _may_promise(taken: Sentence) -> bool:
    """Whether the sentence as a whole can promise: no question, and nothing that forbids it."""
    if taken.question and not taken.has(Remark.QUESTIONS):
        return False
    return not taken.has(Remark.REFUSES)


def _is_deadline(taken: Sentence, time: TimePhrase, by: Said) -> bool:
    """Whether a time that belongs to a request is the last one, not the time of something else."""
    if time.limit in _DEADLINES or time.counted:
        return True
    said = {word.text for word in taken.words[by.first : by.end]}
    if not said.isdisjoint(taken.speech.words["ends"]):
        return time.limit in {Limit.NONE, Limit.ON, Limit.IN}
    return isinstance(time.period, Day) and time.limit is Limit.NONE and time.clock is None


# --- Days -----------------------------------------------------------------------------------------


def _span(taken: Sentence, claim: Claim, at: Anchor) -> Span | None:
    """Return the days of a claim, None where there are none."""
    period = claim.period or _resolved(taken, claim.time)
    if period and taken.denied(claim.by) and claim.by.what != Role.UNHEARD:
        period = _not_before(period)
    return _days(period, at)


def _days(period: Period | None, at: Anchor) -> Span | None:
    """Return the days of a period, None where the calendar has none."""
    try:
        return period.span(at) if period else None
    except (ValueError, OverflowError):
        return None


def _not_before(period: Period) -> Period:
    """Return what is left when nothing comes before a time: "we will not know until Tuesday"."""
    if isinstance(period, Bounded) and period.limit in {Limit.BY, Limit.BEFORE}:
        return replace(period, limit=Limit.NOT_BEFORE)
    return period


def _resolved(taken: Sentence, time: TimePhrase) -> Period | None:
    """Return the period of a time, counted from another time of the sentence where it must be."""
    bounded = time.bounded
    if bounded is None:
        return None
    if time.relative:
        base = _named_before(taken, time) or _named_behind(taken, time)
        if base is None:
            return bounded if time.alone else None
        return Shifted(bounded, base)
    if isinstance(time.period, Count) and time.limit is not Limit.FOR:
        base = _counted_from(taken, time)
        return Shifted(bounded, base) if base else bounded
    return bounded


def _named_before(taken: Sentence, time: TimePhrase) -> Period | None:
    """Return the nearest time before this one that stands by itself."""
    for other in reversed(taken.times):
        if other.first < time.first and _stands_alone(other):
            return Bounded(other.period, Limit.NONE) if other.period else None
    return None


def _named_behind(taken: Sentence, time: TimePhrase) -> Period | None:
    """Return a time right behind this one: "the day after your interview on Friday"."""
    for other in taken.times:
        if 0 <= other.first - time.end <= MOST_WORDS_BETWEEN and _stands_alone(other):
            return Bounded(other.period, Limit.NONE) if other.period else None
    return None


def _stands_alone(time: TimePhrase) -> bool:
    if time.relative or time.counted:
        return False
    return time.period is not None and not isinstance(time.period, Soon)


def _counted_from(taken: Sentence, time: TimePhrase) -> Period | None:
    """Return the day that units count from: "within a week of your interview on the 12th"."""
    if taken.words[min(time.end, len(taken.words) - 1)].text in taken.speech.words["counts_from"]:
        base = _named_behind(taken, time) or _named_before(taken, time)
        if base is not None:
            return base
    for other in taken.times:
        by = taken.governor(other)
        meets = by is not None and by.what in {Role.MEETS, Role.MILESTONE}
        if other.end <= time.first and meets and _stands_alone(other):
            return Bounded(other.period, Limit.NONE) if other.period else None
    return None


# --- Strength and subject -------------------------------------------------------------------------


def _strength(taken: Sentence, claim: Claim, span: Span) -> Strength:
    if _is_conditional(taken, claim.by):
        return Strength.CONDITIONAL
    vague = span.vague or (claim.by.what in {Role.TAKES, Role.NUDGE} and _usually(taken, claim))
    if vague or taken.question or _hedged(taken, claim):
        return Strength.VAGUE
    return Strength.FIRM


def _usually(taken: Sentence, claim: Claim) -> bool:
    """Whether it says how long things take, and not until when to wait."""
    return claim.by.what == Role.NUDGE or claim.time.counted


def _hedged(taken: Sentence, claim: Claim) -> bool:
    """Whether a hedge stands in the part of the phrase or of the time, or leads up to it."""
    parts = {taken.part(claim.by.first), taken.part(claim.time.first)}
    parts.add(min(parts) - 1)
    if claim.by.what == Role.UNHEARD:
        return False
    meant = [said for said in taken.remarks if said.what == Remark.NO_HEDGES]
    return any(
        said.what == Remark.HEDGES
        and taken.part(said.first) in parts
        and not any(_covers(other, said) for other in meant)
        for said in taken.remarks
    )


def _is_conditional(taken: Sentence, by: Said) -> bool:
    return by.what != Role.UNHEARD and bool(_conditions(taken))


def _conditions(taken: Sentence) -> list[Said]:
    """Return the conditions of a sentence; "let you know if" sets none."""
    excused = [
        said for said in taken.remarks if said.what in {Remark.NO_CONDITIONS, Remark.WHETHER}
    ]
    return [
        said
        for said in taken.remarks
        if said.what == Remark.CONDITIONS and not any(_covers(other, said) for other in excused)
    ]


def _covers(one: Said, other: Said) -> bool:
    """Whether two phrases share a word."""
    return one.first < other.end and other.first < one.end


def _about(taken: Sentence, by: Said, after_interview: bool) -> About:
    """Return what a promise is about; "if we decide to go on, …" is not about a decision."""
    aside = {taken.part(said.first) for said in _conditions(taken)} - {taken.part(by.first)}
    said = {said.what for said in taken.remarks if taken.part(said.first) not in aside}
    for remark, about in _ABOUT:
        if remark in said:
            return about
    return About.DECISION if after_interview else About.NEXT_STEP


def _evidence(sentence: str) -> str:
    line = " ".join(sentence.split())
    return line if len(line) <= LONGEST_EVIDENCE else line[: LONGEST_EVIDENCE - 1] + "\u2026"
