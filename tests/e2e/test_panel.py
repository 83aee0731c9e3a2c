"""The panel in a real Chromium, speaking to the real host."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hearback.cli.browser import open_panel
from hearback.cli.demo import picture_beside

from .axe import Theme, findings, is_wider_than_its_window, themes

PICTURE = Path(__file__).parents[2] / "docs" / "panel.png"


def test_without_a_mailbox_it_offers_the_sample_and_one_click_shows_it(panel_tab: Page) -> None:
    panel_tab.get_by_role("button", name="Try it with a sample").click()
    expect(panel_tab.get_by_role("article").first).to_be_visible()
    panel_tab.get_by_role("button", name="Leave the sample").click()
    expect(panel_tab.get_by_role("button", name="Try it with a sample")).to_be_visible()


@pytest.mark.usefixtures("with_sample")
def test_the_cards_quote_what_they_rest_on(panel_tab: Page) -> None:
    card = panel_tab.get_by_role("article").filter(has_text="Brightwater")
    expect(card).to_contain_text("we'll let you know by")
    expect(card).to_contain_text("Data Analyst")


@pytest.mark.usefixtures("with_sample")
def test_a_call_is_noted_and_taken_back(panel_tab: Page) -> None:
    card = panel_tab.get_by_role("article").filter(has_text="Brightwater").first
    before = card.inner_text()
    card.get_by_text("More", exact=True).first.click()
    card.get_by_role("button", name="I called").click()
    expect(panel_tab.get_by_role("button", name="Undo")).to_be_visible()
    panel_tab.get_by_role("button", name="Undo").click()
    again = panel_tab.get_by_role("article").filter(has_text="Brightwater").first
    expect(again).to_contain_text(before.splitlines()[0])


@pytest.mark.usefixtures("with_sample")
@themes
def test_people_known_there_are_told_when_asked_for(panel_tab: Page, theme: Theme) -> None:
    panel_tab.emulate_media(color_scheme=theme)
    panel_tab.set_viewport_size({"width": 320, "height": 800})
    card = panel_tab.get_by_role("article").filter(has_text="Brightwater").first
    people = card.locator(".connections")
    expect(people.get_by_role("listitem")).to_have_count(0)
    people.locator("summary").focus()
    panel_tab.keyboard.press("Enter")
    expect(people.get_by_role("listitem")).to_have_count(1)
    expect(people).to_contain_text("nora.beck@brightwater.example")
    expect(people).to_contain_text("You wrote on")
    assert findings(panel_tab) == []
    assert not is_wider_than_its_window(panel_tab)


@pytest.mark.usefixtures("with_sample")
def test_the_side_panel_beside_gmail_puts_the_open_thread_first(
    chromium: BrowserContext, mail_tab: Page, tmp_path: Path
) -> None:
    panel = open_panel(chromium, mail_tab)
    panel.wait_for("document.querySelector('article')")
    rows = mail_tab.locator("li a")
    rows.filter(has_text="Invitation to interview - Information Analyst").first.click()
    panel.wait_for("document.querySelector('article')?.innerText.includes('Information Analyst')")
    mail_tab.evaluate("location.hash = '#inbox'")
    panel.wait_for("!document.querySelector('article').innerText.includes('Information Analyst')")
    rows.filter(has_text="Data Analyst at Brightwater").first.click()
    panel.wait_for("document.querySelector('article')?.innerText.includes('Brightwater')")
    picture = tmp_path / "panel.png"
    picture.write_bytes(picture_beside(chromium, mail_tab, panel))
    assert picture.stat().st_size > 20_000
    if os.environ.get("HEARBACK_UPDATE_PICTURE"):
        PICTURE.write_bytes(picture.read_bytes())
