"""Two hosts at once: one reads the mailbox."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hearback.errors import SyncUnderWay
from hearback.store.sync_lock import NAME, sync_lock

HOLD = (
    "import sys, time; from pathlib import Path; from hearback.store.sync_lock import sync_lock\n"
    "with sync_lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
)


def test_the_second_is_told_and_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SyncUnderWay), sync_lock(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with sync_lock(tmp_path):
            pass


def test_it_is_free_again_afterwards_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), sync_lock(tmp_path):
        raise ValueError("broken")
    with sync_lock(tmp_path):
        assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
