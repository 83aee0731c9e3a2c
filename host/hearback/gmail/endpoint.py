"""Where Google is. One setting moves it, to a loopback address only, for tests without Google."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass

from hearback.errors import UsageError

SETTING = "HEARBACK_GMAIL_ENDPOINT"
PLAIN = re.compile(
    r"(https?)://([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(/[a-z0-9_./-]*|)", re.I | re.A
)


@dataclass(frozen=True)
class Endpoint:
    """The addresses of Google's services that Hearback speaks to.

    `api` has no path and ends without a slash; `moved` when it is not Google itself.
    """

    api: str = "https://gmail.googleapis.com"
    consent: str = "https://accounts.google.com/o/oauth2/auth"
    token: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
    revoke: str = "https://oauth2.googleapis.com/revoke"
    moved: bool = False


GOOGLE = Endpoint()


def find_endpoint(environ: Mapping[str, str]) -> Endpoint:
    """Return where Google is, or what HEARBACK_GMAIL_ENDPOINT names in its place.

    Raises UsageError unless that is `http://` and a loopback address: a token must never be sent
    anywhere else.
    """
    base = environ.get(SETTING, "").rstrip("/")
    if not base:
        return GOOGLE
    scheme, host, path = read_address(base)
    if scheme != "http" or path or not is_loopback(host):
        raise UsageError(
            f"{SETTING} must be an http address on this machine, without a path.",
            f"Unset it to use Google, or set it to something like {SETTING}=http://127.0.0.1:8025.",
        )
    return Endpoint(base, f"{base}/o/oauth2/auth", f"{base}/token", f"{base}/revoke", moved=True)


def read_address(address: str) -> tuple[str, str, str]:
    """Return an address's scheme, host and path; nothing of one that is not plain.

    Two programs may find different hosts in one with a backslash or a user's name: urllib takes
    `https://evil.example\\@oauth2.googleapis.com` for Google's, requests goes to evil.example.
    """
    found = PLAIN.fullmatch(address)
    if not found:
        return "", "", ""
    scheme, host, path = found.groups()
    return scheme.lower(), host.lower().strip("[]"), path


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
