"""What to ask Gmail's search for to find whom the user has written with at a company.

A listing shows the newest mails first, and one busy correspondent fills it: so those who were found
are left out of the next. A name or an address is somebody's text; nothing of it but letters, digits
and what an address is made of gets into a query.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
ADDRESS = re.compile(r"[a-z0-9][a-z0-9.+_-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
NAME = re.compile(r"[^\W_]+")
MOST_DOMAINS = 5
MOST_LEFT_OUT = 40  # a longer query is refused
LONGEST_NAME, SHORTEST_NAME = 60, 3
TO_THE_USER = (
    "-in:sent -in:drafts -category:promotions -category:social -category:forums {to:me cc:me}"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """The company whose people are sought: its domains, and its name, "" when unknown."""

    domains: tuple[str, ...]
    name: str


def sent_query(sought: Sought, without: Collection[str]) -> str:
    """Return the query for mails of the user to people there, "" when there is no telling."""
    places = _places(sought)
    wanted = " ".join(f"{field}:{place}" for place in places for field in ("to", "cc"))
    left_out = [f"-to:{address}" for address in _addresses(without)]
    return " ".join(["in:sent -in:drafts", f"{{{wanted}}}", *left_out]) if places else ""


def received_query(sought: Sought, without: Collection[str]) -> str:
    """Return the query for mails of people there to the user, "" when there is no telling."""
    places = _places(sought)
    wanted = " ".join(f"from:{place}" for place in places)
    left_out = [f"-from:{address}" for address in _addresses(without)]
    return " ".join([TO_THE_USER, f"{{{wanted}}}", *left_out]) if places else ""


def _places(sought: Sought) -> list[str]:
    """Return what stands in the address or beside the name of somebody there."""
    domains = [domain for domain in sought.domains if DOMAIN.fullmatch(domain)][:MOST_DOMAINS]
    words = NAME.findall(sought.name[:LONGEST_NAME].lower())
    together = "".join(words)  # as a domain writes it
    if len(together) < SHORTEST_NAME:
        return domains
    return (
        [*domains, together]
        if words == [together]
        else [*domains, f'"{" ".join(words)}"', together]
    )


def _addresses(without: Collection[str]) -> list[str]:
    return sorted(filter(ADDRESS.fullmatch, without))[:MOST_LEFT_OUT]
