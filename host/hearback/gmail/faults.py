"""What can go wrong between us and Google, and what helps: one table, read downwards.

The shapes are Google's as reported in trackers, and measured where we could.
Nothing of Google's is imported here; `trouble` reads the errors of its libraries.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from hearback.errors import GmailProblem, GmailUnavailable
from hearback.gmail import words
from hearback.gmail.answer import Answer


class NotFound(Exception):
    """What was asked for is not in the mailbox, or not any more."""


class CursorTooOld(Exception):
    """The history no longer reaches back to this id."""


class PageTooOld(GmailUnavailable):
    """Gmail no longer knows this page of a listing; it has to be begun anew."""

    def __init__(self) -> None:
        super().__init__("Gmail lost the place in a list of your mail.", "Try again.")


class Unsure(GmailUnavailable):
    """Gmail's answer to a write was lost: it may have happened or not."""

    def __init__(self) -> None:
        super().__init__(
            "The connection broke while a draft was saved, so it is not known whether it was.",
            "Try again: Hearback first looks whether it is there, so there are never two.",
        )


class Cure(StrEnum):
    """What helps against a fault."""

    WAIT = "wait"  # until the moment that the fault names
    FEWER = "fewer"  # fewer requests at once, after a short rest
    AGAIN = "again"  # the same once more, each time after a longer wait
    RECONNECT = "reconnect"  # the same once more, for a network that was just away
    REFRESH = "refresh"  # a new access token
    GONE = "gone"  # nothing: it is not there, and the caller knows what that means
    NONE = "none"  # nothing that we can do


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `problem` is what the user is told when the cure does not help.

    `until` is when the wait is over (0: no moment is named). `done` is whether Google may have done
    what was asked.
    """

    cure: Cure
    problem: GmailProblem
    until: float = 0.0
    done: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: fits answers of these statuses that give one of the reasons or say the words.

    A row with neither fits them all.
    """

    statuses: range
    reasons: frozenset[str]
    says: str
    cure: Cure
    problem: Callable[[Answer], GmailProblem]

    def fits(self, answer: Answer) -> bool:
        """Whether this row is about that answer."""
        if answer.status not in self.statuses:
            return False
        if self.reasons & answer.reasons:
            return True
        said = self.says and re.search(self.says, answer.text, re.I)
        return bool(said) or not (self.reasons or self.says)


def _only(status: int) -> range:
    return range(status, status + 1)


def _any(reasons: str) -> frozenset[str]:
    return frozenset(reasons.split())


LIMITS = range(403, 430)  # Google uses 403 and 429 for the same limits
SWITCHED_OFF = r"has not been used in project|\bAPI is disabled|it is disabled"
CROWDED = r"too many concurrent|resource has been exhausted"
SCOPES = r"insufficient (authentication scopes|permission)"
RATE = _any("rateLimitExceeded userRateLimitExceeded quotaExceeded RATE_LIMIT_EXCEEDED")

TABLE = (
    # which answers: status, reasons, or words; what helps; what the user is told otherwise
    Row(LIMITS, _any("dailyLimitExceeded"), r"\bper day\b", Cure.NONE, words.day_spent),
    Row(LIMITS, _any(""), r"retry after \d{4}", Cure.WAIT, words.busy),
    Row(LIMITS, _any(""), CROWDED, Cure.FEWER, words.crowd),
    Row(LIMITS, RATE, r"(quota|limit) exceeded", Cure.WAIT, words.busy),
    Row(_only(429), _any(""), "", Cure.WAIT, words.busy),
    Row(
        _only(403),
        _any("accessNotConfigured SERVICE_DISABLED"),
        SWITCHED_OFF,
        Cure.NONE,
        words.api_off,
    ),
    Row(_only(403), _any("domainPolicy"), r"\bdomain (policy|admin)", Cure.NONE, words.denied),
    Row(_only(403), _any(""), r"metadata scope", Cure.NONE, words.only_metadata),
    Row(
        _only(403),
        _any("insufficientPermissions ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
        SCOPES,
        Cure.NONE,
        words.not_allowed,
    ),
    Row(_only(403), _any("forbidden"), "", Cure.NONE, words.not_allowed),
    Row(_only(400), _any(""), r"mail service not enabled", Cure.NONE, words.no_gmail),
    Row(
        _only(400),
        _any("failedPrecondition FAILED_PRECONDITION"),
        "",
        Cure.AGAIN,
        words.unavailable,
    ),
    Row(_only(400), _any(""), r"invalid id value", Cure.GONE, words.refused),
    Row(_only(401), _any(""), "", Cure.REFRESH, words.sign_in_again),
    Row(_only(404), _any(""), "", Cure.GONE, words.refused),
    Row(_only(408), _any(""), "", Cure.AGAIN, words.unavailable),
    Row(_only(409), _any(""), "", Cure.AGAIN, words.unavailable),
    Row(range(500, 600), _any(""), "", Cure.AGAIN, words.unavailable),
    Row(range(300, 400), _any(""), "", Cure.NONE, words.not_google),
    Row(range(1000), _any(""), "", Cure.NONE, words.refused),
)


def fault_of(answer: Answer) -> Fault:
    """Return which fault an error answer tells of."""
    row = next(row for row in TABLE if row.fits(answer))
    # What is over a limit or not allowed was not carried out; what broke down may have been.
    done = row.cure is Cure.AGAIN and answer.status not in (400, 409)
    named = row.cure is Cure.WAIT or answer.retry_after > 0
    return Fault(row.cure, row.problem(answer), answer.wait_until if named else 0.0, done)
