"""How a sentence becomes words, and what is wrong with a lexicon."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.errors import KnowledgeBroken
from hearback.signals.dates.lexicon import load_lexicon, read_lexicon
from hearback.signals.dates.words import one_spelling, split_words


def sorts(sentence: str) -> str:
    return " ".join(word.sort for word in split_words(sentence, load_lexicon()))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("by the end of next week", "by the part of next unit"),
        ("By EOW", "by part of this unit"),
        ("w/c 9 March", "unit of number month"),
        ("the end-of-the-day", "the end_of_day"),
        ("within 5-7 business days", "within number mark number business unit"),
        ("the 15th", "the ordinal"),
        ("2pm", "number meridiem"),
        ("at 2 p.m", "on number meridiem"),
        ("in a week's time", "in article unit from_now"),
        ("in two weeks' time", "in number unit from_now"),
        ("Friday's interview", "other other"),
        ("New Year's Eve", "holiday"),
        ("as soon as possible", "nothing"),
        ("We\u2019ll", "other"),
        ("$14", "mark other"),
        ("12345", "other"),
        ("3 bds", "number business unit"),
    ],
)
def test_the_sorts_of_words(sentence: str, expected: str) -> None:
    assert sorts(sentence) == expected


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(sentence: str) -> None:
    words = split_words(sentence, load_lexicon())
    assert len(one_spelling(sentence)) == len(sentence)
    places = [(word.start, word.end) for word in words]
    assert places == sorted(places)
    for word in words:
        assert 0 <= word.start < word.end <= len(sentence)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[weekday]\nmonday = 7\n", "'monday' cannot have the value 7"),
        ("[unit]\nday = 'dya'\n", "'day' cannot have the value 'dya'"),
        ("[colour]\nwords = ['red']\n", "[colour] is no sort of word"),
        ("[by]\nwords = ['By']\n", "'By' is not written in lower case"),
        ("[by]\nwords = ['until']\n[before]\nwords = ['until']\n", "'until' stands in [by]"),
        ("[by\n", "cannot be read"),
    ],
)
def test_a_broken_lexicon_says_what_is_wrong(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "en.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeBroken) as broken:
        read_lexicon(tmp_path / "en.toml")
    assert fault in broken.value.message
    assert "dates/en.toml" in broken.value.message
