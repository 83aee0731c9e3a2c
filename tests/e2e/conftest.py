"""A real Chromium with the real extension and the real host, once for all end-to-end tests."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from emulator.mailbox import Mailbox
from emulator.server import Emulator
from hearback.cli.browser import extension_id, open_chromium
from hearback.cli.demo import open_stand_in
from hearback.cli.install import register_profile
from hearback.operations.desk import open_desk, sample_today
from hearback.operations.look import Place
from hearback.takeout.mbox import read_raw
from hearback.takeout.sample import SAMPLE_ADDRESS, Today, sample_mails

# A busy machine is no fault of the panel: what is waited for comes, or it does not.
expect.set_options(timeout=25_000)

PLACE = Place(ZoneInfo("Europe/London"), "GB")


@pytest.fixture(scope="session")
def google() -> Iterator[Emulator]:
    """The sample mailbox in a small Gmail, with Google's sign-in in front of it."""
    today = sample_today(PLACE, datetime.now(PLACE.zone))  # noqa: TID251 - as the browser's clock
    with Emulator(mailbox_of_sample(today)) as emulator:
        yield emulator


def mailbox_of_sample(today: Today) -> Mailbox:
    """Return the sample as Gmail would hold it."""
    box = Mailbox(SAMPLE_ADDRESS)
    for raw in sample_mails(today):
        envelope = read_raw(raw, zone=PLACE.zone).envelope
        labels = envelope.labels or ["INBOX"]
        box.deliver(raw, thread=envelope.thread_id, labels=labels)
    return box


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory, google: Emulator) -> dict[str, str]:
    """An environment whose data folder is empty, and in which Google is on this machine."""
    folder = tmp_path_factory.mktemp("hearback") / "data"
    return {
        **os.environ,
        "HEARBACK_DATA": str(folder),
        "HEARBACK_GMAIL_ENDPOINT": google.url,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "TZ": "Europe/London",
        "LANG": "en_GB.UTF-8",
    }


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime.now(PLACE.zone)  # noqa: TID251 - the browser's clock cannot be told another


@pytest.fixture(scope="session")
def chromium(
    environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """Chromium with the extension loaded and the host registered for its profile."""
    profile = tmp_path_factory.mktemp("profile")
    register_profile(profile)
    with open_chromium(profile, environ, headless=True) as context:
        yield context


@pytest.fixture
def with_sample(environ: dict[str, str], now: datetime) -> Iterator[None]:
    """The sample mailbox is shown, fresh, and put away afterwards."""
    desk = open_desk(Path(environ["HEARBACK_DATA"]), environ, PLACE)
    desk.use_sample(True, now)
    yield
    desk.forget()


@pytest.fixture
def panel_url(chromium: BrowserContext) -> str:
    """Where the panel is when it is opened in a tab."""
    return f"chrome-extension://{extension_id(chromium)}/panel.html"


@pytest.fixture
def panel_tab(chromium: BrowserContext, panel_url: str) -> Iterator[Page]:
    """The panel in a tab, as wide as a side panel is."""
    page = chromium.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(panel_url)
    yield page
    page.close()


@pytest.fixture
def mail_tab(chromium: BrowserContext, now: datetime) -> Page:
    """The stand-in for Gmail at Gmail's address."""
    return open_stand_in(chromium, PLACE, now)
