"""`hearback connections`: people at a company whom the user has written with."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace

from hearback.advice.action import CHASES
from hearback.advice.words import day_in_words
from hearback.cli.reading import add_mail_options, find_place, look_through
from hearback.operations.acquaintances import Acquaintances, find_acquaintances, workplace_of
from hearback.operations.desk import open_desk
from hearback.operations.look import Item, Overview
from hearback.protocol.cards import ApplicationView
from hearback.protocol.listings import ConnectionList
from hearback.protocol.views import connection_view
from hearback.store.folders import data_folder
from hearback.takeout.mbox import Mailbox

WHERE = {
    "gmail": "your Gmail",
    "file": "this file",
    "kept": "the job mail that Hearback keeps",
    "sample": "the sample mailbox",
}
MORE = "Other mail is not kept. To search all of it: sign in, or give a file with --mbox and --me."


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `connections`."""
    connections = commands.add_parser(
        "connections", help="people at that company you have written with"
    )
    connections.add_argument("application", nargs="+", help="its id, or words of its company")
    connections.add_argument("--json", action="store_true", help="print JSON instead")
    add_mail_options(connections)
    connections.set_defaults(run=run_connections)


def run_connections(args: argparse.Namespace) -> int:
    """Search the file of --mbox, else Gmail, else what Hearback keeps."""
    overview, mailbox = look_through(args)
    item = overview.find(" ".join(args.application))
    if mailbox is None:
        desk = open_desk(data_folder(os.environ), os.environ, find_place(args))
        found = desk.acquaintances(item, overview)
    else:
        found = _in_file(item, overview, mailbox)
    if args.json:
        listed = ConnectionList(
            application_id=item.case.application.id,
            searched=found.searched,
            people=[connection_view(person, overview.clock) for person in found.people],
        )
        print(listed.model_dump_json(indent=1))
    else:
        print("\n".join(_lines(found, item, overview)))
    return 0


def with_connections(
    item: Item, view: ApplicationView, overview: Overview, mailbox: Mailbox | None
) -> ApplicationView:
    """Return the view with the people who may help on, where a mail file is at hand."""
    if mailbox is None or view.advice is None or view.advice.action not in CHASES:
        return view
    people = _in_file(item, overview, mailbox).people
    told = [connection_view(person, overview.clock) for person in people]
    advice = replace(view.advice, connections=told)
    return replace(view, advice=advice)


def _in_file(item: Item, overview: Overview, mailbox: Mailbox) -> Acquaintances:
    mails = (message.envelope for message in mailbox.messages)
    return find_acquaintances(mails, workplace_of(item, overview), overview, "file")


def _lines(found: Acquaintances, item: Item, overview: Overview) -> Iterator[str]:
    company = item.case.application.company or "that company"
    if found.searched == "nothing":
        yield "No mail tells which company this is, so nobody can be looked for."
        yield f"`hearback correct {item.case.application.id} company NAME` tells it."
        return
    where = WHERE[found.searched]
    if found.people:
        yield f"People at {company} you have written with, in {where}:"
    else:
        yield f"Nobody at {company} that you have written with, besides those on the card."
        yield f"Searched: {where}."
    for person in found.people:
        day = day_in_words(overview.clock.day(person.last), overview.clock.today)
        who = "you" if person.wrote == "me" else "they"
        name = f"{person.name} <{person.address}>" if person.name else person.address
        yield f"  {name} · {who} wrote on {day}"
    if found.searched == "kept":
        yield MORE
