"""The small Gmail cannot drift: it answers in the shapes that Google publishes."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from emulator.api import METHODS, Method
from emulator.client import discovery, google_client
from emulator.mailbox import Mailbox
from emulator.samples import WITH_FILES, body, draft, mail
from emulator.server import Emulator

PREFIX = "https://www.googleapis.com/auth/"
USER = "gmail/v1/users/{userId}/"
FORMATS = {"uint64": r"^\d{1,20}$", "int64": r"^-?\d{1,19}$", "byte": r"^[\w-]*=*$"}
UNITS = {  # what section 1 of Google's page on quota says since May 2026
    1: "getProfile labels.list labels.get",
    2: "history.list",
    5: "messages.list drafts.list messages.modify messages.untrash",
    10: "threads.list threads.modify drafts.create drafts.delete",
    15: "drafts.update",
    20: "messages.get drafts.get messages.attachments.get messages.trash",
    40: "threads.get",
    100: "messages.send drafts.send",
}


@cache
def published() -> dict[str, Any]:
    """Return the methods that Google publishes, by their ids."""
    found: dict[str, Any] = {}
    todo = [discovery()]
    while todo:
        level = todo.pop()
        todo += level.get("resources", {}).values()
        found |= {method["id"]: method for method in level.get("methods", {}).values()}
    return found


def strict(schema: Any) -> Any:
    """Return a schema that allows only what it names, in the formats that it names."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    told = {key: strict(value) for key, value in schema.items() if key != "annotations"}
    if "$ref" in told:
        return {"$ref": f"#/$defs/{told['$ref']}"}
    if isinstance(schema.get("properties"), dict):
        told["additionalProperties"] = False
    if schema.get("type") == "string" and schema.get("format") in FORMATS:
        told["pattern"] = FORMATS[schema["format"]]
    return told


@cache
def validator(method: str) -> Draft202012Validator:
    """Return what checks a method's answers."""
    schemas = strict({k: {**v, "id": None} for k, v in discovery()["schemas"].items()})
    name = published()[method]["response"]["$ref"]
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schemas})


@pytest.fixture(scope="module")
def gmail() -> Iterator[Emulator]:
    box = Mailbox()
    thread = box.deliver(mail(0))
    box.deliver(WITH_FILES, thread=thread, labels=["INBOX", "UNREAD", "Jobs"])
    box.deliver("From: d\xe9@x.example\nSubject: \xff\n\n\xfe\n".encode("latin-1"), at=-5)
    for number in range(1, 4):
        box.delete(box.deliver(mail(number)))
    box.label(thread, "STARRED")
    box.label(thread, "STARRED", on=False)
    box.save_draft(draft(), thread, at=1)
    with Emulator(box, units_a_minute=0) as emulator:
        yield emulator


def requests_of(users: Any, box: Mailbox, method: str) -> list[Any]:
    """Return requests that together show all that a method answers."""
    resource, name = users, method.removeprefix("gmail.users.")
    while "." in name:
        first, _, name = name.partition(".")
        resource = getattr(resource, first)()
    ask = getattr(resource, name)
    draft_id = next(iter(box.drafts), "")
    ids = {"threads": box.thread_ids(), "drafts": [draft_id], "labels": ["INBOX", "Jobs"]}
    kind = method.removeprefix("gmail.users.").partition(".")[0]
    held = ids.get(kind, list(box.messages))
    asked: list[dict[str, Any]] = [{"id": each} for each in held]
    if method.endswith("attachments.get"):
        files = next(m.id for m in box.messages.values() if m.raw == WITH_FILES)
        asked = [{"messageId": files, "id": "ANGj1"}]
    elif name == "list" or name == "getProfile":
        asked = [{}, {"maxResults": 1}] if kind not in ("labels", "getProfile") else [{}]
        asked = [{"startHistoryId": "1000", **a} for a in asked] if kind == "history" else asked
    elif name == "create":
        asked = [{"body": body(draft(), box.thread_ids()[0])}, {"body": body(draft())}]
    elif name == "update":
        asked = [{"id": draft_id, "body": body(draft(), box.thread_ids()[0])}]
    elif name == "modify":
        asked = [{**each, "body": {"addLabelIds": ["Seen"]}} for each in asked]
    if name == "get" and kind in ("threads", "messages", "drafts") and "attach" not in method:
        forms = ["full", "metadata", "minimal", *(["raw"] if kind != "threads" else [])]
        asked = [{**each, "format": form} for each in asked for form in forms]
    return [ask(userId="me", **each) for each in asked]


ANSWERING = [m.id for m in METHODS if m.verb != "DELETE" and not m.id.endswith(".send")]


@pytest.mark.parametrize("method", ANSWERING)
def test_what_is_answered_has_the_published_shape(gmail: Emulator, method: str) -> None:
    with google_client(gmail, "gmail.modify") as users:
        for request in requests_of(users, gmail.mailbox, method):
            answer = request.execute()
            assert answer, request.uri
            errors = [e.message for e in validator(method).iter_errors(answer)]
            assert not errors, (request.uri, answer)


def test_the_check_sees_what_drifts() -> None:
    good = {"id": "1", "historyId": "12", "messages": [{"id": "1", "internalDate": "5"}]}
    check = validator("gmail.users.threads.get")
    assert check.is_valid(good)
    for path in ("historyID", "historyId"):
        assert not check.is_valid({**deepcopy(good), path: 12})
    assert not check.is_valid({**good, "historyId": "abc"})
    assert not check.is_valid({**good, "messages": [{"date": "today"}]})


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_what_is_served_is_published(method: Method) -> None:
    told = published()[method.id]
    assert told["httpMethod"] == method.verb
    assert told["path"] == USER + method.path
    scopes = {scope.removeprefix(PREFIX) for scope in told["scopes"]}
    assert {scope for scope in scopes if "addons" not in scope} == set(method.scopes)


def test_each_method_costs_what_google_says() -> None:
    told = {f"gmail.users.{name}": cost for cost, names in UNITS.items() for name in names.split()}
    assert {method.id: method.units for method in METHODS} == told
