"""What is written without pydantic is what pydantic would write."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter

from hearback.protocol.cards import InterviewView
from hearback.protocol.messages import REPLIES
from hearback.protocol.page import Applications
from hearback.protocol.plain import plain
from protocol.test_samples import hostile_page, sample_pages

PAGE: TypeAdapter[Applications] = TypeAdapter(Applications)


def test_a_page_is_written_as_pydantic_writes_it_and_is_a_reply(tmp_path: Path) -> None:
    for page in (*sample_pages(tmp_path), hostile_page()):
        assert plain(page) == PAGE.dump_python(page, mode="json")
        assert REPLIES.validate_python(plain(page)) == page


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 20, 9, tzinfo=UTC),
        datetime(2026, 1, 20, 9, 30, 1, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 7, 20, 9, 0, 0, 45, tzinfo=ZoneInfo("Europe/London")),
        datetime(1800, 1, 1, tzinfo=ZoneInfo("America/New_York")),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=timezone(-timedelta(hours=9.5))),
        datetime(2026, 3, 20, 9),  # noqa: DTZ001 - no page holds such, and it is written all the same
    ],
    ids=str,
)
def test_a_moment_is_written_as_pydantic_writes_it(moment: datetime) -> None:
    interview = InterviewView(start=moment, end=moment, took_place="ahead")
    assert plain(interview) == TypeAdapter(InterviewView).dump_python(interview, mode="json")


def test_a_day_is_no_moment() -> None:
    assert plain(date(2026, 3, 20)) == "2026-03-20"
