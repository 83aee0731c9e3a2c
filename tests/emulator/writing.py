"""The methods that change something: drafts and labels. Sending is noted and refused."""

import re
from base64 import urlsafe_b64decode

from emulator import refusal
from emulator.call import Call, Json
from emulator.reading import find, named
from emulator.search import matching
from emulator.stored import Stored


def list_drafts(call: Call) -> Json:
    box, tests = call.mailbox, call.tests()
    found = [(d, box.messages[m]) for d, m in reversed(box.drafts.items())]
    shown = [(d, m) for d, m in found if matching([m], *tests)]
    return call.listing("drafts", shown, lambda each: {"id": each[0], "message": named(each[1])})


def get_draft(call: Call) -> Json:
    return {"id": call.ids["id"], "message": call.told(_inside(call))}


def create_draft(call: Call) -> Json:
    raw, thread = _raw(call)
    return _saved(call, call.mailbox.save_draft(raw, thread, at=call.now_ms))


def update_draft(call: Call) -> Json:
    _inside(call)
    raw, thread = _raw(call)
    return _saved(call, call.mailbox.save_draft(raw, thread, call.ids["id"], at=call.now_ms))


def delete_draft(call: Call) -> Json:
    _inside(call)
    call.mailbox.delete_draft(call.ids["id"])
    return {}


def _inside(call: Call) -> Stored:
    if call.ids["id"] not in call.mailbox.drafts:
        raise refusal.not_found()
    return call.mailbox.messages[call.mailbox.drafts[call.ids["id"]]]


def _saved(call: Call, draft_id: str) -> Json:
    stored = call.mailbox.messages[call.mailbox.drafts[draft_id]]
    return {"id": draft_id, "message": {**named(stored), "labelIds": sorted(stored.labels)}}


def _raw(call: Call) -> tuple[bytes, str]:
    told = call.body.get("message")
    if not isinstance(told, dict) or not isinstance(told.get("raw"), str):
        raise refusal.bad("'raw' RFC822 payload message string required")
    text = told["raw"].rstrip("=")
    # Python's decoder leaves out what it does not know: "!!!" would be an empty mail.
    if not re.fullmatch(r"[\w-]+", text, re.ASCII) or len(text) % 4 == 1:
        raise refusal.bad("Invalid value for ByteString")
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if not re.match(rb"[!-9;-~]+:", raw):
        raise refusal.bad("Invalid raw message")
    thread = told.get("threadId") or ""
    if thread and not call.mailbox.thread(thread):
        raise refusal.not_found()
    return raw, thread


def modify_message(call: Call) -> Json:
    stored = find(call, call.ids["id"])
    _relabel(call, [stored])
    return _relabelled(stored)


def modify_thread(call: Call) -> Json:
    held = _held(call)
    _relabel(call, held)
    return _thread(call, held)


def _relabel(call: Call, held: list[Stored]) -> None:
    for key, on in (("addLabelIds", True), ("removeLabelIds", False)):
        for name in call.body.get(key, []):
            for stored in held:
                call.mailbox.label(stored.id, name, on=on)


def trash_message(call: Call) -> Json:
    return _trash_message(call, on=True)


def untrash_message(call: Call) -> Json:
    return _trash_message(call, on=False)


def _trash_message(call: Call, *, on: bool) -> Json:
    stored = find(call, call.ids["id"])
    call.mailbox.trash(stored.id, on=on)
    return _relabelled(stored)


def _held(call: Call) -> list[Stored]:
    held = call.mailbox.thread(call.ids["id"])
    if not held:
        raise refusal.not_found()
    return held


def _relabelled(stored: Stored) -> Json:
    return {**named(stored), "labelIds": sorted(stored.labels)}


def _thread(call: Call, held: list[Stored]) -> Json:
    return {"id": call.ids["id"], "messages": [_relabelled(stored) for stored in held]}


def send(_: Call) -> Json:
    raise refusal.forbidden("The emulator notes who sends, and sends nothing.")
