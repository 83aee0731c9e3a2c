"""Looks through the sentences of one mail for the phrases of many rules.

Every phrase is kept under its rarest word, so a sentence costs one look-up a word, and only the few
phrases whose words are there are matched against it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import repeat
from operator import or_
from re import Pattern

from hearback.signals.phrases import AnyOf, Phrase
from hearback.signals.pieces import Words
from hearback.signals.rules import Rule, Where
from hearback.signals.sentences import Sentence

MOST_TRIALS = 20_000
"""Phrases tried in one mail; a mail of 2 kB takes about a hundred. A mail that would take more was
made to take long, and is read only so far."""
MOST_REMEMBERED = 4_096
"""Lines of which a search remembers what it found in them."""


class Line:
    """A sentence of a mail, the part it stands in, and what was found in it so far."""

    __slots__ = ("_conditional_from", "sentence", "where", "words")

    def __init__(self, where: Where, sentence: Sentence) -> None:
        self.where = where
        self.sentence = sentence
        self.words = Words(sentence.words)
        self._conditional_from: int | None = None

    def condition(self, conditional: AnyOf) -> int:
        """Return how many words stand before its first "if"; all of them when there is none."""
        if self._conditional_from is None:
            place = conditional.find(self.words)
            self._conditional_from = len(self.words) if place is None else place
        return self._conditional_from


@dataclass(frozen=True)
class Page:
    """One mail, ready to be looked through."""

    lines: tuple[Line, ...]

    @cached_property
    def unlike(self) -> tuple[Line, ...]:
        """Its lines, each once where it says the same again."""
        lines = {(line.where, line.sentence.text): line for line in reversed(self.lines)}
        return tuple(reversed(lines.values()))

    @cached_property
    def length(self) -> int:
        """The number of words in its body."""
        return sum(len(line.words) for line in self.lines if line.where is Where.BODY)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """All its words, each once."""
        return frozenset().union(*(line.sentence.words for line in self.lines))

    @cached_property
    def _words(self) -> tuple[Words, ...]:
        return tuple(line.words for line in self.unlike)

    @cached_property
    def _held(self) -> dict[Phrase, bool]:
        """The phrases that were looked for in all of it, and whether it holds them."""
        return {}

    def holds(self, phrases: AnyOf) -> bool:
        """Whether one of these phrases stands anywhere in it."""
        return phrases.rarest.met(self.distinct) and any(map(self._holds, phrases.phrases))

    def _holds(self, phrase: Phrase) -> bool:
        known = self._held.get(phrase)
        if known is None:
            known = self._held[phrase] = phrase.possible(self.distinct) and any(
                phrase.possible(words.distinct) and phrase.stands_in(words) for words in self._words
            )
        return known


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that found one of its phrases, and where it found it first."""

    rule: Rule
    line: Line


@dataclass(frozen=True, slots=True)
class _Entry:
    """A phrase of a rule."""

    rule: Rule
    where: frozenset[Where]
    phrase: Phrase


_Kept = list[tuple[int, _Entry]]
"""Phrases under their rarest word; each bit of the number stands for words that one needs besides.

The number stands apart, for most phrases are dropped by it: nothing here is done as often.
"""


class Search:
    """The phrases of many rules, ready to be looked for at once.

    Each set of words of which a phrase needs one has a bit, and each word the bits of the sets that
    it is in, so that one comparison tells whether a text has all the words of a phrase.
    """

    def __init__(self, rules: Sequence[Rule], conditional: AnyOf) -> None:
        self._conditional = conditional
        self._patterns = [(rule, rule.pattern) for rule in rules if rule.pattern]
        self._bits: dict[frozenset[str], int] = {}
        self._bits_of: dict[str, int] = {}
        self._by_word: dict[str, _Kept] = {}
        self._by_stem: dict[str, _Kept] = {}
        self._known: dict[str, _Kept] = {}
        self._read: dict[tuple[Where, str], tuple[Rule, ...]] = {}
        for rule in rules:
            for phrase in rule.phrases:
                self._keep(rule, phrase)
        self._stem_sizes = sorted(set(map(len, self._by_stem)))

    def _keep(self, rule: Rule, phrase: Phrase) -> None:
        rarest, *rest = phrase.needs
        needs = sum({self._bit(need.words) for need in rest if not need.stems})
        entry = _Entry(rule, rule.where, phrase)
        for word in rarest.words:
            self._by_word.setdefault(word, []).append((needs, entry))
        for stem in rarest.stems:
            self._by_stem.setdefault(stem, []).append((needs, entry))

    def _bit(self, words: frozenset[str]) -> int:
        """Return the bit that stands for a set of words."""
        bit = self._bits.get(words)
        if bit is None:
            bit = self._bits[words] = 1 << len(self._bits)
            for word in words:
                self._bits_of[word] = self._bits_of.get(word, 0) | bit
        return bit

    def _unmet_by(self, words: Iterable[str]) -> int:
        """Return the bits of all sets that have none of these words."""
        met = reduce(or_, map(self._bits_of.get, words, repeat(0)), 0)
        return met ^ ((1 << len(self._bits)) - 1)

    def hits(self, page: Page) -> list[Hit]:
        """Return each rule that holds for a mail once, with the first line it holds in."""
        done: dict[Rule, Hit | None] = {}
        for line, rules in self._found(page):
            for rule in rules:
                if rule not in done:
                    done[rule] = Hit(rule, line) if _fits(rule, page) else None
        return [hit for hit in done.values() if hit]

    def _found(self, page: Page) -> Iterator[tuple[Line, tuple[Rule, ...]]]:
        """Yield the lines of a mail with the rules that find something in them.

        What was found is remembered: greetings, signatures and the words of robots recur.
        """
        live: Mapping[str, _Kept] | None = None
        trials = MOST_TRIALS
        for line in page.unlike:
            place = (line.where, line.sentence.text)
            rules = self._read.get(place)
            if rules is None:
                live = self._live(page) if live is None else live
                candidates = self._candidates(line, live)
                trials -= len(candidates)
                if trials < 0:
                    return
                if len(self._read) >= MOST_REMEMBERED:
                    self._read.clear()
                rules = self._read[place] = self._rules_in(line, candidates)
            yield line, rules

    def _rules_in(self, line: Line, candidates: Iterable[_Entry]) -> tuple[Rule, ...]:
        """Return the rules that find something in a line, with nothing there against it."""
        found: dict[Rule, bool] = {}
        for entry in candidates:
            rule = entry.rule
            stands = rule not in found and entry.phrase.stands_in(line.words)
            if stands and self._is_said(entry, line):
                found[rule] = not (rule.unless and rule.unless.stands_in(line.words))
        low = line.sentence.text.lower() if self._patterns else ""
        for rule, pattern in self._patterns:
            if rule.literal in low and line.where in rule.where:
                found[rule] = self._matches(rule, pattern, line)
        return tuple(rule for rule, counts in found.items() if counts)

    def _matches(self, rule: Rule, pattern: Pattern[str], line: Line) -> bool:
        """Whether a rule's regular expression finds something that counts."""
        found = pattern.search(line.sentence.text)
        if not found or (rule.unless and rule.unless.stands_in(line.words)):
            return False
        before = len(line.sentence.text[: found.start()].split())
        return rule.even_if or before <= line.condition(self._conditional)

    def _is_said(self, entry: _Entry, line: Line) -> bool:
        """Whether a phrase that stands in a line does not stand behind an "if"."""
        if entry.rule.even_if:
            return True
        condition = line.condition(self._conditional)
        if condition == len(line.words):
            return True
        at = entry.phrase.find(line.words)
        return at is not None and at <= condition

    def _live(self, page: Page) -> dict[str, _Kept]:
        """Return the phrases whose words are all somewhere in a mail, by their rarest word."""
        live: dict[str, _Kept] = {}
        unmet = self._unmet_by(page.distinct)
        for word in page.distinct:
            entries = self._known.get(word)
            if entries is None:
                entries = self._look_up(word)
            if entries:
                kept = [pair for pair in entries if not pair[0] & unmet]
                if kept:
                    live[word] = kept
        return live

    def _candidates(self, line: Line, live: Mapping[str, _Kept]) -> list[_Entry]:
        """Return the phrases whose words are in a line."""
        distinct, where = line.words.distinct, line.where
        if distinct.isdisjoint(live):
            return []
        unmet = self._unmet_by(distinct)
        return [
            entry
            for word in line.words
            if word in live
            for needs, entry in live[word]
            if not needs & unmet and where in entry.where
        ]

    def _look_up(self, word: str) -> _Kept:
        """Return the phrases kept under a word or its stem; remembered, for words recur."""
        entries = list(self._by_word.get(word, ()))
        for size in self._stem_sizes:
            if size > len(word):
                break
            entries += self._by_stem.get(word[:size], ())
        if len(self._known) > 50_000:
            self._known.clear()
        self._known[word] = entries
        return entries


def _fits(rule: Rule, page: Page) -> bool:
    """Whether nothing in the whole mail speaks against a rule."""
    if rule.short_mail is not None and page.length > rule.short_mail:
        return False
    return rule.unless_mail is None or not page.holds(rule.unless_mail)
