"""What the emulator answers: messages, threads, labels and history in the API's shapes."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from email.message import Message as Part
from typing import Any

from emulator.mailbox import Mailbox
from emulator.stored import Record, Stored
from emulator.terms import text_of

Json = dict[str, Any]
SNIPPET = 160  # characters
SYSTEM_LABELS = ("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "STARRED", "IMPORTANT")


def encoded(data: bytes) -> str:
    """Return bytes as the API writes them: base64 for addresses."""
    return urlsafe_b64encode(data).decode()


def snippet(stored: Stored) -> str:
    """Return the beginning of a mail's text, escaped as HTML is."""
    return text_of(stored)[:SNIPPET].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def thread_entry(mailbox: Mailbox, thread_id: str) -> Json:
    """Return a thread as it stands in a listing."""
    newest = mailbox.thread(thread_id)[-1]
    history_id = str(mailbox.thread_history_id(thread_id))
    return {"id": thread_id, "snippet": snippet(newest), "historyId": history_id}


def message(stored: Stored, form: str, wanted: Sequence[str], largest_part: int) -> Json:
    """Return a message in one of the formats: full, metadata, minimal, raw."""
    told: Json = {
        "id": stored.id,
        "threadId": stored.thread_id,
        "labelIds": sorted(stored.labels),
        "snippet": snippet(stored),
        "historyId": str(stored.history_id),
        "internalDate": str(stored.moment),
        "sizeEstimate": len(stored.raw),
    }
    if form == "raw":
        told["raw"] = encoded(stored.raw)
    elif form == "metadata":
        names = {name.lower() for name in wanted}
        head = stored.headers
        headers = [h for h in _headers(head) if not names or h["name"].lower() in names]
        told["payload"] = {"mimeType": head.get_content_type(), "headers": headers}
    elif form == "full":
        told["payload"] = _payload(stored.part, "", largest_part)
    return told


def _headers(part: Part) -> list[Json]:
    # As they stand in the mail: encoded words stay encoded, folds are undone.
    return [{"name": k, "value": " ".join(str(v).split())} for k, v in part.items()]


def _payload(part: Part, part_id: str, largest: int) -> Json:
    told: Json = {
        "partId": part_id,
        "mimeType": part.get_content_type(),
        "filename": part.get_filename() or "",
        "headers": _headers(part),
    }
    if part.is_multipart():
        told["body"] = {"size": 0}
        inner = part.get_payload()
        prefix = f"{part_id}." if part_id else ""
        told["parts"] = [
            _payload(child, f"{prefix}{number}", largest)
            for number, child in enumerate(inner if isinstance(inner, list) else [])
            if isinstance(child, Part)
        ]
        return told
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    told["body"] = {"size": len(data)}
    if told["filename"] or len(data) > largest:
        told["body"]["attachmentId"] = f"ANGj{part_id or 'top'}"
    else:
        told["body"]["data"] = encoded(data)
    return told


def attachment(stored: Stored, attachment_id: str) -> bytes | None:
    """Return the content of the part that this id names."""
    part: Part = stored.part
    found = re.fullmatch(r"ANGj(?:top|(\d+(?:\.\d+)*))", attachment_id)
    if not found:
        return None
    for number in map(int, re.findall(r"\d+", found[1] or "")):
        inner = part.get_payload()
        if not isinstance(inner, list) or number >= len(inner):
            return None
        child = inner[number]
        assert isinstance(child, Part)
        part = child
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else None


def history(records: Iterable[Record]) -> list[Json]:
    """Return history records, each with the typed field and the plain list of messages."""
    return [
        {
            "id": str(record.id),
            "messages": [{"id": record.message_id, "threadId": record.thread_id}],
            record.happened: [_happened(record)],
        }
        for record in records
    ]


def _happened(record: Record) -> Json:
    told: Json = {
        "message": {
            "id": record.message_id,
            "threadId": record.thread_id,
            "labelIds": sorted(record.labels),
        }
    }
    if record.moved:
        told["labelIds"] = sorted(record.moved)
    return told


def labels(mailbox: Mailbox) -> list[Json]:
    """Return all labels; a listing has no counts."""
    named = {label for stored in mailbox.messages.values() for label in stored.labels}
    return [
        {"id": name, "name": name, "type": "system" if name.isupper() else "user"}
        for name in sorted(named | set(SYSTEM_LABELS))
    ]


def counted(mailbox: Mailbox, label: Json) -> Json:
    """Return a label asked for by its id, with its counts."""
    held = [stored for stored in mailbox.messages.values() if label["id"] in stored.labels]
    unread = [stored for stored in held if "UNREAD" in stored.labels]
    return {
        **label,
        "messagesTotal": len(held),
        "messagesUnread": len(unread),
        "threadsTotal": len({stored.thread_id for stored in held}),
        "threadsUnread": len({stored.thread_id for stored in unread}),
    }
