"""Every template with its scene: what comes out, kept word for word, and the rules it keeps.

The drafts stand in golden/, each with its gaps filled. After a change of the texts write them
anew with HEARBACK_UPDATE_DRAFTS=1 in the environment, and read every one aloud before committing
it.
"""

import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from drafts.scenes import ANSWERS, SCENES, filled
from hearback.drafts.compose import WRITTEN_BY
from hearback.drafts.courtesy import remarks
from hearback.drafts.draft import Draft, Tone
from hearback.drafts.letters import WRITERS
from hearback.drafts.template_file import BANNED, BRIEF, LONGEST
from hearback.drafts.templates import load_template, template_folder, template_names
from hearback.mail.message import Address, Envelope, Message, Thread
from hearback.signals.detect import Home, read_thread
from hearback.signals.rules import load_rulebook
from hearback.signals.signal import Kind, Mention, Reading
from hearback.timeline.business_days import BusinessCalendar
from telling import SAM, march

GOLDEN = Path(__file__).parent / "golden"
every_template = pytest.mark.parametrize("name", sorted(SCENES))
every_tone = pytest.mark.parametrize("tone", list(Tone))


def as_text(name: str) -> str:
    """Return a draft in its three tones as a mail program would show it, gaps filled."""
    scene = SCENES[name]
    first = scene.draft()
    to = ", ".join(f"{a.name} <{a.address}>" for a in first.to) or "(who that is, only Sam knows)"
    cc = "".join(f"\nCc: {a.name} <{a.address}>" for a in first.cc)
    head = f"To: {to}{cc}\nSubject: {first.subject}\n"
    told = {str(tone): scene.draft(tone) for tone in Tone}
    if BRIEF in load_template(name).texts:
        told[BRIEF] = scene.terse.draft()
    return head + "".join(f"\n--- {way}\n{filled(draft)}\n" for way, draft in told.items())


def test_every_template_has_a_scene_and_every_action_that_writes_has_one() -> None:
    assert set(SCENES) == WRITTEN_BY
    assert {scene.action for scene in SCENES.values()} == set(WRITERS)


@every_template
def test_the_scene_leads_to_its_template(name: str) -> None:
    assert SCENES[name].template() == name


@every_template
def test_the_draft_is_the_one_that_was_read_aloud(name: str) -> None:
    path, text = GOLDEN / f"{name}.txt", as_text(name)
    if os.environ.get("HEARBACK_UPDATE_DRAFTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_golden_draft_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SCENES)


@every_tone
@every_template
def test_it_is_short_polite_and_whole(name: str, tone: Tone) -> None:
    draft = SCENES[name].draft(tone)
    text = filled(draft)
    assert (draft.tone, draft.template) == (tone, name)
    assert not remarks(text)
    assert not [phrase for phrase in BANNED if phrase in text.lower()]
    assert not set("{}[]") & set(text)
    assert len(draft.body.split()) <= LONGEST
    assert text.count("?") <= 2, "more than two questions are an interrogation"
    greeting, *_, closing = draft.body.split("\n\n")
    assert re.fullmatch(r"(?:Hi|Hello|Dear) [^,]+,|Hello,", greeting)
    assert closing.endswith(",\nSam Rivera")


@pytest.mark.parametrize(
    "name", [n for n in template_names(template_folder()) if BRIEF in load_template(n).texts]
)
def test_who_writes_two_lines_gets_few(name: str) -> None:
    brief, plain = SCENES[name].terse.draft(), SCENES[name].draft(Tone.PLAIN)
    assert brief.tone is Tone.PLAIN
    assert len(filled(brief).split()) < len(filled(plain).split())
    assert not remarks(filled(brief))
    assert READ_BACK[name] in {s.kind for s in read_back(brief).signals} | read_back(brief).mentions


@every_tone
@every_template
def test_it_says_something_without_its_gaps(name: str, tone: Tone) -> None:
    draft = SCENES[name].draft(tone)
    said = draft.body.split("\n\n")[1:-1]
    assert said, "a greeting and a name are no mail"
    assert all(slot.after <= len(said) + 1 for slot in draft.slots)


@every_template
def test_the_three_tones_are_three_texts(name: str) -> None:
    assert len({filled(SCENES[name].draft(tone)) for tone in Tone}) == 3


@every_tone
@every_template
def test_it_names_nobody_and_no_day_that_the_story_does_not_know(name: str, tone: Tone) -> None:
    scene, draft = SCENES[name], SCENES[name].draft(tone)
    known = " ".join(f"{person.name} {person.title}" for person in scene.told.people)
    notes = " ".join(note.text for note in scene.notes)
    allowed = set(re.findall(r"\w+", f"{known} {notes} {SAM.name} Data Analyst Acme Re I"))
    names = set(re.findall(r"(?<![.?:]\s)(?<!\n)\b[A-Z]\w*", draft.body))
    days = set("Monday Tuesday Wednesday Thursday Friday March".split())
    assert names <= allowed | days | {"Hi", "Hello", "Dear", "Dr"}
    dates = set(re.findall(r"(\d+) March", draft.body))
    assert dates <= {"2", "3", "10", "13"}  # the days that the scenes tell of


READ_BACK = {
    "check_in_promise": Kind.FOLLOW_UP,
    "check_in": Kind.FOLLOW_UP,
    "check_in_applied": Kind.FOLLOW_UP,
    "check_in_assessment": Kind.FOLLOW_UP,
    "check_in_agency": Kind.FOLLOW_UP,
    "check_in_agency_open": Kind.FOLLOW_UP,
    "check_in_time": Kind.FOLLOW_UP,
    "check_in_open": Kind.FOLLOW_UP,
    "check_in_cancelled": Kind.FOLLOW_UP,
    "value_add_ideas": Mention.SOMETHING_OF_VALUE,
    "value_add_article": Mention.SOMETHING_OF_VALUE,
    "value_add_introduction": Mention.SOMETHING_OF_VALUE,
    "move_up": Kind.FOLLOW_UP,
    "move_up_met": Kind.FOLLOW_UP,
    "move_up_agency": Kind.FOLLOW_UP,
    "thank_you": Kind.THANK_YOU,
    "thank_you_timeline": Kind.THANK_YOU,
    "thank_you_arranger": Kind.THANK_YOU,
    "thank_you_arranger_timeline": Kind.THANK_YOU,
    "thank_you_again": Kind.THANK_YOU,
    "thank_you_again_timeline": Kind.THANK_YOU,
    "thank_you_final": Kind.THANK_YOU,
    "thank_you_final_timeline": Kind.THANK_YOU,
    "thank_you_panel_fourth": Kind.THANK_YOU,
    "thank_you_panel_fifth": Kind.THANK_YOU,
    "thank_you_panel": Kind.THANK_YOU,
    "thank_you_panel_second": Kind.THANK_YOU,
    "thank_you_panel_third": Kind.THANK_YOU,
    "thank_you_agency": Kind.THANK_YOU,
    "thank_you_agency_timeline": Kind.THANK_YOU,
    "ask_feedback": Kind.FEEDBACK_REQUEST,
    "ask_feedback_robot": Kind.FEEDBACK_REQUEST,
    "ask_feedback_agency": Kind.FEEDBACK_REQUEST,
    "keep_updated": Mention.OTHER_OFFER,
    "withdraw": Kind.WITHDRAWAL,
    "withdraw_offer": Kind.WITHDRAWAL,
}


@every_tone
@pytest.mark.parametrize("name", sorted(READ_BACK))
def test_once_sent_it_is_read_for_what_it_is(name: str, tone: Tone) -> None:
    draft = SCENES[name].draft(tone)
    read = read_back(draft)
    said = {signal.kind for signal in read.signals} | read.mentions
    assert READ_BACK[name] in said
    if READ_BACK[name] is not Kind.WITHDRAWAL:
        assert not said & {Kind.WITHDRAWAL, Kind.ACCEPTANCE}


def read_back(draft: Draft) -> Reading:
    """Return what Hearback reads in a draft that was sent as it stands."""
    envelope = Envelope(
        message_id="<sent@mail.example>",
        thread_id="t1",
        date=march(20),
        sender=Address(SAM.name, SAM.addresses[0]),
        to=draft.to or (Address("Edwin Boateng", "edwin@acme.example"),),
        subject=draft.subject,
        labels=frozenset({"SENT"}),
    )
    home = Home(ZoneInfo("UTC"), BusinessCalendar.for_country(""), "")
    thread = Thread("t1", (Message(envelope, filled(draft)),))
    return read_thread(thread, SAM, load_rulebook(), home)[0]


def test_every_answer_of_the_scenes_is_asked_for() -> None:
    asked = {slot.name for scene in SCENES.values() for slot in scene.draft().slots}
    assert asked == set(ANSWERS)
