"""`make bench`, the part about Gmail: a mailbox of 10,000 threads under a simulated quota.

The emulator of the tests plays Gmail. Where the quota is what takes the time, the clock is
simulated: waiting moves it, and the emulator counts the units of each of its minutes.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from big_mailbox import BigThread, big_mailbox
from emulator.accounts import CLIENT_ID, CLIENT_SECRET
from emulator.mailbox import Mailbox
from emulator.server import Emulator
from hearback.gmail.client import Gmail, open_gmail
from hearback.gmail.endpoint import find_endpoint
from hearback.gmail.pace import RATE, Pace
from hearback.operations.kept import Kept
from hearback.operations.look import Place
from hearback.operations.sync import Limits, Sync

PLACE = Place(ZoneInfo("Europe/London"), "GB")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
THREADS, JOBS = 10_000, 150
THREAD, MESSAGE, LIST = 40, 20, 10
CURVE = (0.5, 0.8, 0.9, 0.95, 0.99, 1.0)


@dataclass
class SimulatedClock:
    """Stands still until somebody waits."""

    moment: float = field(default_factory=NOW.timestamp)

    def now(self) -> float:
        """Return the seconds since 1970."""
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Let so much time go by."""
        self.moment += seconds

    def today(self) -> datetime:
        """Return the moment."""
        return datetime.fromtimestamp(self.moment, UTC)


def fill(threads: list[BigThread]) -> Mailbox:
    """Return a mailbox with these threads."""
    box = Mailbox("sam.rivera@example.com")
    for thread in threads:
        for raw, labels in thread.mails:
            box.deliver(raw, thread=thread.thread_id, labels=labels)
    return box


@contextmanager
def signed_in(emulator: Emulator, clock: SimulatedClock) -> Iterator[Gmail]:
    """Open the emulator's Gmail with the real client library."""
    from google.oauth2.credentials import Credentials

    access, refresh = emulator.grant()
    credentials = Credentials(  # type: ignore[no-untyped-call]
        token=access,
        refresh_token=refresh,
        token_uri=f"{emulator.url}/token",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
    )
    endpoint = find_endpoint({"HEARBACK_GMAIL_ENDPOINT": emulator.url})
    gmail = open_gmail(credentials, endpoint, pace=Pace(clock))
    try:
        yield gmail
    finally:
        gmail.close()


def first_sync(threads: list[BigThread], folder: Path) -> None:
    """Read a mailbox for the first time, then once more, then with fifty new mails."""
    jobs = {thread.thread_id for thread in threads if thread.job}
    box, clock = fill(threads), SimulatedClock()
    begun = clock.moment
    with Emulator(box, clock=clock.now) as emulator, signed_in(emulator, clock) as gmail:
        kept = Kept(folder / "hearback.db")
        sync = Sync(gmail, kept, PLACE, clock.today, RATE)
        found: list[tuple[int, float]] = []  # units and seconds when each job thread was kept

        def over() -> bool:
            _, count = kept.messages.count()
            while len(found) < count:
                found.append((emulator.units, clock.moment - begun))
            return False

        sync.run(Limits(everything=False, over=over))
        listing = emulator.spent["gmail.users.threads.list"] + 1
        oracle = listing + THREAD * len(jobs)
        print(f"first card after {found[0][1]:.1f} s of quota time")
        print(
            f"first sync: {emulator.units:,} units, {emulator.units / oracle:.2f} × an oracle's; "
            f"{len(found)} of {len(jobs)} job threads, {clock.moment - begun:.0f} s"
        )
        sweep = listing + THREAD * len(threads)
        half = sum(units <= sweep / 2 for units, _ in found) / len(jobs)
        print(f"job threads read at half of a full sweep's {sweep:,} units: {half:.0%}")
        for share in CURVE:
            if (count := round(share * len(jobs))) <= len(found):
                units, seconds = found[count - 1]
                print(f"  {share:4.0%} of the job threads: {units:6,} units, {seconds:5.0f} s")
        nothing_new(emulator, kept, gmail, clock)
        new_mails(emulator, kept, gmail, clock, threads)
        kept.database.close()


def again(kept: Kept, gmail: Gmail, clock: SimulatedClock) -> None:
    """Read what is new since the last time."""
    Sync(gmail, kept, PLACE, clock.today, RATE).run(Limits(everything=False))


def nothing_new(emulator: Emulator, kept: Kept, gmail: Gmail, clock: SimulatedClock) -> None:
    """Count what it costs when nothing has happened."""
    emulator.forget_counts()
    again(kept, gmail, clock)
    print(f"nothing new: {sum(emulator.calls.values())} call, {emulator.units} units")


def new_mails(
    emulator: Emulator, kept: Kept, gmail: Gmail, clock: SimulatedClock, threads: list[BigThread]
) -> None:
    """Count what fifty new mails cost, against one message each."""
    for thread in threads[:50]:
        raw, labels = thread.mails[0]
        new = raw.replace(b"Message-ID: <", b"Message-ID: <new.")
        emulator.mailbox.deliver(new, labels=labels, at=int(clock.moment * 1000))
    emulator.forget_counts()
    again(kept, gmail, clock)
    least = 2 + 50 * MESSAGE
    print(
        f"50 new mails: {emulator.units} units, {emulator.units / least:.2f} × the least possible"
    )


READ = (
    # The peak from /proc: what `resource` says includes the parent's, from before exec.
    "import os, sys; from pathlib import Path;"
    "from hearback.operations.desk import open_desk; from hearback.operations.sync import Limits;"
    "desk = open_desk(Path(sys.argv[1]), os.environ);"
    "desk._mail.settings.put('quota', 10**9);"
    "desk.gmail(60.0).read(Limits());"
    "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
)


def ceiling(threads: list[BigThread], folder: Path) -> None:
    """Read everything with no quota in a process of its own: speed, memory, and the store."""
    from gmail.test_killed import environ

    box = fill(threads)
    jobs = [thread for thread in threads if thread.job]
    text = sum(len(raw) for thread in jobs for raw, _ in thread.mails)
    with Emulator(box, units_a_minute=0, at_once=1000) as emulator:
        env = environ(emulator, folder)
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", READ, str(folder)], env=env, capture_output=True, check=True
        )
        seconds = time.perf_counter() - begun
        units = emulator.units
    rate = units / seconds / (6000 / 60)
    print(f"without a quota: {len(threads) / seconds:.0f} threads a second, {rate:.0f} × the quota")
    print(f"memory after {len(threads):,} threads: {int(done.stdout) / 1024:.0f} MB")
    size = (folder / "hearback.db").stat().st_size
    print(f"the store: {size:,} bytes, {size / text:.2f} × the job threads' {text:,} bytes of mail")


def main() -> None:
    """Print every figure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else THREADS
    threads = big_mailbox(count, min(JOBS, count // 4), PLACE, NOW)
    with tempfile.TemporaryDirectory() as folder:
        first_sync(threads, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        ceiling(threads, Path(folder))


if __name__ == "__main__":
    main()
