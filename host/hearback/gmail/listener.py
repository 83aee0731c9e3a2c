"""The address on this machine to which Google sends the browser back after the consent.

It answers one right request and then closes. Other paths, other states, favicons and whatever else
knocks get a short answer and change nothing.
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
<h1>{title}</h1><p>{text}</p></html>"""
DONE = ("You can close this tab.", "Hearback is signed in and begins to read.")
DENIED = ("You can close this tab.", "You did not allow it, so Hearback reads nothing.")
SLOW_S = 10.0  # a client that says nothing for so long is dropped


@dataclass(frozen=True)
class Returned:
    """What Google sent back: a code, or an error's name."""

    code: str = ""
    error: str = ""


class Listener:
    """Waits on a free port of 127.0.0.1 for the answer that carries `state`."""

    def __init__(self, state: str) -> None:
        self._state = state
        self._answer: Returned | None = None
        self._came = threading.Event()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
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
        """Stop listening; who waits stops waiting."""
        self._came.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, query: Mapping[str, list[str]]) -> Returned | None:
        """Return the answer in a request's query; None when it is not the one waited for."""
        state = query.get("state", [""])[0]
        answer = Returned(query.get("code", [""])[0], query.get("error", [""])[0][:100])
        right = hmac.compare_digest(state.encode(), self._state.encode())
        if not right or not (answer.code or answer.error):
            return None
        with self._lock:
            if self._answer is None:
                self._answer = answer
                self._came.set()
        return self._answer


def _handler_of(listener: Listener) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = SLOW_S

        def do_GET(self) -> None:
            """Answer the browser."""
            parts = urlsplit(self.path)
            answer = listener.take(parse_qs(parts.query)) if parts.path == PATH else None
            if answer is None:
                self.send_error(404)
                return
            title, text = DENIED if answer.error else DONE
            page = PAGE.format(title=html.escape(title), text=html.escape(text)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.send_header(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"
            )
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing: the request line holds the code."""

    return Handler
