"""Sign in once: the user consents in the browser, and a loopback listener takes the answer.

RFC 8252 with PKCE (RFC 7636). Nothing waits in the foreground: the panel asks how it stands, the
command line waits for it.
"""

import os
import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from hearback.errors import HearbackError, RevocationFailed, SignInFailed
from hearback.gmail.client_file import OAuthClient
from hearback.gmail.endpoint import Endpoint
from hearback.gmail.grant import Grant
from hearback.gmail.listener import Listener, Returned
from hearback.gmail.revocation import CONNECTIONS, revoke
from hearback.gmail.words import (
    COMPOSE,
    READONLY,
    not_google,
    offline,
    unavailable,
    without_scope,
)

if TYPE_CHECKING:
    from requests import Response

SCOPES = (READONLY, COMPOSE)
PATIENCE_S = 600.0  # a first consent has many pages to read
TIMEOUT_S = 30.0
LOOK_UP_S = 0.5  # a wait without an end cannot be stopped with Ctrl-C on Windows
AGAIN = "Try again when you are ready; nothing was changed."


@dataclass(frozen=True)
class Stand:
    """How a sign-in stands. `url` is for the browser; `grant` is there once it is `done`."""

    state: Literal["waiting", "done", "failed"]
    url: str = ""
    grant: Grant | None = None
    problem: HearbackError | None = None


class SignIn:
    """One try to sign in. It begins at once and ends by itself.

    `spare` what Google gives even when it comes to nothing: to revoke one sign-in ends all of the
    same client and account, so also one that is kept.
    """

    def __init__(
        self,
        client: OAuthClient,
        endpoint: Endpoint,
        now: Callable[[], datetime],
        patience: float = PATIENCE_S,
        *,
        spare: bool = False,
    ) -> None:
        from google_auth_oauthlib.flow import Flow

        self._client = client
        self._endpoint = endpoint
        self._now = now
        self._patience = patience
        self._spare = spare
        self._lock = threading.Lock()
        self._cancelled = False
        if endpoint.moved:
            os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # a loopback address has no certificate
        state = secrets.token_urlsafe(32)
        self._listener = Listener(state)
        self._flow = Flow.from_client_config(
            {"installed": vars(client)},
            scopes=list(SCOPES),
            state=state,
            redirect_uri=self._listener.redirect_uri,
            autogenerate_code_verifier=True,
        )
        # A refresh token comes only with a consent that was asked for anew.
        url, _ = self._flow.authorization_url(access_type="offline", prompt="consent")
        self._stand = Stand("waiting", url=url)
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def stand(self) -> Stand:
        """Return how it stands now."""
        return self._stand

    def wait(self) -> Stand:
        """Return how it ended, once nothing is left to do."""
        while self._thread.is_alive():
            self._thread.join(LOOK_UP_S)
        return self._stand

    def cancel(self) -> None:
        """Give it up, also when the user has consented since. Waits for nothing."""
        with self._lock:
            before = self._stand
            if before.state == "failed":
                return
            self._cancelled = True
            self._stand = Stand("failed", problem=_cancelled())
        self._listener.close()
        if before.grant:
            self._thread = threading.Thread(target=self._drop, args=[before.grant], daemon=True)
            self._thread.start()

    def refuse(self, problem: HearbackError) -> None:
        """Let it come to nothing once it is known whose it is; what was granted is not ended."""
        with self._lock:
            self._stand = Stand("failed", problem=problem)

    def _follow(self) -> None:
        stand = self._come_to_an_end()
        self._listener.close()
        with self._lock:
            if not self._cancelled:
                self._stand = stand
                return
        if stand.grant:
            self._drop(stand.grant)

    def _come_to_an_end(self) -> Stand:
        try:
            answer = self._listener.wait(self._patience)
            return Stand("done", grant=self._grant(answer))
        except HearbackError as problem:
            return Stand("failed", problem=problem)
        except Exception as error:
            # Whatever Google's libraries raise, a thread must not end without a word.
            return Stand("failed", problem=_refused(type(error).__name__))

    def _grant(self, answer: Returned | None) -> Grant:
        if self._cancelled:
            raise _cancelled()
        if answer is None:
            raise _nobody_came(self._listener.strange)
        if answer.error:
            raise _said_no(answer)
        grant = self._read(_exchange(self._flow, answer.code))
        if not grant.can_read:
            self._drop(grant)
            raise without_scope(READONLY)
        return grant

    def _drop(self, grant: Grant) -> None:
        """End a sign-in that is kept nowhere."""
        if not self._spare:
            with suppress(RevocationFailed):
                revoke(grant, self._endpoint)

    def _read(self, token: Mapping[str, Any]) -> Grant:
        scope = token.get("scope", SCOPES)  # left out when it is what was asked (RFC 6749, 5.1)
        scopes = scope.split() if isinstance(scope, str) else map(str, scope)
        refresh_token = token.get("refresh_token")
        if not refresh_token:
            raise SignInFailed(
                "Google gave Hearback no lasting sign-in.",
                f"Remove Hearback's access at {CONNECTIONS}, then sign in again.",
            )
        return Grant(
            client_id=self._client.client_id,
            client_secret=self._client.client_secret,
            token_uri=self._client.token_uri,
            refresh_token=str(refresh_token),
            scopes=frozenset(scopes),
            consented_at=self._now(),
            access_token=str(token.get("access_token", "")),
            expiry=float(token.get("expires_at") or 0),
        )


def _exchange(flow: Any, code: str) -> Mapping[str, Any]:
    """Return the token for a code. Raises SignInFailed, GmailUnavailable and Offline."""
    from oauthlib.oauth2.rfc6749.errors import OAuth2Error
    from requests.exceptions import RequestException

    flow.oauth2session.register_compliance_hook("access_token_response", _of_google)
    try:
        token: Mapping[str, Any] = flow.fetch_token(code=code, timeout=TIMEOUT_S)
    except Warning as changed:
        # oauthlib's way to say that the user did not tick every box; the token is in it.
        return dict(getattr(changed, "token", None) or {})
    except OAuth2Error as error:
        raise _refused(error.error or "") from None
    except RequestException:
        raise offline() from None
    return token


def _of_google(answer: "Response") -> "Response":
    """Return what the token endpoint answered, when it is its word on the sign-in.

    Raises GmailUnavailable and Offline: a fault of Google's, or the page of a hotel's network, says
    nothing about the client.
    """
    if answer.status_code >= 500 or answer.status_code == 429:
        raise unavailable()
    try:
        told = answer.json()
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise not_google()
    return answer


def _cancelled() -> SignInFailed:
    return SignInFailed("The sign-in was cancelled.", AGAIN)


def _nobody_came(strange: bool) -> SignInFailed:
    if not strange:
        return SignInFailed("Nobody answered Google's question in time.", AGAIN)
    return SignInFailed(
        "An answer came, but not to the question that Hearback asked last, so it does not count.",
        "Close the older tabs of Google's sign-in, and try again with the page that opens then.",
    )


def _said_no(answer: Returned) -> SignInFailed:
    if answer.denied:
        return SignInFailed("You did not allow Hearback to read your mail.", AGAIN)
    return SignInFailed(
        f"Google refused the sign-in ({_plain(answer.error)}).",
        "Check the OAuth client and its consent screen, and try again.",
    )


def _refused(reason: str) -> SignInFailed:
    return SignInFailed(
        f"Google did not accept the sign-in ({_plain(reason)}).",
        "Try again. If it stays so, make a new OAuth client and give its file with"
        " `hearback sign-in --client FILE`.",
    )


def _plain(reason: str) -> str:
    """Return an error's name, which comes from the network, as a plain word."""
    return "".join(c for c in reason if c.isalnum() or c in "_- ")[:60] or "no reason given"
