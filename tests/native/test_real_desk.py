"""The real host on a real data folder: the sample mailbox over the wire, killed at any moment."""

import random
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from hearback.protocol.cards import ApplicationView
from hearback.protocol.messages import REPLIES, Connections, NoteAdded
from hearback.protocol.page import Applications
from hearback.store.database import open_database

HOST = [sys.executable, "-m", "hearback.native.serve"]
LIST = {"id": 7, "kind": "list_applications", "after": None, "thread_id": None}


def sample(on: bool) -> dict[str, object]:
    return {"id": 2, "kind": "use_sample", "on": on}


def page(host: Any) -> Applications:
    reply = REPLIES.validate_python(host.ask(LIST))
    assert isinstance(reply, Applications)
    return reply


def applications(host: Any) -> list[ApplicationView]:
    """All of them, page by page."""
    found, after = [], None
    while True:
        reply = REPLIES.validate_python(host.ask({**LIST, "after": after}))
        assert isinstance(reply, Applications)
        found += [card.application for card in reply.cards]
        after = reply.next_page
        if after is None:
            return found


def test_the_sample_is_shown_noted_on_and_put_away(start: Any) -> None:
    host = start(HOST)
    host.hello()
    assert page(host).account is None
    assert host.ask(sample(True)) == {"id": 2, "kind": "done"}
    shown = page(host)
    assert shown.account is not None
    assert len(applications(host)) >= 14
    card = shown.cards[0].application
    note = {"id": 3, "kind": "add_note", "application_id": card.id, "verb": "called"}
    added = NoteAdded.model_validate(host.ask({**note, "text": None, "day": None}))
    noted = {each.id: each for each in applications(host)}[card.id]
    assert added.note_id in [each.note_id for each in noted.notes]
    undo = {"id": 4, "kind": "undo_note", "note_id": added.note_id}
    assert host.ask(undo) == {"id": 4, "kind": "done"}
    assert host.ask(undo)["kind"] == "problem"
    host.ask(sample(False))
    assert page(host).account is None
    assert host.end()[0] == 0


def test_people_at_a_company_are_looked_for_in_the_whole_sample(start: Any) -> None:
    host = start(HOST)
    host.hello()
    host.ask(sample(True))
    chased = [
        card.application
        for card in page(host).cards
        if card.application.advice and card.application.advice.call_plan
    ]
    replies = [
        REPLIES.validate_python(
            host.ask({"id": 9, "kind": "find_connections", "application_id": each.id})
        )
        for each in chased
    ]
    for asked, reply in zip(chased, replies, strict=True):
        assert isinstance(reply, Connections)
        assert (reply.application_id, reply.searched) == (asked.id, "sample")
        known = {person.address for person in asked.people}
        assert known.isdisjoint(person.address for person in reply.people)
    people = [p for reply in replies if isinstance(reply, Connections) for p in reply.people]
    assert {(p.name, p.wrote) for p in people} == {("Nora Beck", "me"), ("Theo Marsh", "them")}
    unknown = host.ask({"id": 9, "kind": "find_connections", "application_id": "' OR 1"})
    assert unknown["code"] == "unknown_application"


def test_what_no_mail_tells_is_added_put_right_and_removed_over_the_wire(start: Any) -> None:
    host = start(HOST)
    host.hello()
    told = {"role": None, "applied": None, "how": None, "contact": None}
    add = {"id": 3, "kind": "add_by_hand", "company": "Quill\u202emoor\n", **told}
    added = NoteAdded.model_validate(host.ask(add))
    assert host.ask({**add, "company": "\u202e"})["code"] == "note_refused"
    host.ask(sample(True))
    assert "Quillmoor" not in [each.company for each in applications(host)]
    added = NoteAdded.model_validate(host.ask(add))
    (card,) = [each for each in applications(host) if each.company == "Quillmoor"]
    assert ([each.note_id for each in card.notes], card.threads) == ([added.note_id], [])
    start_at = f"{page(host).now + timedelta(days=3):%Y-%m-%dT%H:%M}"
    tell = {"id": 4, "kind": "tell_interview", "application_id": card.id, "end": None, "was": None}
    NoteAdded.model_validate(host.ask({**tell, "start": start_at}))
    assert host.ask({**tell, "start": "9026-01-01T10:00"})["code"] == "note_refused"
    assert host.ask({**tell, "start": "2026-02-30T10:00"})["code"] == "malformed_request"
    (card,) = [each for each in applications(host) if each.company == "Quillmoor"]
    assert (card.stage, len(card.interviews)) == ("scheduled", 1)
    assert host.ask({"id": 5, "kind": "undo_note", "note_id": added.note_id})["kind"] == "done"
    assert card.id not in [each.id for each in applications(host)]


def test_an_application_that_no_page_named_is_a_problem(start: Any) -> None:
    host = start(HOST)
    host.hello()
    note = {"id": 3, "kind": "add_note", "application_id": "../../etc/passwd", "verb": "called"}
    reply = host.ask({**note, "text": None, "day": None})
    assert (reply["id"], reply["code"]) == (3, "unknown_application")


def test_killed_in_the_middle_of_writing_it_goes_on_where_it_was(
    start: Any, tmp_path: Path
) -> None:
    chance = random.Random(3)
    for _ in range(4):
        host = start(HOST)
        host.hello()
        host.send(sample(True))
        time.sleep(0.5 + chance.random())
        host.process.kill()
        host.end()
        for file in (tmp_path / "data").glob("*.db"):
            database = open_database(file)
            assert database.rows("PRAGMA integrity_check") == [("ok",)]
            database.close()
    host = start(HOST)
    host.hello()
    assert host.ask(sample(True))["kind"] == "done"
    assert len(applications(host)) >= 14
