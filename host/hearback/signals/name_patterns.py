"""Patterns that find a company or a role in a sentence; names.toml tells how they are written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = r"[A-Z0-9][\w&'\u2019+-]*(?:\.\w+)*"
_JOINED = rf"(?: (?:{_WORD}|&|of|and|for|the|de|du|la|von|und)){{0,5}}"
_COMPANY = rf"(?P<company>(?:{_WORD}|[a-z]+[A-Z]\w*){_JOINED})(?!\w)"
_PERSON = r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019.-]+){0,2}"
# A title ends with its sentence, or, when words follow it in the pattern, as soon as they come.
_ROLE_BEFORE = r"(?P<role>\w[^;:!?|\n]{1,80}?)"
_ROLE_LAST = r"(?P<role>\w[^;:!?|\n]{1,80})"
_SEPARATORS = {
    "-": r"(?:\s+[-\u2013\u2014]\s+|\s*[|:\u2022\u2013\u2014]\s*)",
    "<>": r"\s*(?:<+-?>+|//|\|\||\bx\b)\s*",
    ",": r"\s*,\s*",
}
_PIECE = re.compile(r"\{(?P<slot>\w+)\}|\[(?P<may>[^\]]*)\]|\((?P<one>[^)]*)\)|(?P<word>\S+)")
SLOTS = frozenset({"company", "role", "person"})


class BadNamePattern(Exception):
    """A pattern of names.toml cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One pattern. A sentence needs a word of each set in `needs` before it is worth a look."""

    text: str
    regex: re.Pattern[str]
    slots: frozenset[str]
    needs: tuple[frozenset[str], ...]

    def can_stand_in(self, words: frozenset[str]) -> bool:
        """Whether a text with these lower-case words may hold it."""
        for need in self.needs:  # noqa: SIM110 - half as long as with all(), and often called
            if need.isdisjoint(words):
                return False
        return True

    def search(self, text: str, words: frozenset[str]) -> Mapping[str, str]:
        """Return what stands in its slots in a text with these lower-case words, {} for nothing."""
        if not self.can_stand_in(words):
            return {}
        found = self.regex.search(text)
        return found.groupdict() if found else {}


@dataclass(frozen=True)
class Names:
    """names.toml: how mails of one language name companies and roles."""

    nouns: frozenset[str]
    ends_before: frozenset[str]
    begins_after: frozenset[str]
    no_role: frozenset[str]
    never: frozenset[str]
    kinds: frozenset[str]
    subject: tuple[NamePattern, ...]
    body: tuple[NamePattern, ...]
    own: tuple[NamePattern, ...]
    closing: tuple[NamePattern, ...]


def read_pattern(text: str) -> NamePattern:
    """Make a pattern from its line in names.toml; raises BadNamePattern."""
    pieces = [found.groupdict() for found in _PIECE.finditer(text)]
    slots = {piece["slot"] for piece in pieces if piece["slot"]}
    if not slots & {"company", "role"}:
        raise BadNamePattern("it has neither {company} nor {role}")
    if slots - SLOTS:
        raise BadNamePattern(f"there is no {{{min(slots - SLOTS)}}}")
    regex, needs, glue = "", [], ""
    for number, piece in enumerate(pieces):
        if separator := _SEPARATORS.get(piece["word"] or ""):
            regex, glue = regex + separator, ""
            continue
        if piece["may"]:
            # A missing piece must not leave a blank behind that nothing can match.
            regex += rf"(?:{glue}{_alternatives(piece['may'])})?"
            glue = glue or r"\s*"
            continue
        if piece["slot"]:
            regex += glue + _slot(piece["slot"], last=_nothing_follows(pieces[number + 1 :]))
        else:
            options = piece["one"] or piece["word"] or ""
            regex += glue + _alternatives(options)
            needs.append(frozenset(option.split()[-1].lower() for option in options.split("|")))
        glue = r"\s+"
    return NamePattern(
        text, re.compile(rf"(?<!\w){regex}"), frozenset(slots - {"person"}), tuple(needs)
    )


def _nothing_follows(pieces: list[dict[str, str | None]]) -> bool:
    return all(piece["may"] is not None for piece in pieces)


def _slot(name: str, *, last: bool) -> str:
    if name == "role":
        return _ROLE_LAST if last else _ROLE_BEFORE
    return _COMPANY if name == "company" else _PERSON


def _alternatives(options: str) -> str:
    """Return the pattern for one of several wordings, in any case."""
    wordings = (r"\s+".join(map(re.escape, option.split())) for option in options.split("|"))
    return rf"(?i:{'|'.join(wordings)})(?!\w)"
