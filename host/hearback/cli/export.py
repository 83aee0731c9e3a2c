"""`hearback export --csv`: the applications as a table, for a spreadsheet."""

import argparse
import csv
import sys

from hearback.cli.cards import view
from hearback.cli.reading import add_mail_options, make_overview
from hearback.errors import UsageError
from hearback.operations.look import Overview
from hearback.protocol.cards import ApplicationView

COLUMNS = (
    "id", "company", "role", "agency", "stage", "waiting_on", "first_mail", "last_sign_of_life",
    "interviews", "promised_by", "advice", "due",
)  # fmt: skip
FORMULA = "=+-@\t\r"  # what a spreadsheet would take for the beginning of a formula


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `export`."""
    parser = commands.add_parser("export", help="the applications as a table")
    parser.add_argument("--csv", action="store_true", help="as comma-separated values")
    add_mail_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the table; dates are ISO days in the user's zone."""
    if not args.csv:
        raise UsageError("Which form shall it have?", "CSV is the one there is: --csv.")
    write_csv(make_overview(args))
    return 0


def write_csv(overview: Overview) -> None:
    """Write one line for each application, in the order of the cards, under a line of names."""
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    for item in overview.items:
        writer.writerow([_safe(cell) for cell in _cells(view(item, overview))])


def _cells(told: ApplicationView) -> list[str]:
    interviews = [f"{each.start.date()}" for each in told.interviews]
    return [
        told.id,
        told.company or "",
        told.role or "",
        told.agency or "",
        told.stage,
        told.waiting_on,
        f"{told.history[0].at.date()}" if told.history else "",
        f"{told.silence.since.date()}" if told.silence else "",
        " ".join(interviews),
        f"{told.promise.latest}" if told.promise else "",
        told.advice.action if told.advice else "",
        f"{told.advice.due}" if told.advice else "",
    ]


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs: names come from mails."""
    return f"'{cell}" if cell.startswith(tuple(FORMULA)) else cell
