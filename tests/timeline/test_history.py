"""The history of an application in words."""

from dataclasses import replace

import pytest

from hearback.signals.signal import Kind
from hearback.timeline.history import UNTOLD, tell_history
from hearback.timeline.notes import Verb
from telling import application, from_them, march, note


@pytest.mark.parametrize("verb", Verb)
def test_every_note_is_told_in_words(verb: Verb) -> None:
    told = application(from_them(2, Kind.INTERVIEW_INVITATION))
    events = tell_history(replace(told, notes=(note(3, verb, "a1b2"),)), (), march(9))
    (noted,) = [event for event in events if event.who == "note"]
    assert noted.what.startswith("You ")
    assert ("a1b2" in noted.what) is (verb not in UNTOLD)
