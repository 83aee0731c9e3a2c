"""`hearback install` and `uninstall`: tell the browsers of this user where the host is, or no more.

Only this user's own places are written, and what is written is recorded, so that it can be taken
back exactly.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hearback.cli.browser_table import Browser, Machine, load_browsers, this_machine
from hearback.cli.host_manifest import (
    check_place,
    check_startable,
    host_name,
    host_program,
    manifest_text,
)
from hearback.cli.probe import say_hello
from hearback.cli.registration import (
    HOSTS,
    SetKey,
    Write,
    WriteFile,
    cannot_write,
    carry_out,
    plan_install,
    take_back,
)
from hearback.cli.registry import Registry, registry_of
from hearback.errors import CannotInstall, UsageError
from hearback.store.extensions import is_extension_id, shipped_ids
from hearback.store.registration import Record, forget_record, read_record, write_record


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `install` and `uninstall`."""
    parser = commands.add_parser("install", help="register the host with the browsers found")
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be written, and write nothing"
    )
    parser.add_argument(
        "--browser-profile",
        type=Path,
        metavar="DIR",
        help="register for a browser started with --user-data-dir=DIR, and for no other",
    )
    parser.add_argument(
        "--dev-extension-id",
        action="append",
        default=[],
        metavar="ID",
        help="also let in an extension that you are developing",
    )
    parser.set_defaults(run=run)
    back = commands.add_parser("uninstall", help="take back what install wrote")
    back.set_defaults(run=run_uninstall)


def run(args: argparse.Namespace) -> int:
    """Register the host; print what was written. Raises CannotInstall, UsageError."""
    machine = this_machine()
    dev_ids = _checked_ids(args.dev_extension_id)
    program = host_program(machine)
    if args.browser_profile:
        check_startable(program, machine)
        browsers = [profile_browser(args.browser_profile, machine)]
    else:
        _warn(check_place(program, machine))
        browsers = find_browsers(load_browsers(machine))
    content = manifest_text(program, (*shipped_ids(), *dev_ids))
    plan = plan_install(browsers, machine, host_name(), content)
    if args.dry_run:
        print("\n".join(describe(plan)))
        return 0
    installer = Installer(machine, registry_of(machine))
    for line in installer.install(plan, program, dev_ids):
        print(line)
    return 0


def run_uninstall(args: argparse.Namespace) -> int:
    """Remove what was recorded; print what became of each thing."""
    machine = this_machine()
    left, lines = Installer(machine, registry_of(machine)).uninstall()
    print("\n".join(lines))
    return 1 if left else 0


def register_profile(profile: Path) -> Path:
    """Register the host for one throw-away profile, unrecorded; return the manifest's path.

    Raises CannotInstall when the host cannot be started from where it lies.
    """
    machine = this_machine()
    program = host_program(machine)
    check_startable(program, machine)
    browser = profile_browser(profile, machine)
    content = manifest_text(program, shipped_ids())
    plan = plan_install([browser], machine, host_name(), content)
    _, error = carry_out(plan, registry_of(machine))
    if error:
        raise cannot_write(error)
    return Path(profile.absolute() / HOSTS / f"{host_name()}.json")


def profile_browser(profile: Path, machine: Machine) -> Browser:
    """Return the browser that is started on this profile folder. Raises UsageError on Windows."""
    if machine.system == "windows":
        raise UsageError(
            "On Windows a profile has no manifests of its own.",
            "Leave --browser-profile out: browsers look into the registry.",
        )
    folder = profile.expanduser().absolute()
    return Browser(f"the profile {folder}", folder, folder / HOSTS, "", None, (), "")


def find_browsers(browsers: Sequence[Browser]) -> list[Browser]:
    """Return those that are here; says which are in a sandbox. Raises CannotInstall for none."""
    for browser in browsers:
        if folder := browser.sandboxed_here:
            _warn(
                f"{browser.name} from Flatpak or Snap ({folder}) cannot start programs outside its"
                " sandbox, so Hearback does not work in it."
            )
    found = [browser for browser in browsers if browser.here]
    if not found:
        names = ", ".join(browser.name for browser in browsers)
        raise CannotInstall(
            f"No browser was found that Hearback can register with ({names}).",
            "Start the browser once, so that it makes its folder, and run this again; or name the"
            " folder with --browser-profile DIR.",
        )
    return found


@dataclass(frozen=True)
class Installer:
    """Writes and takes back on one machine, and keeps the record of it."""

    machine: Machine
    registry: Registry

    def install(
        self, plan: Sequence[Write], program: Path, dev_ids: Sequence[str] = ()
    ) -> Iterator[str]:
        """Carry a plan out and record it; yields what there is to say. Raises CannotInstall."""
        if trouble := say_hello(program, shipped_ids()[0], self.machine.environ):
            raise CannotInstall(
                f"The host {program} does not work: {trouble}.",
                "Install Hearback anew, then run `hearback install` again. Nothing was written.",
            )
        record, error = carry_out(plan, self.registry)
        before = read_record(self.machine.data_folder)
        kept = before.and_also(replace(record, dev_extension_ids=tuple(dev_ids)))
        write_record(self.machine.data_folder, kept)
        if error:
            raise cannot_write(error)
        for write in plan:
            where = write.path if isinstance(write, WriteFile) else f"registry key {write.key}"
            yield f"Registered with {' and '.join(write.browsers)}: {where}"
        for extension_id in dev_ids:
            yield (
                f"ATTENTION: the extension {extension_id} is let in too, and sees all that Hearback"
                " shows. `hearback install` without --dev-extension-id ends that."
            )
        yield (
            "Next: load the extension at chrome://extensions, then click its button in the toolbar."
        )

    def uninstall(self) -> tuple[Record, list[str]]:
        """Take back what was recorded; return what could not be removed, and what to say."""
        record = read_record(self.machine.data_folder)
        if not record:
            return record, ["Nothing was registered by `hearback install`."]
        left, lines = take_back(record, self.registry)
        if left:
            write_record(self.machine.data_folder, left)
        else:
            forget_record(self.machine.data_folder)
        return left, lines


def describe(plan: Sequence[Write]) -> Iterator[str]:
    """Yield what a plan would write, for reading."""
    for write in plan:
        names = " and ".join(write.browsers)
        if isinstance(write, SetKey):
            yield f"Would set HKEY_CURRENT_USER\\{write.key}, for {names}, to:\n{write.value}\n"
        else:
            yield f"Would write {write.path}, for {names}:\n{write.content}"


def _checked_ids(ids: Sequence[str]) -> tuple[str, ...]:
    for extension_id in ids:
        if not is_extension_id(extension_id):
            raise UsageError(
                f"“{extension_id}” is no extension id.",
                "Copy it from chrome://extensions: 32 letters from a to p.",
            )
    return tuple(dict.fromkeys(ids))


def _warn(words: str) -> None:
    if words:
        print(f"hearback: note: {words}", file=sys.stderr)
