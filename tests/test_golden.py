"""Every story of tests/golden, from the bytes of its mails to the advice.

The form of a story stands in tests/golden/README.md.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hearback.mail.message import Me
from hearback.operations.look import Item, Overview, Place, look_at, read_threads
from hearback.signals.signal import Kind, Reading
from hearback.takeout.mbox import load_mailbox

STORIES = sorted((Path(__file__).parent / "golden").glob("*.toml"))
INTERVIEW = {
    Kind.INTERVIEW_INVITATION,
    Kind.INTERVIEW_SCHEDULING,
    Kind.INTERVIEW_CONFIRMATION,
}
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Calendar//EN
METHOD:{method}
BEGIN:VEVENT
UID:{uid}@calendar.example
SEQUENCE:{sequence}
DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}
DTSTART:{start:%Y%m%dT%H%M%SZ}
DTEND:{end:%Y%m%dT%H%M%SZ}
SUMMARY:{summary}
ORGANIZER;CN={organizer}
ATTENDEE;CN=Sam Rivera:mailto:{me}
END:VEVENT
END:VCALENDAR
"""


def raw_mail(mail: Mapping[str, Any], me: str, number: int) -> bytes:
    """Return the bytes of one mail of a story."""
    message = EmailMessage()
    mine = mail["from"] == "me"
    message["From"] = f"Sam Rivera <{me}>" if mine else mail["from"]
    message["To"] = mail.get("to") or ("dana@acme.example" if mine else me)
    message["Subject"] = mail["subject"]
    message["Date"] = format_datetime(mail["sent"])
    message["Message-ID"] = make_msgid(str(number), "mails.example")
    message["X-GM-THRID"] = mail.get("thread", "one")
    message["X-Gmail-Labels"] = "Sent" if mine else "Inbox"
    for name, value in mail.get("headers", {}).items():
        message[name] = value
    if "body" in mail:
        message.set_content(mail["body"].strip() + "\n")
    if "html" in mail:
        if "body" in mail:
            message.add_alternative(mail["html"], subtype="html")
        else:
            message.set_content(mail["html"], subtype="html")
    if "invitation" in mail:
        _add_event(message, mail["invitation"], me)
    return message.as_bytes()


def _add_event(message: EmailMessage, event: Mapping[str, Any], me: str) -> None:
    utc = ZoneInfo("UTC")
    start = event["start"].astimezone(utc)
    method = event.get("method", "REQUEST")
    name, _, address = str(message["From"]).rpartition(" ")
    text = EVENT.format(
        method=method,
        uid=event["uid"],
        sequence=event.get("sequence", 0),
        stamp=start - timedelta(days=3),
        start=start,
        end=start + timedelta(minutes=event.get("minutes", 60)),
        summary=event.get("summary", "Interview"),
        organizer=f"{name}:mailto:{address.strip('<>')}",
        me=me,
    )
    message.add_alternative(
        text.replace("\n", "\r\n"), subtype="calendar", params={"method": method}
    )


def tell(story: Mapping[str, Any], folder: Path) -> tuple[list[Reading], Overview]:
    """Run a story through the whole core."""
    box = folder / "story.mbox"
    with box.open("wb") as file:
        for number, mail in enumerate(story["mail"]):
            raw = raw_mail(mail, story["me"][0], number).replace(b"\nFrom ", b"\n>From ")
            file.write(b"From MAILER Mon Mar  2 10:00:00 2026\n" + raw + b"\n\n")
    zone = _zone(story["now"])
    place = Place(zone, story.get("country", ""))
    mailbox = load_mailbox(box, zone=zone)
    me = Me(tuple(story["me"]), "Sam Rivera")
    readings = read_threads(mailbox.threads(), me, place)
    by_id = {r.envelope.message_id: r for thread in readings for r in thread}
    in_order = [by_id[message.envelope.message_id] for message in mailbox.messages]
    return in_order, look_at(readings, (), me, place.clock(story["now"]))


def _zone(now: datetime) -> ZoneInfo:
    """Return a zone with the offset of the story's moment."""
    offset: tzinfo | None = now.tzinfo
    assert offset is not None
    hours = now.utcoffset()
    names = {-5: "America/Bogota", -4: "America/La_Paz", 0: "UTC", 1: "Africa/Lagos"}
    assert hours is not None
    return ZoneInfo(names[int(hours.total_seconds() // 3600)])


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path, tmp_path: Path) -> None:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    readings, overview = tell(story, tmp_path)
    for mail, reading in zip(story["mail"], readings, strict=True):
        _check_mail(mail.get("expect", {}), reading)
    expected = story.get("expect", {}).get("application", [])
    assert len(overview.items) == len(expected), [_name(item) for item in overview.items]
    for facts in expected:
        _check_application(facts, _pick(overview.items, facts), overview)


def _name(item: Item) -> str:
    return f"{item.case.application.company} / {item.case.application.role}"


def _pick(items: Sequence[Item], facts: Mapping[str, Any]) -> Item:
    """Return the application that a story speaks of: by role or company when there are several."""
    if len(items) == 1:
        return items[0]
    wanted = [facts[name].lower() for name in ("company", "role") if name in facts]
    found = [item for item in items if all(w in _name(item).lower() for w in wanted)]
    assert len(found) == 1, [_name(item) for item in items]
    return found[0]


def _check_mail(expect: Mapping[str, Any], reading: Reading) -> None:
    told = [f"{s.kind}: {s.evidence!r} ({s.rule})" for s in reading.signals]
    where = reading.envelope.subject, told
    if "job" in expect:
        assert reading.job is expect["job"], where
    if "signals" in expect:
        kinds = {signal.kind for signal in reading.signals}
        assert _alike(kinds) == _alike(set(map(Kind, expect["signals"]))), where
    if "interview" in expect:
        times = {s.interview.start for s in reading.signals if s.interview}
        assert times == {expect["interview"]}, where
    if "promise" in expect:
        latest = {s.promise.latest for s in reading.signals if s.promise}
        assert latest == {expect["promise"]}, where


def _alike(kinds: set[Kind]) -> set[str]:
    return {"interview" if kind in INTERVIEW else kind.value for kind in kinds}


def _check_application(facts: Mapping[str, Any], item: Item, overview: Overview) -> None:
    application, standing, advice = item.case.application, item.case.standing, item.advice
    found: dict[str, str | date | None] = {
        "company": application.company,
        "role": application.role,
        "agency": application.agency,
        "stage": standing.stage.value,
        "waiting_on": standing.waiting_on.value,
        "advice": advice.action.value if advice else "none",
        "due": advice.due if advice else None,
        "to": ", ".join(a.address for draft in overview.drafts(item) for a in draft.to),
    }
    assert {name: found[name] for name in facts} == dict(facts)
