"""Answers every request after `hello`: the pages of cards at once, the others through `dispatch`.

A panel opens with the first page. To import what checks and writes the other messages takes longer
than to make it, so it is made of plain dataclasses; a test holds both ways together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hearback.errors import HearbackError
from hearback.native.problems import NO_ID, id_of
from hearback.protocol.plain import plain

if TYPE_CHECKING:
    from hearback.native.dispatch import Desk, Dispatcher

FIELDS = {"id", "kind", "after", "thread_id"}
LONGEST_ID = 64  # characters, as in protocol.messages


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A request for a page of cards, whose fields are as `ListApplications` has them."""

    id: int
    after: str | None
    thread_id: str | None


class Answering:
    """Answers requests. The desk is opened with the first that needs it, and then kept open."""

    def __init__(self, open_desk: "Callable[[], Desk]", clock: Callable[[], datetime]) -> None:
        self._open_desk = open_desk
        self._clock = clock

    def answer(self, message: Mapping[str, object]) -> dict[str, Any]:
        """Return the reply to a request, as JSON values."""
        asked = page_asked(message)
        return self._page(asked) if asked else self._dispatcher.answer(message)

    def _page(self, asked: PageAsked) -> dict[str, Any]:
        try:
            return dict(plain(self._desk.page(asked, self._clock())))
        except HearbackError as error:
            told = {"code": error.code, "message": error.message, "remedy": error.remedy}
            return {"id": asked.id, "kind": "problem", **told}

    @cached_property
    def _desk(self) -> "Desk":
        return self._open_desk()

    @cached_property
    def _dispatcher(self) -> "Dispatcher":
        import os

        # To look for plugins of pydantic, of which there are none, takes as long as all of hello.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        from hearback.native.dispatch import Dispatcher

        return Dispatcher(lambda: self._desk, self._clock)


def page_asked(message: Mapping[str, object]) -> PageAsked | None:
    """Return the request for a page; None for any other, and for one that is not as it should be.

    What is wrong with it the dispatcher tells.
    """
    if message.get("kind") != "list_applications" or message.keys() != FIELDS:
        return None
    request_id, after, thread = id_of(message), message["after"], message["thread_id"]
    for name in (after, thread):
        # Ours have fewer letters, and none that needs a second look.
        if name is not None and not (isinstance(name, str) and name.isascii() and len(name) <= 64):
            return None
    return None if request_id == NO_ID else PageAsked(request_id, after, thread)  # type: ignore[arg-type] # looked at
