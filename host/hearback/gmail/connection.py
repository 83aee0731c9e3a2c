"""The wire to Google. Importing this imports Google's libraries: it is done when Gmail is asked.

One service, whose resources are made once (0.9 ms a call otherwise); a connection of its own for
each request under way, because httplib2 serves one at a time. The fetching of an access token is
kept apart from the asking, so that a fault says whether Gmail was asked at all.
"""

import http.client
import json
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.resources import files
from queue import Empty, LifoQueue
from threading import Lock
from typing import TYPE_CHECKING, Any

import httplib2
from google_auth_httplib2 import Request
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

from hearback.errors import HearbackError
from hearback.gmail.endpoint import GOOGLE, Endpoint
from hearback.gmail.trouble import NotConnected, NoToken

if TYPE_CHECKING:
    from google.oauth2.credentials import Credentials

TIMEOUT = 30.0  # seconds; half a minute without a byte is no answer any more
DOCUMENT = "discovery_cache/documents/gmail.v1.json"


class _Once:
    """Makes httplib2 ask once only.

    It repeats a request by itself when the connection broke before the answer, a POST too: that
    would make a second draft.
    """

    def connect(self) -> None:
        """Connect; what goes wrong here went wrong before anything was asked."""
        try:
            super().connect()  # type: ignore[misc]
        except Exception as error:
            raise NotConnected from error

    def getresponse(self) -> http.client.HTTPResponse:
        """Return the answer; an answer that is cut off is a connection that broke."""
        try:
            response: http.client.HTTPResponse = super().getresponse()  # type: ignore[misc]
        except (http.client.BadStatusLine, http.client.ResponseNotReady) as error:
            raise ConnectionResetError("no answer came") from error
        return response


class _Plain(_Once, httplib2.HTTPConnectionWithTimeout):  # type: ignore[misc]
    pass


class _Secure(_Once, httplib2.HTTPSConnectionWithTimeout):  # type: ignore[misc]
    pass


class _Signed:
    """What a request is executed with: a connection, and the token that it carries."""

    def __init__(self, http: Any, token: str) -> None:
        self._http = http
        self._token = token

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **_: Any
    ) -> tuple[Any, bytes]:
        """Ask once."""
        signed = {**(headers or {}), "authorization": f"Bearer {self._token}"}
        kind = _Secure if uri.startswith("https:") else _Plain
        answer: tuple[Any, bytes] = self._http.request(
            uri, method=method, body=body, headers=signed, connection_type=kind
        )
        return answer


class Connection:
    """Gmail for one signed-in user. `users` makes requests, `run` asks them, in any thread.

    `refreshed` is told of a new access token, to keep it.
    """

    def __init__(
        self,
        credentials: "Credentials",
        endpoint: Endpoint = GOOGLE,
        *,
        refreshed: Callable[["Credentials"], None] = lambda _: None,
        open_http: Callable[[], Any] | None = None,
    ) -> None:
        self._credentials = credentials
        self._refreshed = refreshed
        self._open = open_http or (lambda: _open_http(endpoint))
        self._idle: LifoQueue[Any] = LifoQueue()
        self._lock = Lock()
        # Whoever forgets to close it leaves no socket open.
        self._finish = weakref.finalize(self, _close_all, self._idle)
        service = build_from_document(read_document(endpoint), http=httplib2.Http())
        self.users: Any = service.users()

    def run(self, request: Any, *, apart: bool = False) -> object:
        """Ask once and return the answer; `apart` on a new connection, which cannot be stale."""
        token = self._token()
        line = self._open() if apart else self._borrow()
        try:
            answer: object = request.execute(http=_Signed(line, token))
            if not isinstance(answer, dict) and request.method != "DELETE":
                raise ValueError("the answer is no JSON object")
        except HttpError as error:
            if error.status_code == http.client.UNAUTHORIZED:
                self._forget(token)
            self._give_back(line, apart)
            raise
        except BaseException:
            _close(line)  # an answer may still be on its way there
            raise
        self._give_back(line, apart)
        return answer

    def close(self) -> None:
        """Close all connections, those under way when their answer has come."""
        self._finish()

    def _token(self) -> str:
        with self._lock:
            if not self._credentials.valid:
                line = self._open()
                try:
                    self._credentials.refresh(Request(line))  # type: ignore[no-untyped-call]
                except Exception as error:
                    raise NoToken from error
                finally:
                    _close(line)
                # It is kept only to spare the next process this request.
                with suppress(OSError, HearbackError):
                    self._refreshed(self._credentials)
            return str(self._credentials.token)

    def _forget(self, token: str) -> None:
        with self._lock:
            if self._credentials.token == token:  # else another thread has a new one already
                self._credentials.token = None

    def _borrow(self) -> Any:
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._open()

    def _give_back(self, line: Any, apart: bool) -> None:
        if apart or not self._finish.alive:
            _close(line)
        else:
            self._idle.put(line)


def read_document(endpoint: Endpoint) -> Mapping[str, Any]:
    """Return the description of the API that came with Google's library, for this endpoint.

    Both addresses are changed: a batch goes to `rootUrl`, whatever the client's options say
    (googleapis/google-api-python-client#1107).
    """
    text = (files("googleapiclient") / DOCUMENT).read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    if endpoint.moved:
        document["rootUrl"] = document["baseUrl"] = f"{endpoint.api}/"
        document.pop("mtlsRootUrl", None)
    return document


def _open_http(endpoint: Endpoint) -> Any:
    # What is moved stays on this machine: no proxy gets to see it.
    line = httplib2.Http(timeout=TIMEOUT, **({"proxy_info": None} if endpoint.moved else {}))
    line.follow_redirects = False  # the API has none; a network that asks to log in does
    return line


def _close_all(idle: LifoQueue[Any]) -> None:
    while True:
        try:
            _close(idle.get_nowait())
        except Empty:
            return


def _close(line: Any) -> None:
    close = getattr(line, "close", None)
    if close:
        close()
