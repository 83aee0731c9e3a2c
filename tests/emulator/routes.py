"""What is where on the emulator's address, and one call of the API from its request on."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from emulator import batch, control, sign_in
from emulator.api import SENDS, find_method
from emulator.refusal import Fault, Refused
from emulator.wire import Answer, Dropped, Request, say

if TYPE_CHECKING:
    from emulator.server import Emulator

USERS = "/gmail/v1/users/"
UPLOAD = "/upload"
BATCHES = ("/batch", "/batch/gmail/v1")
PAGES = {
    "/o/oauth2/auth": sign_in.consent,
    "/token": sign_in.token,
    "/revoke": sign_in.revoke,
}


def answer(gmail: "Emulator", request: Request) -> Answer:
    """Answer one HTTP request. Raises Dropped."""
    if request.path.removeprefix(UPLOAD).startswith(USERS):
        with gmail.one_more():
            return call(gmail, request)
    if request.path in BATCHES and request.verb == "POST":
        return batch.answer(gmail, request, call)
    if request.path in PAGES:
        return PAGES[request.path](gmail, request)
    if request.path.startswith(control.PATH):
        return control.answer(gmail, request)
    return say(404, Refused(404, "Not Found", "notFound").body)


def call(gmail: "Emulator", request: Request) -> Answer:
    """Answer one call of the API, alone or as a part of a batch. Raises Dropped."""
    upload = request.path.startswith(UPLOAD)
    user, _, path = request.path.removeprefix(UPLOAD).removeprefix(USERS).partition("/")
    found = find_method(request.verb, path)
    try:
        if found and found[0].id in SENDS:
            gmail.sent.append(path)
        if found is None or upload or unquote(user) not in ("me", gmail.mailbox.address):
            raise Refused(404, "Not Found", "notFound")
        method, ids = found
        fault = gmail.next_fault(method.id)
        if fault and fault.name not in ("lost", "slow", "cut"):
            return go_wrong(fault)
        if fault and fault.name == "slow":
            time.sleep(fault.seconds)
        told = say(204 if method.verb == "DELETE" else 200, gmail.serve(method, ids, request))
        if fault and fault.name == "lost":
            raise Dropped
        return replace(told, cut=bool(fault and fault.name == "cut"))
    except Refused as error:
        return say(error.status, error.body)


def go_wrong(fault: Fault) -> Answer:
    """Return what a fault answers. Raises Dropped."""
    if fault.name in ("drop", "lost"):
        raise Dropped
    if fault.name == "garbage":
        return Answer(200, b"<html>Log in to the hotel's network</html>", "text/html")
    return say(*fault.answer())
