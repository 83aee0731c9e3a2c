"""When two spellings name one company, and two titles one role."""

import re
import unicodedata
from functools import lru_cache

FILLER = frozenset(
    "a an the of for and in at to role position job opening vacancy m w d f x remote hybrid".split()
)
SENIORITY = frozenset("senior junior lead principal staff i ii iii iv intern graduate".split())
SAME_WORD = {
    "sr": "senior",
    "jr": "junior",
    "developer": "engineer",
    "dev": "engineer",
    "programmer": "engineer",
    "mgr": "manager",
    "assoc": "associate",
}


# "Brightwater" and "Brightwater Energy" are one company, "Acme" and "Acme Bakery" need not be.
TAILS = frozenset(
    "group uk us usa europe holdings international global technologies technology tech systems "
    "solutions services software labs studio studios digital media energy health healthcare "
    "insurance bank consulting partners careers recruiting recruitment hiring team hr".split()
)
LONG_TAILS = tuple(sorted((tail for tail in TAILS if len(tail) > 4), key=len, reverse=True))
LEGAL = frozenset(
    "inc incorporated ltd limited llc llp lp gmbh kg se plc corp corporation co company ag sa sas "
    "srl spa bv nv oy ab as pty pbc".split()
)
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([\w-]{2,})(?:\.[a-z]{2,7}){1,2}/?", re.I)
SHORTEST_PART = 4  # letters that the first words of a name must have to stand for it


@lru_cache(maxsize=4096)
def company_key(name: str) -> str:
    """Return the form under which two spellings of a company are equal.

    "Acme, Inc.", "ACME", "acme.example", "Acme Energy" and "acmeenergy" are all "acme": legal forms
    go, and so does a last word that says only what the company does.
    """
    words = list(_company_words(name))
    if len(words) > 1 and words[-1] in TAILS:
        return "".join(words[:-1])
    key = "".join(words)
    for tail in LONG_TAILS:
        if key.endswith(tail) and len(key) - len(tail) >= 3:
            return key.removesuffix(tail)
    return key


@lru_cache(maxsize=4096)
def first_words(name: str) -> frozenset[str]:
    """Return what a name may be shortened to: "Acme Robotics Europe" to "acme", "acmerobotics"."""
    words = _company_words(name)
    parts = {"".join(words[:count]) for count in range(1, len(words))}
    return frozenset(part for part in parts if len(part) >= SHORTEST_PART) - {company_key(name)}


def _company_words(name: str) -> tuple[str, ...]:
    spelled = unicodedata.normalize("NFKD", name.strip().lower())
    spelled = "".join(char for char in spelled if not unicodedata.combining(char))
    if domain := _DOMAIN.fullmatch(spelled):
        spelled = domain[1].replace("-", " ")
    words = re.sub(r"[^\w\s]", " ", spelled.replace("&", " and ").replace("'", "")).split()
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    kept = [word for word in words if word not in LEGAL]
    while len(kept) > 1 and kept[-1] == "and":  # of "GmbH & Co. KG"
        kept.pop()
    return tuple(kept or words)


@lru_cache(maxsize=4096)
def role_words(role: str) -> frozenset[str]:
    """Return the words that tell one role from another."""
    words = re.findall(r"[a-z0-9+#]+", role.lower())
    return frozenset(SAME_WORD.get(word, word) for word in words if word not in FILLER)


def same_role(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of role words can name one role: one says no more than the other."""
    if (one & SENIORITY) != (other & SENIORITY) and one & SENIORITY and other & SENIORITY:
        return False
    return one <= other or other <= one
