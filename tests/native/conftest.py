"""The host as a process, spoken to in frames as a browser does."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import IO, Any

import pytest

from hearback.store.extensions import shipped_ids

ORIGIN = f"chrome-extension://{shipped_ids()[0]}/"
FAKE_HOST = [sys.executable, str(Path(__file__).with_name("fake_host.py"))]
PATIENCE_S = 60


def frame(message: object) -> bytes:
    payload = message if isinstance(message, bytes) else json.dumps(message).encode()
    return struct.pack("=I", len(payload)) + payload


class Host:
    """A running host. It is killed when a test waits for an answer that never comes."""

    def __init__(self, command: list[str], environ: dict[str, str]) -> None:
        self._ended: tuple[int, bytes, str] | None = None
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environ,
        )
        self._watchdog = Timer(PATIENCE_S, self.process.kill)
        self._watchdog.start()

    @property
    def stdin(self) -> IO[bytes]:
        assert self.process.stdin
        return self.process.stdin

    def send(self, *messages: object) -> None:
        """Send messages as frames; bytes are sent as a frame's payload, whatever they are."""
        self.send_raw(b"".join(map(frame, messages)))

    def send_raw(self, content: bytes) -> None:
        self.stdin.write(content)
        self.stdin.flush()

    def reply(self) -> dict[str, Any]:
        assert self.process.stdout
        head = self.process.stdout.read(4)
        assert len(head) == 4, "the host hung up"
        payload = self.process.stdout.read(struct.unpack("=I", head)[0])
        reply: dict[str, Any] = json.loads(payload)
        return reply

    def ask(self, message: object) -> dict[str, Any]:
        self.send(message)
        return self.reply()

    def hello(self) -> dict[str, Any]:
        return self.ask(
            {"id": 0, "kind": "hello", "protocol_version": 1, "extension_version": "0.1.0"}
        )

    def end(self) -> tuple[int, bytes, str]:
        """Hang up; return the exit status, what was left on stdout, and stderr."""
        if self._ended is None:
            out, err = self.process.communicate()
            self._watchdog.cancel()
            self._ended = (self.process.returncode, out, err.decode())
        return self._ended


Start = Callable[..., Host]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a host on a data folder of its own; `command` defaults to the one made of cardboard."""
    hosts: list[Host] = []

    def start(command: list[str] | None = None, *arguments: str) -> Host:
        environ = {**os.environ, "HEARBACK_DATA": str(tmp_path / "data")}
        hosts.append(Host([*(command or FAKE_HOST), *(arguments or (ORIGIN,))], environ))
        return hosts[-1]

    yield start
    for host in hosts:
        host.process.kill()
        host.end()


@pytest.fixture
def host(start: Start) -> Host:
    """A host on a careless desk, after `hello`."""
    host = start()
    assert host.hello()["kind"] == "ready"
    return host
