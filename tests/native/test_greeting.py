"""`hello` is made by hand; here it is held against the models and the table of verbs."""

import pytest

from hearback.native.dispatch import VERBS
from hearback.native.greeting import CAPABILITIES, PROTOCOL_VERSION, answer_hello
from hearback.native.problems import WORDS, id_of, problem
from hearback.protocol import messages
from hearback.protocol.messages import Problem, Ready

HELLO = {"id": 4, "kind": "hello", "protocol_version": 1, "extension_version": "0.1.0"}


def test_ready_is_what_the_protocol_says() -> None:
    ready = Ready.model_validate(answer_hello(HELLO), strict=True)
    assert ready.model_dump() == answer_hello(HELLO)
    assert ready.protocol_version == PROTOCOL_VERSION == messages.PROTOCOL_VERSION


def test_every_verb_is_a_capability() -> None:
    assert list(CAPABILITIES) == sorted(VERBS)


def test_every_request_but_hello_has_a_verb() -> None:
    members = messages.REQUESTS.json_schema()["discriminator"]["mapping"]
    assert set(members) == {"hello", *VERBS}


@pytest.mark.parametrize("code", WORDS)
def test_problems_are_what_the_protocol_says(code: str) -> None:
    found = Problem.model_validate(problem(code, 3, "a detail"), strict=True)
    assert found.message.endswith(" (a detail)")
    assert found.remedy.endswith(".")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"protocol_version": 2}, "host_too_old"),
        ({"protocol_version": 2**40}, "host_too_old"),
        ({"protocol_version": 0}, "extension_too_old"),
        ({"protocol_version": True}, "malformed_request"),
        ({"protocol_version": "1"}, "malformed_request"),
        ({"protocol_version": None}, "malformed_request"),
        ({"extension_version": 1}, "malformed_request"),
        ({"id": None}, "malformed_request"),
    ],
)
def test_a_hello_that_does_not_fit_is_told_which_half_to_update(
    changed: dict[str, object], code: str
) -> None:
    reply = answer_hello({**HELLO, **changed})
    assert reply["code"] == code
    assert reply["id"] == (4 if "id" not in changed else -1)


def test_hello_passes_over_what_a_later_version_may_add() -> None:
    assert answer_hello({**HELLO, "locale": "de"})["kind"] == "ready"


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ({"id": 0}, 0),
        ({"id": 2**53 - 1}, 2**53 - 1),
        ({"id": 2**53}, -1),
        ({"id": -1}, -1),
        ({"id": True}, -1),
        ({"id": 1.0}, -1),
        ({}, -1),
        ([1], -1),
    ],
)
def test_only_an_id_that_an_answer_can_carry_is_one(message: object, found: int) -> None:
    assert id_of(message) == found
