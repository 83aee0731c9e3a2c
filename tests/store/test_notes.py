"""What every store of notes and settings does; those in memory pass the same tests."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.store.settings import Setting
from hearback.timeline.notes import Note, Verb
from store.kept_mail import NOTES
from telling import march, note, on

MANY = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@MANY
@given(told=st.lists(NOTES, unique_by=lambda note: note.note_id), data=st.data())
def test_notes_come_back_as_they_were_told_oldest_first(
    new_notes: Any, told: list[Note], data: st.DataObject
) -> None:
    store = new_notes()
    for each in data.draw(st.permutations([*told, *told])):
        store.add(each)
    assert store.notes() == sorted(told, key=lambda each: (each.at, each.note_id))


def test_a_note_that_is_taken_back_is_kept_with_the_moment_and_counts_no_more(
    new_notes: Any,
) -> None:
    store = new_notes()
    first, second = note(1, Verb.CALLED), note(2, Verb.PROMISED, until=on(13))
    store.add(first)
    store.add(second)
    assert store.undo(first.note_id, march(3)) is True
    assert store.notes() == [second]
    assert store.history() == [(first, march(3)), (second, None)]


def test_what_was_never_told_or_is_taken_back_already_cannot_be_taken_back(
    new_notes: Any,
) -> None:
    store = new_notes()
    told = note(1, Verb.CALLED)
    store.add(told)
    assert store.undo("n0", march(2)) is False
    store.undo(told.note_id, march(2))
    assert store.undo(told.note_id, march(3)) is False
    store.add(told)
    assert store.history() == [(told, march(2))]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (Setting.ME, {"addresses": ["sam@example.com"], "name": "Sam Ångström 🙂"}),
        (Setting.SHOW_SAMPLE, False),
        (Setting.COUNTRY, ""),
        (Setting.TIME_ZONE, "Europe/London"),
    ],
)
def test_settings_keep_what_was_put_until_it_is_taken_back(
    new_settings: Any, setting: Setting, value: object
) -> None:
    store = new_settings()
    assert store.get(setting) is None
    store.put(setting, "something else")
    store.put(setting, value)
    assert store.get(setting) == value
    store.put(setting, None)
    assert store.get(setting) is None
