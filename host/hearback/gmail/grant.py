"""What the user granted, and where it is kept: in the system's keyring, else in a private file.

The file says in which of the two it is, so a keyring that is locked is not taken for nobody having
signed in.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from hearback.errors import GmailProblem, SignInAgain
from hearback.gmail.words import COMPOSE, READONLY

SERVICE = "app.hearback.host"
TESTING_ENDS = timedelta(days=7)  # support.google.com/cloud/answer/15549945
AROUND = timedelta(days=1)


@dataclass(frozen=True)
class Grant:
    """A sign-in. `expiry` is the access token's, in seconds since 1970; `scopes` are the real ones.

    `ended` once the user signed out and Google has not confirmed it yet: it is no longer used.
    """

    client_id: str
    client_secret: str = field(repr=False)
    token_uri: str
    refresh_token: str = field(repr=False)
    scopes: frozenset[str]
    consented_at: datetime
    access_token: str = field(default="", repr=False)
    expiry: float = 0.0
    address: str = ""
    ended: bool = False

    @property
    def can_read(self) -> bool:
        """Whether the user allowed reading mail."""
        return READONLY in self.scopes

    @property
    def can_save_drafts(self) -> bool:
        """Whether the user allowed making drafts."""
        return COMPOSE in self.scopes


def expiry_of(moment: float) -> datetime | None:
    """Return an access token's expiry as Google's library wants it: UTC, without a zone."""
    return datetime.fromtimestamp(moment, UTC).replace(tzinfo=None) if moment else None


def testing_hint(consented_at: datetime, now: datetime) -> str:
    """Return what to say when a sign-in ends about a week after consent, else ""."""
    if abs(now - consented_at - TESTING_ENDS) > AROUND:
        return ""
    return (
        "It was given a week ago, so your Google project may still be in Testing, where every"
        " sign-in ends after seven days: press “Publish app” at"
        " https://console.cloud.google.com/auth/audience to end that."
    )


class GrantLost(SignInAgain):
    """What is kept of a sign-in is damaged or gone: there is nothing to revoke or to read with."""


class PrivateText(Protocol):
    """A file that only the user can read, written whole or not at all."""

    @property
    def path(self) -> Path:
        """Where it is."""

    def read(self) -> str | None:
        """Return what it says; None when there is none."""

    def write(self, text: str) -> None:
        """Put this in its place."""

    def delete(self) -> None:
        """Delete it, if it is there."""


class GrantKeeper:
    """Keeps one user's sign-in."""

    def __init__(self, file: PrivateText) -> None:
        self._file = file
        folder = str(file.path.parent.resolve())
        self._user = hashlib.sha256(folder.encode()).hexdigest()[:16]

    def load(self) -> Grant | None:
        """Return the sign-in that is kept; None when there is none.

        Raises GmailProblem when the keyring does not give it out, GrantLost when it is damaged.
        """
        told = self._marker()
        if told is None:
            return None
        if told.get("in") == "keyring":
            text = _ask_keyring(self._user)
            if text is None:
                raise _lost("The system's keyring does not hold Hearback's sign-in any more.")
            told = _object(text) or {}
        grant = _grant(told)
        if grant is None:
            raise _lost(f"Hearback's sign-in is damaged ({self._file.path}).")
        return grant

    def save(self, grant: Grant) -> None:
        """Keep a sign-in in place of the one before."""
        text = _text(grant)
        if _tell_keyring(self._user, text):
            self._file.write(json.dumps({"in": "keyring"}))
        else:
            self._file.write(text)

    def delete(self) -> None:
        """Forget the sign-in, wherever it is."""
        _clear_keyring(self._user)
        self._file.delete()

    def where(self) -> str:
        """Return where it is kept, in words; "" when there is none."""
        told = self._marker()
        if told is None:
            return ""
        if told.get("in") == "keyring":
            return "in the system's keyring"
        return f"in {self._file.path}, which only you can read (no system keyring could be used)"

    def _marker(self) -> dict[str, Any] | None:
        text = self._file.read()
        if text is None and not self._file.path.exists():
            return None
        return _object(text or "") or {}


def _lost(what: str) -> GrantLost:
    return GrantLost(what, "Sign in again: `hearback sign-in`.")


def _object(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _text(grant: Grant) -> str:
    told = asdict(grant)
    told["scopes"] = sorted(grant.scopes)
    told["consented_at"] = grant.consented_at.isoformat()
    return json.dumps(told)


def _grant(told: dict[str, Any]) -> Grant | None:
    try:
        grant = replace(
            Grant(**told),
            scopes=frozenset(map(str, told["scopes"])),
            consented_at=datetime.fromisoformat(told["consented_at"]),
            expiry=float(told["expiry"]),
        )
    except (TypeError, ValueError, KeyError):
        return None
    texts = [told[each.name] for each in fields(Grant) if each.type in (str, "str")]
    whole = all(isinstance(text, str) for text in texts) and grant.refresh_token
    return grant if whole and grant.consented_at.tzinfo else None


def _ask_keyring(user: str) -> str | None:
    """Return what the keyring holds. Raises GmailProblem when it cannot be asked."""
    try:
        import keyring

        return keyring.get_password(SERVICE, user)
    except Exception:
        # It is locked, there is no desktop session, or its backend is broken.
        raise GmailProblem(
            "The system's keyring does not give out Hearback's sign-in.",
            "Unlock it and try again, or run `hearback sign-in`.",
        ) from None


def _tell_keyring(user: str, text: str) -> bool:
    """Put a text into the keyring; return whether it is there now."""
    try:
        import keyring

        keyring.set_password(SERVICE, user, text)
        return keyring.get_password(SERVICE, user) == text
    except Exception:
        return False  # no keyring here: the file it is


def _clear_keyring(user: str) -> None:
    try:
        import keyring

        keyring.delete_password(SERVICE, user)
    except Exception:
        return  # it was not there
