"""Start the host as a browser does, say hello, and hang up."""

import json
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path

PATIENCE_S = 20.0
HELLO = {"id": 1, "kind": "hello", "protocol_version": 1, "extension_version": "doctor"}


def say_hello(program: Path, extension_id: str, environ: Mapping[str, str]) -> str:
    """Return "" when the host answers as it should, else what went wrong."""
    payload = json.dumps(HELLO).encode()
    try:
        answered = subprocess.run(  # noqa: S603 - the program is our own, named by us
            [str(program), f"chrome-extension://{extension_id}/"],
            input=struct.pack("=I", len(payload)) + payload,
            capture_output=True,
            timeout=PATIENCE_S,
            env=dict(environ),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it did not answer within {PATIENCE_S:.0f} seconds"
    except OSError as error:
        return f"it cannot be started ({error.strerror or type(error).__name__})"
    try:
        (length,) = struct.unpack("=I", answered.stdout[:4])
        reply = json.loads(answered.stdout[4:])
    except (struct.error, ValueError):
        last = answered.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return f"it ended with status {answered.returncode}{': ' if last else ''}{''.join(last)}"
    if length != len(answered.stdout) - 4 or reply.get("kind") != "ready":
        return f"it answered {reply.get('code', 'something else')}"
    return ""
