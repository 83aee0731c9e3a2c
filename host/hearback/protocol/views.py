"""Core facts → messages: how an application and its advice look on the wire and in JSON."""

from typing import TYPE_CHECKING

from hearback.advice.advise import Advice
from hearback.advice.situation import Case
from hearback.drafts.compose import Written
from hearback.drafts.draft import CallPlan, Draft, Slot
from hearback.mail.message import Address
from hearback.protocol.cards import (
    AdviceView,
    AlternativeView,
    ApplicationView,
    CallPlanView,
    ConnectionView,
    ConversationView,
    DraftView,
    EventView,
    EvidenceView,
    InterviewView,
    NoteView,
    PersonView,
    PromiseView,
    SilenceView,
    SlotView,
)
from hearback.signals.signal import Person, Reading
from hearback.timeline.application import Application, Interview
from hearback.timeline.clock import Clock
from hearback.timeline.history import Event, tell_history
from hearback.timeline.notes import Note
from hearback.timeline.standing import Finding, PromiseInForce, Silence

if TYPE_CHECKING:
    # Whose modules read mail, which no card needs.
    from hearback.timeline.connections import Connection


def application_view(
    case: Case, advice: Advice | None, written: Written, clock: Clock
) -> ApplicationView:
    """Return an application as of the clock's `now`; moments are told in the user's zone.

    Drafts that were saved are for the caller to add.
    """
    application, standing = case.application, case.standing
    history = tell_history(application, standing.interviews, clock.now)
    return ApplicationView(
        id=application.id,
        company=application.company or None,
        role=application.role or None,
        stage=standing.stage,
        waiting_on=standing.waiting_on,
        agency=application.agency or None,
        threads=list(application.conversations),
        people=[_person(person) for person in application.people],
        interviews=[_interview(interview, clock) for interview in standing.interviews],
        promise=_promise(standing.promise),
        silence=_silence(standing.silence, clock),
        advice=_advice(advice, written) if advice else None,
        evidence=[_evidence(finding, clock) for finding in standing.evidence],
        conversations=_conversations(application, clock),
        uncertain=application.uncertain,
        history=[_event(event, clock) for event in history],
        notes=[
            _note(note, clock)
            for note in application.notes
            if note.note_id and not note.goes_with_another
        ],
        saved_drafts=[],
    )


def _conversations(application: Application, clock: Clock) -> list[ConversationView]:
    others = [t for t in application.threads[1:] if t in application.conversations]
    opening: dict[str, Reading] = {}
    for reading in application.readings if others else ():
        opening.setdefault(reading.envelope.thread_id, reading)
    return [
        ConversationView(
            thread=thread,
            subject=opening[thread].envelope.subject,
            began=opening[thread].envelope.date.astimezone(clock.zone),
            unsure=thread in application.unsure,
        )
        for thread in others
    ]


def address_text(address: Address) -> str:
    """Return "Name <address>", quoted where RFC 5322 asks for it; without a name, the address."""
    if not address.name:
        return address.address
    plain = all(char.isalnum() or char in " '-_" for char in address.name)
    escaped = address.name.replace("\\", "\\\\").replace('"', '\\"')
    name = address.name if plain else f'"{escaped}"'
    return f"{name} <{address.address}>"


def _person(person: Person) -> PersonView:
    return PersonView(name=person.name, address=person.address, part=person.part)


def _interview(interview: Interview, clock: Clock) -> InterviewView:
    past = interview.end <= clock.now
    return InterviewView(
        start=interview.start,
        end=interview.end,
        took_place=("confirmed" if interview.sure else "presumed") if past else "ahead",
    )


def _promise(held: PromiseInForce | None) -> PromiseView | None:
    if held is None:
        return None
    promise = held.promise
    return PromiseView(
        evidence=promise.evidence,
        words=promise.words,
        earliest=promise.earliest,
        latest=promise.latest,
        strength=promise.strength,
        about=promise.about,
        message_id=held.reading.envelope.message_id if held.reading else None,
    )


def _silence(silence: Silence | None, clock: Clock) -> SilenceView | None:
    if silence is None:
        return None
    return SilenceView(
        since=silence.since.astimezone(clock.zone),
        days=silence.days,
        due=silence.due,
        overdue_days=silence.overdue_days,
    )


def _evidence(finding: Finding, clock: Clock) -> EvidenceView:
    return EvidenceView(
        text=finding.signal.evidence,
        message_id=finding.reading.envelope.message_id,
        date=finding.at.astimezone(clock.zone),
        rule=finding.signal.rule,
    )


def _event(event: Event, clock: Clock) -> EventView:
    return EventView(
        at=event.at.astimezone(clock.zone),
        who=event.who,
        what=event.what,
        kinds=list(event.kinds),
        evidence=_evidence(event.finding, clock) if event.finding else None,
        note_id=event.note_id or None,
    )


def _note(note: Note, clock: Clock) -> NoteView:
    return NoteView(
        note_id=note.note_id,
        verb=note.verb,
        at=note.at.astimezone(clock.zone),
        text=note.text or None,
        day=note.day,
    )


def _advice(advice: Advice, written: Written) -> AdviceView:
    return AdviceView(
        action=advice.action,
        due=advice.due,
        urgent=advice.urgent,
        headline=advice.headline,
        because=list(advice.because),
        source=advice.source,
        asks=list(advice.asks),
        drafts=[draft_view(draft) for draft in written.drafts],
        alternatives=[
            AlternativeView(variant=other.variant, words=other.words)
            for other in written.alternatives
        ],
        no_draft=written.no_draft or None,
        options=list(advice.options),
        call_plan=_call_plan(written.call_plan) if written.call_plan else None,
        connections=[],
    )


def draft_view(draft: Draft) -> DraftView:
    """Return a draft with its addresses as text."""
    return DraftView(
        to=[address_text(address) for address in draft.to],
        cc=[address_text(address) for address in draft.cc],
        subject=draft.subject,
        body=draft.body,
        in_reply_to=draft.in_reply_to,
        references=list(draft.references),
        thread=draft.thread_id,
        slots=[_slot(slot) for slot in draft.slots],
        tone=draft.tone.value,
        warnings=list(draft.warnings),
    )


def _slot(slot: Slot) -> SlotView:
    return SlotView(
        name=slot.name,
        ask=slot.ask,
        required=slot.required,
        paragraph=slot.paragraph,
        after=slot.after,
    )


def connection_view(connection: "Connection", clock: Clock) -> ConnectionView:
    """Return somebody whom the user has written with; the moment is told in the user's zone."""
    return ConnectionView(
        name=connection.name,
        address=connection.address,
        last=connection.last.astimezone(clock.zone),
        wrote=connection.wrote,
    )


def _call_plan(plan: CallPlan) -> CallPlanView:
    return CallPlanView(
        number=plan.number,
        opening=plan.opening,
        questions=list(plan.questions),
        if_no=plan.if_no,
        voicemail=plan.voicemail,
    )
