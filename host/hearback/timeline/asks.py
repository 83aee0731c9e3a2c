"""What they asked of the user and nobody has answered: a time, a document, a decision on an offer.

An ask is answered by a later mail of the user, by a confirmation, cancellation or refusal of
theirs, by a note, or by the passing of the day that was asked for (the play `reply`).
A mail of the user that bounced or that a machine wrote for them answers nothing.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from hearback.mail.message import Mark
from hearback.signals.signal import Kind, Mention, Reading, Signal
from hearback.timeline.application import Application
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Verb
from hearback.timeline.stage import refuses
from hearback.timeline.standing import Finding

ASKS = frozenset(
    {
        Kind.QUESTION,
        Kind.INTERVIEW_INVITATION,
        Kind.INTERVIEW_SCHEDULING,
        Kind.ASSESSMENT_REQUEST,
        Kind.OFFER,
    }
)
TIME_ASKS = frozenset({Kind.INTERVIEW_INVITATION, Kind.INTERVIEW_SCHEDULING})
SETTLES = (Kind.INTERVIEW_CONFIRMATION, Kind.INTERVIEW_CANCELLATION)
SAYS_NOTHING_ABOUT_IT = frozenset(
    {
        Verb.SNOOZE,
        Verb.COMPANY,
        Verb.ROLE,
        Verb.LINE_MANAGER,
        Verb.TOPIC,
        Verb.TRAVEL,
        Verb.FEEDBACK,
        Verb.OFFER_CONFIRMED,
        Verb.LET_GO,
        Verb.REOPEN,
    }
)
DECIDE_BEFORE = timedelta(days=2)  # an offer put off comes back so long before its deadline


@dataclass(frozen=True, slots=True)
class Handed:
    """The day on which the move became theirs: the user answered, or the day asked for passed."""

    day: date
    answered: bool


def open_asks(application: Application, clock: Clock) -> tuple[Finding, ...]:
    """Return what is the user's to answer now, newest first."""
    found = tuple(_asks(application))
    offers = [ask for ask in found if ask.signal.kind is Kind.OFFER]
    return tuple(
        ask
        for ask in reversed(found)
        # An offer made anew takes the place of the one before.
        if (ask.signal.kind is not Kind.OFFER or ask is offers[-1])
        and is_open(ask, application, clock)
    )


def is_open(ask: Finding, application: Application, clock: Clock) -> bool:
    """Whether nothing has answered it until now."""
    if ask.signal.kind is Kind.OFFER:
        return _offer_open(ask, application, clock)
    return _answered_at(ask, application) is None and not _day_has_passed(ask, clock)


def open_since(ask: Finding, application: Application, clock: Clock) -> date:
    """Return the first day on which an ask that is open now was the user's to answer."""
    put_off = ask.signal.kind is Kind.OFFER and _answered_at(ask, application)
    if put_off and ask.signal.deadline:
        return ask.signal.deadline - DECIDE_BEFORE
    return clock.day(ask.at)


def answers_an_ask(reading: Reading, application: Application, clock: Clock) -> bool:
    """Whether a mail of the user answers something that was open when they wrote it."""
    written = reading.envelope.date
    for ask in _asks(application):
        day = asked_for(ask, clock)
        if ask.at < written and (day is None or day >= clock.day(written)):
            answered = _answered_at(ask, application)
            if answered is None or answered >= written:
                return True
    return False


def handed_over(application: Application, clock: Clock) -> Handed | None:
    """Return when what they asked for last became theirs; None while it is not, or was never."""
    newest = max(_asks(application), key=lambda ask: ask.at, default=None)
    if newest is None or is_open(newest, application, clock):
        return None
    day = asked_for(newest, clock)
    answered = _answered_at(newest, application)
    if answered and (day is None or clock.day(answered) <= day):
        return Handed(clock.day(answered), answered=True)
    return Handed(day, answered=False) if day and day < clock.today else None


def _asks(application: Application) -> Iterator[Finding]:
    """Yield everything they asked for, oldest first."""
    for reading in application.readings:
        if not reading.outbound and not _settled_by_itself(reading):
            for signal in reading.signals:
                if signal.kind in ASKS and not (signal.interview and signal.interview.fixed):
                    yield Finding(signal, reading)


def _settled_by_itself(reading: Reading) -> bool:
    """A mail that confirms a time asks for none, whatever its words."""
    confirmation = reading.says(Kind.INTERVIEW_CONFIRMATION)
    return bool(confirmation and not reading.says(Kind.QUESTION, Kind.ASSESSMENT_REQUEST))


def _answered_at(ask: Finding, application: Application) -> datetime | None:
    """Return when an ask was answered first, by whichever side; None when nothing has."""
    readings = application.readings
    later = islice(readings, bisect_right(readings, ask.at, key=_written), None)
    by_mail = next((r for r in later if _answers(ask.signal, r, application)), None)
    answered = [
        note.at
        for note in application.notes
        if note.at > ask.at and note.verb not in SAYS_NOTHING_ABOUT_IT
    ]
    answered += [by_mail.envelope.date] if by_mail else []
    return min(answered, default=None)


def _written(reading: Reading) -> datetime:
    return reading.envelope.date


def _answers(asked: Signal, reading: Reading, application: Application) -> bool:
    if reading.outbound:
        returned = reading.envelope.message_id in application.returned
        return not written_by_machine(reading) and not returned
    # Once they speak of the talk that they had, its time need not be found any more.
    held = asked.kind in TIME_ASKS and Mention.INTERVIEW_HELD in reading.mentions
    return held or refuses(reading, application) or reading.says(*SETTLES) is not None


def written_by_machine(reading: Reading) -> bool:
    """Whether a mail is an automatic answer, the user's own out-of-office too."""
    away = reading.says(Kind.OUT_OF_OFFICE) is not None
    return away or Mark.AUTO_REPLY in reading.envelope.marks


def asked_for(ask: Finding, clock: Clock) -> date | None:
    """Return the last day that was asked for: a deadline, or the last of the times proposed."""
    if ask.signal.deadline:
        return ask.signal.deadline
    if ask.signal.kind not in TIME_ASKS:
        return None
    proposed = [
        clock.day(signal.interview.start) for signal in ask.reading.signals if signal.interview
    ]
    return max(proposed, default=None)


def _day_has_passed(ask: Finding, clock: Clock) -> bool:
    day = asked_for(ask, clock)
    return day is not None and day < clock.today


def _offer_open(ask: Finding, application: Application, clock: Clock) -> bool:
    if accepted_at(application) or _day_has_passed(ask, clock):
        return False
    deadline = ask.signal.deadline
    put_off = _answered_at(ask, application) is not None
    return not put_off or bool(deadline and deadline - DECIDE_BEFORE <= clock.today)


def accepted(application: Application) -> bool:
    """Whether the user accepted their offer, by mail or by a note."""
    return accepted_at(application) is not None


def accepted_at(application: Application) -> datetime | None:
    """Return when the user accepted their offer."""
    by_mail = (
        reading.envelope.date
        for reading in application.readings
        if reading.outbound and reading.says(Kind.ACCEPTANCE)
    )
    by_note = (note.at for note in application.notes if note.verb is Verb.ACCEPTED)
    return min((*by_mail, *by_note), default=None)
