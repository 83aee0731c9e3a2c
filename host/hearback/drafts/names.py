"""What to call somebody, and text that is safe in a header and in a body."""

import re
import unicodedata

from hearback.signals.signal import Person

TITLES = re.compile(r"^(dr|prof|professor|mr|mrs|ms|mx)\.?$", re.I)
LEARNED = {"dr": "Dr.", "prof": "Professor", "professor": "Professor"}
NO_PERSON = re.compile(
    r"\b(team|recruit\w*|talent|careers?|jobs?|hr|human resources|hiring|people ops|office|support"
    r"|info|admissions?|no[- ]?reply|notifications?|inc|ltd|llc|gmbh|plc|group|department|hospital"
    r"|university|college|school|museum|agency|service|services|scheduling|interviews?)\b",
    re.I,
)
ASIDE = re.compile(r"\s*\(.*?\)|\s+(?:via|at|from|\|)\s.*$")
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*,?")
MARKUP = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>")
UNSAFE = frozenset("{}[]<>")
LONGEST_NAME = 60  # characters
LONGEST_HEADER = 250


def header_text(text: str, longest: int = LONGEST_HEADER) -> str:
    """Return one line for a header: no line breaks, control characters or direction marks.

    Brackets stay: Gmail keeps a mail in its thread only when the subject is the same.
    """
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
    """Return "Dana", "Dr. Ruiz", or "" when the name is not surely a person's."""
    title, words = _name_words(person, company)
    if not words or person is None:
        return ""
    if title in LEARNED:
        return f"{LEARNED[title]} {words[-1]}"
    if len(words) == 1 and not _confirmed(words[0], person.address):
        return ""
    return "" if len(words[0].rstrip(".")) == 1 else words[0]


def full_name(person: Person | None, company: str = "") -> str:
    """Return "Dana Ruiz", "Dr. Dana Ruiz", or "" when it is not surely a person's name."""
    title, words = _name_words(person, company)
    if len(words) < 2:
        return ""
    return " ".join([*([LEARNED[title]] if title in LEARNED else []), *words])


def _name_words(person: Person | None, company: str) -> tuple[str, list[str]]:
    """Return the title in lower case, "" for none, and the name's words, given name first."""
    name = plain(person.name, LONGEST_NAME) if person else ""
    if not person or not name or "@" in name or NO_PERSON.search(name) or "…" in name:
        return "", []
    name = ASIDE.sub("", name)
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        name = f"{given} {family}"
    words = name.split()
    title = words.pop(0).rstrip(".").lower() if words and TITLES.match(words[0]) else ""
    if not all(NAME_WORD.fullmatch(word) for word in words) or _is_a_company(
        words, person, company
    ):
        return "", []
    return title, _given_name_first([word.rstrip(",") for word in words])


def _is_a_company(words: list[str], person: Person, company: str) -> bool:
    """Whether the display name is the company's: "Lantern Games <hello@lanterngames.example>"."""
    run_together = "".join(words).lower()
    domain = re.sub(r"[^a-z0-9.]", "", person.address.rpartition("@")[2].lower())
    own = re.sub(r"\W", "", company).lower()
    return bool(run_together) and (run_together == own or run_together in domain.split("."))


def _given_name_first(words: list[str]) -> list[str]:
    """Turn "RUIZ Dana" round; write "DANA" and "dana" as "Dana", leave "McKenna" and "DJ"."""
    if len(words) == 2 and _shouted(words[0]) and not words[1].isupper():
        words = words[::-1]
    return [word.capitalize() if _shouted(word) or word.islower() else word for word in words]


def _shouted(word: str) -> bool:
    return word.isupper() and len(word) > 2


def _confirmed(word: str, address: str) -> bool:
    """Whether the address knows a lone name too: "Dana <dana.ruiz@…>"."""
    local = address.partition("@")[0].lower()
    return word.lower() in re.split(r"[._+-]", local) or local.startswith(word.lower())
