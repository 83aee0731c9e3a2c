"""Say what to do next: applications, where they stand, and the advice, at one moment.

`look_at` takes what the messages say from anywhere and answers for one moment; nothing is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hearback.advice.action import Action
from hearback.advice.advise import Advice, advise
from hearback.advice.groups import Group, card_order, group_of
from hearback.advice.playbook import load_playbook
from hearback.advice.situation import Case
from hearback.drafts.call_plan import plan_call
from hearback.drafts.compose import DraftRequest, compose_drafts
from hearback.drafts.draft import CallPlan, Draft
from hearback.drafts.facts import Told
from hearback.errors import UnknownApplication
from hearback.mail.message import Me, Message, Thread
from hearback.signals.signal import Reading
from hearback.timeline.business_days import BusinessCalendar
from hearback.timeline.clock import Clock
from hearback.timeline.derive import derive_standing
from hearback.timeline.group import group_threads
from hearback.timeline.notes import Note


@dataclass(frozen=True)
class Place:
    """Where the user is: their time zone, and the country whose holidays count ("" for none)."""

    zone: ZoneInfo
    country: str

    def clock(self, now: datetime) -> Clock:
        """Return the clock that stands at `now` in this place."""
        calendar = BusinessCalendar.for_country(self.country)
        return Clock(now.astimezone(self.zone), self.zone, calendar)


@dataclass(frozen=True)
class Item:
    """One application as the user sees it at a moment."""

    case: Case
    advice: Advice | None
    group: Group


@dataclass(frozen=True)
class Overview:
    """All applications at a moment, in the order of their cards."""

    clock: Clock
    me: Me
    items: tuple[Item, ...]

    def drafts(self, item: Item, action: Action | None = None) -> tuple[Draft, ...]:
        """Return the mails that its advice, or another action, would write; () for none."""
        action = action or (item.advice.action if item.advice else None)
        if action is None:
            return ()
        case = item.case
        request = DraftRequest(action, case.application, case.standing, self.me, self.clock)
        return compose_drafts(request)

    def call_plan(self, item: Item) -> CallPlan | None:
        """Return what to say on the phone, where the playbook offers a call."""
        if item.advice is None or not item.advice.call_plan:
            return None
        case = item.case
        return plan_call(Told(case.application, case.standing, self.me, self.clock))

    def find(self, wanted: str) -> Item:
        """Return the application with this id, or the only one that has these words.

        The words are looked for in its company and role. Raises UnknownApplication when there is
        none, or more than one.
        """
        for item in self.items:
            if item.case.application.id == wanted:
                return item
        words = wanted.lower().split()
        found = [item for item in self.items if all(w in _name(item).lower() for w in words)]
        if len(found) == 1:
            return found[0]
        some = found or list(self.items)
        listed = "; ".join(f"{i.case.application.id} ({_name(i)})" for i in some[:8])
        raise UnknownApplication(
            f"{'More than one application answers' if found else 'No application answers'}"
            f" to “{wanted}”.",
            f"Give one of these ids: {listed}." if some else "`hearback list` shows what there is.",
        )


def _name(item: Item) -> str:
    application = item.case.application
    return f"{application.company or 'unknown company'}, {application.role or 'unknown role'}"


def read_threads(
    threads: Iterable[Thread], me: Me, place: Place
) -> tuple[tuple[Reading, ...], ...]:
    """Return what every message of these threads says, thread by thread, oldest message first."""
    from hearback.signals.detect import Home, read_thread
    from hearback.signals.rules import load_rulebook

    rulebook = load_rulebook()
    home = Home(place.zone, BusinessCalendar.for_country(place.country), place.country)
    return tuple(read_thread(thread, me, rulebook, home) for thread in threads)


def look_at(
    readings: Iterable[Sequence[Reading]], notes: Sequence[Note], me: Me, clock: Clock
) -> Overview:
    """Return all applications as they stand at the clock's `now`; later mail is not looked at."""
    known = [
        [reading for reading in thread if reading.envelope.date <= clock.now] for thread in readings
    ]
    playbook = load_playbook()
    waits = playbook.numbers.waits()
    told = [note for note in notes if note.at <= clock.now]
    cases = [
        Case(application, derive_standing(application, me, clock, waits))
        for application in group_threads(known, told)
    ]
    advice = advise(cases, clock, playbook)
    cases.sort(key=lambda case: card_order(case, advice[case.application.id], clock.now))
    items = [
        Item(case, known_advice, group_of(case, known_advice, clock.now))
        for case in cases
        for known_advice in (advice[case.application.id],)
    ]
    return Overview(clock, me, tuple(items))


def mailbox_owner(messages: Iterable[Message], addresses: Sequence[str]) -> Me:
    """Return the user of a mailbox: their addresses, and the name under which they wrote last."""
    me = Me(tuple(address.strip().lower() for address in addresses))
    named = [
        (message.envelope.date, message.envelope.sender.name)
        for message in messages
        if me.has(message.envelope.sender) and message.envelope.sender.name
    ]
    return Me(me.addresses, max(named)[1]) if named else me
