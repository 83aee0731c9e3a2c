"""Added by hand on a desk: kept or refused as a whole, and its people are looked for in Gmail."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.errors import NoteRefused
from hearback.operations.by_hand import ByHand
from hearback.operations.desk import Desk
from hearback.operations.look import Place
from hearback.operations.sync_state import SyncState
from hearback.timeline.notes import Verb
from hearback.timeline.told_times import ToldTime

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
PLACE = Place(ZoneInfo("Europe/London"), "GB")
ACME = ByHand("Acme", "Data Analyst", date(2026, 3, 2), contact="Dana Ruiz <Dana@acme.example>")


at = datetime.fromisoformat  # without a zone, as the panel says it


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, PLACE, {})


def strangers(desk: Desk) -> tuple[str, ...]:
    return SyncState(desk.kept.settings).strangers


def test_whom_it_names_is_looked_for_in_gmail(desk: Desk) -> None:
    desk.add_by_hand(ACME, NOW)
    assert strangers(desk) == ("dana@acme.example",)
    (item,) = desk.overview(NOW).items
    desk.add_note(item, Verb.CONTACT, {"text": "Tom <tom@acme.example>"}, NOW)
    assert strangers(desk) == ("dana@acme.example", "tom@acme.example")


def test_what_is_refused_leaves_nothing_behind(desk: Desk) -> None:
    desk.add_by_hand(ACME, NOW)
    kept = desk.kept.notes.history()
    again = ByHand("ACME, Inc.", contact="Kim <kim@acme.example>")
    for told in (again, ByHand(" "), ByHand("x" * 10_000), ByHand("Bravo", contact="Kim")):
        with pytest.raises(NoteRefused):
            desk.add_by_hand(told, NOW)
    assert desk.kept.notes.history() == kept
    assert strangers(desk) == ("dana@acme.example",)


def test_another_role_at_the_same_company_is_another_application(desk: Desk) -> None:
    first = desk.add_by_hand(ACME, NOW)
    desk.add_by_hand(ByHand("Acme", "Chef"), NOW)
    assert len(desk.overview(NOW).items) == 2
    desk.undo_note(first, NOW)
    (left,) = desk.overview(NOW).items
    assert left.case.application.role == "Chef"


@pytest.mark.parametrize(
    ("start", "end", "was"),
    [
        (at("9999-12-31T23:59"), None, None),
        (at("0001-01-01T00:00"), None, None),
        (datetime(9999, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-14))), None, None),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), None, None),
        (at("2026-03-20T10:00"), at("2026-03-20T09:00"), None),
        (at("2026-03-20T10:00"), at("2026-03-22T09:00"), None),
        (at("2026-03-20T10:00"), None, NOW),
        (at("2026-03-20T10:00"), None, datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_an_interview_at_no_possible_time_is_refused(
    start: datetime, end: datetime | None, was: datetime | None, desk: Desk
) -> None:
    desk.add_by_hand(ACME, NOW)
    (item,) = desk.overview(NOW).items
    with pytest.raises(NoteRefused):
        desk.tell_interview(item, ToldTime.of(start, end, was), NOW)


def test_a_time_without_a_zone_is_in_the_users(desk: Desk) -> None:
    desk.add_by_hand(ACME, NOW)
    (item,) = desk.overview(NOW).items
    desk.tell_interview(item, ToldTime.of(at("2026-06-01T10:00"), None, None), NOW)
    (item,) = desk.overview(NOW).items
    (interview,) = item.case.standing.interviews
    assert interview.start == datetime(2026, 6, 1, 9, tzinfo=UTC)
    again = ToldTime.of(at("2026-06-02T10:00"), None, interview.start)
    desk.tell_interview(item, again, NOW)
    (item,) = desk.overview(NOW).items
    assert [i.start for i in item.case.standing.interviews] == [datetime(2026, 6, 2, 9, tzinfo=UTC)]


def test_what_is_added_beside_the_sample_stays_there(desk: Desk) -> None:
    desk.use_sample(True, NOW)
    before = len(desk.overview(NOW).items)
    desk.add_by_hand(ByHand("Quillmoor", contact="Kim <kim@quillmoor.example>"), NOW)
    assert len(desk.overview(NOW).items) == before + 1
    assert strangers(desk) == ()
    desk.use_sample(False, NOW)
    assert desk.overview(NOW).items == ()
