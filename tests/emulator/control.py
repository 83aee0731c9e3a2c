"""What other processes steer a running emulator with: /emulator/… in JSON."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from emulator.api import read_body
from emulator.clock import Clock
from emulator.refusal import Fault, Refused, bad
from emulator.wire import Answer, Json, Request, say

if TYPE_CHECKING:
    from emulator.server import Emulator

PATH = "/emulator/"


def answer(gmail: "Emulator", request: Request) -> Answer:
    """Do what is asked, and answer."""
    act = ACTS.get(f"{request.verb} {request.path.removeprefix(PATH)}")
    if act is None:
        return say(404, {"acts": sorted(ACTS)})
    try:
        return say(200, act(gmail, read_body(request.body)))
    except Refused as error:
        return say(error.status, error.body)
    except (KeyError, TypeError, ValueError) as error:
        return say(400, bad(repr(error)).body)


def _spent(gmail: "Emulator", _: Json) -> Json:
    with gmail.lock:
        return {
            "units": gmail.units,
            "spent": dict(gmail.spent),
            "calls": dict(gmail.calls),
            "sent": list(gmail.sent),
        }


def _forget_counts(gmail: "Emulator", _: Json) -> Json:
    gmail.forget_counts()
    return {}


def _fault(gmail: "Emulator", told: Json) -> Json:
    at_sign_in = told.pop("at_sign_in", False)
    (gmail.token_faults if at_sign_in else gmail.faults).append(Fault(**told))
    return {}


def _no_faults(gmail: "Emulator", _: Json) -> Json:
    gmail.faults.clear()
    gmail.token_faults.clear()
    return {}


def _clock(gmail: "Emulator", told: Json) -> Json:
    if not isinstance(gmail.clock, Clock):
        raise bad("This emulator's clock is not to be set from outside.")
    if "now" in told:
        gmail.clock.set(float(told["now"]))
    gmail.clock.forward(float(told.get("forward", 0)))
    return {"now": gmail.clock()}


def _deliver(gmail: "Emulator", told: Json) -> Json:
    raw = str(told.pop("raw")).encode()
    return {"id": gmail.mailbox.deliver(raw, **told)}


def _grant(gmail: "Emulator", told: Json) -> Json:
    access, refresh = gmail.grant(*told.get("scopes", []))
    return {"access_token": access, "refresh_token": refresh}


def _revoke(gmail: "Emulator", _: Json) -> Json:
    gmail.revoke_everything()
    return {}


def _forget_history(gmail: "Emulator", told: Json) -> Json:
    before = told.get("before")
    if before is None:
        gmail.mailbox.forget_history()
    else:
        gmail.mailbox.forget_history_before(int(before))
    return {}


ACTS: dict[str, Callable[["Emulator", Json], Json]] = {
    "GET spent": _spent,
    "DELETE spent": _forget_counts,
    "POST fault": _fault,
    "DELETE fault": _no_faults,
    "POST clock": _clock,
    "POST deliver": _deliver,
    "POST grant": _grant,
    "POST revoke": _revoke,
    "POST forget-history": _forget_history,
    "GET client": lambda gmail, _: gmail.client_file,
}
