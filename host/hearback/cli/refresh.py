"""`hearback refresh` and `forget`: keep the job mail of a file; delete all that is kept."""

import argparse
import os

from hearback.cli.reading import add_mail_options, open_mailbox
from hearback.errors import UsageError
from hearback.operations.desk import open_desk
from hearback.store.folders import data_folder


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `refresh` and `forget`."""
    refresh = commands.add_parser("refresh", help="keep the job mail of a file, for the panel")
    add_mail_options(refresh, required=True)
    refresh.set_defaults(run=run_refresh)
    forget = commands.add_parser("forget", help="delete everything that Hearback keeps")
    forget.add_argument("--all", action="store_true", help="yes, everything")
    forget.set_defaults(run=run_forget)


def run_refresh(args: argparse.Namespace) -> int:
    """Read a mail file and keep its job mail."""
    opened = open_mailbox(args)
    desk = open_desk(data_folder(os.environ), os.environ, opened.place)
    found = desk.refresh(opened.mailbox, opened.me)
    print(
        f"Looked at {found.threads} conversations, {found.read} of them new or changed: "
        f"{found.about_a_job} are about a job and are kept; the others are not."
    )
    print("`hearback list` shows what to do next; so does the panel, after `hearback install`.")
    return 0


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
