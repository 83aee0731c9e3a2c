"""The courtesy rules hold their own examples, and remark without blocking."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.drafts.courtesy import check_courtesy, read_courtesy, remarks


def rules_of(text: str) -> set[str]:
    return {remark.rule for remark in remarks(text)}


def test_our_own_rules_have_no_fault() -> None:
    assert check_courtesy() == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Just checking in again. Why haven’t you answered?", {"emptiness", "blame"}),
        ("I’m still waiting, and I know you’re busy!!", {"impatience", "apology", "shouting"}),
        ("I have competing offers and took a day off for you.", {"pressure", "guilt"}),
        ("I am sorry. I do apologise.", {"too much apology"}),
        ("This is my dream job.", {"flattery"}),
        ("I was under the impression that I would hear from you by Friday, 13 March.", set()),
    ],
)
def test_a_draft_is_remarked_on_with_a_better_wording(text: str, rules: set[str]) -> None:
    assert rules_of(text) == rules
    assert all(remark.better and remark.says and remark.words for remark in remarks(text))


def test_the_words_are_shown_as_they_stand() -> None:
    assert [remark.words for remark in remarks("Is there Any  Update?")] == ["Any  Update"]


def test_a_long_draft_is_told_so() -> None:
    assert rules_of("word " * 120) == set()
    assert rules_of("word " * 121) == {"length"}


RULE = """
longest_words = 120
[[rule]]
name = "one"
says = "s"
better = "b"
phrases = ["never"]
matches = ["I never do."]
near_misses = ["Nevertheless."]
"""


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("I never do.", "I do not."), "one: misses “I do not.”"),
        (("Nevertheless.", "Never mind."), "one: fires on “Never mind.”, a near miss of one"),
        (("longest_words = 120", ""), "`longest_words` is no number"),
        (('better = "b"\n', ""), "one: no `better`"),
        (('near_misses = ["Nevertheless."]', ""), "one: no `near_misses`"),
        (('phrases = ["never"]', ""), "one: neither `phrases` nor `pattern`"),
        (('phrases = ["never"]', "pattern = '('"), "one: the pattern is broken"),
        (
            ('phrases = ["never"]', "phrases = ['never']\nkinds = ['(']"),
            "one: the pattern is broken",
        ),
        (('phrases = ["never"]', "phrases = ['never']\nkinds = 'n'"), "one: `kinds` is no list"),
        (('phrases = ["never"]', "pattern = 'n'"), "one: a `pattern` needs a `why_pattern`"),
        (('says = "s"', 'sais = "s"'), "one: does not know `sais`"),
        (('says = "s"', "says ="), "not valid TOML"),
    ],
)
def test_a_broken_rule_says_what_is_wrong(
    change: tuple[str, str], fault: str, tmp_path: Path
) -> None:
    (tmp_path / "courtesy.toml").write_text(RULE.replace(*change), encoding="utf-8")
    assert f"courtesy.toml: {fault}" in "\n".join(check_courtesy(tmp_path))


@pytest.mark.parametrize("text", ["I waited, and waited.", "I\nwaited"])
def test_what_is_said_in_many_ways_is_one_kind(text: str, tmp_path: Path) -> None:
    kinds = RULE.replace(
        'phrases = ["never"]', "phrases = ['never']\nkinds = ['i (?:have )?wait~{2,20}']"
    )
    kinds = kinds.replace("I never do.", "I waited.")
    (tmp_path / "courtesy.toml").write_text(kinds, encoding="utf-8")
    assert check_courtesy(tmp_path) == []
    rule = read_courtesy(tmp_path)[0].rules[0]
    assert rule.find(text)
    assert not rule.find("I wait. Ever since.")


@given(st.text(max_size=3_000))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(remark.better for remark in remarks(text))
