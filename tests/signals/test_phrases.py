"""What the phrase language matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.signals.phrase_reader import BadPhrase, Reader
from hearback.signals.phrases import Phrase
from hearback.signals.pieces import Words
from hearback.signals.sentences import Spelling

LISTS = {
    "talk": ["(talk|speak|chat)", "have a <call>"],
    "call": ["[quick|short] call", "conversation"],
    "loop": ["a <pool>"],
    "pool": ["b <loop>"],
    "team": ["our [*] team", "the panel"],
}


@pytest.fixture
def reader(spelling: Spelling) -> Reader:
    return Reader(spelling, LISTS)


def place(phrase: Phrase, text: str, spelling: Spelling) -> int | None:
    """Return where a phrase stands in a text, as a rule would find it."""
    words = Words(spelling.words_of(text))
    found = phrase.find(words)
    if found is not None:
        assert phrase.possible(words.distinct)
    return found


@pytest.mark.parametrize(
    ("phrase", "text", "at"),
    [
        ("what times (work|suit)", "So what times suit you?", 1),
        ("what times (work|suit)", "What times are there?", None),
        ("thank you [very much] for", "Thank you for it", 0),
        ("thank you [very much] for", "Thank you very much for it", 0),
        ("thank you [very much] for", "Thank you much for it", None),
        ("not ... move forward", "We will not be able to ever move forward", 2),
        ("not ... move forward", "not one two three four five move forward", 0),
        ("not ... move forward", "not one two three four five six move forward", None),
        ("could we <talk>", "Could we have a quick call?", 0),
        ("could we <talk>", "Could we have a quick lunch?", None),
        ("<team> decided", "Well, our small team decided", 1),
        ("reschedul* the", "Rescheduling the call", 0),
        ("reschedul* the", "Schedule the call", None),
        ("in # (day*|week*)", "in 3 weeks", 0),
        ("the # of", "on the 3rd of May", 1),
        ("the # of", "the third of May", None),
        ("at # [#] pm", "at 2:30pm", 0),
        ("we'll let you know", "we will let you know", 0),
        ("no * thanks", "no more thanks", 0),
        ("no * thanks", "no thanks", None),
        ("(a|a b) c", "a b c", 0),
        ("move", "We moved", None),
        ("not", "A notice", None),
        ("a [b] [c] d", "x a c d", 1),
    ],
)
def test_phrases(
    phrase: str, text: str, at: int | None, reader: Reader, spelling: Spelling
) -> None:
    assert place(reader.read(phrase), text, spelling) == at


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("(a|b", "never closed"),
        ("a]", "closes nothing"),
        ("a (b|)", "empty"),
        ("", "empty"),
        ("<nobody> here", "no list <nobody>"),
        ("<loop>", "inside itself"),
        ("... a", "beginning or end"),
        ("a ...", "beginning or end"),
        ("[a]", "must be there"),
        ("# *", "must be there"),
        ("a > b", "closes nothing"),
    ],
)
def test_bad_phrases_say_what_is_wrong(phrase: str, fault: str, reader: Reader) -> None:
    with pytest.raises(BadPhrase, match=re.escape(fault)):
        reader.read(phrase)


def test_the_rarest_word_comes_first(spelling: Spelling) -> None:
    common = {"we": 50.0, "are": 40.0, "rearranging": 1.0}
    reader = Reader(spelling, weight=lambda word: common.get(word, 10.0))
    assert reader.read("we are rearranging").needs[0].words == {"rearranging"}


# The same phrase as a regular expression over the words, by another way of thinking.
PIECES = {
    "a": " a",
    "b": " b",
    "(a|b c)": "(?: a| b c)",
    "[b]": "(?: b)?",
    "[a|c]": "(?: a| c)?",
    "...": "(?: \\w+){0,5}?",
    "b*": " b\\w*",
    "#": " \\d+",
    "*": " \\w+",
}


@given(
    st.lists(st.sampled_from(sorted(PIECES)), max_size=5),
    st.lists(st.sampled_from(["a", "b", "c", "bb", "7"]), max_size=9),
)
def test_a_phrase_matches_what_its_regular_expression_does(
    pieces: list[str], words: list[str]
) -> None:
    phrase = " ".join(["c", *pieces, "c"])
    pattern = re.compile(" c" + "".join(PIECES[piece] for piece in pieces) + " c(?= )")
    found = pattern.search(f" {' '.join(words)} ")
    at = Reader(Spelling()).read(phrase).find(Words(words))
    assert (at is not None) == bool(found)
    if found:
        assert at == len(f" {' '.join(words)} "[: found.start()].split())


def test_a_text_made_for_the_worst_phrase_is_no_trouble(spelling: Spelling) -> None:
    phrase = Reader(spelling).read("a ... a ... a ... a ... a ... a ... b")
    assert phrase.find(Words(["a"] * 2_000)) is None
