"""What the panel says while Gmail is connected and read, with a host whose answers are made up."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from .axe import Theme, findings, is_wider_than_its_window, themes

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "protocol" / "samples"
GMAIL = {
    "source": "gmail",
    "addresses": ["sam.rivera@example.com"],
    "can_save_drafts": True,
    "signed_in": True,
}
PROGRESS = {"read": 1240, "jobs": 18, "likely": 620, "rest": 8000, "seconds_left": 250}
CONSENT = "https://accounts.google.com/o/oauth2/auth?client_id=x"

Answers = dict[str, Any]


def sample(name: str) -> dict[str, Any]:
    """Return a reply that the host's own tests wrote."""
    reply: dict[str, Any] = json.loads((SAMPLES / name).read_text(encoding="utf-8"))
    return reply


def hello(*capabilities: str) -> dict[str, Any]:
    """Return a `ready`."""
    return {
        "kind": "ready",
        "protocol_version": 1,
        "host_version": "0.1.0",
        "capabilities": ["sign_in", "sync", "save_draft", "undo_draft", "sign_out", *capabilities],
    }


def sign_in(state: str, **part: str) -> dict[str, Any]:
    """Return how a sign-in stands."""
    told = {"url": None, "message": None, "remedy": None} | part
    return {"kind": "sign_in_state", "state": state, **told}


def without_mail(state: dict[str, Any]) -> Answers:
    """Return the answers of a host that has no mailbox yet."""
    return {
        "hello": hello(),
        "list_applications": sample("no_account.json"),
        "sign_in": state,
        "sign_in_status": state,
        "cancel_sign_in": sign_in("none"),
    }


def with_gmail(sync: dict[str, Any]) -> Answers:
    """Return the answers of a host that reads Gmail."""
    page = sample("applications.json") | {"account": GMAIL}
    return {"hello": hello(), "list_applications": page, "sync": sync}


@contextmanager
def panel_with(
    chromium: BrowserContext, url: str, answers: Answers, theme: Theme
) -> Iterator[Page]:
    """Open the panel, as narrow as it gets, before a host that answers so."""
    page = chromium.new_page()
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": 320, "height": 800})
    page.add_init_script(f"globalThis.HEARBACK_ANSWERS = {json.dumps(answers)}")
    page.add_init_script(path=HERE / "fake_host.js")
    page.goto(url)
    yield page
    assert findings(page) == []
    assert not is_wider_than_its_window(page)
    page.close()


@themes
def test_a_sign_in_under_way_can_be_cancelled(
    chromium: BrowserContext, panel_url: str, theme: Theme
) -> None:
    answers = without_mail(sign_in("waiting", url=CONSENT))
    with panel_with(chromium, panel_url, answers, theme) as panel:
        panel.get_by_role("button", name="Connect Gmail").click()
        expect(panel.get_by_role("heading", name="Go on in the tab that opened")).to_be_focused()
        assert panel.evaluate("HEARBACK_OPENED") == CONSENT
        assert findings(panel) == []
        panel.get_by_role("button", name="Cancel").click()
        expect(panel.get_by_role("button", name="Connect Gmail")).to_be_visible()


@themes
def test_without_a_client_the_way_to_one_is_told_in_steps(
    chromium: BrowserContext, panel_url: str, theme: Theme
) -> None:
    with panel_with(chromium, panel_url, without_mail(sign_in("no_client")), theme) as panel:
        panel.get_by_role("button", name="Connect Gmail").click()
        expect(panel.get_by_role("listitem")).to_have_count(6)
        expect(panel.get_by_role("main")).to_contain_text("hearback sign-in --client FILE")


@themes
def test_cards_are_there_while_the_rest_is_read(
    chromium: BrowserContext, panel_url: str, theme: Theme
) -> None:
    answers = with_gmail({"kind": "sync_progress", "phase": "reading", **PROGRESS})
    with panel_with(chromium, panel_url, answers, theme) as panel:
        expect(panel.get_by_role("progressbar")).to_be_visible()
        expect(panel.get_by_role("article").first).to_be_visible()
        panel.get_by_role("button", name="Stop", exact=True).click()
        expect(panel.get_by_role("button", name="Go on", exact=True)).to_be_visible()
        panel.get_by_role("button", name="Go on", exact=True).click()


@themes
def test_a_problem_is_one_banner_with_the_button_that_helps(
    chromium: BrowserContext, panel_url: str, theme: Theme
) -> None:
    problem = {
        "kind": "problem",
        "code": "sign_in_again",
        "message": "Google no longer accepts the sign-in.",
        "remedy": "Sign in again; nothing was lost.",
    }
    with panel_with(chromium, panel_url, with_gmail(problem), theme) as panel:
        alert = panel.get_by_role("alert")
        expect(alert).to_have_count(1)
        expect(alert.get_by_role("button")).to_have_text("Sign in again")
        expect(panel.get_by_role("article").first).to_be_visible()


@themes
def test_hostile_mail_stays_text_and_inside(
    chromium: BrowserContext, panel_url: str, theme: Theme
) -> None:
    answers = {"hello": hello(), "list_applications": sample("hostile.json")}
    with panel_with(chromium, panel_url, answers, theme) as panel:
        expect(panel.get_by_role("article").first).to_be_visible()
        assert panel.evaluate("document.querySelector('article :is(img, script)')") is None
