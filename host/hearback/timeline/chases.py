"""The user's chases: mails that answer nothing of theirs and seek to move things on, noted calls.

A thank-you that asks for the timeline, an answer to something they asked, the news of another offer
and a mail that bounced are none.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta

from hearback.signals.signal import Kind, Mention, Reading
from hearback.timeline.application import Application, Interview
from hearback.timeline.asks import answers_an_ask, written_by_machine
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Note, Verb
from hearback.timeline.stage import is_sign_of_life
from hearback.timeline.standing import Chase

CHASING = frozenset({"check_in", "value_add", "move_up"})
NO_CHASE = (Kind.ACCEPTANCE, Kind.WITHDRAWAL, Kind.FEEDBACK_REQUEST)
THANKS_WITHIN = timedelta(days=4)  # a thank-you that asks for the timeline is no chase


def find_chases(
    application: Application, interviews: Iterable[Interview], clock: Clock
) -> tuple[Chase, ...]:
    """Return every chase until now, oldest first."""
    ends = (i.end for i in interviews)
    signs = sorted([*(r.envelope.date for r in application.readings if is_sign_of_life(r)), *ends])
    mailed = (
        _mailed(reading)
        for reading in application.readings
        if reading.envelope.date <= clock.now and _is_chase(reading, application, signs, clock)
    )
    noted = (_noted(note) for note in application.notes if note.at <= clock.now)
    return tuple(sorted((*mailed, *filter(None, noted)), key=lambda chase: chase.at))


def _is_chase(
    reading: Reading, application: Application, signs: list[datetime], clock: Clock
) -> bool:
    if not reading.outbound or not _seeks_an_answer(reading):
        return False
    if reading.says(Kind.THANK_YOU) and _soon_after(reading.envelope.date, signs):
        return False
    if written_by_machine(reading) or reading.envelope.message_id in application.returned:
        return False
    return not answers_an_ask(reading, application, clock)


def _seeks_an_answer(reading: Reading) -> bool:
    brings = Mention.SOMETHING_OF_VALUE in reading.mentions and not reading.says(Kind.THANK_YOU)
    told = Mention.OTHER_OFFER in reading.mentions  # keeping them posted is no chase
    return bool(not told and (brings or reading.says(Kind.FOLLOW_UP))) and not reading.says(
        *NO_CHASE
    )


def _soon_after(written: datetime, signs: list[datetime]) -> bool:
    before = bisect_right(signs, written)
    return before > 0 and written - signs[before - 1] <= THANKS_WITHIN


def _mailed(reading: Reading) -> Chase:
    return Chase(
        reading.envelope.date,
        tuple(address.address for address in reading.envelope.recipients),
        value_add=Mention.SOMETHING_OF_VALUE in reading.mentions,
    )


def _noted(note: Note) -> Chase | None:
    if note.verb is Verb.CALLED:
        return Chase(note.at, ())
    if note.verb is Verb.SENT_ELSEWHERE and note.text in CHASING:
        return Chase(note.at, (), value_add=note.text == "value_add")
    return None
