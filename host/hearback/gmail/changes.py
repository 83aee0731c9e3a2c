"""What to read and what to forget: a pure plan, from what Gmail lists and what is known.

Reading a thread costs 40 units, one message 20, a listing 10 for 500 threads (facts of May 2026,
developers.google.com/workspace/gmail/api/reference/quota). So the plan asks for one message where
one is new, for the thread from two on, and ranks what a listing names before anything is read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hearback.gmail.records import Change, ChangeKind, Listed
from hearback.gmail.searches import Search, Searches

UNSEEN = frozenset({"DRAFT", "SPAM", "TRASH", "CHAT"})
"""Labels of messages that are no mail of the user's: not read, and gone when they get one."""
FIRST = 1000  # more than any search gives: what is new is read before what is old
PEOPLE_A_SEARCH = 20  # a query of more addresses may be too long


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a thread that was read: its history id then, and whether it is kept."""

    history_id: int
    job: bool


@dataclass(frozen=True, slots=True)
class ToRead:
    """A thread to read, or with `message_id` only that message of it."""

    thread_id: str
    history_id: int
    likelihood: int
    message_id: str = ""
    named_by: frozenset[str] = frozenset()
    snippet: int = 0


@dataclass(frozen=True)
class Plan:
    """What a listing or the history of changes asks for; all of it is kept in one transaction.

    `marks` are threads in which nothing happened that matters, with their new history ids.
    """

    read: tuple[ToRead, ...] = ()
    forget: tuple[str, ...] = ()
    marks: Mapping[str, int] = field(default_factory=dict)


def plan_page(
    listed: Iterable[Listed],
    search: Search,
    searches: Searches,
    known: Mapping[str, Known],
    waiting: Mapping[str, ToRead],
) -> Plan:
    """Return what a page of a listing asks for: threads that are new or changed, ranked.

    The same page twice changes nothing. `waiting` are those of its threads already on the list.
    """
    read = []
    for each in listed:
        seen = known.get(each.thread_id)
        if seen and seen.history_id == each.history_id:
            continue
        before = waiting.get(each.thread_id)
        named_by = (before.named_by if before else frozenset()) | {search.name}
        snippet = searches.weigh_snippet(each.snippet)
        likelihood = FIRST if seen and seen.job else searches.weigh(named_by, snippet)
        if before and (before.message_id or before.likelihood >= FIRST):
            likelihood = max(likelihood, before.likelihood)
        read.append(ToRead(each.thread_id, each.history_id, likelihood, "", named_by, snippet))
    return Plan(read=tuple(read))


def plan_people(listed: Iterable[Listed], known: Mapping[str, Known], likely: int) -> Plan:
    """Return what a search for people met in job mail asks for: all that is not kept yet.

    Also what was read and put aside: their invitation that names no job is about one.
    """
    return Plan(
        read=tuple(
            ToRead(each.thread_id, each.history_id, likely)
            for each in listed
            if not (seen := known.get(each.thread_id)) or not seen.job
        )
    )


def plan_changes(
    changes: Sequence[Change], known: Mapping[str, Known], waiting: Collection[str]
) -> Plan:
    """Return what the history asks for. Records may come twice, and for messages long gone.

    `waiting` are threads that are on the list already and will be read whole.
    """
    by_thread: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_thread[change.thread_id].append(change)
    read: list[ToRead] = []
    marks: dict[str, int] = {}
    for thread_id, told in by_thread.items():
        newest = max(change.record for change in told)
        seen = known.get(thread_id)
        entry = _to_read(thread_id, told, seen, newest)
        if entry:
            whole = thread_id in waiting
            read.append(ToRead(thread_id, newest, FIRST) if whole else entry)
        elif seen and newest > seen.history_id:
            marks[thread_id] = newest
    return Plan(read=tuple(read), marks=marks)


def _to_read(
    thread_id: str, told: Sequence[Change], seen: Known | None, newest: int
) -> ToRead | None:
    """Return what of a thread to read after these changes; None when they do not matter."""
    new, gone = _new_and_gone(told)
    if seen and newest <= seen.history_id:
        return None  # told twice, or read since
    if seen and seen.job and (gone - new or len(new) > 1):
        return ToRead(thread_id, newest, FIRST)
    if len(new) > 1:
        return ToRead(thread_id, newest, FIRST)
    if new:
        return ToRead(thread_id, newest, FIRST, message_id=next(iter(new)))
    return None


def _new_and_gone(told: Sequence[Change]) -> tuple[set[str], set[str]]:
    """Return the messages that came, and those that went, as they are after all these changes."""
    new: set[str] = set()
    gone: set[str] = set()
    for change in sorted(told, key=lambda change: change.record):
        moved = change.moved & UNSEEN
        if change.kind is ChangeKind.ADDED:
            arrives, leaves = not change.labels & UNSEEN, False
        elif change.kind is ChangeKind.LABELS_REMOVED:
            arrives, leaves = bool(moved) and not change.labels & UNSEEN, False
        else:
            arrives = False
            leaves = change.kind is ChangeKind.DELETED or bool(moved)
        if arrives:
            new.add(change.message_id)
            gone.discard(change.message_id)
        elif leaves:
            if change.message_id not in new:
                gone.add(change.message_id)
            new.discard(change.message_id)
    return new, gone


def people_query(addresses: Sequence[str], look_back: int) -> str:
    """Return the search for mail from these people."""
    named = " ".join(address for address in addresses if _is_plain(address))
    return f"newer_than:{look_back}d from:{{{named}}}"


def _is_plain(address: str) -> bool:
    return not set(address) & set(' {}()"')
