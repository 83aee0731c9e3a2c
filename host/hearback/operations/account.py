"""The user's Google account: signing in and out, and Gmail as the sign-in allows it."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hearback.errors import (
    ClientFileUnusable,
    GmailProblem,
    NotSignedIn,
    RevocationFailed,
    SignInAgain,
    WrongAccount,
)
from hearback.gmail.endpoint import Endpoint, find_endpoint
from hearback.gmail.grant import Grant, GrantKeeper, GrantLost, expiry_of, testing_hint
from hearback.mail.message import Me, same_mailbox
from hearback.store.private import PrivateText

if TYPE_CHECKING:
    from google.oauth2.credentials import Credentials

    from hearback.gmail.client import Gmail
    from hearback.gmail.pace import Pace
    from hearback.gmail.sign_in import SignIn, Stand

TOKEN, CLIENT = "token.json", "client.json"  # files in the data folder


class GoogleAccount:
    """The sign-in of one data folder. Google's libraries are imported when Google is asked."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self._folder = folder
        self._keeper = GrantKeeper(PrivateText(folder / TOKEN))
        self._client_file = PrivateText(folder / CLIENT)
        self._environ = environ
        self._under_way: SignIn | None = None
        self._finished: Grant | None = None

    @property
    def endpoint(self) -> Endpoint:
        """Where Google is. Raises UsageError for a setting that names another machine."""
        return find_endpoint(self._environ)

    def grant(self) -> Grant | None:
        """Return the sign-in in force; None while there is none."""
        grant = self._keeper.load()
        return grant if grant and not grant.ended else None

    def signed_in(self) -> Grant:
        """Return the sign-in in force. Raises NotSignedIn."""
        grant = self.grant()
        if grant is None:
            raise NotSignedIn("You are not signed in to Gmail.", "Run `hearback sign-in`.")
        return grant

    def where(self) -> str:
        """Return where the sign-in is kept, in words; "" when there is none."""
        return self._keeper.where()

    # --- signing in -------------------------------------------------------------------------------

    def use_client(self, path: Path) -> None:
        """Keep a copy of the user's OAuth client. Raises ClientFileUnusable."""
        from hearback.gmail.client_file import parse_client, read_content

        content = read_content(path)
        parse_client(content, str(path), self.endpoint)
        self._client_file.write(json.dumps(json.loads(content)))  # whatever its encoding was

    def has_client(self) -> bool:
        """Whether an OAuth client is kept."""
        return self._client_file.read() is not None

    def begin_sign_in(self, patience: float | None = None) -> "SignIn":
        """Begin to sign in; one that is under way goes on. Raises ClientFileUnusable."""
        from hearback.gmail.client_file import MAKE_ONE, parse_client
        from hearback.gmail.sign_in import PATIENCE_S, SignIn

        if self._under_way and self._under_way.stand().state == "waiting":
            return self._under_way
        text = self._client_file.read()
        if text is None:
            raise ClientFileUnusable("Hearback has no OAuth client to sign in with yet.", MAKE_ONE)
        client = parse_client(text.encode(), str(self._client_file.path), self.endpoint)
        self._finished = None
        self._under_way = SignIn(
            client,
            self.endpoint,
            lambda: datetime.now(UTC),
            patience or PATIENCE_S,
            spare=self._has_sign_in(),
        )
        return self._under_way

    def _has_sign_in(self) -> bool:
        try:
            return self.grant() is not None
        except GrantLost:
            return False
        except GmailProblem:
            return True  # in a keyring that is locked

    def sign_in_stand(self) -> "Stand | None":
        """Return how the sign-in that was begun stands; None when none was."""
        return self._under_way.stand() if self._under_way else None

    def cancel_sign_in(self) -> None:
        """Give up the sign-in that is under way; one that is kept already stays."""
        if self._under_way and self._finished is None:
            self._under_way.cancel()

    def finish_sign_in(self, me: Me | None) -> Grant:
        """Keep the sign-in that is done, once it is known whose it is.

        `me` is the user whose mail is kept already. Raises what the sign-in failed with, and
        WrongAccount; then the sign-in from before stays.
        """
        stand = self._under_way.stand() if self._under_way else None
        if self._finished and stand and stand.state == "done":
            return self._finished
        if self._under_way is None or stand is None or stand.state == "waiting":
            raise NotSignedIn("The sign-in is not finished.", "Answer Google's question first.")
        if stand.problem:
            raise stand.problem
        assert stand.grant  # noqa: S101 - a sign-in that is done has one
        profile = self._open(stand.grant, None, keep=False).profile()
        grant = replace(stand.grant, address=profile.address)
        if me and same_mailbox(profile.address) not in map(same_mailbox, me.addresses):
            problem = WrongAccount(
                f"You signed in as {profile.address}; the mail kept here is {me.addresses[0]}'s.",
                f"Sign in as {me.addresses[0]}, or run `hearback forget --all` first.",
            )
            self._under_way.refuse(problem)
            self._end_unless_kept(grant)
            raise problem
        self._keeper.save(grant)
        self._finished = grant
        return grant

    def _end_unless_kept(self, grant: Grant) -> None:
        """End a sign-in that is kept nowhere; one of its account that is kept would end with it."""
        from hearback.gmail.revocation import revoke

        try:
            kept = self.grant()
        except GrantLost:
            kept = None
        except GmailProblem:
            return  # in a keyring that is locked
        if kept is None or same_mailbox(kept.address) != same_mailbox(grant.address):
            with suppress(RevocationFailed):
                revoke(grant, self.endpoint)

    # --- signing out ------------------------------------------------------------------------------

    def sign_out(self) -> bool:
        """End the sign-in at Google, then forget it; return whether there was one.

        Raises RevocationFailed; the token, and nothing else of it, is then kept for another try and
        used no more. One that is damaged cannot be revoked from here, so it is only forgotten, and
        that is said.
        """
        from hearback.gmail.revocation import cannot_revoke, revoke

        try:
            grant = self._keeper.load()
        except GrantLost:
            self._keeper.delete()
            raise cannot_revoke() from None
        if grant is None:
            return False
        rest = replace(grant, ended=True, client_secret="", access_token="", address="")
        self._keeper.save(rest)
        revoke(grant, self.endpoint)
        self._keeper.delete()
        return True

    def forget_client(self) -> None:
        """Delete the copy of the OAuth client."""
        self._client_file.delete()

    # --- Gmail ------------------------------------------------------------------------------------

    def open_gmail(self, pace: "Pace", patience: float) -> "Gmail":
        """Return the user's Gmail. Raises NotSignedIn."""
        return self._open(self.signed_in(), pace, patience=patience)

    def _open(
        self, grant: Grant, pace: "Pace | None", *, patience: float = 30.0, keep: bool = True
    ) -> "Gmail":
        from google.oauth2.credentials import Credentials

        from hearback.gmail.client import open_gmail

        credentials = Credentials(  # type: ignore[no-untyped-call]
            token=grant.access_token or None,
            refresh_token=grant.refresh_token,
            token_uri=grant.token_uri,
            client_id=grant.client_id,
            client_secret=grant.client_secret,
            expiry=expiry_of(grant.expiry),
        )
        return open_gmail(
            credentials,
            self.endpoint,
            pace=pace,
            patience=patience,
            refreshed=self._refreshed_of(grant) if keep else lambda _: None,
        )

    def _refreshed_of(self, grant: Grant) -> "Callable[[Credentials], None]":
        def refreshed(credentials: "Credentials") -> None:
            expiry = credentials.expiry
            moment = expiry.replace(tzinfo=UTC).timestamp() if expiry else 0.0
            now = self._keeper.load()
            if now and now.refresh_token == grant.refresh_token and not now.ended:
                self._keeper.save(replace(now, access_token=str(credentials.token), expiry=moment))

        return refreshed

    def explain(self, problem: SignInAgain, now: datetime) -> SignInAgain:
        """Return the problem with a hint when it comes about a week after consent."""
        try:
            grant = self._keeper.load()
        except GmailProblem:
            return problem
        hint = testing_hint(grant.consented_at, now) if grant else ""
        return SignInAgain(problem.message, f"{problem.remedy} {hint}".strip()) if hint else problem
