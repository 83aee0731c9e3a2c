"""What axe-core says about a page, and whether the page fits into its window."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "extension" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Theme = Literal["light", "dark"]
themes = pytest.mark.parametrize("theme", ["light", "dark"])


def findings(page: Page) -> list[str]:
    """Return what axe has to say, a line for each rule."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, { runOnly: rules })"
        ".then(({violations}) => violations.map(v => `${v.id}: ${v.nodes[0].html}`))",
        RULES,
    )
    return [str(each) for each in found]


def is_wider_than_its_window(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
