"""What they asked of the user and nobody has answered: a time, a document, a decision on an offer.

An ask is answered by a later mail of the user, by a confirmation, cancellation or refusal of
theirs, by a note, or by the passing of the day that was asked for (DESIGN section 3, row `reply`).
"""

from datetime import date, timedelta

from hearback.signals.signal import Kind, Reading, Signal
from hearback.timeline.application import Application
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Verb
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
SETTLES = (Kind.INTERVIEW_CONFIRMATION, Kind.INTERVIEW_CANCELLATION, Kind.REJECTION)
SAYS_NOTHING_ABOUT_IT = frozenset(
    {Verb.SNOOZE, Verb.COMPANY, Verb.ROLE, Verb.LINE_MANAGER, Verb.TOPIC, Verb.TRAVEL}
)
DECIDE_BEFORE = timedelta(days=2)  # an offer put off comes back so long before its deadline


def open_asks(application: Application, clock: Clock) -> tuple[Finding, ...]:
    """Return what is the user's to answer now, newest first."""
    found = [
        Finding(signal, reading)
        for reading in application.readings
        if not reading.outbound and not _settled_by_itself(reading)
        for signal in reading.signals
        if signal.kind in ASKS and not _fixed(signal)
    ]
    return tuple(ask for ask in reversed(found) if is_open(ask, application, clock))


def is_open(ask: Finding, application: Application, clock: Clock) -> bool:
    """Whether nothing has answered it until now."""
    if ask.signal.kind is Kind.OFFER:
        return _offer_open(ask, application, clock)
    return not _answered(ask, application) and not _day_has_passed(ask, clock)


def _settled_by_itself(reading: Reading) -> bool:
    """A mail that confirms a time asks for none, whatever its words."""
    confirmation = reading.says(Kind.INTERVIEW_CONFIRMATION)
    return bool(confirmation and not reading.says(Kind.QUESTION, Kind.ASSESSMENT_REQUEST))


def _fixed(signal: Signal) -> bool:
    return bool(signal.interview and signal.interview.fixed)


def _answered(ask: Finding, application: Application) -> bool:
    later = [reading for reading in application.readings if reading.envelope.date > ask.at]
    return any(reading.outbound or reading.says(*SETTLES) for reading in later) or any(
        note.at > ask.at and note.verb not in SAYS_NOTHING_ABOUT_IT for note in application.notes
    )


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
    if accepted(application) or not _answered(ask, application):
        return not accepted(application)
    deadline = ask.signal.deadline
    return deadline is not None and deadline - DECIDE_BEFORE <= clock.today <= deadline


def accepted(application: Application) -> bool:
    """Whether the user accepted their offer, by mail or by a note."""
    return accepted_at(application) is not None


def accepted_at(application: Application) -> date | None:
    """Return the day on which the user accepted, in the zone of that mail or note."""
    for reading in application.readings:
        if reading.outbound and reading.says(Kind.ACCEPTANCE):
            return reading.envelope.date.date()
    for note in application.notes:
        if note.verb is Verb.ACCEPTED:
            return note.at.date()
    return None
