"""A page is answered without pydantic; what is not quite a request for one goes the long way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hearback.native.answering import PageAsked, page_asked
from hearback.native.problems import LARGEST_ID

ASKED: dict[str, object] = {
    "id": 7,
    "kind": "list_applications",
    "after": None,
    "thread_id": None,
}


def test_a_request_for_a_page_is_taken_as_it_is() -> None:
    assert page_asked(ASKED) == PageAsked(7, None, None)
    asked = {**ASKED, "id": LARGEST_ID, "after": "a1", "thread_id": "0" * 64}
    assert page_asked(asked) == PageAsked(LARGEST_ID, "a1", "0" * 64)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "sync"},
        {"id": -1},
        {"id": True},
        {"id": 7.0},
        {"id": LARGEST_ID + 1},
        {"after": 3},
        {"after": "\ud800"},
        {"thread_id": "0" * 65},
        {"thread_id": ["0"]},
        {"more": None},
    ],
    ids=str,
)
def test_what_is_not_quite_one_is_left_to_the_dispatcher(wrong: dict[str, object]) -> None:
    assert page_asked({**ASKED, **wrong}) is None


def test_a_field_that_is_missing_is_left_to_the_dispatcher() -> None:
    assert page_asked({name: value for name, value in ASKED.items() if name != "after"}) is None


def test_the_first_page_comes_without_pydantic_rules_or_courtesy(tmp_path: Path) -> None:
    asks = (
        "import sys; from hearback.native import serve; answer = serve.get_ready();"
        f" page = answer({ASKED!r}); assert page['kind'] == 'applications', page;"
        " print(*sys.modules)"
    )
    environ = {**os.environ, "HEARBACK_DATA": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", asks], env=environ, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    heavy = {"pydantic", "hearback.signals.detect", "hearback.drafts.courtesy", "googleapiclient"}
    assert heavy.isdisjoint(ran.stdout.split())
