"""Signal ↔ compact JSON values, as part of the readings of a thread (see reading_json.py)."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from hearback.signals.signal import (
    About,
    InterviewTime,
    Kind,
    Person,
    Promise,
    Signal,
    Strength,
)

Row = dict[str, Any]
PlaceOf = Callable[[Person], int]

# A dict finds a member several times faster than calling the Enum does.
_KINDS = {kind.value: kind for kind in Kind}
_STRENGTHS = {strength.value: strength for strength in Strength}
_ABOUTS = {about.value: about for about in About}


def filled(**fields: object) -> Row:
    """Return the fields that hold something; reading back puts the empty ones in again."""
    return {name: value for name, value in fields.items() if value}


def to_json(value: object) -> str:
    """Return compact JSON text that SQLite takes, also where a name holds half a character."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def moment_row(moment: datetime | date | None) -> str | None:
    """Return a moment or a day as ISO 8601; None stays None."""
    return moment.isoformat() if moment else None


def moment_of(row: str | None) -> datetime | None:
    """Return the moment that was written, None where there was none."""
    return datetime.fromisoformat(row) if row else None


def signal_row(signal: Signal, place_of: PlaceOf) -> Row:
    """Return a signal as JSON values; `place_of` gives each person a place in the thread's list."""
    interview = signal.interview
    return filled(
        kind=signal.kind,
        evidence=signal.evidence,
        rule=signal.rule,
        confidence=signal.confidence,
        promise=_promise_row(signal.promise, signal.evidence) if signal.promise else None,
        interview=_interview_row(interview, place_of) if interview else None,
        deadline=moment_row(signal.deadline),
    )


def signal_of(row: Row, people: Sequence[Person]) -> Signal:
    """Return the signal of which these are the JSON values."""
    get = row.get
    return Signal(
        _KINDS[row["kind"]],
        get("evidence", ""),
        get("rule", ""),
        get("confidence", 0.0),
        _promise_of(row["promise"], row) if "promise" in row else None,
        _interview_of(row["interview"], people) if "interview" in row else None,
        date.fromisoformat(row["deadline"]) if "deadline" in row else None,
    )


def _promise_row(promise: Promise, evidence: str) -> Row:
    row = filled(
        earliest=promise.earliest.isoformat(),
        latest=promise.latest.isoformat(),
        strength=promise.strength,
        about=promise.about,
        words=promise.words,
    )
    # Nearly always the sentence of the signal, which need not be written twice.
    return row if promise.evidence == evidence else row | {"evidence": promise.evidence}


def _promise_of(row: Row, signal: Row) -> Promise:
    return Promise(
        date.fromisoformat(row["earliest"]),
        date.fromisoformat(row["latest"]),
        _STRENGTHS[row["strength"]],
        _ABOUTS[row["about"]],
        row["evidence"] if "evidence" in row else signal.get("evidence", ""),
        row.get("words", ""),
    )


def _interview_row(time: InterviewTime, place_of: PlaceOf) -> Row:
    return filled(
        start=time.start.isoformat(),
        end=moment_row(time.end),
        fixed=time.fixed,
        cancelled=time.cancelled,
        uid=time.uid,
        recurrence_id=time.recurrence_id,
        sequence=time.sequence,
        people=[place_of(person) for person in time.people],
    )


def _interview_of(row: Row, people: Sequence[Person]) -> InterviewTime:
    get = row.get
    return InterviewTime(
        datetime.fromisoformat(row["start"]),
        moment_of(get("end")),
        get("fixed", False),
        get("cancelled", False),
        get("uid", ""),
        get("recurrence_id", ""),
        get("sequence", 0),
        tuple([people[place] for place in get("people", ())]),
    )
