"""Would a browser start the host by this manifest? Its own checks, in its own order.

For most of these the browser says "not found" and no more; the first that fails here says which it
is, and what to do.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hearback.cli.browser_table import Browser, Machine
from hearback.cli.probe import say_hello
from hearback.cli.registry import Registry
from hearback.store.extensions import shipped_ids

ORIGIN = re.compile(r"chrome-extension://([a-p]{32})/")
INSTALL = "Run `hearback install`."
LONGEST_HEAD = 4096
# How a script begins when the path of its interpreter is too long or has a space in it.
SHELL_START = re.compile(r"""^'''exec' (?:"([^"]+)"|(\S+)) "\$0" "\$@"$""", re.MULTILINE)


class Fault(Exception):
    """Something that is not as it should be, and what to do about it.

    What is not `serious` is only worth knowing.
    """

    def __init__(self, what: str, fix: str = INSTALL, *, serious: bool = True) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.serious = serious


Manifest = Mapping[str, Any]


def first_fault(browser: Browser, name: str, machine: Machine, registry: Registry) -> Fault | None:
    """Return the first thing that keeps this browser from starting the host; None for nothing."""
    try:
        path = find_manifest(browser, name, registry)
        manifest = read_manifest(path)
        _check_words(manifest, name)
        _check_origins(manifest)
        program = _check_program(manifest, path, machine)
        _check_interpreter(program, machine)
        _check_policies(browser, name)
        _check_hello(program, machine)
    except Fault as fault:
        return fault
    return None


def find_manifest(browser: Browser, name: str, registry: Registry) -> Path:
    """Return where this browser looks for the manifest. Raises Fault without a registry key."""
    if browser.hosts:
        return browser.hosts / f"{name}.json"
    key = f"{browser.registry}\\{name}"
    named = registry.read(key)
    if not named:
        raise Fault(f"the key HKEY_CURRENT_USER\\{key} is missing")
    return Path(named)


def read_manifest(path: Path) -> Manifest:
    """Return what a manifest says. As in the browser, a first line may be a comment."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Fault(f"its manifest is missing: {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(f"its manifest cannot be read ({type(error).__name__}): {path}") from None
    try:
        manifest = json.loads(re.sub(r"\A\s*//[^\n]*", "", text))
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict):
        raise Fault(f"its manifest is no JSON object: {path}")
    return manifest


def let_in(manifest: Manifest) -> tuple[str, ...]:
    """Return the ids of the extensions that a manifest lets in."""
    origins = manifest.get("allowed_origins")
    found = [ORIGIN.fullmatch(str(each)) for each in origins] if isinstance(origins, list) else []
    return tuple(origin[1] for origin in found if origin)


def _check_words(manifest: Manifest, name: str) -> None:
    if manifest.get("name") != name:
        raise Fault(f"the manifest's name is not {name}, as its file's is")
    if not isinstance(manifest.get("description"), str) or not manifest["description"]:
        raise Fault("the manifest has no description")
    if manifest.get("type") != "stdio":
        raise Fault("the manifest's type is not stdio")


def _check_origins(manifest: Manifest) -> None:
    origins = manifest.get("allowed_origins")
    if not isinstance(origins, list) or not origins:
        raise Fault("the manifest lets no extension in")
    if len(let_in(manifest)) != len(origins):
        # One wrong origin and the browser takes the whole manifest for missing.
        raise Fault("the manifest names an origin that is none; each ends with a slash")
    if not set(shipped_ids()) <= set(let_in(manifest)):
        raise Fault("the manifest does not let Hearback's extension in")


def _check_program(manifest: Manifest, path: Path, machine: Machine) -> Path:
    named = manifest.get("path")
    if not isinstance(named, str) or not named:
        raise Fault("the manifest names no program")
    program = Path(named)
    if machine.system == "windows":
        program = path.parent / program
    elif not program.is_absolute():
        raise Fault(f"the manifest's path is not absolute: {named}")
    if not program.is_file():
        raise Fault(f"the program is missing: {program}")
    if not os.access(program, os.X_OK):
        raise Fault(f"the program may not be executed: {program}", f"Run: chmod +x '{program}'")
    return program


def _check_interpreter(program: Path, machine: Machine) -> None:
    """The interpreter that a script names must be there; the browser only says "has exited"."""
    with program.open("rb") as file:
        head = file.read(LONGEST_HEAD).decode(errors="replace")
    if machine.system == "windows" or not head.startswith("#!"):
        return
    named = head[2:].partition("\n")[0].strip().partition(" ")[0]
    if begun := SHELL_START.search(head):
        named = begun[1] or begun[2]
    if Path(named).name == "env":
        raise Fault(
            f"the program asks the PATH for its Python: {program}",
            "Browsers have another PATH. Install Hearback anew, then run `hearback install`.",
        )
    if not os.access(named, os.X_OK):
        raise Fault(
            f"the program's Python is missing: {named}",
            "Install Hearback anew, then run `hearback install`.",
        )


def _check_policies(browser: Browser, name: str) -> None:
    """Whoever manages the machine may have forbidden it."""
    for file in sorted(browser.policies.glob("*.json")) if browser.policies else ():
        for policy in _forbidding(file, name):
            raise Fault(
                f"the policy {policy} of this machine forbids it: {file}",
                f"Ask whoever manages this machine to allow the host {name}.",
            )


def _forbidding(file: Path, name: str) -> Iterator[str]:
    try:
        policies = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if not isinstance(policies, dict):
        return
    if policies.get("NativeMessagingUserLevelHosts") is False:
        yield "NativeMessagingUserLevelHosts"
    blocked, allowed = (
        policies.get(f"NativeMessaging{kind}list") or [] for kind in ("Block", "Allow")
    )
    if {"*", name} & set(blocked) and name not in allowed:
        yield "NativeMessagingBlocklist"


def _check_hello(program: Path, machine: Machine) -> None:
    if trouble := say_hello(program, shipped_ids()[0], machine.environ):
        raise Fault(
            f"the program {program} does not work: {trouble}",
            "Install Hearback anew, then run `hearback install`.",
        )
