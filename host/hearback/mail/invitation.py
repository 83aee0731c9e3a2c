"""A text/calendar part → Invitations. icalendar reads it; what it cannot read is noted.

Two traps of the library. It keeps a VTIMEZONE of an unknown name for the whole process, and so for
the next mail too: `use_zoneinfo()` before each file clears that. And a broken value raises only
when it is used.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, TypeVar

from hearback.mail.message import Address, Invitation

LARGEST = 64 * 1024
T = TypeVar("T")
METHODS = frozenset({"REQUEST", "PUBLISH", "CANCEL", "REPLY", "COUNTER"})
BEGIN = re.compile(r"^BEGIN:([A-Z-]+)\s*$", re.M)
END = re.compile(r"^END:([A-Z-]+)\s*$", re.M)
NOT_READ = "A calendar entry could not be read."


def read_invitations(
    ics: bytes | str, *, zone: tzinfo
) -> tuple[tuple[Invitation, ...], tuple[str, ...]]:
    """Return the events of a calendar file and what could not be read of it. Never raises.

    A time without a zone, or in one that nobody knows, is taken in `zone` and marked so.
    """
    text = ics.decode("utf-8", "replace") if isinstance(ics, bytes) else ics
    problems: list[str] = []
    if len(text) > LARGEST:
        problems.append("A calendar entry is very long; only its beginning was read.")
        text = text[:LARGEST].rpartition("\n")[0]
    if "BEGIN:VEVENT" not in text:
        return (), tuple(problems)
    calendar = _parsed(text)
    if calendar is None:
        return (), (*problems, NOT_READ)
    method = str(calendar.get("METHOD", "PUBLISH")).strip().upper()
    found: list[Invitation] = []
    for event in calendar.walk("VEVENT"):
        try:
            found.append(_invitation(event, method, zone))
        except Exception:
            problems.append(NOT_READ)
    return tuple(found), tuple(dict.fromkeys(problems))


def _parsed(text: str) -> Any:
    import icalendar

    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]
    for attempt in (text, _with_ends(text)):
        try:
            return icalendar.Calendar.from_ical(attempt)
        except Exception:  # noqa: S112 - the second attempt, or the note, is the answer
            continue
    return None


def _with_ends(text: str) -> str:
    """Append the END lines that a file cut short has lost."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    open_parts: list[str] = []
    kept: list[str] = []
    for line in text.split("\n"):
        if begun := BEGIN.match(line):
            open_parts.append(begun.group(1))
        elif ended := END.match(line):
            if ended.group(1) not in open_parts:
                continue
            while open_parts and open_parts[-1] != ended.group(1):
                kept.append(f"END:{open_parts.pop()}")
            open_parts.pop()
        elif line and ":" not in line and not line.startswith((" ", "\t")):
            continue
        kept.append(line)
    kept += [f"END:{name}" for name in reversed(open_parts)]
    return "\r\n".join(line for line in kept if line)


def _invitation(event: Any, method: str, zone: tzinfo) -> Invitation:
    start, known = _moment(_one(event, "DTSTART"), zone)
    end = _end(event, start, zone)
    cancelled = _text(event, "STATUS").upper() == "CANCELLED"
    return Invitation(
        uid=_text(event, "UID")[:500],
        method="CANCEL" if cancelled else (method if method in METHODS else "PUBLISH"),
        start=start,
        end=end,
        summary=_text(event, "SUMMARY")[:500],
        location=_text(event, "LOCATION")[:500],
        description=_text(event, "DESCRIPTION")[:8000],
        sequence=_attempt(lambda: int(str(_one(event, "SEQUENCE") or 0)), 0),
        stamp=_attempt(lambda: _moment(_one(event, "DTSTAMP"), UTC)[0], None),
        recurrence_id=_attempt(
            lambda: _moment(_one(event, "RECURRENCE-ID"), zone)[0].astimezone(UTC).isoformat(), ""
        ),
        organizer=next(iter(_people([_one(event, "ORGANIZER")])), None),
        attendees=_people(_many(event, "ATTENDEE")),
        zone_known=known,
    )


def _attempt(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except Exception:
        return otherwise


def _one(event: Any, name: str) -> Any:
    value = event.get(name)
    return value[0] if isinstance(value, list) and value else value


def _many(event: Any, name: str) -> list[Any]:
    value = event.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(event: Any, name: str) -> str:
    text = _attempt(lambda: str(_one(event, name) or ""), "")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text).strip()


def _moment(value: Any, zone: tzinfo) -> tuple[datetime, bool]:
    """Return a time with a zone, and whether the file named one that is known."""
    found = value.dt
    if isinstance(found, datetime):
        if found.tzinfo is None:
            return found.replace(tzinfo=zone), False
        return found, True
    if isinstance(found, date):
        return datetime.combine(found, time(), tzinfo=zone), True
    raise TypeError("no time")


def _end(event: Any, start: datetime, zone: tzinfo) -> datetime | None:
    ended = _attempt(lambda: _moment(_one(event, "DTEND"), zone)[0], None)
    if ended is None:
        length = _attempt(lambda: _one(event, "DURATION").dt, None)
        ended = start + length if isinstance(length, timedelta) else None
    return ended if ended is not None and ended > start else None


def _people(values: Iterable[Any]) -> tuple[Address, ...]:
    found: dict[str, Address] = {}
    for value in values:
        if value is None:
            continue
        address = str(value).strip()
        if address.lower().startswith("mailto:"):
            address = address[7:]
        address = re.sub(r"[\s<>\x00-\x1f]", "", address).lower()
        name = _attempt(lambda v=value: str(v.params.get("CN", "")), "")  # type: ignore[misc]
        name = " ".join(re.sub(r"[\x00-\x1f\x7f\"]", " ", name).split())
        if "@" in address:
            found.setdefault(address, Address("" if "@" in name else name, address))
    return tuple(found.values())
