"""The row of words that the date grammar reads, and what one rule of it finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearback.signals.dates.bounds import Limit
from hearback.signals.dates.periods import Period, Unit
from hearback.signals.dates.sorts import NOTHING, Lexicon, Sort, Word

FURTHEST_LOOK_AHEAD = 12
"""Places behind the end that a rule may look at; each rule looks a few words ahead of its own."""


@dataclass(frozen=True, slots=True)
class Match:
    """A time that a rule found. `end` is behind its last word.

    `weak`: counts only behind a preposition or beside another part of a date. `within`: begins with
    the day of the mail. `relative`: counts from a time that the sentence named before.
    `alone`: without such a time it still has a meaning. A period of None lies in the past.
    """

    period: Period | None
    end: int
    weak: bool = False
    vague: bool = False
    within: bool = False
    relative: bool = False
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a core: the limit, and whether "the" did ("in the next week")."""

    limit: Limit = Limit.NONE
    the: bool = False


class Row:
    """Words that can be looked at by position; behind the last one there is only the end."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        # In front of the first word as well: -1 is the last place.
        self._padded = [*words, *[NOTHING] * FURTHEST_LOOK_AHEAD]
        self._sorts = [word.sort for word in self._padded]

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, at: int) -> Word:
        return self._padded[at]

    def sort(self, at: int) -> Sort:
        """The sort of a word."""
        return self._sorts[at]

    def unit(self, at: int) -> Unit | None:
        """The unit that a word is, one of it or many; None for any other word."""
        word = self[at]
        return Unit(str(word.value).removesuffix("s")) if word.sort is Sort.UNIT else None

    def is_plural(self, at: int) -> bool:
        """Whether a unit stands there for many of it: "days"."""
        return str(self[at].value).endswith("s")

    def is_mark(self, at: int, marks: str) -> bool:
        """Whether a word is one of these punctuation marks."""
        return self[at].sort is Sort.MARK and self[at].text in marks

    def skip(self, at: int, *sorts: Sort, marks: str = "") -> int:
        """Return the first place at or behind `at` that is none of these."""
        while self.sort(at) in sorts or (marks and self.is_mark(at, marks)):
            at += 1
        return at

    def glued(self, at: int) -> bool:
        """Whether no blank stands between a word and the one before."""
        return at > 0 and self[at - 1].end == self[at].start
