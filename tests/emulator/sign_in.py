"""Google's pages for signing in: consent, token, revocation."""

import binascii
import html
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode

from emulator.accounts import CLIENT_ID, PREFIX, OAuthRefused
from emulator.wire import Answer, Request, say

if TYPE_CHECKING:
    from emulator.server import Emulator

LOOPBACK = ("http://127.0.0.1:", "http://localhost:", "http://[::1]:")
CONSENT = """<!doctype html><meta charset="utf-8"><title>Sign in with Google</title>
<h1>{client} wants access to the Google Account of {user}</h1>
<form method="post" action="/o/oauth2/auth?{query}">{boxes}
<button name="answer" value="allow">Allow</button>
<button name="answer" value="deny">Deny</button></form>"""
BOX = """
<label><input type="checkbox" name="scope" value="{value}" checked> {name}</label><br>"""
WRONG = """<!doctype html><title>Error 400: {error}</title><h1>Access blocked</h1><p>{text}</p>"""


def consent(gmail: "Emulator", request: Request) -> Answer:
    """Ask the user, or take the answer and send the browser back with it."""
    error, text = _wrong_with(request)
    if error:
        return _page(400, WRONG.format(error=error, text=html.escape(text)))
    asked = request.query["scope"][0].split()
    if request.verb == "POST":
        allowed = request.form.get("answer") == ["allow"]
        ticked = [scope for scope in asked if scope in request.form.get("scope", [])]
        back = gmail.accounts.answer_consent(request.query, ticked if allowed else None)
        return Answer(303, kind="text/html", headers={"Location": back})
    boxes = "".join(
        BOX.format(value=html.escape(each), name=html.escape(each.removeprefix(PREFIX)))
        for each in asked
    )
    pairs = [(key, value) for key, values in request.query.items() for value in values]
    page = CONSENT.format(
        client=html.escape(request.query["client_id"][0]),
        user=html.escape(request.query.get("login_hint", [gmail.mailbox.address])[0]),
        query=html.escape(urlencode([pair for pair in pairs if pair[0] != "scope"]))
        + html.escape("&" + urlencode({"scope": " ".join(asked)})),
        boxes=boxes,
    )
    return _page(200, page)


def _wrong_with(request: Request) -> tuple[str, str]:
    """Return why Google would not even ask the user."""
    told = {key: values[0] for key, values in request.query.items()}
    if told.get("client_id") != CLIENT_ID:
        return "invalid_client", "The OAuth client was not found."
    if not told.get("redirect_uri", "").startswith(LOOPBACK):
        return "redirect_uri_mismatch", "This is not an address of the desktop client."
    if told.get("response_type") != "code" or not told.get("scope"):
        return "invalid_request", "response_type=code and scope are required."
    if told.get("code_challenge_method") != "S256" or not told.get("code_challenge"):
        return "invalid_request", "The emulator insists on PKCE with S256."
    return "", ""


def _page(status: int, text: str) -> Answer:
    return Answer(status, text.encode(), "text/html; charset=utf-8")


def token(gmail: "Emulator", request: Request) -> Answer:
    """Give tokens for a code or a refresh token."""
    from emulator.routes import go_wrong

    with gmail.lock:
        fault = next((f for f in gmail.token_faults if f.strikes("token")), None)
    if fault:
        return go_wrong(fault)
    try:
        return say(200, gmail.accounts.token(request.form, _client(request), gmail.clock()))
    except OAuthRefused as error:
        return say(error.status, error.body)


def _client(request: Request) -> tuple[str, str]:
    """Return id and secret of the client, from HTTP Basic or else from the form."""
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            name, _, secret = b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return unquote(name), unquote(secret)
    form = request.form
    return form.get("client_id", [""])[0], form.get("client_secret", [""])[0]


def revoke(gmail: "Emulator", request: Request) -> Answer:
    """End a grant."""
    token = request.form.get("token", [""])[0]
    if gmail.refuse_revocation:
        return say(503, {"error": "unavailable"})
    if not gmail.accounts.revoke(token):
        return say(400, {"error": "invalid_token", "error_description": "Token expired or revoked"})
    gmail.revoked.append(token)
    return say(200, {})
