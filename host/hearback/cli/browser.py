"""A Chromium that Hearback can show itself in: found on this machine, and driven by Playwright.

Branded Chrome and Edge no longer load an unpacked extension from the command line (Chrome since
137), so only Chromium and Chrome for Testing will do here; `hearback install` serves all browsers.
`python -m hearback.cli.browser` prints the browser's path, or exits with 1.
"""

import base64
import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hearback.errors import NoBrowser

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, CDPSession, Page

COMMANDS = ("chromium", "chromium-browser", "chrome-for-testing", "google-chrome-for-testing")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
)
FETCHED = (
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "AppData/Local/ms-playwright/chromium-*/chrome-win*/chrome.exe",
)
PANEL_WAITS_MS = 15_000


def find_browser(environ: Mapping[str, str]) -> Path | None:
    """Return a Chromium: the one HEARBACK_BROWSER names, a system's, or one Playwright fetched."""
    named = environ.get("HEARBACK_BROWSER")
    if named:
        return Path(named) if Path(named).is_file() else None
    for command in COMMANDS:
        if found := shutil.which(command, path=environ.get("PATH")):
            return Path(found)
    fetched = [path for pattern in FETCHED for path in sorted(Path.home().glob(pattern))]
    return next((path for path in [*map(Path, APPLICATIONS), *fetched] if path.is_file()), None)


def need_browser(environ: Mapping[str, str]) -> Path:
    """Return a Chromium; raises NoBrowser with the way to get one."""
    browser = find_browser(environ)
    if browser is None:
        raise NoBrowser(
            "No Chromium was found, so the panel cannot be shown here.",
            "Install Chromium (Debian: apt install chromium), or name one in HEARBACK_BROWSER.",
        )
    return browser


def extension_folder() -> Path:
    """Return the built extension; raises NoBrowser when it has not been built."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "extension", package.parents[1] / "extension" / "dist"):
        if (folder / "manifest.json").is_file():
            return folder
    raise NoBrowser(
        "The extension has not been built.",
        "Run `make demo`, or `npm ci && npm run build` in the folder extension/.",
    )


class Panel:
    """The side panel, reached over the browser's own session: a page that no page list shows."""

    def __init__(self, browser: "CDPSession", target_id: str, page: "Page") -> None:
        self._browser, self._page = browser, page
        self._answers: dict[int, dict[str, Any]] = {}
        self._last_id = 0
        browser.on("Target.receivedMessageFromTarget", self._received)
        attached = browser.send("Target.attachToTarget", {"targetId": target_id, "flatten": False})
        self._session = attached["sessionId"]

    def _received(self, event: Mapping[str, Any]) -> None:
        message = json.loads(event["message"])
        if event["sessionId"] == self._session and "id" in message:
            self._answers[message["id"]] = message

    def send(self, method: str, **params: object) -> dict[str, Any]:
        """Send one command of the DevTools protocol to the panel and return its result."""
        self._last_id += 1
        message = {"id": self._last_id, "method": method, "params": params}
        self._browser.send(
            "Target.sendMessageToTarget",
            {"sessionId": self._session, "message": json.dumps(message)},
        )
        for _ in range(PANEL_WAITS_MS // 50):
            if self._last_id in self._answers:
                answer = self._answers.pop(self._last_id)
                result: dict[str, Any] = answer.get("result", {})
                return result
            self._page.wait_for_timeout(50)
        raise TimeoutError(f"the panel did not answer {method}")

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression in the panel."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        return found.get("result", {}).get("value")

    def text(self) -> str:
        """Return the visible text of the panel."""
        return str(self.evaluate("document.body.innerText"))

    def wait_for(self, expression: str) -> None:
        """Wait until a JavaScript expression is true in the panel; raises TimeoutError."""
        for _ in range(PANEL_WAITS_MS // 100):
            if self.evaluate(f"!!({expression})"):
                return
            self._page.wait_for_timeout(100)
        raise TimeoutError(f"the panel never came to: {expression}")

    def picture(self) -> bytes:
        """Return a PNG of the panel."""
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])


@contextlib.contextmanager
def open_chromium(
    profile: Path, environ: Mapping[str, str], *, headless: bool
) -> Iterator["BrowserContext"]:
    """Open Chromium on a profile of its own with the extension loaded; closed at the end.

    Raises NoBrowser when Chromium, Playwright or the built extension is missing.
    """
    browser, extension = need_browser(environ), extension_folder()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoBrowser(
            "Playwright, which drives the browser of the demo, is not installed.",
            "Run `make demo`, or install it with: pip install 'hearback[demo]'",
        ) from error
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=browser,
            headless=headless,
            no_viewport=not headless,
            env=dict(environ),
            ignore_default_args=["--disable-extensions"],
            args=[
                f"--disable-extensions-except={extension}",
                f"--load-extension={extension}",
                "--enable-unsafe-extension-debugging",
                *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
            ],
        )
        try:
            yield context
        finally:
            with contextlib.suppress(Exception):
                context.close()


def extension_id(context: "BrowserContext") -> str:
    """Return the id under which Chromium runs the extension."""
    workers = context.service_workers or [context.wait_for_event("serviceworker")]
    return workers[0].url.split("/")[2]


def open_panel(context: "BrowserContext", page: "Page") -> Panel:
    """Open the real side panel beside a page, as a click on the toolbar button does."""
    if context.browser is None:
        raise NoBrowser("This browser has no session of its own.", "Use Chromium 116 or newer.")
    session = context.browser.new_browser_cdp_session()
    identity = extension_id(context)
    tabs = session.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
    tab = next(tab for tab in tabs if tab["url"] == page.url)
    session.send("Extensions.triggerAction", {"id": identity, "targetId": tab["targetId"]})
    for _ in range(PANEL_WAITS_MS // 100):
        for target in session.send("Target.getTargets", {})["targetInfos"]:
            if target["url"].startswith(f"chrome-extension://{identity}/panel.html"):
                return Panel(session, target["targetId"], page)
        page.wait_for_timeout(100)
    raise NoBrowser(
        "The side panel did not open.", "Chromium 116 or newer is needed; look at its version."
    )


if __name__ == "__main__":
    found = find_browser(os.environ)
    if found:
        print(found)
    sys.exit(0 if found else 1)
