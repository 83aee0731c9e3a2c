"""What is wrong with the files that the promise clock reads, all of it at once."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hearback.errors import KnowledgeBroken
from hearback.signals.dates.holidays import Holiday, day_by_rule
from hearback.signals.dates.lexicon import read_lexicon
from hearback.signals.dates.sorts import Lexicon, Sort
from hearback.signals.dates.speech import read_speech

LANGUAGE = "en"


def check_dates(folder: Traversable | None = None) -> list[str]:
    """Return the faults of dates/ and promises/, one line each; the package's own by default."""
    knowledge = folder if folder is not None else files("hearback") / "knowledge"
    faults: list[str] = []
    try:
        lexicon = read_lexicon(knowledge / "dates" / f"{LANGUAGE}.toml")
        faults += _faults_of_holidays(lexicon)
    except KnowledgeBroken as broken:
        faults += broken.faults
    try:
        spelling = knowledge / "signals" / LANGUAGE / "spelling.toml"
        read_speech(knowledge / "promises" / f"{LANGUAGE}.toml", spelling)
    except KnowledgeBroken as broken:
        faults += broken.faults
    return faults + _faults_of_zones(knowledge / "dates" / "zones.toml")


def _faults_of_holidays(lexicon: Lexicon) -> list[str]:
    written = {
        str(value): " ".join(phrase)
        for entries in lexicon.entries.values()
        for phrase, meaning in entries
        for sort, value in meaning
        if sort is Sort.HOLIDAY
    }
    rules = written | {rule: name for name, rule in lexicon.holidays_elsewhere.items()}
    return [
        f"dates/{LANGUAGE}.toml: {name!r}: {rule!r} is no rule for a holiday"
        for rule, name in rules.items()
        if not _is_rule(rule)
    ]


def _is_rule(rule: str) -> bool:
    try:
        days = [Holiday(rule).in_year(2026)] if " " in rule else rule.split("..")
        return all(days) and all(" " in rule or day_by_rule(str(day), 2026) for day in days)
    except (ValueError, OverflowError):
        return False


def _faults_of_zones(path: Traversable) -> list[str]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [f"dates/zones.toml: cannot be read: {error}"]
    named = ((letters, name) for table in tables.values() for letters, name in table.items())
    return [
        f"dates/zones.toml: {letters!r}: there is no time zone {name!r}"
        for letters, name in named
        if not _is_zone(name)
    ]


def _is_zone(name: str) -> bool:
    try:
        return ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
