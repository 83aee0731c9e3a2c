"""Which knowledge a reading rests on: a short hash, so that readings can be kept until it changes.

It is asked at every start of the host, before any rule is needed.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

READ = (".py", ".toml", ".json")
NOT_FOR_READING = ("sample", "templates", "__pycache__", "playbook.toml", "courtesy.toml")


def knowledge_folder() -> Traversable:
    """Return the folder with Hearback's own knowledge."""
    return files("hearback") / "knowledge"


def knowledge_version(folder: Traversable | None = None) -> str:
    """Return the version of what readings rest on, without reading the rules: a short hash.

    It covers the knowledge files that readings rest on, and the code of `mail` and `signals`.
    """
    return _own_version() if folder is None else _version(folder)


@cache
def _own_version() -> str:
    return _version(knowledge_folder())


def _version(folder: Traversable) -> str:
    from hashlib import blake2b

    own = files("hearback")
    digest = blake2b(digest_size=8)
    for root in (folder, own / "mail", own / "signals"):
        for name, content in sorted(_contents(root)):
            digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def _contents(folder: Traversable, path: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.name in NOT_FOR_READING:
            continue
        if entry.name.endswith(READ):
            yield name, entry.read_bytes()
        elif entry.is_dir():
            yield from _contents(entry, name)
