"""One database and what it holds: job mail, what it says, notes and settings."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Protocol

from hearback.drafts.draft import Tone
from hearback.mail.message import Me, Thread, same_mailbox
from hearback.operations.look import Overview, Place, Preferences, look_at, people_of, read_threads
from hearback.signals.signal import Kind, Reading
from hearback.store.database import Database, open_database
from hearback.store.ledger import Ledger, OurDraft, State
from hearback.store.messages import MessageStore
from hearback.store.notes import NoteStore
from hearback.store.settings import Setting, SettingStore
from hearback.timeline.notes import Note, Verb
from hearback.timeline.people import name_and_address

NAMES_SOMEBODY = frozenset({Verb.CONTACT, Verb.LINE_MANAGER})


class Mailbox(Protocol):
    """What is needed of a mailbox: all its threads."""

    def threads(self) -> tuple[Thread, ...]:
        """Return every thread, each with its messages oldest first."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh found: threads in the mailbox, those about a job, those read this time."""

    threads: int
    about_a_job: int
    read: int


class Kept:
    """One database and what it holds."""

    def __init__(self, path: Path) -> None:
        self.database: Database = open_database(path)
        self.messages = MessageStore(self.database)
        self.notes = NoteStore(self.database)
        self.settings = SettingStore(self.database)

    def me(self) -> Me | None:
        """Return whose mail this is; None while there is none."""
        told = self.settings.get(Setting.ME)
        return Me(tuple(told["addresses"]), told["name"]) if told else None

    def put_me(self, me: Me) -> None:
        """Remember whose mail this is."""
        self.settings.put(Setting.ME, {"addresses": list(me.addresses), "name": me.name})

    def refresh(self, mailbox: Mailbox, me: Me, place: Place) -> Refreshed:
        """Bring what is kept up to the mailbox; only threads that changed are read."""
        version = version_of(me)
        threads = mailbox.threads()
        marks = {thread.thread_id: _mark(thread, version) for thread in threads}
        changed = [t for t in threads if self.messages.seen(t.thread_id) != marks[t.thread_id]]
        people = self._people()
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
        version = version_of(me)
        again = self.messages.threads_to_read_again(version)
        people = self._people() if again else set()
        jobs = self.said_to_be_jobs()
        for thread_id in again:
            thread = self.messages.thread(thread_id)
            if thread:
                readings = read_threads([thread], me, place, people, jobs)[0]
                mark = self.messages.seen(thread_id) or ""
                if any(reading.job for reading in readings):
                    self.messages.save_thread(thread, readings, knowledge=version, history_id=mark)
                else:
                    self.messages.mark_not_job(thread_id, mark)

    def _people(self) -> set[str]:
        """Return the mailboxes of those with whom the user talks about a job, and named."""
        told = (note for note in self.notes.notes() if note.verb in NAMES_SOMEBODY)
        named = {same_mailbox(name_and_address(note.text)[1]) for note in told}
        return people_of(self.messages.readings()) | named

    def said_to_be_jobs(self) -> set[str]:
        """Return the threads of which the user said that they are about a job."""
        return {note.thread_id for note in self.notes.notes() if note.verb is Verb.IS_A_JOB}

    def preferences(self) -> Preferences:
        """Return how the user wants it."""
        tone = self.settings.get(Setting.TONE)
        return Preferences(
            tone=Tone(tone) if tone in {*Tone} else None,
            sign_off=self.settings.get(Setting.SIGN_OFF) or "",
            numbers=self.settings.get(Setting.NUMBERS) or {},
        )

    def overview(
        self,
        me: Me,
        place: Place,
        now: datetime,
        told: Sequence[Note] | None = None,
        preferences: Preferences | None = None,
    ) -> Overview:
        """Return all applications as they stand at `now`; `told` in place of the notes kept."""
        self.read_again(me, place)
        by_thread = groupby(self.messages.readings(), lambda r: r.envelope.thread_id)
        threads = [list(held) for _, held in by_thread]
        ours = Ledger(self.database).all()
        notes = self.notes.notes() if told is None else told
        notes = [*notes, *_chases_of(ours, threads)]
        overview = look_at(threads, notes, me, place.clock(now), preferences or self.preferences())
        return replace(overview, ours=tuple(ours))


def _chases_of(ours: Iterable[OurDraft], threads: Iterable[Sequence[Reading]]) -> Iterator[Note]:
    """Yield what the user sent from a draft of ours, where the mail itself does not say so.

    After the user's own words have replaced ours, a check-in may no longer read like one.
    """
    said = {
        reading.envelope.date
        for readings in threads
        for reading in readings
        if reading.outbound and reading.says(Kind.FOLLOW_UP, Kind.THANK_YOU, Kind.FEEDBACK_REQUEST)
    }
    for draft in ours:
        if draft.state is State.SENT and draft.changed_at not in said:
            # Without an id: it is no note of the user's, and cannot be taken back.
            yield Note("", draft.thread_id, Verb.SENT_ELSEWHERE, draft.changed_at, draft.action)


def version_of(me: Me) -> str:
    """Return what readings rest on: the knowledge, and who the user is."""
    from hearback.signals.version import knowledge_version

    who = hashlib.sha256(" ".join(sorted(me.addresses)).encode()).hexdigest()[:8]
    return f"{knowledge_version()}-{who}"


def _mark(thread: Thread, version: str) -> str:
    """Return what tells whether a thread has to be read: its messages and the knowledge."""
    digest = hashlib.sha256(version.encode())
    for message in thread.messages:
        envelope = message.envelope
        digest.update(f"{envelope.message_id} {envelope.date} {len(message.text)}".encode())
    return digest.hexdigest()[:24]
