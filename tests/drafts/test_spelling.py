"""Names in a draft, also after the user edited it: slips are pointed at, what is right is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts.scenes import HELEN, MET, SCENES, Scene, filled
from hearback.advice.action import Action
from hearback.drafts.courtesy import Remark, remarks
from hearback.drafts.draft import Tone
from hearback.drafts.spelling import KnownNames, known_names
from hearback.signals.signal import Part, Person
from telling import from_sam, from_them, meets

ROBERT = Person("Robert Kowalczyk", "rk@brightwater.example", Part.EMPLOYER)


def names(by: Person = ROBERT, *more: str) -> KnownNames:
    story = [from_them(2, meets(3), by=by, company="Brightwater Rail", role="Data Engineer")]
    story += [from_sam(2.5, to=by, greeting=greeting) for greeting in more]
    scene = Scene(Action.CHECK_IN, 12, tuple(story))
    return known_names(scene.draft(), scene.told)


def found(text: str, known: KnownNames | None = None) -> list[tuple[str, str, str]]:
    said = remarks(text, known if known is not None else names())
    return [(remark.rule, remark.words, remark.better) for remark in said]


@pytest.mark.parametrize(
    "greeting",
    [
        "Hi Robert,",
        "Hello robert",
        "Dear Mr Kowalczyk,",
        "Dear Robert Kowalczyk,",
        "Hi Rob,",
        "Hi Bob,",
        "Kowalczyk-san, good morning",
        "Dear Kowalczyk-san,",
        "Hi all,",
        "Hi there,",
        "Dear Sir or Madam,",
        "Dear hiring team,",
        "Hello,",
        "Good morning Robert!",
        "Thank you, Robert,",
        "Hi Robert and Roberta,",
    ],
)
def test_a_right_greeting_is_left_alone(greeting: str) -> None:
    assert found(f"{greeting}\n\nThank you.\n\nBest,\nSam") == []


@pytest.mark.parametrize(
    ("greeting", "rule", "words", "better"),
    [
        ("Hi Robret,", "name", "Robret", "Hi Robert,"),
        ("Hi Robbert,", "name", "Robbert", "Hi Robert,"),
        ("Dear Robert Kowalczik,", "name", "Kowalczik", "Dear Robert,"),
        ("Hi Robret Kowalczyk,", "name", "Robret", "Hi Robert,"),
        ("Dear Mr Kowalczik,", "name", "Kowalczik", "Dear Robert,"),
        ("Hi Dana,", "greeting", "Hi Dana,", "Hi Robert,"),
        ("Dear Ms Ruiz,", "greeting", "Dear Ms Ruiz,", "Dear Robert,"),
        ("Hello Brightwater", "greeting", "Hello Brightwater", "Hello Robert,"),
    ],
)
def test_a_wrong_greeting_is_pointed_at_with_the_right_one(
    greeting: str, rule: str, words: str, better: str
) -> None:
    assert found(f"{greeting}\n\nThank you.\n\nBest,\nSam") == [(rule, words, better)]


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("I remain interested in the role at Brightwatr Rail.", "Brightwatr", "Brightwater"),
        ("I remain interested in Brigthwater's plans.", "Brigthwater", "Brightwater"),
        ("I spoke with Robetr about it.", "Robetr", "Robert"),
        ("I spoke with Robert Kovalczyk.", "Kovalczyk", "Kowalczyk"),
    ],
)
def test_a_slip_in_a_name_is_pointed_at(text: str, word: str, right: str) -> None:
    assert found(f"Hi Robert,\n\n{text}") == [("name", word, right)]


@pytest.mark.parametrize(
    "text",
    [
        "I remain interested in the role at Brightwater Rail, and in what Robert said.",
        "I spoke with Roberta, who runs the depot.".replace("Roberta", "Norbert"),
        "The rails and the bright water were a fine sight.",
        "Brightwaters and Roberts are plural.",
        "BRIGHTWATER is how they write it.",
        "I would begin with the Data team on Friday.",
    ],
)
def test_what_is_right_or_another_word_is_left_alone(text: str) -> None:
    assert found(f"Hi Robert,\n\n{text}") == []


def test_a_short_name_that_the_user_used_before_is_right() -> None:
    assert found("Hi Kowa,\n\nThank you.", names(ROBERT, "Hi Kowa,")) == []
    assert found("Hi Xaver,\n\nThank you.", names(ROBERT, "Hi Xaver,")) == []


def test_accents_may_be_left_out() -> None:
    zoe = Person("Zoë Åström", "za@acme.example", Part.EMPLOYER)
    assert found("Dear Zoe Astrom,\n\nThank you.", names(zoe)) == []


def test_a_doctor_and_a_mailbox_without_a_name_are_greeted_as_they_can_be() -> None:
    assert found("Dear Tom,\n\nThank you.", names(HELEN))[0][2] == "Dear Dr. Osei,"
    nobody = Person("", "jobs@acme.example", Part.EMPLOYER)
    assert found("Dear Tom,\n\nThank you.", names(nobody)) == []


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("name", sorted(SCENES))
def test_nothing_is_said_of_our_own_drafts(name: str, tone: Tone) -> None:
    scene = SCENES[name]
    draft = scene.draft(tone)
    assert remarks(filled(draft), known_names(draft, scene.told)) == ()


def test_without_names_none_is_looked_at() -> None:
    assert remarks("Hi Robret,\n\nThank you.") == ()


@given(st.text(max_size=2_000), st.frozensets(st.text(max_size=60), max_size=5))
def test_any_text_and_any_names_can_be_looked_at(text: str, words: frozenset[str]) -> None:
    known = KnownNames(to=words, words=words, greet="Dana")
    assert all(isinstance(remark, Remark) and remark.better for remark in remarks(text, known))


def test_a_long_text_takes_no_time() -> None:
    scene = Scene(Action.CHECK_IN, 12, MET)
    known = known_names(scene.draft(), scene.told)
    assert remarks("Brightwatr " * 5_000, known)
