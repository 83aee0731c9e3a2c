"""How far an application has come: events in the order of their time, folded into one stage.

Only a mail or a note moves the stage, or an interview whose time has passed. Two guards: a refusal
that may be somebody else's moves nothing, and an out-of-office, a bounce or a survey is no event.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time

from hearback.mail.message import Mark
from hearback.signals.signal import Kind, Mention, Reading, Signal
from hearback.timeline.application import Application, Interview, Stage
from hearback.timeline.notes import Note, Verb
from hearback.timeline.standing import Finding

BEFORE_INTERVIEW = frozenset({None, Stage.APPLIED, Stage.ASSESSMENT, Stage.INVITED})
BEFORE_OFFER = BEFORE_INTERVIEW | {Stage.SCHEDULED, Stage.INTERVIEWED}
OPEN = BEFORE_OFFER | {Stage.OFFERED}

# What may stand before each stage. A new invitation takes a refusal back; a withdrawal stays.
MAY_FOLLOW: dict[Stage, frozenset[Stage | None]] = {
    Stage.APPLIED: frozenset({None}),
    Stage.ASSESSMENT: frozenset({None, Stage.APPLIED, Stage.INVITED, Stage.REJECTED}),
    Stage.INVITED: BEFORE_OFFER | {Stage.REJECTED},
    Stage.SCHEDULED: BEFORE_OFFER | {Stage.REJECTED},
    Stage.INTERVIEWED: BEFORE_OFFER,
    Stage.OFFERED: OPEN | {Stage.REJECTED},
    Stage.REJECTED: OPEN,
    Stage.WITHDRAWN: OPEN,
}

# A user can say that it is one of these; the clock alone tells of an interview that is ahead.
CORRECTABLE = frozenset(MAY_FOLLOW) - {Stage.SCHEDULED}

TIME_KINDS = frozenset({Kind.INTERVIEW_INVITATION, Kind.INTERVIEW_SCHEDULING})
BY_MACHINE = frozenset({Mark.BULK, Mark.AUTO_REPLY, Mark.DELIVERY_REPORT})

BY_KIND = {
    Kind.APPLICATION_SENT: Stage.APPLIED,
    Kind.APPLICATION_RECEIVED: Stage.APPLIED,
    Kind.ASSESSMENT_REQUEST: Stage.ASSESSMENT,
    Kind.INTERVIEW_INVITATION: Stage.INVITED,
    Kind.INTERVIEW_SCHEDULING: Stage.INVITED,
    Kind.INTERVIEW_CANCELLATION: Stage.INVITED,
    Kind.REJECTION: Stage.REJECTED,
    Kind.OFFER: Stage.OFFERED,
    Kind.WITHDRAWAL: Stage.WITHDRAWN,
}

BY_NOTE = {
    Verb.APPLIED: Stage.APPLIED,
    Verb.TOOK_PLACE: Stage.INTERVIEWED,
    Verb.THEY_DID_NOT_SHOW: Stage.INVITED,
    Verb.NO_SHOW: Stage.INVITED,
    Verb.INTERVIEW_MOVED: Stage.INVITED,
    Verb.OFFER_CONFIRMED: Stage.OFFERED,
    Verb.ACCEPTED: Stage.OFFERED,
    Verb.WITHDRAWN: Stage.WITHDRAWN,
    Verb.REJECTED: Stage.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """A stage reached, when, and the signal that says so: None for the clock or a note.

    `corrected_at` is when the user said that this is the stage, whatever was read.
    """

    at: datetime
    stage: Stage
    finding: Finding | None = None
    by_clock: bool = False
    corrected_at: datetime | None = None

    @property
    def known_at(self) -> datetime:
        """When it takes effect: the user's correction puts right what was read until then."""
        return self.corrected_at or self.at


def is_sign_of_life(reading: Reading) -> bool:
    """Whether a mail of theirs is a real one: no out-of-office, bounce, survey or marketing.

    Nor is it an automatic answer that says nothing about the application.
    """
    if reading.outbound or reading.says(Kind.OUT_OF_OFFICE, Kind.BOUNCE):
        return False
    if BY_MACHINE.isdisjoint(reading.envelope.marks):
        return True
    return any(signal.kind is not Kind.OTHER_JOB for signal in reading.signals)


def derive_steps(
    application: Application, interviews: tuple[Interview, ...], now: datetime
) -> tuple[Step, ...]:
    """Return the steps really made, oldest first; the last is the stage, let_go apart."""
    events = [
        *_mail_events(application),
        *_interview_events(interviews, now),
        *_note_events(application, now),
    ]
    reopened = [n.at for n in application.notes if n.verb is Verb.REOPEN and n.at <= now]
    made: list[Step] = []
    for event in sorted(events, key=lambda step: step.known_at):
        made = _without_undone(made, reopened, event.known_at)
        current = made[-1].stage if made else None
        if _moves(event, current, interviews):
            made.append(event)
        elif event.stage is current and event.finding and not made[-1].finding:
            made[-1] = replace(made[-1], finding=event.finding)  # a mail bears the clock out
    return tuple(_without_undone(made, reopened, now))


def _without_undone(made: list[Step], reopened: list[datetime], until: datetime) -> list[Step]:
    """Take a withdrawal back that the user reopened before a moment."""
    taken_up = made and made[-1].stage is Stage.WITHDRAWN
    if taken_up and any(made[-1].at <= at <= until for at in reopened):
        return made[:-1]
    return made


def _moves(event: Step, current: Stage | None, interviews: tuple[Interview, ...]) -> bool:
    if event.corrected_at:
        return event.stage is not current
    if current not in MAY_FOLLOW[event.stage]:
        return False
    if event.stage is Stage.INVITED and current is Stage.REJECTED:
        return _asks_again(event.finding)
    if event.stage in (Stage.INVITED, Stage.INTERVIEWED) and current is Stage.SCHEDULED:
        # A reminder of a time that stands asks for nothing new.
        return not any(i.agreed <= event.at < i.start for i in interviews)
    # Only the clock tells of a further talk; a mail or a note may speak of the one that was.
    told = event.stage in (Stage.SCHEDULED, Stage.INTERVIEWED) and not event.by_clock
    return not (told and current is Stage.INTERVIEWED)


def _asks_again(finding: Finding | None) -> bool:
    """Whether they take a refusal back: a calendar that calls the talk off after it does not."""
    if finding is None or finding.reading.outbound:
        return False
    return finding.signal.kind in TIME_KINDS


def _interview_events(interviews: tuple[Interview, ...], now: datetime) -> Iterator[Step]:
    for interview in interviews:
        yield Step(min(interview.agreed, interview.start), Stage.SCHEDULED, by_clock=True)
        if interview.end <= now:
            yield Step(interview.end, Stage.INTERVIEWED, by_clock=True)


def _note_events(application: Application, now: datetime) -> Iterator[Step]:
    for note in application.notes:
        if note.at > now:
            continue
        if note.verb is Verb.STAGE and note.text in CORRECTABLE:
            yield Step(_noted_for(note), Stage(note.text), corrected_at=note.at)
        elif note.verb in BY_NOTE:
            yield Step(_noted_for(note), BY_NOTE[note.verb])
        elif note.verb is Verb.SENT_ELSEWHERE and note.text == "withdraw":
            yield Step(note.at, Stage.WITHDRAWN)


def _noted_for(note: Note) -> datetime:
    """What took place on an earlier day counts from the end of that day's work."""
    if (
        note.verb in (Verb.TOOK_PLACE, Verb.APPLIED, Verb.STAGE)
        and note.day
        and note.day < note.at.date()
    ):
        return datetime.combine(note.day, time(18), note.at.tzinfo)
    return note.at


def _mail_events(application: Application) -> Iterator[Step]:
    for reading in application.readings:
        if not reading.outbound and not is_sign_of_life(reading):
            continue
        # The talk that a mail speaks of was before all else that it says; one that asks where
        # things stand speaks of a talk long past.
        if Mention.INTERVIEW_HELD in reading.mentions and not reading.says(Kind.FOLLOW_UP):
            said = Finding(reading.signals[0], reading) if reading.signals else None
            yield Step(reading.envelope.date, Stage.INTERVIEWED, said)
        refusal = reading.says(Kind.REJECTION) if refuses(reading, application) else None
        # A refusal calls the talk off too: it asks for no other.
        for signal in (refusal,) if refusal else reading.signals:
            stage = _stage_said(signal, reading, application)
            if stage:
                yield Step(reading.envelope.date, stage, Finding(signal, reading))


def refuses(reading: Reading, application: Application) -> bool:
    """Whether a mail refuses the user and may be believed.

    One that fails DMARC may not, nor one from another thread in which nothing names the company.
    """
    doubtful = reading.envelope.thread_id in application.not_closing
    forged = Mark.DMARC_FAIL in reading.envelope.marks
    return reading.says(Kind.REJECTION) is not None and not (forged or doubtful)


def doubted_refusals(application: Application) -> tuple[Finding, ...]:
    """Return the refusals that closed nothing, newest first: the user is asked about them."""
    return tuple(
        Finding(refusal, reading)
        for reading in reversed(application.readings)
        if not reading.outbound and not refuses(reading, application)
        if (refusal := reading.says(Kind.REJECTION))
    )


def _stage_said(signal: Signal, reading: Reading, application: Application) -> Stage | None:
    if signal.kind is Kind.REJECTION and not refuses(reading, application):
        return None
    if signal.kind is Kind.INTERVIEW_CONFIRMATION:
        # With a time it counts among the interviews, which can be moved and called off.
        return None if signal.interview else Stage.SCHEDULED
    if signal.kind is Kind.THANK_YOU:
        return Stage.INTERVIEWED
    if signal.kind is Kind.ACCEPTANCE:
        return Stage.OFFERED
    if signal.kind is Kind.INTERVIEW_SCHEDULING and signal.interview and signal.interview.fixed:
        return None
    return BY_KIND.get(signal.kind)


def let_go_holds(application: Application, now: datetime) -> bool:
    """Whether the user let it go and neither they nor the other side took it up again."""
    noted = [
        note
        for note in application.notes
        if note.verb in (Verb.LET_GO, Verb.REOPEN, Verb.STAGE) and note.at <= now
    ]
    if not noted or noted[-1].verb is not Verb.LET_GO:
        return False
    return not any(
        is_sign_of_life(reading) and reading.envelope.date > noted[-1].at
        for reading in application.readings
    )
