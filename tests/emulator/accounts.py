"""Google's OAuth as the emulator plays it: consent, codes with PKCE, tokens, revocation."""

import base64
import hashlib
import html
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]
PREFIX = "https://www.googleapis.com/auth/"
LIFE_S = 3600
CLIENT_ID = "1234-emulator.apps.googleusercontent.com"
CLIENT_SECRET = "GOCSPX-no-secret"

CONSENT = """<!doctype html><title>Sign in with Google</title>
<h1>Hearback wants to access your Google Account</h1>
<form method="post" action="/o/oauth2/auth?{query}">{boxes}
<button name="answer" value="allow">Continue</button>
<button name="answer" value="deny">Cancel</button></form>"""


class OAuthRefused(Exception):
    """The token endpoint says no."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error)
        self.body: Json = {"error": error, "error_description": description}


@dataclass
class Issued:
    """What a code or a token stands for."""

    scopes: frozenset[str]
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
                "client_secret": CLIENT_SECRET,
                "auth_uri": f"{base}/o/oauth2/auth",
                "token_uri": f"{base}/token",
                "redirect_uris": ["http://localhost"],
            }
        }

    def consent_page(self, query: Mapping[str, list[str]]) -> str:
        """Return the page that asks the user, a box for each scope."""
        asked = query.get("scope", [""])[0].split()
        boxes = "".join(
            f'<label><input type="checkbox" name="scope" value="{html.escape(each)}" checked>'
            f"{html.escape(each.removeprefix(PREFIX))}</label><br>"
            for each in asked
        )
        pairs = [(key, value) for key, values in query.items() for value in values]
        return CONSENT.format(query=html.escape(urlencode(pairs)), boxes=boxes)

    def answer_consent(self, query: Mapping[str, list[str]], form: Mapping[str, list[str]]) -> str:
        """Return where the browser is sent after the user's answer."""
        back, state = query["redirect_uri"][0], query.get("state", [""])[0]
        if form.get("answer") != ["allow"]:
            return f"{back}?{urlencode({'error': 'access_denied', 'state': state})}"
        code = f"4/{secrets.token_urlsafe(16)}"
        asked = set(query.get("scope", [""])[0].split())
        self.codes[code] = Issued(
            scopes=frozenset(asked & set(form.get("scope", []))),
            challenge=query.get("code_challenge", [""])[0],
            redirect_uri=back,
            offline=query.get("access_type") == ["offline"] and query.get("prompt") == ["consent"],
        )
        return f"{back}?{urlencode({'state': state, 'code': code, 'scope': ' '.join(asked)})}"

    def token(self, form: Mapping[str, list[str]], basic: str, now: float) -> Json:
        """Return tokens for a code or a refresh token. Raises OAuthRefused."""
        told = {key: values[0] for key, values in form.items()}
        given = basic or f"{told.get('client_id', '')}:{told.get('client_secret', '')}"
        if given != f"{CLIENT_ID}:{CLIENT_SECRET}":
            raise OAuthRefused("invalid_client", "Unauthorized")
        if told.get("grant_type") == "refresh_token":
            issued = self.refresh.get(told.get("refresh_token", ""))
            if issued is None:
                raise OAuthRefused("invalid_grant", "Token has been expired or revoked.")
            return self._access(issued, now)
        issued = self.codes.pop(told.get("code", ""), None)
        if issued is None or issued.redirect_uri != told.get("redirect_uri"):
            raise OAuthRefused("invalid_grant", "Malformed auth code.")
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != issued.challenge:
            raise OAuthRefused("invalid_grant", "Invalid code verifier.")
        answer = self._access(issued, now)
        if issued.offline:
            answer["refresh_token"] = f"1//{secrets.token_urlsafe(24)}"
            self.refresh[answer["refresh_token"]] = issued
        return answer

    def _access(self, issued: Issued, now: float) -> Json:
        token = f"ya29.{secrets.token_urlsafe(24)}"
        self.access[token] = Issued(issued.scopes, expires=now + LIFE_S)
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
        """End a token, and with it all of the grant; return whether it was known."""
        issued = self.refresh.pop(token, None) or self.access.pop(token, None)
        if issued is None:
            return False
        self.access = {k: v for k, v in self.access.items() if v.scopes != issued.scopes}
        return True

    def grant(self, *names: str, now: float = 0.0) -> tuple[str, str]:
        """Skip the browser: return an access token and a refresh token for these scopes."""
        scopes = frozenset(f"{PREFIX}{name}" for name in names)
        refresh = f"1//{secrets.token_urlsafe(24)}"
        self.refresh[refresh] = Issued(scopes, offline=True)
        return str(self._access(self.refresh[refresh], now)["access_token"]), refresh
