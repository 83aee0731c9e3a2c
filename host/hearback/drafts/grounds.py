"""What the facts of a draft rest on: the mail and the words, or the note of the user."""

from collections.abc import Callable, Mapping

from hearback.drafts.draft import Ground
from hearback.drafts.names import plain
from hearback.drafts.told import Told
from hearback.signals.signal import Kind, Person, Reading
from hearback.timeline.notes import Note, Verb

LONGEST = 300  # characters of the words
FACTS: Mapping[str, str] = {
    "the_role": "role",
    "the_role_at": "role",
    "promise_by": "promise",
    "hear_by": "promise",
    "promised": "promise",
    "the_talk": "interview",
    "on_day": "interview",
    "met_name": "interview",
    "missed_talk": "missed",
    "next_talk": "next",
    "that_time": "time",
    "proposed_time": "time",
    "offer_deadline": "offer",
    "my_application": "application",
    "greeting": "name",
}
"""Which facts rest on something; the others are the user's own."""


def grounds_of(
    used: frozenset[str], facts: Mapping[str, str], told: Told, recipient: Person | None
) -> tuple[Ground, ...]:
    """Return what the facts that a draft uses rest on, each once, as far as that is known."""
    found: dict[str, Ground] = {}
    for name in sorted(used & FACTS.keys(), key=list(FACTS).index):
        about = FACTS[name]
        source = SOURCES[about](told, recipient)
        if source and about not in found and facts.get(name, "").strip():
            found[about] = _ground(about, facts[name].strip(), source)
        if name == "the_role_at" and facts.get("company"):
            company = _company(told, recipient)
            if company:
                found["company"] = _ground("company", facts["company"], company)
    return tuple(found.values())


Source = tuple[Reading, str] | Note


def _ground(about: str, text: str, source: Source) -> Ground:
    if isinstance(source, Note):
        return Ground(about, text, None, plain(source.text, LONGEST), source.at)
    reading, words = source
    envelope = reading.envelope
    return Ground(about, text, envelope.message_id, plain(words, LONGEST), envelope.date)


def _newest(told: Told, says: Callable[[Reading], str]) -> Source | None:
    found = [(reading, words) for reading in told.application.readings if (words := says(reading))]
    return found[-1] if found else None


def _role(told: Told, _: Person | None) -> Source | None:
    role = told.application.role
    return told.note(Verb.ROLE) or _newest(told, lambda r: r.role if r.role == role else "")


def _company(told: Told, _: Person | None) -> Source | None:
    company = told.application.company
    noted = told.note(Verb.COMPANY)
    return noted or _newest(told, lambda r: r.company if r.company == company else "")


def _promise(told: Told, _: Person | None) -> Source | None:
    held = told.standing.promise
    if held is None:
        return None
    return (held.reading, held.promise.evidence) if held.reading else told.note(Verb.PROMISED)


def _interview(told: Told, _: Person | None) -> Source | None:
    held = [i for i in told.standing.interviews if i.end <= told.clock.now]
    noted = told.note(Verb.TOOK_PLACE)
    return _arranged(told, held[-1].arranged_in if held else "") or noted


def _next(told: Told, _: Person | None) -> Source | None:
    ahead = [i for i in told.standing.interviews if i.start > told.clock.now]
    return _arranged(told, ahead[0].arranged_in if ahead else "")


def _arranged(told: Told, message_id: str) -> Source | None:
    for reading in told.application.readings:
        if reading.envelope.message_id == message_id:
            spoken = [signal.evidence for signal in reading.signals if signal.interview]
            return reading, spoken[0] if spoken else reading.envelope.subject
    return None


def _asked(told: Told, _: Person | None) -> Source | None:
    for ask in told.standing.open_asks:
        return ask.reading, ask.signal.evidence
    return _next(told, None)


def _applied(told: Told, _: Person | None) -> Source | None:
    for reading in told.application.readings:
        if signal := reading.says(Kind.APPLICATION_SENT, Kind.APPLICATION_RECEIVED):
            return reading, signal.evidence
    return None


def _name(told: Told, recipient: Person | None) -> Source | None:
    """Return where the name stands: in their own mail, else in the note that named them."""
    written = told.written_by(recipient) if recipient else []
    if written and written[-1].sender.name:
        return written[-1], written[-1].sender.name
    noted = told.note(Verb.LINE_MANAGER)
    return noted if noted and recipient and recipient.address in noted.text.lower() else None


SOURCES: Mapping[str, Callable[[Told, Person | None], Source | None]] = {
    "role": _role,
    "promise": _promise,
    "interview": _interview,
    "missed": lambda told, _: told.note(Verb.NO_SHOW),
    "next": _next,
    "time": _asked,
    "offer": _asked,
    "application": _applied,
    "name": _name,
}
