"""What Gmail lists becomes records; what is missing is empty, and ids of 64 bits stay whole."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.gmail.records import Change, ChangeKind, DraftRef, Listed, Page, Profile
from hearback.gmail.replies import (
    as_number,
    read_draft,
    read_header,
    read_history,
    read_page,
    read_profile,
)


def test_a_profile() -> None:
    told = {"emailAddress": "Sam@Gmail.com", "historyId": "18446744073709551615"}
    assert read_profile(told) == Profile("sam@gmail.com", 2**64 - 1)


def test_a_page_of_threads_with_readable_snippets() -> None:
    told = {
        "threads": [{"id": "a", "historyId": "9", "snippet": "We&#39;ll see"}, {"snippet": "x"}],
        "nextPageToken": "p2",
    }
    assert read_page(told) == Page((Listed("a", 9, "We'll see"),), "p2")
    assert read_page({"resultSizeEstimate": 0}) == Page((), "")


def test_history_is_told_by_its_typed_fields_oldest_first() -> None:
    mail = {"id": "m", "threadId": "t", "labelIds": ["INBOX"]}
    told = {
        "history": [
            {"id": "7", "labelsAdded": [{"message": mail, "labelIds": ["TRASH"]}]},
            {"id": "5", "messages": [mail], "messagesAdded": [{"message": mail}]},
            {"id": "8", "messages": [{"id": "other", "threadId": "t"}]},
            {"id": "9", "messagesDeleted": [{"message": {"id": "m"}}]},
        ],
        "historyId": "12",
    }
    page = read_history(told)
    inbox = frozenset({"INBOX"})
    assert page.changes == (
        Change(ChangeKind.ADDED, 5, "m", "t", inbox),
        Change(ChangeKind.LABELS_ADDED, 7, "m", "t", inbox, frozenset({"TRASH"})),
    )
    assert (page.history_id, page.next_page) == (12, "")


def test_a_draft_and_its_headers_in_any_case() -> None:
    told = {
        "id": "r1",
        "message": {
            "id": "m",
            "threadId": "t",
            "payload": {"headers": [{"name": "Message-Id", "value": "<x@y>"}]},
        },
    }
    assert read_draft(told) == DraftRef("r1", "m", "t")
    assert read_header(told, "Message-ID") == "<x@y>"
    assert read_header(told, "Subject") == ""


@pytest.mark.parametrize("value", ["-1", "abc", "", None, True, 1.5, "9" * 21, 2**64, "٣"])
def test_what_is_no_number_is_zero(value: object) -> None:
    assert as_number(value) == 0


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from("threads history id message messagesAdded labelIds payload".split()),
            inner,
        )
    ),
)


@given(JSON)
@settings(deadline=None)
def test_any_json_is_an_answer(told: Any) -> None:
    read_profile(told)
    read_page(told)
    read_history(told)
    read_draft(told)
    read_header(told, "Message-ID")
