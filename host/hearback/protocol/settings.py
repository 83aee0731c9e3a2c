"""The user's settings on the wire, and what may be changed of them."""

from typing import Literal

from pydantic import Field

from hearback.protocol.model import Model

ToneChoice = Literal["as_theirs", "plain", "warm", "formal"]


class NumberView(Model):
    """A number of the playbook."""

    name: str
    words: str = Field(description="What it counts, in words.")
    value: int
    usual: int
    least: int
    most: int


class KeptView(Model):
    """What is kept, and where."""

    folder: str
    bytes: int
    mails: int


class SettingsView(Model):
    """All settings as they are in force."""

    look_back_days: int
    country: str = Field(description="Two letters; empty for no holidays.")
    countries: list[str] = Field(description="Those whose holidays are known.")
    time_zone: str
    tone: ToneChoice = Field(description="`as_theirs`: as they write.")
    sign_off: str = Field(description="Empty: as the user closes other mails.")
    numbers: list[NumberView]
    kept: KeptView


class NumberChange(Model):
    """A number of the playbook to change; null takes it back to the usual one."""

    name: str = Field(max_length=60)
    value: int | None


class SettingsChange(Model):
    """What to change; null stays as it is."""

    look_back_days: int | None = Field(ge=7, le=1825)
    country: str | None = Field(max_length=2)
    time_zone: str | None = Field(max_length=60)
    tone: ToneChoice | None
    sign_off: str | None = Field(max_length=60)
    numbers: list[NumberChange] = Field(max_length=30)
