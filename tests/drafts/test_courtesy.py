"""The courtesy rules hold their own examples, and remark without blocking."""

from hearback.drafts.call_plan import check_call_plan
from hearback.drafts.compose import WRITTEN_BY
from hearback.drafts.courtesy import check_courtesy, remarks
from hearback.drafts.templates import check_templates, load_templates, parse_template


def test_the_data_has_no_faults() -> None:
    assert check_courtesy() == []
    assert check_templates(WRITTEN_BY) == []
    assert check_call_plan() == []


def test_no_template_is_remarked_on() -> None:
    for template in load_templates().values():
        assert not remarks("\n\n".join(template.paragraphs)), template.name


def test_an_impatient_draft_is_told_so_with_a_better_wording() -> None:
    found = remarks("Just checking in again. Why haven't you answered?")
    assert {remark.rule for remark in found} == {"impatience", "blame"}
    assert all(remark.better for remark in found)


def test_a_long_draft_is_told_so() -> None:
    assert [remark.rule for remark in remarks("word " * 200)] == ["length"]


def test_every_fault_of_a_template_is_named_at_once() -> None:
    text = "Subject: {re_subject}\nSlot: gap, maybe, What?\n---\nJust checking in, {nobody} [x]"
    faults = "\n".join(parse_template("bad", text)[1])
    for words in (
        "a slot is",
        "no such fact or slot: {nobody}",
        "just checking in",
        "no {greeting}",
    ):
        assert words in faults
