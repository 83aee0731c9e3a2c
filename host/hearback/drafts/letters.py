"""Which mails an action writes: the template, to whom, and which mail each answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hearback.advice.action import Action
from hearback.drafts.answering import answered_mail
from hearback.drafts.days import offer_deadline, proposed_times, was_there
from hearback.drafts.recipients import arranger_of, can_write_to, contact_of, interviewers_of
from hearback.drafts.told import Told
from hearback.mail.message import same_mailbox
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.application import Stage
from hearback.timeline.interviews import find_interviews
from hearback.timeline.notes import Verb

TIME_KINDS = frozenset({Kind.INTERVIEW_INVITATION, Kind.INTERVIEW_SCHEDULING})
PANEL = ("thank_you_panel", "thank_you_panel_second", "thank_you_panel_third")


@dataclass(frozen=True)
class Letter:
    """One mail to write. `to` is None when only the user can say who that is.

    `notes` tells whether what the user noted may fill its gaps: of several mails only one may.
    """

    template: str
    to: Person | None
    cc: tuple[Person, ...] = ()
    answers: Reading | None = None
    notes: bool = True


def letters_for(action: Action, told: Told) -> list[Letter]:
    """Return the mails of an action; [] when it writes none, or nobody could read it."""
    write = WRITERS.get(action)
    letters = write(told) if write else []
    return [each for each in letters if each.to is None or can_write_to(each.to, told)]


def _to_contact(template: str, told: Told) -> list[Letter]:
    contact = contact_of(told)
    return [_answering(Letter(template, contact), told)] if contact else []


def _answering(letter: Letter, told: Told) -> Letter:
    people = [person for person in (letter.to, *letter.cc) if person]
    answered = answered_mail(told, *people)
    if answered is None and letter.to and was_there(told, letter.to):
        # Somebody who never wrote knows the interview by the invitation that they got too.
        arranged = {i.arranged_in for i in told.standing.interviews if i.end <= told.clock.now}
        known = [r for r in told.application.readings if r.envelope.message_id in arranged]
        answered = known[-1] if known else None
    return replace(letter, answers=answered)


# --- chasing --------------------------------------------------------------------------------------


def _check_in(told: Told) -> list[Letter]:
    return _to_contact(_check_in_template(told), told)


def _check_in_template(told: Told) -> str:
    promised = told.standing.promise is not None
    if told.application.agency:
        return "check_in_agency" if promised else "check_in_agency_open"
    if promised:
        return "check_in_promise"
    by_stage = {
        Stage.APPLIED: "check_in_applied",
        Stage.ASSESSMENT: "check_in_assessment",
        Stage.INVITED: "check_in_cancelled" if _called_off(told) else "check_in_time",
    }
    return by_stage.get(told.standing.stage, "check_in")


def _called_off(told: Told) -> bool:
    """Whether the last that they wrote about a time was to call it off."""
    about_a_time = (*TIME_KINDS, Kind.INTERVIEW_CONFIRMATION, Kind.INTERVIEW_CANCELLATION)
    spoken = [reading for reading in told.inbound if reading.says(*about_a_time)]
    return bool(spoken) and spoken[-1].says(Kind.INTERVIEW_CANCELLATION) is not None


def _value_add(told: Told) -> list[Letter]:
    if told.note(Verb.TOPIC):
        template = "value_add_article"
    elif told.standing.ever_interviewed:
        template = "value_add_ideas"
    else:
        template = "value_add_introduction"
    manager, contact = told.standing.line_manager, contact_of(told)
    if told.application.agency or not can_write_to(manager, told):
        return _to_contact(template, told)
    same = contact and manager and _same(contact, manager)
    copied = (contact,) if contact and not same else ()
    return [_answering(Letter(template, manager, copied), told)]


def _move_up(told: Told) -> list[Letter]:
    if told.application.agency:
        return _to_contact(_check_in_template(told), told)
    manager = told.standing.line_manager
    if manager is None or not can_write_to(manager, told):
        return [Letter("move_up", None)]
    met = was_there(told, manager) or bool(told.written_by(manager))
    return [_answering(Letter("move_up_met" if met else "move_up", manager), told)]


# --- around an interview --------------------------------------------------------------------------


def _thank_you(told: Told) -> list[Letter]:
    held = [i for i in told.standing.interviews if i.end <= told.clock.now]
    interview = held[-1] if held else None
    arranger = arranger_of(told, interview)
    people = interviewers_of(told) or ([arranger] if arranger else [])
    if not people:
        return []
    # One of them is asked when they expect to decide, and gets what the user noted.
    first = next((p for p in people if arranger and _same(p, arranger)), people[0])
    others = [person for person in people if person is not first]
    letters = [_first_thanks(told, first, others), *_other_thanks(told, first, others)]
    return [_answering(letter, told) for letter in letters]


def _first_thanks(told: Told, person: Person, others: list[Person]) -> Letter:
    ends = "" if told.standing.promise else "_timeline"
    if told.part_of(person) is Part.AGENCY:
        return Letter(f"thank_you_agency{ends}", person)
    if _only_arranged(told, person, others):
        return Letter(f"thank_you_arranger{ends}", person)
    # With an agency it is the recruiter who is asked for dates.
    return Letter("thank_you" if told.application.agency else f"thank_you{ends}", person)


def _only_arranged(told: Told, person: Person, others: list[Person]) -> bool:
    """Whoever invited a panel need not have sat on it."""
    return bool(others) and told.part_of(person) in (Part.RECRUITER, Part.AGENCY)


def _other_thanks(told: Told, first: Person, others: list[Person]) -> list[Letter]:
    if len(others) == 1 and _only_arranged(told, first, others):
        return [Letter("thank_you", others[0], notes=False)]
    return [
        Letter(PANEL[number % len(PANEL)], person, notes=False)
        for number, person in enumerate(others)
    ]


def _no_show(told: Told) -> list[Letter]:
    # The note takes the interview out of the standing; who arranged it is asked without notes.
    bare = replace(told.application, notes=())
    begun = [i for i in find_interviews(bare, told.clock.now) if i.start <= told.clock.now]
    person = arranger_of(told, begun[-1] if begun else None)
    return [_answering(Letter("no_show", person), told)] if person else []


def _keep_updated(told: Told) -> list[Letter]:
    return _to_contact("keep_updated", told)


# --- answers and endings --------------------------------------------------------------------------


def _ask_feedback(told: Told) -> list[Letter]:
    if told.application.agency:
        return _to_contact("ask_feedback_agency", told)
    refusals = [reading for reading in told.inbound if reading.says(Kind.REJECTION)]
    writer = refusals[-1].writer if refusals else None
    if writer and can_write_to(writer, told):
        return [Letter("ask_feedback", writer, answers=refusals[-1])]
    return _to_contact("ask_feedback_robot", told)


def _withdraw(told: Told) -> list[Letter]:
    offered = told.standing.stage is Stage.OFFERED
    return _to_contact("withdraw_offer" if offered else "withdraw", told)


def _reply(told: Told) -> list[Letter]:
    if not told.standing.open_asks:
        return []
    reading = told.standing.open_asks[0].reading
    if reading.writer is None:
        return []
    kinds = {ask.signal.kind for ask in told.standing.open_asks if ask.reading is reading}
    return [Letter(_reply_template(kinds, told, reading), reading.writer, answers=reading)]


def _reply_template(kinds: set[Kind], told: Told, asked: Reading) -> str:
    if Kind.OFFER in kinds:
        thanked = any(
            r.outbound and r.envelope.date > asked.envelope.date for r in told.application.readings
        )
        if not offer_deadline(told):
            return "reply_offer"
        return "reply_decision" if thanked else "reply_offer_by"
    if kinds & TIME_KINDS:
        count = len(proposed_times(told))
        if count == 1:
            return "reply_confirm_time"
        return "reply_choose_time" if count else "reply_propose_times"
    return "reply_assessment" if Kind.ASSESSMENT_REQUEST in kinds else "reply_send"


def _same(one: Person, other: Person) -> bool:
    return same_mailbox(one.address) == same_mailbox(other.address)


WRITERS: dict[Action, Callable[[Told], list[Letter]]] = {
    Action.REPLY: _reply,
    Action.NO_SHOW: _no_show,
    Action.ASK_FEEDBACK: _ask_feedback,
    Action.WITHDRAW: _withdraw,
    Action.KEEP_UPDATED: _keep_updated,
    Action.THANK_YOU: _thank_you,
    Action.CHECK_IN: _check_in,
    Action.VALUE_ADD: _value_add,
    Action.MOVE_UP: _move_up,
}
"""Every action that writes a mail; the others have none."""

WRITTEN_BY = frozenset(
    "check_in_promise check_in check_in_applied check_in_assessment check_in_agency "
    "check_in_agency_open check_in_time check_in_cancelled value_add_ideas value_add_article "
    "value_add_introduction move_up_met move_up thank_you thank_you_timeline thank_you_panel "
    "thank_you_panel_second thank_you_panel_third thank_you_arranger thank_you_arranger_timeline "
    "thank_you_agency thank_you_agency_timeline ask_feedback ask_feedback_robot "
    "ask_feedback_agency keep_updated withdraw withdraw_offer no_show reply_confirm_time "
    "reply_choose_time reply_propose_times reply_send reply_assessment reply_offer reply_offer_by "
    "reply_decision".split()
)
"""Every template that is taken somewhere above; the check holds the folder against it."""
