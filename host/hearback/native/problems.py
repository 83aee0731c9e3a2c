"""Problems that the host itself finds, before anything that knows applications is asked.

Plain dicts with the fields of `protocol.messages.Problem`: they are made without pydantic. Codes
are only ever added to, never renamed, since the panel knows some of them.
"""

NO_ID = -1
LARGEST_ID = 2**53 - 1  # what a number of JavaScript counts to

UPDATE_BOTH = "Reload the extension at chrome://extensions; if that does not help, update Hearback."
TRY_AGAIN = "Try it once more. If it happens again, close the panel and open it anew."

WORDS = {
    "not_json": ("What the panel sent could not be read.", TRY_AGAIN),
    "malformed_request": (
        "The panel asked in a way that this host does not understand.",
        UPDATE_BOTH,
    ),
    "unknown_kind": (
        "The panel asked for something that this host cannot do.",
        "Update Hearback on this machine, for example with `pipx upgrade hearback`, then reload"
        " the extension.",
    ),
    "hello_first": ("The panel asked for something before it said hello.", UPDATE_BOTH),
    "hello_twice": ("The panel said hello a second time.", UPDATE_BOTH),
    "host_too_old": (
        "The extension is newer than the Hearback on this machine.",
        "Update Hearback on this machine, for example with `pipx upgrade hearback`, then open the"
        " panel again.",
    ),
    "extension_too_old": (
        "The extension is older than the Hearback on this machine.",
        "Update the extension, or reload it at chrome://extensions, then open the panel again.",
    ),
    "reply_too_large": (
        "The answer is larger than a browser takes.",
        "Look at it in the terminal: `hearback list` shows the same.",
    ),
    "internal": (
        "Something went wrong in Hearback that should not. Nothing was lost.",
        "Try it once more. If it happens again, run `hearback doctor` and report what it says.",
    ),
}


def problem(code: str, request_id: int, detail: str = "") -> dict[str, object]:
    """Return a reply that says what happened and what to do next.

    `detail` goes behind the message; it never holds a value that somebody sent.
    """
    message, remedy = WORDS[code]
    return {
        "id": request_id,
        "kind": "problem",
        "code": code,
        "message": f"{message} ({detail})" if detail else message,
        "remedy": remedy,
    }


def id_of(message: object) -> int:
    """Return the id of a request, NO_ID when it has none that an answer could carry."""
    found = message.get("id") if isinstance(message, dict) else None
    if type(found) is int and 0 <= found <= LARGEST_ID:
        return found
    return NO_ID
