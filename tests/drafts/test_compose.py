"""Drafts go to the right people, in the right thread, with clean headers."""

from dataclasses import replace

import pytest

from drafts.scenes import BY_AGENCY, EDWIN, HELEN, JOAN, MARCUS, MET, PANEL, YUKI
from hearback.advice.action import Action
from hearback.drafts.compose import DraftRequest, compose_drafts
from hearback.drafts.draft import Draft
from hearback.mail.message import Address, Me
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.notes import Note, Verb
from telling import (
    AGENT,
    DANA,
    ROBOT,
    SAM,
    TOM,
    application,
    clock,
    from_sam,
    from_them,
    meets,
    promises,
    stand,
)
from telling import note as noted
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


# --- to whom --------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", [Action.WAIT, Action.LET_GO, Action.LEAVE_IT])
def test_an_action_without_a_mail_writes_none(action: Action) -> None:
    assert drafts(action, 16, *MET) == ()
    assert drafts(Action.ASK_TIMELINE, 2.5, *MET) == ()


@pytest.mark.parametrize("action", list(Action))
def test_nobody_is_written_to_who_cannot_read_it(action: Action) -> None:
    robot = from_them(2, Kind.QUESTION, by=ROBOT)
    assert [draft for draft in drafts(action, 3, robot) if draft.to] == []


def test_no_reply_and_list_addresses_get_no_mail_whoever_writes_from_them() -> None:
    for person in (
        Person("Dana Ruiz", "no-reply@acme.example", Part.EMPLOYER),
        Person("Dana Ruiz", "dana@acme.example", Part.LIST),
        Person("Dana Ruiz", "dana ruiz@acme.example", Part.EMPLOYER),
        Person("Dana Ruiz", "dana@acme", Part.EMPLOYER),
        Person("Dana Ruiz", f"{'d' * 300}@acme.example", Part.EMPLOYER),
        Person("Sam", SAM.addresses[0], Part.EMPLOYER),
    ):
        assert drafts(Action.CHECK_IN, 12, from_them(2, meets(3), by=person)) == ()


def test_every_interviewer_gets_a_mail_of_their_own_and_no_two_are_alike() -> None:
    found = drafts(Action.THANK_YOU, 3.2, PANEL)
    assert [to(draft) for draft in found] == [
        [p.address] for p in (DANA, HELEN, TOM, MARCUS, JOAN, YUKI)
    ]
    for number in (1, 2):
        assert len({draft.body.split("\n\n")[number] for draft in found}) == 6
    assert sum("when you expect to decide" in draft.body for draft in found) == 1
    asks = [slot.ask for draft in found for slot in draft.slots]
    assert "What did you talk about with Tom that stayed with you?" in asks


def test_even_a_dozen_interviewers_get_a_dozen_texts() -> None:
    names = "Ada Ben Cleo Dan Eva Fay Gus Hal Ida Jon Kit Lou".split()
    many = [Person(f"{n} Webb", f"{n.lower()}@acme.example", Part.EMPLOYER) for n in names]
    found = drafts(Action.THANK_YOU, 3.2, from_them(2, meets(3, uid="p", people=(DANA, *many))))
    assert len({draft.body.split("\n\n", 1)[1] for draft in found}) == 13


def test_everybody_of_a_day_of_interviews_is_thanked() -> None:
    story = (
        from_them(1, meets(1.5, uid="earlier", people=(MARCUS,))),
        from_them(2, meets(3, uid="one", people=(HELEN,))),
        from_them(2.1, meets(3.1, uid="two", people=(TOM,))),
    )
    found = drafts(Action.THANK_YOU, 3.5, *story)
    assert {to(draft)[0] for draft in found} == {HELEN.address, TOM.address}


def test_a_topic_that_was_noted_stands_in_one_of_several_mails_only() -> None:
    topic = (noted(3.1, Verb.TOPIC, "the new depot"),)
    found = drafts(Action.THANK_YOU, 3.2, PANEL, notes=topic)
    assert sum("the new depot." in draft.body for draft in found) == 1


def test_a_recruiter_and_one_interviewer_are_thanked_for_what_each_did() -> None:
    both = from_them(2, meets(3, uid="e", people=(DANA, TOM)))
    for_dana, for_tom = drafts(Action.THANK_YOU, 3.2, both)
    assert "and for setting it up" in for_dana.body
    assert "your part in" not in for_tom.body


def test_without_a_calendar_whoever_arranged_it_is_thanked() -> None:
    arranged = from_them(2, meets(3), by=TOM)
    later = from_them(2.5, Kind.QUESTION, by=DANA)
    assert to(only(Action.THANK_YOU, 3.2, arranged, later)) == [TOM.address]


def test_whoever_arranged_it_hears_that_the_user_did_not_come() -> None:
    arranged = from_them(2, meets(3), by=TOM)
    later = from_them(2.5, Kind.QUESTION, by=DANA)
    missed = (noted(3.1, Verb.NO_SHOW),)
    assert to(only(Action.NO_SHOW, 4, arranged, later, notes=missed)) == [TOM.address]


def test_an_agency_is_asked_for_its_clients_feedback() -> None:
    draft = only(Action.CHECK_IN, 16, *BY_AGENCY)
    assert "Has your client given you feedback" in draft.body
    assert to(draft) == [AGENT.address]


@pytest.mark.parametrize("action", [Action.CHECK_IN, Action.VALUE_ADD, Action.MOVE_UP])
def test_an_agencys_client_is_never_chased(action: Action) -> None:
    client = from_them(4, Kind.QUESTION, by=TOM)
    for draft in drafts(action, 23, *BY_AGENCY, client, notes=(EDWIN,)):
        assert to(draft) == [AGENT.address]
        assert draft.cc == ()


def test_an_agencys_client_is_thanked_only_when_they_wrote_first() -> None:
    met = from_them(2, meets(3, uid="e", people=(AGENT, TOM)), by=AGENT)
    assert [to(d) for d in drafts(Action.THANK_YOU, 3.2, met)] == [[AGENT.address]]
    wrote = from_them(2.5, Kind.OTHER_JOB, by=TOM)
    assert [to(d) for d in drafts(Action.THANK_YOU, 3.2, met, wrote)] == [
        [AGENT.address],
        [TOM.address],
    ]


def test_the_line_manager_gets_something_of_value_and_the_contact_a_copy() -> None:
    draft = only(Action.VALUE_ADD, 23, *MET, from_sam(16, Kind.FOLLOW_UP), notes=(EDWIN,))
    assert draft.to == (Address("Edwin Boateng", "edwin@acme.example"),)
    assert draft.cc == (Address(DANA.name, DANA.address),)


def test_a_contact_who_is_the_line_manager_gets_no_copy_to_themselves() -> None:
    boss = (noted(5, Verb.LINE_MANAGER, "Dana Ruiz <DANA@acme.example>"),)
    draft = only(Action.VALUE_ADD, 23, *MET, from_sam(16, Kind.FOLLOW_UP), notes=boss)
    assert (to(draft), draft.cc) == ([DANA.address], ())


def test_who_is_one_step_up_only_the_user_can_say() -> None:
    draft = only(Action.MOVE_UP, 30, *MET, from_sam(16, Kind.FOLLOW_UP))
    assert draft.to == ()
    assert draft.body.startswith("Hello,")


def test_a_line_manager_with_a_broken_address_is_asked_for_again() -> None:
    broken = (noted(5, Verb.LINE_MANAGER, "Edwin <edwin at acme>"),)
    assert only(Action.MOVE_UP, 30, *MET, notes=broken).to == ()


def test_the_one_who_refused_is_asked_and_after_a_robot_the_last_person() -> None:
    refused = from_them(8, Kind.REJECTION, by=TOM)
    assert to(only(Action.ASK_FEEDBACK, 9, *MET, refused)) == [TOM.address]
    by_robot = from_them(8, Kind.REJECTION, by=ROBOT, thread="robot")
    draft = only(Action.ASK_FEEDBACK, 9, *MET, by_robot)
    assert to(draft) == [DANA.address]
    assert "Thank you for letting me know" not in draft.body


def test_a_draft_goes_to_from_and_warns_of_another_reply_to() -> None:
    elsewhere = Address("", "dana@dana-ruiz.example")
    ask = with_header(from_them(4, Kind.QUESTION), reply_to=elsewhere)
    draft = only(Action.REPLY, 5, ask)
    assert to(draft) == [DANA.address]
    assert "dana@dana-ruiz.example" in draft.warnings[0]
    same = with_header(from_them(4, Kind.QUESTION), reply_to=Address("D", DANA.address))
    assert only(Action.REPLY, 5, same).warnings == ()


# --- in which thread ------------------------------------------------------------------------------


def test_it_answers_their_newest_mail_in_its_thread() -> None:
    asked = from_them(4, promises(day(13)))
    draft = only(Action.CHECK_IN, 16, *MET, asked, from_sam(5))
    assert draft.thread_id == "t1"
    assert draft.in_reply_to == asked.envelope.message_id
    assert draft.references[-1] == asked.envelope.message_id
    assert draft.subject == "Re: Data Analyst"


def test_a_colleagues_newer_mail_in_that_thread_is_the_one_answered() -> None:
    newer = from_them(5, by=TOM)
    first = from_them(2, meets(3))
    assert only(Action.THANK_YOU, 5.5, first, newer).in_reply_to == newer.envelope.message_id


def test_an_absence_note_is_not_what_is_answered() -> None:
    away = from_them(6, Kind.OUT_OF_OFFICE)
    draft = only(Action.CHECK_IN, 12, *MET, away)
    assert draft.in_reply_to == MET[0].envelope.message_id


def test_where_nobody_answered_it_follows_the_users_own_mail() -> None:
    sent = from_sam(2, Kind.APPLICATION_SENT)
    assert only(Action.CHECK_IN, 20, sent).in_reply_to == sent.envelope.message_id


def test_an_answer_goes_to_the_mail_that_asks_though_a_newer_one_lies_elsewhere() -> None:
    asks = from_them(4, Kind.QUESTION)
    other = from_them(5, Kind.OTHER_JOB, thread="t2")
    draft = only(Action.REPLY, 6, asks, other)
    assert (draft.thread_id, draft.in_reply_to) == ("t1", asks.envelope.message_id)


def test_an_interviewer_who_never_wrote_is_answered_on_the_invitation() -> None:
    for draft in drafts(Action.THANK_YOU, 3.2, PANEL):
        assert draft.in_reply_to == PANEL.envelope.message_id


def test_a_stranger_gets_a_new_mail() -> None:
    draft = only(Action.MOVE_UP, 30, *MET, from_sam(16, Kind.FOLLOW_UP), notes=(EDWIN,))
    assert (draft.thread_id, draft.in_reply_to, draft.references) == (None, None, ())
    assert draft.subject == "Data Analyst"


def test_references_hold_each_id_once_and_at_most_twenty() -> None:
    chain = tuple(f"<{n}@mail.example>" for n in range(40))
    asked = with_header(from_them(4, Kind.QUESTION), references=(*chain, chain[5], "not an id"))
    references = only(Action.REPLY, 5, asked).references
    assert references == (chain[0], *chain[22:], asked.envelope.message_id)


@pytest.mark.parametrize("bad", ["<a@b>\r\nBcc: x@y.example", "a@b", "<a b@c>", ""])
def test_what_is_no_message_id_never_gets_into_a_header(bad: str) -> None:
    asked = with_header(from_them(4, Kind.QUESTION), message_id=bad, references=(bad,))
    draft = only(Action.REPLY, 5, asked)
    assert (draft.in_reply_to, draft.references) == (None, ())
