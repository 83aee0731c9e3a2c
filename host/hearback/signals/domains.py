"""Companies' names and the labels of their domains: the same letters without blanks, or a few."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

    from hearback.signals.sender import Senders

_SQUASH = re.compile(r"[^a-z0-9]+")
_GLUE = " .&'-"
"""What may stand between the letters of a name: "Blue Fern", "A.B.C."."""
UNGLUED = dict.fromkeys(map(ord, _GLUE))


@lru_cache(8192)
def registrable(domain: str) -> str:
    """Return the part of a domain that somebody registered: "acme.co.uk" of "mail.acme.co.uk"."""
    if not re.fullmatch(r"[a-z0-9.-]{3,253}", domain):
        return domain
    return str(_public_suffixes().privatesuffix(domain) or domain)


@lru_cache(1)
def _public_suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def without_office(label: str, senders: "Senders") -> str:
    """Return a domain's label without the office that writes from it: "acmecareers"."""
    for office in senders.domain_endings:
        shorter = label.removesuffix(office).rstrip("-")
        label = shorter if len(shorter) >= 3 else label
    return label


def may_stand_for(label: str, name: str) -> bool:
    """Whether a domain's label shortens a name: "nwtraders", "nt" and "northwind" do.

    All its letters stand in the name in this order; a short one holds the first of each word, a
    longer one a whole word of it ("corvid" is not Cora Videnov).
    """
    key, words = _SQUASH.sub("", label), re.findall(r"[a-z0-9]+", name.lower())
    if len(key) < 2 or not words or key[0] != words[0][0]:
        return False
    rest, letters = iter("".join(words)), iter(key)
    if not all(letter in rest for letter in key):
        return False
    if len(key) < 5:
        return all(word[0] in letters for word in words)
    return "".join(words).startswith(key) or any(word in key for word in words if len(word) > 2)


@lru_cache(1024)
def any_spelling(key: str) -> re.Pattern[str]:
    """Return a pattern for a name's letters with blanks, dots or hyphens between them."""
    letters = f"[{_GLUE}]?".join(map(re.escape, key[:40]))
    return re.compile(rf"(?<![\w@./-]){letters}(?![\w@]|\.\w)", re.I)


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but blanks, marks and capitals."""
    return squashed(one) == squashed(other)


def squashed(name: str) -> str:
    """Return a name's letters and digits alone, in lower case."""
    return _SQUASH.sub("", name.lower())
