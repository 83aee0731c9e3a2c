"""The sample's mails are real mail, the same from day to day, and their files are looked after."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.mail.message import Message
from hearback.takeout.mbox import read_raw
from hearback.takeout.sample import (
    SAMPLE_ADDRESS,
    SAMPLE_NAME,
    SHOWN,
    Today,
    check_sample,
    read_files,
    sample_folder,
    sample_mails,
    sample_notes,
)

ZONE = ZoneInfo("America/New_York")


def shift(day: date, count: int) -> date:
    """Add working days, weekends off."""
    step = 1 if count >= 0 else -1
    while count:
        day += timedelta(days=step)
        count -= step if day.weekday() < 5 else 0
    return day


def on(day: date) -> Today:
    return Today(day, ZONE, shift)


def messages(day: date) -> list[Message]:
    return [read_raw(raw, zone=ZONE) for raw in sample_mails(on(day))]


TUESDAY, NEW_YEAR = date(2026, 11, 24), date(2027, 1, 1)


def test_every_mail_can_be_read_whole() -> None:
    for message in messages(TUESDAY):
        assert message.problems == ()
        assert message.text.strip(), message.envelope.subject
        assert "{" not in message.text + message.envelope.subject
        assert len(message.envelope.thread_id) == 16


def test_quoted_mails_are_quoted_as_mail_programs_do_it() -> None:
    raw = [mail for mail in sample_mails(on(TUESDAY)) if b"wrote:" in mail]
    assert len(raw) >= 8
    for message in (read_raw(mail, zone=ZONE) for mail in raw):
        assert "wrote:" not in message.text
        assert "> " not in message.text


def test_a_mail_keeps_its_id_and_thread_from_day_to_day() -> None:
    ids = [
        {(m.envelope.message_id, m.envelope.thread_id) for m in messages(day)}
        for day in (TUESDAY, NEW_YEAR)
    ]
    assert ids[0] == ids[1]


def test_days_move_with_today() -> None:
    texts = [" ".join(m.text for m in messages(day)) for day in (TUESDAY, NEW_YEAR)]
    assert "Friday, 20 November" in texts[0]  # Brightwater's promise
    assert "Wednesday, 30 December" in texts[1]


def test_sam_has_sent_and_got_mail() -> None:
    for message in messages(TUESDAY):
        sent = "SENT" in message.envelope.labels
        assert sent == (message.envelope.sender.address == SAMPLE_ADDRESS)
        assert not sent or message.envelope.sender.name == SAMPLE_NAME


def test_a_calendar_invitation_names_the_hour_and_the_people() -> None:
    invitations = [i for m in messages(TUESDAY) for i in m.invitations]
    panel = next(i for i in invitations if i.uid.startswith("stmarys"))
    assert panel.start.astimezone(ZONE).strftime("%d %H:%M") == "23 14:00"
    assert "marcus.webb@stmarys.example" in [person.address for person in panel.attendees]


def test_thirty_mails_look_like_it_and_are_none_of_our_business() -> None:
    told = dict(read_files(sample_folder()))
    assert len(told["none_of_our_business"]["mail"]) >= 30
    stories = [name for name, story in told.items() if "shows" in story]
    assert len(stories) >= 14
    assert {told[name]["shows"] for name in stories} == SHOWN


def test_notes_belong_to_threads_of_the_sample() -> None:
    threads = {m.envelope.thread_id for m in messages(TUESDAY)}
    notes = sample_notes(on(TUESDAY))
    assert notes
    assert {note.thread_id for note in notes} <= threads


STORY = """
shows = "wait"
[[mail]]
from = "me"
days = -1
time = "10:30"
subject = "Interview"
body = "On {date:-2}."
"""


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('"wait"', '"dance"'), '`shows` is an action or "nothing", not “dance”'),
        (('"10:30"', '"half past"'), "mail 1: `time` is an hour like"),
        (("{date:-2}", "{date-2}"), "mail 1: “{date-2}” is no day"),
        (("{date:-2}", "{day:-2}"), "mail 1: “{day:-2}” is no day"),
        (("days = -1", ""), "mail 1: give either `day` (working days) or `days`"),
        (('from = "me"', ""), "mail 1: no `from`"),
        (("body", "boddy"), "mail 1: does not know `boddy`"),
    ],
)
def test_a_fault_in_a_story_is_named(change: tuple[str, str], fault: str, tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(STORY, encoding="utf-8")
    assert check_sample(tmp_path) == []
    (tmp_path / "one.toml").write_text(STORY.replace(*change), encoding="utf-8")
    assert f"sample/one.toml: {fault}" in "\n".join(check_sample(tmp_path))
