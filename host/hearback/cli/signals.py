"""`hearback signals`: what each message says, one line each."""

import argparse

from hearback.cli.reading import add_mail_options, open_mailbox
from hearback.operations.look import read_threads
from hearback.protocol.listings import MessageSignals
from hearback.protocol.signal_views import message_signals


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `signals`."""
    parser = commands.add_parser("signals", help="what each message of a mail file says")
    add_mail_options(parser, required=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one line for every message, in the order of the file."""
    opened = open_mailbox(args)
    readings = {
        reading.envelope.message_id: reading
        for thread in read_threads(opened.mailbox.threads(), opened.me, opened.place)
        for reading in thread
    }
    for message in opened.mailbox.messages:
        line = message_signals(message, readings[message.envelope.message_id])
        print(line.model_dump_json() if args.json else _in_words(line))
    return 0


def _in_words(line: MessageSignals) -> str:
    kinds = ", ".join(signal.kind for signal in line.signals) or "nothing"
    about = "job" if line.job else "-"
    said = [f"{line.date:%Y-%m-%d} {line.direction:8} {about:3} {kinds}"]
    said += [
        f"{'':24}{signal.kind}: “{signal.evidence}” ({signal.rule})" for signal in line.signals
    ]
    return "\n".join(said)
