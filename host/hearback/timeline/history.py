"""The history of an application as a person would tell it, oldest first, with evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hearback.signals.signal import BY_HAND, Kind, Part, Reading, Signal
from hearback.timeline.application import Application, Interview
from hearback.timeline.notes import Note, Verb
from hearback.timeline.standing import Finding

Who = Literal["me", "them", "robot", "note"]

THEY = {
    Kind.APPLICATION_RECEIVED: "They confirmed that your application arrived.",
    Kind.ASSESSMENT_REQUEST: "They asked you to do a test or a task.",
    Kind.INTERVIEW_INVITATION: "They asked you for an interview.",
    Kind.INTERVIEW_SCHEDULING: "They wrote about a time for the interview.",
    Kind.INTERVIEW_CONFIRMATION: "They confirmed the time of the interview.",
    Kind.INTERVIEW_CANCELLATION: "They called the interview off.",
    Kind.PROMISE: "They said when you would hear from them.",
    Kind.BRUSH_OFF: "They said that they would contact you, without a date.",
    Kind.DELAY: "They said that nothing is decided yet.",
    Kind.REJECTION: "They said no.",
    Kind.OFFER: "They made you an offer.",
    Kind.QUESTION: "They asked you for something.",
    Kind.COLD_REPLY: "They answered briefly, without a next step.",
    Kind.OUT_OF_OFFICE: "An automatic answer said that they are away.",
    Kind.BOUNCE: "Your mail could not be delivered.",
    Kind.RECRUITER_OUTREACH: "A recruiter wrote to you about a role.",
    Kind.OTHER_JOB: "They wrote to you.",
}
YOU = {
    Kind.APPLICATION_SENT: "You applied.",
    Kind.INTERVIEW_SCHEDULING: "You answered about a time.",
    Kind.THANK_YOU: "You thanked them.",
    Kind.FOLLOW_UP: "You asked where things stand.",
    Kind.FEEDBACK_REQUEST: "You asked for feedback.",
    Kind.ACCEPTANCE: "You accepted the offer.",
    Kind.WITHDRAWAL: "You withdrew.",
}
NOTED = {
    Verb.CALLED: "You called them.",
    Verb.SENT_ELSEWHERE: "You wrote to them outside this mailbox.",
    Verb.TOOK_PLACE: "You noted that the interview took place.",
    Verb.THEY_DID_NOT_SHOW: "You noted that they did not show up.",
    Verb.NO_SHOW: "You noted that you did not make it to the interview.",
    Verb.INTERVIEW_MOVED: "You noted that the interview was moved.",
    Verb.PROMISED: "You noted a promise made by voice.",
    Verb.LINE_MANAGER: "You noted the line manager.",
    Verb.TOPIC: "You noted what you talked about.",
    Verb.TRAVEL: "You noted travel or other engagements.",
    Verb.OFFER_CONFIRMED: "You confirmed that there is an offer.",
    Verb.ACCEPTED: "You noted that you accepted.",
    Verb.WITHDRAWN: "You noted that you withdrew.",
    Verb.LET_GO: "You let it go.",
    Verb.REOPEN: "You took it up again.",
    Verb.SNOOZE: "You put it off.",
    Verb.NOT_A_JOB: "You noted that this is not about a job.",
    Verb.COMPANY: "You corrected the company.",
    Verb.ROLE: "You corrected the role.",
    Verb.FEEDBACK: "You noted the feedback you got.",
    Verb.REJECTED: "You noted that they said no.",
    Verb.IS_A_JOB: "You noted that this is about a job.",
    Verb.JOINED: "You joined it with another application.",
    Verb.SPLIT: "You parted a conversation from it.",
    Verb.APPLIED: "You noted when and how you applied.",
    Verb.INTERVIEW: "You told the time of the interview.",
    Verb.PROMISE: "You corrected the day of their promise.",
    Verb.NOT_PROMISED: "You noted that they promised nothing.",
    Verb.STAGE: "You corrected how far it is.",
    Verb.CONTACT: "You noted whom to write to.",
}
UNTOLD = frozenset(  # their texts are not for eyes
    {Verb.JOINED, Verb.SPLIT, Verb.SENT_ELSEWHERE, Verb.INTERVIEW, Verb.PROMISE, Verb.NOT_PROMISED}
)

# What a mail is told as when it says several things: the outcome before the courtesy.
WEIGHTIEST_FIRST = (
    Kind.OFFER,
    Kind.REJECTION,
    Kind.WITHDRAWAL,
    Kind.ACCEPTANCE,
    Kind.INTERVIEW_CANCELLATION,
    Kind.INTERVIEW_CONFIRMATION,
    Kind.INTERVIEW_INVITATION,
    Kind.ASSESSMENT_REQUEST,
    Kind.PROMISE,
    Kind.DELAY,
    Kind.THANK_YOU,
    Kind.FOLLOW_UP,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `finding` is None for the clock and for notes.

    `note_id` is the note's, by which it can be taken back.
    """

    at: datetime
    who: Who
    what: str
    kinds: tuple[Kind, ...] = ()
    finding: Finding | None = None
    note_id: str = ""


def tell_history(
    application: Application, interviews: Iterable[Interview], now: datetime
) -> tuple[Event, ...]:
    """Return what happened until `now`, oldest first."""
    mails = [reading for reading in application.readings if not reading.by_hand]
    events = [_told_mail(reading) for reading in mails]
    events += [_told_application(r) for r in application.readings if r.by_hand]
    events += [_told_note(note) for note in application.notes if not note.goes_with_another]
    events += [
        Event(interview.start, "them", "The interview.")
        for interview in interviews
        if interview.end <= now
    ]
    return tuple(sorted((e for e in events if e.at <= now), key=lambda event: event.at))


def _told_mail(reading: Reading) -> Event:
    words = YOU if reading.outbound else THEY
    told = sorted(
        (signal for signal in reading.signals if signal.kind in words),
        key=lambda signal: _weight(signal.kind),
    )
    robot = reading.writer is not None and reading.writer.part is Part.ROBOT
    who: Who = "me" if reading.outbound else ("robot" if robot else "them")
    silent = "You wrote to them." if reading.outbound else "They wrote to you."
    return Event(
        at=reading.envelope.date,
        who=who,
        what=words[told[0].kind] if told else silent,
        kinds=tuple(signal.kind for signal in reading.signals),
        finding=Finding(_with_words(told), reading) if told else None,
    )


def _told_application(by_hand: Reading) -> Event:
    how = f" ({by_hand.envelope.subject})" if by_hand.envelope.subject else ""
    return Event(by_hand.envelope.date, "note", f"You applied{how}.", (Kind.APPLICATION_SENT,))


def _weight(kind: Kind) -> int:
    known = kind in WEIGHTIEST_FIRST
    return WEIGHTIEST_FIRST.index(kind) if known else len(WEIGHTIEST_FIRST)


def _with_words(told: list[Signal]) -> Signal:
    return next((signal for signal in told if signal.evidence), told[0])


def _told_note(note: Note) -> Event:
    if note.thread_id == BY_HAND + note.note_id:
        return Event(note.at, "note", "You added this application by hand.", note_id=note.note_id)
    day = f" ({note.day.day} {note.day:%B})" if note.day else ""
    text = f" {note.text}" if note.text and note.verb not in UNTOLD else ""
    return Event(note.at, "note", f"{NOTED[note.verb]}{text}{day}", note_id=note.note_id)
