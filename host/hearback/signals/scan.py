"""Looks through the sentences of one mail for the phrases of many rules.

Every phrase is kept under its rarest word, so a sentence costs one look-up a word, and only the few
phrases whose words are there are matched against it.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from hearback.signals.phrases import Memo, Phrase
from hearback.signals.rules import Rule, Where
from hearback.signals.sentences import Sentence

MOST_TRIALS = 20_000
"""Phrases tried in one mail; a mail of 2 kB takes about a hundred. A mail that would take more was
made to take long, and is read only so far."""


@dataclass(slots=True)
class Line:
    """A sentence of a mail, the part it stands in, and what was found in it so far."""

    where: Where
    sentence: Sentence
    words: list[str] = field(init=False)  # the last one is empty: the end, which nothing matches
    _distinct: frozenset[str] | None = field(init=False, default=None)
    memo: Memo = field(init=False, default_factory=dict)
    conditional_from: int | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.words = [*self.sentence.words, ""]

    @property
    def distinct(self) -> frozenset[str]:
        """Its words, each once."""
        if self._distinct is None:
            self._distinct = frozenset(self.words)
        return self._distinct

    def find(self, phrase: Phrase) -> int | None:
        """Return where a phrase begins in it first, or None."""
        return phrase.find(self.words, self.memo) if phrase.possible(self.distinct) else None


@dataclass(frozen=True)
class Page:
    """One mail, ready to be looked through."""

    lines: tuple[Line, ...]

    @cached_property
    def length(self) -> int:
        """The number of words in its body."""
        return sum(len(line.words) - 1 for line in self.lines if line.where is Where.BODY)

    @cached_property
    def lower(self) -> str:
        """All that was written, in lower case."""
        return "\n".join(line.sentence.text for line in self.lines).lower()

    @cached_property
    def distinct(self) -> frozenset[str]:
        """All its words, each once."""
        return frozenset().union(*(line.words for line in self.lines))

    def holds(self, phrase: Phrase) -> bool:
        """Whether a phrase stands anywhere in it."""
        return phrase.possible(self.distinct) and any(
            line.find(phrase) is not None for line in self.lines
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that found one of its phrases, and where it found it first."""

    rule: Rule
    line: Line


_Entry = tuple[Rule, frozenset[Where], Phrase]


class Search:
    """The phrases of many rules, ready to be looked for at once."""

    def __init__(self, rules: Sequence[Rule], conditional: Sequence[Phrase]) -> None:
        self._conditional = tuple(conditional)
        self._patterns = [(rule, rule.pattern) for rule in rules if rule.pattern]
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_stem: dict[str, list[_Entry]] = {}
        self._known: dict[str, list[_Entry]] = {}
        for rule in rules:
            for phrase in rule.phrases:
                entry = (rule, rule.where, phrase)
                for word in phrase.needs[0].words:
                    self._by_word.setdefault(word, []).append(entry)
                for stem in phrase.needs[0].stems:
                    self._by_stem.setdefault(stem, []).append(entry)

    def hits(self, page: Page) -> list[Hit]:
        """Return each rule that holds for a mail once, with the first line it holds in."""
        done: dict[Rule, Hit | None] = {}
        for rule, line, at in chain(self._phrases(page, done), self._pattern_matches(page)):
            if rule not in done and self._counts(rule, line, at):
                done[rule] = Hit(rule, line) if _fits(rule, page) else None
        return [hit for hit in done.values() if hit]

    def _phrases(self, page: Page, done: Container[Rule]) -> Iterator[tuple[Rule, Line, int]]:
        """Yield every phrase found: its rule, the line and where in it the phrase begins."""
        tried = 0
        for line in page.lines:
            for rule, phrase in self._candidates(line, done):
                tried += 1
                if tried > MOST_TRIALS:
                    return
                at = line.find(phrase)
                if at is not None:
                    yield rule, line, at

    def _candidates(self, line: Line, done: Container[Rule]) -> Iterator[tuple[Rule, Phrase]]:
        """Yield the phrases of which the rarest word stands in the line."""
        known = self._known
        for word in line.words:
            entries = known.get(word)
            if entries is None:
                entries = self._look_up(word)
            for rule, where, phrase in entries:
                if line.where in where and rule not in done:
                    yield rule, phrase

    def _look_up(self, word: str) -> list[_Entry]:
        """Return the phrases kept under a word or its stem; remembered, for words recur."""
        entries = list(self._by_word.get(word, ()))
        for size in range(1, len(word) + 1):
            entries += self._by_stem.get(word[:size], ())
        if len(self._known) > 50_000:
            self._known.clear()
        self._known[word] = entries
        return entries

    def _pattern_matches(self, page: Page) -> Iterator[tuple[Rule, Line, int]]:
        for rule, pattern in self._patterns:
            if rule.literal not in page.lower:
                continue
            for line in page.lines:
                found = pattern.search(line.sentence.text) if line.where in rule.where else None
                if found:
                    yield rule, line, len(line.sentence.text[: found.start()].split())

    def _counts(self, rule: Rule, line: Line, at: int) -> bool:
        """Whether nothing in its sentence speaks against a hit."""
        if not rule.even_if and self._is_conditional(line, at):
            return False
        return all(line.find(phrase) is None for phrase in rule.unless)

    def _is_conditional(self, line: Line, at: int) -> bool:
        """Whether an "if" stands in the sentence before the place."""
        if line.conditional_from is None:
            places = [line.find(phrase) for phrase in self._conditional]
            line.conditional_from = min(
                (place for place in places if place is not None), default=len(line.words)
            )
        return line.conditional_from < at


def _fits(rule: Rule, page: Page) -> bool:
    """Whether nothing in the whole mail speaks against a rule."""
    if rule.short_mail is not None and page.length > rule.short_mail:
        return False
    return not any(page.holds(phrase) for phrase in rule.unless_mail)
