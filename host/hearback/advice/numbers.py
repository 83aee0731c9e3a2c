"""Every number of the playbook, and what happens when the user changes some of them.

The numbers that Hearback comes with stand in knowledge/playbook.toml, each with what it is for.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hearback.timeline.silence import Waits


class Numbers(BaseModel):
    """Every number of the playbook that a user may change. Days, working days where it says so."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    answer_working_days: int = Field(5, ge=1, le=60)
    time_being_agreed_working_days: int = Field(3, ge=1, le=60)
    after_brush_off_working_days: int = Field(10, ge=1, le=60)
    only_applied_working_days: int = Field(10, ge=1, le=60)
    second_delay_working_days: int = Field(10, ge=1, le=60)
    between_chases_working_days: int = Field(5, ge=1, le=60)
    most_chases: int = Field(3, ge=1, le=3)
    thank_you_days: int = Field(3, ge=0, le=14)
    ask_timeline_days: int = Field(2, ge=0, le=14)
    ask_feedback_days: int = Field(14, ge=1, le=90)
    keep_updated_days: int = Field(10, ge=1, le=60)
    value_add_after_working_days: int = Field(3, ge=1, le=60)
    let_go_after_chases_days: int = Field(28, ge=7, le=365)
    let_go_days: int = Field(42, ge=7, le=365)

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
    try:
        chosen = Numbers.model_validate({**numbers.model_dump(), **changed})
    except ValidationError as error:
        told = {str(fault["loc"][0]): fault for fault in error.errors()}
        return None, [_fault(name, changed.get(name)) for name in sorted(told)]
    if chosen.let_go_after_chases_days > chosen.let_go_days:
        return None, [
            f"“let_go_after_chases_days” ({chosen.let_go_after_chases_days}) must not be more than"
            f" “let_go_days” ({chosen.let_go_days}): letting go comes sooner after three mails."
        ]
    return chosen, []


def limits(name: str) -> tuple[int, int]:
    """Return the least and the most that a number may be."""
    bounds = Numbers.model_json_schema()["properties"][name]
    return int(bounds["minimum"]), int(bounds["maximum"])


def _fault(name: str, value: object) -> str:
    if name not in Numbers.model_fields:
        known = ", ".join(Numbers.model_fields)
        return f"There is no number called “{name}”. These can be changed: {known}."
    least, most = limits(name)
    return f"“{name}” must be a whole number from {least} to {most}, and not {value!r}."
