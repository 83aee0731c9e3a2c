"""The user's own numbers: taken over when they make sense, refused with words when not."""

from collections.abc import Mapping

import pytest

from hearback.advice.action import Action
from hearback.advice.advise import advise
from hearback.advice.numbers import LIMITS, change_numbers, limits
from hearback.advice.playbook import load_playbook
from hearback.advice.situation import Case
from hearback.signals.signal import Kind, Reading
from hearback.timeline.derive import derive_standing
from telling import SAM, application, clock, from_sam, from_them, meets, promises
from telling import on as day

MET = [from_them(2, meets(3)), from_sam(3.5, Kind.THANK_YOU)]
PLAYBOOK = load_playbook()


def action(at: float, changed: Mapping[str, int], *story: Reading) -> Action | None:
    numbers, faults = change_numbers(PLAYBOOK.numbers, changed)
    assert numbers is not None, faults
    told = application(*story)
    case = Case(told, derive_standing(told, SAM, clock(at), numbers.waits()))
    found = advise([case], clock(at), PLAYBOOK.with_numbers(numbers))[told.id]
    return found.action if found else None


@pytest.mark.parametrize(
    ("changed", "story", "last", "first"),
    [
        ({"answer_working_days": 8}, MET, (12, "wait"), (13, "check_in")),
        ({"answer_working_days": 1}, [from_them(2, meets(3))], (6, "thank_you"), (7, "check_in")),
        ({"thank_you_days": 1}, [from_them(2, meets(3))], (4, "thank_you"), (5, "wait")),
        ({"ask_timeline_days": 4}, [from_them(2, meets(16))], (11, "wait"), (12, "ask_timeline")),
        (
            {"ask_feedback_days": 5},
            [*MET, from_them(9, Kind.REJECTION)],
            (14, "ask_feedback"),
            (15, None),
        ),
        ({"let_go_days": 30}, MET, (32, "check_in"), (33, "let_go")),
        (
            {"between_chases_working_days": 2},
            [*MET, from_sam(10, Kind.FOLLOW_UP)],
            (11, "wait"),
            (12, "value_add"),
        ),
        (
            {"most_chases": 1, "let_go_after_chases_days": 14},
            [*MET, from_sam(10, Kind.FOLLOW_UP)],
            (16, "wait"),
            (17, "let_go"),
        ),
        (
            {"after_brush_off_working_days": 3},
            [*MET, from_them(4, Kind.BRUSH_OFF)],
            (8, "wait"),
            (9, "check_in"),
        ),
        (
            {"answer_working_days": 60},
            [*MET, from_them(4, promises(day(13)))],
            (15, "wait"),
            (16, "check_in"),
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_a_changed_number_moves_its_boundary(
    changed: Mapping[str, int],
    story: list[Reading],
    last: tuple[int, str],
    first: tuple[int, str | None],
) -> None:
    assert action(last[0], changed, *story) == last[1]
    assert action(first[0], changed, *story) == first[1]


def test_nothing_changed_is_the_playbook_as_it_comes() -> None:
    assert change_numbers(PLAYBOOK.numbers, {}) == (PLAYBOOK.numbers, [])


@pytest.mark.parametrize("name", LIMITS)
def test_each_number_has_limits_and_both_ends_are_allowed(name: str) -> None:
    wide = {"let_go_days": 365} if name == "let_go_after_chases_days" else {}
    wide |= {"let_go_after_chases_days": 7} if name == "let_go_days" else {}
    least, most = limits(name)
    for value in (least, most):
        assert change_numbers(PLAYBOOK.numbers, {**wide, name: value})[1] == []
    for value in (least - 1, most + 1):
        numbers, faults = change_numbers(PLAYBOOK.numbers, {**wide, name: value})
        assert numbers is None
        assert faults == [
            f"“{name}” must be a whole number from {least} to {most}, and not {value}."
        ]


def test_chases_can_be_lowered_and_never_raised() -> None:
    assert limits("most_chases") == (1, 3)


def test_all_faults_are_told_at_once() -> None:
    changed = {"answer_working_days": "7", "thank_you_days": True, "let_go": 3, "most_chases": 2.0}
    _, faults = change_numbers(PLAYBOOK.numbers, changed)
    assert len(faults) == 4
    assert faults[1].startswith("There is no number called “let_go”. These can be changed: answer_")
    assert faults[0].endswith("from 1 to 60, and not '7'.")


def test_letting_go_comes_no_later_after_three_mails_than_after_fewer() -> None:
    _, faults = change_numbers(PLAYBOOK.numbers, {"let_go_days": 20})
    assert len(faults) == 1
    assert "(28) must not be more than “let_go_days” (20)" in faults[0]
