"""Every state before there are cards, in both themes and widths: one clear next step, no dead end.

HEARBACK_SHOTS names a folder for a picture of each.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .axe import Theme, findings, is_wider_than_its_window, themes
from .test_gmail_states import GMAIL, HERE, PROGRESS, hello, sample, sign_in, without_mail

Answers = dict[str, Any]

EMPTY = sample("no_account.json") | {"account": GMAIL}


def problem(code: str, message: str, remedy: str) -> dict[str, Any]:
    return {"kind": "problem", "code": code, "message": message, "remedy": remedy}


def reading(phase: str = "reading", **part: object) -> dict[str, Any]:
    return {"kind": "sync_progress", "phase": phase, **PROGRESS, **part}


def gmail(sync: dict[str, Any] | None) -> Answers:
    """Return the answers of a host that is signed in and has found nothing yet."""
    return {"hello": hello("add_by_hand"), "list_applications": EMPTY, "sync": sync}


OLD = hello() | {"protocol_version": 0}
NEW = hello() | {"protocol_version": 2}
MISMATCH = problem("protocol_mismatch", "The extension is older than Hearback.", "Update it.")
NEWER = problem("database_newer", "A newer Hearback kept this mail.", "Update Hearback.")
CODE = problem("scope_missing", "Reading mail was not allowed.", "Tick both boxes.")
DONE = {"read": 2000, "jobs": 0, "likely": 0, "rest": 0, "seconds_left": 0}

STATES: dict[str, tuple[Answers, str, str]] = {
    # what the host answers, what the panel says, and the next step (a button, or words)
    "host not installed": ({"closes": ""}, "hearback install", "Try again"),
    "host says nothing": ({"hello": None}, "Looking for Hearback", ""),
    "host too old": ({"hello": OLD}, "The extension is newer", "Try again"),
    "extension too old": ({"hello": NEW}, "The extension is older", "Try again"),
    "other half too old": ({"hello": MISMATCH}, "older", "Try again"),
    "host dies at once": ({"hello": hello(), "closes": "hello"}, "Trying again", ""),
    "no account": (without_mail(sign_in("none")), "sample", "Connect Gmail"),
    "database is newer": ({"hello": hello(), "list_applications": NEWER}, "newer", "Try again"),
    "nothing read yet": (gmail(reading()), "1,240", "Stop"),
    "nothing found": (
        gmail(reading("done", **DONE)),
        "found none about a job",
        "Sign in with another account",
    ),
}
NEXT = {
    "client file missing": (sign_in("no_client"), "hearback sign-in --client FILE"),
    "consent under way": (sign_in("waiting", url="https://accounts.google.com/x"), "Cancel"),
    "scope missing": (
        sign_in("failed", message="Reading mail was not allowed.", remedy="Tick both boxes."),
        "Tick both boxes",
    ),
}
BROKEN = {
    "signed out by Google": (
        problem("sign_in_again", "Google no longer accepts the sign-in.", "Sign in again."),
        "Sign in again",
    ),
    "offline": (
        problem("offline", "Google cannot be reached.", "Check the connection, then try again."),
        "Try again",
    ),
}


def opened(chromium: BrowserContext, url: str, answers: Answers, theme: Theme, width: int) -> Page:
    page = chromium.new_page()
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 700})
    page.add_init_script(f"globalThis.HEARBACK_ANSWERS = {json.dumps(answers)}")
    page.add_init_script(path=HERE / "fake_host.js")
    page.add_init_script("chrome.storage?.session?.clear()")
    page.goto(url)
    return page


def look_at(page: Page, name: str, theme: Theme, width: int) -> None:
    """Hold the page against axe and its width, and take a picture when one is wanted."""
    if folder := os.environ.get("HEARBACK_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name.replace(' ', '_')}-{theme}-{width}.png")
    assert findings(page) == []
    assert not is_wider_than_its_window(page)
    page.close()


widths = pytest.mark.parametrize("width", [320, 480])


@themes
@widths
@pytest.mark.parametrize("name", STATES)
def test_a_state_says_what_is_and_what_to_do(
    chromium: BrowserContext, panel_url: str, name: str, theme: Theme, width: int
) -> None:
    answers, words, step = STATES[name]
    page = opened(chromium, panel_url, answers, theme, width)
    expect(page.locator("body")).to_contain_text(words)
    if step:
        expect(page.get_by_role("button", name=step).first).to_be_visible()
    look_at(page, name, theme, width)


@themes
@widths
@pytest.mark.parametrize("name", NEXT)
def test_a_sign_in_that_is_not_done_says_how_to_go_on(
    chromium: BrowserContext, panel_url: str, name: str, theme: Theme, width: int
) -> None:
    state, words = NEXT[name]
    page = opened(chromium, panel_url, without_mail(state), theme, width)
    page.get_by_role("button", name="Connect Gmail").click()
    expect(page.get_by_role("main")).to_contain_text(words)
    look_at(page, name, theme, width)


@themes
@widths
@pytest.mark.parametrize("name", BROKEN)
def test_a_reading_that_stopped_says_why_and_how_to_go_on(
    chromium: BrowserContext, panel_url: str, name: str, theme: Theme, width: int
) -> None:
    fault, step = BROKEN[name]
    page = opened(chromium, panel_url, gmail(fault), theme, width)
    expect(page.get_by_role("button", name=step).first).to_be_visible()
    banner = page.get_by_role("alert").bounding_box()
    assert banner
    assert banner["height"] < 200  # two sentences and a button
    look_at(page, name, theme, width)
