"""Reads a thread: what each of its mails says, oldest first.

Every mail is laid out as lines, searched by the rules, weighed, and its dates read. What earlier
mails said helps to read later ones: "Thursday works" says nothing alone, and much after "could we
talk on Thursday at 2pm?".
"""

import re
from dataclasses import dataclass, field, replace

from hearback.mail.message import Address, Mark, Me, Message, Thread
from hearback.signals.company import Known, name_parties
from hearback.signals.dates import Context
from hearback.signals.greeting import find_greeting, find_sign_off, find_signed
from hearback.signals.language import languages_of
from hearback.signals.meetings import Meetings, calendar_time
from hearback.signals.moments import (
    Home,
    context_of,
    find_deadline,
    find_promises,
    find_slot_promise,
    find_times,
)
from hearback.signals.page import lay_out
from hearback.signals.rules import ABOUT_NO_JOB, Rulebook, Where
from hearback.signals.scan import Line, Page
from hearback.signals.sender import Writer, part_of, who_writes
from hearback.signals.sentences import Spelling, is_greeting
from hearback.signals.signal import About, Kind, Mention, Part, Person, Promise, Reading, Signal
from hearback.signals.taking_part import those_taking_part
from hearback.signals.weigh import Said, Verdict, look_through, silenced, weigh

__all__ = ["Home", "read_thread"]

READ_IN = "en"
CALENDAR = "calendar invitation"
PROMISES = "promise grammar"
HEADERS = "header"
NOTHING_ELSE = "nothing else"
ASKS_READER = "a question to you"
AGREES = "takes the time proposed"
CERTAIN = 6  # points
_LIST_TAG = re.compile(
    r"(?:(?:re|fwd?|aw)\s*:\s*)*\[[\w .&/-]{2,40}\]", re.I
)  # "Re: [Ruby-Jobs] …"
SUBJECTS = frozenset({Where.SUBJECT, Where.OLD_SUBJECT})

ASKS = (Kind.QUESTION, Kind.ASSESSMENT_REQUEST, Kind.OFFER)
MEETINGS = (
    Kind.INTERVIEW_CONFIRMATION,
    Kind.INTERVIEW_SCHEDULING,
    Kind.INTERVIEW_INVITATION,
)
"""Kinds that can name a time; the first that is said carries it."""


AGREED = frozenset({Kind.INTERVIEW_CONFIRMATION, Kind.INTERVIEW_INVITATION, Kind.OFFER})
"""Kinds whose details may follow: to send them is no answer."""


@dataclass
class _SoFar:
    """What the mails of a thread have said until now."""

    known: Known
    job: bool = False
    held: bool = False
    meetings: Meetings = field(default_factory=Meetings)


@dataclass(frozen=True)
class _Mail:
    """One mail while it is read."""

    message: Message
    page: Page
    writer: Writer
    language: str
    outbound: bool
    context: Context = field(repr=False)


def read_thread(
    thread: Thread, me: Me, rulebook: Rulebook, home: Home, *, job: bool = False
) -> tuple[Reading, ...]:
    """Return what every message of a thread says, oldest first.

    `job` says that the thread is known to be about a job, as one with an invitation from somebody
    the user is already talking to is.

    A thread is about a job as soon as one of its mails is: when that shows only later, the earlier
    ones are read again, knowing it.
    """
    reader = _Reader(me, rulebook, home)
    readings = reader.read(thread, job=job)
    if any(reading.job for reading in readings) and not readings[0].job:
        readings = reader.read(thread, job=True)
    return readings


class _Reader:
    """Reads mails for one user, with one rulebook."""

    def __init__(self, me: Me, rulebook: Rulebook, home: Home) -> None:
        self.me, self.rulebook, self.home = me, rulebook, home

    def read(self, thread: Thread, *, job: bool) -> tuple[Reading, ...]:
        """Read a thread from its first mail to its last."""
        languages = languages_of([message.text for message in thread.messages])
        known = Known(self.rulebook.names, self.rulebook.senders, self.me)
        so_far = _SoFar(known, job=job)
        return tuple(
            self._message(message, language, so_far)
            for message, language in zip(thread.messages, languages, strict=True)
        )

    def _message(self, message: Message, language: str, so_far: _SoFar) -> Reading:
        page = lay_out(message, self.rulebook.spelling)
        outbound = self.me.wrote(message.envelope)
        writer = who_writes(message, self.me, self.rulebook.senders, page)
        held = so_far.held or so_far.meetings.begun(message.envelope.date)
        verdict = self._weigh(page, message, so_far, (writer, language))
        held = held or Mention.INTERVIEW_HELD in verdict.mentions
        context = context_of(message, self.home, after_interview=held)
        mail = _Mail(message, page, writer, language, outbound, context)
        signals = self._signals(mail, verdict, so_far) if verdict.said or verdict.job else ()
        so_far.held = held or any(signal.kind is Kind.THANK_YOU for signal in signals)
        so_far.job = so_far.job or verdict.job
        reading = Reading(
            envelope=message.envelope,
            outbound=outbound,
            job=verdict.job,
            signals=signals,
            mentions=verdict.mentions,
            language=language,
            writer=writer.person,
            via_robot=writer.via_robot,
        )
        return self._with_names(reading, mail, so_far.known) if verdict.job else reading

    def _weigh(
        self, page: Page, message: Message, so_far: _SoFar, known: tuple[Writer, str]
    ) -> Verdict:
        writer, language = known
        outbound = writer.person.part is Part.ME
        around = (
            writer.around | _surroundings(message, page) | ({"thread"} if so_far.job else set())
        )
        recipients = message.envelope.recipients
        if outbound and any(self.rulebook.senders.is_agency(to.domain) for to in recipients):
            around = around | {"agency"}
        if self._is_list_post(message, writer):
            around = around | {"list_post"}
        hits = []
        if language == READ_IN:
            hits = look_through(page, around, self.rulebook, outbound=outbound)
        return weigh(hits, around, self.rulebook.scoring, outbound=outbound)

    def _is_list_post(self, message: Message, writer: Writer) -> bool:
        """Whether a list or a group passes it on to its members, rather than write to the user."""
        if writer.person.part is not Part.LIST:
            return False
        recipients = message.envelope.recipients
        to_others = bool(recipients) and not any(map(self.me.has, recipients))
        return to_others or (not recipients and bool(_LIST_TAG.match(message.envelope.subject)))

    def _signals(self, mail: _Mail, verdict: Verdict, so_far: _SoFar) -> tuple[Signal, ...]:
        said = [self._signal(one, mail) for one in verdict.said if one.kind is not Kind.PROMISE]
        alone = any(one.kind in ABOUT_NO_JOB for one in said)
        if verdict.job and not alone:
            said = self._with_times(said, verdict, mail, so_far.meetings)
            if not mail.outbound and mail.language == READ_IN:
                said += self._promises(mail, said)
                said += _put_off(said, verdict)
        unsaid = silenced({signal.kind for signal in said}, self.rulebook.scoring)
        kept = tuple(signal for signal in said if signal.kind not in unsaid)
        if kept or mail.outbound or not verdict.job:
            return kept
        share = self.rulebook.scoring.share_right(0)
        asked = self._asked(mail) if so_far.job else ""
        if asked:
            return (Signal(Kind.QUESTION, asked, ASKS_READER, share),)
        opening = _opening(mail.page, self.rulebook.spelling)
        return (Signal(Kind.OTHER_JOB, opening, NOTHING_ELSE, share),)

    def _asked(self, mail: _Mail) -> str:
        """Return the first question to the reader that a person asks; "" when there is none.

        A mail that no rule understands may still wait for an answer, and nobody should be chased
        who does.
        """
        if mail.writer.via_robot or mail.writer.person.part in {Part.ROBOT, Part.LIST}:
            return ""
        return next(
            (
                line.sentence.evidence
                for line in mail.page.lines
                if line.where is Where.BODY
                and line.sentence.text.rstrip(" )\"'*_").endswith("?")
                and self.rulebook.asks_reader.stands_in(line.words)
                and not self.rulebook.asks_nothing.stands_in(line.words)
            ),
            "",
        )

    def _signal(self, said: Said, mail: _Mail) -> Signal:
        share = self.rulebook.scoring.share_right(said.points)
        if said.hit is None:
            return Signal(said.kind, _opening(mail.page, self.rulebook.spelling), HEADERS, share)
        asks = said.kind in ASKS and not mail.outbound
        deadline = find_deadline(mail.page, said.hit.line, mail.context) if asks else None
        evidence = said.hit.line.sentence.evidence
        return Signal(said.kind, evidence, said.hit.rule.name, share, deadline=deadline)

    def _promises(self, mail: _Mail, said: list[Signal]) -> list[Signal]:
        """Return the promises of a mail; a day that a sentence names for an interview is none."""
        shares = self.rulebook.scoring.promise
        days = {(one.evidence, one.interview.start.date()) for one in said if one.interview}
        kinds = {one.kind for one in said}
        found = find_promises(mail.page, mail.context)
        if not found and Kind.INTERVIEW_CONFIRMATION not in kinds:
            to_come = find_slot_promise(mail.page, mail.context, self.rulebook.times_to_come)
            found = [to_come] if to_come else []
        return [
            Signal(
                Kind.PROMISE,
                line.sentence.evidence,
                PROMISES,
                shares[promise.strength],
                promise=promise,
            )
            for line, promise in found
            if (line.sentence.evidence, promise.latest) not in days
            and not (kinds & AGREED and self._only_details(line, promise))
        ]

    def _only_details(self, line: Line, promise: Promise) -> bool:
        """Whether it promises the details of what is agreed, and no answer."""
        waits = promise.about in {About.DECISION, About.FEEDBACK, About.SLOT}
        return not waits and self.rulebook.details.stands_in(line.words)

    def _with_times(
        self, said: list[Signal], verdict: Verdict, mail: _Mail, meetings: Meetings
    ) -> list[Signal]:
        """Add the times of interviews to what a mail says, and remember them for later mails."""
        timed = self._calendar_signals(mail)
        covered = {signal.kind for signal in timed}
        carrier = next((s for kind in MEETINGS for s in said if s.kind is kind), None)
        if not timed and carrier and mail.language == READ_IN:
            covered = {carrier.kind}
            timed = self._timed(carrier, verdict, mail, meetings) or [carrier]
            timed = _with_proposals(timed, meetings.standing(mail.message.envelope.date))
        elif not timed and mail.outbound:
            timed = self._agreed(mail, meetings)
        times = [signal.interview for signal in timed if signal.interview]
        meetings.remember(times, outbound=mail.outbound)
        return [signal for signal in said if signal.kind not in covered] + timed

    def _agreed(self, mail: _Mail, meetings: Meetings) -> list[Signal]:
        """Return that the user takes the one time that was proposed: "I will be there"."""
        taken = meetings.only_proposal(outbound=True, after=mail.message.envelope.date)
        lines = [line for line in mail.page.lines if line.where is Where.BODY]
        if taken is None or any(self.rulebook.declines.stands_in(line.words) for line in lines):
            return []
        share = self.rulebook.scoring.share_right(0)
        said = (line.sentence for line in lines if self.rulebook.agrees.stands_in(line.words))
        return [
            Signal(Kind.INTERVIEW_SCHEDULING, sentence.evidence, AGREES, share, interview=taken)
            for sentence in said
        ][:1]

    def _timed(
        self, carrier: Signal, verdict: Verdict, mail: _Mail, meetings: Meetings
    ) -> list[Signal]:
        """Return the signal that names times once for each of them."""
        declines = self.rulebook.declines
        spoken = [one.hit.line for one in verdict.said if one.hit and one.kind in MEETINGS]
        named = find_times(mail.page, mail.context, declines)
        if named:
            times = meetings.settle(named, carrier.kind, outbound=mail.outbound)
            met = () if mail.outbound else self._taking_part(mail)
            times = [replace(time, people=met or time.people) for time in times]
            return [replace(carrier, interview=time) for time in times]
        # "That works for me": the user takes the one time that was proposed.
        unsure = Mention.TIME_MOVED in verdict.mentions or any(
            declines.stands_in(line.words) for line in spoken
        )
        if mail.outbound and not unsure:
            written = mail.message.envelope.date
            taken = meetings.only_proposal(outbound=True, after=written)
            return [replace(carrier, interview=taken)] if taken else []
        return []

    def _taking_part(self, mail: _Mail) -> tuple[Person, ...]:
        book = self.rulebook
        return those_taking_part(mail.page, self._people(mail), book.takes_part, book.spelling)

    def _calendar_signals(self, mail: _Mail) -> list[Signal]:
        """Return what the calendar parts of a mail ask for or call off; a REPLY is no new time."""
        share = self.rulebook.scoring.share_right(CERTAIN)
        signals = []
        for invitation in mail.message.invitations:
            kind = Kind.INTERVIEW_CONFIRMATION
            if mail.outbound:
                kind = Kind.INTERVIEW_SCHEDULING
            elif invitation.cancelled:
                kind = Kind.INTERVIEW_CANCELLATION
            if invitation.method != "REPLY":
                evidence = (invitation.summary or mail.message.envelope.subject)[:300]
                time = calendar_time(invitation, self.me, mail.writer.person, self.rulebook.senders)
                signals.append(Signal(kind, evidence, CALENDAR, share, interview=time))
        return signals

    def _with_names(self, reading: Reading, mail: _Mail, known: Known) -> Reading:
        """Add who and what a mail about a job names."""
        parties = name_parties(mail.message, mail.page, mail.writer, known)
        known.learn(parties, mail.writer)
        return replace(
            reading,
            people=self._people(mail),
            company=parties.company,
            role=parties.role,
            agency=parties.agency,
            greeting=find_greeting(mail.message, self.rulebook.spelling),
            sign_off=find_sign_off(mail.message, self.rulebook.spelling),
            signed=find_signed(mail.message, self.rulebook.spelling),
            length=mail.page.length,
        )

    def _people(self, mail: _Mail) -> tuple[Person, ...]:
        """Return everybody on the other side whom a mail names, its writer first."""
        writer = mail.writer.person
        if writer.part is Part.LIST:
            return ()
        envelope = mail.message.envelope
        named: list[Address] = list(envelope.recipients)
        for invitation in mail.message.invitations:
            named += invitation.attendees
            named += [invitation.organizer] if invitation.organizer else []
        people = {writer.address: writer} if writer.part is not Part.ME else {}
        for address in named:
            if address.address and not self.me.has(address):
                part = part_of(address, writer, self.rulebook.senders)
                person = Person(address.name, address.address, part)
                people.setdefault(address.address, person)
        return tuple(people.values())


def _surroundings(message: Message, page: Page) -> set[str]:
    """Return what stands around a mail's words, as scoring.toml names it."""
    marks = {
        Mark.BULK: "bulk",
        Mark.AUTO_REPLY: "auto_reply",
        Mark.DELIVERY_REPORT: "delivery_report",
    }
    around = {name for mark, name in marks.items() if mark in message.envelope.marks}
    if "delivery_report" in around:
        around.discard("auto_reply")  # mail systems mark their reports as answers too
    if any(line.where is Where.OLD_SUBJECT for line in page.lines):
        around.add("reply")
    for invitation in message.invitations:
        if invitation.method in {"REQUEST", "PUBLISH"}:
            around.add("calendar_request")
        elif invitation.cancelled:
            around.add("calendar_cancel")
    return around


def _with_proposals(timed: list[Signal], standing: bool) -> list[Signal]:
    """Tell an invitation from the times that it proposes, unless an interview stands."""
    first = timed[0]
    if first.kind is not Kind.INTERVIEW_INVITATION or not first.interview or standing:
        return timed
    proposals = [replace(one, kind=Kind.INTERVIEW_SCHEDULING) for one in timed]
    return [replace(first, interview=None), *proposals]


def _put_off(said: list[Signal], verdict: Verdict) -> list[Signal]:
    """Return that an interview is off when they move it, and are only going to say to when."""
    if Mention.TIME_MOVED not in verdict.mentions:
        return []
    if any(one.kind in (*MEETINGS, Kind.INTERVIEW_CANCELLATION) for one in said):
        return []
    words = (one for one in said if one.promise and one.promise.about is About.SLOT)
    return [replace(one, kind=Kind.INTERVIEW_CANCELLATION, promise=None) for one in words][:1]


def _opening(page: Page, spelling: Spelling) -> str:
    """Return the first words of a mail behind its greeting, or its subject when it has none."""
    body = [line.sentence for line in page.lines if line.where is Where.BODY]
    subject = [line.sentence for line in page.lines if line.where in SUBJECTS]
    words = [sentence for sentence in body if not is_greeting(sentence.text, spelling)]
    return next((sentence.evidence for sentence in (*words, *body, *subject)), "")
