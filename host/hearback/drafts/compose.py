"""The mails that an action writes: which template, to whom, in which thread.

Recipients come from the application or from a noted line manager, never from anywhere else; nobody
who cannot read an answer (no-reply, robots, lists) and never the user gets one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hearback.advice.action import Action
from hearback.drafts.draft import Draft
from hearback.drafts.facts import Told, answered_mail, find_facts, proposed_times
from hearback.drafts.names import plain
from hearback.drafts.templates import load_templates
from hearback.mail.message import Address, Me, same_mailbox
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.application import Application, Stage
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Verb
from hearback.timeline.people import can_be_written_to
from hearback.timeline.standing import Standing

MOST_REFERENCES = 20


@dataclass(frozen=True)
class DraftRequest:
    """What is to be written: the mails of one action for one application."""

    action: Action
    application: Application
    standing: Standing
    me: Me
    clock: Clock

    @property
    def told(self) -> Told:
        """What the drafts may rest on."""
        return Told(self.application, self.standing, self.me, self.clock)


@dataclass(frozen=True)
class _Letter:
    """One mail to write."""

    template: str
    to: Person | None
    cc: tuple[Person, ...] = ()


def compose_drafts(request: DraftRequest) -> tuple[Draft, ...]:
    """Return the mails of an action; () when it writes none, or nobody could read it."""
    write = WRITERS.get(request.action)
    if write is None:
        return ()
    return tuple(_written(letter, request.told) for letter in write(request.told))


def _written(letter: _Letter, told: Told) -> Draft:
    template = load_templates()[letter.template]
    answered = answered_mail(told, letter.to)
    facts = find_facts(told, letter.to, answered)
    body, slots = template.fill(facts)
    in_thread = answered is not None and template.subject == "{re_subject}"
    subject = facts["re_subject"] if in_thread else facts["new_subject"]
    return Draft(
        to=_addresses([letter.to] if letter.to else [], told.me),
        cc=_addresses(letter.cc, told.me),
        subject=subject,
        body=body,
        in_reply_to=answered.envelope.message_id if in_thread and answered else None,
        references=_references(answered) if in_thread and answered else (),
        thread_id=answered.envelope.thread_id if in_thread and answered else None,
        slots=slots,
    )


def _references(answered: Reading) -> tuple[str, ...]:
    """Return the parent's references and the parent, each once; the first and the newest stay."""
    ids = dict.fromkeys((*answered.envelope.references, answered.envelope.message_id))
    chain = tuple(ids)
    if len(chain) <= MOST_REFERENCES:
        return chain
    return chain[:1] + chain[-(MOST_REFERENCES - 1) :]


def _addresses(people: Sequence[Person], me: Me) -> tuple[Address, ...]:
    found = {
        same_mailbox(person.address): Address(plain(person.name, 80), person.address)
        for person in people
        if can_be_written_to(person.address)
        and person.part not in (Part.ROBOT, Part.LIST)
        and not me.has(Address("", person.address))
    }
    return tuple(found.values())


# --- which mail an action writes ------------------------------------------------------------------


def _contact(told: Told) -> list[Person]:
    return [told.standing.contact] if told.standing.contact else []


def _check_in(told: Told) -> list[_Letter]:
    return [_Letter(_check_in_template(told), person) for person in _contact(told)]


def _check_in_template(told: Told) -> str:
    standing, promised = told.standing, told.standing.promise is not None
    if told.application.agency:
        return "check_in_agency" if promised else "check_in_agency_open"
    if promised:
        return "check_in_promise"
    if standing.stage is Stage.INVITED:
        cancelled = any(r.says(Kind.INTERVIEW_CANCELLATION) for r in told.application.readings)
        return "check_in_cancelled" if cancelled else "check_in_time"
    return "check_in_applied" if standing.stage is Stage.APPLIED else "check_in"


def _value_add(told: Told) -> list[_Letter]:
    manager, contact = told.standing.line_manager, told.standing.contact
    topic = any(note.verb is Verb.TOPIC for note in told.application.notes)
    if topic:
        template = "value_add_article"
    elif told.standing.ever_interviewed:
        template = "value_add_ideas"
    else:
        template = "value_add_introduction"
    if told.application.agency or manager is None:
        return [_Letter(template, person) for person in _contact(told)]
    return [_Letter(template, manager, (contact,) if contact else ())]


def _move_up(told: Told) -> list[_Letter]:
    manager = told.standing.line_manager
    if told.application.agency:
        return [_Letter("check_in_agency_open", person) for person in _contact(told)]
    if manager is None:
        # Who that is, only the user can say; the card asks.
        return [_Letter("move_up", None)]
    met = answered_mail(told, manager) or manager in told.standing.interviewers
    return [_Letter("move_up_met" if met else "move_up", manager)]


def _thank_you(told: Told) -> list[_Letter]:
    template = "thank_you" if told.standing.promise else "thank_you_timeline"
    agency = told.application.agency
    wrote = {r.sender.address for r in told.application.readings if not r.outbound}
    people = [
        person
        for person in told.standing.interviewers
        # The client's people hear from the user only when they wrote first.
        if not agency or person.part is Part.AGENCY or person.address in wrote
    ]
    return [_Letter(template, person) for person in people or _contact(told)]


def _ask_feedback(told: Told) -> list[_Letter]:
    template = "ask_feedback_agency" if told.application.agency else "ask_feedback"
    return [_Letter(template, person) for person in _contact(told)]


def _plain(template: str) -> Callable[[Told], list[_Letter]]:
    return lambda told: [_Letter(template, person) for person in _contact(told)]


def _reply(told: Told) -> list[_Letter]:
    if not told.standing.open_asks:
        return []
    ask = told.standing.open_asks[0]
    kinds = {each.signal.kind for each in told.standing.open_asks if each.reading is ask.reading}
    writer = ask.reading.writer
    reachable = writer is not None and can_be_written_to(writer.address)
    robot = writer is not None and writer.part in (Part.ROBOT, Part.LIST)
    if writer is None or not reachable or robot:
        return []
    return [_Letter(_reply_template(kinds, told), writer)]


def _reply_template(kinds: set[Kind], told: Told) -> str:
    if Kind.OFFER in kinds:
        return "reply_offer"
    if kinds & {Kind.INTERVIEW_INVITATION, Kind.INTERVIEW_SCHEDULING}:
        count = len(proposed_times(told))
        if count == 1:
            return "reply_confirm_time"
        return "reply_choose_time" if count else "reply_propose_times"
    return "reply_assessment" if Kind.ASSESSMENT_REQUEST in kinds else "reply_send"


WRITERS: dict[Action, Callable[[Told], list[_Letter]]] = {
    Action.REPLY: _reply,
    Action.NO_SHOW: _plain("no_show"),
    Action.ASK_FEEDBACK: _ask_feedback,
    Action.WITHDRAW: _plain("withdraw"),
    Action.KEEP_UPDATED: _plain("keep_updated"),
    Action.THANK_YOU: _thank_you,
    Action.CHECK_IN: _check_in,
    Action.VALUE_ADD: _value_add,
    Action.MOVE_UP: _move_up,
}

WRITTEN_BY = frozenset(
    "check_in_promise check_in check_in_applied check_in_agency check_in_agency_open "
    "check_in_time check_in_cancelled value_add_ideas value_add_article value_add_introduction "
    "move_up_met move_up thank_you thank_you_timeline ask_feedback ask_feedback_agency "
    "keep_updated withdraw no_show reply_confirm_time reply_choose_time reply_propose_times "
    "reply_send reply_assessment reply_offer".split()
)
"""Every template that is taken somewhere above; the check holds the folder against it."""
