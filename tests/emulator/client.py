"""Google's own client library, led to an emulator by a rewritten discovery document."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document

from emulator.accounts import CLIENT_ID, CLIENT_SECRET
from emulator.server import Emulator

Json = dict[str, Any]


@cache
def discovery() -> Json:
    """Return what Google publishes about the API."""
    place = files("googleapiclient") / "discovery_cache/documents/gmail.v1.json"
    document: Json = json.loads(place.read_text(encoding="utf-8"))
    return document


@contextmanager
def google_client(gmail: Emulator, *scopes: str) -> Iterator[Any]:
    """Yield the `users` of the API, signed in with these scopes."""
    access, refresh = gmail.grant(*scopes)
    credentials = Credentials(  # type: ignore[no-untyped-call]
        access,
        refresh_token=refresh,
        token_uri=f"{gmail.url}/token",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
    )
    moved = {**discovery(), "rootUrl": f"{gmail.url}/", "baseUrl": f"{gmail.url}/"}
    with build_from_document(moved, credentials=credentials) as service:
        users = service.users()
        users.new_batch = service.new_batch_http_request
        yield users
