"""Mails at a turn of things: not having come, an offer from elsewhere, a refusal, a withdrawal."""

from dataclasses import replace

from hearback.drafts.letter import Letter, answering, to_contact
from hearback.drafts.recipients import arranger_of, can_write_to, contact_of, takes_answers
from hearback.drafts.told import Told
from hearback.signals.signal import Kind
from hearback.timeline.application import Stage
from hearback.timeline.interviews import find_interviews


def no_show(told: Told) -> list[Letter]:
    """Apologise once to whoever arranged it."""
    # The note takes the interview out of the standing; who arranged it is asked without notes.
    bare = replace(told.application, notes=())
    begun = [i for i in find_interviews(bare, told.clock.now) if i.start <= told.clock.now]
    person = arranger_of(told, begun[-1] if begun else None)
    return [answering(Letter("no_show", person), told)] if person else []


def keep_updated(told: Told) -> list[Letter]:
    """Tell of another offer."""
    return to_contact("keep_updated", told)


def withdraw(told: Told) -> list[Letter]:
    """Step back, from the offer when there is one."""
    offered = told.standing.stage is Stage.OFFERED
    return to_contact("withdraw_offer" if offered else "withdraw", told)


def ask_feedback(told: Told) -> list[Letter]:
    """Ask who refused; after a robot's mail the last person before it, else where answers go."""
    if told.application.agency:
        return to_contact("ask_feedback_agency", told)
    refusals = [reading for reading in told.inbound if reading.says(Kind.REJECTION)]
    refusal = refusals[-1] if refusals else None
    if refusal and refusal.writer and can_write_to(refusal.writer, told):
        return [Letter("ask_feedback", refusal.writer, answers=refusal)]
    if can_write_to(contact_of(told), told):
        return to_contact("ask_feedback_robot", told)
    office = takes_answers(refusal, told) if refusal else None
    return [Letter("ask_feedback_robot", office, answers=refusal)] if office else []
