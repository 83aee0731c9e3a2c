"""The small Gmail's consent and tokens: what Google grants, refuses and takes back."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from emulator.accounts import CLIENT_ID, CLIENT_SECRET, PREFIX
from emulator.samples import asked_with
from emulator.server import Emulator
from gmail.fake_clock import FakeClock

BACK = "http://127.0.0.1:9999/"
VERIFIER = "a-verifier-that-is-long-enough-for-the-forty-three-letters"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=")
BOTH = [f"{PREFIX}gmail.readonly", f"{PREFIX}gmail.compose"]
ASKED = {
    "client_id": CLIENT_ID,
    "redirect_uri": BACK,
    "response_type": "code",
    "scope": " ".join(BOTH),
    "state": "a&b",
    "code_challenge": CHALLENGE.decode(),
    "code_challenge_method": "S256",
    "access_type": "offline",
    "prompt": "consent",
}
CLIENT = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}


@pytest.fixture
def gmail() -> Iterator[Emulator]:
    with Emulator(clock=FakeClock(1_000_000).now) as emulator:
        yield emulator


def answered(gmail: Emulator, *ticked: str, answer: str = "allow", **asked: str) -> dict[str, str]:
    """Return what the browser brings back."""
    url = f"{gmail.url}/o/oauth2/auth?{urlencode({**ASKED, **asked})}"
    form = {"scope": list(ticked), "answer": answer}
    told = requests.post(url, data=form, allow_redirects=False, timeout=5)
    assert told.status_code == 303
    assert told.headers["Location"].startswith(BACK)
    return {k: v[0] for k, v in parse_qs(urlsplit(told.headers["Location"]).query).items()}


def token(
    gmail: Emulator, form: Mapping[str, str], *, basic: bool = False
) -> tuple[int, dict[str, Any]]:
    auth = (CLIENT_ID, CLIENT_SECRET) if basic else None
    sent = dict(form) if basic else {**CLIENT, **form}
    told = requests.post(f"{gmail.url}/token", data=sent, auth=auth, timeout=5)
    return told.status_code, told.json()


def refreshing(refresh_token: str) -> dict[str, str]:
    return {"grant_type": "refresh_token", "refresh_token": refresh_token}


def exchanged(gmail: Emulator, code: str, **form: str) -> tuple[int, dict[str, Any]]:
    asked = {"redirect_uri": BACK, "code_verifier": VERIFIER, "code": code, **form}
    return token(gmail, {"grant_type": "authorization_code", **asked})


# --- consent --------------------------------------------------------------------------------------


def test_the_page_asks_about_each_scope_and_can_be_walked(gmail: Emulator) -> None:
    url = f"{gmail.url}/o/oauth2/auth?{urlencode({**ASKED, 'login_hint': 'sam+1@example.com'})}"
    page = requests.get(url, timeout=5).text
    assert "sam+1@example.com" in page
    assert re.findall(r'type="checkbox" name="scope" value="([^"]+)" checked', page) == BOTH
    assert re.findall(r'name="answer" value="(\w+)"', page) == ["allow", "deny"]
    action = re.search(r'action="([^"]+)"', page)
    assert action
    form = {"scope": BOTH, "answer": "allow"}
    where = gmail.url + action[1].replace("&amp;", "&")
    told = requests.post(where, data=form, allow_redirects=False, timeout=5)
    assert parse_qs(urlsplit(told.headers["Location"]).query)["state"] == ["a&b"]


def test_a_denial_brings_no_code(gmail: Emulator) -> None:
    assert answered(gmail, answer="deny") == {"error": "access_denied", "state": "a&b"}


def test_only_what_was_ticked_is_granted(gmail: Emulator) -> None:
    told = answered(gmail, BOTH[0], "https://mail.google.com/")
    assert told["scope"] == BOTH[0]
    _, given = exchanged(gmail, told["code"])
    assert given["scope"] == BOTH[0]
    assert gmail.accounts.scopes_of(given["access_token"], gmail.clock()) == frozenset(
        {"gmail.readonly"}
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "another"},
        {"redirect_uri": "https://example.com/"},
        {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
    ],
    ids=str,
)
def test_a_wrong_question_is_not_put_to_the_user(gmail: Emulator, wrong: Mapping[str, str]) -> None:
    url = f"{gmail.url}/o/oauth2/auth?{urlencode({**ASKED, **wrong})}"
    assert requests.get(url, timeout=5).status_code == 400


# --- tokens ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("basic", [True, False], ids=["in the head", "in the form"])
def test_the_client_may_name_itself_in_two_ways(gmail: Emulator, basic: bool) -> None:
    code = answered(gmail, *BOTH)["code"]
    form = {"redirect_uri": BACK, "code_verifier": VERIFIER, "code": code}
    status, given = token(gmail, {"grant_type": "authorization_code", **form}, basic=basic)
    assert (status, given["token_type"], given["expires_in"]) == (200, "Bearer", 3600)
    status, again = token(gmail, refreshing(given["refresh_token"]), basic=basic)
    assert (status, "refresh_token" in again) == (200, False)
    assert asked_with(gmail, f"Bearer {again['access_token']}") == 200


def test_a_wrong_client_gets_nothing(gmail: Emulator) -> None:
    code = answered(gmail, *BOTH)["code"]
    status, told = exchanged(gmail, code, **{"client_secret": "guessed"})
    assert (status, told["error"]) == (401, "invalid_client")
    assert exchanged(gmail, code)[0] == 200


def test_a_code_is_good_once_and_for_its_verifier(gmail: Emulator) -> None:
    status, told = exchanged(gmail, answered(gmail, *BOTH)["code"], code_verifier="guessed")
    assert (status, told["error"]) == (400, "invalid_grant")
    code = answered(gmail, *BOTH)["code"]
    assert exchanged(gmail, code)[0] == 200
    assert exchanged(gmail, code)[1]["error"] == "invalid_grant"
    code = answered(gmail, *BOTH)["code"]
    assert exchanged(gmail, code, redirect_uri="http://127.0.0.1:1/")[0] == 400


@pytest.mark.parametrize("asked", [{"access_type": "online"}, {"prompt": "none"}], ids=str)
def test_a_lasting_token_comes_only_when_asked_for(
    gmail: Emulator, asked: Mapping[str, str]
) -> None:
    _, told = exchanged(gmail, answered(gmail, *BOTH, **asked)["code"])
    assert "refresh_token" not in told


def test_other_ways_to_a_token_are_none(gmail: Emulator) -> None:
    status, told = token(gmail, {"grant_type": "password", "username": "sam"})
    assert (status, told["error"]) == (400, "unsupported_grant_type")


@pytest.mark.parametrize("which", [0, 1], ids=["access", "refresh"])
def test_revoking_ends_all_tokens_of_its_grant_and_no_others(gmail: Emulator, which: int) -> None:
    mine, others = gmail.grant(), gmail.grant()
    form = {"token": mine[which]}
    assert requests.post(f"{gmail.url}/revoke", data=form, timeout=5).status_code == 200
    assert asked_with(gmail, f"Bearer {mine[0]}") == 401
    status, told = token(gmail, refreshing(mine[1]))
    assert status == 400
    assert told == {
        "error": "invalid_grant",
        "error_description": "Token has been expired or revoked.",
    }
    assert asked_with(gmail, f"Bearer {others[0]}") == 200
    assert requests.post(f"{gmail.url}/revoke", data=form, timeout=5).status_code == 400


def test_a_changed_password_ends_everything(gmail: Emulator) -> None:
    access, refresh = gmail.grant()
    gmail.revoke_everything()
    assert asked_with(gmail, f"Bearer {access}") == 401
    assert token(gmail, refreshing(refresh))[0] == 400
