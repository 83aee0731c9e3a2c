"""A server on a real socket whose answers are given one by one, and a Gmail that speaks to it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from google.oauth2.credentials import Credentials

from gmail.fake_clock import FakeClock
from hearback.gmail.client import Gmail
from hearback.gmail.connection import Connection
from hearback.gmail.endpoint import Endpoint
from hearback.gmail.pace import Pace

Handler = BaseHTTPRequestHandler


class Server:
    """Answers with one function after the other, the last for all further requests."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.tokens: list[str] = []
        self.answers: list[Callable[[Handler], None]] = []
        server = self

        class Answering(Handler):
            protocol_version = "HTTP/1.1"
            timeout = 5

            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("content-length") or 0))
                server.asked.append(f"{self.command} {self.path.partition('?')[0]}")
                server.tokens.append(self.headers.get("authorization", ""))
                answers = server.answers
                (answers.pop(0) if len(answers) > 1 else answers[0])(self)

            do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - http.server's names

            def handle(self) -> None:
                with suppress(OSError):  # who hangs up on us is no fault of the server's
                    super().handle()

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def gmail(self, *, signed_in: bool = True, patience: float = 120, **more: Any) -> Gmail:
        endpoint = Endpoint(api=self.address, token=f"{self.address}/token", moved=True)
        client = {"client_id": "c", "client_secret": "s", "refresh_token": "r"}
        credentials = Credentials(  # type: ignore[no-untyped-call]
            "t1" if signed_in else None, token_uri=endpoint.token, **client
        )
        return Gmail(
            Connection(credentials, endpoint, **more), Pace(FakeClock()), patience=patience
        )


def says(status: int, body: str = "{}") -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


def hangs_up(handler: Handler) -> None:
    handler.close_connection = True


def cuts_off(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"emailAddress"')
    handler.close_connection = True


PROFILE = says(200, '{"emailAddress": "sam@gmail.com", "historyId": "9"}')
TOKEN = says(200, '{"access_token": "t2", "expires_in": 3599}')
