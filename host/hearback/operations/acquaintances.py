"""Whom the user has written with at the company of an application, in the mail that is at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hearback.mail.message import Envelope
from hearback.operations.look import Item, Overview
from hearback.timeline.connections import Connection, Workplace, find_connections, find_workplace

Searched = Literal["gmail", "file", "kept", "sample", "nothing"]
"""Where was looked: all of Gmail, all of a file or of the sample, only the job mail that is kept;
`nothing` when the mails do not tell which company it is."""


@dataclass(frozen=True)
class Acquaintances:
    """The people, newest mail first, and where was looked for them."""

    people: tuple[Connection, ...]
    searched: Searched


def workplace_of(item: Item, overview: Overview) -> Workplace:
    """Return the company of an application, by which its people are known."""
    from hearback.signals.rules import load_rulebook

    return find_workplace(item.case.application, overview.me, load_rulebook().senders)


def find_acquaintances(
    envelopes: Iterable[Envelope], workplace: Workplace, overview: Overview, searched: Searched
) -> Acquaintances:
    """Return the people of a company among whom these mails went."""
    if not workplace.can_be_told:
        return Acquaintances((), "nothing")
    return Acquaintances(find_connections(envelopes, workplace, overview.clock.now), searched)
