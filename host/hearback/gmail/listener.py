"""The address on this machine to which Google sends the browser back after the consent.

It answers one right request and then closes. Other paths, other states, favicons and whatever else
knocks get a short answer and change nothing. Nothing is ever printed or logged: a request line
holds the code.
"""

import hmac
import html
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PATH = "/"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Hearback</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:20vh auto}}</style>
<h1>You can close this tab.</h1><p>{text}</p></html>"""
# Whether Google takes the code is known only later, so this page does not say "signed in".
DONE = "Hearback has your answer. Go back to where you started: it says how it went."
DENIED = "You did not allow it, so Hearback reads nothing."
REFUSED = "Google did not give its consent. Go back to where you started: it says what to do."
STRANGE = (
    "This answer is not the one Hearback waits for. Go back to where you started, and sign in from"
    " there."
)
DENIAL = "access_denied"
SLOW_S = 10.0  # a client that says nothing for so long is dropped


@dataclass(frozen=True)
class Returned:
    """What Google sent back: a code, or an error's name."""

    code: str = ""
    error: str = ""

    @property
    def denied(self) -> bool:
        """Whether the user said no."""
        return self.error == DENIAL


class Listener:
    """Waits on a free port of 127.0.0.1 for the answer that carries `state`."""

    def __init__(self, state: str) -> None:
        self._state = state
        self.strange = False  # whether an answer came that belongs to another try
        self._answer: Returned | None = None
        self._came = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def redirect_uri(self) -> str:
        """The address to send the browser back to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{PATH}"

    def wait(self, seconds: float) -> Returned | None:
        """Return the answer; None when none came in time, or the listener was closed."""
        self._came.wait(seconds)
        return self._answer

    def close(self) -> None:
        """Stop listening; who waits stops waiting. Closing it twice does no harm."""
        self._came.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, query: Mapping[str, list[str]]) -> Returned | None:
        """Return the answer in a request's query; None when it is not the one waited for."""
        state = query.get("state", [""])[0]
        answer = Returned(query.get("code", [""])[0], query.get("error", [""])[0][:100])
        if not (answer.code or answer.error):
            return None
        if not hmac.compare_digest(state.encode(), self._state.encode()):
            self.strange = True
            return None
        with self._lock:
            self._answer = self._answer or answer
        return self._answer

    def wake(self) -> None:
        """Let who waits go on, once the browser has its page: they may end the program."""
        if self._answer:
            self._came.set()

    def _serve(self) -> None:
        self._server.serve_forever(poll_interval=0.05)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a connection that breaks is no news, and stderr may be a browser's log."""


def _handler_of(listener: Listener) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = SLOW_S

        def do_GET(self) -> None:
            """Answer the browser."""
            try:
                self._answer()
            finally:
                listener.wake()

        def _answer(self) -> None:
            query = _query_of(self.path)
            if query is None:
                self.send_error(404)
                return
            answer = listener.take(query)
            if answer is None:
                self._show(400, STRANGE)
            elif answer.denied:
                self._show(200, DENIED)
            else:
                self._show(200, REFUSED if answer.error else DONE)

        def _show(self, status: int, text: str) -> None:
            page = PAGE.format(text=html.escape(text)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.send_header(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"
            )
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing: the request line holds the code."""

    return Handler


def _query_of(path: str) -> Mapping[str, list[str]] | None:
    """Return the query of a request for our path that carries one; None for all others."""
    try:
        parts = urlsplit(path)
        return (parse_qs(parts.query) or None) if parts.path == PATH else None
    except ValueError:
        return None
