"""Google's error answers, word for word as they were reported, and faults on order."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
KINDS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


class Refused(Exception):
    """A request that gets an error answer."""

    def __init__(self, status: int, message: str, reason: str, domain: str = "global") -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = {
            "error": {
                "code": status,
                "message": message,
                "errors": [{"message": message, "domain": domain, "reason": reason}],
                "status": KINDS.get(status, "UNKNOWN"),
            }
        }


def not_found() -> Refused:
    """What was asked for is not there, or the cursor is too old."""
    return Refused(404, "Requested entity was not found.", "notFound")


def bad(message: str = "Invalid request") -> Refused:
    """The request itself is wrong."""
    return Refused(400, message, "invalidArgument")


def unauthorized() -> Refused:
    """The token is wrong, expired or revoked."""
    return Refused(401, "Invalid Credentials", "authError")


def scope_missing() -> Refused:
    """The token does not carry what the method needs."""
    return Refused(
        403, "Request had insufficient authentication scopes.", "insufficientPermissions"
    )


def metadata_scope() -> Refused:
    """The token carries gmail.metadata, which forbids searching."""
    return Refused(403, "Metadata scope does not support 'q' parameter", "forbidden")


def metadata_format(form: str) -> Refused:
    """The token carries gmail.metadata, which forbids reading bodies."""
    return Refused(403, f"Metadata scope doesn't allow format {form.upper()}", "forbidden")


def forbidden(message: str) -> Refused:
    """Nobody may do this here."""
    return Refused(403, message, "forbidden")


def quota() -> Refused:
    """The minute's units are spent."""
    text = (
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of"
        " service 'gmail.googleapis.com' for consumer 'project_number:1'."
    )
    return Refused(403, text, "rateLimitExceeded", "usageLimits")


def crowded() -> Refused:
    """Too many requests are under way at the same moment."""
    return Refused(429, "Too many concurrent requests for user", "rateLimitExceeded")


NAMED: Mapping[str, Refused] = {
    "quota": quota(),
    "crowded": crowded(),
    "unauthorized": unauthorized(),
    "scope": scope_missing(),
    "metadata": metadata_scope(),
    "penalty": Refused(
        403,
        "User-rate limit exceeded.  Retry after 2026-03-20T09:15:00.000Z",
        "userRateLimitExceeded",
        "usageLimits",
    ),
    "exhausted": Refused(
        429, "Resource has been exhausted (e.g. check quota).", "rateLimitExceeded"
    ),
    "api off": Refused(
        403,
        "Gmail API has not been used in project 1 before or it is disabled.",
        "accessNotConfigured",
        "usageLimits",
    ),
    "domain": Refused(403, "The domain administrators have disabled Gmail apps.", "domainPolicy"),
    "daily": Refused(403, "Daily Limit Exceeded", "dailyLimitExceeded", "usageLimits"),
    "precondition": Refused(400, "Precondition check failed.", "failedPrecondition"),
    "backend": Refused(500, "Backend Error", "backendError"),
    "unavailable": Refused(503, "The service is currently unavailable.", "backendError"),
}

OTHERS = ("answer", "drop", "cut", "lost", "slow", "garbage", "half a batch")


@dataclass
class Fault:
    """Something that goes wrong on order.

    `name` is one of NAMED, or "answer" (`status` and `body`), "drop" (the connection ends without
    an answer), "cut" (in the middle of it), "lost" (the request is carried out, its answer lost),
    "slow" (`seconds`), "garbage", "half a batch" (every second part of one fails).
    `method` limits it to one method's id, or to whole batches ("batch"); `times` is
    how often it happens, `every` to each n-th request only.
    """

    name: str
    method: str = ""
    times: int = 1
    every: int = 1
    seconds: float = 0.0
    text: str = ""
    seen: int = 0
    status: int = 500
    body: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.name not in (*NAMED, *OTHERS):
            raise ValueError(self.name)

    def strikes(self, method: str) -> bool:
        """Whether this request is hit; counts it."""
        if self.times <= 0 or method != (self.method or method):
            return False
        self.seen += 1
        if self.seen % self.every:
            return False
        self.times -= 1
        return True

    def answer(self) -> tuple[int, Json]:
        """Return the error answer that it stands for."""
        if self.name == "answer":
            return self.status, self.body
        told = deepcopy(NAMED[self.name].body)
        if self.text:
            told["error"]["message"] = self.text
        return NAMED[self.name].status, told
