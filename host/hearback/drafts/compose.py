"""The mails that an action writes, whole: recipients, subject, thread, body, and the open gaps."""

from dataclasses import dataclass

from hearback.advice.action import Action
from hearback.drafts.answering import message_id_of, references_of
from hearback.drafts.draft import Draft
from hearback.drafts.facts import find_answers, find_facts
from hearback.drafts.letters import WRITTEN_BY, Letter, letters_for
from hearback.drafts.recipients import addresses_of, warnings_about
from hearback.drafts.templates import load_templates
from hearback.drafts.told import Told
from hearback.mail.message import Me
from hearback.timeline.application import Application
from hearback.timeline.clock import Clock
from hearback.timeline.standing import Standing

__all__ = ["WRITTEN_BY", "DraftRequest", "compose_drafts"]


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


def compose_drafts(request: DraftRequest) -> tuple[Draft, ...]:
    """Return the mails of an action; () when it writes none, or nobody could read it.

    Only a `move_up` to somebody whom the user has yet to name comes without a recipient. Raises
    KnowledgeBroken when a template has faults.
    """
    told = request.told
    return tuple(_written(letter, told) for letter in letters_for(request.action, told))


def _written(letter: Letter, told: Told) -> Draft:
    template = load_templates()[letter.template]
    answered = letter.answers
    facts = find_facts(told, letter.to, answered)
    body, slots = template.fill(facts, find_answers(told) if letter.notes else {})
    in_thread = answered is not None and template.subject == "{re_subject}"
    to = addresses_of([letter.to] if letter.to else [], told)
    cc = addresses_of(letter.cc, told)
    return Draft(
        to=to,
        cc=tuple(address for address in cc if address not in to),
        subject=facts["re_subject"] if in_thread else facts["new_subject"],
        body=body,
        in_reply_to=message_id_of(answered) if in_thread and answered else None,
        references=references_of(answered) if in_thread and answered else (),
        thread_id=answered.envelope.thread_id if in_thread and answered else None,
        slots=slots,
        warnings=warnings_about(answered, to),
    )
