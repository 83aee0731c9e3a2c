"""Gmail as Hearback asks it. There is no method that sends, and a test says so.

Everything is asked at the pace of the quota and again where that helps (`asking`); what cannot be
helped is a GmailProblem with words for the user. Google's libraries are imported by `open_gmail`.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from datetime import UTC, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, Self

from hearback.errors import DraftGone
from hearback.gmail.asking import PATIENCE, Asker, Line
from hearback.gmail.endpoint import GOOGLE, Endpoint
from hearback.gmail.faults import CursorTooOld, NotFound, PageTooOld, Unsure
from hearback.gmail.pace import Pace, SystemClock
from hearback.gmail.payload import decode_body, finish, read_api_message, read_api_thread
from hearback.gmail.records import (
    ApiMessage,
    ApiThread,
    DraftRef,
    HistoryPage,
    LeftOut,
    Named,
    Page,
    Profile,
)
from hearback.gmail.replies import (
    as_json,
    read_draft,
    read_drafts,
    read_header,
    read_history,
    read_named,
    read_page,
    read_profile,
)
from hearback.gmail.words import Refused
from hearback.mail.message import Envelope

if TYPE_CHECKING:
    from google.oauth2.credentials import Credentials

ME = "me"
PAGE = 500  # Gmail gives no more at a time
LARGEST_PART = 2 * 1024 * 1024  # bytes of a left-out part that is asked for
MOST_PARTS = 4  # of one message; each costs 20 units
HEADERS = (
    "From", "To", "Cc", "Date", "Message-ID", "In-Reply-To", "References", "List-Id",
    "List-Unsubscribe", "Precedence", "Auto-Submitted", "X-Autoreply", "X-Autorespond",
    "X-Failed-Recipients", "Content-Type", "Authentication-Results",
)  # fmt: skip
"""What tells who wrote to whom, and whether a person did: no subject, no word of a mail."""
MOST_DRAFTS = 25  # that are looked at to find one; the newest come first


class Wire(Line, Protocol):
    """Makes requests and asks them."""

    users: Any

    def close(self) -> None:
        """Close what is open."""


class Gmail:
    """One user's Gmail. `zone` is for dates in mails that name none."""

    def __init__(
        self,
        wire: Wire,
        pace: Pace,
        *,
        patience: float = PATIENCE,
        zone: tzinfo = UTC,
    ) -> None:
        self.pace = pace
        self._wire = wire
        self._asker = Asker(wire, pace, patience=patience)
        self._zone = zone
        # Google's library builds classes for each of these: 0.9 ms a time.
        self._users = wire.users
        self._threads = wire.users.threads()
        self._messages = wire.users.messages()
        self._attachments = self._messages.attachments()
        self._history = wire.users.history()
        self._drafts = wire.users.drafts()

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- reading ----------------------------------------------------------------------------------

    def profile(self) -> Profile:
        """Return whose mailbox it is, and its newest history id."""
        return read_profile(self._asker.ask(self._users.getProfile(userId=ME)))

    def list_threads(self, query: str, page: str = "", most: int = PAGE) -> Page:
        """Return a page of the threads that a query names, "" for all. Raises PageTooOld."""
        request = self._threads.list(
            userId=ME, q=query or None, pageToken=page or None, maxResults=most
        )
        try:
            return read_page(self._asker.ask(request))
        except (NotFound, Refused):
            if page:
                raise PageTooOld from None
            raise

    def history(self, since: int, page: str = "") -> HistoryPage:
        """Return a page of what changed since a history id. Raises CursorTooOld."""
        request = self._history.list(
            userId=ME, startHistoryId=str(since), pageToken=page or None, maxResults=PAGE
        )
        try:
            return read_history(self._asker.ask(request))
        except (NotFound, Refused):
            # 404 is what Google says of an old one; an id that it takes for none is of no more use.
            raise CursorTooOld from None

    def thread(self, thread_id: str) -> ApiThread | None:
        """Return a thread with all its messages; None when it is gone."""
        told = self._find(self._thread_request(thread_id))
        return None if told is None else read_api_thread(told, self._zone)

    def threads(self, ids: Iterable[str]) -> Generator[tuple[str, ApiThread | None], None, None]:
        """Yield these threads in their order, None for one that is gone; a few are asked at once.

        Stops asking when it is closed.
        """
        asked = ((thread_id, self._thread_request(thread_id)) for thread_id in ids)
        answers = self._asker.ask_all(asked)
        with closing(answers):
            for thread_id, told in answers:
                yield thread_id, None if told is None else read_api_thread(told, self._zone)

    def message(self, message_id: str) -> ApiMessage | None:
        """Return one message; None when it is gone."""
        told = self._find(self._messages.get(userId=ME, id=message_id, format="full"))
        return None if told is None else read_api_message(told, self._zone)

    def find_messages(self, query: str, most: int) -> tuple[Named, ...]:
        """Return the newest messages that a query names."""
        request = self._messages.list(userId=ME, q=query, maxResults=most)
        return read_named(self._asker.ask(request))

    def envelopes(self, ids: Iterable[str]) -> Generator[Envelope, None, None]:
        """Yield who wrote to whom in these messages; one that is gone is left out."""
        asked = ((message_id, self._header_request(message_id)) for message_id in ids)
        answers = self._asker.ask_all(asked)
        with closing(answers):
            for _, told in answers:
                if told is not None:
                    yield read_api_message(told, self._zone).message.envelope

    def with_parts(self, message: ApiMessage) -> ApiMessage:
        """Return the message with the parts that Gmail left out, as far as they are not huge."""
        given: dict[str, bytes] = {}
        for part in islice(message.left_out, MOST_PARTS):
            data = self._part(message.gmail_id, part) if part.size <= LARGEST_PART else None
            if data is not None:
                given[part.attachment_id] = data
        return finish(message, given, self._zone)

    def _part(self, message_id: str, part: LeftOut) -> bytes | None:
        told = self._find(
            self._attachments.get(userId=ME, messageId=message_id, id=part.attachment_id)
        )
        return decode_body(as_json(told).get("data"))

    # --- drafts -----------------------------------------------------------------------------------

    def create_draft(self, raw: bytes, thread_id: str | None) -> DraftRef:
        """Make a draft. Raises DraftGone without its thread, Unsure when the answer was lost."""
        body = _draft_body(raw, thread_id)
        try:
            return self._write(self._drafts.create(userId=ME, body=body))
        except NotFound:
            raise DraftGone(
                "The conversation that this draft belongs to is no longer in Gmail.",
                "Copy the text and start a new mail with it.",
            ) from None

    def update_draft(self, draft_id: str, raw: bytes, thread_id: str | None) -> DraftRef:
        """Write a draft anew. Raises DraftGone, and Unsure when the answer was lost."""
        body = _draft_body(raw, thread_id)
        try:
            return self._write(self._drafts.update(userId=ME, id=draft_id, body=body))
        except NotFound:
            raise DraftGone(
                "This draft is no longer in Gmail: it was sent or deleted there.",
                "If it was sent, nothing is left to do; otherwise save it again.",
            ) from None

    def draft(self, draft_id: str) -> DraftRef | None:
        """Return a draft; None when it was sent or deleted."""
        told = self._find(self._drafts.get(userId=ME, id=draft_id, format="minimal"))
        return None if told is None else read_draft(told)

    def drafts(self, query: str = "") -> Iterator[DraftRef]:
        """Yield all drafts that a query names, "" for all; a page of 500 at a time."""
        page = ""
        while True:
            request = self._drafts.list(
                userId=ME, q=query or None, pageToken=page or None, maxResults=PAGE
            )
            refs, page = read_drafts(self._asker.ask(request))
            yield from refs
            if not page:
                return

    def find_draft(self, mail_id: str, thread_id: str | None) -> DraftRef | None:
        """Return the draft with this Message-ID, None when there is none.

        Looks through the drafts themselves, those of the thread first: whether Gmail's search knows
        a draft made a moment ago is not written anywhere.
        """
        refs = sorted(self.drafts(), key=lambda ref: ref.thread_id != thread_id)
        for ref in refs[:MOST_DRAFTS]:
            told = self._find(self._drafts.get(userId=ME, id=ref.draft_id, format="metadata"))
            if told is not None and read_header(told, "Message-ID").strip() == mail_id:
                return read_draft(told)
        return None

    def delete_draft(self, draft_id: str) -> bool:
        """Delete a draft; return whether there was one."""
        return self._find(self._drafts.delete(userId=ME, id=draft_id)) is not None

    def _thread_request(self, thread_id: str) -> Any:
        return self._threads.get(userId=ME, id=thread_id, format="full")

    def _header_request(self, message_id: str) -> Any:
        return self._messages.get(
            userId=ME, id=message_id, format="metadata", metadataHeaders=list(HEADERS)
        )

    def _find(self, request: Any) -> object:
        """Return the answer; None when Gmail does not have it."""
        try:
            return self._asker.ask(request)
        except NotFound:
            return None

    def _write(self, request: Any) -> DraftRef:
        found = read_draft(self._asker.ask(request, write=True))
        if not found.draft_id:
            raise Unsure  # an answer that is none of Gmail's
        return found


def open_gmail(
    credentials: "Credentials",
    endpoint: Endpoint = GOOGLE,
    *,
    pace: Pace | None = None,
    patience: float = PATIENCE,
    refreshed: Callable[["Credentials"], None] = lambda _: None,
) -> Gmail:
    """Return the Gmail of whom these credentials belong to. `refreshed` gets a new access token."""
    from hearback.gmail.connection import Connection

    wire = Connection(credentials, endpoint, refreshed=refreshed)
    return Gmail(wire, pace or Pace(SystemClock()), patience=patience)


def _draft_body(raw: bytes, thread_id: str | None) -> dict[str, Any]:
    message = {"raw": urlsafe_b64encode(raw).decode()}
    return {"message": {**message, "threadId": thread_id} if thread_id else message}
