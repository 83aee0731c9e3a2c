"""Sample replies, written here and rendered by the TypeScript tests: one contract, two languages.

They are made from the sample mailbox on a fixed day. When a change is meant, write them anew with
`HEARBACK_UPDATE_SAMPLES=1 pytest tests/protocol` and read the difference before committing it.
"""

import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.mail.message import Me
from hearback.native.desk import PanelDesk
from hearback.native.pages import make_page
from hearback.operations.desk import Account, Desk
from hearback.operations.look import Overview, Place, look_at
from hearback.protocol.messages import REPLIES, ListApplications
from hearback.protocol.page import Applications
from hearback.protocol.plain import plain
from hearback.signals.signal import Kind, Part, Person
from telling import count_from_one, from_them, meets, promises, says
from telling import on as day

FOLDER = Path(__file__).parent / "samples"
LONDON = Place(ZoneInfo("Europe/London"), "GB")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=LONDON.zone)
HOSTILE = '<img src=x onerror="alert(1)"> \u202egnp.exe ' + "x" * 10_000


def request(**more: object) -> ListApplications:
    fields = {"id": 7, "kind": "list_applications", "after": None, "thread_id": None, **more}
    return ListApplications.model_validate(fields)


def sample_pages(folder: Path) -> tuple[Applications, Applications]:
    """The first page of the sample mailbox, and the next."""
    desk = Desk(folder, LONDON, {})
    desk.use_sample(True, NOW)
    first = PanelDesk(desk).page(request(), NOW)
    return first, PanelDesk(desk).page(request(after=first.next_page), NOW)


def hostile_page() -> Applications:
    """One application in which every text of the mail is hostile."""
    count_from_one()
    writer = Person(HOSTILE[:300], "dana@acme.example", Part.RECRUITER)
    promise = promises(day(13)).promise
    assert promise is not None
    evil = replace(promise, evidence=HOSTILE, words=HOSTILE[:200])
    story = [
        from_them(2, meets(3), by=writer, company=HOSTILE[:200], role=HOSTILE[:200]),
        from_them(4, says(Kind.PROMISE, promise=evil, evidence=HOSTILE), by=writer),
    ]
    clock = LONDON.clock(datetime(2026, 3, 16, 9, tzinfo=LONDON.zone))
    overview = look_at([story], (), Me(("sam@example.com",), "Sam"), clock)
    return make_page(request(), Account("takeout", ("sam@example.com",)), overview)


def empty_page(account: Account | None) -> Applications:
    overview = Overview(LONDON.clock(NOW), Me(()), ())
    return make_page(request(), account, overview)


def made(folder: Path) -> dict[str, dict[str, object]]:
    first, rest = sample_pages(folder)
    pages = {
        "applications": first,
        "applications_rest": rest,
        "hostile": hostile_page(),
        "no_account": empty_page(None),
        "nothing_found": empty_page(Account("takeout", ("sam@example.com",))),
    }
    short: dict[str, dict[str, object]] = {
        "note_added": {"id": 3, "kind": "note_added", "note_id": "n1"},
        "done": {"id": 4, "kind": "done"},
        "problem": {
            "id": 5,
            "kind": "problem",
            "code": "store_unusable",
            "message": "The database was written by a newer Hearback.",
            "remedy": "Update Hearback on this machine.",
        },
    }
    return {name: plain(page) for name, page in pages.items()} | short


def test_the_samples_are_current(tmp_path: Path) -> None:
    for name, reply in made(tmp_path / "data").items():
        text = json.dumps(reply, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        path = FOLDER / f"{name}.json"
        if os.environ.get("HEARBACK_UPDATE_SAMPLES"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, f"{name} changed; see this file's head"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_sample_is_a_reply(path: Path) -> None:
    REPLIES.validate_json(path.read_bytes())


def test_the_open_thread_comes_first_and_an_unknown_one_is_said_to_be_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "data", LONDON, {})
    desk.use_sample(True, NOW)
    panel = PanelDesk(desk)
    last = panel.page(request(), NOW).cards[-1].application
    page = panel.page(request(thread_id=last.threads[0]), NOW)
    assert page.cards[0].application.id == last.id
    assert page.open_thread == "shown_first"
    assert panel.page(request(thread_id="0" * 16), NOW).open_thread == "not_a_job_thread"


def test_pages_follow_one_another_and_hold_every_card_once() -> None:
    clock = LONDON.clock(NOW)
    threads = [
        [from_them(n / 10, Kind.INTERVIEW_INVITATION, thread=f"t{n}", company=f"Company{n}")]
        for n in range(1, 96)
    ]
    overview = look_at(threads, (), Me(("sam@example.com",), "Sam"), clock)
    seen: list[str] = []
    after: str | None = None
    for _ in range(10):
        page = make_page(request(after=after), None, overview)
        seen += [card.application.id for card in page.cards]
        after = page.next_page
        if after is None:
            break
    assert len(seen) == len(set(seen)) == len(overview.items)
