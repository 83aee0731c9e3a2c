"""What no mail tells, told in the panel: added, put right, set aside and put back."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from .axe import Theme, findings, is_wider_than_its_window, themes


def add_by_hand(panel: Page, company: str) -> Locator:
    """Add an application by hand, and return its card."""
    panel.get_by_text("Add an application by hand").click()
    panel.get_by_label("Company").fill(company)
    panel.get_by_label("How you applied").fill("on their website")
    panel.get_by_role("button", name="Add it").click()
    expect(panel.locator(".undo")).to_contain_text("Added:")
    return panel.get_by_role("article").filter(has_text=company[:20])


@pytest.mark.usefixtures("with_sample")
@themes
def test_an_application_is_added_by_hand_and_removed(panel_tab: Page, theme: Theme) -> None:
    panel_tab.emulate_media(color_scheme=theme)
    panel_tab.set_viewport_size({"width": 320, "height": 800})
    expect(panel_tab.get_by_role("article").first).to_be_visible()
    card = add_by_hand(panel_tab, "Quillmoor & Daughters " + "x" * 150)
    expect(card).to_contain_text("whom to write to")
    expect(card.get_by_role("heading", level=3)).to_be_focused()
    panel_tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert findings(panel_tab) == []
    assert not is_wider_than_its_window(panel_tab)
    card.get_by_role("button", name="Remove", exact=True).click()
    expect(card).to_have_count(0)
    aside = panel_tab.locator(".set-aside")
    expect(aside).to_contain_text("removed on")
    aside.get_by_role("button", name="Put back: Quillmoor").click()
    expect(card).to_have_count(1)


@pytest.mark.usefixtures("with_sample")
def test_an_interview_is_told_and_taken_back_in_the_history(panel_tab: Page, now: datetime) -> None:
    expect(panel_tab.get_by_role("article").first).to_be_visible()
    card = add_by_hand(panel_tab, "Quillmoor")
    card.get_by_text("More", exact=True).click()
    card.get_by_text("Tell Hearback…").click()
    card.get_by_label("What no mail says").select_option("interview")
    start = f"{now + timedelta(days=30):%Y-%m-%dT}14:00"
    card.get_by_label("When does it begin?").fill(start)
    card.get_by_role("button", name="Tell Hearback").click()
    expect(card.locator("p.time")).to_contain_text("14:00")
    card.get_by_text("What happened", exact=True).click()
    card.get_by_role("button", name="Undo: You told the time of the interview").click()
    expect(card.locator("p.time")).to_have_count(0)
