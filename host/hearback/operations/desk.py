"""A Desk stands on a data folder: it keeps job mail and what the user said, and looks at both.

Only messages of job threads are kept, and what they say, under the version of the knowledge that
read them; with another version they are read again. Stage and advice are worked out when asked. The
sample mailbox has a database of its own, so trying it never touches the user's mail.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from hearback.errors import GmailProblem, NoteRefused, NotSignedIn, UsageError
from hearback.mail.message import Address, Me, Thread, same_mailbox
from hearback.operations.account import GoogleAccount
from hearback.operations.kept import NAMES_SOMEBODY, Kept, Refreshed
from hearback.operations.look import Item, Overview, Place
from hearback.operations.noting import also_of, complete, one_line, refuse, refuse_time
from hearback.store.database import erase, forget_all
from hearback.store.place import system_country, system_zone
from hearback.store.settings import Setting
from hearback.timeline.business_days import BusinessCalendar
from hearback.timeline.notes import Note, Verb
from hearback.timeline.people import name_and_address
from hearback.timeline.told_times import ToldTime

if TYPE_CHECKING:
    # What reads mail files is imported when one is read: not on the way from start to the cards.
    from hearback.operations.acquaintances import Acquaintances
    from hearback.operations.by_hand import ByHand
    from hearback.operations.drafting import Chosen
    from hearback.operations.gmail_desk import GmailDesk
    from hearback.operations.set_aside import SetAside
    from hearback.store.ledger import OurDraft
    from hearback.takeout.mbox import Mailbox as MailFile
    from hearback.takeout.sample import Today

MAIL, SAMPLE, LOCK = "hearback.db", "sample.db", "sync.lock"
FETCH_PATIENCE_S = 3.0  # of a wait that Google asks for, while the panel waits for us


@dataclass(frozen=True)
class Account:
    """Whose mail is shown, where it is from, and what the sign-in allows."""

    source: Literal["sample", "takeout", "gmail"]
    addresses: tuple[str, ...]
    can_save_drafts: bool = False
    signed_in: bool = False


class Desk:
    """The verbs of Hearback on one data folder."""

    def __init__(self, folder: Path, place: Place, environ: Mapping[str, str]) -> None:
        self.folder = folder
        self.place = place
        self._environ = environ
        self._gmail: GmailDesk | None = None

    @cached_property
    def _mail(self) -> Kept:
        return Kept(self.folder / MAIL)

    @cached_property
    def _sample(self) -> Kept:
        return Kept(self.folder / SAMPLE)

    @property
    def _shows_sample(self) -> bool:
        return bool(self._mail.settings.get(Setting.SHOW_SAMPLE))

    @property
    def _shown(self) -> Kept:
        return self._sample if self._shows_sample else self._mail

    @property
    def kept(self) -> Kept:
        """What is kept of the user's own mail, and their settings."""
        return self._mail

    def was_seen(self) -> bool:
        """Whether the panel has been open."""
        return bool(self._mail.settings.get(Setting.PANEL_SEEN))

    def written(self) -> tuple[object, ...]:
        """Return what differs as soon as anything was written of what an overview rests on."""
        return self._shows_sample, self._mail.database.written(), self._shown.database.written()

    def note_seen(self) -> None:
        """Remember that the panel has been open."""
        if not self.was_seen():
            self._mail.settings.put(Setting.PANEL_SEEN, True)

    def look_at_place(self) -> None:
        """Take up where the user is, after they changed it."""
        self.place = kept_place(self.folder, self._environ)
        self._gmail = None

    def account(self) -> Account | None:
        """Return whose mail is shown; None while there is none."""
        if self._shows_sample:
            return Account("sample", _sample_me().addresses)
        me = self._me()
        try:
            grant = self.google.grant()
        except GmailProblem:
            grant = None  # a locked keyring hides no cards; what needs the sign-in says so
        if me is None:
            addresses = (grant.address,) if grant else ()
            return Account("gmail", addresses, grant.can_save_drafts, True) if grant else None
        from_gmail = self._mail.settings.get(Setting.SOURCE) == "gmail"
        return Account(
            "gmail" if from_gmail else "takeout",
            me.addresses,
            can_save_drafts=bool(grant and grant.can_save_drafts),
            signed_in=bool(grant),
        )

    @cached_property
    def google(self) -> GoogleAccount:
        """The user's Google account."""
        return GoogleAccount(self.folder, self._environ)

    def gmail(self, patience: float) -> "GmailDesk":
        """Return the user's Gmail beside what is kept; waits up to `patience` seconds."""
        from hearback.operations.gmail_desk import GmailDesk

        if self._gmail is None:
            self._gmail = GmailDesk(self.folder, self._mail, self.google, self.place, patience)
        return self._gmail

    def finish_sign_in(self) -> Account:
        """Keep the sign-in that is done, and show that mailbox. Raises GmailProblem.

        Another account takes the place of one in which nothing about a job was found.
        """
        me = self._me()
        _, jobs = self._mail.messages.count()
        empty = not jobs and not self._mail.notes.notes()
        grant = self.google.finish_sign_in(None if empty else me)
        if me and not me.has(Address("", grant.address)):
            forget_all(self._mail.database)
            self._gmail = None
        self._mail.settings.put(Setting.SHOW_SAMPLE, None)
        return Account("gmail", (grant.address,), grant.can_save_drafts, True)

    def save_draft(self, chosen: "Chosen", patience: float) -> "OurDraft":
        """Put a draft into Gmail's drafts. Raises DraftProblem, GmailProblem, NotSignedIn."""
        me = self._me()
        if self._shows_sample or me is None:
            raise NotSignedIn(
                "The sample's drafts cannot be saved: they belong to no mailbox.",
                "Copy the text, or connect your Gmail.",
            )
        return self.gmail(patience).save_draft(chosen, me)

    def _me(self) -> Me | None:
        return self._mail.me()

    def overview(self, now: datetime, *, without: Collection[Verb] = ()) -> Overview:
        """Return all applications as they stand at `now`; none while there is no mailbox.

        Notes of the user's that say one of `without` are passed over.
        """
        told = [note for note in self._shown.notes.notes() if note.verb not in without]
        if self._shows_sample:
            from hearback.takeout.sample import sample_notes

            self._refresh_sample(now)
            told = [*sample_notes(sample_today(self.place, now)), *told]
            return self._sample.overview(
                _sample_me(), self.place, now, told, self._mail.preferences()
            )
        me = self._me() or Me(())  # what was added by hand is there before any mail
        return self._mail.overview(me, self.place, now, told)

    def refresh(self, mailbox: "MailFile", me: Me) -> Refreshed:
        """Keep the job mail of a mail file, in place of what was kept before.

        Raises UsageError while the mail that is kept is read from Gmail.
        """
        if self._mail.settings.get(Setting.SOURCE) == "gmail":
            raise UsageError(
                "Hearback reads your Gmail; a file would take the place of what it has read.",
                "Look at the file with `hearback list --mbox FILE --me ADDRESS`, or run"
                " `hearback forget --all` first.",
            )
        found = self._mail.refresh(mailbox, me, self.place)
        self._mail.put_me(me)
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
            note_id=_new_id(),
            thread_id=item.case.application.threads[0],
            verb=verb,
            at=now,
            text=one_line(str(text)),
            day=day if isinstance(day, date) else None,
        )
        refuse(note, item.case.application, self.place.clock(now).today)
        note = complete(note, item)
        with self._shown.database.transaction():
            for each in (note, *also_of(note, item.case.application)):
                self._shown.notes.add(each)
            self._meet([note])
        return note.note_id

    def tell_interview(self, item: Item, told: ToldTime, now: datetime) -> str:
        """Keep the time of an interview, put right or told first; return the note's id.

        Times without a zone are in the user's. Raises NoteRefused for a time that cannot be.
        """
        zone = self.place.zone
        start, end = (t if t.tzinfo else t.replace(tzinfo=zone) for t in (told.start, told.end))
        told = ToldTime(start, end, told.was)
        refuse_time(told, item.case.standing.interviews, now)
        words = {"text": told.as_text(), "day": start.astimezone(zone).date()}
        return self.add_note(item, Verb.INTERVIEW, words, now)

    def add_by_hand(self, told: "ByHand", now: datetime) -> str:
        """Keep an application of which there is no mail; return the id of the note that undoes it.

        Raises NoteRefused for what cannot be, and when that application is known already.
        """
        from hearback.operations.by_hand import notes_of, refuse_known

        notes = notes_of(told, _new_id(), self.place.clock(now))
        kept = self._shown
        with kept.database.transaction():  # what is refused is not kept
            for note in notes:
                kept.notes.add(note)
            refuse_known(notes[0].thread_id, self.overview(now))
            self._meet(notes)
        return notes[0].note_id

    def _meet(self, notes: Iterable[Note]) -> None:
        """Have Gmail searched for other mail of people whom the user named."""
        named = [name_and_address(note.text)[1] for note in notes if note.verb in NAMES_SOMEBODY]
        if named and not self._shows_sample:
            from hearback.operations.sync_state import SyncState

            SyncState(self._mail.settings).meet(map(same_mailbox, named))

    def add_thread(self, thread_id: str, names: Mapping[Verb, str], now: datetime) -> str:
        """Keep a conversation that the user says is about a job; return the note's id.

        `names` may hold the right company and role. Raises NoteRefused when there is no such
        conversation, and GmailProblem.
        """
        kept = self._shown
        note = Note(_new_id(), thread_id, Verb.IS_A_JOB, now)
        with kept.database.transaction():
            kept.notes.add(note)
            for verb, text in names.items():
                if text.strip():
                    words = one_line(text)
                    kept.notes.add(Note(_new_id(), thread_id, verb, now, words))
        if kept.messages.thread(thread_id) is None and not self._fetch(thread_id):
            kept.notes.undo(note.note_id, now)
            raise NoteRefused(
                "This conversation cannot be read from here.",
                "Connect your Gmail, or open one that is in the mailbox Hearback reads.",
            )
        kept.messages.doubt(thread_id)
        return note.note_id

    def _fetch(self, thread_id: str) -> bool:
        """Read one conversation from Gmail; return whether it is kept now."""
        if self._shows_sample or self.google.grant() is None:
            return False
        return self.gmail(FETCH_PATIENCE_S).fetch(thread_id)

    def acquaintances(self, item: Item, overview: Overview) -> "Acquaintances":
        """Return whom the user has written with at an application's company; none of it is kept.

        Gmail is searched when the user is signed in, else what is here. Raises GmailProblem.
        """
        from hearback.operations.acquaintances import find_acquaintances, workplace_of

        workplace = workplace_of(item, overview)
        if self._shows_sample:
            threads = sample_threads(self.place, overview.clock.now)
            mails = [m.envelope for thread in threads for m in thread.messages]
            return find_acquaintances(mails, workplace, overview, "sample")
        mails = [reading.envelope for reading in self._mail.messages.readings()]
        if self._mail.settings.get(Setting.SOURCE) != "gmail" or self.google.grant() is None:
            return find_acquaintances(mails, workplace, overview, "kept")
        mails += self.gmail(FETCH_PATIENCE_S).ask_around(workplace)
        return find_acquaintances(mails, workplace, overview, "gmail")

    def undo_note(self, note_id: str, now: datetime) -> None:
        """Take a note back. Raises NoteRefused when there is none of that id."""
        kept = self._shown
        told = next((note for note in kept.notes.notes() if note.note_id == note_id), None)
        if told and told.verb is Verb.IS_A_JOB:
            kept.messages.doubt(told.thread_id)
        if not kept.notes.undo(note_id, now):
            raise NoteRefused(
                "There is no such note to take back.", "It may have been taken back already."
            )

    def set_aside(self, now: datetime) -> "tuple[SetAside, ...]":
        """Return what the user set aside, newest first."""
        from hearback.operations.set_aside import list_set_aside

        with_all = self.overview(now, without={Verb.NOT_A_JOB})
        return list_set_aside(self._shown.notes.notes(), with_all)

    def forget(self) -> None:
        """End the sign-in and delete everything, so that nothing readable stays in the files.

        Raises RevocationFailed when Google could not be told; all but the token is gone then.
        """
        for name in (MAIL, SAMPLE):
            erase(self.folder / name)
        (self.folder / LOCK).unlink(missing_ok=True)
        self.google.forget_client()
        self.google.sign_out()


def _new_id() -> str:
    import uuid

    return uuid.uuid4().hex[:16]


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
    return Desk(folder, place or kept_place(folder, environ), environ)


def kept_place(folder: Path, environ: Mapping[str, str]) -> Place:
    """Return where the user is, by their settings, else as far as the system tells."""
    zone = country = None
    if (folder / MAIL).is_file():
        kept = Kept(folder / MAIL)
        zone = kept.settings.get(Setting.TIME_ZONE)
        country = kept.settings.get(Setting.COUNTRY)
        kept.database.close()
    try:
        found = ZoneInfo(zone or system_zone(environ))
    except (KeyError, ValueError, OSError):
        found = ZoneInfo("UTC")
    return Place(found, country if country is not None else system_country(environ))
