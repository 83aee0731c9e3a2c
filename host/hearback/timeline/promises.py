"""The promise in force: the newest one about a decision or a next step, by mail or by voice.

It ends when what it promised arrives (a refusal, an offer, a next round), when a newer one replaces
it, or when they say that it is delayed. That an interview takes place does not end it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from hearback.signals.signal import About, Kind, Promise, Reading, Strength
from hearback.timeline.application import Application, Interview
from hearback.timeline.notes import Note, Verb
from hearback.timeline.stage import refuses
from hearback.timeline.standing import PromiseInForce

# Feedback promised before there is a decision is how an agency speaks of its client's decision.
COUNTS = frozenset({About.DECISION, About.NEXT_STEP, About.FEEDBACK})
NEXT_STEPS = (
    Kind.INTERVIEW_INVITATION,
    Kind.INTERVIEW_SCHEDULING,
    Kind.INTERVIEW_CONFIRMATION,
    Kind.ASSESSMENT_REQUEST,
)


def promise_in_force(
    application: Application, interviews: tuple[Interview, ...], now: datetime
) -> PromiseInForce | None:
    """Return the promise that counts at `now`, None when there is none."""
    current: PromiseInForce | None = None
    said: list[tuple[datetime, Reading | Note]] = [
        *((reading.envelope.date, reading) for reading in application.readings),
        *((note.at, note) for note in application.notes if note.verb is Verb.PROMISED and note.day),
    ]
    for at, source in sorted(said, key=lambda pair: pair[0]):
        if at > now:
            break
        if isinstance(source, Note):
            current = _by_voice(source, now)
        elif not source.outbound:
            current = _after(source, current, interviews, application)
    return current


def _by_voice(note: Note, now: datetime) -> PromiseInForce:
    assert note.day is not None  # noqa: S101 - the caller took only notes with a day
    promise = Promise(
        earliest=min(note.at.astimezone(now.tzinfo).date(), note.day),
        latest=note.day,
        strength=Strength.FIRM,
        about=About.DECISION,
        evidence=note.text,
        words=note.text,
    )
    return PromiseInForce(promise, None, note.at)


def _after(
    reading: Reading,
    current: PromiseInForce | None,
    interviews: tuple[Interview, ...],
    application: Application,
) -> PromiseInForce | None:
    """Return the promise in force once this mail of theirs has come."""
    made = _put_right(_made(reading), reading, application.notes)
    if made:
        return PromiseInForce(made, reading)
    if current is None:
        return None
    arrived = refuses(reading, application) or _arrived(reading, current, interviews)
    return None if arrived or reading.says(Kind.DELAY) else current


def _made(reading: Reading) -> Promise | None:
    promises = [
        signal.promise
        for signal in reading.signals
        if signal.kind is Kind.PROMISE and signal.promise and signal.promise.about in COUNTS
    ]
    # A mail that names two days is held to the later one.
    return max(promises, key=lambda promise: promise.latest, default=None)


def _put_right(made: Promise | None, reading: Reading, notes: Iterable[Note]) -> Promise | None:
    """Return what a mail promises, as the user knows it better."""
    verbs = (Verb.PROMISE, Verb.NOT_PROMISED)
    about = [n for n in notes if n.verb in verbs and n.text == reading.envelope.message_id]
    if not about:
        return made
    day = about[-1].day
    if about[-1].verb is Verb.NOT_PROMISED or day is None:
        return None
    written = reading.envelope.date.date()
    known = made or Promise(written, day, Strength.FIRM, About.DECISION)
    # The words told the wrong day: they are not put beside the right one.
    return replace(known, earliest=min(known.earliest, day), latest=day, words="")


def _arrived(reading: Reading, current: PromiseInForce, interviews: tuple[Interview, ...]) -> bool:
    if reading.says(Kind.OFFER):
        return True
    if not reading.says(*NEXT_STEPS):
        return False
    if current.promise.about is About.NEXT_STEP:
        return True
    # A decision promised while a time was being found is still owed after that talk; a new round
    # takes its place only when an interview lies between the promise and the invitation.
    promised = current.reading.envelope.date if current.reading else current.noted_at
    return any(
        (promised is None or interview.agreed <= promised or promised <= interview.end)
        and interview.end <= reading.envelope.date
        for interview in interviews
    )


def slot_promise(application: Application, now: datetime) -> Promise | None:
    """Return the newest promise to send or confirm a time, None once a time or another mail came.

    It holds a check-in back while a time is being agreed on; it is no promise of an answer.
    """
    found: Promise | None = None
    for reading in application.readings:
        if reading.outbound or reading.envelope.date > now:
            continue
        slots = [s.promise for s in reading.signals if s.promise and s.promise.about is About.SLOT]
        if slots:
            found = slots[-1]
        elif reading.says(*NEXT_STEPS, Kind.REJECTION, Kind.OFFER):
            found = None
    return found
