"""Every answer with which Gmail refuses a request: what helps, and the class the user meets."""

from collections.abc import Mapping

from hearback.errors import (
    AccessDenied,
    ApiDisabled,
    GmailBusy,
    GmailProblem,
    GmailUnavailable,
    Offline,
    ScopeMissing,
    SignInAgain,
)
from hearback.gmail.faults import Cure
from hearback.gmail.words import Refused


def body(reason: str, message: str, domain: str = "global", status: str = "") -> object:
    told = {"errors": [{"domain": domain, "reason": reason, "message": message}]}
    return {"error": {"code": 403, "message": message, "status": status, **told}}


PER_MINUTE = "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'"
ROWS: Mapping[str, tuple[int, object, Cure, type[GmailProblem]]] = {
    "per minute": (403, body("rateLimitExceeded", PER_MINUTE, "usageLimits"), Cure.WAIT, GmailBusy),
    "penalty": (
        403,
        body(
            "userRateLimitExceeded", "User-rate limit exceeded.  Retry after 2026-09-21T14:30:00Z"
        ),
        Cure.WAIT,
        GmailBusy,
    ),
    "penalty, 429": (
        429,
        body("rateLimitExceeded", "User-rate limit exceeded.  Retry after 2026-09-21T14:30:00.5Z"),
        Cure.WAIT,
        GmailBusy,
    ),
    "crowd": (
        429,
        body("rateLimitExceeded", "Too many concurrent requests for user"),
        Cure.FEWER,
        GmailBusy,
    ),
    "exhausted": (
        429,
        body("rateLimitExceeded", "Resource has been exhausted (e.g. check quota)."),
        Cure.FEWER,
        GmailBusy,
    ),
    "429 of any kind": (429, b"", Cure.WAIT, GmailBusy),
    "day": (403, body("dailyLimitExceeded", "Daily Limit Exceeded"), Cure.NONE, GmailBusy),
    "api off": (
        403,
        body("accessNotConfigured", "Gmail API has not been used in project 12345 before"),
        Cure.NONE,
        ApiDisabled,
    ),
    "api off, by details": (
        403,
        {"error": {"message": "x", "details": [{"reason": "SERVICE_DISABLED"}]}},
        Cure.NONE,
        ApiDisabled,
    ),
    "domain": (403, body("domainPolicy", "The domain administrators"), Cure.NONE, AccessDenied),
    "scopes": (
        403,
        body("insufficientPermissions", "Insufficient Permission"),
        Cure.NONE,
        ScopeMissing,
    ),
    "forbidden": (403, body("forbidden", "Forbidden"), Cure.NONE, ScopeMissing),
    "metadata q": (
        403,
        body("forbidden", "Metadata scope does not support 'q' parameter"),
        Cure.NONE,
        ScopeMissing,
    ),
    "metadata full": (
        403,
        body("forbidden", "Metadata scope doesn't allow format FULL"),
        Cure.NONE,
        ScopeMissing,
    ),
    "token": (401, body("authError", "Invalid Credentials"), Cure.REFRESH, SignInAgain),
    "gone": (404, body("notFound", "Requested entity was not found."), Cure.GONE, Refused),
    "precondition": (
        400,
        body("failedPrecondition", "Precondition check failed."),
        Cure.AGAIN,
        GmailUnavailable,
    ),
    "no mailbox": (
        400,
        body("failedPrecondition", "Mail service not enabled"),
        Cure.NONE,
        AccessDenied,
    ),
    "nonsense of ours": (400, body("invalidArgument", "Bad"), Cure.NONE, Refused),
    "no id": (400, body("invalidArgument", "Invalid id value"), Cure.GONE, Refused),
    "backend": (500, body("backendError", "Backend Error"), Cure.AGAIN, GmailUnavailable),
    "gateway": (502, b"<html>Bad Gateway</html>", Cure.AGAIN, GmailUnavailable),
    "another web site": (302, b"", Cure.NONE, Offline),
}
