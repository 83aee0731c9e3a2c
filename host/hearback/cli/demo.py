"""`hearback demo`: the whole product on the sample mailbox, and nothing left behind.

It prints the cards, then opens a Chromium with a profile and a data folder of its own: the real
extension speaks to the real host beside a page that stands in for Gmail. Without a display the same
is driven headless, and a picture of it is left.
"""

import argparse
import base64
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from hearback.advice.groups import Group
from hearback.cli.browser import Panel, open_chromium, open_panel
from hearback.cli.cards import card_lines, draft_lines
from hearback.cli.install import register_profile
from hearback.cli.reading import add_place_options, find_now, find_place
from hearback.cli.stand_in import GMAIL, inbox_page
from hearback.errors import NoBrowser
from hearback.operations.desk import open_desk, sample_threads
from hearback.operations.look import Overview, Place
from hearback.store.folders import data_folder
from hearback.takeout.sample import SAMPLE_ADDRESS

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

CARDS_ARE_SHOWN = "document.querySelector('article')"
WINDOW = {"width": 1000, "height": 720}


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo`."""
    parser = commands.add_parser("demo", help="the whole product on the sample mailbox")
    parser.add_argument("--no-browser", action="store_true", help="print the cards and stop")
    parser.add_argument("--headless", action="store_true", help="take a picture, open no window")
    parser.add_argument(
        "--picture", type=Path, metavar="FILE", help="where the picture goes (default: temporary)"
    )
    add_place_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the cards of the sample mailbox, then show them beside Gmail."""
    place = find_place(args)
    now = find_now(args, place)
    with tempfile.TemporaryDirectory(prefix="hearback-demo-") as folder:
        environ = {**os.environ, "HEARBACK_DATA": str(Path(folder, "data"))}
        desk = open_desk(data_folder(environ), environ, place)
        desk.use_sample(True, now)
        print_cards(desk.overview(now))
        if args.no_browser:
            return 0
        with _stopping_cleanly():
            try:
                _show(args, environ, place, now)
            except NoBrowser as error:
                print(f"\n{error.message}\n{error.remedy}", file=sys.stderr)
            except KeyboardInterrupt:
                print("\nEnded; nothing is left behind.")
    return 0


def print_cards(overview: Overview) -> None:
    """Print every card, and the first draft that an overdue answer calls for."""
    print("The sample mailbox of Sam Rivera, as it stands today:\n")
    print("\n".join(card_lines(overview)))
    for item in overview.items:
        drafts = overview.drafts(item)
        if item.group is Group.NOW and item.case.standing.promise and drafts:
            print("One of the drafts, as it would stand in the thread:\n")
            print("\n".join(f"    {line}".rstrip() for line in _split(draft_lines(drafts[0]))))
            break
    sys.stdout.flush()


def _split(lines: Iterator[str]) -> list[str]:
    return "\n".join(lines).split("\n")


def _show(args: argparse.Namespace, environ: dict[str, str], place: Place, now: datetime) -> None:
    headless = args.headless or not _has_display()
    profile = Path(environ["HEARBACK_DATA"]).parent / "profile"
    register_profile(profile)
    print("\nOpening Chromium with the panel beside the mail…", flush=True)
    with open_chromium(profile, environ, headless=headless) as context:
        page = open_stand_in(context, place, now)
        panel = open_panel(context, page)
        panel.wait_for(CARDS_ARE_SHOWN)
        if headless:
            path = args.picture or Path(tempfile.gettempdir(), "hearback-demo.png")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(picture_beside(context, page, panel))
            print(f"No display here, so this is a picture of it: {path}")
        else:
            print("Press Ctrl-C, or close the window, to end the demo.", flush=True)
            with suppress(Exception):
                page.wait_for_event("close", timeout=0)


def open_stand_in(context: "BrowserContext", place: Place, now: datetime) -> "Page":
    """Open the stand-in for Gmail in the first tab, at Gmail's own address."""
    html, headers = inbox_page(sample_threads(place, now), SAMPLE_ADDRESS)

    def answer(route: "Route") -> None:
        if route.request.resource_type == "document":
            route.fulfill(body=html, headers=headers)
        else:
            route.abort()

    context.route("https://mail.google.com/**", answer)
    page = context.pages[0] if context.pages else context.new_page()
    if context.pages and page.viewport_size:
        page.set_viewport_size({"width": WINDOW["width"], "height": WINDOW["height"]})
    page.goto(f"{GMAIL}#inbox")
    return page


def picture_beside(context: "BrowserContext", page: "Page", panel: Panel) -> bytes:
    """Return one PNG of the page and, beside it, the panel as they stand in the window."""
    shots = [base64.b64encode(shot).decode() for shot in (page.screenshot(), panel.picture())]
    sheet = context.new_page()
    try:
        sheet.set_content(
            "<body style='margin:0;display:flex;gap:1px;background:#c4c7c5;width:max-content'>"
            + "".join(f"<img src='data:image/png;base64,{shot}'>" for shot in shots)
        )
        sheet.wait_for_function("[...document.images].every((image) => image.complete)")
        return sheet.locator("body").screenshot()
    finally:
        sheet.close()


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def _stopping_cleanly() -> Iterator[None]:
    """Let SIGTERM end the demo as Ctrl-C does, so that its folders go either way."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
