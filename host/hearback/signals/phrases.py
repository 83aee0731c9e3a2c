"""The phrase language of the rule files, and what is looked for in a sentence.

    what times (work|suit)           one of several; every word is a whole word
    thank you [very much]            may be missing
    not ... move forward             up to five words in between
    <let us know> your <time>        one of the phrases of a list in words.toml
    reschedul*                       any ending; a lone * is any one word
    # minutes                        a number in digits, as "2", "45" or "3rd"

phrase_reader.py makes phrases from such lines, of the pieces in pieces.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hearback.signals.pieces import Node, Words


@dataclass(frozen=True, slots=True)
class Need:
    """Words of which a sentence must hold at least one, or the phrase cannot stand in it."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()

    def met(self, words: frozenset[str]) -> bool:
        """Whether one of them is among the words of a sentence."""
        if not self.words.isdisjoint(words):
            return True
        if self.stems:
            for word in words:
                if word.startswith(self.stems):
                    return True
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A phrase, ready to be looked for. `needs` are ordered, the rarest first."""

    text: str
    node: Node
    needs: tuple[Need, ...]

    def possible(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words can hold the phrase at all."""
        # Often called, so spelt out: half as long as with all(), and `met` seldom has to be asked.
        for need in self.needs:
            if need.words.isdisjoint(words) and not (need.stems and need.met(words)):
                return False
        return True

    def stands_in(self, words: Words) -> bool:
        """Whether a sentence holds the phrase."""
        starts = self._starts(words)
        return bool(starts and self.node.ends(starts, words))

    def find(self, words: Words) -> int | None:
        """Return how many words of a sentence stand before the phrase, None when it is not there.

        The first place counts.
        """
        if not self.stands_in(words):
            return None
        # It is there, so one of the places must do.
        starts = self._starts(words)
        while not self.node.ends(starts & -starts, words):
            starts &= starts - 1
        return (starts & -starts).bit_length() - 1

    def _starts(self, words: Words) -> int:
        if not words.at:
            words.prepare()
        first = self.node.first
        return words.everywhere if first is None else words.before(first)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Several phrases of which one suffices. `rarest` are words without which none can stand."""

    phrases: tuple[Phrase, ...] = ()
    rarest: Need = Need()

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> "AnyOf":
        """Make it from its phrases."""
        known = tuple(phrases)
        words = frozenset().union(*(phrase.needs[0].words for phrase in known))
        stems = {stem for phrase in known for stem in phrase.needs[0].stems}
        return cls(known, Need(words, tuple(sorted(stems))))

    def find(self, words: Words) -> int | None:
        """Return how many words stand before the first of the phrases, None when none is there."""
        if not self.rarest.met(words.distinct):
            return None
        places = [phrase.find(words) for phrase in self.phrases if phrase.possible(words.distinct)]
        return min((place for place in places if place is not None), default=None)

    def stands_in(self, words: Words) -> bool:
        """Whether one of the phrases is there."""
        distinct = words.distinct
        return self.rarest.met(distinct) and any(
            phrase.possible(distinct) and phrase.stands_in(words) for phrase in self.phrases
        )
