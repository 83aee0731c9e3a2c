"""All faults of the promise clock's files are told at once."""

from importlib.resources import files
from pathlib import Path
from shutil import copytree

import pytest

from hearback.signals.dates import check_dates

OWN = Path(str(files("hearback"))) / "knowledge"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    for name in ("dates", "promises", "signals"):
        copytree(OWN / name, tmp_path / name)
    return tmp_path


def break_file(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_comes_with_hearback_is_in_order() -> None:
    assert check_dates() == []


def test_a_copy_is_in_order_too(knowledge: Path) -> None:
    assert check_dates(knowledge) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("dates/zones.toml", '"Europe/London"', '"Europe/Londn"', "no time zone 'Europe/Londn'"),
        ("dates/zones.toml", "[zones]", "[zones", "dates/zones.toml: cannot be read"),
        ("dates/en.toml", 'halloween = "10-31"', 'halloween = "10-41"', "'10-41' is no rule"),
        ("promises/en.toml", "[says]", "[said]", "there is no table [said]"),
        ("promises/en.toml", "[says]", "[said]", "the table [says] is missing"),
        ("promises/en.toml", '"back in touch"', '"back (in touch"', "[says]: 'back (in touch'"),
        ("promises/en.toml", '"back in touch"', '"* in touch"', "begins with any word at all"),
        ("promises/en.toml", "[you]\nwords = ", "[you]\nword = ", "[you]: words is no list"),
    ],
)
def test_a_fault_is_named(knowledge: Path, file: str, old: str, new: str, fault: str) -> None:
    break_file(knowledge / file, old, new)
    assert any(fault in line for line in check_dates(knowledge))


def test_faults_of_all_files_are_told_at_once(knowledge: Path) -> None:
    break_file(knowledge / "dates" / "en.toml", "monday = 0", "monday = 9")
    break_file(knowledge / "promises" / "en.toml", "[nudge]", "[nudges]")
    (knowledge / "dates" / "zones.toml").unlink()
    told = " ".join(check_dates(knowledge))
    assert all(name in told for name in ("monday", "[nudges]", "zones.toml"))
