"""The options that most commands share: whose mail, which moment, which place."""

import argparse
import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hearback.errors import UnknownAddress, UsageError
from hearback.mail.message import Me, Message
from hearback.operations.desk import kept_place, open_desk
from hearback.operations.look import Overview, Place, look_at, mailbox_owner, read_threads
from hearback.store.folders import data_folder
from hearback.takeout.mbox import Mailbox, load_mailbox
from hearback.timeline.business_days import known_countries


def add_mail_options(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add --mbox and --me, and what fixes the moment and the place."""
    parser.add_argument(
        "--mbox",
        type=Path,
        metavar="FILE",
        required=required,
        help="read this Google Takeout file (.mbox), mail (.eml) or folder of .eml files",
    )
    parser.add_argument(
        "--me",
        action="append",
        metavar="ADDRESS",
        required=required,
        default=None if required else [],
        help="your address in that mail; repeat it for each alias",
    )
    add_place_options(parser)


def add_place_options(parser: argparse.ArgumentParser) -> None:
    """Add --now, --tz and --country."""
    parser.add_argument(
        "--now",
        metavar="ISO",
        help="look at this moment, as in 2026-03-16T09:00 (default: now)",
    )
    parser.add_argument("--tz", metavar="ZONE", help="your time zone, as in Europe/London")
    parser.add_argument(
        "--country", metavar="CC", help="whose public holidays count, as in GB, US, IN"
    )


@dataclass(frozen=True)
class Opened:
    """A mail file that was read, and whose it is."""

    mailbox: Mailbox
    me: Me
    place: Place


def find_place(args: argparse.Namespace) -> Place:
    """Return the user's place: from the options, else from their settings, else the system's.

    Raises UsageError.
    """
    place = kept_place(data_folder(os.environ), os.environ)
    if args.tz:
        try:
            place = replace(place, zone=ZoneInfo(args.tz))
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UsageError(
                f"“{args.tz}” is no time zone that is known here.",
                "Give one like Europe/London or America/New_York with --tz.",
            ) from error
    if args.country and args.country.upper() not in known_countries():
        raise UsageError(
            f"“{args.country}” is no country whose public holidays are known here.",
            "Give two letters with --country, like GB, US or IN, or --country '' for no holidays.",
        )
    return place if args.country is None else replace(place, country=args.country.upper())


def find_now(args: argparse.Namespace, place: Place) -> datetime:
    """Return the moment of --now, else the clock's. A day alone means nine in the morning."""
    if args.now is None:
        return datetime.now(place.zone)
    try:
        moment = datetime.fromisoformat(args.now)
    except ValueError as error:
        raise UsageError(
            f"“{args.now}” is no moment that --now understands.",
            "Write it as 2026-03-16T09:00 or 2026-03-16T09:00-05:00; a day alone will do.",
        ) from error
    if len(args.now) <= len("2026-03-16"):
        moment = datetime.combine(moment.date(), time(9))
    return moment if moment.tzinfo else moment.replace(tzinfo=place.zone)


def open_mailbox(args: argparse.Namespace) -> Opened:
    """Read the file of --mbox. Raises MailboxUnreadable, UnknownAddress, UsageError."""
    if not args.me:
        raise UsageError(
            "--mbox needs to know which address is yours.",
            "Add --me ADDRESS; repeat it for each alias.",
        )
    for address in args.me:
        if "@" not in address.strip("@ "):
            raise UsageError(
                f"“{address}” is no address.", "Give one like sam@example.com to --me."
            )
    place = find_place(args)
    find_now(args, place)  # a bad --now is said before a long file is read
    mailbox = load_mailbox(args.mbox, zone=place.zone)
    me = mailbox_owner(mailbox.messages, args.me)
    missing = [address for address in args.me if not _occurs(address, mailbox.messages)]
    if len(missing) == len(args.me):
        raise UnknownAddress(
            f"{' and '.join(missing)} occurs nowhere in {args.mbox}.", _who_could_it_be(mailbox)
        )
    for address in missing:
        print(f"hearback: note: {address} occurs nowhere in {args.mbox}.", file=sys.stderr)
    return Opened(mailbox, me, place)


def _occurs(address: str, messages: tuple[Message, ...]) -> bool:
    only = Me((address.strip().lower(),))
    return any(
        only.has(found)
        for message in messages
        for found in (message.envelope.sender, *message.envelope.recipients)
    )


def _who_could_it_be(mailbox: Mailbox) -> str:
    """Say which addresses the mail was sent to most often."""
    counts: dict[str, int] = {}
    for message in mailbox.messages:
        for address in message.envelope.to:
            counts[address.address] = counts.get(address.address, 0) + 1
    often = sorted(counts, key=lambda address: -counts[address])[:3]
    if not often:
        return "Give the address that this mail was sent to with --me."
    return f"Most of this mail was sent to {', '.join(often)}: give yours with --me."


def make_overview(args: argparse.Namespace) -> Overview:
    """Return all applications: of the file of --mbox, else of what Hearback keeps."""
    return look_through(args)[0]


def look_through(args: argparse.Namespace) -> tuple[Overview, Mailbox | None]:
    """Return all applications, and the mailbox of the file of --mbox if one is given."""
    if args.mbox is None:
        if args.me:
            raise UsageError("--me goes with --mbox.", "Add --mbox FILE, or leave --me out.")
        place = find_place(args)
        desk = open_desk(data_folder(os.environ), os.environ, place)
        return desk.overview(find_now(args, place)), None
    opened = open_mailbox(args)
    now = find_now(args, opened.place)
    readings = read_threads(opened.mailbox.threads(), opened.me, opened.place)
    return look_at(readings, (), opened.me, opened.place.clock(now)), opened.mailbox
