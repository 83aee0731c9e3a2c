"""The methods of the API that are served: one function each, under the method's own id."""

import binascii
import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from emulator import refusal, replies
from emulator.mailbox import Mailbox, Stored
from emulator.search import NotUnderstood, matcher, matching, visible

Json = dict[str, Any]
MOST = 500


@dataclass
class Call:
    """One request: ids from the path, the query, and the body."""

    mailbox: Mailbox
    ids: Mapping[str, str]
    query: Mapping[str, list[str]]
    body: Json
    now_ms: int
    largest_part: int

    def first(self, name: str, otherwise: str = "") -> str:
        """Return a parameter."""
        return self.query.get(name, [otherwise])[0]

    def told(self, stored: Stored, form: str = "") -> Json:
        """Return a message in the format that was asked for."""
        form = form or self.first("format", "full")
        wanted = self.query.get("metadataHeaders", [])
        return replies.message(stored, form, wanted, self.largest_part)

    def page(self, names: list[str]) -> tuple[list[str], str]:
        """Return a page of a listing and the token of the next."""
        token = self.first("pageToken")
        most = min(int(self.first("maxResults", "100")), MOST)
        start = _read_token(token) if token else 0
        more = _write_token(start + most) if start + most < len(names) else ""
        return names[start : start + most], more


def _write_token(start: int) -> str:
    return f"{start * 7919 + 104729:020d}"


def _read_token(token: str) -> int:
    if not token.isdecimal() or (int(token) - 104729) % 7919:
        raise refusal.bad("Invalid pageToken")
    return (int(token) - 104729) // 7919


def get_profile(call: Call) -> Json:
    box = call.mailbox
    return {
        "emailAddress": box.address,
        "messagesTotal": len(box.messages),
        "threadsTotal": len(box.thread_ids()),
        "historyId": str(box.history_id),
    }


def list_labels(call: Call) -> Json:
    return {"labels": replies.labels(call.mailbox)}


def get_label(call: Call) -> Json:
    for label in replies.labels(call.mailbox):
        if label["id"] == call.ids["id"]:
            return label
    raise refusal.not_found()


def list_threads(call: Call) -> Json:
    box, query = call.mailbox, call.first("q")
    named = [t for t in box.thread_ids() if _thread_fits(call, box.thread(t), query)]
    page, more = call.page(named)
    answer: Json = {"resultSizeEstimate": len(named)}
    if page:
        answer["threads"] = [replies.thread_entry(box, thread) for thread in page]
    return {**answer, "nextPageToken": more} if more else answer


def _thread_fits(call: Call, held: list[Stored], query: str) -> bool:
    test = _test(call, query)
    everywhere = call.first("includeSpamTrash") == "true"
    labels = set(call.query.get("labelIds", []))
    labelled = [m for m in held if labels <= m.labels]
    return matching(labelled, test, query, spam_and_trash=everywhere)


def _test(call: Call, query: str) -> Callable[[Stored], bool]:
    try:
        return matcher(query, call.now_ms)
    except NotUnderstood as error:
        raise refusal.bad(f"The emulator does not know this search: {error}") from None


def list_messages(call: Call) -> Json:
    query, test = call.first("q"), _test(call, call.first("q"))
    everywhere = call.first("includeSpamTrash") == "true"
    named = [
        m.id
        for m in sorted(call.mailbox.messages.values(), key=lambda m: (-m.moment, m.id))
        if visible(m, query, spam_and_trash=everywhere) and test(m)
    ]
    page, more = call.page(named)
    answer: Json = {"resultSizeEstimate": len(named)}
    if page:
        found = [call.mailbox.messages[each] for each in page]
        answer["messages"] = [{"id": m.id, "threadId": m.thread_id} for m in found]
    return {**answer, "nextPageToken": more} if more else answer


def get_thread(call: Call) -> Json:
    held = call.mailbox.thread(call.ids["id"])
    if not held:
        raise refusal.not_found()
    newest = max(m.history_id for m in held)
    return {
        "id": call.ids["id"],
        "historyId": str(newest),
        "messages": [call.told(m) for m in held],
    }


def get_message(call: Call) -> Json:
    return call.told(_message(call, call.ids["id"]))


def _message(call: Call, message_id: str) -> Stored:
    if message_id not in call.mailbox.messages:
        raise refusal.not_found()
    return call.mailbox.messages[message_id]


def get_attachment(call: Call) -> Json:
    data = replies.attachment(_message(call, call.ids["messageId"]), call.ids["id"])
    if data is None:
        raise refusal.not_found()
    return {"size": len(data), "data": replies.encoded(data)}


def list_history(call: Call) -> Json:
    box, since = call.mailbox, call.first("startHistoryId")
    if not since.isdecimal() or int(since) > 2**64 - 1:
        raise refusal.bad("Invalid startHistoryId")
    if int(since) < box.oldest_history_id or int(since) > box.history_id:
        raise refusal.not_found()
    later = [record for record in box.records if record.id > int(since)]
    page, more = call.page([str(number) for number in range(len(later))])
    answer: Json = {"historyId": str(box.history_id)}
    if page:
        answer["history"] = replies.history(later[int(number)] for number in page)
    return {**answer, "nextPageToken": more} if more else answer


def _raw(call: Call) -> tuple[bytes, str]:
    told = call.body.get("message")
    if not isinstance(told, dict) or not isinstance(told.get("raw"), str):
        raise refusal.bad("'raw' RFC822 payload message string required")
    try:
        text = told["raw"]
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        raise refusal.bad("Invalid value for ByteString") from None
    if b":" not in raw.partition(b"\n")[0]:
        raise refusal.bad("Invalid raw message")
    thread = told.get("threadId") or ""
    if thread and not call.mailbox.thread(thread):
        raise refusal.not_found()
    return raw, thread


def create_draft(call: Call) -> Json:
    raw, thread = _raw(call)
    return _draft(call, call.mailbox.save_draft(raw, thread))


def update_draft(call: Call) -> Json:
    if call.ids["id"] not in call.mailbox.drafts:
        raise refusal.not_found()
    raw, thread = _raw(call)
    return _draft(call, call.mailbox.save_draft(raw, thread, call.ids["id"]))


def get_draft(call: Call) -> Json:
    if call.ids["id"] not in call.mailbox.drafts:
        raise refusal.not_found()
    return _draft(call, call.ids["id"], call.first("format", "full"))


def _draft(call: Call, draft_id: str, form: str = "minimal") -> Json:
    stored = call.mailbox.messages[call.mailbox.drafts[draft_id]]
    return {"id": draft_id, "message": call.told(stored, form)}


def list_drafts(call: Call) -> Json:
    box, test = call.mailbox, _test(call, call.first("q"))
    named = [d for d, m in reversed(box.drafts.items()) if test(box.messages[m])]
    page, more = call.page(named)
    answer: Json = {"resultSizeEstimate": len(named)}
    if page:
        found = [(d, box.messages[box.drafts[d]]) for d in page]
        answer["drafts"] = [
            {"id": d, "message": {"id": m.id, "threadId": m.thread_id}} for d, m in found
        ]
    return {**answer, "nextPageToken": more} if more else answer


def delete_draft(call: Call) -> Json:
    if call.ids["id"] not in call.mailbox.drafts:
        raise refusal.not_found()
    call.mailbox.delete_draft(call.ids["id"])
    return {}


READ = ("gmail.readonly", "gmail.modify")
COMPOSE = ("gmail.compose", "gmail.modify")
ANY = (*READ, "gmail.compose", "gmail.metadata")


@dataclass(frozen=True)
class Method:
    """One method: how it is asked for, what it costs, which scopes allow it."""

    id: str
    verb: str
    path: str  # behind /gmail/v1/users/me/
    units: int
    scopes: tuple[str, ...]
    serve: Callable[[Call], Json]


# Units since 1 May 2026: developers.google.com/workspace/gmail/api/reference/quota
METHODS = (
    Method("gmail.users.getProfile", "GET", "profile", 1, ANY, get_profile),
    Method("gmail.users.labels.list", "GET", "labels", 1, READ, list_labels),
    Method("gmail.users.labels.get", "GET", "labels/{id}", 1, READ, get_label),
    Method("gmail.users.threads.list", "GET", "threads", 10, READ, list_threads),
    Method("gmail.users.threads.get", "GET", "threads/{id}", 40, READ, get_thread),
    Method("gmail.users.messages.list", "GET", "messages", 5, READ, list_messages),
    Method("gmail.users.messages.get", "GET", "messages/{id}", 20, READ, get_message),
    Method(
        "gmail.users.messages.attachments.get",
        "GET",
        "messages/{messageId}/attachments/{id}",
        20,
        READ,
        get_attachment,
    ),
    Method("gmail.users.history.list", "GET", "history", 2, READ, list_history),
    Method("gmail.users.drafts.list", "GET", "drafts", 5, (*READ, *COMPOSE), list_drafts),
    Method("gmail.users.drafts.get", "GET", "drafts/{id}", 20, (*READ, *COMPOSE), get_draft),
    Method("gmail.users.drafts.create", "POST", "drafts", 10, COMPOSE, create_draft),
    Method("gmail.users.drafts.update", "PUT", "drafts/{id}", 15, COMPOSE, update_draft),
    Method("gmail.users.drafts.delete", "DELETE", "drafts/{id}", 10, COMPOSE, delete_draft),
)


def find_method(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """Return the method that a path below the user asks for, and the ids in it."""
    steps = path.split("/")
    for method in METHODS:
        pattern = method.path.split("/")
        if method.verb != verb or len(pattern) != len(steps):
            continue
        pairs = list(zip(pattern, steps, strict=True))
        if all(p.startswith("{") or p == s for p, s in pairs):
            return method, {p.strip("{}"): s for p, s in pairs if p.startswith("{")}
    return None


def read_body(content: bytes) -> Json:
    """Return a request's JSON."""
    if not content:
        return {}
    try:
        told = json.loads(content)
    except ValueError:
        raise refusal.bad("Parse Error") from None
    if not isinstance(told, dict):
        raise refusal.bad("Parse Error")
    return told
