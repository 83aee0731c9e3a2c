"""What the other applications mean for one: an offer there, or that the user accepted one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hearback.advice.situation import Case, Elsewhere
from hearback.timeline.application import Stage
from hearback.timeline.asks import accepted_at, written_by_machine
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Verb

STILL_ALIVE = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that the user confirmed, by a note or by writing in its thread."""

    at: datetime
    confirmed: datetime
    application_id: str
    company: str


@dataclass(frozen=True)
class Market:
    """All confirmed offers that are open, all acceptances, oldest first, and what is alive.

    That is what had a sign of life in the last weeks and is not closed, the newest first: id, name.
    """

    offers: tuple[Offer, ...]
    accepted: tuple[tuple[date, str, str], ...]
    alive: tuple[tuple[str, str], ...] = ()


def survey(cases: Sequence[Case], clock: Clock) -> Market:
    """Return what all applications together tell, looked through once."""
    offers, accepted = [], []
    for case in cases:
        # An offer that was taken back, or turned down after all, is none for the others.
        if case.standing.stage is not Stage.OFFERED:
            continue
        name, company = case.application.id, case.application.company
        if at := accepted_at(case.application):
            accepted.append((clock.day(at), name, company))
        elif confirmed := _confirmed(case):
            offers.append(Offer(case.standing.stage_since, confirmed, name, company))
    oldest_first = tuple(sorted(offers, key=lambda offer: offer.at))
    return Market(oldest_first, tuple(sorted(accepted)), _alive(cases, clock))


def _alive(cases: Sequence[Case], clock: Clock) -> tuple[tuple[str, str], ...]:
    heard = [
        (silence.since, case.application.id, case.application.company or case.application.role)
        for case in cases
        if (silence := case.standing.silence) and clock.now - silence.since <= STILL_ALIVE
    ]
    return tuple((which, name) for _, which, name in sorted(heard, reverse=True) if name)


def look_elsewhere(case: Case, market: Market, clock: Clock) -> Elsewhere:
    """Return what the other applications mean for this one.

    An acceptance counts only for applications that had begun before it: what begins afterwards is
    a new search.
    """
    own = case.application.id
    began = clock.day(case.application.readings[0].envelope.date)
    offers = [offer for offer in market.offers if offer.application_id != own]
    accepted = [
        (day, company) for day, which, company in market.accepted if which != own and began <= day
    ]
    accepted_on, accepted_from = accepted[-1] if accepted else (None, "")
    alive = tuple(name for which, name in market.alive if which != own)
    found = Elsewhere(accepted_from=accepted_from, accepted_on=accepted_on, alive=alive)
    if not offers:
        return found
    newest = offers[-1]
    known = clock.day(max(newest.at, newest.confirmed))
    return replace(found, offered_by=newest.company, offered_at=newest.at, confirmed_on=known)


def _confirmed(case: Case) -> datetime | None:
    """Return when the user confirmed the offer: a note, or their own mail in its thread."""
    since = case.standing.stage_since
    threads = {finding.reading.envelope.thread_id for finding in case.standing.evidence}
    by_note = (n.at for n in case.application.notes if n.verb is Verb.OFFER_CONFIRMED)
    by_mail = (
        reading.envelope.date
        for reading in case.application.readings
        if reading.outbound and reading.envelope.date > since
        if reading.envelope.thread_id in threads
        if not written_by_machine(reading)
    )
    return min((*by_note, *by_mail), default=None)
