"""One thread of Gmail is read, understood, and kept if it is about a job."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from hearback.gmail.changes import FIRST, UNSEEN
from hearback.gmail.records import ApiMessage, ApiThread
from hearback.mail.message import Me, Message, Thread, oldest_first, same_mailbox
from hearback.mail.threads import merge_copies
from hearback.operations.kept import Kept, version_of
from hearback.operations.look import Place, people_of, read_threads
from hearback.operations.sync_state import SyncState
from hearback.signals.signal import Reading
from hearback.store.reading_list import Entry, ReadingList

CALENDAR = ("text/calendar", "application/ics")


class Parts(Protocol):
    """What is needed of Gmail here."""

    def with_parts(self, message: ApiMessage) -> ApiMessage:
        """Return the message with the text that Gmail left out of it."""


class Intake:
    """Keeps job threads in one database; of the others only the ids stay."""

    def __init__(self, gmail: Parts, kept: Kept, place: Place, state: SyncState) -> None:
        self._gmail = gmail
        self._kept = kept
        self._place = place
        self._state = state
        self._list = ReadingList(kept.database)

    def take_thread(self, entry: Entry, found: ApiThread | None) -> None:
        """Keep a thread as it is now, or forget it when nothing of it is left."""
        mails = [mail for mail in found.messages if _is_mail(mail)] if found else []
        if not found or not mails:
            with self._kept.database.transaction():
                self._kept.messages.forget_threads([entry.thread_id])
                self._list.remove([entry.thread_id])
            return
        me = self._learn(mails)
        thread = _thread(entry.thread_id, [mail.message for mail in mails])
        readings = self._understand(thread, me)
        if any(mail.left_out for mail in mails) and (
            _is_job(readings) or self._may_be_an_invitation(mails)
        ):
            mails = [self._gmail.with_parts(mail) if mail.left_out else mail for mail in mails]
            thread = _thread(entry.thread_id, [mail.message for mail in mails])
            readings = self._understand(thread, me)
        self._keep(thread, readings, me, found.history_id)

    def take_message(self, entry: Entry, found: ApiMessage | None) -> None:
        """Read one new message; with a thread that is kept, together with the others."""
        if found is None or not _is_mail(found):
            self._list.remove([entry.thread_id])
            return
        me = self._learn([found])
        history_id = max(entry.history_id, found.history_id)
        before = self._kept.messages.thread(entry.thread_id)
        if before:
            if found.left_out:
                found = self._gmail.with_parts(found)
            thread = _thread(entry.thread_id, [*before.messages, found.message])
            self._keep(thread, self._understand(thread, me), me, history_id)
            return
        thread = _thread(entry.thread_id, [found.message])
        readings = self._understand(thread, me)
        alone = found.gmail_id == entry.thread_id and not found.left_out
        if alone or not (
            _is_job(readings) or (found.left_out and self._may_be_an_invitation([found]))
        ):
            self._keep(thread, readings, me, history_id)
        else:
            # What came before it in the thread is not known yet.
            self._list.add([replace(entry, message_id="", likelihood=FIRST)])

    def _understand(self, thread: Thread, me: Me) -> tuple[Reading, ...]:
        jobs = self._kept.said_to_be_jobs()
        return read_threads([thread], me, self._place, self._state.people, jobs)[0]

    def _keep(self, thread: Thread, readings: tuple[Reading, ...], me: Me, history_id: int) -> None:
        messages = self._kept.messages
        with self._kept.database.transaction():
            if _is_job(readings):
                messages.save_thread(
                    thread, readings, knowledge=version_of(me), history_id=str(history_id)
                )
                self._state.meet(
                    each
                    for each in people_of(readings)
                    if each not in map(same_mailbox, me.addresses)
                )
            else:
                messages.mark_not_job(thread.thread_id, str(history_id))
            messages.note_crawl([thread.thread_id], self._state.crawl)  # it is surely there
            self._list.remove([thread.thread_id])

    def _learn(self, mails: Sequence[ApiMessage]) -> Me:
        """Return the user, with the other addresses and the name under which they send."""
        me = self._kept.me() or Me(())
        known = me
        for mail in mails:
            envelope = mail.message.envelope
            if "SENT" in envelope.labels and envelope.sender.address:
                if not me.has(envelope.sender):
                    me = Me((*me.addresses, envelope.sender.address), me.name)
                if envelope.sender.name and not me.name:
                    me = Me(me.addresses, envelope.sender.name)
        if me != known:
            self._kept.put_me(me)
        return me

    def _may_be_an_invitation(self, mails: Sequence[ApiMessage]) -> bool:
        return any(
            part.content_type in CALENDAR
            and same_mailbox(mail.message.envelope.sender.address) in self._state.people
            for mail in mails
            for part in mail.left_out
        )


def _is_mail(mail: ApiMessage) -> bool:
    return not mail.message.envelope.labels & UNSEEN


def _thread(thread_id: str, messages: Sequence[Message]) -> Thread:
    return Thread(thread_id, oldest_first(merge_copies(messages)))


def _is_job(readings: Sequence[Reading]) -> bool:
    return any(reading.job for reading in readings)
