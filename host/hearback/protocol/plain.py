"""Dataclasses → JSON values, as pydantic would write them, without its import."""

from datetime import date, datetime
from typing import Any

from hearback.protocol.cards import Model


def plain(value: object) -> Any:
    """Return a card, a page, or what they are made of, as JSON values."""
    if value is None or isinstance(value, (str, int)):
        return value  # nearly all of them
    if isinstance(value, Model):
        return {name: plain(field) for name, field in vars(value).items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _moment(moment: datetime) -> str:
    text, offset = moment.isoformat(), moment.utcoffset()
    if offset and offset.seconds % 60:
        return text[:-3]  # before there were zones; no browser reads such
    return f"{text.removesuffix('+00:00')}Z" if text.endswith("+00:00") else text
