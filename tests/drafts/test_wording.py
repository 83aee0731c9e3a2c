"""What a draft says: their words turned to the user's point of view, and what they asked for."""

from dataclasses import replace

import pytest

from drafts.scenes import MET
from hearback.advice.action import Action
from hearback.drafts.compose import DraftRequest, compose_drafts
from hearback.drafts.draft import Draft
from hearback.mail.message import Me
from hearback.signals.signal import Kind, Reading
from hearback.timeline.notes import Note
from telling import (
    SAM,
    application,
    clock,
    from_sam,
    from_them,
    meets,
    promises,
    says,
    stand,
)
from telling import on as day


def drafts(
    action: Action, at: float, *story: Reading, notes: tuple[Note, ...] = (), me: Me = SAM
) -> tuple[Draft, ...]:
    told = application(*story, notes=notes)
    return compose_drafts(DraftRequest(action, told, stand(told, at), me, clock(at)))


def only(action: Action, at: float, *story: Reading, notes: tuple[Note, ...] = ()) -> Draft:
    found = drafts(action, at, *story, notes=notes)
    assert len(found) == 1
    return found[0]


def to(draft: Draft) -> list[str]:
    return [address.address for address in draft.to]


def with_header(reading: Reading, **header: object) -> Reading:
    return replace(reading, envelope=replace(reading.envelope, **header))  # type: ignore[arg-type]


def test_a_check_in_turns_their_promise_to_the_users_point_of_view() -> None:
    draft = only(Action.CHECK_IN, 16, *MET, from_them(4, promises(day(13))))
    assert "I was under the impression that I would hear from you by Friday 13 March." in draft.body


@pytest.mark.parametrize(
    ("asked", "slots", "words"),
    [
        ([meets(10, fixed=False)], ["also"], "Tuesday 10 March at 12:00 suits me well"),
        (
            [meets(10, fixed=False), meets(11, fixed=False)],
            ["choice", "also"],
            "for the times you suggested",
        ),
        ([says(Kind.INTERVIEW_INVITATION)], ["times", "also"], "happy to find another"),
        ([says(Kind.QUESTION)], ["answer"], "if you need anything else"),
        ([says(Kind.OFFER)], ["answer_by"], "If I have questions"),
        ([says(Kind.OFFER, deadline=day(13))], ["questions"], "my answer by Friday 13 March"),
    ],
)
def test_a_reply_gives_what_they_asked_for(asked: list, slots: list[str], words: str) -> None:  # type: ignore[type-arg]
    draft = only(Action.REPLY, 5, from_them(4, *asked))
    assert [slot.name for slot in draft.slots] == slots
    assert words in draft.body


def test_the_user_is_shown_the_times_to_choose_from_and_none_that_is_over() -> None:
    times = [meets(5.2, fixed=False), meets(10, fixed=False), meets(11, fixed=False)]
    slot = only(Action.REPLY, 6, from_them(4, *times)).slots[0]
    assert "Tuesday 10 March at 12:00; Wednesday 11 March at 12:00" in slot.ask
    assert "5 March" not in slot.ask


def test_a_slot_knows_its_place_and_leaves_no_bracket() -> None:
    draft = only(Action.THANK_YOU, 3.2, from_them(2, meets(3)))
    slot = draft.slots[0]
    assert slot.paragraph == "One thing stayed with me: {topic}"
    assert slot.after == 2
    assert "{" not in draft.body


def test_a_second_mail_about_an_offer_gives_the_decision() -> None:
    offer = from_them(4, says(Kind.OFFER, deadline=day(13)))
    draft = only(Action.REPLY, 12, offer, from_sam(5))
    assert [slot.name for slot in draft.slots] == ["decision"]
    assert "which I have considered carefully" in draft.body
