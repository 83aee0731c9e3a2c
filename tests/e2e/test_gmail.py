"""From nothing to a draft in Gmail, in a real browser: sign in, read, save, take back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from emulator.server import Emulator
from hearback.operations.desk import open_desk

from .conftest import PLACE


@pytest.fixture
def client(environ: dict[str, str], google: Emulator, tmp_path: Path) -> Iterator[None]:
    """The user's OAuth client is kept already; afterwards nothing is."""
    desk = open_desk(Path(environ["HEARBACK_DATA"]), environ, PLACE)
    file = tmp_path / "client.json"
    file.write_text(json.dumps(google.client_file))
    desk.google.use_client(file)
    yield
    desk.forget()


@pytest.mark.usefixtures("client")
def test_connect_read_save_and_take_back(
    chromium: BrowserContext, panel_tab: Page, google: Emulator
) -> None:
    with chromium.expect_page() as opened:
        panel_tab.get_by_role("button", name="Connect Gmail").click()
    consent = opened.value
    consent.get_by_role("button", name="Allow").click()
    expect(consent.get_by_role("heading", name="You can close this tab.")).to_be_visible()
    consent.close()
    card = panel_tab.get_by_role("article").filter(has_text="Brightwater").first
    expect(card).to_be_visible()
    expect(card).to_contain_text("Check in")
    card.locator("summary").first.click()
    card.get_by_role("button", name="Save to Gmail drafts").first.click()
    expect(card.get_by_text("Saved to your drafts").first).to_be_visible()
    (draft,) = google.mailbox.drafts
    message = google.mailbox.messages[google.mailbox.drafts[draft]]
    assert len(google.mailbox.thread(message.thread_id)) > 1
    card.get_by_role("button", name="Undo").first.click()
    expect(card.get_by_text("Saved to your drafts")).to_have_count(0)
    assert google.mailbox.drafts == {}
    card.get_by_text("People you know there").click()
    people = card.locator(".connections")
    expect(people.get_by_role("listitem")).to_contain_text("Nora Beck")
    expect(people).to_contain_text("From all your mail")
    assert google.sent == []
