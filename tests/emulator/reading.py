"""The methods that read, one function each."""

from emulator import refusal, replies
from emulator.call import Call, Json
from emulator.search import matching
from emulator.stored import Record, Stored

UINT64 = 2**64 - 1
KINDS = {
    "messageAdded": "messagesAdded",
    "messageDeleted": "messagesDeleted",
    "labelAdded": "labelsAdded",
    "labelRemoved": "labelsRemoved",
}


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
            return replies.counted(call.mailbox, label)
    raise refusal.not_found()


def list_threads(call: Call) -> Json:
    box, tests = call.mailbox, call.tests()
    found = [each for each in box.thread_ids() if matching(box.held_by(each), *tests)]
    return call.listing("threads", found, lambda each: replies.thread_entry(box, each))


def list_messages(call: Call) -> Json:
    tests = call.tests()
    newest_first = sorted(call.mailbox.messages.values(), key=lambda m: (-m.moment, m.id))
    found = [m for m in newest_first if matching([m], *tests)]
    return call.listing("messages", found, named)


def named(stored: Stored) -> Json:
    """Return a message as a listing names it."""
    return {"id": stored.id, "threadId": stored.thread_id}


def get_thread(call: Call) -> Json:
    thread_id = call.ids["id"]
    held = call.mailbox.thread(thread_id)
    if not held:
        raise refusal.not_found()
    return {
        "id": thread_id,
        "historyId": str(call.mailbox.thread_history_id(thread_id)),
        "messages": [call.told(m, raw=False) for m in held],
    }


def get_message(call: Call) -> Json:
    return call.told(find(call, call.ids["id"]))


def find(call: Call, message_id: str) -> Stored:
    """Return a message. Raises Refused."""
    if message_id not in call.mailbox.messages:
        raise refusal.not_found()
    return call.mailbox.messages[message_id]


def get_attachment(call: Call) -> Json:
    data = replies.attachment(find(call, call.ids["messageId"]), call.ids["id"])
    if data is None:
        raise refusal.not_found()
    return {"size": len(data), "data": replies.encoded(data)}


def list_history(call: Call) -> Json:
    box, since = call.mailbox, call.first("startHistoryId")
    if not since.isdecimal() or int(since) > UINT64:
        raise refusal.bad("Invalid startHistoryId")
    if not box.oldest_history_id <= int(since) <= box.history_id:
        raise refusal.not_found()
    wanted = {KINDS.get(kind, "") for kind in call.query.get("historyTypes", KINDS)}
    label = call.first("labelId")
    found = [r for r in box.records if r.id > int(since) and _asked_for(r, wanted, label)]
    if call.told_twice:
        found = [record for record in found for _ in range(2)]
    shown, more = call.page(found)
    answer: Json = {"historyId": str(box.history_id)}
    if shown:
        answer["history"] = replies.history(shown)
    return {**answer, "nextPageToken": more} if more else answer


def _asked_for(record: Record, kinds: set[str], label: str) -> bool:
    return record.happened in kinds and (not label or label in record.labels | record.moved)
