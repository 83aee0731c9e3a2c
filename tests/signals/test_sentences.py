"""Where sentences end, and how their words are spelt for the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.signals.sentences import (
    LONGEST_SENTENCE,
    MOST_SENTENCES,
    Sentence,
    Spelling,
    split_sentences,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks. We will call.", ["Thanks.", "We will call."]),
        ("By Nov. 25 at the latest.", ["By Nov. 25 at the latest."]),
        ("It ends in Nov. We start then.", ["It ends in Nov.", "We start then."]),
        ("Meet Dr. Ruiz and J. Doe today.", ["Meet Dr. Ruiz and J. Doe today."]),
        ("Bring papers, e.g. Passport. Thanks!", ["Bring papers, e.g. Passport.", "Thanks!"]),
        ("It costs 3.5 pounds at acme.example now", ["It costs 3.5 pounds at acme.example now"]),
        ("we met. thanks again. more soon", ["we met.", "thanks again.", "more soon"]),
        ("We liked you; nobody else came.", ["We liked you;", "nobody else came."]),
        ("Well... we are still thinking.", ["Well... we are still thinking."]),
        ("He said “yes.” Then he left.", ["He said “yes.”", "Then he left."]),
        ("Hi Sam,\nthanks for coming.", ["Hi Sam,", "thanks for coming."]),
        ("Times:\n- Monday 2pm\n- Friday 3pm", ["Times:", "- Monday 2pm", "- Friday 3pm"]),
        ("1. Bring a pen\n2. Bring ink", ["1. Bring a pen", "2. Bring ink"]),
        ("One paragraph\n\nAnother", ["One paragraph", "Another"]),
        ("Best regards,\nDana", ["Best regards,", "Dana"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str], spelling: Spelling) -> None:
    assert [sentence.text for sentence in split_sentences(text, spelling)] == expected


def test_a_line_that_a_mail_program_broke_goes_on(spelling: Spelling) -> None:
    text = (
        "We were very glad to meet you and hope to come back to you with an answer\n"
        "by the end of next week.\nDana"
    )
    first, second = split_sentences(text, spelling)
    assert first.text.endswith("by the end of next week.")
    assert second.text == "Dana"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We’ll call", "we will call"),
        ("I can't, cannot and won't", "i can not can not and will not"),
        ("They haven't said it's over", "they have not said it is over"),
        ("It's been a while", "it has been a while"),
        ("let's talk, lets talk", "let us talk let us talk"),
        ("The client's view", "the clients view"),
        ("at 2pm, 30-min, 1:30", "at 2 pm 30 min 1 30"),
        ("my résumé, e-mail & follow-up", "my resume email and follow up"),
        ("Zoë re-scheduled", "zoe rescheduled"),
        ("dont u worry, pls", "do not you worry please"),
        ("— • …", ""),
    ],
)
def test_words_have_one_spelling(text: str, words: str, spelling: Spelling) -> None:
    assert " ".join(spelling.words_of(text)) == words


def test_evidence_is_one_line_of_at_most_300_characters() -> None:
    assert Sentence("so  much\nto say", []).evidence == "so much to say"
    assert len(Sentence("word " * 100, []).evidence) <= 300


def test_where_a_sentence_stands_is_known(spelling: Spelling) -> None:
    text = "  Hi Sam,\n\nWe met. We'll call.\n"
    for sentence in split_sentences(text, spelling):
        assert text[sentence.start :].startswith(sentence.text)


@given(st.text(alphabet="ab .,;!?\n'’\u00e9\u0130-12…“”•\x01", max_size=300))
def test_no_text_is_lost_and_none_made_up(text: str) -> None:
    sentences = split_sentences(text, Spelling(never=frozenset({"a"})))
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())


def test_work_has_an_end(spelling: Spelling) -> None:
    assert len(split_sentences("a. \n\n" * 50_000, spelling)) <= MOST_SENTENCES
    long = split_sentences("word " * 30_000, spelling)
    assert max(len(sentence.text) for sentence in long) <= LONGEST_SENTENCE
