"""Mails that seek to move things on: check in, add something of value, go one step up."""

from hearback.drafts.days import was_there
from hearback.drafts.letter import Letter, answering, same_person, to_contact
from hearback.drafts.recipients import can_write_to, contact_of
from hearback.drafts.told import Told
from hearback.signals.signal import Kind
from hearback.timeline.application import Stage
from hearback.timeline.notes import Verb

ABOUT_A_TIME = (
    Kind.INTERVIEW_INVITATION,
    Kind.INTERVIEW_SCHEDULING,
    Kind.INTERVIEW_CONFIRMATION,
    Kind.INTERVIEW_CANCELLATION,
)
VALUES = ("value_add_ideas", "value_add_article", "value_add_introduction")


def check_in(told: Told) -> list[Letter]:
    """Ask how things stand."""
    return to_contact(_check_in_template(told), told)


def _check_in_template(told: Told) -> str:
    promised = told.standing.promise is not None
    if told.application.agency:
        return "check_in_agency" if promised else "check_in_agency_open"
    if promised:
        return "check_in_promise"
    by_stage = {
        Stage.APPLIED: "check_in_applied",
        Stage.ASSESSMENT: "check_in_assessment",
        Stage.INVITED: _about_a_time(told),
    }
    return by_stage.get(told.standing.stage, "check_in")


def _about_a_time(told: Told) -> str:
    """Return what to ask while no talk is known to be fixed."""
    if _called_off(told):
        return "check_in_cancelled"
    return "check_in_open" if _may_have_met(told) else "check_in_time"


def _may_have_met(told: Told) -> bool:
    """Whether the newest time that they named is over, and the user wrote between the two.

    Perhaps it took place, perhaps not: nothing may be said that only one of these would bear.
    """
    named = [
        (reading.envelope.date, signal.interview.start)
        for reading in told.inbound
        for signal in reading.signals
        if signal.interview and not signal.interview.cancelled
    ]
    if not named:
        return False
    written, start = max(named)
    wrote = (r.envelope.date for r in told.application.readings if r.outbound)
    return start <= told.clock.now and any(written < date for date in wrote)


def _called_off(told: Told) -> bool:
    """Whether the last that they wrote about a time was to call it off."""
    spoken = [reading for reading in told.inbound if reading.says(*ABOUT_A_TIME)]
    return bool(spoken) and spoken[-1].says(Kind.INTERVIEW_CANCELLATION) is not None


def value_add(told: Told) -> list[Letter]:
    """Bring something of use: to the line manager, a copy to the contact, else to the contact."""
    template = value_add_variants(told)[0]
    manager, contact = told.standing.line_manager, contact_of(told)
    if told.application.agency or not can_write_to(manager, told):
        return to_contact(template, told)
    same = contact and manager and same_person(contact, manager)
    copied = (contact,) if contact and not same else ()
    return [answering(Letter(template, manager, copied), told)]


def value_add_variants(told: Told) -> list[str]:
    """Return the three kinds of value, the one that there is most to say about first."""
    if told.note(Verb.TOPIC):
        first = "value_add_article"
    elif told.standing.ever_interviewed:
        first = "value_add_ideas"
    else:
        first = "value_add_introduction"
    return [first, *(name for name in VALUES if name != first)]


def move_up(told: Told) -> list[Letter]:
    """Write to the line manager; with an agency it stays with its recruiter."""
    if told.application.agency:
        return to_contact("move_up_agency", told)
    manager = told.standing.line_manager
    if manager is None or not can_write_to(manager, told):
        return [Letter("move_up", None)]
    met = was_there(told, manager) or bool(told.written_by(manager))
    return [answering(Letter("move_up_met" if met else "move_up", manager), told)]
