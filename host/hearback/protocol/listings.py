"""What the commands print as JSON, beside the views of the cards."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from hearback.protocol.cards import ApplicationView, ConnectionView
from hearback.protocol.model import Model
from hearback.signals.signal import About, Kind, Strength


class ApplicationList(Model):
    """What `hearback list --json` prints."""

    now: datetime
    me: list[str]
    applications: list[ApplicationView]


class ConnectionList(Model):
    """People at the company of an application whom the user has written with, newest first.

    `searched` says where was looked: all of Gmail, all of a mail file or of the sample, only the
    job mail that is `kept`, or `nothing` when no mail tells which company it is.
    """

    application_id: str
    searched: Literal["gmail", "file", "kept", "sample", "nothing"]
    people: list[ConnectionView]


class PromiseDates(Model):
    """The dates of a promise, as `hearback signals --json` prints them."""

    earliest: date
    latest: date
    strength: Strength
    about: About


class SignalView(Model):
    """One thing a message says."""

    kind: Kind
    evidence: str
    rule: str
    confidence: float
    promise: PromiseDates | None


class MessageSignals(Model):
    """One line of `hearback signals --json`."""

    message_id: str
    thread: str
    date: datetime
    direction: Literal["inbound", "outbound"]
    job: bool = Field(description="Whether it is about the user's own search for a job.")
    language: str | None
    signals: list[SignalView]
    problems: list[str]
