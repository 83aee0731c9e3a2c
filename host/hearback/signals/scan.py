"""Looks through the sentences of one mail for the phrases of many rules.

Every phrase is kept under its rarest word, so a sentence costs one look-up a word, and only the few
phrases whose words are there are matched against it.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from hearback.signals.phrases import AnyOf, Phrase
from hearback.signals.pieces import Words
from hearback.signals.rules import Rule, Where
from hearback.signals.sentences import Sentence

MOST_TRIALS = 20_000
"""Phrases tried in one mail; a mail of 2 kB takes about a hundred. A mail that would take more was
made to take long, and is read only so far."""


class Line:
    """A sentence of a mail, the part it stands in, and what was found in it so far."""

    __slots__ = ("_conditional_from", "sentence", "where", "words")

    def __init__(self, where: Where, sentence: Sentence) -> None:
        self.where = where
        self.sentence = sentence
        self.words = Words(sentence.words)
        self._conditional_from: int | None = None

    def is_conditional(self, at: int, conditional: AnyOf) -> bool:
        """Whether an "if" stands in the sentence before the word at this place."""
        if self._conditional_from is None:
            place = conditional.find(self.words)
            self._conditional_from = len(self.words) if place is None else place
        return self._conditional_from < at


@dataclass(frozen=True)
class Page:
    """One mail, ready to be looked through."""

    lines: tuple[Line, ...]

    @cached_property
    def length(self) -> int:
        """The number of words in its body."""
        return sum(len(line.words) for line in self.lines if line.where is Where.BODY)

    @cached_property
    def lower(self) -> str:
        """All that was written, in lower case."""
        return "\n".join(line.sentence.text for line in self.lines).lower()

    @cached_property
    def distinct(self) -> frozenset[str]:
        """All its words, each once."""
        return frozenset(chain.from_iterable(line.words for line in self.lines))

    def holds(self, phrases: AnyOf) -> bool:
        """Whether one of these phrases stands anywhere in it."""
        return phrases.rarest.met(self.distinct) and any(
            phrases.stands_in(line.words) for line in self.lines
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that found one of its phrases, and where it found it first."""

    rule: Rule
    line: Line


@dataclass(frozen=True, slots=True)
class _Entry:
    """A phrase under its rarest word: `others` are the sets of words it needs besides."""

    rule: Rule
    where: frozenset[Where]
    phrase: Phrase
    others: tuple[frozenset[str], ...]

    def can_stand_in(self, words: frozenset[str]) -> bool:
        """Whether a text with these words, its rarest one among them, can hold the phrase."""
        for need in self.others:  # noqa: SIM110 - half as long as with all(), and often called
            if need.isdisjoint(words):
                return False
        return True


class Search:
    """The phrases of many rules, ready to be looked for at once."""

    def __init__(self, rules: Sequence[Rule], conditional: AnyOf) -> None:
        self._conditional = conditional
        self._patterns = [(rule, rule.pattern) for rule in rules if rule.pattern]
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_stem: dict[str, list[_Entry]] = {}
        self._known: dict[str, list[_Entry]] = {}
        for rule in rules:
            for phrase in rule.phrases:
                self._keep(rule, phrase)

    def _keep(self, rule: Rule, phrase: Phrase) -> None:
        rarest, *rest = phrase.needs
        others = tuple(need.words for need in rest if not need.stems)
        entry = _Entry(rule, rule.where, phrase, others)
        for word in rarest.words:
            self._by_word.setdefault(word, []).append(entry)
        for stem in rarest.stems:
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
        live = self._live(page)
        for line in page.lines:
            for entry in _candidates(line, live, done):
                tried += 1
                if tried > MOST_TRIALS:
                    return
                at = entry.phrase.find(line.words)
                if at is not None:
                    yield entry.rule, line, at

    def _live(self, page: Page) -> dict[str, list[_Entry]]:
        """Return the phrases whose words are all somewhere in a mail, by their rarest word."""
        live: dict[str, list[_Entry]] = {}
        for word in page.distinct:
            entries = self._known.get(word)
            if entries is None:
                entries = self._look_up(word)
            if entries:
                kept = [entry for entry in entries if entry.can_stand_in(page.distinct)]
                if kept:
                    live[word] = kept
        return live

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
        if not rule.even_if and line.is_conditional(at, self._conditional):
            return False
        return rule.unless is None or not rule.unless.stands_in(line.words)


def _candidates(
    line: Line, live: Mapping[str, list[_Entry]], done: Container[Rule]
) -> Iterator[_Entry]:
    """Yield the phrases whose words are in a line."""
    for word in line.words:
        if word not in live:
            continue
        distinct, where = line.words.distinct, line.where
        for entry in live[word]:
            fits = where in entry.where and entry.rule not in done
            if fits and entry.can_stand_in(distinct):
                yield entry


def _fits(rule: Rule, page: Page) -> bool:
    """Whether nothing in the whole mail speaks against a rule."""
    if rule.short_mail is not None and page.length > rule.short_mail:
        return False
    return rule.unless_mail is None or not page.holds(rule.unless_mail)
