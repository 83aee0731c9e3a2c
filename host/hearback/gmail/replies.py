"""Gmail's answers other than mails → records. Never raises: what is missing is empty.

Also the small readers of JSON that both this and `payload` need.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from hearback.gmail.records import (
    Change,
    ChangeKind,
    DraftRef,
    HistoryPage,
    Listed,
    Named,
    Page,
    Profile,
)

Json = Mapping[str, Any]
LARGEST_NUMBER = 2**64 - 1

TOLD = {
    "messagesAdded": ChangeKind.ADDED,
    "messagesDeleted": ChangeKind.DELETED,
    "labelsAdded": ChangeKind.LABELS_ADDED,
    "labelsRemoved": ChangeKind.LABELS_REMOVED,
}


def as_json(value: object) -> Json:
    """Return an object as it is, and anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return a list as it is, and anything else as an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Return a text without lone surrogates, and anything else as an empty one."""
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def as_number(value: object) -> int:
    """Return an unsigned number that comes as one or as a text; 0 for anything else.

    Google writes 64-bit numbers as texts.
    """
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,20}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return 0
    return value if 0 <= value <= LARGEST_NUMBER else 0


def as_labels(value: object) -> frozenset[str]:
    """Return the labels of a list."""
    return frozenset(label for label in as_list(value) if isinstance(label, str))


def read_profile(told: object) -> Profile:
    """Return whose mailbox it is."""
    profile = as_json(told)
    address = as_text(profile.get("emailAddress")).lower()
    return Profile(address, as_number(profile.get("historyId")))


def read_page(told: object) -> Page:
    """Return a page of threads."""
    page = as_json(told)
    return Page(
        tuple(
            Listed(
                thread_id=as_text(thread["id"]),
                history_id=as_number(thread.get("historyId")),
                snippet=html.unescape(as_text(thread.get("snippet"))),
            )
            for thread in map(as_json, as_list(page.get("threads")))
            if as_text(thread.get("id"))
        ),
        as_text(page.get("nextPageToken")),
    )


def read_named(told: object) -> tuple[Named, ...]:
    """Return the messages of a listing, newest first."""
    messages = map(as_json, as_list(as_json(told).get("messages")))
    named = (Named(as_text(m.get("id")), as_text(m.get("threadId"))) for m in messages)
    return tuple(each for each in named if each.message_id)


def read_history(told: object) -> HistoryPage:
    """Return a page of changes."""
    page = as_json(told)
    records = sorted(
        map(as_json, as_list(page.get("history"))), key=lambda r: as_number(r.get("id"))
    )
    return HistoryPage(
        tuple(change for record in records for change in _changes(record)),
        as_number(page.get("historyId")),
        as_text(page.get("nextPageToken")),
    )


def _changes(record: Json) -> Iterator[Change]:
    """Yield what a record tells in its typed fields; its `messages` say no more than these."""
    for name, kind in TOLD.items():
        for entry in map(as_json, as_list(record.get(name))):
            message = as_json(entry.get("message"))
            message_id, thread_id = as_text(message.get("id")), as_text(message.get("threadId"))
            if message_id and thread_id:
                yield Change(
                    kind=kind,
                    record=as_number(record.get("id")),
                    message_id=message_id,
                    thread_id=thread_id,
                    labels=as_labels(message.get("labelIds")),
                    moved=as_labels(entry.get("labelIds")),
                )


def read_draft(told: object) -> DraftRef:
    """Return where a draft is."""
    draft = as_json(told)
    message = as_json(draft.get("message"))
    return DraftRef(
        as_text(draft.get("id")), as_text(message.get("id")), as_text(message.get("threadId"))
    )


def read_drafts(told: object) -> tuple[tuple[DraftRef, ...], str]:
    """Return a page of drafts, and the next page, "" on the last."""
    page = as_json(told)
    refs = map(read_draft, as_list(page.get("drafts")))
    return tuple(ref for ref in refs if ref.draft_id), as_text(page.get("nextPageToken"))


def read_header(told: object, name: str) -> str:
    """Return a header of a draft's mail; names are the same in any case."""
    payload = as_json(as_json(as_json(told).get("message")).get("payload"))
    for header in map(as_json, as_list(payload.get("headers"))):
        if as_text(header.get("name")).lower() == name.lower():
            return as_text(header.get("value"))
    return ""
