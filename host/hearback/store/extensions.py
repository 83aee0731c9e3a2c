"""Which extensions may talk to the host: the ids of manifest/, and one that a developer added.

Read before the host says hello, so only light modules are imported at the top.
"""

from collections.abc import Mapping
from pathlib import Path

from hearback.store.folders import data_folder, manifest_folder

ID_LETTERS = frozenset("abcdefghijklmnop")
ID_LENGTH = 32


def is_extension_id(text: str) -> bool:
    """Whether this is spelled like the id of an extension: 32 letters from a to p."""
    return len(text) == ID_LENGTH and ID_LETTERS.issuperset(text)


def shipped_ids(manifests: Path | None = None) -> tuple[str, ...]:
    """Return the ids of Hearback's own extension, one for each place it can come from."""
    text = ((manifests or manifest_folder()) / "extension_ids.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines()]
    return tuple(line for line in lines if line and not line.startswith("#"))


def may_talk(extension_id: str, environ: Mapping[str, str]) -> bool:
    """Whether the host answers the extension with this id."""
    if extension_id in shipped_ids():
        return True
    from hearback.store.registration import read_record

    return extension_id in read_record(data_folder(environ)).dev_extension_ids
