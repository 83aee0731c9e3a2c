"""The id that the host lets in is the id that the browser makes of the extension's key."""

import base64
import hashlib
import json
from pathlib import Path

from hearback.cli.host_manifest import host_name, manifest_text
from hearback.store.extensions import shipped_ids
from hearback.store.folders import manifest_folder

EXTENSION = Path(__file__).parents[2] / "extension"


def id_of_key(key: str) -> str:
    digits = hashlib.sha256(base64.b64decode(key, validate=True)).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


def test_the_key_of_the_extension_gives_the_id_that_is_let_in() -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["key"] == (manifest_folder() / "extension_key.txt").read_text().strip()
    assert id_of_key(manifest["key"]) in shipped_ids()


def test_the_extension_asks_for_the_host_by_its_name() -> None:
    source = (EXTENSION / "src" / "host.ts").read_text(encoding="utf-8")
    assert f'"{host_name()}"' in source


def test_the_host_manifest_is_what_browsers_accept() -> None:
    text = manifest_text(Path("/opt/a path/hearback-host"), ["a" * 32, "b" * 32])
    assert json.loads(text) == {
        "name": "app.hearback.host",
        "description": "Hearback: reads your mail on this machine and suggests the next one.",
        "path": "/opt/a path/hearback-host",
        "type": "stdio",
        "allowed_origins": [
            f"chrome-extension://{'a' * 32}/",
            f"chrome-extension://{'b' * 32}/",
        ],
    }
