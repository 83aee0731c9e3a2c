"""What a sync remembers between two runs, besides the cursor and the list of what to read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hearback.errors import GmailBusy
from hearback.store.settings import Setting, SettingStore


class SyncState:
    """Kept as one setting; what changes it is written at once, in the caller's transaction."""

    def __init__(self, settings: SettingStore) -> None:
        self._settings = settings
        self._told: dict[str, Any] = {}
        self.load()

    def load(self) -> None:
        """Look at what is kept: another host may have gone on with the sync."""
        self._told = self._settings.get(Setting.SYNC) or {}

    def _put(self, **told: Any) -> None:
        self.load()  # another part of the program may have written since
        self._told = {**self._told, **told}
        self._settings.put(Setting.SYNC, self._told)

    @property
    def crawl(self) -> int:
        """The number of the crawl that is under way or was the last."""
        return int(self._told.get("crawl", 0))

    @property
    def repair(self) -> bool:
        """Whether this crawl only looks for what changed since an earlier one."""
        return bool(self._told.get("repair"))

    def begin_crawl(self, *, repair: bool) -> None:
        """Begin the next crawl."""
        self._put(crawl=self.crawl + 1, repair=repair)

    @property
    def tidied(self) -> int:
        """The crawl after which the database was tidied last."""
        return int(self._told.get("tidied", 0))

    @tidied.setter
    def tidied(self, crawl: int) -> None:
        self._put(tidied=crawl)

    @property
    def people(self) -> frozenset[str]:
        """Everybody met in job mail, as mailboxes."""
        return frozenset([*self._told.get("asked", []), *self._told.get("strangers", [])])

    @property
    def strangers(self) -> tuple[str, ...]:
        """Those whose other mail was not searched for yet."""
        return tuple(self._told.get("strangers", []))

    def meet(self, addresses: Iterable[str]) -> None:
        """Remember people met in job mail."""
        new = sorted(set(addresses) - self.people)
        if new:
            self._put(strangers=[*self.strangers, *new])

    def asked(self, addresses: Iterable[str]) -> None:
        """Remember that the other mail of these people was searched for."""
        done = set(addresses)
        self._put(
            asked=sorted({*self._told.get("asked", []), *done}),
            strangers=[each for each in self.strangers if each not in done],
        )

    def wait_until(self, moment: datetime) -> None:
        """Remember that Google asked to wait: asking earlier makes the wait longer."""
        self._put(not_before=moment.isoformat())

    def refuse_too_early(self, now: datetime) -> None:
        """Raise GmailBusy while the wait that Google asked for is not over."""
        told = self._told.get("not_before")
        if told and now < (until := datetime.fromisoformat(told)):
            raise GmailBusy(
                "Google asked Hearback to wait before it reads more mail.",
                f"It goes on by itself after {until.astimezone():%H:%M}.",
                until,
            )

    @property
    def pace(self) -> tuple[float, float, float] | None:
        """The bucket of quota units as the last process left it: level, when, resting until."""
        told = self._told.get("pace")
        return (float(told[0]), float(told[1]), float(told[2])) if told else None

    def put_pace(self, state: tuple[float, float, float]) -> None:
        """Leave the bucket to the next process: killed and started anew, it is no fuller."""
        self._put(pace=list(state))
