"""Every fault of Google's as it arrives: what helps, and what the user is told."""

import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from typing import Any

import google.auth.exceptions
import httplib2
import pytest
from googleapiclient.errors import HttpError
from hypothesis import given, settings
from hypothesis import strategies as st

from gmail.fake_clock import NOON
from gmail.refusals import ROWS, body
from hearback.errors import (
    AccessDenied,
    ClientFileUnusable,
    GmailBusy,
    GmailProblem,
    GmailUnavailable,
    Offline,
    ScopeMissing,
    SignInAgain,
)
from hearback.gmail.answer import read_answer
from hearback.gmail.faults import Cure, Fault, fault_of
from hearback.gmail.trouble import NotConnected, NoToken, read_trouble

# Google gives their arguments no types.
RefreshError: Any = google.auth.exceptions.RefreshError
TransportError: Any = google.auth.exceptions.TransportError

GET = "gmail.users.threads.get"
CREATE = "gmail.users.drafts.create"
URL = "https://gmail.googleapis.com/gmail/v1/users/me/threads/18c0ffee?alt=json"


def http_error(status: int, told: object, **headers: str) -> HttpError:
    response = httplib2.Response({"status": str(status), **headers})
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return HttpError(response, content, uri=URL)


def fault(error: Exception, method: str = GET) -> Fault:
    found = read_trouble(error, method, NOON)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ROWS)
def test_every_row_has_its_cure_and_its_class(name: str) -> None:
    status, told, cure, problem = ROWS[name]
    found = fault(http_error(status, told))
    assert found.cure is cure
    assert type(found.problem) is problem
    assert found.problem.message
    assert found.problem.remedy


def test_the_end_of_a_penalty_is_read_from_the_text() -> None:
    text = "User-rate limit exceeded.  Retry after 2026-09-21T14:28:20.386Z"
    found = fault(http_error(429, body("userRateLimitExceeded", text)))
    assert found.until == pytest.approx(1_790_000_900.386)
    assert isinstance(found.problem, GmailBusy)
    assert found.problem.until.timestamp() == pytest.approx(found.until)


@pytest.mark.parametrize(
    "told", ["2026-99-99T99:99:99Z", "soon", "0000-00-00T00:00:00Z", "2026-09"]
)
def test_a_time_that_is_none_means_a_minute(told: str) -> None:
    text = f"User-rate limit exceeded. Retry after {told}"
    found = fault(http_error(403, body("userRateLimitExceeded", text)))
    assert found.cure is Cure.WAIT
    assert found.until == NOON + 60


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), ("Mon, 21 Sep 2026 14:13:30 GMT", 10), ("soon", 0), ("٣", 0), ("", 0)],
)
def test_a_retry_after_header_is_heeded(header: str, seconds: float) -> None:
    found = fault(http_error(503, b"", **{"retry-after": header}))
    assert found.cure is Cure.AGAIN
    assert found.until == (NOON + seconds if seconds else 0)


def test_the_days_quota_begins_anew_at_midnight_in_california() -> None:
    problem = fault(http_error(403, body("dailyLimitExceeded", ""))).problem
    assert isinstance(problem, GmailBusy)
    assert problem.until.isoformat() == "2026-09-22T07:00:00+00:00"


def test_a_missing_scope_is_that_of_the_method() -> None:
    error = http_error(403, body("insufficientPermissions", "Insufficient Permission"))
    for method, scope in ((GET, "gmail.readonly"), (CREATE, "gmail.compose")):
        problem = fault(error, method).problem
        assert isinstance(problem, ScopeMissing)
        assert problem.scope.endswith(scope)


def test_a_switched_off_api_comes_with_the_page_that_switches_it_on() -> None:
    problem = fault(http_error(403, body("accessNotConfigured", ""))).problem
    assert "console.cloud.google.com/apis/library/gmail.googleapis.com" in problem.remedy


def refused(error: str, description: str = "") -> Exception:
    told = {"error": error, "error_description": description}
    refusal: Exception = RefreshError(f"{error}: {description}", told, retryable=False)
    return refusal


def certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


def not_connected(cause: Exception) -> NotConnected:
    error = NotConnected()
    error.__cause__ = cause
    return error


ERRORS: Mapping[str, tuple[Exception, Cure, type[GmailProblem], bool]] = {
    "revoked": (
        refused("invalid_grant", "Token has been expired or revoked."),
        Cure.NONE,
        SignInAgain,
        False,
    ),
    "clock, by the token endpoint": (
        refused("invalid_grant", "Token must be short-lived and in a reasonable timeframe"),
        Cure.NONE,
        Offline,
        False,
    ),
    "client deleted": (refused("deleted_client"), Cure.NONE, ClientFileUnusable, False),
    "client unknown": (refused("invalid_client"), Cure.NONE, ClientFileUnusable, False),
    "administrator": (refused("admin_policy_enforced"), Cure.NONE, AccessDenied, False),
    "token endpoint in trouble": (
        RefreshError("<html>503</html>", retryable=False),
        Cure.AGAIN,
        GmailUnavailable,
        False,
    ),
    "token endpoint says so": (refused("internal_failure"), Cure.AGAIN, GmailUnavailable, False),
    "no refresh token": (
        RefreshError("The credentials do not contain the necessary fields need to refresh"),
        Cure.NONE,
        SignInAgain,
        False,
    ),
    "a scope was taken away": (
        RefreshError("Not all requested scopes were granted, missing scopes x/gmail.compose."),
        Cure.NONE,
        ScopeMissing,
        False,
    ),
    "no network for the token": (
        TransportError(httplib2.ServerNotFoundError("x")),
        Cure.RECONNECT,
        Offline,
        False,
    ),
    "certificate not yet valid": (certificate(9), Cure.NONE, Offline, False),
    "certificate expired": (certificate(10), Cure.NONE, Offline, False),
    "certificate of a stranger": (certificate(18), Cure.NONE, Offline, False),
    "no such host": (httplib2.ServerNotFoundError("x"), Cure.RECONNECT, Offline, False),
    "nobody listens": (ConnectionRefusedError(111, "x"), Cure.RECONNECT, Offline, False),
    "no answer": (TimeoutError("timed out"), Cure.RECONNECT, Offline, True),
    "dropped": (ConnectionResetError(104, "x"), Cure.AGAIN, Offline, True),
    "hung up": (http.client.RemoteDisconnected("x"), Cure.AGAIN, Offline, True),
    "half an answer": (http.client.IncompleteRead(b""), Cure.AGAIN, Offline, True),
    "no route": (OSError(113, "No route to host"), Cure.RECONNECT, Offline, True),
    "broken gzip": (
        httplib2.FailedToDecompressContent("x", httplib2.Response({}), b""),
        Cure.AGAIN,
        Offline,
        True,
    ),
    "not connected": (not_connected(TimeoutError()), Cure.RECONNECT, Offline, False),
    "name not found": (not_connected(socket.gaierror(-2, "x")), Cure.RECONNECT, Offline, False),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_of_the_line_and_of_the_token_are_told_apart(name: str) -> None:
    error, cure, problem, done = ERRORS[name]
    found = fault(error)
    assert found.cure is cure
    assert type(found.problem) is problem
    assert found.done is done


def test_without_a_token_gmail_was_never_asked() -> None:
    error = NoToken()
    error.__cause__ = ConnectionResetError(104, "x")
    assert not fault(error, CREATE).done
    error.__cause__ = refused("invalid_grant", "Token has been expired or revoked.")
    assert type(fault(error).problem) is SignInAgain


def test_wrong_clocks_and_strangers_certificates_have_words_of_their_own() -> None:
    assert "clock" in fault(certificate(9)).problem.message
    assert "clock" in fault(certificate(10)).problem.message
    assert "clock" not in fault(certificate(18)).problem.message


def test_only_what_broke_down_may_have_been_done() -> None:
    assert fault(http_error(503, b""), CREATE).done
    for status in (400, 401, 403, 404, 409, 429):
        assert not fault(http_error(status, body("rateLimitExceeded", "")), CREATE).done


def test_errors_of_our_own_are_nobodys_fault() -> None:
    assert read_trouble(ZeroDivisionError(), GET, NOON) is None


CANARY = "Dear Sam, 18c0ffee"


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 418, 429, 500])
def test_no_sentence_repeats_what_google_said(status: int) -> None:
    told = {"error": {"message": CANARY, "status": CANARY, "errors": [{"reason": CANARY}]}}
    problem = fault(http_error(status, told)).problem
    said = f"{problem.message} {problem.remedy} {problem!r}"
    assert "Dear" not in said
    assert "18c0ffee" not in said


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.integers(100, 999), JSON | st.fixed_dictionaries({"error": JSON}), st.text())
@settings(deadline=None)
def test_any_answer_is_some_fault(status: int, told: object, after: str) -> None:
    found = fault_of(read_answer(status, told, GET, NOON, {"retry-after": after, "date": after}))
    assert found.problem.message
