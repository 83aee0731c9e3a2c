"""What the user may set, and what comes of it."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.drafts.draft import Tone
from hearback.errors import UsageError
from hearback.operations.kept import Kept
from hearback.operations.look import Place
from hearback.operations.settings import Change, InForce, change_settings, read_settings
from hearback.store.settings import Setting

PLACE = Place(ZoneInfo("Europe/London"), "GB")


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "hearback.db")


def now(kept: Kept) -> InForce:
    return read_settings(kept, PLACE, kept.database.path.parent)


def number(kept: Kept, name: str) -> int:
    return next(each.value for each in now(kept).numbers if each.name == name)


def test_at_first_all_is_as_it_comes(kept: Kept) -> None:
    told = now(kept)
    assert told.look_back_days == 180
    assert told.preferences.tone is None
    assert all(each.value == each.usual for each in told.numbers)
    assert all(each.least <= each.usual <= each.most for each in told.numbers)
    assert all(each.words for each in told.numbers)


def test_what_is_set_counts_until_it_is_taken_back(kept: Kept) -> None:
    change_settings(
        kept, Change(tone="formal", sign_off="  Yours,\n ", numbers={"let_go_days": 50})
    )
    assert kept.preferences().tone is Tone.FORMAL
    assert kept.preferences().sign_off == "Yours,"
    assert number(kept, "let_go_days") == 50
    change_settings(kept, Change(tone="as_theirs", sign_off="", numbers={"let_go_days": None}))
    assert kept.preferences().tone is None
    assert kept.preferences().sign_off == ""
    assert number(kept, "let_go_days") == 42


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(look_back_days=3), "between a week and five years"),
        (Change(country="ZZ"), "not known here"),
        (Change(time_zone="Mars/Olympus"), "no time zone"),
        (Change(numbers={"let_go_days": 5000}), "whole number"),
        (Change(numbers={"never": 5}), "no number called"),
        (Change(numbers={"let_go_after_chases_days": 60}), "must not be more"),
    ],
)
def test_what_cannot_be_is_refused_with_words_and_changes_nothing(
    kept: Kept, change: Change, words: str
) -> None:
    before = now(kept)
    with pytest.raises(UsageError, match=words):
        change_settings(kept, change)
    assert now(kept).numbers == before.numbers
    assert now(kept).look_back_days == before.look_back_days


def test_looking_further_back_lists_the_mailbox_anew(kept: Kept) -> None:
    kept.messages.set_cursor("77")
    change_settings(kept, Change(look_back_days=90))
    assert kept.messages.cursor() == "77"
    change_settings(kept, Change(look_back_days=365))
    assert kept.messages.cursor() is None
    assert kept.settings.get(Setting.LOOK_BACK) == 365
