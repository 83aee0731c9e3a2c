"""`hello`: who speaks, and which protocol. It is answered before anything heavy is imported.

It is the one message that every version has to understand, so fields that are not known here are
passed over.
"""

from collections.abc import Mapping

from hearback import __version__
from hearback.native.problems import id_of, problem

PROTOCOL_VERSION = 1  # as in protocol.messages, whose import costs a tenth of a second
CAPABILITIES = (
    "add_by_hand",
    "add_note",
    "add_thread",
    "cancel_sign_in",
    "change_settings",
    "compose_drafts",
    "find_connections",
    "forget",
    "get_overview",
    "get_settings",
    "list_applications",
    "list_set_aside",
    "review_draft",
    "save_draft",
    "sign_in",
    "sign_in_status",
    "sign_out",
    "sync",
    "tell_interview",
    "undo_draft",
    "undo_note",
    "use_sample",
)


def answer_hello(message: Mapping[str, object]) -> dict[str, object]:
    """Return a `ready`, or a problem that says which half of Hearback to update."""
    request_id = id_of(message)
    spoken = message.get("protocol_version")
    if type(spoken) is not int or request_id < 0:
        field = "id" if request_id < 0 else "protocol_version"
        return problem("malformed_request", request_id, f"{field}: no such number")
    if spoken != PROTOCOL_VERSION:
        code = "host_too_old" if spoken > PROTOCOL_VERSION else "extension_too_old"
        detail = f"it speaks protocol {spoken}, this host {PROTOCOL_VERSION}"
        return problem(code, request_id, detail if abs(spoken) < 1000 else "")
    if not isinstance(message.get("extension_version"), str):
        return problem("malformed_request", request_id, "extension_version: no text")
    return {
        "id": request_id,
        "kind": "ready",
        "protocol_version": PROTOCOL_VERSION,
        "host_version": __version__,
        "capabilities": list(CAPABILITIES),
    }
