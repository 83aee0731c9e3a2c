"""The lexer of the date grammar: a sentence becomes words, each of a sort from the lexicon.

Positions are those of the sentence as it was given, so that what is found can be quoted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from hearback.signals.dates.sorts import Entry, Lexicon, Sort, Word

LONGEST_NUMBER = 4

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|'s\b|[^\w\s]|_")
# Look-alikes become one character each, so that positions stay true.
_ONE_SPELLING = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4\u0060\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\t\r\n", " "),
        "\u2026": ".",
        "\uff1a": ":",
    }
)
_BLANK = re.compile("[\t\r\n`]")
_BLANKS = str.maketrans("\t\r\n`", "   '")
_SKIPPED = frozenset({"the", "-"})
_COUNTING = frozenset({Sort.NUMBER, Sort.SOME, Sort.ARTICLE, Sort.BUSINESS, Sort.PLAIN})
_MONEY = frozenset("$\u00a3\u20ac\u20b9#")


def one_spelling(text: str) -> str:
    """Return a text of the same length, with plain quotes, dashes and blanks."""
    if text.isascii():
        return text.translate(_BLANKS) if _BLANK.search(text) else text
    return text.translate(_ONE_SPELLING)


def split_words(sentence: str, lexicon: Lexicon) -> tuple[Word, ...]:
    """Return the words of a sentence, in order."""
    plain = one_spelling(sentence)
    low = plain.lower()
    if len(low) != len(plain):  # some letters grow when they become small
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in plain)
    raw = [(found.group(), *found.span()) for found in _WORD.finditer(low)]
    words: list[Word] = []
    at = 0
    while at < len(raw):
        counted = bool(words) and words[-1].sort in _COUNTING
        entry, after = _longest(raw, at, lexicon, counted=counted)
        if entry is None:
            words.append(_unlisted(raw, at, words))
            after = at + 1
        else:
            start, end = raw[at][1], raw[after - 1][2]
            text = low[start:end]
            words += (Word(sort, text, start, end, value) for sort, value in entry[1])
        at = after
    return tuple(_joined(words))


def _longest(
    raw: Sequence[tuple[str, int, int]], at: int, lexicon: Lexicon, *, counted: bool
) -> tuple[Entry | None, int]:
    """Return the longest phrase that begins here, and behind which word it ends.

    Behind a number, "week after" is a week and an after: "one week after the interview".
    """
    first = raw[at][0]
    for entry in lexicon.entries.get(first, ()):
        end = _end_of(raw, at + 1, entry[0])
        if end and not (counted and entry[1][0][0] is Sort.REFERENCE):
            return entry, end
    if first.endswith("'s") and first[:-2] in lexicon.entries:
        return _possessive(raw, at, lexicon)
    return None, at


def _end_of(raw: Sequence[tuple[str, int, int]], at: int, phrase: Sequence[str]) -> int:
    """Return behind which word the phrase ends, 0 if it does not stand here."""
    for wanted in phrase[1:]:
        while at < len(raw) and raw[at][0] in _SKIPPED and raw[at][0] != wanted:
            at += 1
        if at == len(raw) or raw[at][0] != wanted:
            return 0
        at += 1
    return at


def _possessive(
    raw: Sequence[tuple[str, int, int]], at: int, lexicon: Lexicon
) -> tuple[Entry | None, int]:
    """Read "a week's time" as a unit; "Friday's interview" names no time."""
    following = raw[at + 1][0] if at + 1 < len(raw) else ""
    for entry in lexicon.entries.get(raw[at][0][:-2], ()):
        if len(entry[0]) == 1 and following == "time" and entry[1][0][0] is Sort.UNIT:
            return entry, at + 1
    return None, at


def _unlisted(raw: Sequence[tuple[str, int, int]], at: int, before: Sequence[Word]) -> Word:
    text, start, end = raw[at]
    if not text[0].isdigit():
        sort = Sort.OTHER if text[0].isalpha() else Sort.MARK
        return Word(sort, text, start, end)
    money = bool(before) and before[-1].text in _MONEY and before[-1].end == start
    if len(text) > LONGEST_NUMBER or money or not text.isascii():
        return Word(Sort.OTHER, text, start, end)
    return Word(Sort.NUMBER, text, start, end, int(text))


def _joined(words: Sequence[Word]) -> list[Word]:
    """Make one word of "15th", which is two to the eye of the lexer."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if (
            word.text in {"st", "nd", "rd", "th"}
            and last
            and last.sort is Sort.NUMBER
            and word.start - last.end <= 1
        ):
            joined[-1] = replace(last, sort=Sort.ORDINAL, text=last.text + word.text, end=word.end)
        else:
            joined.append(word)
    return joined


def cut(text: str) -> tuple[str, ...]:
    """Return the words of a phrase of the lexicon."""
    return tuple(_WORD.findall(text))
