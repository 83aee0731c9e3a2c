"""All applications as a picture: how far they came, and how they were answered."""

from datetime import date

from pydantic import Field

from hearback.protocol.model import Model
from hearback.timeline.application import Station


class FlowView(Model):
    """How many applications went from one station to the next."""

    source: Station
    target: Station
    count: int


class PromiseCounts(Model):
    """Promises whose day has passed: answered in time, later, or not at all."""

    kept: int
    late: int
    never: int


class FigureRow(Model):
    """One application; days in the user's zone."""

    application_id: str
    company: str | None
    role: str | None
    began: date
    station: Station
    promised: date | None
    answered: date | None


class FiguresView(Model):
    """The figures of the applications that began on the days that were asked for."""

    flows: list[FlowView]
    answer_days: list[int] = Field(
        description="Days from an interview to the answer, one for each that was answered."
    )
    promises: PromiseCounts
    rows: list[FigureRow]
