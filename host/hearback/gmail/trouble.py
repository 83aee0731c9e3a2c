"""The errors that Google's libraries raise → Fault. They are imported once one has been raised."""

import json
import re
import ssl

from hearback.gmail import words
from hearback.gmail.answer import read_answer
from hearback.gmail.faults import Cure, Fault, fault_of

NOT_YET_VALID, EXPIRED = 9, 10  # OpenSSL's X509_V_ERR_CERT_*
CLOCK = re.compile(r"\b(iat|exp|timeframe|clock)\b|too early|in the future", re.I)
UNKNOWN_CLIENT = frozenset(
    {"invalid_client", "unauthorized_client", "deleted_client", "disabled_client"}
)
NOT_PERMITTED = frozenset({"access_denied", "admin_policy_enforced", "org_internal"})
DEAD = frozenset({"invalid_grant", "invalid_scope", "invalid_request", "unsupported_grant_type"})


class NoToken(Exception):
    """No access token could be had, so Gmail itself was never asked; the reason is its cause."""


class NotConnected(Exception):
    """No connection came about, so nothing was asked; the reason is its cause."""


def read_trouble(error: Exception, method: str, now: float) -> Fault | None:
    """Return which fault an error tells of; None for one that no connection can cause."""
    from google.auth.exceptions import GoogleAuthError
    from googleapiclient.errors import HttpError

    if isinstance(error, NoToken | NotConnected):
        fault = read_trouble(_cause(error), method, now)
        return Fault(fault.cure, fault.problem, fault.until) if fault else None
    if isinstance(error, HttpError):
        told = _json(error.content)
        return fault_of(read_answer(error.resp.status, told, method, now, error.resp))
    if isinstance(error, GoogleAuthError):
        return _read_refusal(error, method, now)
    return _read_broken_line(error)


def _cause(error: BaseException) -> Exception:
    cause = error.__cause__
    return cause if isinstance(cause, Exception) else OSError()


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _read_refusal(error: Exception, method: str, now: float) -> Fault | None:
    """Read what the token endpoint said.

    `retryable` is False both for a revoked grant and for a server in trouble: only the error's own
    name tells them apart.
    """
    from google.auth.exceptions import RefreshError, TransportError

    if isinstance(error, TransportError):
        inner = error.args[0] if error.args else None
        return _read_broken_line(inner if isinstance(inner, Exception) else _cause(error))
    if not isinstance(error, RefreshError):
        return None
    told = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
    name, text = str(told.get("error", "")), str(error.args[0] if error.args else "")
    if name in DEAD and CLOCK.search(str(told.get("error_description", ""))):
        return Fault(Cure.NONE, words.wrong_clock())
    if name in UNKNOWN_CLIENT:
        return Fault(Cure.NONE, words.unknown_client())
    if name in NOT_PERMITTED:
        return Fault(Cure.NONE, words.denied())
    if "missing scopes" in text:
        lost = words.READONLY if "gmail.readonly" in text else words.COMPOSE
        return Fault(Cure.NONE, words.without_scope(lost))
    if name in DEAD or "necessary fields" in text:
        return Fault(Cure.NONE, words.sign_in_again())
    return Fault(Cure.AGAIN, words.unavailable())


def _read_broken_line(error: Exception) -> Fault | None:
    """Read what came of a connection: the first row that fits, read downwards."""
    import http.client

    import httplib2

    if isinstance(error, ssl.SSLCertVerificationError):
        in_time = error.verify_code not in (NOT_YET_VALID, EXPIRED)
        return Fault(Cure.NONE, words.not_google() if in_time else words.wrong_clock())
    rows: tuple[tuple[tuple[type[Exception], ...], Fault], ...] = (
        ((TimeoutError,), Fault(Cure.RECONNECT, words.no_answer(), done=True)),
        (
            (httplib2.ServerNotFoundError, ConnectionRefusedError),
            Fault(Cure.RECONNECT, words.offline()),
        ),
        (
            (httplib2.RedirectLimit, httplib2.RedirectMissingLocation),
            Fault(Cure.NONE, words.not_google()),
        ),
        (
            (ConnectionError, ssl.SSLError, http.client.HTTPException, httplib2.HttpLib2Error),
            Fault(Cure.AGAIN, words.broken_line(), done=True),
        ),
        ((OSError,), Fault(Cure.RECONNECT, words.offline(), done=True)),
        # The library stumbles over an answer that is none of Google's.
        (
            (ValueError, TypeError, LookupError, AttributeError, RecursionError),
            Fault(Cure.AGAIN, words.unavailable(), done=True),
        ),
    )
    return next((fault for kinds, fault in rows if isinstance(error, kinds)), None)
