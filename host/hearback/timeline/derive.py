"""Where an application stands at a moment: stage, whose move it is, promise, silence, people."""

from datetime import datetime

from hearback.mail.message import Me
from hearback.timeline.application import Application, Interview, Stage, WaitingOn
from hearback.timeline.asks import open_asks
from hearback.timeline.chases import find_chases
from hearback.timeline.clock import Clock
from hearback.timeline.interviews import find_interviews
from hearback.timeline.people import find_contact, find_interviewers, find_line_manager
from hearback.timeline.promises import promise_in_force, slot_promise
from hearback.timeline.silence import (
    Said,
    Waits,
    last_sign_of_life,
    measure_silence,
)
from hearback.timeline.stage import Step, derive_steps, doubted_refusals, let_go_holds
from hearback.timeline.standing import Finding, Standing

CLOSED = frozenset({Stage.REJECTED, Stage.WITHDRAWN, Stage.LET_GO})
SHOWN_EVIDENCE = 3


def derive_standing(application: Application, me: Me, clock: Clock, waits: Waits) -> Standing:
    """Return where the application stands at `clock.now`.

    It depends on what was said and when, never on the order in which mail arrived.
    """
    now = clock.now
    interviews = find_interviews(application, now)
    steps = derive_steps(application, interviews, now)
    stage = steps[-1].stage if steps else Stage.APPLIED
    if let_go_holds(application, now) and stage not in CLOSED:
        stage = Stage.LET_GO
    closed = stage in CLOSED
    promise = None if closed else promise_in_force(application, interviews, now)
    asks = () if closed else open_asks(application, clock)
    last_sign = last_sign_of_life(application, interviews, steps, now)
    every_chase = find_chases(application, interviews, clock)
    chases = tuple(chase for chase in every_chase if chase.at > last_sign)
    said = Said(stage, promise, slot_promise(application, now), last_sign, chases)
    contact = find_contact(application, me, interviews)
    held = [interview for interview in interviews if interview.end <= now]
    return Standing(
        stage=stage,
        waiting_on=_whose_move(stage, bool(asks)),
        evidence=_evidence(steps),
        interviews=_standing_interviews(interviews, closed, now),
        promise=promise,
        silence=None if closed else measure_silence(said, application, waits, clock),
        chases=chases,
        open_asks=asks,
        contact=contact,
        interviewers=find_interviewers(application, held[-1] if held else None),
        line_manager=find_line_manager(application, contact),
        stage_since=steps[-1].at if steps else application.readings[0].envelope.date,
        every_chase=every_chase,
        doubts=() if closed else doubted_refusals(application),
        ever_interviewed=any(step.stage is Stage.INTERVIEWED for step in steps),
    )


def _whose_move(stage: Stage, asked: bool) -> WaitingOn:
    if asked:
        return WaitingOn.ME
    owed = stage not in CLOSED and stage is not Stage.OFFERED
    return WaitingOn.THEM if owed else WaitingOn.NOBODY


def _standing_interviews(
    interviews: tuple[Interview, ...], closed: bool, now: datetime
) -> tuple[Interview, ...]:
    """An interview that lies ahead falls away with the application."""
    return tuple(i for i in interviews if not (closed and i.start > now))


def _evidence(steps: tuple[Step, ...]) -> tuple[Finding, ...]:
    findings = [s.finding for s in reversed(steps) if s.finding and not s.finding.reading.by_hand]
    return tuple(findings[:SHOWN_EVIDENCE])
