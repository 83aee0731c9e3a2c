"""What a desk does with the user's Gmail: read it, put drafts into it, follow them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hearback.drafts.mime import to_mime
from hearback.errors import DraftUnfinished, SignInAgain
from hearback.gmail.client import Gmail
from hearback.gmail.pace import BURST, QUOTA, RATE, Pace, PaceState, SystemClock
from hearback.mail.message import Envelope, Me
from hearback.operations.account import GoogleAccount
from hearback.operations.asking_around import ask_around
from hearback.operations.drafting import Chosen, Drafting, Letter
from hearback.operations.intake import Intake
from hearback.operations.kept import Kept
from hearback.operations.look import Place
from hearback.operations.sync import Limits, Progress, Sync, measure_progress
from hearback.operations.sync_state import SyncState
from hearback.store.ledger import Ledger, OurDraft
from hearback.store.reading_list import Entry
from hearback.store.settings import Setting
from hearback.store.sync_lock import sync_lock
from hearback.timeline.connections import Workplace

Tell = Callable[[Progress], None]


class GmailDesk:
    """One user's Gmail beside what is kept of it. `patience` is for waits that Google asks for."""

    def __init__(
        self, folder: Path, kept: Kept, google: GoogleAccount, place: Place, patience: float
    ) -> None:
        self._folder = folder
        self._kept = kept
        self._google = google
        self._place = place
        self._patience = patience
        self._state = SyncState(kept.settings)
        self._opened: tuple[str, Gmail] | None = None  # by the sign-in's refresh token
        self._sync: Sync | None = None

    def read(self, limits: Limits, tell: Tell = lambda _: None) -> Progress:
        """Read what is new, as far as the limits allow. Raises SyncUnderWay, GmailProblem."""
        with sync_lock(self._folder), self._gmail() as gmail:
            if self._sync is None:
                self._sync = Sync(gmail, self._kept, self._place, _now, gmail.pace.rate)

            def paced(progress: Progress) -> None:
                self._keep_pace(gmail.pace)
                tell(progress)

            progress = self._sync.run(limits, paced)
            self._follow_drafts(self._drafting(gmail))
            return progress

    def fetch(self, thread_id: str) -> bool:
        """Read one conversation now; return whether it is kept. Raises GmailProblem."""
        with self._gmail() as gmail:
            intake = Intake(gmail, self._kept, self._place, self._state)
            for _, found in gmail.threads([thread_id]):
                history_id = found.history_id if found else 0
                intake.take_thread(Entry(thread_id, history_id, 0), found)
        return self._kept.messages.thread(thread_id) is not None

    def ask_around(self, workplace: Workplace) -> list[Envelope]:
        """Return the headers of mails with people at a company. Raises GmailProblem."""
        with self._gmail() as gmail:
            return ask_around(gmail, workplace)

    def progress(self) -> Progress:
        """Return how far the reading is, without asking Gmail."""
        return measure_progress(self._kept, self._pace().rate)

    def save_draft(self, chosen: Chosen, me: Me) -> OurDraft:
        """Put a draft into Gmail's drafts. Raises DraftProblem, GmailProblem."""
        draft = chosen.draft
        if not draft.to:
            raise DraftUnfinished(
                "Nobody is named to whom this mail could go.",
                "Tell Hearback who the line manager is, or copy the text.",
            )
        letter = Letter(
            thread_id=draft.thread_id or chosen.thread_id,
            action=chosen.action,
            number=chosen.number,
            replies=draft.thread_id is not None,
            mime=lambda mail_id: to_mime(draft, me, mail_id),
        )
        with self._gmail() as gmail:
            return self._drafting(gmail).save(letter, _now())

    def take_draft_back(self, mail_id: str) -> None:
        """Delete a draft of ours. Raises DraftProblem, GmailProblem."""
        with self._gmail() as gmail:
            self._drafting(gmail).take_back(mail_id, _now())

    def _follow_drafts(self, drafting: Drafting) -> None:
        """See what became of drafts that are in Gmail: sent, answered, touched."""
        ledger = Ledger(self._kept.database)
        me = self._kept.me()
        if not me or not ledger.open():
            return
        drafting.reconcile(_now())
        overview = self._kept.overview(me, self._place, _now())
        readings = {
            thread: item.case.application.readings
            for item in overview.items
            for thread in item.case.application.threads
        }
        drafting.settle(
            [(ours, readings.get(ours.thread_id, ())) for ours in ledger.open()], _now()
        )

    def _drafting(self, gmail: Gmail) -> Drafting:
        me = self._kept.me()
        domain = me.addresses[0].rpartition("@")[2] if me else ""
        return Drafting(gmail, Ledger(self._kept.database), domain or "gmail.com")

    @contextmanager
    def _gmail(self) -> Iterator[Gmail]:
        """Open Gmail; its connections stay open for the next time, under the same sign-in."""
        gmail = self._open()
        try:
            yield gmail
        except SignInAgain as problem:
            raise self._google.explain(problem, _now()) from None
        finally:
            self._keep_pace(gmail.pace)

    def _open(self) -> Gmail:
        token = self._google.signed_in().refresh_token
        if self._opened and self._opened[0] == token:
            return self._opened[1]
        if self._opened:
            self._opened[1].close()
        gmail = self._google.open_gmail(self._pace(), self._patience)
        self._opened, self._sync = (token, gmail), None
        return gmail

    def _keep_pace(self, pace: Pace) -> None:
        state = pace.state()
        self._state.load()
        self._state.put_pace((state.level, state.at, state.resting_until))

    def _pace(self) -> Pace:
        """Go on with the bucket of the last process, at the pace of the project's quota."""
        quota: int = self._kept.settings.get(Setting.QUOTA) or QUOTA
        told = self._state.pace
        state = PaceState(*told) if told else None
        share = quota / QUOTA
        return Pace(SystemClock(), RATE * share, BURST * share, state)


def _now() -> datetime:
    return datetime.now(UTC)
