"""The nouns of speech: what the phrases do that govern times, and all phrases of a language.

The phrases are data, `knowledge/promises/<language>.toml`, whose head tells how they are written.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from hearback.errors import KnowledgeBroken
from hearback.signals.phrase_reader import BadPhrase, Reader
from hearback.signals.phrases import Phrase
from hearback.signals.sentences import Spelling

WORD_LISTS = (
    "parts",
    "joins",
    "lending",
    "afterwards",
    "counts_from",
    "talks",
    "proposes",
    "ends",
    "you",
)

_DIGIT = re.compile("[0-9]")


class Role(StrEnum):
    """What a phrase does with the times it governs: the tables of the file.

    Of two phrases of one length the kind that stands first here counts.
    """

    UNHEARD = auto()  # "if you have not heard"
    TAKES = auto()  # a bare "two weeks" is a wait here
    ASKS = auto()  # the reader is to act
    BLOCKS = auto()  # neither
    NUDGE = auto()
    SAYS = auto()  # somebody on their side answers
    AIMS = auto()  # "for Friday" is its day here
    SAYS_NEXT = auto()
    SAYS_NOUN = auto()
    ASKS_FIRST = auto()
    MEETS = auto()  # a day of theirs before they answer
    MILESTONE = auto()
    NEAR = auto()  # takes only the day right behind it


class Remark(StrEnum):
    """What a phrase tells about the whole: more tables of the file."""

    HEDGES = auto()
    NO_HEDGES = auto()
    CONDITIONS = auto()
    NO_CONDITIONS = auto()
    WHETHER = auto()
    REFUSES = auto()
    NO_HURRY = auto()
    QUESTIONS = auto()
    DENIES = auto()
    NO_DENIES = auto()
    ABOUT_DECISION = auto()
    ABOUT_SLOT = auto()
    ABOUT_NEXT_STEP = auto()
    ABOUT_FEEDBACK = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase of the sentence: what it is, and between which words it stands."""

    what: str
    first: int
    end: int


ByFirstWord = Mapping[str, Sequence[tuple[str, Phrase]]]


@dataclass(frozen=True)
class Speech:
    """All phrases of one language, by the words they can begin with, and its lists of words."""

    spelling: Spelling
    roles: ByFirstWord
    remarks: ByFirstWord
    words: Mapping[str, frozenset[str]]
    answers: tuple[str, ...]
    times: tuple[str, ...]

    def may_promise(self, low: str) -> bool:
        """Whether a sentence (in lower case) has the letters of an answer and of a time."""
        return bool(_DIGIT.search(low) or _holds(low, self.times)) and _holds(low, self.answers)


def _holds(text: str, some: Sequence[str]) -> bool:
    for letters in some:  # noqa: SIM110 - half as long as with any(), for every sentence of a mailbox
        if letters in text:
            return True
    return False


@cache
def load_speech(language: str = "en") -> Speech:
    """Return the phrases that are part of the package. Raises KnowledgeBroken with all faults."""
    knowledge = files("hearback") / "knowledge"
    spelling = knowledge / "signals" / language / "spelling.toml"
    return read_speech(knowledge / "promises" / f"{language}.toml", spelling)


def read_speech(path: Traversable, spelling_path: Traversable) -> Speech:
    """Read a file of phrases. Raises KnowledgeBroken, which names each fault with its table."""
    name = f"promises/{path.name}"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        spelt = tomllib.loads(spelling_path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeBroken([f"{name}: cannot be read: {error}"]) from error
    spelling = Spelling(words=spelt["words"], endings=spelt["endings"], pairs=spelt["pairs"])
    faults = [f"{name}: {fault}" for fault in _faults_of_shape(tables)]
    if faults:
        raise KnowledgeBroken(faults)
    reader = Reader(spelling, tables["lists"])
    roles = _by_first_word(tables, Role, reader, name, faults)
    remarks = _by_first_word(tables, Remark, reader, name, faults)
    if faults:
        raise KnowledgeBroken(faults)
    return Speech(
        spelling=spelling,
        roles=roles,
        remarks=remarks,
        words={name: frozenset(tables[name]["words"]) for name in WORD_LISTS},
        answers=tuple(tables["gate"]["answer"]),
        times=tuple(tables["gate"]["time"]),
    )


def _faults_of_shape(tables: Mapping[str, Any]) -> Iterator[str]:
    """Yield which tables are missing, unknown, or do not hold lists of text."""
    wanted = {
        **dict.fromkeys(WORD_LISTS, ("words",)),
        **dict.fromkeys([*Role, *Remark], ("phrases",)),
        "gate": ("answer", "time"),
        "lists": tuple(tables.get("lists", ())),
    }
    for table in tables.keys() - wanted.keys():
        yield f"there is no table [{table}]"
    for table, keys in wanted.items():
        content = tables.get(table)
        if not isinstance(content, dict):
            yield f"the table [{table}] is missing"
            continue
        for key in keys:
            texts = content.get(key)
            if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
                yield f"[{table}]: {key} is no list of text"


def _by_first_word(
    tables: Mapping[str, Any], kinds: Iterable[str], reader: Reader, name: str, faults: list[str]
) -> ByFirstWord:
    found: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    for kind in kinds:
        for text in tables[kind]["phrases"]:
            try:
                phrase = reader.read(text)
            except BadPhrase as error:
                faults.append(f"{name}, [{kind}]: {text!r}: {error}")
                continue
            if phrase.node.first is None:
                faults.append(f"{name}, [{kind}]: {text!r} begins with any word at all")
                continue
            for word in phrase.node.first:
                found[word].append((kind, phrase))
    return dict(found)
