"""The next step of reading a mailbox: a pure choice, made anew after every step.

Likely threads come before listings that only help to find the unlikely ones, so the first cards
show within seconds; people met in job mail are searched for before the rest is read bit by bit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hearback.gmail.changes import PEOPLE_A_SEARCH
from hearback.gmail.searches import Search, Searches


@dataclass(frozen=True, slots=True)
class Stand:
    """How far the reading of a mailbox has got.

    `pages` is the next page of each search, "" for the first and None when all were seen. `likely`
    and `rest` count the threads to read; `strangers` are people met in job mail and not searched
    for yet.
    """

    pages: Mapping[str, str | None]
    likely: int
    rest: int
    strangers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPage:
    """List one page of a search."""

    search: Search
    page: str


@dataclass(frozen=True, slots=True)
class ReadSome:
    """Read the likeliest threads of at least that likelihood."""

    least: int


@dataclass(frozen=True, slots=True)
class FindMailOf:
    """Search for other mail of these people."""

    addresses: tuple[str, ...]


Step = ListPage | ReadSome | FindMailOf

ANY = -(10**6)


def next_step(stand: Stand, searches: Searches) -> Step | None:
    """Return what to do next; None when everything was read."""
    open_pages = [
        ListPage(search, page)
        for search in searches.search
        if (page := stand.pages.get(search.name)) is not None
    ]
    early = [step for step in open_pages if not step.search.late]
    if early:
        return early[0]
    if stand.likely:
        return ReadSome(searches.likely)
    if open_pages:
        return open_pages[0]
    if stand.strangers:
        return FindMailOf(stand.strangers[:PEOPLE_A_SEARCH])
    return ReadSome(ANY) if stand.rest else None
