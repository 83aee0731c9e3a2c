"""The panel's sign-in and sync: short answers, so that other requests never wait for long."""

import time

from hearback.errors import HearbackError, SyncUnderWay
from hearback.operations.desk import Desk
from hearback.protocol.messages import (
    SignInState,
    Sync,
    SyncProgress,
)
from hearback.protocol.telling import (
    Request,
)

PATIENCE = 3.0  # seconds of a wait that Google asks for; a longer one is told to the panel


def follow_sign_in(request: Request, desk: Desk) -> SignInState:
    """Begin, follow or give up a sign-in, as the request's kind says."""
    kind = getattr(request, "kind", "")
    if kind == "sign_in":
        if not desk.google.has_client():
            return _told(request, "no_client")
        desk.google.begin_sign_in()
    elif kind == "cancel_sign_in":
        desk.google.cancel_sign_in()
    stand = desk.google.sign_in_stand()
    if stand is None:
        return _told(request, "none")
    if stand.state == "waiting":
        return _told(request, "waiting", url=stand.url)
    try:
        desk.finish_sign_in()
    except HearbackError as problem:
        return _told(request, "failed", message=problem.message, remedy=problem.remedy)
    return _told(request, "done")


def _told(request: Request, state: str, **more: str) -> SignInState:
    told = {"url": None, "message": None, "remedy": None, **more}
    return SignInState.model_validate(
        {"id": request.id, "kind": "sign_in_state", "state": state, **told}
    )


def read_for_a_while(request: Sync, desk: Desk) -> SyncProgress:
    """Read Gmail for some seconds and return how far it is. Raises GmailProblem."""
    from hearback.operations.sync import Limits

    gmail = desk.gmail(PATIENCE)
    elsewhere = False
    if request.seconds:
        deadline = time.monotonic() + request.seconds
        try:
            gmail.read(Limits(over=lambda: time.monotonic() >= deadline))
        except SyncUnderWay:
            elsewhere = True
    progress = gmail.progress()
    return SyncProgress(
        id=request.id,
        kind="sync_progress",
        phase="elsewhere" if elsewhere else progress.phase,
        read=progress.read,
        jobs=progress.jobs,
        likely=progress.likely,
        rest=progress.rest,
        seconds_left=progress.seconds_left,
    )
