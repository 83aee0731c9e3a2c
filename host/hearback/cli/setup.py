"""`hearback setup`: the whole way to a first real card, as a checklist that can be resumed."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass

from hearback.cli.browser_table import Machine, this_machine
from hearback.errors import HearbackError
from hearback.operations.desk import Desk, open_desk
from hearback.store.folders import data_folder
from hearback.store.registration import read_record


@dataclass(frozen=True)
class Step:
    """One step: whether it is done, and what does it."""

    words: str
    done: bool
    how: str


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `setup`."""
    parser = commands.add_parser("setup", help="the way to your first card, step by step")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every step, and what to do next; return 1 while something is left to do."""
    desk = open_desk(data_folder(os.environ), os.environ)
    steps = list(find_steps(desk, this_machine()))
    for step in steps:
        print(f"[{'x' if step.done else ' '}] {step.words}")
    left = next((step for step in steps if not step.done), None)
    if left is None:
        print("\nAll is set up. `hearback list` shows what to do next; so does the panel.")
        return 0
    print(f"\nNext: {left.how}\nThen run `hearback setup` again.")
    return 1


def find_steps(desk: Desk, machine: Machine) -> Iterator[Step]:
    """Yield the steps in their order."""
    try:
        signed_in = desk.google.grant() is not None
    except HearbackError:
        signed_in = False
    has_client = desk.google.has_client() or signed_in
    yield Step(
        "An OAuth client of your own, with which Google lets Hearback read your mail",
        has_client,
        "`hearback sign-in` says how to make one in ten minutes, and takes its file.",
    )
    yield Step("Signed in to Gmail", signed_in, "`hearback sign-in`")
    read, _ = desk.kept.messages.count()
    yield Step("Your mail looked at for the first time", read > 0, "`hearback refresh`")
    registered = bool(read_record(machine.data_folder).files)
    yield Step("The host registered with your browsers", registered, "`hearback install`")
    yield Step(
        "The panel opened once beside Gmail",
        registered and desk.was_seen(),
        "Open chrome://extensions, turn on Developer mode, choose Load unpacked, and give it"
        " extension/dist (`make setup` builds it); then press Hearback's button.",
    )
