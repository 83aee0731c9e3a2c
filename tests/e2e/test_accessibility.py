"""axe-core finds nothing to say about the panel, in both themes and at the widths it comes in."""

import pytest
from playwright.sync_api import Page, expect

from .axe import Theme, findings, is_wider_than_its_window, themes

NARROWEST = 180  # a panel of 360 pixels at a zoom of 200 %

widths = pytest.mark.parametrize("width", [NARROWEST, 320, 480])


@themes
def test_the_beginning(panel_tab: Page, theme: Theme) -> None:
    panel_tab.emulate_media(color_scheme=theme)
    expect(panel_tab.get_by_role("button", name="Try it with a sample")).to_be_visible()
    assert findings(panel_tab) == []


@pytest.mark.usefixtures("with_sample")
@themes
@widths
def test_the_cards_with_all_that_can_be_opened(panel_tab: Page, theme: Theme, width: int) -> None:
    panel_tab.emulate_media(color_scheme=theme)
    panel_tab.set_viewport_size({"width": width, "height": 800})
    expect(panel_tab.get_by_role("article").first).to_be_visible()
    panel_tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert findings(panel_tab) == []
    assert not is_wider_than_its_window(panel_tab)


@pytest.mark.usefixtures("with_sample")
def test_a_note_is_told_and_taken_back_with_the_keyboard_alone(panel_tab: Page) -> None:
    expect(panel_tab.get_by_role("article").first).to_be_visible()
    heading = panel_tab.get_by_role("article").first.get_by_role("heading")
    name = heading.inner_text()
    more = panel_tab.get_by_role("article").first.get_by_text("More", exact=True)
    more.focus()
    panel_tab.keyboard.press("Enter")
    for _ in range(10):
        panel_tab.keyboard.press("Tab")
        if panel_tab.evaluate("document.activeElement.textContent") == "Not a job mail":
            break
    panel_tab.keyboard.press("Enter")
    expect(panel_tab.get_by_role("button", name="Undo")).to_be_visible()
    focused = panel_tab.locator("h3:focus")
    expect(focused).to_have_count(1)
    expect(focused).not_to_have_text(name)
    panel_tab.get_by_role("button", name="Undo").focus()
    panel_tab.keyboard.press("Enter")
    expect(focused).to_have_text(name)
