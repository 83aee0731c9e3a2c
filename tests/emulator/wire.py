"""The emulator's HTTP: routes, JSON, gzip, and connections that end in the middle."""

import gzip
import json
import socket
import time
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from emulator import refusal
from emulator.accounts import OAuthRefused
from emulator.api import find_method
from emulator.refusal import Fault, Refused

if TYPE_CHECKING:
    from emulator.server import Emulator

Json = dict[str, Any]
USERS = "/gmail/v1/users/"


@dataclass(frozen=True)
class Request:
    """What of a request matters to the API."""

    verb: str
    path: str
    query: Mapping[str, list[str]]
    bearer: str
    body: bytes


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: connections that end in the middle are a part of the game."""


class _Dropped(Exception):
    """The connection is to end here."""


def open_server(gmail: "Emulator") -> ThreadingHTTPServer:
    """Listen on a free port of this machine."""
    return _Server(("127.0.0.1", 0), _handler_of(gmail))


def _handler_of(gmail: "Emulator") -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        emulator = gmail

        def setup(self) -> None:
            super().setup()
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            """Answer."""
            answer(self, gmail)

        do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - the server's names

    return Handler


def answer(handler: BaseHTTPRequestHandler, gmail: "Emulator") -> None:
    """Answer one HTTP request."""
    body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
    parts = urlsplit(handler.path)
    query = parse_qs(parts.query, keep_blank_values=True)
    if parts.path.startswith(USERS):
        _api(handler, gmail, body)
    elif parts.path == "/o/oauth2/auth":
        _consent(handler, gmail, query, parse_qs(body.decode()))
    elif parts.path == "/token":
        _token(handler, gmail, parse_qs(body.decode()))
    elif parts.path == "/revoke":
        _revoke(handler, gmail, {**query, **parse_qs(body.decode())})
    else:
        _say_json(handler, 404, {"error": {"code": 404, "message": "Not Found"}})


def _api(handler: BaseHTTPRequestHandler, gmail: "Emulator", body: bytes) -> None:
    parts = urlsplit(handler.path)
    user, _, path = parts.path.removeprefix(USERS).partition("/")
    if path.endswith("/send") or path == "messages/import":
        gmail.sent.append(path)
    found = find_method(handler.command, path)
    bearer = handler.headers.get("Authorization", "").removeprefix("Bearer ")
    query = parse_qs(parts.query, keep_blank_values=True)
    request = Request(handler.command, path, query, bearer, body)
    with gmail.lock:
        gmail.under_way += 1
    try:
        if found is None or user not in ("me", gmail.mailbox.address):
            raise Refused(404, "Not Found", "notFound")
        method, ids = found
        with gmail.lock:
            fault = next((f for f in gmail.faults if f.strikes(method.id)), None)
        if fault and fault.name not in ("lost", "slow", "cut"):
            _go_wrong(handler, fault)
            return
        told = gmail.serve(method, ids, request)
        if fault and fault.name == "lost":
            raise _Dropped
        if fault and fault.name == "slow":
            time.sleep(fault.seconds)
        empty = method.verb == "DELETE"
        _say_json(handler, 204 if empty else 200, told, cut=bool(fault and fault.name == "cut"))
    except Refused as error:
        _say_json(handler, error.status, error.body)
    except _Dropped:
        _drop(handler)
    finally:
        with gmail.lock:
            gmail.under_way -= 1


def _go_wrong(handler: BaseHTTPRequestHandler, fault: Fault) -> None:
    if fault.name == "drop":
        raise _Dropped
    if fault.name == "garbage":
        _say(handler, 200, "text/html", b"<html>Log in to the hotel's network</html>")
        return
    refused = refusal.NAMED[fault.name]
    told = json.loads(json.dumps(refused.body))
    if fault.text:
        told["error"]["message"] = fault.text
    _say_json(handler, refused.status, told)


def _drop(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def _consent(
    handler: BaseHTTPRequestHandler,
    gmail: "Emulator",
    query: Mapping[str, list[str]],
    form: Mapping[str, list[str]],
) -> None:
    if handler.command != "POST":
        _say(handler, 200, "text/html", gmail.accounts.consent_page(query).encode())
        return
    handler.send_response(303)
    handler.send_header("Location", gmail.accounts.answer_consent(query, form))
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def _token(
    handler: BaseHTTPRequestHandler, gmail: "Emulator", form: Mapping[str, list[str]]
) -> None:
    kind, _, given = handler.headers.get("Authorization", "").partition(" ")
    basic = b64decode(given).decode() if kind == "Basic" else ""
    with gmail.lock:
        fault = next((f for f in gmail.token_faults if f.strikes("token")), None)
    try:
        if fault:
            _go_wrong(handler, fault)
            return
        _say_json(handler, 200, gmail.accounts.token(form, basic, gmail.clock()))
    except OAuthRefused as error:
        _say_json(handler, 400, error.body)
    except _Dropped:
        _drop(handler)


def _revoke(
    handler: BaseHTTPRequestHandler, gmail: "Emulator", form: Mapping[str, list[str]]
) -> None:
    token = form.get("token", [""])[0]
    if gmail.refuse_revocation:
        _say_json(handler, 503, {"error": "unavailable"})
    elif gmail.accounts.revoke(token):
        gmail.revoked.append(token)
        _say_json(handler, 200, {})
    else:
        _say_json(handler, 400, {"error": "invalid_token"})


def _say_json(
    handler: BaseHTTPRequestHandler, status: int, told: Json, *, cut: bool = False
) -> None:
    content = b"" if status == 204 else json.dumps(told).encode()
    _say(handler, status, "application/json; charset=UTF-8", content, cut=cut)


def _say(
    handler: BaseHTTPRequestHandler, status: int, kind: str, content: bytes, *, cut: bool = False
) -> None:
    agent = handler.headers.get("User-Agent", "")
    accepted = handler.headers.get("Accept-Encoding", "")
    zipped = "gzip" in accepted and "gzip" in agent and bool(content)
    content = gzip.compress(content, 1) if zipped else content
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    if zipped:
        handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    handler.wfile.write(content[: len(content) // 2] if cut else content)
    if cut:
        handler.wfile.flush()
        _drop(handler)
