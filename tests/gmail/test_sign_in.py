"""Signing in and out: the whole way through Google's pages, and every way that ends early."""

import re
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import responses

from emulator.refusal import Fault
from emulator.server import Emulator
from gmail.consenting import COMPOSE, READ, consent
from gmail.test_grant import GRANT
from hearback.errors import (
    GmailUnavailable,
    HearbackError,
    NotSignedIn,
    Offline,
    RevocationFailed,
    ScopeMissing,
    SignInFailed,
)
from hearback.gmail import sign_in as sign_in_module
from hearback.gmail.client_file import OAuthClient
from hearback.gmail.endpoint import GOOGLE, SETTING, Endpoint, find_endpoint
from hearback.gmail.grant import GrantKeeper
from hearback.gmail.revocation import revoke
from hearback.gmail.sign_in import SignIn, Stand
from hearback.operations.account import TOKEN, GoogleAccount
from hearback.store.private import PrivateText

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
CLIENT = OAuthClient("id", "secret", "https://accounts.google.com/o/oauth2/auth", GOOGLE.token)


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture(autouse=True)
def nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """In host mode stdout is the browser's, and stderr its log: neither may hold state or code."""
    yield
    assert capfd.readouterr() == ("", "")


def endpoint_of(google: Emulator) -> Endpoint:
    return find_endpoint({SETTING: google.url})


def begin(google: Emulator, patience: float = 20.0, *, spare: bool = False) -> SignIn:
    told = google.client_file["installed"]
    client = OAuthClient(
        told["client_id"], told["client_secret"], told["auth_uri"], told["token_uri"]
    )
    return SignIn(client, endpoint_of(google), lambda: NOW, patience, spare=spare)


def asked(sign_in: SignIn) -> dict[str, str]:
    query = parse_qs(urlsplit(sign_in.stand().url).query)
    return {key: values[0] for key, values in query.items()}


def redirect_of(sign_in: SignIn) -> str:
    return asked(sign_in)["redirect_uri"]


def failed(stand: Stand) -> str:
    assert stand.state == "failed"
    assert stand.problem
    return stand.problem.message


def test_who_allows_both_is_signed_in(google: Emulator) -> None:
    sign_in = begin(google)
    assert sign_in.stand().state == "waiting"
    assert "You can close this tab" in consent(sign_in.stand().url, READ, COMPOSE)
    grant = sign_in.wait().grant
    assert grant
    assert grant.can_read
    assert grant.can_save_drafts
    assert grant.consented_at == NOW
    assert grant.refresh_token in google.accounts.refresh
    assert grant.refresh_token not in repr(sign_in.stand())


def test_without_compose_it_reads_and_says_that_it_may_not_draft(google: Emulator) -> None:
    sign_in = begin(google)
    consent(sign_in.stand().url, READ)
    grant = sign_in.wait().grant
    assert grant
    assert grant.can_read
    assert not grant.can_save_drafts


def test_without_reading_nothing_works_and_nothing_is_left_at_google(google: Emulator) -> None:
    sign_in = begin(google)
    consent(sign_in.stand().url, COMPOSE)
    stand = sign_in.wait()
    assert isinstance(stand.problem, ScopeMissing)
    assert "View your email" in stand.problem.remedy
    assert stand.grant is None
    assert google.revoked
    assert not google.accounts.refresh
    assert not google.accounts.access


def test_a_no_is_explained(google: Emulator) -> None:
    sign_in = begin(google)
    consent(sign_in.stand().url, READ, allow=False)
    assert "did not allow" in failed(sign_in.wait())


def test_nobody_answers_in_time(google: Emulator) -> None:
    assert "in time" in failed(begin(google, patience=0.05).wait())


def test_a_favicon_and_an_older_tab_do_not_disturb_it(google: Emulator) -> None:
    sign_in = begin(google)
    back = redirect_of(sign_in)
    for path, query in [("favicon.ico", {}), ("", {"state": "older", "code": "4/x"})]:
        assert requests.get(f"{back}{path}", params=query, timeout=5).status_code in (400, 404)
    consent(sign_in.stand().url, READ, COMPOSE)
    assert sign_in.wait().state == "done"


def test_only_an_older_tab_answered(google: Emulator) -> None:
    sign_in = begin(google, patience=0.5)
    requests.get(redirect_of(sign_in), params={"state": "older", "code": "4/x"}, timeout=5)
    assert "not to the question" in failed(sign_in.wait())


def test_it_can_be_given_up(google: Emulator) -> None:
    sign_in = begin(google)
    ends: list[Stand] = []
    waiting = threading.Thread(target=lambda: ends.append(sign_in.wait()))
    waiting.start()
    sign_in.cancel()
    assert "cancelled" in failed(sign_in.stand())
    sign_in.cancel()
    waiting.join(5)
    assert "cancelled" in failed(ends[0])


@pytest.mark.parametrize("how", ["allowed", "denied", "cancelled", "nobody came"])
def test_however_it_ends_the_listener_is_gone(google: Emulator, how: str) -> None:
    sign_in = begin(google, patience=0.05 if how == "nobody came" else 20)
    back = redirect_of(sign_in)
    if how == "cancelled":
        sign_in.cancel()
    elif how != "nobody came":
        consent(sign_in.stand().url, READ, COMPOSE, allow=how == "allowed")
    sign_in.wait()
    with pytest.raises(requests.ConnectionError):
        requests.get(back, timeout=5)


def test_given_up_while_google_answers_it_stays_given_up(
    google: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, go_on = threading.Event(), threading.Event()
    exchange = sign_in_module._exchange

    def slowly(flow: Any, code: str) -> Mapping[str, Any]:
        asking.set()
        go_on.wait(10)
        return exchange(flow, code)

    monkeypatch.setattr(sign_in_module, "_exchange", slowly)
    sign_in = begin(google)
    consent(sign_in.stand().url, READ, COMPOSE)
    assert asking.wait(10)
    sign_in.cancel()
    assert "cancelled" in failed(sign_in.stand())
    go_on.set()
    assert "cancelled" in failed(sign_in.wait())
    assert google.revoked
    assert not google.accounts.refresh


@pytest.mark.parametrize("spare", [False, True])
def test_given_up_after_the_consent_it_is_taken_back_unless_another_is_kept(
    google: Emulator, spare: bool
) -> None:
    sign_in = begin(google, spare=spare)
    consent(sign_in.stand().url, READ, COMPOSE)
    assert sign_in.wait().state == "done"
    sign_in.cancel()
    assert "cancelled" in failed(sign_in.wait())
    assert sign_in.stand().grant is None
    assert bool(google.accounts.refresh) is spare


def test_without_reading_a_sign_in_that_is_kept_is_spared(google: Emulator) -> None:
    sign_in = begin(google, spare=True)
    consent(sign_in.stand().url, COMPOSE)
    assert isinstance(sign_in.wait().problem, ScopeMissing)
    assert not google.revoked


@pytest.mark.parametrize(
    ("fault", "problem", "words"),
    [
        (Fault("drop"), Offline, "cannot be reached"),
        (Fault("garbage"), Offline, "answers in its place"),
        (Fault("unavailable"), GmailUnavailable, "trouble of its own"),
        (Fault("answer", status=500, body={"error": "internal"}), GmailUnavailable, "of its own"),
        (Fault("answer", status=429, body={"error": "slow_down"}), GmailUnavailable, "of its own"),
        (Fault("answer", status=401, body={"error": "invalid_client"}), SignInFailed, "_client"),
        (Fault("answer", status=400, body={"error": "<b>\n4/x"}), SignInFailed, r"\(b4x\)"),
        (Fault("answer", status=200, body={}), SignInFailed, "did not accept"),
    ],
)
def test_a_token_endpoint_in_trouble_has_words(
    google: Emulator, fault: Fault, problem: type[HearbackError], words: str
) -> None:
    google.token_faults.append(replace(fault))  # it counts down
    sign_in = begin(google)
    consent(sign_in.stand().url, READ, COMPOSE)
    stand = sign_in.wait()
    assert re.search(words, failed(stand))
    assert type(stand.problem) is problem
    # Only when Google refused the client itself may another one help.
    assert ("OAuth client" in stand.problem.remedy) is (problem is SignInFailed)


@pytest.mark.parametrize("status", [502, 503])
@responses.activate
def test_a_page_in_place_of_a_token_is_no_word_on_the_client(status: int) -> None:
    responses.add_passthru("http://127.0.0.1")
    responses.post(GOOGLE.token, status=status, body="<html>Error</html>", content_type="text/html")
    sign_in = SignIn(CLIENT, GOOGLE, lambda: NOW, 20.0)
    answer = {"state": asked(sign_in)["state"], "code": "4/x"}
    requests.get(redirect_of(sign_in), params=answer, timeout=5)
    assert "trouble of its own" in failed(sign_in.wait())


def test_a_code_is_worth_nothing_without_our_verifier(google: Emulator) -> None:
    sign_in = begin(google)
    url = sign_in.stand().url
    challenge = url.partition("code_challenge=")[2].partition("&")[0]
    consent(url.replace(challenge, "x" * len(challenge)), READ, COMPOSE)
    assert "(invalid_grant)" in failed(sign_in.wait())
    assert not google.accounts.refresh


def test_without_a_lasting_token_it_says_what_to_do(google: Emulator) -> None:
    sign_in = begin(google)
    consent(sign_in.stand().url.replace("&prompt=consent", ""), READ, COMPOSE)
    stand = sign_in.wait()
    assert "no lasting sign-in" in failed(stand)
    assert stand.problem
    assert "myaccount.google.com" in stand.problem.remedy


def test_a_sign_out_ends_it_at_google(google: Emulator) -> None:
    access, refresh = google.grant()
    grant = replace(GRANT, refresh_token=refresh, access_token=access)
    revoke(grant, endpoint_of(google))
    assert google.revoked == [refresh]
    revoke(grant, endpoint_of(google))  # what Google does not know any more is as good as revoked
    google.refuse_revocation = True
    with pytest.raises(RevocationFailed, match="503"):
        revoke(grant, endpoint_of(google))


def test_an_unconfirmed_sign_out_keeps_the_token_alone_for_another_try(
    google: Emulator, tmp_path: Path
) -> None:
    _, refresh = google.grant()
    file = PrivateText(tmp_path / TOKEN)
    GrantKeeper(file).save(replace(GRANT, refresh_token=refresh))
    account = GoogleAccount(tmp_path, {SETTING: google.url})
    google.refuse_revocation = True
    for _ in range(2):
        with pytest.raises(RevocationFailed, match="503"):
            account.sign_out()
        assert account.grant() is None
        with pytest.raises(NotSignedIn):
            account.signed_in()
    text = file.read() or ""
    assert refresh in text
    for other in (GRANT.address, GRANT.client_secret, GRANT.access_token):
        assert other not in text
    google.refuse_revocation = False
    assert account.sign_out() is True
    assert google.revoked == [refresh]
    assert not list(tmp_path.iterdir())
    assert account.sign_out() is False


@responses.activate
def test_offline_a_sign_out_is_not_done_and_says_so() -> None:
    with pytest.raises(RevocationFailed, match="cannot be reached"):
        revoke(GRANT, GOOGLE)


@responses.activate
def test_a_token_that_google_does_not_know_any_more_is_as_good_as_revoked() -> None:
    responses.post(GOOGLE.revoke, status=400, json={"error": "invalid_token"})
    revoke(GRANT, GOOGLE)
    assert responses.calls[0].request.body == "token=1%2F%2Frefresh"
    responses.replace(responses.POST, GOOGLE.revoke, status=400, json={"error": "invalid_request"})
    with pytest.raises(RevocationFailed, match="400"):
        revoke(GRANT, GOOGLE)


@responses.activate
def test_google_itself_is_asked_at_its_own_addresses() -> None:
    responses.post(
        GOOGLE.token,
        json={
            "access_token": "ya29.a",
            "refresh_token": "1//r",
            "expires_in": 3599,
            "scope": " ".join(GRANT.scopes),
            "token_type": "Bearer",
        },
    )
    sign_in = SignIn(CLIENT, GOOGLE, lambda: NOW, 20.0)
    assert sign_in.stand().url.startswith("https://accounts.google.com/o/oauth2/auth?")
    responses.add_passthru("http://127.0.0.1")

    told = asked(sign_in)
    assert told["code_challenge_method"] == "S256"
    assert (told["access_type"], told["prompt"]) == ("offline", "consent")
    assert "include_granted_scopes" not in told
    assert told["scope"].split() == sorted(GRANT.scopes, reverse=True)
    requests.get(told["redirect_uri"], params={"state": told["state"], "code": "4/x"}, timeout=5)
    grant = sign_in.wait().grant
    assert grant
    assert (grant.access_token, grant.refresh_token) == ("ya29.a", "1//r")
    assert grant.expiry > time.time()  # noqa: TID251 - the library counts from the real clock
    assert "code_verifier" in str(responses.calls[0].request.body)
