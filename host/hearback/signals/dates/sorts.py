"""The nouns of the lexer: the sorts of words, a word of a sentence, the lexicon of a language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto


class Sort(StrEnum):
    """What a word is to the grammar: the tables of the lexicon, and what needs no table."""

    NUMBER = auto()
    ORDINAL = auto()
    ARTICLE = auto()
    SOME = auto()
    UNIT = auto()
    BUSINESS = auto()
    PLAIN = auto()
    WEEKDAY = auto()
    MAYBE_WEEKDAY = auto()
    MONTH = auto()
    QUARTER = auto()
    WEEKEND = auto()
    NEW_YEAR = auto()
    PART = auto()
    DAY = auto()
    END_OF_DAY = auto()
    TIME_OF_DAY = auto()
    CLOCK = auto()
    MERIDIEM = auto()
    O_CLOCK = auto()
    THIS = auto()
    NEXT = auto()
    COMING = auto()
    FOLLOWING = auto()
    WEEK_AFTER_NEXT = auto()
    PAST = auto()
    AGO = auto()
    SOON = auto()
    REFERENCE = auto()
    BY = auto()
    UNTIL = auto()
    LATEST = auto()
    BEFORE = auto()
    WITHIN = auto()
    IN = auto()
    ON = auto()
    AROUND = auto()
    AFTER = auto()
    NOT_BEFORE = auto()
    SINCE = auto()
    FOR = auto()
    TO = auto()
    AND = auto()
    OR = auto()
    BETWEEN = auto()
    THE = auto()
    OF = auto()
    OR_SO = auto()
    AT_THE_LATEST = auto()
    FROM_NOW = auto()
    HOLIDAY = auto()
    NOTHING = auto()
    MARK = auto()  # punctuation
    OTHER = auto()
    END = auto()  # behind the last word


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase: its sort, its value, and where it stands. `text` is in lower case."""

    sort: Sort
    text: str
    start: int
    end: int
    value: int | str = ""

    @property
    def number(self) -> int:
        """The value of a sort that counts or numbers."""
        return self.value if isinstance(self.value, int) else 0


Entry = tuple[tuple[str, ...], tuple[tuple[Sort, int | str], ...]]


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, by the first word of each phrase, the longest phrase first."""

    entries: Mapping[str, Sequence[Entry]]
    counted_things: frozenset[str] = frozenset()
    ranked_things: frozenset[str] = frozenset()
    follows_an_hour: frozenset[str] = frozenset()
    holidays_elsewhere: Mapping[str, str] = field(default_factory=dict)


NOTHING = Word(Sort.END, "", 0, 0)
"""What stands behind the last word of a sentence."""
