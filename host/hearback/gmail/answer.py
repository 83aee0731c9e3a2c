"""What an error answer of Google's says, whatever its shape: reasons, text, when to come back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MINUTE = 60.0
DAY = 24 * 60 * MINUTE
NO_HEADERS: Mapping[str, str] = {}
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
    sent_at: float | None = None

    @property
    def wait_until(self) -> float:
        """When to ask again: the time in the text, else the header's, else a minute from now.

        The text alone names the end of a penalty; asking earlier moves it further away. It is a
        time by Google's clock, and the answer's own date, `sent_at`, tells how far ours is off.
        """
        told = RETRY_AFTER.search(self.text)
        if told:
            try:
                moment = datetime.fromisoformat(told[1] + (told[2] or "Z")).timestamp()
            except (ValueError, OverflowError):
                pass
            else:
                clocks = (self.now if self.sent_at is None else self.sent_at, self.now)
                waits = [moment - clock for clock in clocks if moment > clock]
                sensible = (wait for wait in waits if wait <= DAY)
                return self.now + next(sensible, min(waits, default=MINUTE))
        return self.now + (self.retry_after or MINUTE)


def read_answer(
    status: int, body: object, method: str, now: float, headers: Mapping[str, str] = NO_HEADERS
) -> Answer:
    """Return what an error answer says; `body` is its JSON, whatever that is. Never raises."""
    error = body.get("error") if isinstance(body, dict) else None
    error = error if isinstance(error, dict) else {}
    text = error.get("message")
    sent_at = _moment(headers.get("date", ""))
    return Answer(
        status=status,
        reasons=frozenset(filter(None, map(_plain, _reasons(error)))),
        text=text[:2000] if isinstance(text, str) else "",
        method=method,
        now=now,
        retry_after=_seconds(headers.get("retry-after", ""), now if sent_at is None else sent_at),
        sent_at=sent_at,
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
    """Return what a Retry-After header means, in seconds: a number, or a date."""
    if retry_after.isascii() and retry_after.isdecimal():
        return float(retry_after[:6])
    moment = _moment(retry_after)
    return 0.0 if moment is None else max(0.0, moment - now)


def _moment(date: str) -> float | None:
    from email.utils import parsedate_to_datetime  # not at the start of the host

    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
