"""`make bench`: the figures that the README quotes, each with the machine it was taken on.

Start-up figures are medians of fresh processes, beside a bare Python start of the same run; speeds
are those of one core. None of them is a test: a busy machine must not turn a build red.
"""

import compileall
import json
import os
import platform
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import hearback
from hearback.mail.message import Me, Message, Thread
from hearback.mail.rfc822 import read_message
from hearback.operations.desk import Desk
from hearback.operations.look import Place, read_threads
from hearback.store.extensions import shipped_ids
from hearback.takeout.mbox import mailbox_of, read_raw

STARTS = int(os.environ.get("HEARBACK_BENCH_STARTS", "30"))
ME = Me(("sam@example.com",), "Sam Rivera")
PLACE = Place(ZoneInfo("Europe/London"), "GB")
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
HOST = Path(sys.executable).with_name("hearback-host")
FILLER = (
    "We are a team of twelve and work on tools for people who plan journeys. The office is near "
    "the station, and most of us come in on two days of the week. "
)


def main() -> None:
    """Print every figure."""
    # As it is installed: what changed since `make setup` would be compiled anew at every start.
    compileall.compile_dir(Path(hearback.__file__).parent, quiet=1)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    bare = starts(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    row("bare Python start", bare)
    with tempfile.TemporaryDirectory() as folder:
        row("host start to hello answered", starts(lambda: host(Path(folder), [])), bare)
        for applications, messages in ((60, 25), (1000, 20)):
            data = Path(folder, str(applications))
            fill(data, applications, messages)
            ask = {"id": 2, "kind": "list_applications", "after": None, "thread_id": None}
            name = f"… to the cards of {applications} applications, {applications * messages} mails"
            row(name, starts(lambda d=data, a=ask: host(d, [a])), bare)  # type: ignore[misc]
    speed("reading plain mails of 2 kB", plain_mail)
    speed("reading HTML-only mails of 2 kB", html_mail)
    for name, make in HOSTILE.items():
        hostile(name, make)


def row(name: str, seconds: list[float], bare: list[float] | None = None) -> None:
    """Print median and p95, and how many bare starts the median is."""
    middle, worst = statistics.median(seconds), sorted(seconds)[int(len(seconds) * 0.95) - 1]
    times = f"  {middle / statistics.median(bare):5.1f} x bare" if bare else ""
    print(f"{name:58} {middle * 1000:7.0f} ms  p95 {worst * 1000:5.0f} ms{times}")


def starts(run: Callable[[], object]) -> list[float]:
    """Return the seconds that each of so many runs took, after one that does not count."""
    run()
    return [clocked(run) for _ in range(STARTS)]


def clocked(run: Callable[[], object]) -> float:
    """Return the seconds that a call took."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def host(data: Path, requests: list[dict[str, object]]) -> None:
    """Start the host, say hello and ask; return when the last answer has come."""
    hello = {"id": 1, "kind": "hello", "protocol_version": 1, "extension_version": "0.1.0"}
    environ = {**os.environ, "HEARBACK_DATA": str(data)}
    origin = f"chrome-extension://{shipped_ids()[0]}/"
    with subprocess.Popen(
        [HOST, origin], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ
    ) as process:
        assert process.stdin and process.stdout
        for request in [hello, *requests]:
            text = json.dumps(request).encode()
            process.stdin.write(struct.pack("=I", len(text)) + text)
            process.stdin.flush()
            (length,) = struct.unpack("=I", process.stdout.read(4))
            assert json.loads(process.stdout.read(length))["kind"] != "problem"
        process.stdin.close()
        process.kill()


# --- mail to measure with -------------------------------------------------------------------------


def raw_mail(number: int, thread: int, text: str, *, html: bool = False) -> bytes:
    """Return a mail of an application: theirs and the user's in turn."""
    company = f"Company{thread}"
    theirs, mine = f"Dana Ruiz <dana@{company.lower()}.example>", "Sam Rivera <sam@example.com>"
    message = EmailMessage()
    message["From"], message["To"] = (mine, theirs) if number % 3 == 2 else (theirs, mine)
    message["Subject"] = f"Interview for the Data Analyst role at {company}"
    message["Date"] = format_datetime(NOW - timedelta(days=40, minutes=-90 * number))
    message["Message-ID"] = f"<{number}.{thread}@bench.example>"
    message["X-GM-THRID"] = str(10**17 + thread)
    message.set_content(text, subtype="html" if html else "plain")
    return message.as_bytes()


def plain_mail(number: int) -> bytes:
    """Return a plain mail of 2 kB."""
    text = (
        "Hi Sam,\n\nThank you for coming in for the interview for the Data Analyst role. "
        f"We will get back to you by the end of next week.\n\n{FILLER * 11}\n\nBest,\nDana\n"
    )
    return raw_mail(number, number, text)


def html_mail(number: int) -> bytes:
    """Return an HTML-only mail of 2 kB."""
    paragraphs = "".join(f"<p>{FILLER}</p>" for _ in range(10))
    text = (
        "<html><body><p>Hi Sam,</p><p>Thank you for coming in for the interview for the <b>Data "
        f"Analyst</b> role. We will get back to you by Friday.</p>{paragraphs}<p>Best,<br>Dana</p>"
        "</body></html>"
    )
    return raw_mail(number, number, text, html=True)


def fill(folder: Path, applications: int, messages: int) -> None:
    """Fill a data folder with applications of so many mails each."""
    raws = (
        raw_mail(n, a, f"Hi Sam,\n\nThe interview for the Data Analyst role went well. {FILLER}")
        for a in range(applications)
        for n in range(messages)
    )
    mailbox = mailbox_of(read_raw(raw, zone=UTC) for raw in raws)
    Desk(folder, PLACE, {}).refresh(mailbox, ME)


def understood(message: Message) -> None:
    """Read what one message says."""
    read_threads([Thread(message.envelope.thread_id, (message,))], ME, PLACE)


def speed(name: str, make: Callable[[int], bytes]) -> None:
    """Print how many mails a second are parsed, split and understood on one core."""
    raws = [make(number) for number in range(1500)]
    for raw in raws[:50]:
        understood(read_message(raw, zone=UTC))
    seconds = clocked(lambda: [understood(read_message(raw, zone=UTC)) for raw in raws])
    print(f"{name:58} {len(raws) / seconds:7.0f} a second")


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "text for the rules": lambda n: text_mail("we will not let you know by Friday if ", n),
    "text for the dates": lambda n: text_mail("we will answer by 1 2 3 March or Friday next ", n),
    "quote marks": lambda n: text_mail(">", n),
    "deep HTML": lambda n: b"From: a@b.example\nContent-Type: text/html\n\n" + b"<div>" * (n // 5),
    "parts": lambda n: (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain\n\nx\n" * (n // 32)
    ),
}


def text_mail(words: str, size: int) -> bytes:
    """Return a mail of so many bytes of one thing."""
    return raw_mail(1, 1, words * (size // len(words)))


def hostile(name: str, make: Callable[[int], bytes]) -> None:
    """Print what a hostile mail of 1 MiB costs, and what doubling the size does."""
    costs = []
    for size in (1 << 19, 1 << 20):
        raw = make(size)
        costs.append(min(clocked(lambda r=raw: understood(read_message(r))) for _ in range(3)))  # type: ignore[misc]
    print(f"hostile, 1 MiB: {name:42} {costs[1] * 1000:7.0f} ms  {costs[1] / costs[0]:4.1f} x half")


if __name__ == "__main__":
    main()
