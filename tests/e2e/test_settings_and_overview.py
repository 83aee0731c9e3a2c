"""The settings at the foot of the panel, the tone of a mail, the overview: with the real host."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .axe import Theme, findings, is_wider_than_its_window, themes

pytestmark = pytest.mark.usefixtures("with_sample")


@themes
def test_the_settings_are_told_and_kept(panel_tab: Page, theme: Theme) -> None:
    panel_tab.emulate_media(color_scheme=theme)
    panel_tab.get_by_text("Settings", exact=True).click()
    tone = panel_tab.get_by_label("Tone of the drafts")
    expect(tone).to_be_visible()
    tone.select_option("formal")
    panel_tab.reload()
    panel_tab.get_by_text("Settings", exact=True).click()
    expect(panel_tab.get_by_label("Tone of the drafts")).to_have_value("formal")
    panel_tab.get_by_label("Tone of the drafts").select_option("as_theirs")
    panel_tab.get_by_text("The numbers of the playbook").click()
    panel_tab.get_by_text("Forget everything").first.click()
    expect(panel_tab.get_by_role("button", name="Forget everything")).to_be_disabled()
    assert findings(panel_tab) == []
    assert not is_wider_than_its_window(panel_tab)


def test_a_mail_is_written_in_another_tone(panel_tab: Page) -> None:
    card = panel_tab.get_by_role("article").filter(has=panel_tab.locator("details[open] textarea"))
    mail = card.get_by_label("Mail", exact=True).first
    expect(mail).to_be_visible()
    before = mail.input_value()
    card.get_by_label("Tone", exact=True).select_option("formal")
    expect(mail).not_to_have_value(before)


@themes
def test_the_overview_has_a_picture_and_the_same_in_tables(
    chromium: BrowserContext, panel_url: str, theme: Theme
) -> None:
    page = chromium.new_page()
    page.emulate_media(color_scheme=theme)
    page.goto(panel_url.replace("panel.html", "overview.html"))
    expect(page.get_by_role("img")).to_be_visible()
    expect(page.get_by_role("table", name="Every application")).to_contain_text("Brightwater")
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert not is_wider_than_its_window(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a table (CSV)").click()
    assert saved.value.suggested_filename == "applications.csv"
    page.close()
