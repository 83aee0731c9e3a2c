"""Signing in and out: the whole way through Google's pages, and every way that ends early."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import responses

from emulator.refusal import Fault
from emulator.server import Emulator
from gmail.consenting import COMPOSE, READ, consent
from gmail.test_grant import GRANT
from hearback.errors import RevocationFailed, ScopeMissing
from hearback.gmail.client_file import OAuthClient
from hearback.gmail.endpoint import GOOGLE, SETTING, Endpoint, find_endpoint
from hearback.gmail.sign_in import SignIn, Stand, revoke

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def endpoint_of(google: Emulator) -> Endpoint:
    return find_endpoint({SETTING: google.url})


def begin(google: Emulator, patience: float = 20.0) -> SignIn:
    told = google.client_file["installed"]
    client = OAuthClient(
        told["client_id"], told["client_secret"], told["auth_uri"], told["token_uri"]
    )
    return SignIn(client, endpoint_of(google), lambda: NOW, patience)


def failed(stand: Stand) -> str:
    assert stand.state == "failed"
    assert stand.problem
    return stand.problem.message


def test_who_allows_both_is_signed_in(google: Emulator, capfd: pytest.CaptureFixture[str]) -> None:
    sign_in = begin(google)
    assert sign_in.stand().state == "waiting"
    assert "You can close this tab" in consent(sign_in.stand().url, READ, COMPOSE)
    grant = sign_in.wait().grant
    assert grant
    assert grant.can_read
    assert grant.can_save_drafts
    assert grant.consented_at == NOW
    assert grant.refresh_token in google.accounts.refresh
    assert capfd.readouterr() == ("", "")


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
    assert not google.accounts.refresh


def test_a_no_is_explained(google: Emulator) -> None:
    sign_in = begin(google)
    consent(sign_in.stand().url, READ, allow=False)
    assert "did not allow" in failed(sign_in.wait())


def test_nobody_answers_in_time(google: Emulator) -> None:
    assert "in time" in failed(begin(google, patience=0.05).wait())


def test_it_can_be_given_up(google: Emulator) -> None:
    sign_in = begin(google)
    sign_in.cancel()
    assert "cancelled" in failed(sign_in.stand())


@pytest.mark.parametrize(
    ("fault", "words"), [("drop", "cannot be reached"), ("garbage", "did not accept")]
)
def test_a_token_endpoint_in_trouble_has_words(google: Emulator, fault: str, words: str) -> None:
    google.token_faults.append(Fault(fault))
    sign_in = begin(google)
    consent(sign_in.stand().url, READ, COMPOSE)
    assert words in failed(sign_in.wait())


def test_a_code_is_worth_nothing_without_our_verifier(google: Emulator) -> None:
    sign_in = begin(google)
    url = sign_in.stand().url
    challenge = url.partition("code_challenge=")[2].partition("&")[0]
    consent(url.replace(challenge, "x" * len(challenge)), READ, COMPOSE)
    assert "did not accept" in failed(sign_in.wait())


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


@responses.activate
def test_offline_a_sign_out_is_not_done_and_says_so() -> None:
    with pytest.raises(RevocationFailed, match="cannot be reached"):
        revoke(GRANT, GOOGLE)


@responses.activate
def test_google_itself_is_asked_at_its_own_addresses() -> None:
    client = OAuthClient("id", "secret", "https://accounts.google.com/o/oauth2/auth", GOOGLE.token)
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
    sign_in = SignIn(client, GOOGLE, lambda: NOW, 20.0)
    assert sign_in.stand().url.startswith("https://accounts.google.com/o/oauth2/auth?")
    responses.add_passthru("http://127.0.0.1")

    told = {key: values[0] for key, values in parse_qs(urlsplit(sign_in.stand().url).query).items()}
    requests.get(told["redirect_uri"], params={"state": told["state"], "code": "4/x"}, timeout=5)
    grant = sign_in.wait().grant
    assert grant
    assert (grant.access_token, grant.refresh_token) == ("ya29.a", "1//r")
    assert grant.expiry > time.time()  # noqa: TID251 - the library counts from the real clock
    assert "code_verifier" in str(responses.calls[0].request.body)
