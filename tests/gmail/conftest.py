"""What the tests of the Gmail client share."""

from collections.abc import Iterator

import pytest

from gmail.http_server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that is there for one test."""
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()
