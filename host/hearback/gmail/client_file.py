"""The user's own OAuth client: the JSON that the Google Cloud console gives for a desktop program.

Its secret is none (RFC 8252, section 8.5): everybody who has the program has it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearback.errors import ClientFileUnusable
from hearback.gmail.endpoint import GOOGLE, Endpoint, is_loopback, read_address

LARGEST = 100_000  # bytes; the real ones have 500
PAGE = "https://console.cloud.google.com/auth/clients"
MAKE_ONE = (
    f"Make one of the type “Desktop app” at {PAGE}, download its JSON, and give that file with"
    " `hearback sign-in --client FILE`."
)
NO_CLIENT = "is not the JSON file of an OAuth client"
API_KEY = b"AIza"  # what all of Google's API keys begin with
FIELDS = ("client_id", "client_secret", "auth_uri", "token_uri")
OF_GOOGLE = frozenset({"accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com"})


@dataclass(frozen=True)
class OAuthClient:
    """Who asks for the user's consent, and where."""

    client_id: str
    client_secret: str
    auth_uri: str
    token_uri: str


def read_client(path: Path, endpoint: Endpoint = GOOGLE) -> OAuthClient:
    """Return what a client file says. Raises ClientFileUnusable, which says what is wrong."""
    return parse_client(read_content(path), str(path), endpoint)


def read_content(path: Path) -> bytes:
    """Return what is in a client file, as far as one may be long. Raises ClientFileUnusable."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise ClientFileUnusable(f"There is no file {path}.", MAKE_ONE) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ClientFileUnusable(f"{path} cannot be read ({why}).", MAKE_ONE) from None


def parse_client(content: bytes, name: str, endpoint: Endpoint = GOOGLE) -> OAuthClient:
    """Return what the content of a client file says; `name` is for the words of an error."""
    try:
        told = json.loads(content) if len(content) <= LARGEST else None
    except (ValueError, RecursionError):
        told = None
    client = told.get("installed") if isinstance(told, dict) else None
    if not isinstance(client, dict):
        kind = _kind_of(told) if isinstance(told, dict) else _kind_of_text(content)
        raise ClientFileUnusable(f"{name} {kind}.", MAKE_ONE)
    missing = [field for field in FIELDS if not _is_told(client.get(field))]
    if missing:
        raise ClientFileUnusable(f"{name} lacks {', '.join(missing)}.", MAKE_ONE)
    return _at_the_endpoint(OAuthClient(*(client[field] for field in FIELDS)), name, endpoint)


def _kind_of(told: dict[str, Any]) -> str:
    if "web" in told:
        return "is for a web server, and Hearback is a desktop program"
    if told.get("type") == "service_account":
        return "is the key of a service account, which has no mailbox"
    if told.get("type") == "authorized_user":
        return "holds somebody's token instead of a client"
    return NO_CLIENT


def _kind_of_text(content: bytes) -> str:
    if content.lstrip(b" \"'\r\n\t").startswith(API_KEY):
        return "is an API key, which opens nobody's mailbox"
    return NO_CLIENT


def _is_told(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _at_the_endpoint(client: OAuthClient, name: str, endpoint: Endpoint) -> OAuthClient:
    """Return the client with addresses that the user's consent and codes may be sent to."""
    addresses = [read_address(client.auth_uri), read_address(client.token_uri)]
    if endpoint.moved:
        if all(is_loopback(host) for _, host, _ in addresses):
            return client
        return OAuthClient(client.client_id, client.client_secret, endpoint.consent, endpoint.token)
    if not all(scheme == "https" and host in OF_GOOGLE for scheme, host, _ in addresses):
        raise ClientFileUnusable(
            f"{name} names addresses that are not Google's, so it is not used.", MAKE_ONE
        )
    return client
