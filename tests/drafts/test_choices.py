"""Which mail of several: what the user may choose, which round it was, and when there is none."""

from dataclasses import replace

import pytest

from drafts.scenes import FIRST_ROUND, MET, SCENES, Scene
from hearback.advice.action import Action
from hearback.drafts.compose import alternatives, compose_drafts, why_none
from hearback.drafts.draft import Draft
from hearback.drafts.told import Engagement
from hearback.mail.message import Address
from hearback.signals.signal import Kind, Part, Person, Reading
from telling import AGENT, DANA, ROBOT, TOM, from_sam, from_them, march, meets, on, says

VALUES = {"value_add_ideas", "value_add_article", "value_add_introduction"}


def offered(scene: Scene) -> list[str]:
    return [choice.variant for choice in alternatives(scene.request())]


def only(scene: Scene, variant: str | None = None) -> Draft:
    (draft,) = compose_drafts(replace(scene.request(), variant=variant))
    return draft


# --- what the user may choose ---------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(VALUES))
def test_all_three_values_can_be_chosen_and_the_fitting_one_comes_first(name: str) -> None:
    scene = SCENES[name]
    assert offered(scene)[0] == name
    assert set(offered(scene)) == VALUES
    assert all(choice.words for choice in alternatives(scene.request()))
    for variant in VALUES:
        draft = only(scene, variant)
        assert draft.template == variant
        assert (draft.to, draft.cc) == (only(scene).to, only(scene).cc)


@pytest.mark.parametrize(
    ("asked", "variants"),
    [
        (
            [meets(10, fixed=False)],
            ["reply_confirm_time", "reply_move_time", "reply_propose_times"],
        ),
        (
            [meets(10, fixed=False), meets(11, fixed=False)],
            ["reply_choose_time", "reply_move_time", "reply_propose_times"],
        ),
        ([says(Kind.INTERVIEW_INVITATION)], []),
        ([says(Kind.QUESTION)], []),
        ([says(Kind.OFFER)], ["reply_offer", "reply_decision"]),
        (
            [says(Kind.OFFER, deadline=on(13))],
            ["reply_offer_by", "reply_offer_more_time", "reply_decision"],
        ),
    ],
)
def test_an_answer_can_be_another_one(asked: list, variants: list[str]) -> None:  # type: ignore[type-arg]
    scene = Scene(Action.REPLY, 5, (from_them(4, *asked),))
    assert offered(scene) == variants
    for variant in variants:
        assert only(scene, variant).template == variant


def test_an_interview_that_stands_can_be_moved_though_nobody_asked() -> None:
    scene = Scene(Action.REPLY, 5, (from_them(4, meets(10), by=TOM),))
    assert compose_drafts(scene.request()) == ()
    assert offered(scene) == ["reply_move_time"]
    draft = only(scene, "reply_move_time")
    assert [a.address for a in draft.to] == [TOM.address]
    assert "cannot make our talk on Tuesday 10 March" in draft.body
    assert draft.in_reply_to == scene.story[0].envelope.message_id


@pytest.mark.parametrize("variant", ["thank_you", "no such", ""])
def test_a_variant_that_does_not_fit_is_passed_over(variant: str) -> None:
    scene = SCENES["value_add_ideas"]
    assert only(scene, variant).template == "value_add_ideas"
    assert offered(SCENES["check_in"]) == []


# --- which round it was ---------------------------------------------------------------------------


def thanks(*story: Reading) -> list[str]:
    return [draft.template for draft in Scene(Action.THANK_YOU, 3.2, story).drafts()]


def invited(words: str, **more: object) -> Reading:
    signal = replace(meets(3, uid="second"), evidence=words)
    return from_them(2, signal, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "template"),
    [
        ("We would like to invite you to the final round.", "thank_you_final_timeline"),
        ("This is the last interview.", "thank_you_final_timeline"),
        ("One more talk before the final round.", "thank_you_again_timeline"),
        ("A second talk, followed by a final interview.", "thank_you_again_timeline"),
        ("We will come to a final decision after it.", "thank_you_again_timeline"),
    ],
)
def test_a_last_round_is_one_that_they_call_so(words: str, template: str) -> None:
    assert thanks(FIRST_ROUND, invited(words)) == [template]


def test_a_first_talk_is_no_last_round_whatever_it_is_called() -> None:
    assert thanks(invited("Welcome to the final round.")) == ["thank_you_timeline"]


def test_somebody_new_is_not_thanked_for_talking_again() -> None:
    assert thanks(FIRST_ROUND, invited("Now meet Tom.", by=TOM)) == ["thank_you_timeline"]


# --- when there is none ---------------------------------------------------------------------------

OFFICE = Address("Acme Careers", "careers@acme.example")


def refused(reply_to: Address | None) -> Scene:
    mail = from_them(8, Kind.REJECTION, by=ROBOT)
    mail = replace(mail, envelope=replace(mail.envelope, reply_to=reply_to))
    return Scene(Action.ASK_FEEDBACK, 9, (mail,))


def test_a_robot_with_an_address_for_answers_is_asked_there() -> None:
    draft = only(refused(OFFICE))
    assert draft.to == (OFFICE,)
    assert draft.warnings == ()
    assert draft.body.startswith("Hello,\n\nI have learned that")
    assert why_none(refused(OFFICE).request()) == ""


@pytest.mark.parametrize(
    "reply_to",
    [None, Address("", "no-reply@acme.example"), Address("", "sam@example.com")],
)
def test_without_one_nobody_is_asked_and_the_card_can_say_why(reply_to: Address | None) -> None:
    request = refused(reply_to).request()
    assert compose_drafts(request) == ()
    assert "takes no answers" in why_none(request)


@pytest.mark.parametrize("action", [Action.CHECK_IN, Action.REPLY])
def test_an_address_that_mail_may_not_reach_is_refused_with_the_reason(action: Action) -> None:
    juergen = replace(DANA, name="Jürgen Ruiz", address="jürgen@acme.example")
    scene = Scene(action, 12, (from_them(2, Kind.INTERVIEW_INVITATION, by=juergen),))
    assert scene.drafts() == ()
    assert "letters before the @" in why_none(scene.request())


def test_a_question_that_a_robot_passes_on_is_answered_where_it_asks() -> None:
    passed_on = from_them(4, Kind.INTERVIEW_INVITATION, by=ROBOT)
    ella = Address("Ella Novak", "ella@acme.example")
    asked = replace(passed_on, envelope=replace(passed_on.envelope, reply_to=ella))
    draft = only(Scene(Action.REPLY, 5, (asked,)))
    assert (draft.to, draft.warnings) == ((ella,), ())
    coded = Address("Ella Novak", "reply+4f1c2a@jobs.example")
    asked = replace(passed_on, envelope=replace(passed_on.envelope, reply_to=coded))
    assert only(Scene(Action.REPLY, 5, (asked,))).to == (coded,)
    nowhere = Scene(Action.REPLY, 5, (passed_on,))
    assert nowhere.drafts() == ()
    assert "takes no answers" in why_none(nowhere.request())


# --- a time that is taken -------------------------------------------------------------------------

FERRY = Engagement(march(10), march(10.05), "Skyferry")


def answers(*proposed: float, taken: tuple[Engagement, ...]) -> Draft:
    mail = from_them(4, *(meets(day, fixed=False) for day in proposed))
    request = replace(Scene(Action.REPLY, 5, (mail,)).request(), engagements=taken)
    return compose_drafts(request)[0]


def test_a_time_at_which_another_interview_stands_is_not_confirmed() -> None:
    draft = answers(10, taken=(FERRY,))
    assert draft.template == "reply_move_time"
    assert "I cannot make Tuesday 10 March at 12:00." in draft.body
    assert draft.warnings == (
        "You have another interview at that time, with Skyferry: Tuesday 10 March at 12:00.",
    )


def test_of_several_times_those_that_are_free_are_shown() -> None:
    draft = answers(10, 11, taken=(FERRY,))
    assert draft.template == "reply_choose_time"
    assert "Wednesday 11 March" in draft.slots[0].ask
    assert "10 March" not in draft.slots[0].ask
    assert len(draft.warnings) == 1
    both = (FERRY, replace(FERRY, start=march(11), end=march(11.05), whom=""))
    assert answers(10, 11, taken=both).template == "reply_move_time"


@pytest.mark.parametrize(("start", "end"), [(9.9, 10), (10.05, 10.1), (11, 11.05)])
def test_an_interview_before_or_after_is_no_clash(start: float, end: float) -> None:
    beside = Engagement(march(start), march(end), "Skyferry")
    draft = answers(10, taken=(beside,))
    assert (draft.template, draft.warnings) == ("reply_confirm_time", ())


# --- where nobody knows whether they met ----------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "template"),
    [
        ((from_them(4, meets(10, fixed=False)), from_sam(5)), "check_in_open"),
        ((from_them(4, meets(10, fixed=False)),), "check_in_time"),  # nobody answered it
        ((from_sam(3), from_them(4, meets(10, fixed=False))), "check_in_time"),
        ((from_them(4, Kind.INTERVIEW_INVITATION), from_sam(5)), "check_in_time"),
    ],
)
def test_where_they_may_have_met_nobody_is_asked_for_a_time(
    story: tuple[Reading, ...], template: str
) -> None:
    assert Scene(Action.CHECK_IN, 16, story).template() == template


@pytest.mark.parametrize(
    ("sentence", "met"),
    [
        (
            "The last round is with our director, Vikram Shah, on Tuesday.",
            "Vikram Shah",
        ),
        ("Your interview with Mark Ellis, our Office Manager, is on Tuesday.", "Mark Ellis"),
        ("Your interview is with the hiring manager on Tuesday.", ""),
        ("You will meet our director, Vikram Shah, and Joan Hill.", ""),
        ("You will meet Mark Ellis and me on Tuesday.", None),
        ("Your interview with Acme Widgets is on Tuesday.", None),
        ("Your interview with Dana Ruiz is on Tuesday.", None),
        ("The interview is on Tuesday with Microsoft Teams.", None),
        ("The interview is on Tuesday at ten.", None),
    ],
)
def test_who_arranged_a_talk_with_somebody_else_is_thanked_for_that(
    sentence: str, met: str | None
) -> None:
    fixed = replace(meets(3), evidence=sentence)
    draft = only(Scene(Action.THANK_YOU, 3.2, (from_them(2, fixed, company="Acme Widgets"),)))
    passed_on = [line for line in draft.body.split("\n") if "pass my thanks" in line]
    assert passed_on == ([f"Please pass my thanks on to {met}."] if met else [])
    assert ("setting it up" in draft.body) is (met is not None)


def test_a_person_before_the_robot_is_asked_rather_than_its_office() -> None:
    scene = refused(OFFICE)
    known = replace(scene, story=(*MET, *scene.story))
    assert [a.address for a in only(known).to] == [DANA.address]


def test_only_actions_that_write_explain_themselves() -> None:
    robots = (from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT),)
    assert why_none(Scene(Action.WAIT, 20, robots).request()) == ""
    assert "nobody to write to" in why_none(Scene(Action.CHECK_IN, 20, robots).request())
    assert "asked for nothing" in why_none(Scene(Action.REPLY, 20, robots).request())


# --- who gets a copy of an answer -----------------------------------------------------------------


def copied(*people: Address, by: Person = DANA) -> list[str]:
    asked = from_them(4, Kind.QUESTION, by=by)
    asked = replace(asked, envelope=replace(asked.envelope, cc=people))
    return [a.address for a in only(Scene(Action.REPLY, 5, (asked,))).cc]


def test_an_answer_goes_to_the_colleagues_who_got_the_question_too() -> None:
    tom = Address("Tom Field", "tom@acme.example")
    assert copied(tom) == ["tom@acme.example"]
    assert copied(tom, Address("", "no-reply@acme.example")) == ["tom@acme.example"]
    assert copied(Address("", "dana@acme.example")) == []


def test_a_stranger_the_user_and_a_neighbour_in_free_mail_get_no_copy() -> None:
    assert copied(Address("", "else@else.example"), Address("", "sam@example.com")) == []
    free = Person("Dana Ruiz", "dana@gmail.com", Part.EMPLOYER)
    assert copied(Address("", "tom@gmail.com"), by=free) == []
    assert copied(Address("", "tom@acme.example"), by=AGENT) == []


def test_a_check_in_has_no_copies() -> None:
    asked = from_them(4, meets(5))
    cc = (Address("", "tom@acme.example"),)
    asked = replace(asked, envelope=replace(asked.envelope, cc=cc))
    scene = Scene(Action.CHECK_IN, 16, (asked, from_sam(5.5, Kind.THANK_YOU)))
    assert only(scene).cc == ()
