"""What to call somebody, and safe text for headers and bodies."""

import re

from hearback.signals.signal import Person

TITLES = re.compile(r"^(dr|prof|professor|mr|mrs|ms|mx)\.?$", re.I)
LEARNED = frozenset({"dr", "prof", "professor"})
NO_PERSON = re.compile(
    r"\b(team|recruit\w*|talent|careers?|jobs?|hr|human resources|hiring|people ops|office|support"
    r"|info|admissions?|no[- ]?reply|notifications?|inc|ltd|llc|gmbh|plc|group|department)\b",
    re.I,
)
UNSAFE = frozenset("{}[]<>")
LONGEST_NAME = 60
LONGEST_SUBJECT = 200


def plain(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """Return one line without control characters, direction marks, braces and brackets."""
    kept = (char if char.isprintable() and char not in UNSAFE else " " for char in text)
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def greeting_name(person: Person | None) -> str:
    """Return "Dana", "Dr. Ruiz", or "" when the name is not surely a person's."""
    if person is None:
        return ""
    name = plain(person.name, LONGEST_NAME)
    if not name or "@" in name or NO_PERSON.search(name):
        return ""
    name = re.sub(r"\s*\(.*?\)|\s+(?:via|at|from|\|)\s.*$", "", name)
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        name = f"{given} {family}"
    words = [word for word in name.split() if word]
    title = words.pop(0).rstrip(".").lower() if words and TITLES.match(words[0]) else ""
    if not words or not all(_is_name_word(word) for word in words):
        return ""
    if title in LEARNED:
        return f"{'Dr.' if title == 'dr' else 'Professor'} {words[-1]}"
    if len(words) == 1 and not _confirmed(words[0], person.address):
        return ""
    first = words[0].rstrip(",")
    return "" if len(first.rstrip(".")) == 1 else _cased(first)


def _is_name_word(word: str) -> bool:
    return re.fullmatch(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*,?", word) is not None


def _confirmed(word: str, address: str) -> bool:
    """Whether the address knows a lone name too: "Dana <dana.ruiz@…>"."""
    local = address.partition("@")[0].lower()
    return word.lower() in re.split(r"[._+-]", local) or local.startswith(word.lower())


def _cased(word: str) -> str:
    """Write "DANA" and "dana" as "Dana"; leave "McKenna" and "DJ" alone."""
    same = word.isupper() and len(word) > 2
    return word.capitalize() if same or word.islower() else word
