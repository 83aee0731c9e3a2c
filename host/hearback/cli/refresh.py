"""`hearback refresh` and `forget`: read Gmail or a file and keep its job mail; delete all of it."""

import argparse
import os
import sys
import time

from hearback.cli.reading import add_mail_options, find_place, open_mailbox
from hearback.errors import NotSignedIn, UsageError
from hearback.operations.desk import Desk, open_desk
from hearback.operations.sync import Limits, Progress
from hearback.store.folders import data_folder

PATIENCE = 120.0  # seconds of a wait that Google asks for
FEW = 100  # unlikely threads that are read along: some fifty seconds


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `refresh` and `forget`."""
    refresh = commands.add_parser("refresh", help="read your Gmail or a file")
    refresh.add_argument(
        "--all",
        action="store_true",
        help="read on until every conversation was looked at, also the unlikely ones",
    )
    add_mail_options(refresh)
    refresh.set_defaults(run=run_refresh)
    forget = commands.add_parser("forget", help="delete everything that Hearback keeps")
    forget.add_argument("--all", action="store_true", help="yes, everything")
    forget.set_defaults(run=run_forget)


def run_refresh(args: argparse.Namespace) -> int:
    """Read Gmail, or the file of --mbox, and keep the job mail."""
    if args.mbox is None:
        if args.me:
            raise UsageError("--me goes with --mbox.", "Add --mbox FILE, or leave --me out.")
        return _refresh_gmail(args)
    opened = open_mailbox(args)
    desk = open_desk(data_folder(os.environ), os.environ, opened.place)
    found = desk.refresh(opened.mailbox, opened.me)
    print(
        f"Looked at {found.threads} conversations, {found.read} of them new or changed: "
        f"{found.about_a_job} are about a job and are kept; the others are not."
    )
    print("`hearback list` shows what to do next; so does the panel, after `hearback install`.")
    return 0


def _refresh_gmail(args: argparse.Namespace) -> int:
    desk = open_desk(data_folder(os.environ), os.environ, find_place(args))
    if desk.google.grant() is None:
        raise NotSignedIn(
            "You are not signed in to Gmail.",
            "Run `hearback sign-in`; or give a Takeout file with --mbox FILE --me ADDRESS.",
        )
    try:
        progress = _read(desk, everything=args.all)
    except KeyboardInterrupt:
        print("\nStopped. `hearback refresh` goes on where it was.", file=sys.stderr)
        return 130
    print(
        f"Looked at {progress.read} conversations: {progress.jobs} are about a job and are kept; "
        "of the others only the ids."
    )
    if progress.rest:
        print(
            f"{progress.rest} are left whose listing says nothing about a job. The panel reads them"
            f" bit by bit; `hearback refresh --all` does it now"
            f" ({duration(progress.seconds_left)})."
        )
    print("`hearback list` shows what to do next.")
    return 0


def _read(desk: Desk, *, everything: bool) -> Progress:
    gmail = desk.gmail(PATIENCE)
    shown = _Line()
    progress = gmail.read(Limits(everything=everything), shown)
    if not everything and 0 < progress.rest <= FEW:
        progress = gmail.read(Limits(everything=True), shown)
    shown.end()
    return progress


class _Line:
    """Progress on one line of stderr; silent when that is no terminal."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._begun: tuple[float, int] | None = None

    def __call__(self, progress: Progress) -> None:
        if not self._live:
            return
        left = progress.likely or progress.rest
        text = f"{progress.read} read, {progress.jobs} about a job, {left} to go"
        if progress.phase == "listing":
            text = f"Looking what there is… {left} conversations to read"
        elif progress.seconds_left:
            text += f", {self._rate(progress)}{duration(progress.seconds_left)} left"
        print(f"\r{text:<78}", end="", file=sys.stderr, flush=True)

    def _rate(self, progress: Progress) -> str:
        """Return how many are read in a second, once that can be said."""
        now = time.monotonic()
        if self._begun is None:
            self._begun = (now, progress.read)
        seconds, read = now - self._begun[0], progress.read - self._begun[1]
        return f"{read / seconds:.1f} a second, " if seconds > 2 else ""

    def end(self) -> None:
        if self._live:
            print(f"\r{'':<78}\r", end="", file=sys.stderr, flush=True)


def duration(seconds: int) -> str:
    """Return a length of time in words: "40 seconds", "about 3 minutes"."""
    if seconds < 90:
        return f"{seconds} second{'s' if seconds != 1 else ''}"
    if seconds < 5400:
        return f"about {round(seconds / 60)} minutes"
    return f"about {round(seconds / 3600)} hours"


def run_forget(args: argparse.Namespace) -> int:
    """Delete everything, after a clear yes."""
    if not args.all:
        raise UsageError(
            "This deletes all mail, readings and notes that Hearback keeps on this machine.",
            "If that is what you want: `hearback forget --all`. Your mailbox is not touched.",
        )
    open_desk(data_folder(os.environ), os.environ).forget()
    print("Forgotten. Your mailbox is as it was.")
    return 0
