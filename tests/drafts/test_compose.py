"""Drafts: right recipients, right thread, right facts, and nothing that is not sure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.advice.action import Action
from hearback.drafts.compose import DraftRequest, compose_drafts
from hearback.drafts.draft import Draft
from hearback.drafts.names import greeting_name, plain
from hearback.mail.message import Address
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
    says,
    stand,
)
from telling import note as noted
from telling import on as day

MET = [from_them(2, meets(3)), from_sam(3.5, Kind.THANK_YOU)]


def drafts(
    action: Action, at: float, *story: Reading, notes: tuple[Note, ...] = ()
) -> tuple[Draft, ...]:
    told = application(*story, notes=notes)
    return compose_drafts(DraftRequest(action, told, stand(told, at), SAM, clock(at)))


def only(action: Action, at: float, *story: Reading, notes: tuple[Note, ...] = ()) -> Draft:
    found = drafts(action, at, *story, notes=notes)
    assert len(found) == 1
    return found[0]


def test_a_check_in_turns_their_promise_to_the_users_point_of_view() -> None:
    draft = only(Action.CHECK_IN, 16, *MET, from_them(4, promises(day(13))))
    assert "I would hear from you by Friday, 13 March about the Data Analyst role" in draft.body
    assert draft.body.startswith("Hi Dana,")
    assert draft.body.endswith("Sam Rivera")


def test_it_answers_their_newest_mail_in_its_thread() -> None:
    asked = from_them(4, promises(day(13)))
    draft = only(Action.CHECK_IN, 16, *MET, asked)
    assert draft.thread_id == "t1"
    assert draft.in_reply_to == asked.envelope.message_id
    assert draft.references[-1] == asked.envelope.message_id
    assert draft.subject == "Re: Data Analyst"


def test_an_agency_is_asked_for_its_clients_feedback() -> None:
    story = [from_them(2, meets(3), by=AGENT), from_sam(3.5, to=AGENT)]
    draft = only(Action.CHECK_IN, 16, *story)
    assert "feedback from your client" in draft.body
    assert draft.to == (Address(AGENT.name, AGENT.address),)


def test_every_interviewer_gets_a_mail_of_their_own() -> None:
    panel = from_them(2, meets(3, uid="e1", people=(DANA, TOM)))
    found = drafts(Action.THANK_YOU, 3.2, panel)
    assert [draft.to[0].address for draft in found] == [DANA.address, TOM.address]
    assert found[0].body.startswith("Hi Dana,")
    assert found[1].body.startswith("Hi Tom,")


def test_the_line_manager_gets_something_of_value_and_the_contact_a_copy() -> None:
    manager = (noted(5, Verb.LINE_MANAGER, "Edwin Boateng <edwin@acme.example>"),)
    draft = only(Action.VALUE_ADD, 23, *MET, from_sam(16, Kind.FOLLOW_UP), notes=manager)
    assert draft.to == (Address("Edwin Boateng", "edwin@acme.example"),)
    assert draft.cc == (Address(DANA.name, DANA.address),)


def test_nobody_is_written_to_who_cannot_read_it() -> None:
    robot = from_them(2, Kind.QUESTION, by=ROBOT)
    assert drafts(Action.REPLY, 3, robot) == ()
    assert drafts(Action.CHECK_IN, 30, robot) == ()


@pytest.mark.parametrize(
    ("asked", "slots", "words"),
    [
        ([meets(10, fixed=False)], [], "Tuesday, 10 March at 12:00 suits me well"),
        ([meets(10, fixed=False), meets(11, fixed=False)], ["choice"], "for the choice of times"),
        ([says(Kind.INTERVIEW_INVITATION)], ["times"], "happy to find another"),
        ([says(Kind.QUESTION)], ["answer"], "if you need anything else"),
        ([says(Kind.OFFER)], ["answer_by"], "If I have questions before then"),
    ],
)
def test_a_reply_gives_what_they_asked_for(asked: list, slots: list[str], words: str) -> None:  # type: ignore[type-arg]
    draft = only(Action.REPLY, 5, from_them(4, *asked))
    assert [slot.name for slot in draft.slots] == slots
    assert words in draft.body


def test_a_slot_knows_its_place_and_leaves_no_bracket() -> None:
    draft = only(Action.THANK_YOU, 3.2, from_them(2, meets(3)))
    slot = draft.slots[0]
    assert slot.paragraph == "One thing stayed with me: {topic}"
    assert slot.after == 2
    assert "{" not in draft.body


@pytest.mark.parametrize(
    ("name", "address", "greeting"),
    [
        ("Dana Ruiz", "dana@acme.example", "Dana"),
        ("Ruiz, Dana", "d.ruiz@acme.example", "Dana"),
        ("Dr. Dana Ruiz", "ruiz@acme.example", "Dr. Ruiz"),
        ("DANA RUIZ", "dana@acme.example", "Dana"),
        ("Dana", "dana@acme.example", "Dana"),
        ("Dana", "jobs@acme.example", ""),
        ("Acme Recruiting Team", "jobs@acme.example", ""),
        ("dana@acme.example", "dana@acme.example", ""),
        ("D. Ruiz", "d@acme.example", ""),
        ("", "dana@acme.example", ""),
        ("Anne-Marie O'Neil", "am@acme.example", "Anne-Marie"),
    ],
)
def test_a_greeting_uses_a_name_only_when_it_is_surely_one(
    name: str, address: str, greeting: str
) -> None:
    assert greeting_name(Person(name, address, Part.EMPLOYER)) == greeting


@given(st.text(), st.text(), st.text())
@settings(max_examples=150, deadline=None)
def test_hostile_names_and_subjects_get_no_header_and_no_brace_into_a_draft(
    name: str, company: str, role: str
) -> None:
    person = Person(name, "dana@acme.example", Part.RECRUITER)
    story = from_them(2, meets(3), by=person, company=company, role=role)
    told = application(story)
    for action in (Action.CHECK_IN, Action.THANK_YOU, Action.MOVE_UP, Action.WITHDRAW):
        request = DraftRequest(action, told, stand(told, 12), SAM, clock(12))
        for draft in compose_drafts(request):
            headers = draft.subject + "".join(a.name + a.address for a in draft.to + draft.cc)
            assert headers.isprintable()
            assert not set("{}[]") & set(draft.body)
            assert len(draft.body.split()) <= 160


@given(st.text())
def test_plain_text_is_one_printable_line(text: str) -> None:
    assert "\n" not in plain(text)
    assert len(plain(text)) <= 200
