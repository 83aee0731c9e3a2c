"""Short words for telling a story in a test: who wrote what on which day, and what it said.

Days are of March 2026: the 2nd is a Monday, the 6th a Friday. Everything happens at noon in UTC
unless a test says otherwise, so no holiday and no zone gets in the way.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hearback.advice.advise import Advice, advise
from hearback.advice.playbook import load_playbook
from hearback.advice.situation import Case
from hearback.mail.message import Address, Envelope, Mark, Me
from hearback.signals.signal import (
    About,
    InterviewTime,
    Kind,
    Mention,
    Part,
    Person,
    Promise,
    Reading,
    Signal,
    Strength,
)
from hearback.timeline.application import Application
from hearback.timeline.business_days import BusinessCalendar
from hearback.timeline.clock import Clock
from hearback.timeline.derive import derive_standing
from hearback.timeline.group import group_threads
from hearback.timeline.notes import Note, Regrouping, Verb
from hearback.timeline.silence import Waits
from hearback.timeline.standing import Standing

SAM = Me(("sam@example.com",), "Sam Rivera")
DANA = Person("Dana Ruiz", "dana@acme.example", Part.RECRUITER)
TOM = Person("Tom Field", "tom@acme.example", Part.EMPLOYER, title="Head of Data")
ROBOT = Person("Acme Jobs", "no-reply@jobs.example", Part.ROBOT)
AGENT = Person("Ines Vale", "ines@harbour.example", Part.AGENCY)

_count = 0


def count_from_one() -> None:
    """Give the next mail the first message id, so that a story is told the same every time."""
    global _count
    _count = 0


def march(day: float, month: int = 3) -> datetime:
    """Return a moment: march(5) is the 5th at noon, march(5.25) is at 18:00."""
    return datetime(2026, month, 1, 12, tzinfo=UTC) + timedelta(days=day - 1)


def on(day: int, month: int = 3) -> date:
    """Return a day of March 2026."""
    return march(day, month).date()


def clock(day: float) -> Clock:
    """Return the clock at noon of a day of March, weekends off and no holidays."""
    return Clock(march(day), UTC, BusinessCalendar.for_country(""))


def says(kind: Kind, **more: Any) -> Signal:
    """Return a signal whose evidence is its own name."""
    return Signal(kind, more.pop("evidence", f"words of {kind}"), "a rule", 0.95, **more)


def promises(
    latest: date, about: About = About.DECISION, strength: Strength = Strength.FIRM
) -> Signal:
    """Return a promise to answer by a day."""
    promise = Promise(latest, latest, strength, about, "We will tell you by then.", "by then")
    return says(Kind.PROMISE, promise=promise)


def meets(day: float, *, fixed: bool = True, uid: str = "", **more: Any) -> Signal:
    """Return a signal that names a time for an interview of an hour."""
    start = march(day)
    time = InterviewTime(start, start + timedelta(hours=1), fixed=fixed, uid=uid, **more)
    if time.cancelled:
        kind = Kind.INTERVIEW_CANCELLATION
    else:
        kind = Kind.INTERVIEW_CONFIRMATION if fixed else Kind.INTERVIEW_SCHEDULING
    return says(kind, interview=time)


def from_them(
    day: float,
    *signals: Kind | Signal,
    by: Person = DANA,
    thread: str = "t1",
    company: str = "Acme",
    role: str = "Data Analyst",
    **more: Any,
) -> Reading:
    """Return a mail of theirs on a day of March."""
    marks = frozenset(more.pop("marks", ()))
    return Reading(
        envelope=_envelope(day, Address(by.name, by.address), SAM.addresses[0], thread, marks),
        outbound=False,
        job=more.pop("job", True),
        signals=tuple(says(s) if isinstance(s, Kind) else s for s in signals),
        writer=by,
        people=more.pop("people", (by,)),
        company=company,
        role=role,
        agency="Harbour Talent" if by.part is Part.AGENCY else "",
        mentions=frozenset(more.pop("mentions", ())),
        **more,
    )


def from_sam(
    day: float,
    *signals: Kind | Signal,
    to: Person = DANA,
    thread: str = "t1",
    mentions: Sequence[Mention] = (),
    **more: Any,
) -> Reading:
    """Return a mail of the user on a day of March."""
    return Reading(
        envelope=_envelope(day, Address(SAM.name, SAM.addresses[0]), to.address, thread),
        outbound=True,
        job=True,
        signals=tuple(says(s) if isinstance(s, Kind) else s for s in signals),
        writer=Person(SAM.name, SAM.addresses[0], Part.ME),
        mentions=frozenset(mentions),
        **more,
    )


def _envelope(
    day: float, sender: Address, to: str, thread: str, marks: frozenset[Mark] = frozenset()
) -> Envelope:
    global _count
    _count += 1
    return Envelope(
        message_id=f"<{_count}@mail.example>",
        thread_id=thread,
        date=march(day),
        sender=sender,
        to=(Address("", to),),
        subject="Data Analyst",
        marks=marks,
    )


def note(day: float, verb: Verb, text: str = "", until: date | None = None) -> Note:
    """Return a note of the user on a day of March."""
    global _count
    _count += 1
    return Note(f"n{_count}", "t1", verb, march(day), text, until)


def application(*readings: Reading, notes: Sequence[Note] = ()) -> Application:
    """Return the one application that these mails make."""
    found = applications(*readings, notes=notes)
    assert len(found) == 1, [(a.company, a.role) for a in found]
    return found[0]


def applications(
    *readings: Reading, notes: Sequence[Note] = (), moved: Sequence[Regrouping] = ()
) -> tuple[Application, ...]:
    """Return all applications that these mails make."""
    by_thread: dict[str, list[Reading]] = {}
    for reading in readings:
        by_thread.setdefault(reading.envelope.thread_id, []).append(reading)
    return group_threads(by_thread.values(), notes, moved)


def standing(day: float, *readings: Reading, notes: Sequence[Note] = ()) -> Standing:
    """Return where the application of these mails stands on a day of March."""
    return stand(application(*readings, notes=notes), day)


def stand(told: Application, day: float) -> Standing:
    """Return where an application stands on a day; what came later is not known yet."""
    known = replace(
        told,
        readings=tuple(r for r in told.readings if r.envelope.date <= march(day)),
        notes=tuple(n for n in told.notes if n.at <= march(day)),
    )
    return derive_standing(known, SAM, clock(day), Waits())


def advice(day: float, *readings: Reading, notes: Sequence[Note] = ()) -> Advice | None:
    """Return the advice for the one application of these mails."""
    told = application(*readings, notes=notes)
    return advice_for(day, told)[0]


def action(day: float, *readings: Reading, notes: Sequence[Note] = ()) -> str | None:
    """Return what is advised for the one application of these mails."""
    found = advice(day, *readings, notes=notes)
    return found.action.value if found else None


def due(day: float, *readings: Reading, notes: Sequence[Note] = ()) -> date:
    """Return from when the advice fits."""
    found = advice(day, *readings, notes=notes)
    assert found is not None
    return found.due


def advice_for(day: float, *told: Application) -> list[Advice | None]:
    """Return the advice for each of several applications of one user."""
    cases = [Case(a, stand(a, day)) for a in told]
    found = advise(cases, clock(day), load_playbook())
    return [found[a.id] for a in told]


def action_at(moment: str, zone: str, country: str, *readings: Reading) -> str | None:
    """Return the action for the one application of these mails, somewhere, at a local time."""
    found = advice_at(moment, zone, country, *readings)
    return found.action.value if found else None


def advice_at(moment: str, zone: str, country: str, *readings: Reading) -> Advice | None:
    """Return the advice for the one application of these mails, somewhere, at a local time."""
    place = ZoneInfo(zone)
    now = datetime.fromisoformat(moment).replace(tzinfo=place)
    there = Clock(now, place, BusinessCalendar.for_country(country))
    told = application(*(r for r in readings if r.envelope.date <= now))
    case = Case(told, derive_standing(told, SAM, there, Waits()))
    return advise([case], there, load_playbook())[told.id]
