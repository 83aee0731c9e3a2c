"""Where a sign-in is kept, and what is said when it is not given out."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from hearback.errors import GmailProblem, NotSignedIn, RevocationFailed, SignInAgain
from hearback.gmail import grant as kept_grant
from hearback.gmail.grant import Grant, GrantKeeper, GrantLost
from hearback.gmail.words import COMPOSE, READONLY
from hearback.operations.account import TOKEN, GoogleAccount
from hearback.store.private import PrivateText

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
GRANT = Grant(
    client_id="id",
    client_secret="client-secret",
    token_uri="https://oauth2.googleapis.com/token",
    refresh_token="1//refresh",
    scopes=frozenset({READONLY, COMPOSE}),
    consented_at=NOW,
    access_token="ya29.access",
    expiry=5.0,
    address="sam@example.com",
)


class MemoryKeyring(KeyringBackend):
    priority = -1  # the library knows each class of this kind, and would take it for the system's

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def keeper(folder: Path) -> GrantKeeper:
    return GrantKeeper(PrivateText(folder / "token.json"))


def test_in_the_keyring_it_comes_back_as_it_was(ring: MemoryKeyring, tmp_path: Path) -> None:
    assert keeper(tmp_path).load() is None
    assert keeper(tmp_path).where() == ""
    keeper(tmp_path).save(GRANT)
    assert keeper(tmp_path).load() == GRANT
    assert keeper(tmp_path).where() == "in the system's keyring"
    assert "refresh" not in (tmp_path / "token.json").read_text()


def test_two_folders_do_not_share(ring: MemoryKeyring, tmp_path: Path) -> None:
    one, other = keeper(tmp_path / "one"), keeper(tmp_path / "other")
    one.save(GRANT)
    assert other.load() is None
    other.save(replace(GRANT, address="other@example.com"))
    assert one.load() == GRANT


def test_without_a_keyring_it_lies_in_a_file_for_the_user_alone(
    ring: MemoryKeyring, tmp_path: Path
) -> None:
    ring.locked = True
    keeper(tmp_path).save(GRANT)
    assert (tmp_path / "token.json").stat().st_mode & 0o077 == 0
    assert keeper(tmp_path).load() == GRANT
    assert "only you can read" in keeper(tmp_path).where()


@pytest.mark.parametrize("none", [fail.Keyring, null.Keyring])
def test_a_keyring_that_keeps_nothing_is_none(
    ring: MemoryKeyring, tmp_path: Path, none: Callable[[], KeyringBackend]
) -> None:
    keyring.set_keyring(none())
    keeper(tmp_path).save(GRANT)
    assert keeper(tmp_path).load() == GRANT
    assert (tmp_path / "token.json").stat().st_mode & 0o777 == 0o600
    assert "no system keyring" in keeper(tmp_path).where()
    keeper(tmp_path).delete()
    assert not list(tmp_path.iterdir())


def test_one_folder_is_the_same_however_it_is_named(ring: MemoryKeyring, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    keeper(tmp_path / "data").save(GRANT)
    assert keeper(tmp_path / "link").load() == GRANT
    assert keeper(tmp_path / "data" / ".." / "data").load() == GRANT


def test_a_keyring_that_goes_away_leaves_the_newest_sign_in_in_the_file(
    ring: MemoryKeyring, tmp_path: Path
) -> None:
    keeper(tmp_path).save(GRANT)
    ring.locked = True
    newer = replace(GRANT, refresh_token="1//newer")
    keeper(tmp_path).save(newer)
    assert keeper(tmp_path).load() == newer
    ring.locked = False
    assert keeper(tmp_path).load() == newer  # not the old one, which the keyring still holds
    keeper(tmp_path).delete()
    assert not ring.held


def test_a_keyring_that_comes_later_takes_it_over(ring: MemoryKeyring, tmp_path: Path) -> None:
    ring.locked = True
    keeper(tmp_path).save(GRANT)
    ring.locked = False
    keeper(tmp_path).save(GRANT)
    assert ring.held
    assert "refresh" not in (tmp_path / "token.json").read_text()


def test_a_locked_keyring_is_not_taken_for_nobody_being_signed_in(
    ring: MemoryKeyring, tmp_path: Path
) -> None:
    keeper(tmp_path).save(GRANT)
    ring.locked = True
    with pytest.raises(GmailProblem, match="does not give out") as raised:
        keeper(tmp_path).load()
    assert not isinstance(raised.value, SignInAgain | NotSignedIn)
    assert "Unlock it" in raised.value.remedy


def test_what_is_gone_from_the_keyring_is_said(ring: MemoryKeyring, tmp_path: Path) -> None:
    keeper(tmp_path).save(GRANT)
    ring.held.clear()
    with pytest.raises(GrantLost, match="any more") as raised:
        keeper(tmp_path).load()
    assert "hearback sign-in" in raised.value.remedy


def test_a_keyring_that_cannot_even_be_made_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "set_password", None)
    monkeypatch.setattr(keyring, "delete_password", None)
    keeper(tmp_path).save(GRANT)
    assert keeper(tmp_path).load() == GRANT
    keeper(tmp_path).delete()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"client_id": 1}', "not json", "é"])
def test_a_damaged_file_is_said(ring: MemoryKeyring, tmp_path: Path, text: str) -> None:
    (tmp_path / "token.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(GrantLost, match="damaged"):
        keeper(tmp_path).load()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("refresh_token", 5),
        ("refresh_token", ""),
        ("access_token", None),
        ("expiry", "soon"),
        ("scopes", 1),
        ("consented_at", "2026-03-20T09:00:00"),
        ("consented_at", "yesterday"),
    ],
)
def test_a_field_that_cannot_be_right_is_damage_too(
    ring: MemoryKeyring, tmp_path: Path, field: str, value: object
) -> None:
    ring.locked = True
    keeper(tmp_path).save(GRANT)
    file = tmp_path / "token.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), field: value}))
    with pytest.raises(GrantLost, match="damaged") as raised:
        keeper(tmp_path).load()
    assert "refresh" not in raised.value.message


def test_a_damaged_sign_in_can_be_signed_out_of(ring: MemoryKeyring, tmp_path: Path) -> None:
    (tmp_path / TOKEN).write_text("{")
    google = GoogleAccount(tmp_path, {})
    with pytest.raises(RevocationFailed, match="damaged") as raised:
        google.sign_out()
    assert "myaccount.google.com" in raised.value.remedy
    assert not list(tmp_path.iterdir())
    assert google.sign_out() is False


def test_a_locked_keyring_keeps_the_sign_in_for_a_sign_out_later(
    ring: MemoryKeyring, tmp_path: Path
) -> None:
    keeper(tmp_path).save(GRANT)
    ring.locked = True
    with pytest.raises(GmailProblem, match="does not give out"):
        GoogleAccount(tmp_path, {}).sign_out()
    ring.locked = False
    assert keeper(tmp_path).load() == GRANT


def test_deleting_leaves_nothing_anywhere(ring: MemoryKeyring, tmp_path: Path) -> None:
    keeper(tmp_path).save(GRANT)
    keeper(tmp_path).delete()
    assert not ring.held
    assert not list(tmp_path.iterdir())
    keeper(tmp_path).delete()


def test_no_secret_gets_into_a_log() -> None:
    for secret in (GRANT.client_secret, GRANT.refresh_token, GRANT.access_token):
        assert secret not in repr(GRANT)


@pytest.mark.parametrize(("days", "said"), [(5.9, False), (6, True), (8, True), (8.1, False)])
def test_about_a_week_after_consent_testing_is_the_likely_reason(days: float, said: bool) -> None:
    hint = kept_grant.testing_hint(NOW, NOW + timedelta(days=days))
    assert ("Testing" in hint) is said
