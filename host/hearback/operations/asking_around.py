"""Looking through Gmail for whom the user has written with at a company; nothing of it is kept.

Only headers are read, a few newest mails at a time, each time without those already met, first of
what the user wrote and then of what they wrote. It ends when a look finds nobody new, or when the
units are spent: an answer soon is worth more than the last name.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Protocol

from hearback.gmail.acquaintances import Sought, received_query, sent_query
from hearback.gmail.pace import COSTS
from hearback.gmail.records import Named
from hearback.mail.message import Address, Envelope
from hearback.timeline.connections import Workplace

UNITS = 480  # of one asking; the quota is 6,000 a minute
LISTED = 25  # messages of a listing; one of each conversation is read
READ = 5  # messages of a look
LIST_COST = COSTS["gmail.users.messages.list"]
READ_COST = COSTS["gmail.users.messages.get"]

Query = Callable[[Collection[str]], str]
Met = Callable[[Envelope], Iterable[Address]]


class Mailbox(Protocol):
    """What is needed of a Gmail."""

    def find_messages(self, query: str, most: int) -> tuple[Named, ...]:
        """Return the newest messages that a query names."""

    def envelopes(self, ids: Iterable[str]) -> Iterator[Envelope]:
        """Yield who wrote to whom in these messages."""


def ask_around(gmail: Mailbox, workplace: Workplace) -> list[Envelope]:
    """Return the headers of the user's newest mails with people there. Raises GmailProblem."""
    if not workplace.can_be_told:
        return []
    # A name may be a common word: what it finds elsewhere must not use up the units.
    places = [Sought(tuple(sorted(workplace.domains)), ""), Sought((), workplace.company)]
    known = {each for each in workplace.known if workplace.holds(Address("", each))}

    def written_to(envelope: Envelope) -> Iterable[Address]:
        # A name may be found in an address elsewhere: that one is not to be found again either.
        return [*filter(workplace.holds, envelope.recipients)] or envelope.recipients

    return [
        *_look(gmail, [partial(sent_query, each) for each in places], written_to, known),
        *_look(gmail, [partial(received_query, each) for each in places], _writer, known),
    ]


def _writer(envelope: Envelope) -> Iterable[Address]:
    return (envelope.sender,)


def _look(
    gmail: Mailbox, queries: Iterable[Query], met: Met, known: Collection[str]
) -> Iterator[Envelope]:
    """Yield the newest mails of each query until nobody new is met, or the units are spent."""
    left, without, seen = UNITS // 2, set(known), set[str]()
    for query in queries:
        while left >= LIST_COST + READ_COST and (asked := query(without)):
            listed = gmail.find_messages(asked, LISTED)
            left -= LIST_COST
            ids = _one_of_each(listed, seen)[: min(READ, left // READ_COST)]
            left -= READ_COST * len(ids)
            seen |= set(ids)
            found = list(gmail.envelopes(ids))
            yield from found
            people = {address.address for envelope in found for address in met(envelope)}
            if people <= without:
                break
            without |= people


def _one_of_each(listed: Iterable[Named], seen: Collection[str]) -> list[str]:
    """Return the newest message of each conversation, of those that were not read yet."""
    newest: dict[str, str] = {}
    for named in listed:
        if named.message_id not in seen:
            newest.setdefault(named.thread_id, named.message_id)
    return list(newest.values())
