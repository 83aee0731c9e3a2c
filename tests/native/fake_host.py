"""The real host on a desk made of cardboard. Run as a process: `fake_host.py ORIGIN`.

It prints where it must not, and quotes a canary in every error, as careless code would.
"""

import os
import sys
import warnings
from datetime import datetime

from hearback.native import serve

CANARY = "we-regret-to-tell-you-canary"


class CarelessDesk:
    def page(self, request: object, now: datetime) -> object:
        from hearback.protocol.cards import CardGroup
        from hearback.protocol.page import AccountView, Applications

        print("a stray print")  # noqa: T201
        os.write(1, b"a stray write\n")
        os.system("echo a stray child")  # noqa: S605
        warnings.warn(f"a warning that quotes {CANARY}", stacklevel=1)
        thread = getattr(request, "thread_id", None)
        if thread == "break":
            raise KeyError(CANARY) from ValueError(CANARY)
        return Applications(
            id=getattr(request, "id", 0),
            kind="applications",
            now=now,
            account=AccountView(
                source="sample",
                addresses=["sam@example.com"] if thread != "large" else ["é" * 600_000],
                can_save_drafts=False,
                signed_in=False,
            ),
            cards=[],
            counts=CardGroup(now=0, waiting=0, coming_up=0, closed=0),
            open_thread="none",
            next_page=None,
        )

    def use_sample(self, on: bool, now: datetime) -> None:
        from hearback.errors import StoreUnusable

        raise StoreUnusable("The disk is full.", "Make room.")

    def add_note(self, request: object, now: datetime) -> str:
        return f"{getattr(request, 'verb', '')} {getattr(request, 'text', '')}"

    def undo_note(self, note_id: str, now: datetime) -> None:
        if note_id == "leave":
            sys.stdout.write("gone")
            os._exit(3)


if __name__ == "__main__":
    serve.open_desk = CarelessDesk  # type: ignore[assignment]
    sys.exit(serve.main())
