"""Templates: what a file may hold, every fault at once with its line, and how paragraphs go."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.drafts.compose import WRITTEN_BY
from hearback.drafts.draft import Draft, Tone
from hearback.drafts.filling import fill
from hearback.drafts.template_file import FACTS, IN_QUESTIONS, LONGEST
from hearback.drafts.templates import (
    Template,
    check_templates,
    load_template,
    parse_template,
    template_folder,
    template_names,
)
from hearback.errors import DraftUnfinished
from hearback.mail.message import Address

TEXT = """{greeting}

Thank you for {the_talk}
about {the_role}.

One thing: {topic}

You may give our time {next_talk} to others.

{sign_off}
"""
WELL = f"""# what it is for
Subject: {{re_subject}}
Slot: topic, optional, What stayed with you{{with_name}}?
--- warm
{TEXT}
--- plain
{TEXT}
--- formal
{TEXT}"""
FACTS_KNOWN = {
    "greeting": "Hi Dana,",
    "the_talk": "the conversation today",
    "the_role": "the role",
    "sign_off": "Best regards,\nSam",
    "with_name": " with Dana",
}


def well_formed() -> Template:
    template, faults = parse_template("well", WELL)
    assert faults == []
    return template


@pytest.mark.parametrize("tone", list(Tone))
def test_a_template_is_filled_and_what_is_unknown_disappears(tone: Tone) -> None:
    body, slots = well_formed().fill(tone, FACTS_KNOWN, {})
    paragraphs = ["Hi Dana,", "Thank you for the conversation today about the role."]
    assert body.split("\n\n") == [*paragraphs, "Best regards,\nSam"]
    assert [(slot.ask, slot.after) for slot in slots] == [("What stayed with you with Dana?", 2)]


def test_a_question_without_its_fact_is_still_a_question() -> None:
    slots = well_formed().fill(Tone.PLAIN, {**FACTS_KNOWN, "with_name": ""}, {})[1]
    assert slots[0].ask == "What stayed with you?"


def test_what_the_user_told_before_is_no_gap_any_more() -> None:
    body, slots = well_formed().fill(Tone.PLAIN, FACTS_KNOWN, {"topic": "your depot"})
    assert "One thing: your depot." in body
    assert slots == ()


def test_a_fact_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    facts = {
        **FACTS_KNOWN,
        "the_role": "the {sign_off} {0.__class__} %s role",
        "next_talk": "{topic}",
    }
    body, _ = well_formed().fill(Tone.WARM, facts, {"topic": "{greeting}"})
    assert "the {sign_off} {0.__class__} %s role" in body
    assert "give our time {topic} to" in body
    assert "One thing: {greeting}." in body


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("Subject: {re_subject}\n", ""), "bad.txt:1: no Subject"),
        (("Subject: {re_subject}", "Subject: Hello"), "bad.txt:2: the Subject is {re_subject} or"),
        (("--- formal", "--- stiff"), "“--- stiff” is no tone; there are warm, plain, formal"),
        (("--- formal", "--- stiff"), "bad.txt:1: no text “--- formal”"),
        (("--- formal", "--- plain"), "the tone plain is there twice"),
        (("--- warm", "\n"), "bad.txt:1: no text “--- warm”"),
        (("optional", "maybe"), "bad.txt:3: a slot is “name, optional or required, question”"),
        (("One thing: {topic}", "One thing."), "bad.txt:5: warm: the slot topic is not used"),
        (("{the_talk}", "{the_walk}"), "bad.txt:7: no such fact or slot: {the_walk}"),
        (("{with_name}", "{nobody}"), "bad.txt:3: a question asks for {nobody}"),
        (("{greeting}", "Hi,"), "bad.txt:5: warm: no {greeting} as the first"),
        (("{sign_off}", "Sam"), "bad.txt:5: warm: no {sign_off} as the last"),
        (("Thank you", "Just checking in"), "bad.txt:7: “checking in” does not belong"),
        (("Thank you", "Thank you!"), "bad.txt:7: “!” does not belong"),
        (("Thank you", "[Name], thank you"), "bad.txt:7: “[” does not belong"),
        (("Thank you", "Thank } you"), "bad.txt:7: a brace without its partner"),
        (("Thank you", "word " * 120), "bad.txt:5: warm: 137 words; more than 120 are too many"),
        (("Slot: topic", "Colour: red\nSlot: topic"), "bad.txt:3: the head does not know the li"),
        (("Slot: topic", "Slot: company"), "bad.txt:3: the slot company has the name of a fact"),
        (("Thank you", "{topic} and {topic}"), "bad.txt:7: two slots in one paragraph"),
        (("Thank you", "{company} thanks you"), "bad.txt:5: warm: says nothing when what may be"),
        (("Thank you", "Today {on_day}"), "bad.txt:7: {on_day} brings its own blank"),
    ],
)
def test_a_fault_is_named_with_its_line(change: tuple[str, str], fault: str) -> None:
    faults = parse_template("bad", WELL.replace(*change, 1))[1]
    assert [words for words in faults if fault in words], faults


def test_all_faults_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        WELL.replace("{greeting}", "Hi [x]", 1).replace("Thank you", "I need your answer", 1),
        encoding="utf-8",
    )
    (tmp_path / "two.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "three.txt").write_text("no head", encoding="utf-8")
    faults = "\n".join(check_templates(frozenset({"one", "four"}), tmp_path))
    for words in (
        "one.txt:5: warm: no {greeting}",
        "one.txt:5: “[” does not belong",
        "one.txt:7: “need your answer”: This puts pressure on them.",
        "two.txt: not UTF-8",
        "three.txt:1: the head does not know the line “no head”",
        "three.txt:1: no text “--- warm”",
        "three.txt: no draft takes it",
        "four.txt: is missing",
    ):
        assert words in faults


def test_our_own_templates_have_no_fault_and_each_is_taken() -> None:
    assert check_templates(WRITTEN_BY) == []
    assert set(template_names(template_folder())) == WRITTEN_BY


# --- every template, whatever is known and whatever the user answers ------------------------------

words = st.text("abcdefgh ,.-é", max_size=40).map(str.strip)


@given(
    st.sampled_from(sorted(WRITTEN_BY)),
    st.sampled_from(list(Tone)),
    st.dictionaries(st.sampled_from(sorted(FACTS | IN_QUESTIONS)), words),
    st.data(),
)
def test_no_bracket_is_left_whatever_is_known(
    name: str, tone: Tone, known: dict[str, str], data: st.DataObject
) -> None:
    template = load_template(name)
    names = [slot.name for slot in template.slots]
    answers = data.draw(st.dictionaries(st.sampled_from(names), words)) if names else {}
    noted = data.draw(st.dictionaries(st.sampled_from(names), words)) if names else {}
    facts = {**known, "greeting": "Hello,", "sign_off": "Best regards,\nSam"}
    body, slots = template.fill(tone, facts, noted)
    assert not set("{}[]") & set(body)
    assert body.startswith("Hello,\n\n" if len(body.split("\n\n")) > 1 else "Hello,")
    draft = Draft((Address("", "dana@acme.example"),), (), "Re: x", body, None, (), None, slots)
    for slot in slots:
        assert not set("{}[]") & set(slot.paragraph.replace(f"{{{slot.name}}}", "") + slot.ask)
    missing = [s for s in slots if s.required and not answers.get(s.name)]
    if missing:
        with pytest.raises(DraftUnfinished) as refused:
            fill(draft, answers)
        assert missing[0].ask in refused.value.message
        return
    whole = fill(draft, answers)
    assert not set("{}[]") & set(whole.body)
    assert whole.slots == ()
    assert "\n\n\n" not in whole.body
    given_ = [slot for slot in slots if answers.get(slot.name)]
    assert len(whole.body.split("\n\n")) == len(body.split("\n\n")) + len(given_)


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("name", sorted(WRITTEN_BY))
def test_when_everything_is_known_it_stays_short(name: str, tone: Tone) -> None:
    facts = dict.fromkeys(FACTS | IN_QUESTIONS, "seven words about something or other, really")
    body, slots = load_template(name).fill(tone, facts, {})
    whole = "\n\n".join([body, *(slot.paragraph for slot in slots)])
    assert len(whole.split()) <= LONGEST
