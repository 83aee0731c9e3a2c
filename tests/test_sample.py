"""The sample mailbox shows every play of the playbook, on whatever day somebody tries it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.advice.action import Action
from hearback.drafts.courtesy import remarks
from hearback.mail.message import Me
from hearback.operations.desk import sample_today
from hearback.operations.look import Overview, Place, look_at, read_threads
from hearback.takeout.mbox import load_mailbox
from hearback.takeout.sample import (
    SAMPLE_ADDRESS,
    SAMPLE_NAME,
    check_sample,
    sample_mailbox,
    sample_notes,
    sample_shows,
    write_mbox,
)

LONDON, NEW_YORK = Place(ZoneInfo("Europe/London"), "GB"), Place(ZoneInfo("America/New_York"), "US")
ME = Me((SAMPLE_ADDRESS,), SAMPLE_NAME)
# A week in November, the turn of the year, Easter, and a summer Sunday.
DAYS = [
    *(date(2026, 11, 23) + timedelta(days=n) for n in range(7)),
    *(date(2026, 12, 23) + timedelta(days=n) for n in range(0, 14, 3)),
    *(date(2027, 3, 25) + timedelta(days=n) for n in range(0, 8, 2)),
    date(2027, 7, 4),
    date(2027, 9, 6),
]


def overview_on(day: date, place: Place) -> Overview:
    now = datetime.combine(day, time(9, 30), place.zone)
    today = sample_today(place, now)
    readings = read_threads(sample_mailbox(today).threads(), ME, place)
    return look_at(readings, sample_notes(today), ME, place.clock(now))


def shown(overview: Overview) -> Mapping[str, str]:
    """What each application's advice is, by the thread that it begins with."""
    return {
        item.case.application.threads[0]: item.advice.action.value if item.advice else "nothing"
        for item in overview.items
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("place", [LONDON, NEW_YORK], ids=lambda place: place.country)
def test_every_story_shows_what_it_is_told_for(day: date, place: Place) -> None:
    assert shown(overview_on(day, place)) == sample_shows()


def test_between_them_they_show_every_action() -> None:
    assert set(sample_shows().values()) == {action.value for action in Action} | {"nothing"}


def test_no_draft_of_the_sample_is_discourteous_or_unfinished() -> None:
    overview = overview_on(date(2026, 11, 24), LONDON)
    drafts = [draft for item in overview.items for draft in overview.drafts(item)]
    assert len(drafts) >= 10
    for draft in drafts:
        assert not remarks(draft.body), draft.body
        assert not set("{}[]") & set(draft.body), draft.body
        assert draft.to, draft.subject
        assert "sam.rivera" not in " ".join(address.address for address in draft.to)


def test_the_data_files_have_no_faults_and_broken_ones_are_all_named(tmp_path: Path) -> None:
    assert check_sample() == []
    (tmp_path / "one.toml").write_text("[[mail]]\nfrom = 'me'\n", encoding="utf-8")
    (tmp_path / "two.toml").write_text("shows = ", encoding="utf-8")
    faults = "\n".join(check_sample(tmp_path))
    assert "no `subject`" in faults
    assert "neither `body` nor `html`" in faults
    assert "two.toml: not valid TOML" in faults


def test_the_sample_as_a_takeout_file_reads_the_same(tmp_path: Path) -> None:
    today = sample_today(LONDON, datetime(2026, 11, 24, 9, 30, tzinfo=LONDON.zone))
    write_mbox(tmp_path / "sample.mbox", today)
    read = load_mailbox(tmp_path / "sample.mbox", zone=LONDON.zone)
    assert read.messages == sample_mailbox(today).messages
