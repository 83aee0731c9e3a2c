"""A sentence as phrases see it: its words without its times, and the parts it falls into."""

from collections import defaultdict
from collections.abc import Sequence

from hearback.signals.dates.sorts import Sort, Word
from hearback.signals.dates.speech import ByFirstWord, Role, Said, Speech
from hearback.signals.dates.times import TimePhrase
from hearback.signals.phrases import Phrase
from hearback.signals.pieces import Words

FEW_WORDS = 3

_HARD_MARKS = frozenset(";:().!?")
_BARRIER = ""  # no phrase reaches across an empty word


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
        self._behind_comma: set[int] = set()
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
        self._known: dict[tuple[str, int], Sequence[tuple[str, Phrase]]] = {}

    def _parts_here(self, words: Sequence[Word], at: int) -> bool:
        word = words[at]
        if word.sort is not Sort.MARK:
            return word.text.split()[0] in self._speech.words["parts"]
        if word.text == "-":
            return at == 0 or words[at - 1].end < word.start
        return word.text in ",;:().!?"

    def _hear(self, at: int, word: Word, part: int) -> None:
        if word.sort is Sort.MARK:
            spoken = [_BARRIER] if word.text in _HARD_MARKS else []
            if word.text == ",":
                self._behind_comma.add(len(self.words))
        elif word.text.isalpha() and word.text not in self._speech.spelling.words:
            spoken = [word.text]
        else:
            spoken = self._speech.spelling.words_of(word.text)
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
        yours = what == Role.SAYS and at > 0 and self.words[at - 1] in self._speech.words["you"]
        return Role.ASKS if yours and at not in self._behind_comma else what

    def remarks(self) -> tuple[Said, ...]:
        """Return everything else that is said, overlapping or not."""
        return tuple(
            self._placed(what, at, end)
            for at in range(len(self.words))
            for what, end in self._at(at, self._speech.remarks)
        )

    def _at(self, at: int, phrases: ByFirstWord) -> list[tuple[str, int]]:
        candidates = self._candidates(self.words[at], phrases)
        if not candidates:
            return []
        found = []
        reach = (2 << self._barrier_behind(at)) - 1
        for what, phrase in candidates:
            end = self._last(phrase.node.ends(1 << at, self._searched) & reach, at)
            if end and self._counts(what, at):
                found.append((what, end))
        return found

    def _last(self, ends: int, at: int) -> int:
        """Return the furthest end, 0 for none; no phrase takes only the first word behind a comma.

        That is what "Great chat, you will hear from us" goes on with.
        """
        for first in self._behind_comma:
            if first > at:
                ends &= ~(2 << first)
        return max(ends.bit_length() - 1, 0)

    def _candidates(self, word: str, phrases: ByFirstWord) -> Sequence[tuple[str, Phrase]]:
        """Return the phrases that begin with a word and for which the sentence has the others."""
        key = (word, id(phrases))
        known = self._known.get(key)
        if known is None:
            distinct = self._searched.distinct
            known = [entry for entry in phrases.get(word, ()) if entry[1].possible(distinct)]
            self._known[key] = known
        return known

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
            return at > 0 and self.words[at - 1] in self._speech.words["joins"]
        return True

    def _placed(self, what: str, first: int, end: int) -> Said:
        return Said(what, self.places[first], self.places[end - 1] + 1)
