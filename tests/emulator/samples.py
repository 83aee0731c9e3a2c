"""A few mails and drafts to fill an emulator with, and how a test asks in vain."""

from base64 import urlsafe_b64encode
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from googleapiclient.errors import HttpError

from emulator.server import Emulator

MAIL = (
    "From: Dana <dana@acme.example>\r\nTo: sam@example.com\r\nSubject: Your interview\r\n"
    "Message-ID: <m%d@acme.example>\r\nDate: Wed, 4 Mar 2026 10:0%d:00 -0500\r\n\r\nBy Friday.\r\n"
)
WITH_FILES = """From: dana@acme.example
Subject: Thursday
Message-ID: <files@acme.example>
Date: Thu, 5 Mar 2026 10:00:00 -0500
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: 8bit

Caf\u00e9 \u201cGlobex\u201d at ten
--b
Content-Type: text/calendar; name=invite.ics
Content-Disposition: attachment; filename=invite.ics

BEGIN:VCALENDAR
--b--
""".replace("\n", "\r\n").encode("cp1252")


def mail(number: int) -> bytes:
    """Return a mail that is told from others by its number."""
    return (MAIL % (number, number % 10)).encode()


def draft(subject: str = "Re: Your interview", answers: str = "<m0@acme.example>") -> bytes:
    """Return a draft that answers the first mail."""
    threading = f"In-Reply-To: {answers}\r\nReferences: {answers}\r\n" if answers else ""
    return f"From: sam@example.com\r\nSubject: {subject}\r\n{threading}\r\nThank you.\r\n".encode()


def body(raw: bytes | str, thread: str = "") -> dict[str, Any]:
    """Return what a draft is sent in."""
    text = raw if isinstance(raw, str) else urlsafe_b64encode(raw).decode()
    return {"message": {"raw": text, **({"threadId": thread} if thread else {})}}


def status(request: Any) -> int:
    """Return the status that a request is refused with."""
    with pytest.raises(HttpError) as caught:
        request.execute()
    return int(caught.value.status_code)


def first(gmail: Emulator) -> str:
    """Return the newest thread, whose id is that of its first message too."""
    return gmail.mailbox.thread_ids()[0]


def history(users: Any, since: object, **more: Any) -> list[dict[str, Any]]:
    """Return what changed since a history id."""
    request = users.history().list(userId="me", startHistoryId=str(since), **more)
    told: list[dict[str, Any]] = request.execute().get("history", [])
    return told


def asked_with(gmail: Emulator, header: str, path: str = "profile") -> int:
    """Return the status of a request with this Authorization."""
    address = urlsplit(gmail.url).netloc
    line = HTTPConnection(address)
    line.request("GET", f"/gmail/v1/users/me/{path}", headers={"Authorization": header})
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status
