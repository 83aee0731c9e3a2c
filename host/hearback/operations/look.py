"""Say what to do next: applications, where they stand, and the advice, at one moment.

`look_at` takes what the messages say from anywhere and answers for one moment; nothing is kept.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from hearback.advice.action import Action
from hearback.advice.advise import Advice, advise
from hearback.advice.groups import Group, card_order, group_of
from hearback.advice.numbers import change_numbers
from hearback.advice.playbook import Playbook, load_playbook
from hearback.advice.situation import Case
from hearback.drafts.call_plan import plan_call
from hearback.drafts.compose import DraftRequest, Written, alternatives, compose_drafts, why_none
from hearback.drafts.draft import CallPlan, Draft, Tone
from hearback.drafts.facts import Told
from hearback.drafts.greetings import usual_name, usual_sign_off
from hearback.drafts.told import Engagement
from hearback.errors import UnknownApplication
from hearback.mail.message import Me, Message, Thread, same_mailbox
from hearback.signals.signal import Reading
from hearback.store.ledger import OurDraft
from hearback.timeline.business_days import BusinessCalendar
from hearback.timeline.by_hand import added_by_hand
from hearback.timeline.clock import Clock
from hearback.timeline.derive import derive_standing
from hearback.timeline.group import group_threads
from hearback.timeline.notes import Belongs, Note, Regrouping, Verb
from hearback.timeline.people import HUMAN


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
class Preferences:
    """How the user wants it: None and "" leave it to Hearback, `numbers` change the playbook's."""

    tone: Tone | None = None
    sign_off: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)


AS_IT_COMES = Preferences()


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
    ours: tuple[OurDraft, ...] = ()
    preferences: Preferences = AS_IT_COMES

    def drafts(
        self,
        item: Item,
        action: Action | None = None,
        *,
        variant: str | None = None,
        tone: Tone | None = None,
    ) -> tuple[Draft, ...]:
        """Return the mails that its advice, or another action, would write; () for none."""
        action = action or (item.advice.action if item.advice else None)
        if action is None:
            return ()
        return compose_drafts(self.request(item, action, variant=variant, tone=tone))

    def request(
        self, item: Item, action: Action, *, variant: str | None = None, tone: Tone | None = None
    ) -> DraftRequest:
        """Return what the drafts of an action are made from, as the user wants them."""
        case, wanted = item.case, self.preferences
        return DraftRequest(
            action,
            case.application,
            case.standing,
            self.me,
            self.clock,
            tone=tone or wanted.tone,
            variant=variant,
            sign_off=wanted.sign_off or self._usual_sign_off,
            signed=self._usual_name,
            engagements=self._engagements(item),
        )

    def _engagements(self, item: Item) -> tuple[Engagement, ...]:
        """Return the interviews ahead in the other applications."""
        return tuple(
            Engagement(interview.start, interview.end, case.application.company)
            for case in (other.case for other in self.items if other is not item)
            for interview in case.standing.interviews
            if interview.end > self.clock.now
        )

    @cached_property
    def _usual_name(self) -> str:
        """How the user signs their mails, as far as these applications tell."""
        readings = (r for item in self.items for r in item.case.application.readings)
        return usual_name(readings, self.me)

    @cached_property
    def _usual_sign_off(self) -> str:
        """How the user closes their mails, as far as these applications tell."""
        return usual_sign_off(r for item in self.items for r in item.case.application.readings)

    def written(self, item: Item) -> Written:
        """Return what is written for its advice: mails, or why there are none, a call plan."""
        if item.advice is None:
            return Written()
        request = self.request(item, item.advice.action)
        return Written(
            drafts=compose_drafts(request),
            alternatives=alternatives(request),
            no_draft=why_none(request),
            call_plan=self.call_plan(item),
        )

    def saved_drafts(self, item: Item) -> tuple[OurDraft, ...]:
        """Return the drafts that we put into Gmail for it, oldest first."""
        threads = item.case.application.threads
        return tuple(draft for draft in self.ours if draft.thread_id in threads)

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
    threads: Iterable[Thread],
    me: Me,
    place: Place,
    known: Collection[str] = (),
    jobs: Collection[str] = (),
) -> tuple[tuple[Reading, ...], ...]:
    """Return what every message of these threads says, thread by thread, oldest message first.

    `jobs` are ids of threads that the user says are about a job. An invitation that names no job is
    about one when it comes from somebody with whom the user is already talking about a job: those
    of these threads, and the mailboxes `known`.
    """
    from hearback.signals.detect import Home, read_thread
    from hearback.signals.rules import load_rulebook

    rulebook = load_rulebook()
    calendar = BusinessCalendar.for_country
    home = Home(place.zone, calendar(place.country), place.country, calendar)
    told = tuple(threads)
    readings = [
        read_thread(thread, me, rulebook, home, job=thread.thread_id in jobs) for thread in told
    ]
    people = {*known, *people_of(reading for held in readings for reading in held)}
    for at, thread in enumerate(told):
        if not any(reading.job for reading in readings[at]) and _invited_by(thread, people):
            readings[at] = read_thread(thread, me, rulebook, home, job=True)
    return tuple(readings)


def people_of(readings: Iterable[Reading]) -> set[str]:
    """Return the mailboxes of the people with whom the user talks about a job."""
    return {
        same_mailbox(person.address)
        for reading in readings
        if reading.job
        for person in (reading.writer, *reading.people)
        if person and person.part in HUMAN
    }


def _invited_by(thread: Thread, people: Collection[str]) -> bool:
    return any(
        same_mailbox(host.address) in people
        for message in thread.messages
        for invitation in message.invitations
        for host in (message.envelope.sender, invitation.organizer)
        if host
    )


def look_at(
    readings: Iterable[Sequence[Reading]],
    notes: Sequence[Note],
    me: Me,
    clock: Clock,
    preferences: Preferences = AS_IT_COMES,
) -> Overview:
    """Return all applications as they stand at the clock's `now`; later mail is not looked at."""
    known = [
        [reading for reading in thread if reading.envelope.date <= clock.now] for thread in readings
    ]
    playbook = _playbook(preferences.numbers)
    waits = playbook.numbers.waits()
    told = [note for note in notes if note.at <= clock.now]
    known += added_by_hand(told, me, clock)
    cases = [
        Case(application, derive_standing(application, me, clock, waits))
        for application in group_threads(known, told, [*_regroupings(told)])
    ]
    advice = advise(cases, clock, playbook)
    cases.sort(key=lambda case: card_order(case, advice[case.application.id], clock.now))
    items = [
        Item(case, known_advice, group_of(case, known_advice, clock.now))
        for case in cases
        for known_advice in (advice[case.application.id],)
    ]
    return Overview(clock, me, tuple(items), preferences=preferences)


def _playbook(changed: Mapping[str, int]) -> Playbook:
    """Return the playbook with the user's numbers; those that are not right any more are left."""
    playbook = load_playbook()
    numbers, _ = change_numbers(playbook.numbers, changed)
    return playbook.with_numbers(numbers) if changed and numbers else playbook


def _regroupings(notes: Iterable[Note]) -> Iterator[Regrouping]:
    for note in notes:
        if note.verb is Verb.JOINED:
            yield Regrouping(note.note_id, note.thread_id, Belongs.WITH, note.at, note.text)
        elif note.verb is Verb.SPLIT:
            yield Regrouping(note.note_id, note.text, Belongs.ALONE, note.at)


def mailbox_owner(messages: Iterable[Message], addresses: Sequence[str]) -> Me:
    """Return the user of a mailbox: their addresses, and the name they wrote under last.

    Of somebody who has not written yet it is the name under which they were last written to.
    """
    me = Me(tuple(address.strip().lower() for address in addresses))
    written: list[tuple[datetime, str]] = []
    called: list[tuple[datetime, str]] = []
    for message in messages:
        envelope = message.envelope
        if me.has(envelope.sender) and envelope.sender.name:
            written.append((envelope.date, envelope.sender.name))
        called += [(envelope.date, to.name) for to in envelope.to if me.has(to) and to.name]
    named = written or [pair for pair in called if "@" not in pair[1]]
    return Me(me.addresses, max(named)[1]) if named else me
