"""What every store of mail does; the one in memory passes the same tests."""

import dataclasses
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.mail.message import Address, Envelope, Invitation, Message, Thread
from hearback.signals.signal import InterviewTime, Kind, Person, Promise, Reading, Signal
from hearback.timeline.notes import Note
from store.kept_mail import kept_threads
from telling import from_sam, from_them

THREADS = kept_threads(st.sampled_from(["t1", "t2", "t3"]))
MANY = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def thread_of(*readings: Reading) -> Thread:
    messages = tuple(Message(reading.envelope, "We will tell you.") for reading in readings)
    return Thread(readings[0].envelope.thread_id, messages)


@MANY
@given(kept=st.lists(THREADS, max_size=5), data=st.data())
def test_the_last_state_of_each_thread_is_kept_in_whatever_order_they_come(
    new_messages: Any, kept: list[tuple[Thread, tuple[Reading, ...]]], data: st.DataObject
) -> None:
    store = new_messages()
    latest = {}
    for thread, readings in kept:
        store.save_thread(thread, readings, knowledge="1")
        latest[thread.thread_id] = thread, readings
    other = new_messages()
    for thread, readings in data.draw(st.permutations([*latest.values(), *latest.values()])):
        other.save_thread(thread, readings, knowledge="1")
    expected = [reading for name in sorted(latest) for reading in latest[name][1]]
    assert store.readings() == other.readings() == expected
    for thread_id, (thread, _) in latest.items():
        assert store.thread(thread_id) == other.thread(thread_id) == thread


@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        (Address, 2),
        (Envelope, 12),
        (Invitation, 13),
        (Message, 6),
        (Person, 5),
        (Promise, 6),
        (InterviewTime, 8),
        (Signal, 7),
        (Reading, 16),
        (Note, 6),
    ],
)
def test_no_field_is_lost_on_the_way(noun: Any, fields: int) -> None:
    """A new field must be written and read in store/*_json.py (notes.py); then count it here."""
    assert len(dataclasses.fields(noun)) == fields


def test_a_thread_that_grew_takes_the_place_of_what_was_kept(new_messages: Any) -> None:
    store = new_messages()
    first, second = from_them(1), from_them(2, Kind.REJECTION)
    store.save_thread(thread_of(first), [first], knowledge="1", history_id="10")
    store.save_thread(thread_of(first, second), [first, second], knowledge="1", history_id="20")
    assert store.readings() == [first, second]
    assert store.seen("t1") == "20"


def test_of_a_thread_that_is_not_about_a_job_only_its_mark_is_kept(new_messages: Any) -> None:
    store = new_messages()
    reading = from_them(1)
    store.save_thread(thread_of(reading), [reading], knowledge="1", history_id="10")
    store.mark_not_job("t1", "11")
    assert (store.seen("t1"), store.thread("t1"), store.readings()) == ("11", None, [])
    assert store.threads_to_read_again("2") == []
    assert (store.seen("t2"), store.thread("t2")) == (None, None)


def test_only_job_threads_that_other_rules_read_are_read_again(new_messages: Any) -> None:
    store = new_messages()
    for name, knowledge in (("t3", "1"), ("t1", "1"), ("t2", "2")):
        reading = from_them(1, thread=name)
        store.save_thread(thread_of(reading), [reading], knowledge=knowledge)
    store.mark_not_job("t4")
    assert store.threads_to_read_again("2") == ["t1", "t3"]


def test_forgotten_threads_are_as_if_they_had_never_been(new_messages: Any) -> None:
    store = new_messages()
    for name in ("t1", "t2"):
        reading = from_them(1, thread=name)
        store.save_thread(thread_of(reading), [reading], knowledge="1")
    store.forget_threads(["t1", "never seen"])
    assert store.seen("t1") is None
    assert [reading.envelope.thread_id for reading in store.readings()] == ["t2"]


def test_readings_that_belong_to_another_thread_are_refused(new_messages: Any) -> None:
    store = new_messages()
    one, other = from_them(1), from_sam(2, thread="t2")
    with pytest.raises(ValueError, match=r"belong together|shorter|longer"):
        store.save_thread(thread_of(one), [], knowledge="1")
    with pytest.raises(ValueError, match="belong together"):
        store.save_thread(thread_of(one), [other], knowledge="1")
    with pytest.raises(ValueError, match="belong together"):
        store.save_thread(Thread("t2", thread_of(one).messages), [one], knowledge="1")
    assert store.readings() == []


def test_the_cursor_is_remembered_until_there_is_none(new_messages: Any) -> None:
    store = new_messages()
    assert store.cursor() is None
    store.set_cursor("1234")
    store.set_cursor("5678")
    assert store.cursor() == "5678"
    store.set_cursor(None)
    assert store.cursor() is None
