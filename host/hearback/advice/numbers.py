"""Every number of the playbook, and what happens when the user changes some of them.

The numbers that Hearback comes with stand in knowledge/playbook.toml, each with what it is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from hearback.timeline.silence import Waits


def _days(usual: int, least: int, most: int) -> int:
    """Return a field: the usual number, and from which to which it may be changed."""
    return field(default=usual, metadata={"limits": (least, most)})


@dataclass(frozen=True)
class Numbers:
    """Every number of the playbook that a user may change. Days, working days where it says so."""

    answer_working_days: int = _days(5, 1, 60)
    time_being_agreed_working_days: int = _days(3, 1, 60)
    after_brush_off_working_days: int = _days(10, 1, 60)
    only_applied_working_days: int = _days(10, 1, 60)
    second_delay_working_days: int = _days(10, 1, 60)
    between_chases_working_days: int = _days(5, 1, 60)
    most_chases: int = _days(3, 1, 3)
    thank_you_days: int = _days(3, 0, 14)
    ask_timeline_days: int = _days(2, 0, 14)
    ask_feedback_days: int = _days(14, 1, 90)
    keep_updated_days: int = _days(10, 1, 60)
    value_add_after_working_days: int = _days(3, 1, 60)
    let_go_after_chases_days: int = _days(28, 7, 365)
    let_go_days: int = _days(42, 7, 365)

    def __post_init__(self) -> None:
        wrong = [_fault(n, v) for n in LIMITS if not _is_allowed(n, v := getattr(self, n))]
        if wrong:
            raise ValueError(" ".join(wrong))

    def waits(self) -> Waits:
        """Return the waits that the timeline counts with."""
        return Waits(
            answer=self.answer_working_days,
            time_being_agreed=self.time_being_agreed_working_days,
            after_brush_off=self.after_brush_off_working_days,
            only_applied=self.only_applied_working_days,
            second_delay=self.second_delay_working_days,
            between_chases=self.between_chases_working_days,
        )


def change_numbers(
    numbers: Numbers, changed: Mapping[str, object]
) -> tuple[Numbers | None, list[str]]:
    """Return the numbers with the user's own in place, or None and all faults, a sentence each."""
    wrong = [_fault(n, v) for n, v in sorted(changed.items()) if not _is_allowed(n, v)]
    if wrong:
        return None, wrong
    chosen = replace(numbers, **changed)  # type: ignore[arg-type] # they are allowed, so numbers
    if chosen.let_go_after_chases_days > chosen.let_go_days:
        return None, [
            f"“let_go_after_chases_days” ({chosen.let_go_after_chases_days}) must not be more than"
            f" “let_go_days” ({chosen.let_go_days}): letting go comes sooner after three mails."
        ]
    return chosen, []


def limits(name: str) -> tuple[int, int]:
    """Return the least and the most that a number may be."""
    return LIMITS[name]


def _is_allowed(name: str, value: object) -> bool:
    if name not in LIMITS or type(value) is not int:  # True is no number here
        return False
    least, most = LIMITS[name]
    return least <= value <= most


def _fault(name: str, value: object) -> str:
    if name not in LIMITS:
        known = ", ".join(LIMITS)
        return f"There is no number called “{name}”. These can be changed: {known}."
    least, most = LIMITS[name]
    return f"“{name}” must be a whole number from {least} to {most}, and not {value!r}."


LIMITS: Mapping[str, tuple[int, int]] = {
    number.name: number.metadata["limits"] for number in fields(Numbers)
}
"""Every number by its name, with the least and the most that it may be."""
