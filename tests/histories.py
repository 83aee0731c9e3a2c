"""Made-up histories: what several employers and one user do over some weeks, told from a seed.

What employers do does not depend on the user; the user follows the advice always, at times or
never, each morning. Nothing here knows how advice is found.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from hearback.advice.action import Action
from hearback.advice.advise import Advice, advise
from hearback.advice.playbook import load_playbook
from hearback.advice.situation import Case
from hearback.mail.message import Mark
from hearback.signals.signal import InterviewTime, Kind, Mention, Part, Person, Reading, Signal
from hearback.timeline.business_days import BusinessCalendar
from hearback.timeline.clock import Clock
from hearback.timeline.derive import derive_standing
from hearback.timeline.group import group_threads
from hearback.timeline.notes import Note, Verb
from hearback.timeline.silence import Waits
from telling import AGENT, ROBOT, SAM, from_sam, from_them, march, meets, on, promises, says

PLACES = (
    ("UTC", ""),
    ("Europe/London", "GB"),
    ("America/New_York", "US"),
    ("Pacific/Auckland", "NZ"),
)
MORNING, ACTS = -0.125, -0.12  # nine o'clock in UTC, and a little later
SAID = (
    Kind.QUESTION,
    Kind.DELAY,
    Kind.DELAY,
    Kind.BRUSH_OFF,
    Kind.COLD_REPLY,
    Kind.COLD_REPLY,
    Kind.OUT_OF_OFFICE,
    Kind.BOUNCE,
    Kind.INTERVIEW_INVITATION,
    Kind.INTERVIEW_CANCELLATION,
    Kind.REJECTION,
    Kind.OTHER_JOB,
)


@dataclass(frozen=True)
class Employer:
    """One application: who writes about it, in which thread, for which role."""

    name: str
    role: str
    recruiter: Person
    boss: Person

    @property
    def thread(self) -> str:
        return f"{self.name.lower()} {self.role}"


@dataclass
class History:
    """Everything that happens, and what was advised on each day, by application."""

    seed: int
    clock: Clock
    employers: list[Employer]
    obeys: float
    mails: list[Reading] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def at(self, day: float) -> Clock:
        """Return the clock on a day, counted like those of March."""
        return replace(self.clock, now=march(day).astimezone(self.clock.zone))

    def cases(self, day: float, mails: list[Reading] | None = None) -> list[Case]:
        """Return where all applications stand; what comes later is not known yet."""
        there = self.at(day)
        threads: dict[str, list[Reading]] = {}
        for mail in self.mails if mails is None else mails:
            if mail.envelope.date <= there.now:
                threads.setdefault(mail.envelope.thread_id, []).append(mail)
        notes = [note for note in self.notes if note.at <= there.now]
        return [
            Case(told, derive_standing(told, SAM, there, Waits()))
            for told in group_threads(threads.values(), notes)
        ]

    def advice(self, day: float) -> list[tuple[Case, Advice | None]]:
        """Return what is advised on a day."""
        cases = self.cases(day)
        found = advise(cases, self.at(day), load_playbook())
        return [(case, found[case.application.id]) for case in cases]

    def facts_between(self, earlier: float, later: float) -> bool:
        """Whether a mail or a note came, or an interview began or ended."""
        since, until = march(earlier), march(later)
        moments = [mail.envelope.date for mail in self.mails] + [note.at for note in self.notes]
        for mail in self.mails:
            for signal in mail.signals:
                if signal.interview and signal.interview.end:
                    moments += [signal.interview.start, signal.interview.end]
        return any(since < moment <= until for moment in moments)


def tell_history(seed: int) -> History:
    """Return what the employers do; the user has done nothing yet."""
    chance = random.Random(seed)
    zone, country = chance.choice(PLACES)
    calendar = BusinessCalendar.for_country(country)
    employers = [_employer(chance, name) for name in "ABCD"[: chance.randint(1, 4)]]
    place = Clock(march(1), ZoneInfo(zone), calendar)
    told = History(seed, place, employers, chance.choice([0.0, 0.3, 0.9, 1.0]))
    for employer in employers:
        told.mails += _mails(chance, employer)
    told.mails.sort(key=lambda mail: (mail.envelope.date, mail.envelope.message_id))
    return told


def _employer(chance: random.Random, letter: str) -> Employer:
    name = {"A": "Acorn", "B": "Birch", "C": "Cedar", "D": "Dogwood"}[letter]
    own = Person(f"Rae {name}", f"rae@{name.lower()}.example", Part.RECRUITER)
    boss = Person(f"Bo {name}", f"bo@{name.lower()}.example", Part.EMPLOYER, title="Head of Data")
    role = {"A": "Analyst", "B": "Buyer", "C": "Chef", "D": "Driver"}[letter]
    return Employer(name, role, chance.choice([own, own, AGENT]), boss)


def _mails(chance: random.Random, employer: Employer) -> Iterator[Reading]:
    day = float(chance.randint(1, 8))
    opening = chance.choice(["robot", "mine", "talk", "talk", "invited"])
    if opening == "mine":
        yield from_sam(
            day, Kind.APPLICATION_SENT, to=employer.recruiter, thread=employer.thread,
            company=employer.name, role=employer.role,
        )  # fmt: skip
    elif opening == "robot":
        yield _from(employer, day, Kind.APPLICATION_RECEIVED, by=ROBOT)
    elif opening == "talk":
        yield _from(employer, day, meets(day + chance.randint(1, 9)))
    else:
        yield _from(employer, day, Kind.INTERVIEW_INVITATION)
    for number in range(chance.choice([0, 1, 2, 3, 5, 7])):
        day += chance.choice([0.04, 1, 2, 3, 5, 6, 8, 13]) + chance.random() / 3
        yield from _next(chance, employer, day, number)


def _next(chance: random.Random, employer: Employer, day: float, number: int) -> Iterator[Reading]:
    what = chance.choice(["word", "word", "promise", "talk", "moved", "ask", "offer", "plain"])
    by = chance.choice([employer.recruiter] * 4 + [employer.boss, ROBOT])
    if what == "promise":
        word = promises(on(int(day) + chance.choice([0, 1, 3, 7, 14])))
        yield _from(employer, day, word, *chance.choice([(), (), (Kind.DELAY,)]), by=by)
    elif what == "talk":
        yield from _talk(chance, employer, day, f"{employer.name}{number}")
    elif what == "moved":
        yield _from(employer, day, Kind.INTERVIEW_SCHEDULING, mentions=[Mention.TIME_MOVED], by=by)
    elif what == "ask":
        until = on(int(day) + chance.randint(0, 9)) if chance.random() < 0.6 else None
        kind = chance.choice([Kind.ASSESSMENT_REQUEST, Kind.QUESTION])
        yield _from(employer, day, says(kind, deadline=until), by=by)
    elif what == "offer" and chance.random() < 0.5:
        until = on(int(day) + chance.randint(2, 12)) if chance.random() < 0.7 else None
        yield _from(employer, day, says(Kind.OFFER, deadline=until))
    elif what == "word":
        kind = chance.choice(SAID)
        marks = {
            Kind.OTHER_JOB: [Mark.BULK],
            Kind.REJECTION: chance.choice([[], [Mark.DMARC_FAIL]]),
        }
        yield _from(employer, day, kind, by=by, marks=marks.get(kind, []))
    else:
        yield _from(employer, day, by=by)


def _talk(chance: random.Random, employer: Employer, day: float, uid: str) -> Iterator[Reading]:
    """An invitation of a calendar, which may be moved or called off."""
    start = day + chance.choice([0.5, 1, 3, 6, 10])
    people = tuple(chance.sample([employer.recruiter, employer.boss], chance.randint(0, 2)))
    yield _from(employer, day, _event(start, uid, people))
    if chance.random() < 0.3:
        moved = start + chance.choice([1, 2, 7])
        yield _from(employer, day + 0.3, _event(moved, uid, people, sequence=1))
    elif chance.random() < 0.3:
        yield _from(employer, day + 0.3, _event(start, uid, people, sequence=1, cancelled=True))


def _event(start: float, uid: str, people: tuple[Person, ...], **more: Any) -> Signal:
    found = meets(start, uid=uid, **more)
    assert isinstance(found.interview, InterviewTime)
    return replace(found, interview=replace(found.interview, people=people))


def _from(employer: Employer, day: float, *signals: Kind | Signal, **more: Any) -> Reading:
    told = {"by": employer.recruiter, "thread": employer.thread, **more}
    return from_them(day, *signals, company=employer.name, role=employer.role, **told)


# --- the user -------------------------------------------------------------------------------------

LETTERS = {
    Action.REPLY: (),
    Action.ASK_FEEDBACK: (Kind.FEEDBACK_REQUEST,),
    Action.WITHDRAW: (Kind.WITHDRAWAL,),
    Action.KEEP_UPDATED: (),
    Action.CHECK_IN: (Kind.FOLLOW_UP,),
    Action.VALUE_ADD: (Kind.FOLLOW_UP,),
    Action.MOVE_UP: (Kind.FOLLOW_UP,),
}
MENTIONS = {
    Action.KEEP_UPDATED: [Mention.OTHER_OFFER],
    Action.VALUE_ADD: [Mention.SOMETHING_OF_VALUE],
}


def live(told: History, days: range) -> Iterator[tuple[int, list[tuple[Case, Advice | None]]]]:
    """Go through the days: yield what is advised each morning, then let the user act."""
    chance = random.Random(told.seed + 1)
    for day in days:
        found = told.advice(day + MORNING)
        yield day, found
        for case, advice in found:
            if advice and chance.random() < told.obeys:
                _act(told, case, advice.action, day + ACTS, chance)
        if chance.random() < 0.02:
            _note(told, found, day + ACTS, chance)


def _act(told: History, case: Case, action: Action, day: float, chance: random.Random) -> None:
    thread = case.application.threads[0]
    employer = next(e for e in told.employers if e.thread == thread)
    if action is Action.LET_GO:
        told.notes.append(Note("let go", thread, Verb.LET_GO, march(day)))
    elif action is Action.THANK_YOU:
        for person in case.standing.interviewers or (employer.recruiter,):
            told.mails.append(from_sam(day, Kind.THANK_YOU, to=person, thread=thread))
    elif action in LETTERS:
        offered = case.standing.open_asks and case.standing.open_asks[0].signal.kind is Kind.OFFER
        yes = (Kind.ACCEPTANCE,) if offered and chance.random() < 0.3 else ()
        to = _to(case, action, employer)
        signals, mentions = (*LETTERS[action], *yes), MENTIONS.get(action, [])
        told.mails.append(from_sam(day, *signals, to=to, thread=thread, mentions=mentions))


def _to(case: Case, action: Action, employer: Employer) -> Person:
    standing, agency = case.standing, case.application.agency
    if action is Action.MOVE_UP and not agency:
        return standing.line_manager or Person("Max", f"max@{employer.name}.example", Part.EMPLOYER)
    if action is Action.VALUE_ADD and not agency and standing.line_manager:
        return standing.line_manager
    return standing.contact or employer.recruiter


def _note(
    told: History, found: list[tuple[Case, Advice | None]], day: float, chance: random.Random
) -> None:
    if found:
        thread = chance.choice(found)[0].application.threads[0]
        verb = chance.choice([Verb.CALLED, Verb.PROMISED, Verb.TOOK_PLACE, Verb.SNOOZE])
        ahead = on(int(day) + chance.randint(2, 10))
        until = None if verb is Verb.TOOK_PLACE else ahead
        told.notes.append(Note(f"n{day}", thread, verb, march(day), day=until))
