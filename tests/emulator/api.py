"""The methods of the API that are served: how each is asked for, its price, who may call it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from emulator import reading, refusal, writing
from emulator.call import Call, Json

CHANGE = ("https://mail.google.com/", "gmail.modify")
READ = (*CHANGE, "gmail.readonly")
READ_HEADERS = (*READ, "gmail.metadata")
READ_LABELS = (*READ_HEADERS, "gmail.labels")
COMPOSE = (*CHANGE, "gmail.compose")
SENDS = ("gmail.users.drafts.send", "gmail.users.messages.send")


@dataclass(frozen=True)
class Method:
    """One method. `path` is what stands behind /gmail/v1/users/me/."""

    id: str
    verb: str
    path: str
    units: int
    scopes: tuple[str, ...]
    serve: Callable[[Call], Json]


Row = tuple[str, str, str, int, tuple[str, ...], Callable[[Call], Json]]
PART = "messages/{messageId}/attachments/{id}"
# Units since 1 May 2026: developers.google.com/workspace/gmail/api/reference/quota
# fmt: off
ROWS: tuple[Row, ...] = (
    ("getProfile", "GET", "profile", 1, (*READ_HEADERS, "gmail.compose"), reading.get_profile),
    ("labels.list", "GET", "labels", 1, READ_LABELS, reading.list_labels),
    ("labels.get", "GET", "labels/{id}", 1, READ_LABELS, reading.get_label),
    ("threads.list", "GET", "threads", 10, READ_HEADERS, reading.list_threads),
    ("threads.get", "GET", "threads/{id}", 40, READ_HEADERS, reading.get_thread),
    ("threads.modify", "POST", "threads/{id}/modify", 10, CHANGE, writing.modify_thread),
    ("messages.list", "GET", "messages", 5, READ_HEADERS, reading.list_messages),
    ("messages.send", "POST", "messages/send", 100, (*COMPOSE, "gmail.send"), writing.send),
    ("messages.get", "GET", "messages/{id}", 20, READ_HEADERS, reading.get_message),
    ("messages.modify", "POST", "messages/{id}/modify", 5, CHANGE, writing.modify_message),
    ("messages.trash", "POST", "messages/{id}/trash", 20, CHANGE, writing.trash_message),
    ("messages.untrash", "POST", "messages/{id}/untrash", 5, CHANGE, writing.untrash_message),
    ("messages.attachments.get", "GET", PART, 20, READ, reading.get_attachment),
    ("history.list", "GET", "history", 2, READ_HEADERS, reading.list_history),
    ("drafts.list", "GET", "drafts", 5, (*READ, "gmail.compose"), writing.list_drafts),
    ("drafts.create", "POST", "drafts", 10, COMPOSE, writing.create_draft),
    ("drafts.send", "POST", "drafts/send", 100, COMPOSE, writing.send),
    ("drafts.get", "GET", "drafts/{id}", 20, (*READ, "gmail.compose"), writing.get_draft),
    ("drafts.update", "PUT", "drafts/{id}", 15, COMPOSE, writing.update_draft),
    ("drafts.delete", "DELETE", "drafts/{id}", 10, COMPOSE, writing.delete_draft),
)
# fmt: on
METHODS = tuple(Method(f"gmail.users.{row[0]}", *row[1:]) for row in ROWS)


def find_method(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """Return the method that a path below the user asks for, and the ids in it."""
    steps = path.split("/")
    for method in METHODS:
        pattern = method.path.split("/")
        if method.verb != verb or len(pattern) != len(steps):
            continue
        pairs = list(zip(pattern, steps, strict=True))
        if all(p.startswith("{") or p == s for p, s in pairs):
            return method, {p.strip("{}"): unquote(s) for p, s in pairs if p.startswith("{")}
    return None


def read_body(content: bytes) -> Json:
    """Return a request's JSON. Raises Refused."""
    if not content:
        return {}
    try:
        told = json.loads(content)
    except ValueError:
        raise refusal.bad("Parse Error") from None
    if not isinstance(told, dict):
        raise refusal.bad("Parse Error")
    return told
