"""The user's answers in a draft: optional ones vanish, needed ones are asked for, once each."""

import pytest

from drafts.scenes import SCENES
from hearback.drafts.draft import Draft, Slot
from hearback.drafts.filling import fill, with_body
from hearback.errors import DraftUnfinished
from hearback.mail.message import Address

TOPIC = Slot("topic", "What stayed with you?", False, "One thing: {topic}", 2)
BY = Slot("by", "By when?", True, "I am asked to answer by {by}.", 2)
LAST = Slot("more", "Anything else?", False, "{more}", 3)


def draft(*slots: Slot) -> Draft:
    body = "Hi Dana,\n\nThank you.\n\nI look forward.\n\nBest,\nSam"
    return Draft((Address("", "dana@acme.example"),), (), "Re: x", body, None, (), None, slots)


def test_answers_stand_where_the_gaps_were_in_their_order() -> None:
    whole = fill(draft(TOPIC, BY, LAST), {"topic": "bees", "by": "Friday", "more": "I moved"})
    assert whole.body == (
        "Hi Dana,\n\nThank you.\n\nOne thing: bees.\n\nI am asked to answer by Friday.\n\n"
        "I look forward.\n\nI moved.\n\nBest,\nSam"
    )
    assert whole.slots == ()
    assert whole.unfinished == ()


@pytest.mark.parametrize("empty", ["", "  ", "\n\n", "\u200b \x00".replace("\u200b", "")])
def test_an_optional_gap_vanishes_with_its_paragraph(empty: str) -> None:
    assert fill(draft(TOPIC), {"topic": empty}).body == draft().body


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("bees", "One thing: bees."),
        ("bees.", "One thing: bees."),
        ("why bees?", "One thing: why bees?"),
        ("“bees.”", "One thing: “bees.”"),
        ("https://bees.example/why", "One thing: https://bees.example/why"),
        ("bees.example/why", "One thing: bees.example/why"),
        ("bees,", "One thing: bees."),
        (" bees \r\n and honey ", "One thing: bees\nand honey."),
        ("a\n\n\n\nb", "One thing: a\n\nb."),
        ("bees\u2028\x00", "One thing: bees."),
        ("{topic} {by}", "One thing: {topic} {by}."),
    ],
)
def test_a_sentence_ends_once(answer: str, said: str) -> None:
    assert said in fill(draft(TOPIC), {"topic": answer}).body


@pytest.mark.parametrize("answer", ["Friday", "Friday.", "Friday?", "Friday, "])
def test_an_answer_inside_a_sentence_does_not_end_it(answer: str) -> None:
    assert "I am asked to answer by Friday.\n" in fill(draft(BY), {"by": answer}).body


def test_a_needed_answer_is_asked_for_in_the_panels_words() -> None:
    assert draft(TOPIC, BY).unfinished == ("By when?",)
    with pytest.raises(DraftUnfinished) as refused:
        fill(draft(TOPIC, BY), {"topic": "bees", "by": " "})
    assert refused.value.message == "This mail is not finished: By when?"
    assert refused.value.remedy == "Fill it in, then save again."


def test_a_mail_to_nobody_is_not_finished() -> None:
    to_nobody = SCENES["thank_you"].draft()
    to_nobody = Draft((), (), to_nobody.subject, to_nobody.body, None, (), None, (BY,))
    assert to_nobody.unfinished[0].startswith("Who is it to?")
    with pytest.raises(DraftUnfinished, match="Who is it to") as refused:
        fill(to_nobody, {})
    assert refused.value.remedy == "Fill it in, then save again. By when?"


def test_a_text_that_the_user_wrote_counts_as_it_stands() -> None:
    whole = with_body(draft(TOPIC, BY), "Hi Dana,\r\n\r\nI [really] mean it.\x00\n")
    assert (whole.body, whole.slots) == ("Hi Dana,\n\nI [really] mean it.", ())


@pytest.mark.parametrize(
    ("body", "words"),
    [("  \n", "It has no text."), ("Hi,\n\nI am asked to answer by {by}.", "By when?")],
)
def test_a_text_that_is_empty_or_holds_a_gap_is_not_finished(body: str, words: str) -> None:
    with pytest.raises(DraftUnfinished) as refused:
        with_body(draft(BY), body)
    assert words in refused.value.message
