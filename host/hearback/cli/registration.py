"""Plan, then act: what to write so that browsers find the host, and how to take it back."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from hearback.cli.browser_table import Browser, Machine
from hearback.cli.registry import Registry
from hearback.errors import CannotInstall
from hearback.store.private import write_whole
from hearback.store.registration import Record, WrittenFile, WrittenKey

EVERYONE_READS = 0o644
HOSTS = "NativeMessagingHosts"


@dataclass(frozen=True)
class WriteFile:
    """A manifest to write, and the browsers that read it."""

    path: Path
    content: str
    browsers: tuple[str, ...]


@dataclass(frozen=True)
class SetKey:
    """A key under HKEY_CURRENT_USER to set, and the browsers that read it."""

    key: str
    value: str
    browsers: tuple[str, ...]


Write = WriteFile | SetKey


def plan_install(
    browsers: Sequence[Browser], machine: Machine, name: str, content: str
) -> list[Write]:
    """Return what to write so that each of these browsers finds the host of this name."""
    if machine.system == "windows":
        return _plan_for_windows(browsers, machine, name, content)
    return [
        WriteFile(browser.hosts / f"{name}.json", content, (browser.name,))
        for browser in browsers
        if browser.hosts
    ]


def _plan_for_windows(
    browsers: Sequence[Browser], machine: Machine, name: str, content: str
) -> list[Write]:
    """One manifest for all, and a key for each place where browsers look; several share one."""
    if not browsers:
        return []
    path = machine.data_folder / HOSTS / f"{name}.json"
    readers: dict[str, list[str]] = {}
    for browser in browsers:
        readers.setdefault(f"{browser.registry}\\{name}", []).append(browser.name)
    keys = [SetKey(key, str(path), tuple(names)) for key, names in readers.items()]
    return [WriteFile(path, content, tuple(browser.name for browser in browsers)), *keys]


def carry_out(plan: Iterable[Write], registry: Registry) -> tuple[Record, OSError | None]:
    """Write all of it, or as much as can be; return what was written and what got in the way."""
    record = Record()
    try:
        for write in plan:
            if isinstance(write, SetKey):
                registry.write(write.key, write.value)
                written = WrittenKey(write.key, write.value)
                record = replace(record, keys=(*record.keys, written))
                continue
            missing = [folder for folder in write.path.parents if not folder.exists()]
            write.path.parent.mkdir(parents=True, exist_ok=True)
            folders = (*record.folders, *map(str, reversed(missing)))
            record = replace(record, folders=folders)
            write_whole(write.path, write.content, EVERYONE_READS)
            file = WrittenFile(str(write.path), _digest(write.content.encode()))
            record = replace(record, files=(*record.files, file))
    except OSError as error:
        return record, error
    return record, None


def take_back(record: Record, registry: Registry) -> tuple[Record, list[str]]:
    """Remove exactly what was written; return what could not be removed, and a line on each thing.

    What somebody has changed since is theirs: it is left and said, and no longer recorded.
    """
    lines = [_remove_key(key, registry) for key in record.keys]
    kept: list[WrittenFile] = []
    for file in record.files:
        try:
            lines.append(_remove_file(file))
        except OSError as error:
            lines.append(f"Could not remove {file.path} ({error.strerror}).")
            kept.append(file)
    for folder in reversed(record.folders):
        with suppress(OSError):
            Path(folder).rmdir()
    folders = tuple(folder for folder in record.folders if Path(folder).is_dir())
    return Record(files=tuple(kept), folders=folders if kept else ()), lines


def _remove_key(key: WrittenKey, registry: Registry) -> str:
    found = registry.read(key.key)
    if found is None:
        return f"Already gone: HKEY_CURRENT_USER\\{key.key}"
    if found != key.value:
        return f"Left, for it was changed since: HKEY_CURRENT_USER\\{key.key}"
    registry.delete(key.key)
    return f"Removed HKEY_CURRENT_USER\\{key.key}"


def _remove_file(file: WrittenFile) -> str:
    path = Path(file.path)
    if not path.exists():
        return f"Already gone: {path}"
    if _digest(path.read_bytes()) != file.sha256:
        return f"Left, for it was changed since: {path}"
    path.unlink()
    return f"Removed {path}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def cannot_write(error: OSError) -> CannotInstall:
    """Return the words for a file or key that could not be written."""
    return CannotInstall(
        f"{error.filename or 'The registry'} could not be written"
        f" ({error.strerror or type(error).__name__}).",
        "Make that folder writable for you, then run `hearback install` again.",
    )
