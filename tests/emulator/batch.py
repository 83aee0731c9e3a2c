"""Batches: several calls in one request, each with a Content-ID and a status of its own."""

from collections.abc import Callable
from contextlib import ExitStack
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import compat32
from http import HTTPStatus
from typing import TYPE_CHECKING

from emulator import refusal
from emulator.wire import Answer, Dropped, Request, read_request, say

if TYPE_CHECKING:
    from emulator.server import Emulator

MOST = 100
BOUNDARY = "batch_emulator"
KIND = f"multipart/mixed; boundary={BOUNDARY}"


def answer(
    gmail: "Emulator", request: Request, call: Callable[["Emulator", Request], Answer]
) -> Answer:
    """Answer a batch. Raises Dropped."""
    fault = gmail.next_fault("batch")
    if fault and fault.name == "drop":
        raise Dropped
    if fault and fault.name != "half a batch":
        return say(*fault.answer())
    parts = _parts(request)
    if not parts or len(parts) > MOST:
        text = f"Inner request count exceeds the limit. Received: {len(parts)}, Limit: {MOST}"
        refused = refusal.bad(text if parts else "Failed to parse batch request.")
        return say(refused.status, refused.body)
    answers = []
    # They run at the same time, so all of them are under way until the last is answered.
    with ExitStack() as under_way:
        for number, part in enumerate(parts):
            under_way.enter_context(gmail.one_more())
            if fault and number % 2:
                answers.append(say(429, refusal.crowded().body))
            else:
                answers.append(call(gmail, _inner(part, request)))
    told = b"".join(_put(part, each) for part, each in zip(parts, answers, strict=True))
    cut = any(each.cut for each in answers)
    return Answer(200, told + f"--{BOUNDARY}--\r\n".encode(), KIND, cut=cut)


def _parts(request: Request) -> list[Part]:
    head = f"Content-Type: {request.headers.get('Content-Type', '')}\r\n\r\n".encode()
    parts = BytesParser(policy=compat32).parsebytes(head + request.body).get_payload()
    return [part for part in parts if isinstance(part, Part)] if isinstance(parts, list) else []


def _inner(part: Part, outer: Request) -> Request:
    content = part.get_payload(decode=True)
    first, _, rest = (content if isinstance(content, bytes) else b"").lstrip().partition(b"\n")
    inner = BytesParser(policy=compat32).parsebytes(rest)
    if "Authorization" not in inner:
        inner["Authorization"] = outer.headers.get("Authorization", "")
    verb, target, *_ = [*first.decode("latin-1").split(), "", ""]
    body = inner.get_payload(decode=True)
    return read_request(verb, target, inner, body if isinstance(body, bytes) else b"")


def _put(part: Part, told: Answer) -> bytes:
    asked = part.get("Content-ID", "")
    named = f"Content-ID: <response-{asked[1:-1]}>\r\n" if asked else ""
    status = f"HTTP/1.1 {told.status} {HTTPStatus(told.status).phrase}"
    head = (
        f"--{BOUNDARY}\r\nContent-Type: application/http\r\n{named}\r\n"
        f"{status}\r\nContent-Type: {told.kind}\r\nContent-Length: {len(told.content)}\r\n\r\n"
    )
    return head.encode() + told.content + b"\r\n"
