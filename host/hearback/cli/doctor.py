"""`hearback doctor`: is everything in its place? What is wrong, and the fix, one line each."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from hearback import __version__
from hearback.cli.browser_table import Browser, Machine, load_browsers, this_machine
from hearback.cli.host_checks import Fault, find_manifest, first_fault, let_in, read_manifest
from hearback.cli.host_manifest import host_name
from hearback.cli.install import profile_browser
from hearback.cli.registration import HOSTS
from hearback.cli.registry import Registry, registry_of
from hearback.errors import HearbackError, StoreUnusable
from hearback.store.extensions import shipped_ids
from hearback.store.private import PRIVATE_FOLDER
from hearback.store.registration import read_record


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `doctor`."""
    parser = commands.add_parser("doctor", help="say what is wrong, and the fix")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print how everything is; return 1 when something is wrong."""
    machine = this_machine()
    print(f"Hearback {__version__}, data in {machine.data_folder}")
    faults = list(examine(machine, registry_of(machine)))
    for subject, fault in faults:
        print(f"{subject}: {fault.what}.\n    {fault.fix}" if fault else f"{subject}: all is well.")
    return 1 if any(fault and fault.serious for _, fault in faults) else 0


def examine(machine: Machine, registry: Registry) -> Iterator[tuple[str, Fault | None]]:
    """Yield each thing that was looked at and what is wrong with it, None when nothing is."""
    name = host_name()
    browsers = _browsers(machine, name)
    if not browsers:
        yield "Browsers", Fault("none was found", "Start one once, then run `hearback install`.")
    for browser in browsers:
        yield browser.name, first_fault(browser, name, machine, registry)
        for fault in _strangers(browser, name, machine, registry):
            yield f"ATTENTION, {browser.name}", fault
    yield from _sandboxed(machine)
    yield from _sign_in(machine)
    faults = list(_faults_of_data(machine))
    yield from (("Data", fault) for fault in faults)
    if not faults:
        yield "Data", None


def _browsers(machine: Machine, name: str) -> list[Browser]:
    """Return the browsers that are here, and the profiles that install wrote to."""
    found = [browser for browser in load_browsers(machine) if browser.here]
    known = {browser.hosts / f"{name}.json" for browser in found if browser.hosts}
    for file in read_record(machine.data_folder).files:
        path = Path(file.path)
        if machine.system != "windows" and path not in known and path.parent.name == HOSTS:
            found.append(profile_browser(path.parents[1], machine))
    return found


def _strangers(
    browser: Browser, name: str, machine: Machine, registry: Registry
) -> Iterator[Fault]:
    """Yield a fault for each extension but ours that this browser lets talk to the host."""
    try:
        ids = let_in(read_manifest(find_manifest(browser, name, registry)))
    except Fault:
        return
    invited = read_record(machine.data_folder).dev_extension_ids
    for extension_id in ids:
        if extension_id not in shipped_ids():
            yield Fault(
                f"the extension {extension_id}, which is not Hearback's, is let in too",
                "If you are not developing it, run `hearback install` to end that.",
                serious=extension_id not in invited,
            )


def _sandboxed(machine: Machine) -> Iterator[tuple[str, Fault]]:
    for browser in load_browsers(machine):
        if (folder := browser.sandboxed_here) and not browser.here:
            yield (
                browser.name,
                Fault(
                    f"it is from Flatpak or Snap and cannot start programs outside ({folder})",
                    "Use a browser from your system's packages or from its maker.",
                ),
            )


def _faults_of_data(machine: Machine) -> Iterator[Fault]:
    """Yield what keeps the kept mail from being read; a folder that is not there yet is fine."""
    from hearback.operations.desk import MAIL, SAMPLE
    from hearback.store.database import open_database

    folder = machine.data_folder
    if not folder.exists():
        return
    if machine.system != "windows" and folder.stat().st_mode & 0o777 & ~PRIVATE_FOLDER:
        yield Fault(f"others can look into {folder}", f"Run: chmod 700 '{folder}'")
    for name in (MAIL, SAMPLE):
        try:
            if (folder / name).exists():
                open_database(folder / name).close()
        except StoreUnusable as error:
            yield Fault(error.message.rstrip("."), error.remedy)


def _sign_in(machine: Machine) -> Iterator[tuple[str, Fault | None]]:
    """Yield who is signed in to Gmail, and where the sign-in is kept; nothing without one."""
    from hearback.operations.account import GoogleAccount

    google = GoogleAccount(machine.data_folder, machine.environ)
    try:
        grant, where = google.grant(), google.where()
    except HearbackError as error:
        yield "Gmail", Fault(error.message.rstrip("."), error.remedy)
        return
    if grant is None:
        if where:
            yield (
                "Gmail",
                Fault(
                    "a sign-out is not confirmed by Google yet", "Run `hearback sign-out` again."
                ),
            )
        return
    drafts = "may make drafts" if grant.can_save_drafts else "may not make drafts"
    since = f"{grant.consented_at:%d %B}"
    yield f"Gmail ({grant.address}, since {since}, {drafts}, kept {where})", None
