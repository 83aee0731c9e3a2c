"""The phrase language of the rule files, and how a phrase is found in the words of a sentence.

    what times (work|suit)           one of several; every word is a whole word
    thank you [very much]            may be missing
    not ... move forward             up to five words in between
    <let us know> your <time>        one of the phrases of a list in words.toml
    reschedul*                       any ending; a lone * is any one word
    # minutes                        a number in digits, as "2", "45" or "3rd"

A phrase is matched word by word, carrying along every place where it may stand. Nothing is ever
tried twice, so the time grows with the length of the sentence and of the phrase, whatever a
sentence may hold; that is why these are not regular expressions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

WIDEST_GAP = 5
"""Words that `...` may skip."""

_ORDINALS = frozenset({"st", "nd", "rd", "th"})
Memo = dict[tuple[int, int], frozenset[int]]
_NOWHERE: frozenset[int] = frozenset()


class Node(Protocol):
    """A piece of a phrase."""

    @property
    def first(self) -> frozenset[str] | None:
        """The words it can begin with, None when that cannot be told."""
        ...

    @property
    def nullable(self) -> bool:
        """Whether it may match no word at all."""
        ...

    def ends(self, words: Sequence[str], at: int, memo: Memo) -> Iterable[int]:
        """Return behind which words the piece can end when it begins at `at`.

        `words` ends with an empty word, which nothing matches.
        """
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """One word."""

    word: str
    first: frozenset[str]
    nullable: bool = False

    def ends(self, words: Sequence[str], at: int, memo: Memo) -> Iterable[int]:
        """One word on, if it is this one."""
        return (at + 1,) if words[at] == self.word else ()


@dataclass(frozen=True, slots=True)
class Stem:
    """A word that begins with these letters; any word when there are none."""

    stem: str
    first: None = None
    nullable: bool = False

    def ends(self, words: Sequence[str], at: int, memo: Memo) -> Iterable[int]:
        """One word on, if it begins so."""
        return (at + 1,) if words[at] and words[at].startswith(self.stem) else ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits; the ending of an ordinal ("3 rd") belongs to it."""

    first: None = None
    nullable: bool = False

    def ends(self, words: Sequence[str], at: int, memo: Memo) -> Iterable[int]:
        """Behind the digits."""
        if not words[at].isdigit():
            return ()
        return (at + 1, at + 2) if words[at + 1] in _ORDINALS else (at + 1,)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to five words, whatever they are."""

    first: None = None
    nullable: bool = True

    def ends(self, words: Sequence[str], at: int, memo: Memo) -> Iterable[int]:
        """Here and behind each of the next words."""
        return range(at, min(at + WIDEST_GAP, len(words) - 1) + 1)


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces one after the other."""

    pieces: tuple[Node, ...]
    first: frozenset[str] | None
    nullable: bool

    def ends(self, words: Sequence[str], at: int, memo: Memo) -> Iterable[int]:
        """Wherever the last piece ends."""
        places: Iterable[int] = (at,)
        for piece in self.pieces:
            reached: set[int] = set()
            for place in places:
                reached.update(piece.ends(words, place, memo))
            if not reached:
                return ()
            places = reached
        return places


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several pieces, kept by the word each begins with; `nullable`: or nothing."""

    by_word: Mapping[str, tuple[Node, ...]]
    others: tuple[Node, ...]
    first: frozenset[str] | None
    nullable: bool

    def ends(self, words: Sequence[str], at: int, memo: Memo) -> Iterable[int]:
        """Wherever one of them ends."""
        likely = self.by_word.get(words[at], ())
        if not likely and not self.others:
            return (at,) if self.nullable else ()
        reached = {at} if self.nullable else set()
        for option in likely + self.others:
            reached.update(option.ends(words, at, memo))
        return reached


@dataclass(frozen=True, slots=True)
class Named:
    """A list of words.toml. Many phrases share it, so what it matched in a sentence is kept."""

    node: Node
    first: frozenset[str] | None
    nullable: bool

    def ends(self, words: Sequence[str], at: int, memo: Memo) -> Iterable[int]:
        """As the list's phrases do."""
        key = (id(self), at)
        known = memo.get(key)
        if known is None:
            known = memo[key] = frozenset(self.node.ends(words, at, memo)) or _NOWHERE
        return known


@dataclass(frozen=True, slots=True)
class Need:
    """Words of which a sentence must hold at least one, or the phrase cannot stand in it."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()

    def met(self, words: frozenset[str]) -> bool:
        """Whether one of them is among the words of a sentence."""
        if not self.words.isdisjoint(words):
            return True
        return bool(self.stems) and any(word.startswith(self.stems) for word in words)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, ready to be looked for. `needs` are ordered, the rarest first."""

    text: str
    node: Node
    needs: tuple[Need, ...]

    def possible(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words can hold the phrase at all."""
        return all(need.met(words) for need in self.needs)

    def find(self, words: Sequence[str], memo: Memo) -> int | None:
        """Return where in a sentence the phrase begins first, or None.

        `words` ends with an empty word; `memo` belongs to the sentence.
        """
        first = self.node.first
        for at in range(len(words) - 1):
            if (first is None or words[at] in first) and self.node.ends(words, at, memo):
                return at
        return None


def word(text: str) -> Word:
    """Make the piece that is one word."""
    return Word(text, frozenset({text}))


def row(pieces: Sequence[Node]) -> Row:
    """Make the piece that is several pieces one after the other."""
    first: set[str] | None = set()
    for piece in pieces:
        if piece.first is None:
            first = None
            break
        first = (first or set()) | piece.first
        if not piece.nullable:
            break
    nullable = all(piece.nullable for piece in pieces)
    return Row(tuple(pieces), None if first is None else frozenset(first), nullable)


def choice(options: Sequence[Node], *, nullable: bool = False) -> Choice:
    """Make the piece that is one of several; `nullable` when it may be left out."""
    by_word: dict[str, tuple[Node, ...]] = {}
    others: list[Node] = []
    for option in options:
        if option.first is None or option.nullable:
            others.append(option)
            continue
        for begin in option.first:
            by_word[begin] = (*by_word.get(begin, ()), option)
    first = (
        None
        if any(o.first is None for o in others)
        else frozenset(by_word).union(*(o.first or () for o in others))
    )
    empty = nullable or any(option.nullable for option in options)
    return Choice(by_word, tuple(others), first, empty)
