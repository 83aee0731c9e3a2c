"""Who says what in a sentence: the phrases that govern its times, and the parts it falls into.

The phrases are data, `knowledge/promises/<language>.toml`, whose head tells how they are written.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from hearback.errors import KnowledgeBroken
from hearback.signals.dates.times import TimePhrase
from hearback.signals.dates.words import Sort, Word
from hearback.signals.phrase_reader import BadPhrase, Reader
from hearback.signals.phrases import Phrase, Words
from hearback.signals.sentences import Spelling

FEW_WORDS = 3

_HARD_MARKS = frozenset(";:().!?")
_BARRIER = ""  # no phrase matches an empty word, so none reaches across


class Role(StrEnum):
    """What a phrase does with the times it governs: the tables of the file.

    Of two phrases of one length the kind that stands first here counts.
    """

    UNHEARD = auto()  # "if you have not heard"
    TAKES = auto()  # a bare "two weeks" is a wait here
    ASKS = auto()  # the reader is to act
    ASKS_FIRST = auto()
    BLOCKS = auto()  # neither
    NUDGE = auto()
    SAYS = auto()  # somebody on their side answers
    SAYS_NEXT = auto()
    SAYS_NOUN = auto()
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


_ByFirstWord = Mapping[str, Sequence[tuple[str, Phrase]]]


@dataclass(frozen=True)
class Speech:
    """All phrases of one language, by the words they can begin with."""

    spelling: Spelling
    roles: _ByFirstWord
    remarks: _ByFirstWord
    parts: frozenset[str]
    lending: frozenset[str]
    you: frozenset[str]
    answers: tuple[str, ...]
    times: tuple[str, ...]

    def may_promise(self, low: str) -> bool:
        """Whether a sentence (in lower case) has the letters of an answer and of a time."""
        if not any(char.isdigit() for char in low) and not any(t in low for t in self.times):
            return False
        return any(letters in low for letters in self.answers)


class Heard:
    """The words of a sentence without its times, as phrases see them, and the parts they are in."""

    def __init__(self, words: Sequence[Word], times: Sequence[TimePhrase], speech: Speech) -> None:
        self._speech = speech
        in_time = {at for time in times for at in range(time.first, time.end)}
        self.words: list[str] = []
        self.places: list[int] = []
        self.parts: list[int] = []
        self.heads: dict[int, str] = {0: ""}
        self._spoken: dict[int, int] = defaultdict(int)
        part = 0
        for at, word in enumerate(words):
            if at not in in_time and self._parts_here(words, at):
                part += 1
                self.heads[part] = word.text.split()[0]
            self.parts.append(part)
            if at not in in_time:
                self._hear(at, word, part)
        self._searched = Words(self.words)
        self._searched.prepare()

    def _parts_here(self, words: Sequence[Word], at: int) -> bool:
        word = words[at]
        if word.sort is not Sort.MARK:
            return word.text.split()[0] in self._speech.parts
        if word.text == "-":
            return at == 0 or words[at - 1].end < word.start
        return word.text in ",;:().!?"

    def _hear(self, at: int, word: Word, part: int) -> None:
        if word.sort is Sort.MARK:
            spoken = [_BARRIER] if word.text in _HARD_MARKS else []
        elif word.text.isalpha() and word.text not in self._speech.spelling.words:
            spoken = [word.text]
        else:
            spoken = _spelt(self._speech, word.text)
        self.words += spoken
        self._spoken[part] += len(spoken)
        self.places += [at] * len(spoken)

    def is_bare(self, part: int) -> bool:
        """Whether a part of the sentence hardly holds more than its time: "By Friday, we …"."""
        return self._spoken[part] <= FEW_WORDS

    def predicates(self) -> tuple[Said, ...]:
        """Return what governs times: the phrase that begins first, of those the longest."""
        found: list[Said] = []
        at = 0
        while at < len(self.words):
            best = max(self._at(at, self._speech.roles), key=lambda said: said[1], default=None)
            if best is None:
                at += 1
            else:
                found.append(self._placed(self._whose(best[0], at), at, best[1]))
                at = best[1]
        return tuple(found)

    def _whose(self, what: str, at: int) -> str:
        """Return what a phrase is, seen from who speaks: "you will send" is no word of theirs."""
        yours = what == Role.SAYS and at > 0 and self.words[at - 1] in self._speech.you
        return Role.ASKS if yours else what

    def remarks(self) -> tuple[Said, ...]:
        """Return everything else that is said, overlapping or not."""
        return tuple(
            self._placed(what, at, end)
            for at in range(len(self.words))
            for what, end in self._at(at, self._speech.remarks)
        )

    def _at(self, at: int, phrases: _ByFirstWord) -> list[tuple[str, int]]:
        candidates = phrases.get(self.words[at])
        if not candidates:
            return []
        found = []
        reach = (2 << self._barrier_behind(at)) - 1
        for what, phrase in candidates:
            ends = phrase.node.ends(1 << at, self._searched) & reach
            if ends and self._counts(what, at):
                found.append((what, ends.bit_length() - 1))
        return found

    def _barrier_behind(self, at: int) -> int:
        try:
            return self.words.index(_BARRIER, at)
        except ValueError:
            return len(self.words)

    def _counts(self, what: str, at: int) -> bool:
        """Whether a phrase stands where its kind must stand."""
        if what == Role.ASKS_FIRST:
            return at == 0 or self.words[at - 1] == _BARRIER
        if what == Role.SAYS_NEXT:
            return at > 0 and self.words[at - 1] in {"and", "then", "or"}
        return True

    def _placed(self, what: str, first: int, end: int) -> Said:
        return Said(what, self.places[first], self.places[end - 1] + 1)


def _spelt(speech: Speech, text: str) -> list[str]:
    return speech.spelling.words_of(text)


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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeBroken([f"{name}: not valid TOML: {error}"]) from error
    spelling = Spelling(words=spelt["words"], endings=spelt["endings"], pairs=spelt["pairs"])
    known = {"lists", "gate", "parts", "lending", "you", *Role, *Remark}
    faults = [f"{name}: there is no table [{table}]" for table in tables if table not in known]
    missing = [f"{name}: the table [{t}] is missing" for t in sorted(known - tables.keys())]
    if faults or missing:
        raise KnowledgeBroken(faults + missing)
    reader = Reader(spelling, tables["lists"])
    roles = _by_first_word(tables, Role, reader, name, faults)
    remarks = _by_first_word(tables, Remark, reader, name, faults)
    if faults:
        raise KnowledgeBroken(faults)
    return Speech(
        spelling=spelling,
        roles=roles,
        remarks=remarks,
        parts=frozenset(tables["parts"]["words"]),
        lending=frozenset(tables["lending"]["words"]),
        you=frozenset(tables["you"]["words"]),
        answers=tuple(tables["gate"]["answer"]),
        times=tuple(tables["gate"]["time"]),
    )


def _by_first_word(
    tables: Mapping[str, Any], kinds: Iterable[str], reader: Reader, name: str, faults: list[str]
) -> _ByFirstWord:
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
