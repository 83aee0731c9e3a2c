"""What was granted, and the codes and tokens that stand for it."""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]
PREFIX = "https://www.googleapis.com/auth/"
LIFE_S = 3600
CLIENT_ID = "1234-emulator.apps.googleusercontent.com"
CLIENT_SECRET = "GOCSPX-no-secret"


class OAuthRefused(Exception):
    """The token endpoint says no."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.status = status
        self.body: Json = {"error": error, "error_description": description}


@dataclass(frozen=True)
class Issued:
    """What a code or a token stands for. Tokens of one consent have one `grant`."""

    scopes: frozenset[str]
    grant: str
    challenge: str = ""
    redirect_uri: str = ""
    offline: bool = False
    expires: float = 0.0


@dataclass
class Accounts:
    """Everything that was issued. Times are the emulator's clock, in seconds."""

    codes: dict[str, Issued] = field(default_factory=dict)
    access: dict[str, Issued] = field(default_factory=dict)
    refresh: dict[str, Issued] = field(default_factory=dict)

    def client_file(self, base: str) -> Json:
        """Return the JSON of the desktop client, with the emulator's addresses."""
        return {
            "installed": {
                "client_id": CLIENT_ID,
                "project_id": "emulator",
                "auth_uri": f"{base}/o/oauth2/auth",
                "token_uri": f"{base}/token",
                "client_secret": CLIENT_SECRET,
                "redirect_uris": ["http://localhost"],
            }
        }

    def answer_consent(
        self, query: Mapping[str, Sequence[str]], ticked: Sequence[str] | None
    ) -> str:
        """Return where the browser is sent after the user's answer; None is a denial."""
        told = {key: values[0] for key, values in query.items()}
        state = {"state": told["state"]} if "state" in told else {}
        if ticked is None:
            return f"{told['redirect_uri']}?{urlencode({'error': 'access_denied', **state})}"
        code = f"4/{secrets.token_urlsafe(16)}"
        self.codes[code] = Issued(
            scopes=frozenset(ticked),
            grant=code,
            challenge=told["code_challenge"],
            redirect_uri=told["redirect_uri"],
            offline=told.get("access_type") == "offline" and told.get("prompt") == "consent",
        )
        answer = {**state, "code": code, "scope": " ".join(ticked)}
        return f"{told['redirect_uri']}?{urlencode(answer)}"

    def token(self, form: Mapping[str, Sequence[str]], client: tuple[str, str], now: float) -> Json:
        """Return tokens for a code or a refresh token. Raises OAuthRefused."""
        told = {key: values[0] for key, values in form.items()}
        if client != (CLIENT_ID, CLIENT_SECRET):
            raise OAuthRefused("invalid_client", "Unauthorized", 401)
        if told.get("grant_type") == "authorization_code":
            return self._exchange(told, now)
        if told.get("grant_type") != "refresh_token":
            raise OAuthRefused("unsupported_grant_type", "Invalid grant_type")
        issued = self.refresh.get(told.get("refresh_token", ""))
        if issued is None:
            raise OAuthRefused("invalid_grant", "Token has been expired or revoked.")
        return self._access(issued, now)

    def _exchange(self, told: Mapping[str, str], now: float) -> Json:
        issued = self.codes.pop(told.get("code", ""), None)
        if issued is None:
            raise OAuthRefused("invalid_grant", "Malformed auth code.")
        if issued.redirect_uri != told.get("redirect_uri"):
            raise OAuthRefused("redirect_uri_mismatch", "Bad Request")
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != issued.challenge:
            raise OAuthRefused("invalid_grant", "Invalid code verifier.")
        answer = self._access(issued, now)
        if issued.offline:
            answer["refresh_token"] = self._refresh(issued)
        return answer

    def _refresh(self, issued: Issued) -> str:
        token = f"1//{secrets.token_urlsafe(24)}"
        self.refresh[token] = issued
        return token

    def _access(self, issued: Issued, now: float) -> Json:
        token = f"ya29.{secrets.token_urlsafe(24)}"
        self.access[token] = replace(issued, expires=now + LIFE_S)
        return {
            "access_token": token,
            "expires_in": LIFE_S,
            "scope": " ".join(sorted(issued.scopes)),
            "token_type": "Bearer",
        }

    def scopes_of(self, token: str, now: float) -> frozenset[str] | None:
        """Return the short names of a token's scopes; None for one that is not in force."""
        issued = self.access.get(token)
        if issued is None or now >= issued.expires:
            return None
        return frozenset(scope.removeprefix(PREFIX) for scope in issued.scopes)

    def revoke(self, token: str) -> bool:
        """End a token, and with it all others of its grant; return whether it was known."""
        issued = self.refresh.get(token) or self.access.get(token)
        if issued is None:
            return False
        self.refresh = {k: v for k, v in self.refresh.items() if v.grant != issued.grant}
        self.access = {k: v for k, v in self.access.items() if v.grant != issued.grant}
        return True

    def revoke_everything(self) -> None:
        """End every grant, as a changed password does."""
        self.refresh.clear()
        self.access.clear()

    def grant(self, *names: str, now: float = 0.0) -> tuple[str, str]:
        """Skip the browser: return an access token and a refresh token for these scopes."""
        scopes = frozenset(name if "://" in name else f"{PREFIX}{name}" for name in names)
        issued = Issued(scopes, grant=secrets.token_urlsafe(8), offline=True)
        return str(self._access(issued, now)["access_token"]), self._refresh(issued)
