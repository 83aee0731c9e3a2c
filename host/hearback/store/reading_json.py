"""The readings of one thread ↔ compact JSON values.

Written by hand, and a thread at a time, because thousands of messages are read before the first
card shows. People and addresses, which every mail of a thread repeats, stand once in two lists and
are meant by their place in them; a mail of the same thread in `references` is meant by its place
too. What is empty is left out. Moments are ISO 8601: they keep their offset from UTC, not the name
of their zone.

What was not written here raises ValueError, LookupError, TypeError or AttributeError when read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hearback.mail.message import Address, Envelope, Mark
from hearback.signals.signal import Mention, Part, Person, Reading
from hearback.store.signal_json import Row, filled, signal_of, signal_row

_NONE: frozenset[Any] = frozenset()
_PARTS = {part.value: part for part in Part}


def thread_row(readings: Sequence[Reading]) -> Row:
    """Return the readings of a thread as JSON values."""
    shared = _Places()
    mails = _Places()
    for reading in readings:
        mails.of(reading.envelope.message_id)
    rows = [_reading_row(reading, shared, mails) for reading in readings]
    addresses = [(each.name, each.address) for each in shared.listed(Address)]
    people = [(p.name, p.address, p.part, p.title, p.phone) for p in shared.listed(Person)]
    return {"addresses": addresses, "people": people, "readings": rows}


def thread_of(row: Row, thread_id: str) -> list[Reading]:
    """Return the readings of which these are the JSON values."""
    rows = row["readings"]
    shared = _Shared(
        thread_id,
        [Address(name, address) for name, address in row["addresses"]],
        [
            Person(name, address, _PARTS[part], title, phone)
            for name, address, part, title, phone in row["people"]
        ],
        [each["message_id"] for each in rows],
    )
    return [_reading_of(each, shared) for each in rows]


class _Places:
    """Things, each once, and the place of each among those of its kind."""

    def __init__(self) -> None:
        self._places: dict[type, dict[Any, int]] = {}

    def of(self, thing: Any) -> int:
        places = self._places.setdefault(type(thing), {})
        return places.setdefault(thing, len(places))

    def known(self, thing: str) -> int | str:
        """Return the place of a thing that has one, else the thing."""
        return self._places.get(str, {}).get(thing, thing)

    def listed(self, kind: type) -> list[Any]:
        return list(self._places.get(kind, ()))


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the mails of a thread have in common, while it is being read."""

    thread_id: str
    addresses: list[Address]
    people: list[Person]
    mails: list[str]

    def addressed(self, places: Sequence[int]) -> tuple[Address, ...]:
        addresses = self.addresses
        return tuple([addresses[place] for place in places])

    def mail(self, place: int | str) -> str:
        return self.mails[place] if isinstance(place, int) else place


def _reading_row(reading: Reading, shared: _Places, mails: _Places) -> Row:
    envelope = reading.envelope
    writer, reply_to = reading.writer, envelope.reply_to
    row = filled(
        to=[shared.of(address) for address in envelope.to],
        cc=[shared.of(address) for address in envelope.cc],
        subject=envelope.subject,
        references=[mails.known(each) for each in envelope.references],
        labels=sorted(envelope.labels),
        marks=sorted(envelope.marks),
        outbound=reading.outbound,
        job=reading.job,
        signals=[signal_row(signal, shared.of) for signal in reading.signals],
        mentions=sorted(reading.mentions),
        language=reading.language,
        via_robot=reading.via_robot,
        people=[shared.of(person) for person in reading.people],
        company=reading.company,
        role=reading.role,
        agency=reading.agency,
        greeting=reading.greeting,
        sign_off=reading.sign_off,
        signed=reading.signed,
        length=reading.length,
    )
    row |= {
        "message_id": envelope.message_id,
        "date": envelope.date.isoformat(),
        "sender": shared.of(envelope.sender),
    }
    # Place 0 is a place, so these three cannot be left out for being empty.
    if envelope.in_reply_to:
        row["in_reply_to"] = mails.known(envelope.in_reply_to)
    if reply_to:
        row["reply_to"] = shared.of(reply_to)
    if writer:
        row["writer"] = shared.of(writer)
    return row


def _reading_of(row: Row, shared: _Shared) -> Reading:
    get = row.get
    people = shared.people
    return Reading(
        _envelope_of(row, shared),
        get("outbound", False),
        get("job", False),
        tuple([signal_of(each, people) for each in row["signals"]]) if "signals" in row else (),
        frozenset(map(Mention, row["mentions"])) if "mentions" in row else _NONE,
        get("language", ""),
        people[row["writer"]] if "writer" in row else None,
        get("via_robot", False),
        tuple([people[place] for place in row["people"]]) if "people" in row else (),
        get("company", ""),
        get("role", ""),
        get("agency", ""),
        get("greeting", ""),
        get("sign_off", ""),
        get("signed", ""),
        get("length", 0),
    )


def _envelope_of(row: Row, shared: _Shared) -> Envelope:
    get = row.get
    return Envelope(
        row["message_id"],
        shared.thread_id,
        datetime.fromisoformat(row["date"]),
        shared.addresses[row["sender"]],
        shared.addressed(get("to", ())),
        get("subject", ""),
        shared.addressed(row["cc"]) if "cc" in row else (),
        shared.addresses[row["reply_to"]] if "reply_to" in row else None,
        shared.mail(get("in_reply_to", "")),
        tuple(map(shared.mail, row["references"])) if "references" in row else (),
        frozenset(row["labels"]) if "labels" in row else _NONE,
        frozenset(map(Mark, row["marks"])) if "marks" in row else _NONE,
    )
