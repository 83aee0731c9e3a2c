"""Is it gracious? Remarks on a draft, also after the user edited it. They never block."""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from hearback.drafts.spelling import KnownNames, slips
from hearback.errors import KnowledgeBroken

FILE = "courtesy.toml"
NO_NAMES_KNOWN = KnownNames()
TEXTS = ("name", "says", "better")
LISTS = ("matches", "near_misses")
KEYS = frozenset({*TEXTS, *LISTS, "phrases", "kinds", "pattern", "why_pattern"})


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: the words it is about ("" for the length), and a better wording."""

    rule: str
    words: str
    says: str
    better: str


@dataclass(frozen=True)
class _Rule:
    name: str
    says: str
    better: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    near_misses: tuple[str, ...]

    def find(self, text: str) -> str | None:
        """Return the first words that the rule is about; quotes are straight already."""
        hit = self.pattern.search(text)
        return hit.group()[:80] if hit else None


@dataclass(frozen=True)
class _Manners:
    rules: tuple[_Rule, ...]
    longest_words: int


def remarks(body: str, names: KnownNames = NO_NAMES_KNOWN) -> tuple[Remark, ...]:
    """Return the remarks on a draft's text: names, each rule's first finding, then the length.

    `names` are what `spelling.known_names` tells of a draft; without them no name is looked at.
    Raises KnowledgeBroken when courtesy.toml has faults.
    """
    manners, text = _manners(), _straight(body)
    found = [Remark(slip.kind, slip.words, slip.says, slip.better) for slip in slips(body, names)]
    found += [
        Remark(rule.name, words, rule.says, rule.better)
        for rule in manners.rules
        if (words := rule.find(text))
    ]
    count, longest = len(body.split()), manners.longest_words
    if count > longest:
        says = f"{count} words. A mail of this kind is read in half a minute when it is shorter."
        found.append(Remark("length", "", says, f"Aim at {longest * 3 // 4} words."))
    return tuple(found)


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")


@functools.cache
def _manners() -> _Manners:
    manners, faults = read_courtesy(files("hearback") / "knowledge")
    if faults:
        raise KnowledgeBroken(faults)
    return manners


def read_courtesy(folder: Traversable) -> tuple[_Manners, list[str]]:
    """Return the rules of a folder's courtesy.toml, and all its faults, one line each."""
    try:
        told = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _Manners((), 0), [f"{FILE}: is missing"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return _Manners((), 0), [f"{FILE}: not valid TOML: {error}"]
    longest = told.get("longest_words")
    faults = [] if isinstance(longest, int) and longest > 0 else ["`longest_words` is no number"]
    entries = told.get("rule")
    rules: list[_Rule] = []
    for entry in entries if isinstance(entries, list) else []:
        wrong = list(_faults_of(entry))
        faults += [f"{entry.get('name', 'a rule without a name')}: {fault}" for fault in wrong]
        rules += [] if wrong else [_rule(entry)]
    if not rules and not faults:
        faults.append("no rule")
    faults += _wrong_examples(rules)
    return _Manners(tuple(rules), longest or 0), [f"{FILE}: {fault}" for fault in faults]


def _faults_of(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"does not know `{key}`" for key in sorted(set(entry) - KEYS))
    yield from (f"no `{key}`" for key in TEXTS if not isinstance(entry.get(key), str))
    yield from (f"no `{key}`" for key in LISTS if not _texts(entry.get(key)))
    if "pattern" not in entry:
        if not _texts(entry.get("phrases")):
            yield "neither `phrases` nor `pattern`"
    elif "phrases" in entry or "kinds" in entry or not isinstance(entry.get("why_pattern"), str):
        yield "a `pattern` needs a `why_pattern`, and no `phrases` or `kinds`"
    if "kinds" in entry and not _texts(entry["kinds"]):
        yield "`kinds` is no list of patterns"
        return
    for pattern in (
        *map(_kind, entry.get("kinds", ())),
        *([entry["pattern"]] if "pattern" in entry else []),
    ):
        try:
            re.compile(pattern)
        except (re.error, TypeError) as error:
            yield f"the pattern is broken: {error}"


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(text, str) for text in value)


def _kind(pattern: str) -> str:
    """Return a pattern of `kinds` as the `re` module has it; a look-behind keeps its width."""
    return pattern.replace(" ", r"\s").replace("~", r"[^.?!]")


def _rule(entry: Mapping[str, Any]) -> _Rule:
    if "pattern" in entry:
        pattern = re.compile(entry["pattern"])
    else:
        words = [r"\s+".join(map(re.escape, phrase.split())) for phrase in entry["phrases"]]
        words += map(_kind, entry.get("kinds", ()))
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.I)
    return _Rule(
        name=entry["name"],
        says=entry["says"],
        better=entry["better"],
        pattern=pattern,
        matches=tuple(entry["matches"]),
        near_misses=tuple(entry["near_misses"]),
    )


def _wrong_examples(rules: Sequence[_Rule]) -> Iterator[str]:
    """Every rule is held against its own matches, and against the near misses of all."""
    for rule in rules:
        yield from (
            f"{rule.name}: misses “{text}”"
            for text in rule.matches
            if not rule.find(_straight(text))
        )
        yield from (
            f"{rule.name}: fires on “{text}”, a near miss of {other.name}"
            for other in rules
            for text in other.near_misses
            if rule.find(_straight(text))
        )


def check_courtesy(folder: Traversable | None = None) -> list[str]:
    """Return every fault of courtesy.toml, one line each."""
    return read_courtesy(folder or files("hearback") / "knowledge")[1]
