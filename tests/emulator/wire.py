"""The emulator's HTTP: one request in, one answer out, gzip, and connections that end early."""

import gzip
import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message as Headers
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]
JSON_TYPE = "application/json; charset=UTF-8"


@dataclass(frozen=True)
class Request:
    """A request. The query is parsed, the body is not."""

    verb: str
    path: str
    query: Mapping[str, list[str]]
    headers: Headers
    body: bytes = b""

    @property
    def bearer(self) -> str:
        """The token that it carries, "" without one."""
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        return token if kind.lower() == "bearer" else ""

    @property
    def form(self) -> dict[str, list[str]]:
        """The fields of a form that was sent, after those of the query."""
        return {**self.query, **parse_qs(self.body.decode("utf-8", "replace"))}


def read_request(verb: str, target: str, headers: Headers, body: bytes) -> Request:
    """Return a request for what stands in its first line."""
    parts = urlsplit(target)
    return Request(verb, parts.path, parse_qs(parts.query, keep_blank_values=True), headers, body)


@dataclass(frozen=True)
class Answer:
    """What is answered. `cut` ends the connection in the middle of it."""

    status: int
    content: bytes = b""
    kind: str = JSON_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


class Dropped(Exception):
    """The connection is to end here, without an answer."""


def say(status: int, told: Json) -> Answer:
    """Return an answer in JSON."""
    return Answer(status, b"" if status == 204 else json.dumps(told).encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: connections that end in the middle are a part of the game."""


def open_server(answer: Callable[[Request], Answer], port: int = 0) -> ThreadingHTTPServer:
    """Listen on a port of this machine, a free one for 0."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # an answer leaves in one piece

        def setup(self) -> None:
            super().setup()
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            """Answer."""
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            try:
                _write(self, answer(read_request(self.command, self.path, self.headers, body)))
            except Dropped:
                _drop(self)
            except ConnectionError:
                raise
            except Exception as error:
                # A mistake in here must be seen, and not be taken for a dropped connection.
                _write(self, say(500, {"error": {"message": f"The emulator failed: {error!r}"}}))

        do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - the server's names

    return _Server(("127.0.0.1", port), Handler)


def _write(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    # Google's rule: the word gzip in the User-Agent too.
    agent = handler.headers.get("User-Agent", "")
    zipped = "gzip" in handler.headers.get("Accept-Encoding", "") and "gzip" in agent
    content = gzip.compress(answer.content, 1) if zipped and answer.content else answer.content
    handler.send_response(answer.status)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Type", answer.kind)
    handler.send_header("Content-Length", str(len(content)))
    if content is not answer.content:
        handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    handler.wfile.write(content[: len(content) // 2] if answer.cut else content)
    handler.wfile.flush()
    if answer.cut:
        _drop(handler)


def _drop(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)
