"""Sentences of a mail: where each stands, and its words in the one spelling that rules are
compared with.

`Sentence.text` is what was written and serves as evidence. `Sentence.words` are the same in lower
case, without accents and punctuation, contractions spelt out, digits apart from letters: "We'll
call at 2pm" is we, will, call, at, 2, pm. What is spelt how, and after which dots a sentence goes
on, stands in knowledge/signals/<language>/spelling.toml.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple, TypeVar

LONGEST_TEXT = 65_536
"""Characters of a mail that are looked at; people write less, and the work has an end."""
LONGEST_SENTENCE = 600
MOST_SENTENCES = 2_000
MOST_KNOWN = 50_000
"""Words of which the spelling is remembered."""
MOST_LINES_KNOWN = 4_096
"""Lines at the beginning and the end of a mail of which the words are remembered."""

# A line this long was probably broken by the mail program, not by its writer.
_WRAPPED_FROM = 58

# A mark, and whatever closes the sentence with it: quotes, brackets, blanks, ends of lines.
# One character class in front, or the search is three times slower.
_BREAK = re.compile("[.!?;\u2026\n][\\s\"'\u201d\u2019)\\].!?\u2026]*")
_BULLET = re.compile(r"(?:[-*\u2022\u00b7\u25cf\u25aa\u2013\u2014>+]|\(?\w{1,2}[.)])[ \t]")
_LIST_NUMBER = re.compile(r"\(?\w{1,2}\Z")

_Spelt = TypeVar("_Spelt")
_BETWEEN = "\x01"
_DIGITS_OR_LETTERS = re.compile(r"[0-9]+|[a-z]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_PUNCTUATION = str.maketrans(
    {c: " " for c in map(chr, range(2, 128)) if not c.isalnum() and c not in "'-"}
)
_LOOKALIKES = (
    ("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u2010", "-"), ("\u2011", "-"),
    ("\u2013", " "), ("\u2014", " "), ("\u2026", " "), ("\u00a0", " "), ("\u2022", " "),
    ("\u201c", " "), ("\u201d", " "), ("\u00ad", ""), ("\u200b", ""), ("\u00df", "ss"),
)  # fmt: skip


class Sentence(NamedTuple):
    """One sentence or line: as written, and its words in the spelling that rules see.

    `start` is where `text` stands in the mail's text.
    """

    text: str
    words: list[str]
    start: int = 0

    @property
    def evidence(self) -> str:
        """The words to quote: one line, at most 300 characters."""
        line = " ".join(self.text.split())
        return line if len(line) <= 300 else line[:299].rstrip() + "\u2026"


@dataclass(frozen=True)
class Spelling:
    """How one language is spelt out; the tables of its spelling.toml."""

    words: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    never: frozenset[str] = frozenset()
    before_lower_case: frozenset[str] = frozenset()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()

    @cached_property
    def openings(self) -> tuple[tuple[str, ...], ...]:
        """The openings, as words."""
        return tuple(tuple(self.words_of(phrase)) for phrase in self.opening)

    @cached_property
    def closings(self) -> frozenset[tuple[str, ...]]:
        """The closings, as words."""
        return frozenset(tuple(self.words_of(phrase)) for phrase in self.closing)

    @cached_property
    def _known(self) -> "_SpeltOut[str]":
        return _SpeltOut(self._spelt, MOST_KNOWN)

    @cached_property
    def _known_lines(self) -> "_SpeltOut[tuple[str, ...]]":
        return _SpeltOut(lambda line: tuple(self.words_of(line)), MOST_LINES_KNOWN)

    def line(self, line: str) -> tuple[str, ...]:
        """Return the words of a line that is likely to come again: "Best regards,"."""
        return self._known_lines[line]

    def words_of(self, text: str) -> list[str]:
        """Return the words of a text in the spelling that rules see."""
        return self.words_of_each([text])[0]

    def words_of_each(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the same for many texts; one pass over all of them is much faster."""
        clean = (text.replace(_BETWEEN, " ") for text in texts)
        joined = _to_ascii(f" {_BETWEEN} ".join(clean).replace("&", " and ")).lower()
        written = joined.translate(_PUNCTUATION).split()
        plain = " ".join(map(self._known.__getitem__, written))
        for wrong, right in self.pairs.items():
            if wrong in plain:
                plain = f" {plain} ".replace(f" {wrong} ", f" {right} ")
        return [sentence.split() for sentence in plain.split(_BETWEEN)]

    def _spelt(self, word: str) -> str:
        """Spell out a word: one in the table, or with digits, hyphens or apostrophes in it."""
        if word == _BETWEEN or (word.isalpha() and word not in self.words):
            return word
        word = word.strip("-'")
        if word in self.words:
            return self.words[word]
        return " ".join(self._part(part) for part in word.split("-") if part)

    def _part(self, part: str) -> str:
        if part in self.words:
            return self.words[part]
        for ending, meaning in self.endings.items():
            if part.endswith(ending):
                return f"{self._part(part.removesuffix(ending))} {meaning}"
        return " ".join(_DIGITS_OR_LETTERS.findall(part.replace("'", "")))


class _SpeltOut(dict[str, _Spelt]):
    """Texts as they are spelt out, each worked out when it is asked for first."""

    def __init__(self, spell_out: Callable[[str], _Spelt], most: int) -> None:
        super().__init__()
        self._spell_out, self._most = spell_out, most

    def __missing__(self, text: str) -> _Spelt:
        if len(self) >= self._most:
            self.clear()
        spelt = self[text] = self._spell_out(text)
        return spelt


def split_sentences(text: str, spelling: Spelling) -> tuple[Sentence, ...]:
    """Cut a mail's text into sentences; lines, bullets and greetings are sentences too.

    Looks at the first `LONGEST_TEXT` characters and gives at most `MOST_SENTENCES`.
    """
    spans = list(islice(_spans(text[:LONGEST_TEXT], spelling), MOST_SENTENCES))
    texts = [text[start:end] for start, end in spans]
    words = spelling.words_of_each(texts) if texts else []
    return tuple(map(Sentence, texts, words, (start for start, _ in spans)))


def is_greeting(line: str, spelling: Spelling) -> bool:
    """Whether a line only greets ("Hi Sam,") or signs off ("Best regards,")."""
    if len(line) > 60:
        return False
    words = spelling.line(line)
    if words in spelling.closings:
        return True
    return len(words) <= 5 and any(words[: len(o)] == o for o in spelling.openings)


def _spans(text: str, spelling: Spelling) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends, without the blanks around it."""
    size = len(text)
    start = line_start = size - len(text.lstrip())
    for found in _BREAK.finditer(text, start):
        begin, end = found.span()
        mark = found.group()
        closed = mark.rstrip()
        if len(closed) == len(mark) and end < size:
            continue  # "3.5", "acme.example"
        if closed:
            goes_on = _is_inside(text, start, found, spelling)
        else:
            goes_on = mark.count("\n") == 1 and _is_wrapped(
                text, (start, line_start), found, spelling
            )
        if "\n" in mark:
            line_start = end
        if goes_on:
            continue
        stop = begin + len(closed)
        if stop - start > LONGEST_SENTENCE:
            yield from _pieces(text, start, stop)
        elif start < stop:
            yield start, stop
        start = end
    yield from _pieces(text, start, size)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span, in pieces where it is too long to be one sentence."""
    while end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = blank if blank > 0 else start + LONGEST_SENTENCE
        yield start, cut
        start = cut + (blank > 0)
    if start < end:
        yield start, end


def _is_wrapped(
    text: str, starts: tuple[int, int], found: re.Match[str], spelling: Spelling
) -> bool:
    """Whether a sentence goes on behind a line's end, because a mail program broke the line.

    A short line goes on only in lower case, and "Hi Sam," does not. `starts` are where the sentence
    and its last line begin.
    """
    start, line_start = starts
    begin, end = found.span()
    if end == len(text) or text[begin - 1] == ":" or _BULLET.match(text, end):
        return False
    if begin - line_start >= _WRAPPED_FROM:
        return True
    if not text[end].islower():
        return False
    stands_alone = start == line_start
    return not (stands_alone and is_greeting(text[start:begin], spelling))


def _is_inside(text: str, start: int, found: re.Match[str], spelling: Spelling) -> bool:
    """Whether a dot belongs to an abbreviation, an initial or a list number."""
    begin, end = found.span()
    mark = found.group().rstrip()
    following = text[end : end + 1]
    if mark != ".":
        return mark.startswith(("..", "\u2026")) and following.islower()
    if begin - start <= 3 and _LIST_NUMBER.match(text[start:begin]):
        return True
    word = (text[max(start, begin - 12) : begin].split() or [""])[-1]
    if len(word) == 1 and word.isupper():
        return True
    low = word.lower().lstrip("(")
    if low in spelling.never:
        return True
    return low in spelling.before_lower_case and not following.isupper()


def _to_ascii(text: str) -> str:
    """Return a text without accents; what has no likeness in ASCII becomes a blank."""
    if text.isascii():
        return text
    for like, plain in _LOOKALIKES:
        text = text.replace(like, plain)
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = text.encode("ascii", "replace").decode("ascii")
    return text
