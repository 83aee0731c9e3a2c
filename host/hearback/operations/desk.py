"""A Desk stands on a data folder: it keeps job mail and what the user said, and looks at both.

Only messages of job threads are kept, and what they say, under the version of the knowledge that
read them; with another version they are read again. Stage and advice are worked out when asked. The
sample mailbox has a database of its own, so trying it never touches the user's mail.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parseaddr
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol
from zoneinfo import ZoneInfo

from hearback.errors import NoteRefused
from hearback.mail.message import Me, Thread
from hearback.operations.look import (
    Item,
    Overview,
    Place,
    look_at,
    people_of,
    read_threads,
)
from hearback.store.database import Database, erase, open_database
from hearback.store.messages import MessageStore
from hearback.store.notes import NoteStore
from hearback.store.place import system_country, system_zone
from hearback.store.settings import Setting, SettingStore
from hearback.timeline.business_days import BusinessCalendar
from hearback.timeline.notes import Note, Verb

if TYPE_CHECKING:
    # What reads mail files is imported when one is read: not on the way from start to the cards.
    from hearback.takeout.mbox import Mailbox as MailFile
    from hearback.takeout.sample import Today

MAIL, SAMPLE = "hearback.db", "sample.db"
NEEDS_DAY = frozenset({Verb.PROMISED, Verb.SNOOZE})
NEEDS_TEXT = frozenset(
    {Verb.LINE_MANAGER, Verb.TOPIC, Verb.TRAVEL, Verb.COMPANY, Verb.ROLE, Verb.FEEDBACK}
    | {Verb.SENT_ELSEWHERE}
)


class Mailbox(Protocol):
    """What is needed of a mailbox: all its threads."""

    def threads(self) -> tuple[Thread, ...]:
        """Return every thread, each with its messages oldest first."""


@dataclass(frozen=True)
class Account:
    """Whose mail is shown, and where it is from."""

    source: Literal["sample", "takeout"]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Refreshed:
    """What a refresh found: threads in the mailbox, those about a job, those read this time."""

    threads: int
    about_a_job: int
    read: int


class _Kept:
    """One database and what it holds."""

    def __init__(self, path: Path) -> None:
        self.database: Database = open_database(path)
        self.messages = MessageStore(self.database)
        self.notes = NoteStore(self.database)
        self.settings = SettingStore(self.database)

    def refresh(self, mailbox: Mailbox, me: Me, place: Place) -> Refreshed:
        """Bring what is kept up to the mailbox; only threads that changed are read."""
        version = _version(me)
        threads = mailbox.threads()
        marks = {thread.thread_id: _mark(thread, version) for thread in threads}
        changed = [t for t in threads if self.messages.seen(t.thread_id) != marks[t.thread_id]]
        people = people_of(self.messages.readings())
        read = read_threads(changed, me, place, people)
        for thread, readings in zip(changed, read, strict=True):
            mark = marks[thread.thread_id]
            if any(reading.job for reading in readings):
                self.messages.save_thread(thread, readings, knowledge=version, history_id=mark)
            else:
                self.messages.mark_not_job(thread.thread_id, mark)
        kept = {reading.envelope.thread_id for reading in self.messages.readings()}
        self.messages.forget_threads(kept - set(marks))
        return Refreshed(len(threads), len(kept & set(marks)), len(changed))

    def read_again(self, me: Me, place: Place) -> None:
        """Read job threads again that another version of the knowledge had read."""
        version = _version(me)
        again = self.messages.threads_to_read_again(version)
        people = people_of(self.messages.readings()) if again else set()
        for thread_id in again:
            thread = self.messages.thread(thread_id)
            if thread:
                readings = read_threads([thread], me, place, people)[0]
                mark = self.messages.seen(thread_id) or ""
                self.messages.save_thread(thread, readings, knowledge=version, history_id=mark)

    def overview(self, me: Me, place: Place, now: datetime, told: Sequence[Note] = ()) -> Overview:
        """Return all applications as they stand at `now`; `told` are notes from elsewhere."""
        self.read_again(me, place)
        by_thread = groupby(self.messages.readings(), lambda r: r.envelope.thread_id)
        notes = [*told, *self.notes.notes()]
        return look_at((list(held) for _, held in by_thread), notes, me, place.clock(now))


def _version(me: Me) -> str:
    """Return what readings rest on: the knowledge, and who the user is."""
    from hearback.signals.rules import knowledge_version

    who = hashlib.sha256(" ".join(sorted(me.addresses)).encode()).hexdigest()[:8]
    return f"{knowledge_version()}-{who}"


def _mark(thread: Thread, version: str) -> str:
    """Return what tells whether a thread has to be read: its messages and the knowledge."""
    digest = hashlib.sha256(version.encode())
    for message in thread.messages:
        envelope = message.envelope
        digest.update(f"{envelope.message_id} {envelope.date} {len(message.text)}".encode())
    return digest.hexdigest()[:24]


class Desk:
    """The verbs of Hearback on one data folder."""

    def __init__(self, folder: Path, place: Place) -> None:
        self.folder = folder
        self.place = place

    @cached_property
    def _mail(self) -> _Kept:
        return _Kept(self.folder / MAIL)

    @cached_property
    def _sample(self) -> _Kept:
        return _Kept(self.folder / SAMPLE)

    @property
    def _shows_sample(self) -> bool:
        return bool(self._mail.settings.get(Setting.SHOW_SAMPLE))

    @property
    def _shown(self) -> _Kept:
        return self._sample if self._shows_sample else self._mail

    def account(self) -> Account | None:
        """Return whose mail is shown; None while there is none."""
        if self._shows_sample:
            return Account("sample", _sample_me().addresses)
        me = self._me()
        return Account("takeout", me.addresses) if me else None

    def _me(self) -> Me | None:
        kept = self._mail.settings.get(Setting.ME)
        return Me(tuple(kept["addresses"]), kept["name"]) if kept else None

    def overview(self, now: datetime) -> Overview:
        """Return all applications as they stand at `now`; none while there is no mailbox."""
        if self._shows_sample:
            from hearback.takeout.sample import sample_notes

            self._refresh_sample(now)
            told = sample_notes(sample_today(self.place, now))
            return self._sample.overview(_sample_me(), self.place, now, told)
        me = self._me()
        if me is None:
            return look_at((), (), Me(()), self.place.clock(now))
        return self._mail.overview(me, self.place, now)

    def refresh(self, mailbox: "MailFile", me: Me) -> Refreshed:
        """Keep the job mail of a mail file, in place of what was kept before."""
        found = self._mail.refresh(mailbox, me, self.place)
        self._mail.settings.put(Setting.ME, {"addresses": list(me.addresses), "name": me.name})
        self._mail.settings.put(Setting.SOURCE, "takeout")
        self._mail.settings.put(Setting.SHOW_SAMPLE, None)
        return found

    def use_sample(self, on: bool, now: datetime) -> None:
        """Show the sample mailbox as of `now`, or go back to the user's own."""
        if on:
            self._refresh_sample(now)
        self._mail.settings.put(Setting.SHOW_SAMPLE, True if on else None)

    def _refresh_sample(self, now: datetime) -> None:
        """The sample's days move with today, so a new day brings its mails up to date."""
        day = f"{now.astimezone(self.place.zone).date()} {self.place.zone} {self.place.country}"
        if self._sample.messages.cursor() != day:
            from hearback.takeout.sample import sample_mailbox

            mailbox = sample_mailbox(sample_today(self.place, now))
            self._sample.refresh(mailbox, _sample_me(), self.place)
            self._sample.messages.set_cursor(day)

    def add_note(self, item: Item, verb: Verb, told: Mapping[str, object], now: datetime) -> str:
        """Keep what the user says of an application and return the note's id.

        `told` may hold `text` and `day`. Raises NoteRefused when the verb needs what is not there.
        """
        text, day = told.get("text") or "", told.get("day")
        note = Note(
            note_id=uuid.uuid4().hex[:16],
            thread_id=item.case.application.threads[0],
            verb=verb,
            at=now,
            text=" ".join(str(text).split()),
            day=day if isinstance(day, date) else None,
        )
        _refuse(note, self.place.clock(now).today)
        self._shown.notes.add(note)
        return note.note_id

    def undo_note(self, note_id: str, now: datetime) -> None:
        """Take a note back. Raises NoteRefused when there is none of that id."""
        if not self._shown.notes.undo(note_id, now):
            raise NoteRefused(
                "There is no such note to take back.", "It may have been taken back already."
            )

    def forget(self) -> None:
        """Delete everything that is kept, so that nothing readable stays in the files."""
        for name in (MAIL, SAMPLE):
            erase(self.folder / name)


def _refuse(note: Note, today: date) -> None:
    if note.verb in NEEDS_DAY and note.day is None:
        raise NoteRefused("This needs a day.", "Choose the day and try again.")
    if note.verb is Verb.SNOOZE and note.day and note.day <= today:
        raise NoteRefused("That day is not ahead.", "Choose a day after today.")
    if note.verb in NEEDS_TEXT and not note.text:
        raise NoteRefused("This needs a few words.", "Write them and try again.")
    if note.verb is Verb.LINE_MANAGER:
        address = parseaddr(note.text)[1]
        local, _, domain = address.partition("@")
        if not local or "." not in domain or "@" in domain or " " in address:
            raise NoteRefused(
                "That is no address Hearback can write to.",
                "Write it as Name <name@company.example>.",
            )


def _sample_me() -> Me:
    from hearback.takeout.sample import SAMPLE_ADDRESS, SAMPLE_NAME

    return Me((SAMPLE_ADDRESS,), SAMPLE_NAME)


def sample_today(place: Place, now: datetime) -> "Today":
    """Return the day around which the sample is told."""
    from hearback.takeout.sample import Today

    calendar = BusinessCalendar.for_country(place.country)

    def shift(day: date, count: int) -> date:
        return calendar.add(day, count) if count >= 0 else calendar.back(day, -count)

    return Today(now.astimezone(place.zone).date(), place.zone, shift)


def sample_threads(place: Place, now: datetime) -> Iterable[Thread]:
    """Return the threads of the sample mailbox as of `now`."""
    from hearback.takeout.sample import sample_mailbox

    return sample_mailbox(sample_today(place, now)).threads()


def open_desk(folder: Path, environ: Mapping[str, str], place: Place | None = None) -> Desk:
    """Open a data folder. Without a place it is the user's settings, else the system's."""
    return Desk(folder, place or _kept_place(folder, environ))


def _kept_place(folder: Path, environ: Mapping[str, str]) -> Place:
    zone = country = None
    if (folder / MAIL).is_file():
        kept = _Kept(folder / MAIL)
        zone = kept.settings.get(Setting.TIME_ZONE)
        country = kept.settings.get(Setting.COUNTRY)
        kept.database.close()
    try:
        found = ZoneInfo(zone or system_zone(environ))
    except (KeyError, ValueError, OSError):
        found = ZoneInfo("UTC")
    return Place(found, country if country is not None else system_country(environ))
