"""Is it gracious? Remarks on a draft, also after the user edited it. They never block."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

FILE = "courtesy.toml"


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


def remarks(body: str) -> tuple[Remark, ...]:
    """Return the remarks on a draft's text, each rule's first finding."""
    text = body.replace("’", "'")
    found = [
        Remark(rule.name, hit.group()[:80], rule.says, rule.better)
        for rule in _rules()
        if (hit := rule.pattern.search(text))
    ]
    words, longest = len(body.split()), int(_file()["longest_words"])
    if words > longest:
        says = f"{words} words. A mail of this kind is read in half a minute when it is shorter."
        found.append(Remark("length", "", says, f"Aim at {longest * 3 // 4} words."))
    return tuple(found)


@functools.cache
def _file() -> dict[str, Any]:
    text = (files("hearback") / "knowledge" / FILE).read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(entry) for entry in _file()["rule"])


def _rule(entry: dict[str, Any]) -> _Rule:
    if "pattern" in entry:
        pattern = re.compile(entry["pattern"])
    else:
        words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in entry["phrases"])
        pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)
    return _Rule(
        entry["name"],
        entry["says"],
        entry["better"],
        pattern,
        tuple(entry["matches"]),
        tuple(entry["near_misses"]),
    )


def check_courtesy() -> list[str]:
    """Return every fault of courtesy.toml, one line each."""
    try:
        entries = _file().get("rule", [])
    except tomllib.TOMLDecodeError as error:
        return [f"{FILE}: not valid TOML: {error}"]
    faults: list[str] = []
    for entry in entries:
        name = entry.get("name", "a rule without a name")
        missing = {"name", "says", "better", "matches", "near_misses"} - set(entry)
        if missing or ("pattern" in entry) == ("phrases" in entry):
            faults.append(f"{FILE}: {name}: needs {', '.join(sorted(missing)) or 'phrases'}")
            continue
        try:
            rule = _rule(entry)
        except re.error as error:
            faults.append(f"{FILE}: {name}: the pattern is broken: {error}")
            continue
        faults += [
            f"{FILE}: {name}: misses “{text}”"
            for text in rule.matches
            if not rule.pattern.search(text)
        ]
        faults += [
            f"{FILE}: {name}: fires on “{text}”"
            for text in rule.near_misses
            if rule.pattern.search(text)
        ]
    return faults
