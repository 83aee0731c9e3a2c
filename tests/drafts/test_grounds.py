"""Each fact of a draft names the mail and the words that it rests on, or the user's note."""

import pytest

from drafts.scenes import MET, SCENES, Scene
from hearback.advice.action import Action
from hearback.drafts.draft import Draft, Ground
from hearback.timeline.notes import Verb
from telling import from_them, note, on, promises


def grounds(draft: Draft) -> dict[str, Ground]:
    return {ground.about: ground for ground in draft.grounds}


def test_a_promise_rests_on_the_mail_that_gave_it() -> None:
    gave = from_them(4, promises(on(13)))
    draft = Scene(Action.CHECK_IN, 16, (*MET, gave)).draft()
    found = grounds(draft)["promise"]
    assert found.message_id == gave.envelope.message_id
    assert found.words == "We will tell you by then."
    assert found.text in draft.body
    assert found.at == gave.envelope.date


def test_a_promise_by_voice_rests_on_the_users_note() -> None:
    noted = note(4, Verb.PROMISED, "She said Friday week", on(13))
    found = grounds(Scene(Action.CHECK_IN, 16, MET, notes=(noted,)).draft())["promise"]
    assert (found.message_id, found.words, found.at) == (None, "She said Friday week", noted.at)


def test_the_day_of_a_talk_rests_on_the_mail_that_arranged_it() -> None:
    found = grounds(SCENES["thank_you"].draft())
    story = SCENES["thank_you"].story
    assert found["interview"].message_id == story[0].envelope.message_id
    assert found["interview"].text == "today"
    assert found["role"].words == "Data Analyst"
    assert found["name"].words == "Dana Ruiz"


def test_a_line_manager_that_the_user_named_rests_on_the_note() -> None:
    found = grounds(SCENES["move_up"].draft())["name"]
    assert (found.message_id, found.words) == (
        None,
        "Edwin Boateng",
    )


@pytest.mark.parametrize("name", sorted(SCENES))
def test_what_a_draft_rests_on_stands_in_it(name: str) -> None:
    scene = SCENES[name]
    draft = scene.draft()
    known = {reading.envelope.message_id for reading in scene.story} | {None}
    text = "\n".join([draft.body, *(slot.paragraph for slot in draft.slots)])
    for ground in draft.grounds:
        assert ground.message_id in known
        assert ground.text in text
    assert len({ground.about for ground in draft.grounds}) == len(draft.grounds)
