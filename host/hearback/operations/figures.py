"""All applications as figures: how far each came, and how the companies kept their word."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hearback.advice.action import Action
from hearback.operations.look import Item, Overview
from hearback.signals.signal import About, Kind, Reading
from hearback.timeline.application import Stage, Station
from hearback.timeline.clock import Clock
from hearback.timeline.stage import is_sign_of_life

INVITES = (Kind.INTERVIEW_INVITATION, Kind.INTERVIEW_SCHEDULING, Kind.INTERVIEW_CONFIRMATION)
ANSWERS = (Kind.REJECTION, Kind.OFFER, *INVITES)
"""What ends a promise: a decision, or a next round."""
ENDS: dict[Stage, Station] = {
    Stage.OFFERED: "offered",
    Stage.REJECTED: "refused",
    Stage.WITHDRAWN: "withdrawn",
    Stage.LET_GO: "silent",
}


@dataclass(frozen=True)
class Row:
    """One application; days in the user's zone."""

    item: Item
    began: date
    station: Station
    promised: date | None
    answered: date | None


@dataclass(frozen=True)
class Figures:
    """`promises` count kept, late and never; `answer_days` are days from a talk to the answer."""

    flows: tuple[tuple[Station, Station, int], ...]
    answer_days: tuple[int, ...]
    promises: tuple[int, int, int]
    rows: tuple[Row, ...]


def count_up(overview: Overview, first: date | None, last: date | None) -> Figures:
    """Return the figures of the applications that began on these days, both included."""
    clock = overview.clock
    rows = []
    flows: Counter[tuple[Station, Station]] = Counter()
    days: list[int] = []
    promises = Counter[str]()
    for item in overview.items:
        readings = item.case.application.readings
        began = clock.day(readings[0].envelope.date)
        if (first and began < first) or (last and began > last):
            continue
        way = _way(item)
        flows.update(pairwise(way))
        days += _answer_days(item, clock)
        kept = list(_promises(readings, clock))
        promises.update(word for _, word, _ in kept)
        promised, _, answered = kept[-1] if kept else (None, "", None)
        rows.append(Row(item, began, way[-1], promised, answered))
    return Figures(
        flows=tuple((*pair, count) for pair, count in flows.items()),
        answer_days=tuple(days),
        promises=(promises["kept"], promises["late"], promises["never"]),
        rows=tuple(rows),
    )


def _way(item: Item) -> list[Station]:
    """Return the stations that an application passed, in order."""
    application, standing = item.case.application, item.case.standing
    readings = application.readings
    approached = readings[0].says(Kind.RECRUITER_OUTREACH, *INVITES) and not readings[0].outbound
    way: list[Station] = ["approached" if approached else "applied"]
    inbound = [reading for reading in readings if not reading.outbound]
    if standing.interviews or any(reading.says(*INVITES) for reading in inbound):
        way.append("invited")
    if standing.ever_interviewed:
        way.append("interviewed")
    letting_go = item.advice is not None and item.advice.action is Action.LET_GO
    return [*way, "silent" if letting_go else ENDS.get(standing.stage, "open")]


def _answer_days(item: Item, clock: Clock) -> Iterator[int]:
    """Yield for each talk that was answered the days until the answer came."""
    for talk in item.case.standing.interviews:
        if talk.end > clock.now:
            continue
        answers = _answers(item.case.application.readings)
        answer = next((each for each in answers if each.envelope.date > talk.end), None)
        if answer:
            yield (clock.day(answer.envelope.date) - clock.day(talk.end)).days


def _promises(readings: Sequence[Reading], clock: Clock) -> Iterator[tuple[date, str, date | None]]:
    """Yield each promise whose day has passed: the day, kept, late or never, and the answer's."""
    for at, reading in enumerate(readings):
        for signal in reading.signals:
            promise = signal.promise
            if not promise or promise.about not in (About.DECISION, About.NEXT_STEP):
                continue
            answer = next(_answers(readings[at + 1 :]), None)
            day = clock.day(answer.envelope.date) if answer else None
            if day and day <= promise.latest:
                yield promise.latest, "kept", day
            elif promise.latest < clock.today:
                yield promise.latest, "late" if day else "never", day


def _answers(readings: Sequence[Reading]) -> Iterator[Reading]:
    for reading in readings:
        if not reading.outbound and is_sign_of_life(reading) and reading.says(*ANSWERS):
            yield reading
