"""Templates: what a file may hold, every fault at once, and how paragraphs disappear."""

from pathlib import Path

import pytest

from hearback.drafts.compose import WRITTEN_BY
from hearback.drafts.templates import Template, check_templates, load_templates, parse_template

WELL = """# what it is for
Subject: {re_subject}
Slot: topic, optional, What stayed with you{with_name}?
---
{greeting}

Thank you for {the_talk}
about {the_role}.

One thing: {topic}

You may give our time {next_talk} to others.

{sign_off}
"""
FACTS = {
    "greeting": "Hi Dana,",
    "the_talk": "the conversation today",
    "the_role": "the role",
    "sign_off": "Best regards,\nSam",
    "with_name": " with Dana",
}


def well_formed() -> Template:
    template, faults = parse_template("well", WELL)
    assert template is not None
    assert faults == []
    return template


def test_a_template_is_filled_and_what_is_unknown_disappears() -> None:
    body, slots = well_formed().fill(FACTS, {})
    paragraphs = ["Hi Dana,", "Thank you for the conversation today about the role."]
    assert body.split("\n\n") == [*paragraphs, "Best regards,\nSam"]
    assert [(slot.ask, slot.after) for slot in slots] == [("What stayed with you with Dana?", 2)]


def test_a_question_without_its_fact_is_still_a_question() -> None:
    slots = well_formed().fill({**FACTS, "with_name": ""}, {})[1]
    assert slots[0].ask == "What stayed with you?"


def test_what_the_user_told_before_is_no_gap_any_more() -> None:
    body, slots = well_formed().fill(FACTS, {"topic": "your depot"})
    assert "One thing: your depot." in body
    assert slots == ()


def test_a_fact_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    facts = {**FACTS, "the_role": "the {sign_off} {0.__class__} %s role", "next_talk": "{topic}"}
    body, _ = well_formed().fill(facts, {"topic": "{greeting}"})
    assert "the {sign_off} {0.__class__} %s role" in body
    assert "give our time {topic} to" in body
    assert "One thing: {greeting}." in body


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("Subject: {re_subject}\n", ""), "no Subject"),
        (("Subject: {re_subject}", "Subject: Hello"), "the Subject is {re_subject} or {new_su"),
        (("---\n", ""), "no line of three dashes"),
        (("optional", "maybe"), "a slot is “name, optional or required, question”"),
        (("One thing: {topic}", "One thing."), "the slot topic is not used"),
        (("{the_talk}", "{the_walk}"), "no such fact or slot: {the_walk}"),
        (("{with_name}", "{nobody}"), "a question asks for {nobody}"),
        (("{greeting}", "Hi,"), "no {greeting}"),
        (("{sign_off}", "Sam"), "no {sign_off}"),
        (("Thank you", "Just checking in"), "“just checking in” does not belong"),
        (("Thank you", "Thank you!"), "“!” does not belong"),
        (("Thank you", "[Name], thank you"), "“[” does not belong"),
        (("Thank you", "Thank } you"), "a brace without its partner"),
        (("Thank you", "word " * 120), "words; more than 120 are too many"),
        (("Slot: topic", "Colour: red\nSlot: topic"), "the head does not know the line “Colour"),
        (("Slot: topic", "Slot: company"), "the slot company has the name of a fact"),
        (("Thank you", "{topic} and {topic}"), "two slots in one paragraph"),
    ],
)
def test_a_fault_is_named(change: tuple[str, str], fault: str) -> None:
    faults = "\n".join(parse_template("bad", WELL.replace(*change))[1])
    assert f"bad.txt: {fault}" in faults or fault in faults


def test_all_faults_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Subject: {re_subject}\n---\nHi [x]", encoding="utf-8")
    (tmp_path / "two.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "three.txt").write_text("no head", encoding="utf-8")
    faults = "\n".join(check_templates(frozenset({"one", "four"}), tmp_path))
    for words in (
        "one.txt: no {greeting}",
        "one.txt: “[” does not belong",
        "two.txt: not UTF-8",
        "three.txt: no line of three dashes",
        "four.txt: is missing",
    ):
        assert words in faults


def test_our_own_templates_have_no_fault_and_each_is_taken() -> None:
    assert check_templates(WRITTEN_BY) == []
    assert set(load_templates()) == WRITTEN_BY
