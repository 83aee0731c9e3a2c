"""What the panel costs, measured in a real Chromium with the real host; part of `make bench`.

"Cards on screen" is the time from the navigation to the first card in the page: once with nothing
remembered by the browser (right after the account was connected), once as it opens any other time,
with the cards of the last time or of the worker's last look until the host has answered. "Answered"
is when the host's own cards are there. An empty page of the extension beside it is what the browser
alone takes.
"""

import gzip
import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

sys.path.insert(0, str(Path(__file__).parent))
from bench import PLACE, fill

from hearback.cli.browser import extension_folder, extension_id, open_chromium
from hearback.cli.install import register_profile

RUNS = int(os.environ.get("HEARBACK_BENCH_STARTS", "30"))
WAIT_MS = 30_000
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const note = (name, found) => {
    if (found && !(name in window)) window[name] = performance.now();
  };
  const look = () => {
    const card = document.querySelector("article");
    note("cards", card);
    note("answered", card && document.querySelector("main[aria-busy=false]"));
  };
  const all = { subtree: true, childList: true, attributes: true };
  new MutationObserver(look).observe(document, all);
  look();
});
"""


def main() -> None:
    """Print every figure."""
    sizes()
    for applications, messages in ((60, 25), (1000, 20)):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), applications, messages)


def sizes() -> None:
    """Print what the browser loads."""
    folder = extension_folder()
    for name in ("panel.js", "overview.js"):
        packed = len(gzip.compress((folder / name).read_bytes(), 9))
        print(f"{name + ', gzipped':58} {packed / 1000:7.1f} kB")


def measure(folder: Path, applications: int, messages: int) -> None:
    """Print how long cards take with so many applications in the store."""
    data = folder / "data"
    fill(data, applications, messages)
    environ = {**os.environ, "HEARBACK_DATA": str(data), "TZ": PLACE.zone.key}
    profile = folder / "profile"
    register_profile(profile)
    with open_chromium(profile, environ, headless=True) as chromium:
        address = f"chrome-extension://{extension_id(chromium)}"
        if applications == 60:
            row("an empty page of the extension", [empty(chromium, address) for _ in range(RUNS)])
        for name, remembered in (("nothing remembered", False), ("as it opens", True)):
            times = [opened(chromium, address, remembered=remembered) for _ in range(RUNS)]
            what = f"{applications} applications, {name}: "
            row(what + "cards on screen", [seen for seen, _ in times])
            row(what + "answered", [answered for _, answered in times])


def empty(chromium: BrowserContext, address: str) -> float:
    """Return the milliseconds until a page without any script is there."""
    page = chromium.new_page()
    page.goto(f"{address}/manifest.json")
    entry = "performance.getEntriesByType('navigation')[0]"
    took = value_of(page, f"{entry}.domContentLoadedEventEnd")
    page.close()
    return float(str(took))


def opened(chromium: BrowserContext, address: str, *, remembered: bool) -> tuple[float, float]:
    """Return the milliseconds until cards are on screen, and until the host has answered."""
    page = panel(chromium)
    if not remembered:
        page.goto(f"{address}/manifest.json")
        value_of(page, "chrome.storage.session.clear()")
    page.goto(f"{address}/panel.html")
    for _ in range(WAIT_MS // 20):
        if value_of(page, "window.answered"):
            break
        page.wait_for_timeout(20)
    seen, answered = (
        float(str(value_of(page, f"window.{name}"))) for name in ("cards", "answered")
    )
    page.close()
    return seen, answered


def value_of(page: Page, expression: str) -> object:
    """Return what an expression comes to; the page's own policy forbids Playwright's way."""
    session = page.context.new_cdp_session(page)
    found = session.send(
        "Runtime.evaluate",
        {"expression": expression, "returnByValue": True, "awaitPromise": True},
    )
    session.detach()
    return found["result"].get("value")


def panel(chromium: BrowserContext) -> Page:
    """Return a page as wide as a side panel that notes when its cards appear."""
    page = chromium.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.add_init_script(WATCH)
    return page


def row(name: str, milliseconds: list[float]) -> None:
    """Print median and p95."""
    middle = statistics.median(milliseconds)
    worst = sorted(milliseconds)[max(0, int(len(milliseconds) * 0.95) - 1)]
    print(f"{name:58} {middle:7.0f} ms  p95 {worst:5.0f} ms", flush=True)


if __name__ == "__main__":
    main()
