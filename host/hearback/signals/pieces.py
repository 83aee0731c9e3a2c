"""The pieces that phrases are made of, and how they are found in the words of a sentence.

Places in a sentence are the bits of an integer: bit 0 stands before the first word. A piece takes
all places where it may begin and gives all places where it may then end, at once. So nothing is
ever tried twice, and the time grows with the length of the phrase, whatever the sentence may hold;
that is why phrases are not regular expressions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

WIDEST_GAP = 5
"""Words that `...` may skip."""

Places = int

_ORDINALS = ("st", "nd", "rd", "th")


class Words:
    """The words of a sentence, ready to be searched.

    `distinct` are the words, each once. Once `prepare` was called, `at` tells the places before
    each word, and `everywhere` are all places, the one behind the last word too.
    """

    __slots__ = ("_memo", "_words", "at", "distinct", "everywhere")

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self.distinct = frozenset(words)
        self.at: dict[str, Places] = {}

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def prepare(self) -> None:
        """Note down where each word stands. Most sentences are never asked."""
        self._memo: dict[object, Places] = {}
        self.everywhere: Places = (2 << len(self._words)) - 1
        here = 1
        for word in self._words:
            self.at[word] = self.at.get(word, 0) | here
            here <<= 1

    def before(self, words: frozenset[str]) -> Places:
        """Return the places before any of these words."""
        return sum(self.at[word] for word in words & self.distinct)

    def at_stem(self, stem: str) -> Places:
        """Return the places before the words that begin so."""
        known = self._memo.get(stem)
        if known is None:
            known = 0
            for word, places in self.at.items():
                if word.startswith(stem):
                    known |= places
            self._memo[stem] = known
        return known

    def at_number(self) -> Places:
        """Return the places before the numbers."""
        known = self._memo.get(Number)
        if known is None:
            known = sum(places for word, places in self.at.items() if word.isdigit())
            self._memo[Number] = known
        return known

    def remember(self, piece: "Named", places: Places) -> Places:
        """Return where a shared piece ends, worked out once for each set of places."""
        key = (id(piece), places)
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = piece.node.ends(places, self)
        return known


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

    def ends(self, places: Places, words: Words) -> Places:
        """Return where the piece can end when it begins at any of these places."""
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """One word."""

    word: str
    first: frozenset[str]
    nullable: bool = False

    def ends(self, places: Places, words: Words) -> Places:
        """Behind this word."""
        return (places & words.at.get(self.word, 0)) << 1


@dataclass(frozen=True, slots=True)
class Stem:
    """A word that begins with these letters; any word when there are none."""

    stem: str
    first: None = None
    nullable: bool = False

    def ends(self, places: Places, words: Words) -> Places:
        """Behind such a word."""
        if not self.stem:
            return (places << 1) & words.everywhere
        return (places & words.at_stem(self.stem)) << 1


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits; the ending of an ordinal ("3 rd") belongs to it."""

    first: None = None
    nullable: bool = False

    def ends(self, places: Places, words: Words) -> Places:
        """Behind the digits, and behind the ending."""
        behind = (places & words.at_number()) << 1
        for ending in _ORDINALS:
            behind |= (behind & words.at.get(ending, 0)) << 1
        return behind


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to five words, whatever they are."""

    first: None = None
    nullable: bool = True

    def ends(self, places: Places, words: Words) -> Places:
        """Here, and behind each of the next words."""
        reached = places
        for _ in range(WIDEST_GAP):
            reached |= reached << 1
        return reached & words.everywhere


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces one after the other."""

    pieces: tuple[Node, ...]
    first: frozenset[str] | None
    nullable: bool

    def ends(self, places: Places, words: Words) -> Places:
        """Wherever the last piece ends."""
        for piece in self.pieces:
            places = piece.ends(places, words)
            if not places:
                return 0
        return places


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several pieces; `nullable`: or nothing.

    `tails` holds what follows a first word, None where nothing does, so that pieces which begin
    alike are tried once; `heads` those that begin with something else than a plain word, by each
    word that can be; `others` those of which the first word cannot be told. `openings` are the
    words of `tails` and `heads`.
    """

    tails: Mapping[str, Node | None]
    heads: Mapping[str, tuple[Node, ...]]
    others: tuple[Node, ...]
    first: frozenset[str] | None
    nullable: bool
    openings: frozenset[str]

    def ends(self, places: Places, words: Words) -> Places:
        """Wherever one of them ends."""
        reached = places if self.nullable else 0
        for word in self.openings & words.distinct:
            here = places & words.at[word]
            if not here:
                continue
            if word in self.tails:
                tail = self.tails[word]
                reached |= here << 1 if tail is None else tail.ends(here << 1, words)
            for option in self.heads.get(word, ()):
                reached |= option.ends(here, words)
        for option in self.others:
            reached |= option.ends(places, words)
        return reached


@dataclass(frozen=True, slots=True)
class Named:
    """A list of words.toml. Many phrases share it, so where it ends is remembered."""

    node: Node
    first: frozenset[str] | None
    nullable: bool

    def ends(self, places: Places, words: Words) -> Places:
        """As the list's phrases do."""
        return words.remember(self, places)


def word(text: str) -> Word:
    """Make the piece that is one word."""
    return Word(text, frozenset({text}))


def row(pieces: Sequence[Node]) -> Node:
    """Make the piece that is several pieces one after the other."""
    if len(pieces) == 1:
        return pieces[0]
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
    tails: dict[str, list[Node | None]] = {}
    heads: dict[str, tuple[Node, ...]] = {}
    others: list[Node] = []
    for option in options:
        if option.first is None or option.nullable:
            others.append(option)
        elif isinstance(option, Word):
            tails.setdefault(option.word, []).append(None)
        elif isinstance(option, Row) and isinstance(option.pieces[0], Word):
            tails.setdefault(option.pieces[0].word, []).append(row(option.pieces[1:]))
        else:
            heads |= {begin: (*heads.get(begin, ()), option) for begin in option.first}
    first = None
    if all(option.first is not None for option in others):
        first = frozenset(tails).union(heads, *(option.first or () for option in others))
    return Choice(
        {begin: _one_of(rest) for begin, rest in tails.items()},
        heads,
        tuple(others),
        first,
        nullable or any(option.nullable for option in options),
        frozenset(tails).union(heads),
    )


def _one_of(tails: Sequence[Node | None]) -> Node | None:
    """Make the piece for what may follow a word."""
    pieces = [tail for tail in tails if tail is not None]
    if not pieces:
        return None
    return pieces[0] if len(tails) == 1 else choice(pieces, nullable=len(pieces) < len(tails))
