"""End a sign-in at Google."""

from hearback.errors import RevocationFailed
from hearback.gmail.endpoint import Endpoint
from hearback.gmail.grant import Grant

TIMEOUT_S = 30.0
CONNECTIONS = "https://myaccount.google.com/connections"


def revoke(grant: Grant, endpoint: Endpoint) -> None:
    """End a sign-in at Google. Raises RevocationFailed when Google has not confirmed it.

    A token that Google does not know any more is as good as revoked.
    """
    import requests

    try:
        answer = requests.post(
            endpoint.revoke, data={"token": grant.refresh_token}, timeout=TIMEOUT_S
        )
        known = answer.status_code != 400 or "invalid_token" not in answer.text[:1000]
    except requests.RequestException:
        raise _not_revoked("Google cannot be reached") from None
    if known and answer.status_code != 200:
        raise _not_revoked(f"Google answered {answer.status_code}")


def _not_revoked(why: str) -> RevocationFailed:
    return RevocationFailed(
        f"The sign-in could not be ended at Google: {why}. Hearback no longer uses it.",
        f"Run `hearback sign-out` again later, or remove Hearback's access at {CONNECTIONS}.",
    )


def cannot_revoke() -> RevocationFailed:
    """What is kept of a sign-in is damaged, so Google cannot be told which one ends."""
    return RevocationFailed(
        "The sign-in kept here was damaged, so it is deleted, but Google could not be told.",
        f"To end it at Google too, remove Hearback's access at {CONNECTIONS}.",
    )
