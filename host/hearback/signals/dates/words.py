"""The lexer of the date grammar: a sentence becomes words, each of a sort from the lexicon.

The lexicon is data, `knowledge/dates/<language>.toml`, whose head tells how it is written.
Positions are those of the sentence as it was given, so that what is found can be quoted.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from hearback.errors import KnowledgeBroken

LONGEST_NUMBER = 4

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|'s\b|[^\w\s]|_")
# Look-alikes become one character each, so that positions stay true.
_ONE_SPELLING = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4\u0060\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\t\r\n", " "),
        "\u2026": ".",
        "\uff1a": ":",
    }
)
_SKIPPED = frozenset({"the", "-"})
_MONEY = frozenset("$\u00a3\u20ac\u20b9#")


class Sort(StrEnum):
    """What a word is to the grammar: the tables of the lexicon, and what needs no table."""

    NUMBER = auto()
    ORDINAL = auto()
    ARTICLE = auto()
    SOME = auto()
    UNIT = auto()
    BUSINESS = auto()
    PLAIN = auto()
    WEEKDAY = auto()
    MAYBE_WEEKDAY = auto()
    MONTH = auto()
    QUARTER = auto()
    WEEKEND = auto()
    NEW_YEAR = auto()
    PART = auto()
    DAY = auto()
    END_OF_DAY = auto()
    TIME_OF_DAY = auto()
    CLOCK = auto()
    MERIDIEM = auto()
    O_CLOCK = auto()
    THIS = auto()
    NEXT = auto()
    COMING = auto()
    FOLLOWING = auto()
    WEEK_AFTER_NEXT = auto()
    PAST = auto()
    AGO = auto()
    SOON = auto()
    REFERENCE = auto()
    BY = auto()
    BEFORE = auto()
    WITHIN = auto()
    IN = auto()
    ON = auto()
    AROUND = auto()
    AFTER = auto()
    NOT_BEFORE = auto()
    SINCE = auto()
    FOR = auto()
    TO = auto()
    AND = auto()
    OR = auto()
    BETWEEN = auto()
    THE = auto()
    OF = auto()
    OR_SO = auto()
    AT_THE_LATEST = auto()
    FROM_NOW = auto()
    HOLIDAY = auto()
    NOTHING = auto()
    MARK = auto()  # punctuation
    OTHER = auto()
    END = auto()  # behind the last word


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase: its sort, its value, and where it stands. `text` is in lower case."""

    sort: Sort
    text: str
    start: int
    end: int
    value: int | str = ""

    @property
    def number(self) -> int:
        """The value of a sort that counts or numbers."""
        return self.value if isinstance(self.value, int) else 0


_Entry = tuple[tuple[str, ...], tuple[tuple[Sort, int | str], ...]]


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, by the first word of each phrase, the longest phrase first."""

    entries: Mapping[str, Sequence[_Entry]]
    counted_things: frozenset[str]
    ranked_things: frozenset[str]
    holidays_elsewhere: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def never(self) -> Word:
        """What stands behind the last word."""
        return Word(Sort.END, "", 0, 0)


def one_spelling(text: str) -> str:
    """Return a text of the same length, with plain quotes, dashes and blanks."""
    return text.translate(_ONE_SPELLING)


def split_words(sentence: str, lexicon: Lexicon) -> tuple[Word, ...]:
    """Return the words of a sentence, in order."""
    plain = one_spelling(sentence)
    low = plain.lower()
    if len(low) != len(plain):  # some letters grow when they become small
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in plain)
    raw = [(found.group(), *found.span()) for found in _WORD.finditer(low)]
    words: list[Word] = []
    at = 0
    while at < len(raw):
        entry, after = _longest(raw, at, lexicon)
        if entry is None:
            words.append(_unlisted(raw, at, words))
            after = at + 1
        else:
            start, end = raw[at][1], raw[after - 1][2]
            text = low[start:end]
            words += (Word(sort, text, start, end, value) for sort, value in entry[1])
        at = after
    return tuple(_joined(words))


def _longest(
    raw: Sequence[tuple[str, int, int]], at: int, lexicon: Lexicon
) -> tuple[_Entry | None, int]:
    """Return the longest phrase that begins here, and behind which word it ends."""
    first = raw[at][0]
    for entry in lexicon.entries.get(first, ()):
        end = _end_of(raw, at + 1, entry[0])
        if end:
            return entry, end
    if first.endswith("'s") and first[:-2] in lexicon.entries:
        return _possessive(raw, at, lexicon)
    return None, at


def _end_of(raw: Sequence[tuple[str, int, int]], at: int, phrase: Sequence[str]) -> int:
    """Return behind which word the phrase ends, 0 if it does not stand here."""
    for wanted in phrase[1:]:
        while at < len(raw) and raw[at][0] in _SKIPPED and raw[at][0] != wanted:
            at += 1
        if at == len(raw) or raw[at][0] != wanted:
            return 0
        at += 1
    return at


def _possessive(
    raw: Sequence[tuple[str, int, int]], at: int, lexicon: Lexicon
) -> tuple[_Entry | None, int]:
    """Read "a week's time" as a unit; "Friday's interview" names no time."""
    following = raw[at + 1][0] if at + 1 < len(raw) else ""
    for entry in lexicon.entries.get(raw[at][0][:-2], ()):
        if len(entry[0]) == 1 and following == "time" and entry[1][0][0] is Sort.UNIT:
            return entry, at + 1
    return None, at


def _unlisted(raw: Sequence[tuple[str, int, int]], at: int, before: Sequence[Word]) -> Word:
    text, start, end = raw[at]
    if not text[0].isdigit():
        sort = Sort.OTHER if text[0].isalpha() else Sort.MARK
        return Word(sort, text, start, end)
    money = bool(before) and before[-1].text in _MONEY and before[-1].end == start
    if len(text) > LONGEST_NUMBER or money or not text.isascii():
        return Word(Sort.OTHER, text, start, end)
    return Word(Sort.NUMBER, text, start, end, int(text))


def _joined(words: Sequence[Word]) -> list[Word]:
    """Make one word of "15th", which is two to the eye of the lexer."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if (
            word.text in {"st", "nd", "rd", "th"}
            and last
            and last.sort is Sort.NUMBER
            and word.start - last.end <= 1
        ):
            joined[-1] = replace(last, sort=Sort.ORDINAL, text=last.text + word.text, end=word.end)
        else:
            joined.append(word)
    return joined


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of the package. Raises KnowledgeBroken with all its faults."""
    return read_lexicon(files("hearback") / "knowledge" / "dates" / f"{language}.toml")


def read_lexicon(path: Traversable) -> Lexicon:
    """Read a lexicon file. Raises KnowledgeBroken, which names each fault with file and table."""
    name = f"dates/{path.name}"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeBroken([f"{name}: not valid TOML: {error}"]) from error
    faults = [f"{name}: [{table}] is no sort of word" for table in tables if table not in _TABLES]
    entries: dict[str, dict[tuple[str, ...], tuple[tuple[Sort, int | str], ...]]]
    entries = defaultdict(dict)
    listed = ((t, w, v) for t in tables if t in _SORTS for w, v in _listed(tables[t]).items())
    for table, phrase, value in listed:
        words = _cut(phrase)
        if words in entries[words[0]]:
            faults.append(f"{name}: {phrase!r} stands there twice, once in [{table}]")
        entries[words[0]][words] = _meaning(Sort(table), value)
    known = _ordered(entries)
    for phrase, longer in tables.get("short", {}).items():
        spelt_out = split_words(longer, Lexicon(known, frozenset(), frozenset()))
        words = _cut(phrase)
        entries[words[0]][words] = tuple((word.sort, word.value) for word in spelt_out)
    if faults:
        raise KnowledgeBroken(faults)
    return Lexicon(
        entries=_ordered(entries),
        counted_things=frozenset(_listed(tables.get("counted_thing", {}))),
        ranked_things=frozenset(_listed(tables.get("ranked_thing", {}))),
        holidays_elsewhere=tables.get("holiday_elsewhere", {}),
    )


_SORTS = frozenset(sort.value for sort in Sort) - {Sort.MARK, Sort.OTHER, Sort.END}
_TABLES = _SORTS | {"short", "counted_thing", "ranked_thing", "holiday_elsewhere"}


def _listed(table: Mapping[str, object]) -> dict[str, int | str]:
    """Return phrase and value of each entry of a table, whichever way it is written."""
    words = table.get("words")
    if isinstance(words, list):
        return dict.fromkeys(words, "")
    return {phrase: value for phrase, value in table.items() if isinstance(value, int | str)}


def _cut(phrase: str) -> tuple[str, ...]:
    return tuple(found.group() for found in _WORD.finditer(phrase))


def _meaning(sort: Sort, value: int | str) -> tuple[tuple[Sort, int | str], ...]:
    if isinstance(value, str) and value.startswith("business "):
        return (Sort.BUSINESS, ""), (sort, value.removeprefix("business "))
    return ((sort, value),)


def _ordered(
    entries: Mapping[str, Mapping[tuple[str, ...], tuple[tuple[Sort, int | str], ...]]],
) -> dict[str, list[_Entry]]:
    return {
        first: sorted(phrases.items(), key=lambda entry: -len(entry[0]))
        for first, phrases in entries.items()
    }
