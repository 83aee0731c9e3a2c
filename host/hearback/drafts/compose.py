"""The mails that an action writes, whole: recipients, subject, thread, body, and the open gaps."""

from dataclasses import dataclass

from hearback.advice.action import Action
from hearback.drafts.answering import message_id_of, references_of
from hearback.drafts.clashes import clash_warnings
from hearback.drafts.draft import CallPlan, Draft, Tone
from hearback.drafts.facts import find_answers, find_facts
from hearback.drafts.grounds import grounds_of
from hearback.drafts.letter import Letter
from hearback.drafts.letters import WRITERS, WRITTEN_BY, letters_for, variants_of
from hearback.drafts.reader import reader_of
from hearback.drafts.recipients import addresses_of, warnings_about, why_unreachable
from hearback.drafts.replies import ANSWERS_A_TIME
from hearback.drafts.templates import load_template
from hearback.drafts.told import Engagement, Told
from hearback.drafts.tones import choose_tone, is_terse
from hearback.mail.message import Me
from hearback.timeline.application import Application
from hearback.timeline.clock import Clock
from hearback.timeline.standing import Standing

__all__ = [
    "WRITTEN_BY",
    "Alternative",
    "DraftRequest",
    "alternatives",
    "compose_drafts",
    "why_none",
]


@dataclass(frozen=True)
class DraftRequest:
    """What is to be written: the mails of one action for one application.

    `tone` None takes the one in which they write; `variant` None takes the template that fits best,
    else it is the name of one of the `alternatives`. `sign_off` is how the user closes mails about
    other applications, `signed` the name under them, "" when not known; `engagements` are the
    interviews that stand in them.
    """

    action: Action
    application: Application
    standing: Standing
    me: Me
    clock: Clock
    tone: Tone | None = None
    variant: str | None = None
    sign_off: str = ""
    signed: str = ""
    engagements: tuple[Engagement, ...] = ()

    @property
    def told(self) -> Told:
        """What the drafts may rest on."""
        elsewhere = (self.sign_off, self.signed)
        known = (self.application, self.standing, self.me, self.clock)
        return Told(*known, *elsewhere, self.engagements)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another mail that the action could write: `variant` for a DraftRequest, and words for it."""

    variant: str
    words: str


@dataclass(frozen=True)
class Written:
    """What was written for an advice: mails, what else could be, or why none is; a call plan."""

    drafts: tuple[Draft, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    no_draft: str = ""
    call_plan: CallPlan | None = None


def compose_drafts(request: DraftRequest) -> tuple[Draft, ...]:
    """Return the mails of an action; () when it writes none, or nobody could read it.

    Only a `move_up` to somebody whom the user has yet to name comes without a recipient. A variant
    that does not fit (any more) is passed over. Raises KnowledgeBroken when a template has faults.
    """
    told = request.told
    letters = letters_for(request.action, told, request.variant)
    return tuple(_written(letter, told, request.tone) for letter in letters)


def alternatives(request: DraftRequest) -> tuple[Alternative, ...]:
    """Return the mails that the user can choose from, the one that fits best first; () for none."""
    told = request.told
    names = variants_of(request.action, told)
    if len(names) < 2 and letters_for(request.action, told):
        return ()
    return tuple(Alternative(name, load_template(name).offered_as) for name in names)


def why_none(request: DraftRequest) -> str:
    """Return why an action that should write a mail writes none, as a sentence; "" when it does."""
    told = request.told
    if request.action not in WRITERS or letters_for(request.action, told, request.variant):
        return ""
    if request.action is Action.REPLY and not told.standing.open_asks:
        return "They have asked for nothing that is still open."
    contact = told.standing.contact
    if contact and (reason := why_unreachable(contact.address)):
        return reason
    if request.action is Action.REPLY:
        return "They asked from an address that takes no answers: answer as their email says."
    if request.action is Action.ASK_FEEDBACK:
        return (
            "Their refusal came from an address that takes no answers, and nobody else has written "
            "from there, so there is nobody to ask."
        )
    return "Nobody who reads mail is known there, so there is nobody to write to."


def _written(letter: Letter, told: Told, wanted: Tone | None) -> Draft:
    template = load_template(letter.template)
    tone = wanted or _another(choose_tone(told, letter.to), letter.again)
    answered = letter.answers
    facts = find_facts(told, letter.to, answered, wanted)
    way = template.way(tone, terse=is_terse(told, letter.to))
    body, slots = template.fill(way, facts, find_answers(told) if letter.notes else {})
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
        warnings=(*warnings_about(answered, to), *_clashes(letter, told)),
        tone=tone,
        template=letter.template,
        grounds=grounds_of(template.used(way, facts), facts, told, letter.to),
    )


def _clashes(letter: Letter, told: Told) -> tuple[str, ...]:
    about_a_time = letter.template in ANSWERS_A_TIME
    return clash_warnings(told, reader_of(told, letter.to)) if about_a_time else ()


def _another(tone: Tone, again: int) -> Tone:
    """Return another tone for a mail that goes out with one of the same template and tone."""
    tones = list(Tone)
    return tones[(tones.index(tone) + again) % len(tones)]
