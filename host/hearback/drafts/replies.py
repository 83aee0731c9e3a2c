"""Answers to what they asked for: a time, a document, a task, a decision on their offer."""

from hearback.advice.situation import next_interview
from hearback.drafts.clashes import free_times
from hearback.drafts.days import proposed_times
from hearback.drafts.letter import Letter, answering
from hearback.drafts.recipients import arranger_of, can_write_to, colleagues_on, takes_answers
from hearback.drafts.told import Told
from hearback.signals.signal import Kind, Reading

ANSWERS_A_TIME = frozenset(
    {"reply_confirm_time", "reply_choose_time", "reply_move_time", "reply_propose_times"}
)
TIME_KINDS = frozenset({Kind.INTERVIEW_INVITATION, Kind.INTERVIEW_SCHEDULING})


def reply(told: Told) -> list[Letter]:
    """Answer the mail that asks, with a copy to the colleagues to whom it went too."""
    names = reply_variants(told)
    if not told.standing.open_asks or not names:
        return []
    asked = told.standing.open_asks[0].reading
    to = asked.writer if can_write_to(asked.writer, told) else takes_answers(asked, told)
    if to is None:
        return []
    return [Letter(names[0], to, tuple(colleagues_on(asked, to, told)), answers=asked)]


def reply_variants(told: Told) -> list[str]:
    """Return the answers that fit, the likeliest first."""
    if not told.standing.open_asks:
        return ["reply_move_time"] if next_interview(told.standing, told.clock.now) else []
    asked = told.standing.open_asks[0].reading
    kinds = {ask.signal.kind for ask in told.standing.open_asks if ask.reading is asked}
    if Kind.OFFER in kinds:
        return _about_an_offer(told, asked)
    if kinds & TIME_KINDS:
        return _about_a_time(told)
    return ["reply_assessment" if Kind.ASSESSMENT_REQUEST in kinds else "reply_send"]


def _about_a_time(told: Told) -> list[str]:
    count, free = len(proposed_times(told)), len(free_times(told))
    if not count:
        return ["reply_propose_times"]
    take = "reply_confirm_time" if count == 1 else "reply_choose_time"
    if not free:
        return ["reply_move_time", take, "reply_propose_times"]
    return [take, "reply_move_time", "reply_propose_times"]


def _about_an_offer(told: Told, asked: Reading) -> list[str]:
    answered = any(
        r.outbound and r.envelope.date > asked.envelope.date for r in told.application.readings
    )
    deadlines = [
        ask.signal.deadline for ask in told.standing.open_asks if ask.signal.kind is Kind.OFFER
    ]
    if not any(day and day >= told.clock.today for day in deadlines):
        return ["reply_offer", "reply_decision"]
    if answered:
        return ["reply_decision", "reply_offer_more_time"]
    return ["reply_offer_by", "reply_offer_more_time", "reply_decision"]


def move_time(told: Told) -> list[Letter]:
    """Ask to move the interview ahead, though nobody asked for anything."""
    ahead = next_interview(told.standing, told.clock.now)
    person = arranger_of(told, ahead)
    return [answering(Letter("reply_move_time", person), told)] if person else []
