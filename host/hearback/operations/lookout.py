"""What there is to read: follows the history of changes, and lists the mailbox where that fails.

All it learns goes to the list in the database, in one transaction with the cursor or the page that
it came from, so nothing is lost and nothing asked for twice.
"""

from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import datetime, timedelta
from typing import Protocol

from hearback.errors import WrongAccount
from hearback.gmail.changes import (
    FIRST,
    Known,
    Plan,
    ToRead,
    people_query,
    plan_changes,
    plan_page,
    plan_people,
)
from hearback.gmail.crawl import ListPage, Stand
from hearback.gmail.faults import CursorTooOld, PageTooOld
from hearback.gmail.records import Change, HistoryPage, Page, Profile
from hearback.gmail.searches import Searches, query_of
from hearback.gmail.words import Refused
from hearback.mail.message import Me, same_mailbox
from hearback.operations.kept import Kept
from hearback.operations.sync_state import SyncState
from hearback.store.reading_list import Entry, ReadingList
from hearback.store.settings import Setting

LOOK_BACK = 180  # days of mail that are read unless the user says otherwise
STALE_S = 15.0  # the history is asked for again after so long


class Lists(Protocol):
    """What is needed of Gmail here."""

    def profile(self) -> Profile:
        """Return whose mailbox it is."""

    def list_threads(self, query: str, page: str = "") -> Page:
        """Return a page of the threads that a query names."""

    def history(self, since: int, page: str = "") -> HistoryPage:
        """Return a page of what changed. Raises CursorTooOld."""


class Lookout:
    """Keeps the list of what to read for one database."""

    def __init__(
        self,
        gmail: Lists,
        kept: Kept,
        searches: Searches,
        state: SyncState,
        clock: Callable[[], datetime],
    ) -> None:
        self._gmail = gmail
        self._kept = kept
        self._searches = searches
        self._state = state
        self._clock = clock
        self._list = ReadingList(kept.database)
        self._look_back: int = kept.settings.get(Setting.LOOK_BACK) or LOOK_BACK
        self._caught_up: datetime | None = None

    def stand(self) -> Stand:
        """Return how far the reading has got."""
        likely, rest = self._list.count(self._searches.likely)
        return Stand(self._list.pages(), likely, rest, self._state.strangers)

    # --- what changed -----------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Ask what changed since the last time; begin, or begin anew, when that cannot be told."""
        now = self._clock()
        if self._caught_up and now - self._caught_up < timedelta(seconds=STALE_S):
            return
        cursor = self._kept.messages.cursor()
        if cursor is None:
            self._begin(whole_only=False)
        else:
            try:
                self._follow(int(cursor))
            except CursorTooOld:
                self._begin(whole_only=self._was_listed())
        self._caught_up = now

    def _was_listed(self) -> bool:
        """Whether every search but the whole one was done, in this crawl or before a repair."""
        pages = self._list.pages()
        whole = self._searches.whole.name
        return bool(pages) and all(page is None for name, page in pages.items() if name != whole)

    def _begin(self, *, whole_only: bool) -> None:
        """Take the newest history id as the cursor before anything is listed, and list.

        What changes during the crawl is then told by the history. With an old cursor, one listing
        of all threads shows by their history ids which have changed.
        """
        profile = self._gmail.profile()
        me = self._kept.me()
        if me and same_mailbox(profile.address) not in map(same_mailbox, me.addresses):
            raise WrongAccount(
                f"You signed in as {profile.address}; the mail kept here is {me.addresses[0]}'s.",
                f"Sign in as {me.addresses[0]}, or run `hearback forget --all` first.",
            )
        names = [s.name for s in self._searches.search if s.whole or not whole_only]
        with self._kept.database.transaction():
            self._kept.messages.set_cursor(str(profile.history_id))
            self._list.begin(names)
            self._state.begin_crawl(repair=whole_only)
            self._kept.settings.put(Setting.SOURCE, "gmail")
            self._kept.put_me(me or Me((profile.address,)))

    def _follow(self, cursor: int) -> None:
        """Put on the list what changed; the cursor moves with it, after the last page."""
        changes: list[Change] = []
        page = ""
        while True:
            found = self._gmail.history(cursor, page)
            changes += found.changes
            page = found.next_page
            if not page:
                break
        touched = sorted({change.thread_id for change in changes})
        plan = plan_changes(changes, self._known(touched), self._list.waiting(touched))
        with self._kept.database.transaction():
            self._put(plan)
            if found.history_id != cursor:
                self._kept.messages.set_cursor(str(found.history_id))

    # --- listings ---------------------------------------------------------------------------------

    def list_page(self, step: ListPage) -> None:
        """List one page and put on the list what is new or changed, ranked."""
        try:
            found = self._gmail.list_threads(query_of(step.search, self._look_back), step.page)
        except PageTooOld:
            # Pages are only known for a while; the same threads twice do no harm.
            self._list.turn_page(step.search.name, "")
            return
        except Refused:
            # A search that is not understood only helps to find job mail sooner.
            if step.search.whole:
                raise
            self._list.turn_page(step.search.name, None)
            return
        ids = [listed.thread_id for listed in found.threads]
        known = self._known(ids)
        waiting = {each: ToRead(*astuple(entry)) for each, entry in self._list.waiting(ids).items()}
        plan = plan_page(found.threads, step.search, self._searches, known, waiting)
        if self._state.repair:
            plan = replace(plan, read=tuple(_new_first(todo, known) for todo in plan.read))
        with self._kept.database.transaction():
            self._put(plan)
            self._list.turn_page(step.search.name, found.next_page or None)
            if step.search.whole:
                self._kept.messages.note_crawl(ids, self._state.crawl)
                if not found.next_page:
                    self._look_for_the_missing()

    def _look_for_the_missing(self) -> None:
        """Read job threads that a listing of all should have named: they may be gone."""
        since = self._clock() - timedelta(days=self._look_back - 1)
        missing = [
            thread_id
            for thread_id in self._kept.messages.not_named_by(self._state.crawl)
            if (thread := self._kept.messages.thread(thread_id))
            and thread.messages[-1].envelope.date > since
        ]
        self._list.add(Entry(thread_id, 0, FIRST) for thread_id in missing)

    def find_mail_of(self, addresses: tuple[str, ...]) -> None:
        """Put on the list what else these people wrote, also what was read and put aside."""
        query = people_query(addresses, self._look_back)
        page = ""
        while True:
            found = self._gmail.list_threads(query, page)
            ids = [listed.thread_id for listed in found.threads]
            waiting = self._list.waiting(ids)
            plan = plan_people(found.threads, self._known(ids), self._searches.likely)
            whole = [
                todo for todo in plan.read if not _comes_anyway(waiting.get(todo.thread_id), todo)
            ]
            with self._kept.database.transaction():
                self._put(Plan(read=tuple(whole)))
                if not found.next_page:
                    self._state.asked(addresses)
            page = found.next_page
            if not page:
                return

    def _put(self, plan: Plan) -> None:
        self._list.add(Entry(*astuple(todo)) for todo in plan.read)
        self._kept.messages.mark(plan.marks)

    def _known(self, thread_ids: list[str]) -> dict[str, Known]:
        found = self._kept.messages.known(thread_ids)
        return {thread_id: Known(*told) for thread_id, told in found.items()}


def _new_first(todo: ToRead, known: dict[str, Known]) -> ToRead:
    """What a repair finds and nobody has seen is new mail."""
    return todo if todo.thread_id in known else replace(todo, likelihood=FIRST)


def _comes_anyway(waiting: Entry | None, todo: ToRead) -> bool:
    return waiting is not None and waiting.likelihood >= todo.likelihood
