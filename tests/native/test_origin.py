"""Only Hearback's extension, and one that a developer let in, is answered."""

from pathlib import Path
from typing import Any

import pytest

from hearback.native.origin import refuse_origin
from hearback.store.extensions import shipped_ids
from hearback.store.registration import Record, WrittenFile, write_record

OURS = f"chrome-extension://{shipped_ids()[0]}/"
OTHER = "abcdefghijklmnopabcdefghijklmnop"


@pytest.mark.parametrize("arguments", [[OURS], [OURS, "--parent-window=0"]])
def test_our_extension_is_answered(tmp_path: Path, arguments: list[str]) -> None:
    assert refuse_origin(arguments, {"HEARBACK_DATA": str(tmp_path)}) == ""


@pytest.mark.parametrize(
    "origin",
    [
        "",
        OURS.removesuffix("/"),
        OURS + "panel.html",
        OURS.upper(),
        OURS.replace("chrome-extension", "https"),
        f"chrome-extension://{OTHER[:-1]}/",
        "/usr/lib/mozilla/native-messaging-hosts/app.hearback.host.json",
    ],
)
def test_what_is_no_origin_is_told_how_the_host_is_started(tmp_path: Path, origin: str) -> None:
    said = refuse_origin([origin], {"HEARBACK_DATA": str(tmp_path)})
    assert "hearback install" in said
    assert refuse_origin([], {"HEARBACK_DATA": str(tmp_path)}) == said


def test_a_stranger_is_answered_only_once_a_developer_let_it_in(tmp_path: Path) -> None:
    environ = {"HEARBACK_DATA": str(tmp_path / "data")}
    origin = f"chrome-extension://{OTHER}/"
    assert f"--dev-extension-id {OTHER}" in refuse_origin([origin], environ)
    record = Record(files=(WrittenFile("x", "y"),), dev_extension_ids=(OTHER,))
    write_record(tmp_path / "data", record)
    assert refuse_origin([origin], environ) == ""


@pytest.mark.parametrize("origin", ["", f"chrome-extension://{OTHER}/"])
def test_the_process_says_why_and_ends(start: Any, origin: str) -> None:
    status, out, err = start(None, origin).end()
    assert (status, out) == (1, b"")
    assert "hearback install" in err
