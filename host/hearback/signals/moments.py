"""When: the promises, deadlines and interview times that the sentences of one mail name.

`dates` reads a sentence; this decides which sentences it is asked about.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hearback.mail.message import Message
from hearback.signals.dates import (
    Context,
    WorkingDays,
    read_deadline,
    read_promise,
    read_times,
)
from hearback.signals.dates.periods import Soon
from hearback.signals.meetings import NamedTime
from hearback.signals.phrases import AnyOf
from hearback.signals.rules import Where
from hearback.signals.scan import Line, Page
from hearback.signals.signal import About, InterviewTime, Promise, Strength

MOST_TIMES = 12


OF_NOBODY = frozenset("ai am cc co eu fm gg gl im io la ly me nu sh so st to tv vc ws".split())
"""Two letters at the end of a domain that tell of no country, or of another than is meant."""
SPOKEN = {"UK": "GB"}


@dataclass(frozen=True)
class Home:
    """Where the user lives: their time zone, the days they work, their country (ISO 3166).

    `elsewhere` gives the days that are worked in another country.
    """

    zone: ZoneInfo
    working: WorkingDays
    country: str
    elsewhere: Callable[[str], WorkingDays] | None = None


def country_of(domain: str) -> str:
    """Return the country that a mail domain tells of (ISO 3166), "" for none."""
    ending = domain.rpartition(".")[2].upper()
    if len(ending) != 2 or not ending.isalpha() or ending.lower() in OF_NOBODY:
        return ""
    return SPOKEN.get(ending, ending)


def context_of(message: Message, home: Home, *, after_interview: bool) -> Context:
    """Return how the dates of a mail are to be read: from its day in its sender's zone.

    That zone is the invitation's, else that of a Date header which is not UTC, else the user's. Its
    country is the one that the sender's domain tells of, else the user's.
    """
    written = message.envelope.date
    zones = [i.start.tzinfo for i in message.invitations if i.zone_known]
    zone = next((z for z in zones if z not in {UTC, None}), None)
    if zone is None and not written.utcoffset():
        zone = home.zone
    theirs = country_of(message.envelope.sender.domain)
    working = home.elsewhere(theirs) if theirs and home.elsewhere else home.working
    return Context(
        written=written.astimezone(zone) if zone else written,
        working=working,
        after_interview=after_interview,
        country=theirs or home.country,
    )


def find_promises(page: Page, context: Context) -> list[tuple[Line, Promise]]:
    """Return the promises of a mail, each day once, with the sentences they stand in."""
    found: dict[tuple[date, str], tuple[Line, Promise]] = {}
    for line in _body(page):
        promise = read_promise(line.sentence.text, context)
        if promise:
            found.setdefault((promise.latest, promise.about), (line, promise))
    return list(found.values())


def find_slot_promise(page: Page, context: Context, phrases: AnyOf) -> tuple[Line, Promise] | None:
    """Return their word that they will name times, where it names no day: it is due soon."""
    line = next((line for line in _body(page) if phrases.stands_in(line.words)), None)
    if line is None:
        return None
    days = Soon().span(context.anchor)
    evidence = line.sentence.evidence
    return line, Promise(days.earliest, days.latest, Strength.VAGUE, About.SLOT, evidence, evidence)


def find_deadline(page: Page, first: Line | None, context: Context) -> date | None:
    """Return the day by which a mail asks the user to act; `first` is the sentence that asks."""
    lines = [*([first] if first else []), *_body(page)]
    days = (read_deadline(line.sentence.text, context) for line in lines)
    return next((day for day in days if day), None)


def find_times(page: Page, context: Context, declines: AnyOf) -> list[NamedTime]:
    """Return the times that a mail names for an interview, each once, by their order in time.

    A sentence with one of the phrases `declines` names times that are refused; the others are read
    together, for a day may stand above its hours.
    """
    body = _body(page)
    times = _times_in(body, context)
    if not times:
        return []
    refusing = [line for line in body if declines.stands_in(line.words)]
    refused: Sequence[InterviewTime] = ()
    if refusing:
        refused = _times_in(refusing, context)
        times = _times_in([line for line in body if line not in refusing], context)
    found: dict[datetime, NamedTime] = {}
    for told, declined in ((refused, True), (times, False)):
        for time in told:
            if time.start > context.written:
                found.setdefault(time.start, NamedTime(time, declined))
    return sorted(found.values(), key=lambda named: named.time.start)[:MOST_TIMES]


def _times_in(lines: Iterable[Line], context: Context) -> Sequence[InterviewTime]:
    return read_times("\n".join(line.sentence.text for line in lines), context)


def _body(page: Page) -> list[Line]:
    return [line for line in page.unlike if line.where is Where.BODY]
