"""Loading the rule files: what they become, and how their faults are told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hearback.errors import KnowledgeBroken
from hearback.signals.rules import Rulebook, Where, check_rules, load_rulebook
from hearback.signals.version import knowledge_version

Knowledge = Callable[..., Path]

RULE = """
means = "{means}"
said_by = "{said_by}"
[[rule]]
name = "a rule"
points = 2
{more}
"""
EXAMPLES = 'matches = ["We talk."]\nnear_misses = ["We walk."]\n'


def a_rule(more: str, means: str = "delay", said_by: str = "them") -> str:
    return RULE.format(means=means, said_by=said_by, more=more)


def test_the_small_rules_are_without_fault(knowledge: Knowledge) -> None:
    assert check_rules(knowledge()) == []


def test_a_rule_keeps_what_its_file_says(rulebook: Rulebook) -> None:
    rule = next(rule for rule in rulebook.rules if rule.name == "wants to talk")
    assert (rule.means, rule.said_by, rule.points) == ("interview_invitation", "them", 2)
    assert rule.needs_job
    assert rule.where == {Where.BODY}
    assert rule.file == "signals/en/interview_invitation.toml"


def test_an_old_subject_tells_only_what_a_thread_is_about(knowledge: Knowledge) -> None:
    delay = a_rule('look_in = "both"\nphrases = ["we talk"]\n' + EXAMPLES)
    rules = {rule.means: rule for rule in load_rulebook(knowledge(delay=delay)).rules}
    assert Where.OLD_SUBJECT in rules["about_a_job"].where
    assert rules["delay"].where == {Where.SUBJECT, Where.BODY}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("means = ", "not valid TOML"),
        ('means = "delay"', "rule: Field required"),
        (a_rule('phrases = ["a"]\nmatches = ["a"]'), "near_misses: Field required"),
        (a_rule('phrases = ["a"]\nmatches = []\nnear_misses = ["b"]'), "at least 1 item"),
        (a_rule('phrase = ["a"]\n' + EXAMPLES), "phrase: Extra inputs are not permitted"),
        (a_rule(EXAMPLES), "either phrases or a pattern"),
        (a_rule("pattern = '''we'''\n" + EXAMPLES), "a pattern needs a why_pattern"),
        (a_rule('phrases = ["a"]\n' + EXAMPLES, means="dealy"), "'dealy' is none of"),
        (a_rule('phrases = ["a"]\n' + EXAMPLES, said_by="me"), "never said by 'me'"),
        (a_rule('phrases = ["(a"]\n' + EXAMPLES), "rule 'a rule': '(a': '(' is never closed"),
        (a_rule('phrases = ["<who>"]\n' + EXAMPLES), "no list <who>"),
        (a_rule('phrases = ["a"]\nunless = ["b]"]\n' + EXAMPLES), "unless: 'b]': ']' closes"),
        (
            a_rule("pattern = '''(we'''\nwhy_pattern = 'x'\n" + EXAMPLES),
            "the pattern cannot be read",
        ),
        (
            a_rule("pattern = '''we.*talk.*'''\nwhy_pattern = 'x'\n" + EXAMPLES),
            "more than one * or +",
        ),
        (
            a_rule("pattern = '''we.{0,900}'''\nwhy_pattern = 'x'\n" + EXAMPLES),
            "more than 300 times",
        ),
        (a_rule("pattern = '''(we)?'''\nwhy_pattern = 'x'\n" + EXAMPLES), "an empty sentence"),
    ],
)
def test_a_faulty_rule_file_is_refused_with_its_name(
    text: str, fault: str, knowledge: Knowledge
) -> None:
    folder = knowledge(delay=text)
    with pytest.raises(KnowledgeBroken) as broken:
        load_rulebook(folder)
    assert any(
        fault in line and line.startswith("signals/en/delay.toml") for line in broken.value.faults
    )


def test_all_faults_of_all_files_are_told_at_once(knowledge: Knowledge) -> None:
    folder = knowledge(
        delay="means =",
        offer=a_rule('phrases = ["(a", "b)"]\n' + EXAMPLES, means="offer"),
        words="[lists]\nloop = ['<loop>']\n",
    )
    (folder / "senders.toml").write_text("[[service]]\nname = 'x'\n")
    (folder / "signals" / "en" / "names.toml").unlink()
    faults = "\n".join(check_rules(folder))
    for file in ("delay.toml", "offer.toml", "senders.toml", "names.toml: the file is missing"):
        assert file in faults


def test_a_list_inside_itself_is_a_fault(knowledge: Knowledge) -> None:
    words = '[lists]\ntalk = ["talk"]\ncall = ["call"]\nloop = ["go <pool>"]\npool = ["<loop>"]\n'
    assert any(
        "<loop> stands inside itself" in fault for fault in check_rules(knowledge(words=words))
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            'phrases = ["we run"]\nmatches = ["We talk."]\nnear_misses = ["We walk."]',
            "rule 'a rule': does not match 'We talk.'",
        ),
        (
            'phrases = ["we *"]\nmatches = ["We talk."]\nnear_misses = ["We walk."]',
            "rule 'a rule': matches its near miss 'We walk.'",
        ),
        (
            'phrases = ["we talk"]\nmatches = ["If we talk."]\nnear_misses = ["We walk."]',
            "does not match 'If we talk.'",
        ),
    ],
)
def test_a_rule_is_held_against_its_own_examples(
    text: str, fault: str, knowledge: Knowledge
) -> None:
    assert any(fault in line for line in check_rules(knowledge(delay=a_rule(text))))


def test_a_rule_is_held_against_the_near_misses_of_its_kind(knowledge: Knowledge) -> None:
    two = a_rule('phrases = ["we talk"]\nmatches = ["We talk."]\nnear_misses = ["We walk."]')
    two += '[[rule]]\nname = "another"\npoints = 2\nphrases = ["we walk"]\n'
    two += 'matches = ["We walk."]\nnear_misses = ["We swim."]\n'
    faults = check_rules(knowledge(delay=two))
    assert faults == [
        "signals/en/delay.toml, rule 'a rule':"
        " its near miss 'We walk.' is delay all the same, by 'another'"
    ]


def test_a_hint_alone_says_nothing_of_a_near_miss(knowledge: Knowledge) -> None:
    two = a_rule('phrases = ["we talk"]\nmatches = ["We talk."]\nnear_misses = ["We walk."]')
    two += '[[rule]]\nname = "a hint"\npoints = 1\nphrases = ["we walk"]\n'
    two += 'matches = ["We walk."]\nnear_misses = ["We swim."]\n'
    assert check_rules(knowledge(delay=two)) == []


def test_the_version_changes_with_the_rules_and_not_with_the_templates(
    knowledge: Knowledge,
) -> None:
    folder = knowledge()
    before = knowledge_version(folder)
    (folder / "templates").mkdir()
    (folder / "templates" / "reply.txt").write_text("Dear")
    assert knowledge_version(folder) == before
    changed = knowledge(delay=a_rule('phrases = ["we talk"]\n' + EXAMPLES))
    assert knowledge_version(changed) != before
    assert load_rulebook(changed).version == knowledge_version(changed)


def test_the_own_rulebook_is_read_once() -> None:
    assert load_rulebook() is load_rulebook()
    assert load_rulebook().version == knowledge_version()
