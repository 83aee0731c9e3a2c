"""Rules against a whole mail: which count, and what speaks against them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hearback.mail.message import Message
from hearback.signals.page import lay_out
from hearback.signals.rules import Rulebook, load_rulebook

Knowledge = Callable[..., Path]
Letter = Callable[..., Message]

RULE = """
means = "{means}"
[[rule]]
name = "the rule"
points = 2
{more}
matches = ["x"]
near_misses = ["y"]
"""


def fires(folder: Path, message: Message) -> bool:
    """Whether "the rule" holds for a mail."""
    rulebook = load_rulebook(folder)
    page = lay_out(message, rulebook.spelling)
    return any(
        hit.rule.name == "the rule" for search in rulebook.inbound for hit in search.hits(page)
    )


@pytest.mark.parametrize(
    ("more", "text", "expected"),
    [
        ('phrases = ["we decide"]', "Soon we decide.", True),
        ('phrases = ["we decide"]', "If all goes well we decide.", False),
        ('phrases = ["we decide"]', "We decide if all goes well.", True),
        ('phrases = ["we decide"]', "If you wish. We decide.", True),
        ('phrases = ["we decide"]', "Should you not write, we decide.", False),
        ('phrases = ["we decide"]', "You should know we decide.", True),
        ('phrases = ["we decide"]\neven_if = true', "If all goes well we decide.", True),
        ('phrases = ["we decide"]\nunless = ["lunch"]', "For lunch we decide.", False),
        ('phrases = ["we decide"]\nunless = ["lunch"]', "Lunch is up. We decide.", True),
        ('phrases = ["we decide"]\nunless_mail = ["lunch"]', "Lunch is up. We decide.", False),
        ('phrases = ["we decide"]\nshort_mail = 3', "Soon we decide.", True),
        ('phrases = ["we decide"]\nshort_mail = 3', "Some time soon we decide.", False),
        ('phrases = ["we decide"]', "We\nDecide", False),
        ("pattern = '''acme\\.example/\\w+'''\nwhy_pattern = 'x'", "See ACME.example/job", True),
        ("pattern = '''acme\\.example/\\w+'''\nwhy_pattern = 'x'", "See acmexexample/job", False),
        ("pattern = '''see acme'''\nwhy_pattern = 'x'", "If you can, see Acme", False),
    ],
)
def test_what_counts(
    more: str, text: str, expected: bool, knowledge: Knowledge, letter: Letter
) -> None:
    folder = knowledge(delay=RULE.format(means="delay", more=more))
    assert fires(folder, letter(text)) is expected


@pytest.mark.parametrize(
    ("look_in", "where", "expected"),
    [
        ("body", {"text": "we decide"}, True),
        ("body", {"subject": "we decide"}, False),
        ("subject", {"subject": "We decide"}, True),
        ("subject", {"subject": "Re: We decide"}, False),
        ("both", {"subject": "Fwd: We decide"}, False),
        ("both", {"text": "we decide"}, True),
        ("sender", {"sender": "We Decide <a@acme.example>"}, True),
        ("sender", {"text": "we decide"}, False),
    ],
)
def test_where_a_rule_looks(
    look_in: str,
    where: dict[str, str],
    expected: bool,
    knowledge: Knowledge,
    letter: Letter,
) -> None:
    more = f'look_in = "{look_in}"\nphrases = ["we decide"]'
    folder = knowledge(delay=RULE.format(means="delay", more=more))
    assert fires(folder, letter(**where)) is expected


def test_a_rule_about_the_thread_reads_the_subject_of_a_reply(
    rulebook: Rulebook, letter: Letter
) -> None:
    page = lay_out(letter("Hello", subject="Re: The role"), rulebook.spelling)
    assert [hit.rule.name for hit in rulebook.inbound[0].hits(page)] == ["a role"]


def test_a_rule_counts_once_with_its_first_sentence(rulebook: Rulebook, letter: Letter) -> None:
    page = lay_out(letter("The role. The position."), rulebook.spelling)
    (hit,) = rulebook.inbound[0].hits(page)
    assert hit.line.sentence.text == "The role."


def test_a_line_that_recurs_is_judged_by_the_mail_it_stands_in(
    knowledge: Knowledge, letter: Letter
) -> None:
    more = 'phrases = ["we decide"]\nunless_mail = ["lunch"]'
    rulebook = load_rulebook(knowledge(delay=RULE.format(means="delay", more=more)))
    first, second = rulebook.inbound
    texts = ("Soon we decide.", "Lunch is up. Soon we decide.", "Hello. Soon we decide.")
    pages = [lay_out(letter(text), rulebook.spelling) for text in texts]
    found = [bool([*first.hits(page), *second.hits(page)]) for page in pages]
    assert found == [True, False, True]


def test_a_line_that_stands_twice_is_found_where_it_stands_first(
    rulebook: Rulebook, letter: Letter
) -> None:
    page = lay_out(letter("The role. Hello. The role."), rulebook.spelling)
    (hit,) = rulebook.inbound[0].hits(page)
    assert hit.line is next(line for line in page.lines if line.sentence.text == "The role.")


def test_a_mail_made_for_the_worst_rules_is_read_only_so_far(
    rulebook: Rulebook, letter: Letter
) -> None:
    page = lay_out(letter("unfortunately could we went with role. " * 4_000), rulebook.spelling)
    assert len(rulebook.inbound[0].hits(page)) <= len(rulebook.rules)
