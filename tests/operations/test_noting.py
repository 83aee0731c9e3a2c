"""What is told together with a note, what is refused, and how typed text is kept."""

import pytest

from hearback.advice.situation import Case
from hearback.drafts.compose import Written
from hearback.errors import NoteRefused
from hearback.operations.noting import LONGEST_TEXT, also_of, one_line, refuse
from hearback.protocol.views import application_view
from hearback.signals.signal import Kind
from hearback.timeline.application import Application
from hearback.timeline.group import group_threads
from hearback.timeline.notes import Note, Verb
from telling import DANA, application, clock, from_them, march, meets, note, on, stand


def two_conversations() -> Application:
    return application(
        from_them(2, Kind.APPLICATION_RECEIVED, thread="t1"),
        from_them(5, meets(9), thread="t2", by=DANA),
    )


def test_not_a_job_is_said_of_every_conversation() -> None:
    told = two_conversations()
    opened = note(6, Verb.NOT_A_JOB)
    also = also_of(opened, told)
    assert [(each.thread_id, each.goes_with_another) for each in also] == [("t2", True)]
    readings = [[r for r in told.readings if r.envelope.thread_id == t] for t in told.threads]
    assert group_threads(readings, [opened, *also]) == ()
    assert len(group_threads(readings, [opened])) == 1


def test_the_card_tells_which_conversations_can_be_split_off() -> None:
    told = two_conversations()
    view = application_view(Case(told, stand(told, 6)), None, Written(), clock(6))
    assert [each.thread for each in view.conversations] == ["t2"]
    refuse(note(6, Verb.SPLIT, text="t2"), told, on(6))
    with pytest.raises(NoteRefused):
        refuse(note(6, Verb.SPLIT, text="t1"), told, on(6))


@pytest.mark.parametrize(
    ("verb", "text"),
    [
        (Verb.COMPANY, "x" * 201),
        (Verb.TOPIC, "x" * (LONGEST_TEXT + 1)),
        (Verb.CONTACT, "Kim"),
        (Verb.CONTACT, "Kim <kim@acme.example>, Lee <lee@acme.example>"),
        (Verb.LINE_MANAGER, "Kim <no-reply@acme.example>"),
        (Verb.STAGE, "hired"),
        (Verb.STAGE, "let_go"),
        (Verb.INTERVIEW, "tomorrow"),
        (Verb.PROMISE, ""),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(verb: Verb, text: str) -> None:
    told = Note("n1", "t1", verb, march(6), text)
    with pytest.raises(NoteRefused) as refused:
        refuse(told, two_conversations(), on(6))
    assert refused.value.remedy
    assert len(refused.value.message) < 120


def test_typed_text_is_one_line_without_tricks() -> None:
    assert one_line(" Acme\r\n\u202eLtd\x07 \u200f") == "Acme Ltd"
    assert one_line("\u202e\n") == ""
    assert len(one_line("x" * 10_000)) == 10_000
