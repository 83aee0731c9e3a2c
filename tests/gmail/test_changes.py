"""What to read after a change, and what a listing is worth."""

import random
from collections.abc import Sequence

from hearback.gmail.changes import (
    FIRST,
    Known,
    ToRead,
    people_query,
    plan_changes,
    plan_page,
    plan_people,
)
from hearback.gmail.records import Change, ChangeKind, Listed
from hearback.gmail.searches import load_searches

JOB, OTHER = Known(100, job=True), Known(100, job=False)
UNITS = {True: 20, False: 40}


def added(
    message: str, thread: str = "t", record: int = 200, labels: Sequence[str] = ("INBOX",)
) -> Change:
    return Change(ChangeKind.ADDED, record, message, thread, frozenset(labels))


def deleted(message: str, thread: str = "t", record: int = 201) -> Change:
    return Change(ChangeKind.DELETED, record, message, thread, frozenset())


def moved(kind: ChangeKind, label: str, now: Sequence[str], record: int = 202) -> Change:
    return Change(kind, record, "m1", "t", frozenset(now), frozenset({label}))


def units(read: Sequence[ToRead]) -> int:
    return sum(UNITS[bool(todo.message_id)] for todo in read)


def test_one_new_mail_costs_one_message_and_from_two_on_the_thread() -> None:
    assert units(plan_changes([added("m1")], {"t": JOB}, ()).read) == 20
    assert units(plan_changes([added("m1"), added("m2")], {"t": JOB}, ()).read) == 40
    assert units(plan_changes([added("m1")], {}, ()).read) == 20


def test_a_record_that_comes_twice_asks_once() -> None:
    plan = plan_changes([added("m1"), added("m1")], {"t": JOB}, ())
    assert [todo.message_id for todo in plan.read] == ["m1"]


def test_what_was_read_since_the_record_is_not_read_again() -> None:
    assert plan_changes([added("m1", record=90)], {"t": JOB}, ()).read == ()


def test_a_message_that_came_and_went_asks_for_nothing() -> None:
    plan = plan_changes([added("m1"), deleted("m1")], {"t": JOB}, ())
    assert plan.read == ()
    assert plan.marks == {"t": 201}


def test_a_deleted_message_of_a_job_thread_asks_for_the_thread() -> None:
    (todo,) = plan_changes([deleted("m0")], {"t": JOB}, ()).read
    assert (todo.message_id, todo.likelihood) == ("", FIRST)
    assert plan_changes([deleted("m0")], {"t": OTHER}, ()).read == ()


def test_drafts_spam_and_trash_are_not_read() -> None:
    for label in ("DRAFT", "SPAM", "TRASH"):
        assert plan_changes([added("m1", labels=[label])], {"t": JOB}, ()).read == ()


def test_reading_starring_and_archiving_only_move_the_mark() -> None:
    for label in ("UNREAD", "STARRED", "INBOX"):
        plan = plan_changes([moved(ChangeKind.LABELS_REMOVED, label, [])], {"t": JOB}, ())
        assert plan.read == ()
        assert plan.marks == {"t": 202}


def test_what_is_put_into_the_trash_leaves_and_what_is_taken_out_comes_back() -> None:
    into = moved(ChangeKind.LABELS_ADDED, "TRASH", ["TRASH"])
    out = moved(ChangeKind.LABELS_REMOVED, "TRASH", ["INBOX"], record=203)
    assert units(plan_changes([into], {"t": JOB}, ()).read) == 40
    assert plan_changes([into], {"t": OTHER}, ()).read == ()
    assert [t.message_id for t in plan_changes([out], {"t": OTHER}, ()).read] == ["m1"]
    assert [t.message_id for t in plan_changes([into, out], {"t": OTHER}, ()).read] == ["m1"]


def test_a_thread_that_waits_to_be_read_whole_is_read_whole_and_first() -> None:
    (todo,) = plan_changes([added("m1")], {}, {"t"}).read
    assert (todo.message_id, todo.likelihood) == ("", FIRST)


def test_the_order_of_the_records_within_the_pages_does_not_matter() -> None:
    changes = [
        added("m1", "a", 200),
        deleted("m1", "a", 210),
        added("m2", "a", 220),
        added("m3", "b", 205),
        deleted("m0", "c", 206),
    ]
    known = {"a": JOB, "c": JOB}
    expected = {todo.thread_id: todo for todo in plan_changes(changes, known, ()).read}
    shuffler = random.Random(4)
    for _ in range(20):
        shuffler.shuffle(changes)
        assert {t.thread_id: t for t in plan_changes(changes, known, ()).read} == expected


def test_fifty_new_mails_cost_the_least_possible() -> None:
    changes = [added(f"m{n}", f"t{n}", 200 + n) for n in range(40)]
    changes += [added(f"x{n}", "long", 300 + n) for n in range(10)]
    assert units(plan_changes(changes, {"long": JOB}, ()).read) == 40 * 20 + 40


def test_a_listing_names_what_is_new_or_changed_once() -> None:
    searches = load_searches()
    subjects, whole = searches.named("subjects"), searches.whole
    page = [
        Listed("new", 7, "Your interview with Acme"),
        Listed("same", 100, ""),
        Listed("grown", 101, ""),
    ]
    known = {"same": JOB, "grown": JOB}
    first = plan_page(page, subjects, searches, known, {})
    assert [todo.thread_id for todo in first.read] == ["new", "grown"]
    waiting = {todo.thread_id: todo for todo in first.read}
    assert waiting["grown"].likelihood == FIRST
    again = plan_page(page, subjects, searches, known, waiting)
    assert {t.thread_id: t for t in again.read} == waiting
    both = {t.thread_id: t for t in plan_page(page, whole, searches, known, waiting).read}
    assert both["new"].named_by == {"subjects", "everything"}
    assert both["new"].likelihood == waiting["new"].likelihood + whole.worth


def test_a_change_keeps_its_place_when_a_listing_names_it_too() -> None:
    searches = load_searches()
    waiting = {"t": ToRead("t", 7, FIRST, message_id="m1")}
    (todo,) = plan_page([Listed("t", 7, "")], searches.whole, searches, {}, waiting).read
    assert (todo.likelihood, todo.message_id) == (FIRST, "")


def test_of_people_met_in_job_mail_all_is_read_that_is_not_kept() -> None:
    listed = [Listed("kept", 1, ""), Listed("put aside", 1, ""), Listed("new", 1, "")]
    known = {"kept": JOB, "put aside": OTHER}
    plan = plan_people(listed, known, likely=40)
    assert [todo.thread_id for todo in plan.read] == ["put aside", "new"]


def test_an_address_cannot_smuggle_words_into_a_search() -> None:
    query = people_query(["jo@acme.example", 'x"@acme.example', "a b@c", "} in:trash {@x"], 180)
    assert query == "newer_than:180d from:{jo@acme.example}"
