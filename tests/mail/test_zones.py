"""A zone that one invitation defines must not decide the time of the next one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hearback.mail.invitation import read_invitations


def invitation(offset: str, hour: int = 9) -> str:
    return (
        "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VTIMEZONE\nTZID:Customized Time Zone\n"
        "BEGIN:STANDARD\nDTSTART:16010101T000000\n"
        f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
        f"BEGIN:VEVENT\nUID:u\nDTSTART;TZID=Customized Time Zone:20260305T{hour:02}0000\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )


def test_each_mail_has_its_own_customized_zone() -> None:
    (first,) = read_invitations(invitation("+0100"), zone=UTC)[0]
    (second,) = read_invitations(invitation("-0500"), zone=UTC)[0]
    assert first.start.utcoffset() == timedelta(hours=1)
    assert second.start.utcoffset() == timedelta(hours=-5)


def test_a_time_without_a_known_zone_is_the_senders_and_marked_so() -> None:
    text = "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=Nowhere/Land:20260305T090000\nEND:VEVENT"
    (event,) = read_invitations(f"BEGIN:VCALENDAR\n{text}", zone=ZoneInfo("Europe/Paris"))[0]
    assert event.start == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert not event.zone_known


def test_a_file_cut_short_is_read_and_a_broken_event_is_noted() -> None:
    cut = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:u\nDTSTART:20260305T090000Z"
    events, problems = read_invitations(cut, zone=UTC)
    assert len(events) == 1
    assert problems == ()
    broken = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:soon\nEND:VEVENT\nEND:VCALENDAR"
    events, problems = read_invitations(broken, zone=UTC)
    assert events == ()
    assert len(problems) == 1
