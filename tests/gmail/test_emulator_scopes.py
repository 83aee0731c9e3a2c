"""The small Gmail lets in who may come in, and no further than the scopes of the token reach."""

from collections.abc import Iterator

import pytest
from googleapiclient.errors import HttpError

from emulator.client import google_client
from emulator.samples import asked_with
from emulator.server import Emulator
from gmail.fake_clock import FakeClock


@pytest.fixture
def gmail() -> Iterator[Emulator]:
    with Emulator(clock=FakeClock(1_000_000).now) as emulator:
        yield emulator


def test_only_a_bearer_in_force_is_let_in(gmail: Emulator) -> None:
    access, refresh = gmail.grant()
    assert asked_with(gmail, f"Bearer {access}") == 200
    for header in ("", "Bearer ", "Bearer guessed", access, f"Basic {access}", f"Bearer {refresh}"):
        assert asked_with(gmail, header) == 401, header
    gmail.expire_access()
    assert asked_with(gmail, f"Bearer {access}") == 401


def test_an_access_token_lives_for_an_hour() -> None:
    clock = FakeClock(1_000_000)
    with Emulator(clock=clock.now) as gmail:
        access, _ = gmail.grant()
        clock.at += 3_599
        assert asked_with(gmail, f"Bearer {access}") == 200
        clock.at += 1
        assert asked_with(gmail, f"Bearer {access}") == 401


@pytest.mark.parametrize(
    ("scope", "allowed", "refused"),
    [
        ("gmail.compose", "profile drafts", "threads messages history?startHistoryId=1000 labels"),
        ("gmail.readonly", "profile drafts threads messages labels", ""),
        ("gmail.metadata", "profile labels threads history?startHistoryId=1000", "drafts"),
        ("gmail.send", "", "profile threads drafts"),
        ("https://mail.google.com/", "profile threads drafts", ""),
    ],
)
def test_scopes_open_what_they_open(
    gmail: Emulator, scope: str, allowed: str, refused: str
) -> None:
    access, _ = gmail.grant(scope)
    for path in allowed.split():
        assert asked_with(gmail, f"Bearer {access}", path) == 200, path
    for path in refused.split():
        assert asked_with(gmail, f"Bearer {access}", path) == 403, path


def test_a_missing_scope_is_named_as_google_names_it(gmail: Emulator) -> None:
    with (
        google_client(gmail, "gmail.readonly") as users,
        pytest.raises(HttpError, match="insufficient authentication scopes") as caught,
    ):
        users.drafts().create(userId="me", body={"message": {"raw": "QTogYg"}}).execute()
    assert caught.value.error_details[0]["reason"] == "insufficientPermissions"


def test_the_scope_for_headers_spoils_searches_even_beside_a_better_one(gmail: Emulator) -> None:
    message = gmail.mailbox.deliver(b"Subject: x\n\ny\n")
    with google_client(gmail, "gmail.readonly", "gmail.metadata") as users:
        assert users.threads().list(userId="me").execute()["threads"]
        for query in ("", "x"):
            with pytest.raises(HttpError, match="does not support 'q' parameter"):
                users.threads().list(userId="me", q=query).execute()
        with pytest.raises(HttpError, match="doesn't allow format FULL"):
            users.messages().get(userId="me", id=message).execute()
        assert users.messages().get(userId="me", id=message, format="metadata").execute()
