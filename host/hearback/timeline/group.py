"""Threads → applications: joined by company, role, people and agency.

Threads are taken by the date of their first mail, so the order in which they were read does not
matter. A thread joins the application that it has the strongest tie with (see `tie.py`). Where more
than one would do, or the tie is loose, the join is marked as uncertain; what the user says about
where a thread belongs goes before everything else.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hearback.signals.signal import Part, Person, Reading
from hearback.timeline.application import Application, JoinedBy
from hearback.timeline.names import company_key
from hearback.timeline.notes import Belongs, Note, Regrouping, Verb
from hearback.timeline.strand import Strand, everyone, most_said
from hearback.timeline.tie import Bundle, Tie

ENOUGH = 2


class _Bundles:
    """All applications so far, found again without looking at each."""

    def __init__(self) -> None:
        self.bundles: list[Bundle] = []
        self._by_key: dict[str, dict[int, Bundle]] = defaultdict(dict)
        self._by_short_name: dict[str, dict[int, Bundle]] = defaultdict(dict)

    def place(self, strand: Strand) -> Bundle:
        """Add a thread to the application that it belongs to, or begin one with it."""
        found = self._best(strand)
        if found is None:
            return self.begin(strand)
        bundle, tie = found
        self.add(bundle, strand, tie)
        return bundle

    def begin(self, strand: Strand) -> Bundle:
        """Begin an application with a thread."""
        bundle = Bundle()
        self.bundles.append(bundle)
        self.add(bundle, strand, None)
        return bundle

    def add(self, bundle: Bundle, strand: Strand, tie: Tie | None) -> None:
        """Add a thread to an application."""
        bundle.add(strand, tie)
        for key in strand.people | strand.agents | strand.companies | _role_keys(strand):
            self._by_key[key][id(bundle)] = bundle
        for name in strand.shorter_names:
            self._by_short_name[name][id(bundle)] = bundle

    def _best(self, strand: Strand) -> tuple[Bundle, Tie] | None:
        candidates = self._candidates(strand)
        ties = [(bundle, tie) for bundle in candidates if (tie := bundle.tie(strand))]
        enough = [pair for pair in ties if pair[1].strength >= ENOUGH]
        if not enough:
            # A loose tie holds only where nothing else can be meant.
            open_ones = [pair for pair in ties if pair[0].closed_at() is None]
            return open_ones[0] if len(open_ones) == 1 else None
        strongest = max(tie.strength for _, tie in enough)
        equals = [pair for pair in enough if pair[1].strength == strongest]
        equals = [pair for pair in equals if pair[0].closed_at() is None] or equals
        bundle, tie = max(equals, key=lambda pair: pair[0].ended)
        if len(equals) == 1:
            return bundle, tie
        return bundle, Tie(tie.strength, tie.by, sure=False, closes=False)

    def _candidates(self, strand: Strand) -> list[Bundle]:
        found: dict[int, Bundle] = {}
        keys = strand.people | strand.agents | strand.companies | strand.shorter_names
        # Many applications are for one role: it is looked up only where nothing else is known.
        loose = set() if strand.companies else _role_keys(strand)
        for key in sorted(keys | loose):
            found.update(self._by_key.get(key, {}))
        for company in sorted(strand.companies):
            found.update(self._by_short_name.get(company, {}))
        return list(found.values())


def _role_keys(strand: Strand) -> set[str]:
    return {f"role {' '.join(sorted(role))}" for role in strand.roles}


def group_threads(
    threads: Iterable[Sequence[Reading]],
    notes: Sequence[Note] = (),
    regroupings: Sequence[Regrouping] = (),
) -> tuple[Application, ...]:
    """Return the applications that these threads belong to, in the order in which they began.

    A thread in which nothing is about a job is left out, and so is one that the user says is not.
    """
    noted = defaultdict(list)
    for note in sorted(notes, key=lambda note: note.at):
        noted[note.thread_id].append(note)
    said = {change.thread_id: change for change in sorted(regroupings, key=lambda c: c.at)}
    found = (_strand(readings, noted) for readings in threads if readings)
    strands = [strand for strand in found if strand.opens and not _refused(strand, noted)]
    strands.sort(key=lambda strand: (strand.began, strand.thread_id))
    return tuple(_application(bundle, noted) for bundle in _bundle(strands, said))


def _strand(readings: Sequence[Reading], noted: Mapping[str, list[Note]]) -> Strand:
    told = {note.verb: note.text for note in noted.get(readings[0].envelope.thread_id, ())}
    return Strand.of(readings, (told.get(Verb.COMPANY, ""), told.get(Verb.ROLE, "")))


def _refused(strand: Strand, noted: Mapping[str, list[Note]]) -> bool:
    return any(note.verb is Verb.NOT_A_JOB for note in noted.get(strand.thread_id, ()))


def _bundle(strands: list[Strand], said: Mapping[str, Regrouping]) -> list[Bundle]:
    """Put threads together; those that the user joined go where the first of them went."""
    leaders = _joined_by_user(strands, said)
    placed: dict[str, Bundle] = {}
    bundles = _Bundles()
    for strand in strands:
        leader, change = leaders[strand.thread_id], said.get(strand.thread_id)
        if leader in placed:
            bundles.add(placed[leader], strand, Tie(ENOUGH, JoinedBy.USER))
        elif change and change.verb is Belongs.ALONE:
            placed[leader] = bundles.begin(strand)
            placed[leader].alone_until = change.at
        else:
            placed[leader] = bundles.place(strand)
    return bundles.bundles


def _joined_by_user(strands: list[Strand], said: Mapping[str, Regrouping]) -> dict[str, str]:
    """Return for each thread one that stands for all that the user joined with it."""
    leaders = {strand.thread_id: strand.thread_id for strand in strands}
    meant = {application_id(thread): thread for thread in leaders} | {t: t for t in leaders}
    for thread, change in sorted(said.items()):
        other = meant.get(change.text)
        if change.verb is Belongs.WITH and thread in leaders and other:
            old, new = leaders[thread], leaders[other]
            leaders = {each: new if of == old else of for each, of in leaders.items()}
    return leaders


def application_id(thread_id: str) -> str:
    """Return the id of the application that a thread began."""
    return "a" + hashlib.sha256(thread_id.encode()).hexdigest()[:10]


def _application(bundle: Bundle, noted: Mapping[str, list[Note]]) -> Application:
    strands = bundle.strands
    notes = sorted(
        (note for strand in strands for note in noted.get(strand.thread_id, ())),
        key=lambda note: note.at,
    )
    said = {note.verb: note.text for note in notes}
    by_id = {
        reading.envelope.message_id: reading for strand in strands for reading in strand.readings
    }
    readings = sorted(by_id.values(), key=lambda r: (r.envelope.date, r.envelope.message_id))
    company = said.get(Verb.COMPANY) or most_said(strand.company for strand in strands)
    role = most_said(strand.role for strand in strands)
    return Application(
        id=application_id(strands[0].thread_id),
        company=company,
        role=said.get(Verb.ROLE) or _without_company(role, company),
        agency=most_said(strand.agency for strand in strands),
        readings=tuple(readings),
        people=_people(readings),
        notes=tuple(notes),
        joined={thread: tie.by for thread, tie in bundle.ties.items()},
        unsure=frozenset(thread for thread, tie in bundle.ties.items() if not tie.sure),
        not_closing=frozenset(thread for thread, tie in bundle.ties.items() if not tie.closes),
    )


def _without_company(role: str, company: str) -> str:
    """Return "Research Assistant" of "Research Assistant, University of Westmere"."""
    head, comma, tail = role.rpartition(", ")
    named = company and company_key(company) in company_key(tail)
    return head if comma and named else role


def _people(readings: Iterable[Reading]) -> tuple[Person, ...]:
    """Everyone on the other side once, with the fullest entry that any mail gave."""
    best: dict[str, Person] = {}
    for person in everyone(readings):
        known = best.get(person.address)
        if known is None or _fullness(person) > _fullness(known):
            best[person.address] = person
    return tuple(best.values())


def _fullness(person: Person) -> int:
    known = person.part is not Part.UNKNOWN
    return 2 * known + bool(person.name) + bool(person.title) + bool(person.phone)
