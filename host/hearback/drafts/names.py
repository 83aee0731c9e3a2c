"""What to call somebody, and text that is safe in a header and in a body."""

import re
import unicodedata
from functools import lru_cache

from hearback.drafts.name_lists import (
    DEGREES,
    FAMILY_FIRST,
    LEARNED,
    OTHER_SCRIPTS,
    PARTICLES,
    TITLES,
)
from hearback.signals.signal import Person

NO_PERSON = re.compile(
    r"\b(the|do not|team|crew|staff|desk|recruit\w*|talent|careers?|jobs?|hr|human resources|hiring"
    r"|people ops|office|support|info|admin|admissions?|reception|no[- ]?reply|notifications?"
    r"|alerts?|news(?:letter)?|updates?|system|bot|automated|mailer|sales|marketing|inc|ltd|llc|gmbh|plc|group"
    r"|department|hospital|university|college|school|museum|agency|services?|scheduling"
    r"|interviews?|linkedin|indeed|calendly|greenhouse|workday)\b",
    re.I,
)
ASIDE = re.compile(r"\s*\(.*?\)|\s+(?:via|at|from|[|/–—-])\s.*$")
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:['’-][^\W\d_]*)*\.?,?")
MARKUP = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>")
UNSAFE = frozenset("{}[]<>")
LONGEST_NAME = 60  # characters
LONGEST_HEADER = 250


@lru_cache(maxsize=1024)
def header_text(text: str, longest: int = LONGEST_HEADER) -> str:
    """Return one line for a header: no line breaks, control characters or direction marks.

    Brackets stay: Gmail keeps a mail in its thread only when the subject is the same.
    """
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return " ".join(text.split())  # nearly every name and subject
    kept = (
        char if char.isprintable() else " "
        for char in text[: 4 * longest]  # nobody's name or subject has 10 kB
        # Direction marks and soft hyphens go without a trace, as they came.
        if unicodedata.category(char) != "Cf"
    )
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def plain(text: str, longest: int = LONGEST_HEADER) -> str:
    """Return one line for a body: as `header_text`, and without braces, brackets and markup."""
    line = MARKUP.sub(" ", header_text(text, 2 * longest))
    return header_text("".join(" " if char in UNSAFE else char for char in line), longest)


def greeting_name(person: Person | None, company: str = "") -> str:
    """Return "Dana", "Dr. Ruiz", or "" when the name is not surely a person's.

    Where nobody can tell which of two names is the given one it is both: "Tanaka Hiroshi".
    """
    title, words = _name_words(person, company)
    if not words or person is None:
        return ""
    if title in LEARNED:
        return f"{_learned(title, person.name)} {_family_name(words)}"
    if len(words) == 1 and not _confirmed(words[0], person.address):
        return ""
    if _may_be_family_first(words):
        return " ".join(words)
    return "" if len(words[0].rstrip(".")) == 1 else words[0]


def full_name(person: Person | None, company: str = "") -> str:
    """Return "Dana Ruiz", "Dr. Dana Ruiz", or "" when it is not surely a person's name."""
    title, words = _name_words(person, company)
    if len(words) < 2 or person is None:
        return ""
    return " ".join([*([_learned(title, person.name)] if title in LEARNED else []), *words])


def _learned(title: str, name: str) -> str:
    """Return "Dr." or "Dr", as they write it themselves; "Professor"."""
    undotted = title == "dr" and re.search(r"\bDr\b(?!\.)", name)
    return "Dr" if undotted else LEARNED[title]


def is_titled(person: Person) -> bool:
    """Whether somebody writes under a learned title."""
    return _name_words(person, "")[0] in LEARNED


def _name_words(person: Person | None, company: str) -> tuple[str, list[str]]:
    """Return the title in lower case, "" for none, and the name's words, given name first."""
    name = plain(person.name, LONGEST_NAME) if person else ""
    if not person or not name or "@" in name or NO_PERSON.search(name) or "…" in name:
        return "", []
    words = _in_order(DEGREES.sub("", ASIDE.sub("", name)), person.address, company)
    title = ""
    while words and TITLES.match(words[0]):
        said = words.pop(0).rstrip(".").lower()
        title = title if title in LEARNED else said
    named = all(NAME_WORD.fullmatch(word) for word in words)
    if not named or _is_house("".join(words), person.address, company):
        return "", []
    return title, _given_name_first([word.rstrip(",") for word in words])


def _in_order(name: str, address: str, company: str) -> list[str]:
    """Return the words of a name, turning "Ruiz, Dana" round; [] when a comma means another thing.

    "Dana Ruiz, Acme" has one too: what follows it is a given name only when little speaks against.
    """
    name = name.strip(" ,'\"")
    if "," not in name:
        return name.split()
    family, _, given = (part.strip() for part in name.partition(","))
    if _is_house(given, address, company):
        return family.split()
    first = family.split()[0].rstrip(".").lower()
    unsure = len(family.split()) > 1 and not _confirmed(given.split()[0], address)
    if "," in given or (unsure and first not in PARTICLES):
        return []
    return sorted(f"{given} {family}".split(), key=lambda word: not TITLES.match(word))


def _family_name(words: list[str]) -> str:
    """Return "van der Berg" of "Dana van der Berg", "Ruiz" of "Dana Maria Ruiz"."""
    start = next(
        (at for at, w in enumerate(words[1:-1], 1) if w.lower() in PARTICLES), len(words) - 1
    )
    return " ".join(words[start:])


def _may_be_family_first(words: list[str]) -> bool:
    if len(words) < 2:
        return False
    return in_other_script("".join(words)) or words[0].lower() in FAMILY_FIRST


def in_other_script(name: str) -> bool:
    """Whether a name is written in Chinese, Japanese or Korean."""
    return any(low <= char <= high for char in name for low, high in OTHER_SCRIPTS)


def _is_house(words: str, address: str, company: str) -> bool:
    """Whether words are the company's name: "Lantern Games" at hello@lanterngames.example."""
    run_together = re.sub(r"\W", "", words).lower()
    domain = re.sub(r"[^a-z0-9.]", "", address.rpartition("@")[2].lower())
    own = re.sub(r"\W", "", company).lower()
    return bool(run_together) and (run_together == own or run_together in domain.split("."))


def _given_name_first(words: list[str]) -> list[str]:
    """Turn "RUIZ Dana" round; write "DANA" and "dana" as "Dana", leave "McKenna" and "DJ"."""
    if len(words) == 2 and _shouted(words[0]) and not words[1].isupper():
        words = words[::-1]
    return [_spelt(word, at) for at, word in enumerate(words)]


def _spelt(word: str, at: int) -> str:
    if at and word.lower() in PARTICLES and not word.istitle():
        return word.lower()  # "DE VRIES"; "Nguyen Van Anh" is as she writes it
    return word.title().replace("’S", "’s") if _shouted(word) or word.islower() else word


def _shouted(word: str) -> bool:
    return word.isupper() and len(word) > 2


def _confirmed(word: str, address: str) -> bool:
    """Whether the address knows a lone name too: "Dana <dana.ruiz@…>"."""
    local = address.partition("@")[0].lower()
    return word.lower() in re.split(r"[._+-]", local) or local.startswith(word.lower())
