"""`hearback draft --save`: the drafts of a card into Gmail's drafts."""

import argparse
import os
from collections.abc import Sequence

from hearback.cli.reading import find_place
from hearback.drafts.draft import Draft
from hearback.errors import DraftUnfinished, UsageError
from hearback.operations.desk import open_desk
from hearback.operations.drafting import Chosen
from hearback.operations.look import Item
from hearback.store.folders import data_folder

PATIENCE = 120.0  # seconds of a wait that Google asks for


def save_drafts(args: argparse.Namespace, item: Item, drafts: Sequence[Draft]) -> None:
    """Put these drafts into Gmail, each into its thread. Raises DraftProblem, GmailProblem."""
    if args.mbox is not None:
        raise UsageError(
            "A draft of a mail file has no mailbox to go to.",
            "Leave --mbox out to work with your Gmail, or copy the text.",
        )
    for draft in drafts:
        if missing := [slot.ask for slot in draft.slots if slot.required]:
            raise DraftUnfinished(
                f"It is not saved, for something is missing: {missing[0]}",
                "Copy the text and complete it, or save it from the panel.",
            )
    desk = open_desk(data_folder(os.environ), os.environ, find_place(args))
    advice = item.advice
    assert advice  # noqa: S101 - without advice there is no draft
    for number, draft in enumerate(drafts):
        chosen = Chosen(item.case.application.threads[0], advice.action, number, draft)
        desk.save_draft(chosen, PATIENCE)
        print(f"\nSaved to Gmail's drafts: “{draft.subject}”. Check it there before you send it.")
