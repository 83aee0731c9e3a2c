"""One connection with the panel: `hello` first, then an answer for every request."""

from collections.abc import Callable, Mapping

from hearback.native.greeting import answer_hello
from hearback.native.log import log_failure
from hearback.native.problems import id_of, problem

Answer = Callable[[Mapping[str, object]], dict[str, object]]
"""What answers a request once the greeting is over."""


class Conversation:
    """What was said so far. `get_ready` runs with the first request after `hello`."""

    def __init__(self, get_ready: Callable[[], Answer]) -> None:
        self._get_ready = get_ready
        self._answer: Answer | None = None
        self._greeted = False

    def reply_to(self, message: object) -> dict[str, object]:
        """Return the reply to whatever JSON value came; nothing that goes wrong ends the talk."""
        try:
            return self._reply_to(message)
        except Exception as error:
            log_failure("a request failed", error)
            return problem("internal", id_of(message))

    def _reply_to(self, message: object) -> dict[str, object]:
        if not isinstance(message, dict):
            return problem("malformed_request", id_of(message), "not an object")
        if not isinstance(message.get("kind"), str):
            return problem("malformed_request", id_of(message), "kind: no text")
        if message["kind"] == "hello":
            return self._greet(message)
        if not self._greeted:
            return problem("hello_first", id_of(message))
        if self._answer is None:
            self._answer = self._get_ready()
        return self._answer(message)

    def _greet(self, message: dict[str, object]) -> dict[str, object]:
        if self._greeted:
            return problem("hello_twice", id_of(message))
        reply = answer_hello(message)
        self._greeted = reply["kind"] == "ready"
        return reply
