"""What an error answer of Google's says, whatever its shape: reasons, text, when to come back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

MINUTE = 60.0
RETRY_AFTER = re.compile(
    r"retry after (\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\d*(Z|[+-]\d\d:?\d\d)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An error answer. `method` is the id of the method, `now` when it came, in seconds since 1970.

    `reasons` are Google's own words for what is wrong; `text` is for reading, never for showing.
    """

    status: int
    reasons: frozenset[str]
    text: str
    method: str
    now: float
    retry_after: float = 0.0

    @property
    def wait_until(self) -> float:
        """When to ask again: the time in the text, else the header's, else a minute from now.

        The text alone names the end of a penalty; asking earlier moves it further away.
        """
        told = RETRY_AFTER.search(self.text)
        if told:
            try:
                moment = datetime.fromisoformat(told[1] + (told[2] or "Z"))
                return max(self.now, moment.timestamp())
            except (ValueError, OverflowError):
                pass
        return self.now + (self.retry_after or MINUTE)


def read_answer(
    status: int, body: object, method: str, now: float, retry_after: str = ""
) -> Answer:
    """Return what an error answer says; `body` is its JSON, whatever that is. Never raises."""
    error = body.get("error") if isinstance(body, dict) else None
    error = error if isinstance(error, dict) else {}
    text = error.get("message")
    return Answer(
        status=status,
        reasons=frozenset(filter(None, map(_plain, _reasons(error)))),
        text=text[:2000] if isinstance(text, str) else "",
        method=method,
        now=now,
        retry_after=_seconds(retry_after, now),
    )


def _reasons(error: dict[str, Any]) -> Iterator[object]:
    yield error.get("status")
    for name in ("errors", "details"):
        listed = error.get(name)
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict):
                yield each.get("reason")


def _plain(reason: object) -> str:
    """Return a reason that is one of Google's words: nothing else gets into a sentence."""
    return reason if isinstance(reason, str) and re.fullmatch(r"[A-Za-z_]{1,50}", reason) else ""


def _seconds(retry_after: str, now: float) -> float:
    """Return what a Retry-After header means, in seconds."""
    if retry_after.isascii() and retry_after.isdecimal():
        return float(retry_after[:6])
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return 0.0
