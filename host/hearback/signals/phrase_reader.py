"""Reads phrases of the rule files; what they may hold is told in phrases.py."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hearback.signals.phrases import Need, Phrase
from hearback.signals.pieces import (
    Choice,
    Gap,
    Named,
    Node,
    Number,
    Row,
    Stem,
    Word,
    choice,
    row,
    word,
)
from hearback.signals.sentences import Spelling

_TOKEN = re.compile(
    r"\s*(?:(?P<gap>\.\.\.|\u2026)|<(?P<list>[^<>]*)>|(?P<mark>[()\[\]|#<>])"
    r"|(?P<star>(?:(?!\.\.\.)[^()\[\]|<>#*\s\u2026])*\*)"
    r"|(?P<words>(?:(?!\.\.\.)[^()\[\]|<>#*\s\u2026])+))"
)
_Tokens = list[tuple[str, str]]


class BadPhrase(Exception):
    """A phrase is not written in the phrase language; the message says what is wrong with it."""


def length_as_weight(text: str) -> float:
    """Take long words for rare ones, where nothing better is known."""
    return 1 / len(text)


@dataclass
class Reader:
    """Reads phrases of one language; `lists` are those of its words.toml.

    `weight` says how common a word is; the rarest word of a phrase is the one that is looked for.
    """

    spelling: Spelling
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    weight: Callable[[str], float] = length_as_weight
    _named: dict[str, Named] = field(default_factory=dict)
    _read: dict[str, Phrase] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def read(self, text: str) -> Phrase:
        """Return the phrase, the same one for the same text; raises BadPhrase."""
        if text not in self._read:
            self._read[text] = self._phrase(text)
        return self._read[text]

    def read_list(self, name: str) -> Node:
        """Return a list of words.toml; raises BadPhrase."""
        return self._list(name)

    def _phrase(self, text: str) -> Phrase:
        node = self._parse(text)
        needs = sorted(self._needs(node), key=self._commonness)
        if node.nullable or not needs:
            raise BadPhrase("it has no word that must be there")
        return Phrase(text, node, tuple(needs))

    def _parse(self, text: str) -> Node:
        tokens = _tokens(text)
        node = self._row(tokens)
        if tokens:
            raise BadPhrase(f"{tokens[0][1]!r} closes nothing")
        if isinstance(node, Row) and Gap() in (node.pieces[0], node.pieces[-1]):
            raise BadPhrase("... stands at its beginning or end")
        return node

    def _row(self, tokens: _Tokens) -> Node:
        pieces: list[Node] = []
        while tokens and tokens[0][1] not in {")", "]", "|"}:
            kind, token = tokens.pop(0)
            if kind == "mark":
                pieces.append(self._marked(token, tokens))
            elif kind == "gap":
                pieces.append(Gap())
            elif kind == "list":
                pieces.append(self._list(token.strip()))
            elif kind == "star":
                pieces += self._stem(token)
            else:
                pieces += map(word, self._words(token))
        if not pieces:
            raise BadPhrase("a part of it is empty")
        return pieces[0] if len(pieces) == 1 else row(pieces)

    def _marked(self, mark: str, tokens: _Tokens) -> Node:
        if mark == "#":
            return Number()
        if mark not in "([":
            raise BadPhrase(f"{mark!r} closes nothing")
        options = [self._row(tokens)]
        while tokens and tokens[0][1] == "|":
            tokens.pop(0)
            options.append(self._row(tokens))
        closing = {"(": ")", "[": "]"}[mark]
        if not tokens or tokens[0][1] != closing:
            raise BadPhrase(f"{mark!r} is never closed")
        tokens.pop(0)
        return choice(options, nullable=mark == "[")

    def _stem(self, token: str) -> list[Node]:
        words = self._words(token.removesuffix("*"))
        if not words:
            return [Stem("")]
        return [*map(word, words[:-1]), Stem(words[-1])]

    def _words(self, text: str) -> list[str]:
        words = text.split()
        if all(w.isascii() and w.isalpha() and w.islower() for w in words) and (
            self.spelling.words.keys().isdisjoint(words)
        ):
            return words
        return self.spelling.words_of(text)

    def _list(self, name: str) -> Node:
        if name in self._open:
            raise BadPhrase(f"the list <{name}> stands inside itself")
        if name not in self.lists:
            raise BadPhrase(f"there is no list <{name}> in words.toml")
        if name not in self._named:
            self._open.append(name)
            try:
                node = choice([self._parse(entry) for entry in self.lists[name]])
            finally:
                self._open.pop()
            self._named[name] = Named(node, node.first, node.nullable)
        return self._named[name]

    def _needs(self, node: Node) -> list[Need]:
        """Return the sets of words of which a match holds at least one each."""
        if node.nullable:
            return []
        match node:
            case Word():
                return [Need(node.first)]
            case Stem() if node.stem:
                return [Need(stems=(node.stem,))]
            case Row():
                return [need for piece in node.pieces for need in self._needs(piece)]
            case Named():
                return self._needs(node.node)
            case Choice():
                return self._need_of_any(node)
        return []

    def _need_of_any(self, node: Choice) -> list[Need]:
        """Return the rarest words of each option as one set: a match holds one of them."""
        heads = {id(head): head for some in node.heads.values() for head in some}
        needs_of = [self._needs(option) for option in (*heads.values(), *node.others)]
        for begin, tail in node.tails.items():
            needs_of.append([Need(frozenset({begin})), *(self._needs(tail) if tail else [])])
        if not all(needs_of):
            return []
        rarest = [min(needs, key=self._commonness) for needs in needs_of]
        words = frozenset().union(*(need.words for need in rarest))
        stems = {stem for need in rarest for stem in need.stems}
        return [Need(words, tuple(sorted(stems)))]

    def _commonness(self, need: Need) -> tuple[float, list[str]]:
        total = sum(map(self.weight, need.words)) + sum(map(self.weight, need.stems))
        return total, sorted(need.words)


def _tokens(text: str) -> _Tokens:
    """Cut a phrase into its pieces, each with its kind; words that follow each other stay one."""
    tokens: _Tokens = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise BadPhrase(f"{text[at : at + 10]!r} cannot be read")
        kind = found.lastgroup or ""
        piece = found.group(kind)
        if kind == "words" and tokens and tokens[-1][0] == "words":
            piece = f"{tokens.pop()[1]} {piece}"
        tokens.append((kind, piece))
        at = found.end()
    return tokens
