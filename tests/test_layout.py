"""The repository keeps to its own rules: sizes, places, and nothing that does not belong."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WALL = 400
GENERATED = ("protocol.d.ts", "package-lock.json")


def tracked(*patterns: str) -> list[Path]:
    """Return the files of the repository that fit, without what is only lying about."""
    listed = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_of_code_is_longer_than_the_wall() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in tracked("*.py", "*.ts", "*.tsx", "*.mjs")
        if path.name not in GENERATED
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > WALL
    }
    assert not long, f"split by idea: {long}"


def test_knowledge_holds_data_only() -> None:
    assert not tracked("host/hearback/knowledge/**/*.py")


def test_every_rule_file_says_what_it_means_and_is_called_so() -> None:
    for path in tracked("host/hearback/knowledge/signals/en/*.toml"):
        text = path.read_text(encoding="utf-8")
        means = re.search(r'^means\s*=\s*"(\w+)"', text, re.M)
        assert means is None or path.stem.startswith(means[1]), path


LOCKS = ("requirements.lock", "scripts/node.lock", "extension/package-lock.json")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "index-url" not in text
    assert '"resolved"' not in text


def test_nothing_in_our_code_can_send_a_mail() -> None:
    calls = re.compile(r"smtplib|drafts\(\)\.send|messages\(\)\.send|\.send_message\(")
    for path in tracked("host/*.py", "extension/src/*.ts", "extension/src/*.tsx"):
        assert not calls.search(path.read_text(encoding="utf-8")), path
