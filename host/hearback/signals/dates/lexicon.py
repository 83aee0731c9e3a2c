"""Reads the lexicon, `knowledge/dates/<language>.toml`, whose head tells how it is written."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from hearback.errors import KnowledgeBroken
from hearback.signals.dates.periods import Part, Unit
from hearback.signals.dates.sorts import Entry, Lexicon, Sort
from hearback.signals.dates.words import cut, split_words

REFERENCES = frozenset(
    {"same", "soon", "at once", "next day", "same week", "next week", "week later"}
)
"""How a day that was named before can lie to this one."""

_UNITS = frozenset({*Unit, *(f"{unit}s" for unit in Unit)})
_VALUES: Mapping[Sort, frozenset[int | str]] = {
    Sort.WEEKDAY: frozenset(range(7)),
    Sort.MAYBE_WEEKDAY: frozenset(range(7)),
    Sort.MONTH: frozenset(range(1, 13)),
    Sort.QUARTER: frozenset(range(1, 5)),
    Sort.ORDINAL: frozenset(range(1, 32)),
    Sort.NUMBER: frozenset(range(1, 1000)),
    Sort.SOME: frozenset(range(1, 100)),
    Sort.DAY: frozenset(range(-7, 8)),
    Sort.CLOCK: frozenset(range(1440)),
    Sort.MERIDIEM: frozenset({"am", "pm"}),
    Sort.PART: frozenset(part.value for part in Part),
    Sort.UNIT: frozenset({*_UNITS, *(f"business {unit}" for unit in _UNITS)}),
    Sort.REFERENCE: REFERENCES,
}
_SORTS = frozenset(sort.value for sort in Sort) - {Sort.MARK, Sort.OTHER, Sort.END}
_LISTS = frozenset({"counted_thing", "ranked_thing", "follows_an_hour"})
_TABLES = _SORTS | _LISTS | {"short", "holiday_elsewhere"}

_Tables = Mapping[str, Mapping[str, object]]
_Meaning = tuple[tuple[Sort, int | str], ...]


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of the package. Raises KnowledgeBroken with all its faults."""
    return read_lexicon(files("hearback") / "knowledge" / "dates" / f"{language}.toml")


def read_lexicon(path: Traversable) -> Lexicon:
    """Read a lexicon file. Raises KnowledgeBroken, which names each fault with file and table."""
    name = f"dates/{path.name}"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeBroken([f"{name}: cannot be read: {error}"]) from error
    faults = [f"{name}: {fault}" for fault in _faults(tables)]
    if faults:
        raise KnowledgeBroken(faults)
    entries: dict[str, dict[tuple[str, ...], _Meaning]] = defaultdict(dict)
    for table in _SORTS & tables.keys():
        for phrase, value in _listed(tables[table]).items():
            words = cut(phrase)
            entries[words[0]][words] = _meaning(Sort(table), value)
    known = Lexicon(_ordered(entries))
    for phrase, longer in _listed(tables.get("short", {})).items():
        words = cut(phrase)
        spelt_out = split_words(str(longer), known)
        entries[words[0]][words] = tuple((word.sort, word.value) for word in spelt_out)
    return Lexicon(
        entries=_ordered(entries),
        counted_things=frozenset(_listed(tables.get("counted_thing", {}))),
        ranked_things=frozenset(_listed(tables.get("ranked_thing", {}))),
        follows_an_hour=frozenset(_listed(tables.get("follows_an_hour", {}))),
        holidays_elsewhere={
            where: str(rule) for where, rule in _listed(tables.get("holiday_elsewhere", {})).items()
        },
    )


def _faults(tables: _Tables) -> Iterator[str]:
    """Yield what is wrong with the tables of a file."""
    where: dict[tuple[str, ...], str] = {}
    for table, content in tables.items():
        if table not in _TABLES or not isinstance(content, dict):
            yield f"[{table}] is no sort of word"
            continue
        for phrase, value in _listed(content).items():
            words = cut(phrase)
            if not words or (table != "holiday_elsewhere" and phrase != phrase.lower()):
                yield f"[{table}]: {phrase!r} is not written in lower case"
            if table in _SORTS | {"short"} and where.setdefault(words, table) != table:
                yield f"{phrase!r} stands in [{where[words]}] and in [{table}]"
            if table in _SORTS and value not in _VALUES.get(Sort(table), {value}):
                yield f"[{table}]: {phrase!r} cannot have the value {value!r}"


def _listed(table: Mapping[str, object]) -> dict[str, int | str]:
    """Return phrase and value of each entry of a table, whichever way it is written."""
    words = table.get("words")
    if isinstance(words, list):
        return dict.fromkeys(map(str, words), "")
    return {phrase: value for phrase, value in table.items() if isinstance(value, int | str)}


def _meaning(sort: Sort, value: int | str) -> _Meaning:
    if isinstance(value, str) and value.startswith("business "):
        return (Sort.BUSINESS, ""), (sort, value.removeprefix("business "))
    return ((sort, value),)


def _ordered(entries: Mapping[str, Mapping[tuple[str, ...], _Meaning]]) -> dict[str, list[Entry]]:
    return {
        first: sorted(phrases.items(), key=lambda entry: -len(entry[0]))
        for first, phrases in entries.items()
    }
