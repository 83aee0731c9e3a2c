"""The facts that a play can ask for: one application on one day, and what happens elsewhere.

The fields of `Situation` are the whole vocabulary of `when` in playbook.toml. Days are calendar
days in the user's zone, working days those of their country; None where nothing can be counted.
"""

from dataclasses import dataclass
from datetime import date, datetime

from hearback.signals.signal import Kind, Mention, Person, Reading
from hearback.timeline.application import Application, Interview, Stage, WaitingOn
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Note, Verb
from hearback.timeline.stage import is_sign_of_life
from hearback.timeline.standing import Standing
from hearback.timeline.thanks import still_to_thank as thanks_owed


@dataclass(frozen=True)
class Case:
    """An application and where it stands."""

    application: Application
    standing: Standing


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What happens in the other applications: the newest confirmed offer, the newest acceptance.

    `confirmed_on` is the day from which both the offer and its confirmation were known; `alive` are
    the others in which an answer may still come, by company or role.
    """

    offered_by: str = ""
    offered_at: datetime | None = None
    accepted_from: str = ""
    accepted_on: date | None = None
    confirmed_on: date | None = None
    alive: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the playbook's conditions can speak of."""

    stage: Stage
    waiting_on: WaitingOn
    no_show: bool
    interviewed: bool
    days_since_rejection: int | None
    feedback_asked: bool
    cold_reply_to_chase: bool
    accepted_elsewhere: bool
    has_person: bool
    days_since_offer_elsewhere: int | None
    told_of_offer: bool
    days_to_interview: int | None
    promise_known: bool
    days_since_interview: int | None
    thanked: bool
    wait_over: bool
    interview_ahead: bool
    snoozed: bool
    chases: int
    value_added: bool
    working_days_since_chase: int | None
    working_days_since_sign: int | None
    days_since_due: int | None
    free_to_write: bool = True


def see_situation(case: Case, elsewhere: Elsewhere, clock: Clock) -> Situation:
    """Return the facts about one application on the clock's day."""
    application, standing = case.application, case.standing
    silence, next_one = standing.silence, next_interview(standing, clock.now)
    last_one = last_interview_end(standing, clock.now)
    snoozed = snoozed_until(application, clock) is not None
    over = silence is not None and silence.wait_ends <= clock.today
    chased = clock.day(standing.chases[-1].at) if standing.chases else None
    rejected = standing.stage is Stage.REJECTED
    return Situation(
        stage=standing.stage,
        waiting_on=standing.waiting_on,
        no_show=_did_not_show(application),
        interviewed=standing.ever_interviewed,
        days_since_rejection=_days(clock, standing.stage_since) if rejected else None,
        feedback_asked=_did_since(
            application, standing.stage_since, Kind.FEEDBACK_REQUEST, "ask_feedback"
        ),
        cold_reply_to_chase=cold_reply_to_chase(case, clock) is not None,
        accepted_elsewhere=elsewhere.accepted_on is not None,
        has_person=standing.contact is not None,
        days_since_offer_elsewhere=_days(clock, elsewhere.offered_at),
        told_of_offer=_told(application, elsewhere.offered_at),
        days_to_interview=-clock.days_since(clock.day(next_one.start)) if next_one else None,
        promise_known=standing.promise is not None,
        days_since_interview=_days(clock, last_one),
        thanked=still_to_thank(case, clock.now) == (),
        wait_over=over and next_one is None and not snoozed,
        interview_ahead=next_one is not None,
        snoozed=snoozed,
        chases=len(standing.chases),
        value_added=any(chase.value_add for chase in standing.chases),
        working_days_since_chase=clock.working_days_since(chased) if chased else None,
        working_days_since_sign=(
            clock.working_days_since(clock.day(silence.since)) if silence else None
        ),
        days_since_due=clock.days_since(silence.anchor) if silence else None,
    )


def next_interview(standing: Standing, now: datetime) -> Interview | None:
    """Return the first interview that has not ended."""
    return next((i for i in standing.interviews if i.end > now), None)


def last_interview_end(standing: Standing, now: datetime) -> datetime | None:
    """Return when the last interview ended; when only a mail speaks of one, the date of that."""
    held = [interview.end for interview in standing.interviews if interview.end <= now]
    if held:
        return held[-1]
    return standing.stage_since if standing.stage is Stage.INTERVIEWED else None


def snoozed_until(application: Application, clock: Clock) -> date | None:
    """Return the day to which the user put it off; None when that has come, or they wrote since."""
    notes = [note for note in application.notes if note.verb is Verb.SNOOZE and note.day]
    if not notes or not notes[-1].day or notes[-1].day <= clock.today:
        return None
    wrote = any(
        is_sign_of_life(reading) and reading.envelope.date > notes[-1].at
        for reading in application.readings
    )
    return None if wrote else notes[-1].day


def _days(clock: Clock, moment: datetime | None) -> int | None:
    return clock.days_since(clock.day(moment)) if moment else None


def _noted(note: Note, action: str) -> bool:
    return note.verb is Verb.SENT_ELSEWHERE and note.text == action


def _did_since(application: Application, since: datetime | None, kind: Kind, action: str) -> bool:
    """Whether the user wrote a mail of this kind after `since`, here or elsewhere."""
    if since is None:
        return False
    return any(
        reading.envelope.date > since and reading.says(kind) for reading in _sent(application)
    ) or any(note.at > since and _noted(note, action) for note in application.notes)


def _sent(application: Application) -> list[Reading]:
    """Return the user's mails that did not bounce."""
    returned = application.returned
    mine = [reading for reading in application.readings if reading.outbound]
    return [reading for reading in mine if reading.envelope.message_id not in returned]


def _told(application: Application, offered_at: datetime | None) -> bool:
    if offered_at is None:
        return False
    return any(
        reading.envelope.date >= offered_at and Mention.OTHER_OFFER in reading.mentions
        for reading in _sent(application)
    ) or any(note.at >= offered_at and _noted(note, "keep_updated") for note in application.notes)


def _did_not_show(application: Application) -> bool:
    """Whether the user noted that they did not show up, and nobody wrote a mail since."""
    notes = [note for note in application.notes if note.verb is Verb.NO_SHOW]
    return (
        bool(notes)
        and not any(reading.envelope.date > notes[-1].at for reading in application.readings)
        and not any(
            note.at > notes[-1].at and _noted(note, "no_show") for note in application.notes
        )
    )


def cold_reply_to_chase(case: Case, clock: Clock) -> Reading | None:
    """Return their cold answer to a chase, when it is their last word and promised nothing.

    A promise that still ran when they wrote so goes on; one that had lapsed is no promise any more.
    """
    theirs = [reading for reading in case.application.readings if is_sign_of_life(reading)]
    warm = [at for at, reading in enumerate(theirs) if not reading.says(Kind.COLD_REPLY)]
    cold = theirs[warm[-1] + 1 :] if warm else theirs
    if not cold:
        return None
    since = theirs[warm[-1]].envelope.date if warm else None
    chases = [c.at for c in case.standing.every_chase if since is None or c.at > since]
    answers = [reading for reading in cold if chases and reading.envelope.date > chases[0]]
    promise = case.standing.promise
    ran_on = promise and promise.promise.latest >= clock.day(cold[-1].envelope.date)
    return answers[0] if answers and not ran_on else None


def still_to_thank(case: Case, now: datetime) -> tuple[Person, ...] | None:
    """Return who of the last interview is still to be thanked: () for nobody, None for all."""
    held = [i for i in case.standing.interviews if i.end <= now]
    since = held[-1].start if held else last_interview_end(case.standing, now)
    if since is None:
        return None
    return thanks_owed(case.application, case.standing.interviewers, since)
