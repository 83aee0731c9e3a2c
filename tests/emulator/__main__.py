"""The emulator as a process: `PYTHONPATH=tests python -m emulator --port 8025 --threads 10000`.

Prints its address, and answers until it is interrupted. /emulator/ steers it: see control.py.
"""

import argparse
import json
import sys
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from emulator.clock import Clock
from emulator.mailbox import Mailbox
from emulator.server import Emulator

MAIL = """From: {name} <{name}@{company}.example>\r
To: sam@example.com\r
Subject: {subject}\r
Message-ID: <{number}.{turn}@{company}.example>\r
{answers}Date: {date}\r
\r
Hi Sam, this is mail {turn} of thread {number} about the role at {company}.\r
"""
NAMES = ("dana", "lee", "robin", "kim", "alex")
COMPANIES = ("acme", "initech", "globex", "umbrella", "hooli", "vandelay", "stark")
SUBJECTS = ("Your application", "Interview on Thursday", "Lunch", "This week's news", "Invoice")


def fill(threads: int, end: datetime) -> Mailbox:
    """Return a mailbox with so many threads of one to three mails, the newest at `end`."""
    box = Mailbox()
    for number in range(threads):
        begun = end - timedelta(hours=threads - number)
        told = {
            "name": NAMES[number % 5],
            "company": COMPANIES[number % 7],
            "subject": SUBJECTS[number % 5],
            "number": number,
        }
        thread = ""
        for turn in range(1 + number % 3):
            first = f"<{number}.0@{told['company']}.example>"
            answers = f"In-Reply-To: {first}\r\nReferences: {first}\r\n" if turn else ""
            date = begun + timedelta(minutes=turn)
            mail = MAIL.format(**told, turn=turn, answers=answers, date=format_datetime(date))
            at = int(date.timestamp() * 1000)
            thread = thread or ""
            message_id = box.deliver(mail.encode(), thread=thread, at=at)
            thread = thread or message_id
    return box


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(prog="emulator")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--threads", type=int, default=100)
    parser.add_argument("--units-a-minute", type=int, default=6_000, help="0 switches it off")
    parser.add_argument("--at-once", type=int, default=10, help="0 switches it off")
    parser.add_argument("--client", type=Path, help="write the desktop client's JSON to this file")
    told = parser.parse_args()
    clock = Clock()
    box = fill(told.threads, datetime.fromtimestamp(clock(), UTC))
    gmail = Emulator(box, clock, told.units_a_minute, told.at_once, port=told.port)
    with gmail:
        if told.client:
            told.client.write_text(json.dumps(gmail.client_file), encoding="utf-8")
        sys.stdout.write(f"{gmail.url}\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
