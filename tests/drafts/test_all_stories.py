"""Every draft of every story and of the sample mailbox, read against the mails that it rests on.

Each action that writes is asked of each application, whether it is the advice or not, in every tone
and as every variant: nothing it says may come from anywhere but the mails.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.drafts.compose import DraftRequest, alternatives, compose_drafts
from hearback.drafts.courtesy import remarks
from hearback.drafts.draft import Draft, Tone
from hearback.drafts.letters import WRITERS
from hearback.drafts.mime import to_mime
from hearback.drafts.spelling import known_names
from hearback.drafts.template_file import BANNED, LONGEST
from hearback.mail.message import Me, Message
from hearback.mail.rfc822 import read_message
from hearback.operations.desk import sample_today
from hearback.operations.look import Item, Overview, Place, look_at, read_threads
from hearback.takeout.mbox import load_mailbox
from hearback.takeout.sample import SAMPLE_ADDRESS, SAMPLE_NAME, sample_mailbox, sample_notes
from test_golden import STORIES, tell

SAM = Me((SAMPLE_ADDRESS,), SAMPLE_NAME)
PLACES = {
    "London": Place(ZoneInfo("Europe/London"), "GB"),
    "New York": Place(ZoneInfo("America/New_York"), "US"),
}
MONTHS = "January February March April May June July August September October November December"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday AM PM"
SAID = set(f"{MONTHS} {DAYS} Hi Hello Hey Dear Good I I'm I've I'd I'll Dr Dr. Professor".split())


@dataclass(frozen=True)
class Case:
    """One application, and all the words that its mailbox holds."""

    overview: Overview
    item: Item
    words: frozenset[str]
    addresses: frozenset[str]


def drafts_of(case: Case) -> Iterator[tuple[DraftRequest, Draft]]:
    for action in WRITERS:
        held = case.item.case
        plain = DraftRequest(
            action, held.application, held.standing, case.overview.me, case.overview.clock
        )
        for variant in (None, *(choice.variant for choice in alternatives(plain))):
            for tone in (None, *Tone):
                request = replace(plain, variant=variant, tone=tone)
                for draft in compose_drafts(request):
                    yield request, draft


def _case(overview: Overview, item: Item, messages: list[Message], notes: str = "") -> Case:
    text = [overview.me.name, notes, "Acme"]
    addresses = set()
    for message in messages:
        envelope = message.envelope
        people = (envelope.sender, *envelope.recipients)
        for invitation in message.invitations:
            people += (*invitation.attendees, *filter(None, [invitation.organizer]))
            text.append(invitation.summary)
        addresses |= {person.address for person in people}
        text += [person.name for person in people]
        text += [envelope.subject, message.text, message.signature, message.forwarded]
    addresses |= set(re.findall(r"[\w.]+@[\w.]+", notes))
    return Case(
        overview, item, frozenset(re.findall(r"[\w'’]+", " ".join(text))), frozenset(addresses)
    )


@cache
def sample_cases(place: str) -> list[Case]:
    here = PLACES[place]
    now = datetime.combine(date(2026, 11, 23), time(9, 30), here.zone)
    today = sample_today(here, now)
    mailbox = sample_mailbox(today)
    notes = sample_notes(today)
    overview = look_at(read_threads(mailbox.threads(), SAM, here), notes, SAM, here.clock(now))
    noted = " ".join(note.text for note in notes)
    return [_case(overview, item, list(mailbox.messages), noted) for item in overview.items]


def look_at_all(case: Case) -> int:
    count = 0
    for request, draft in drafts_of(case):
        count += 1
        said = "\n\n".join([draft.body, *(slot.paragraph for slot in draft.slots)])
        where = f"{request.action} {request.variant} {draft.tone}\n{said}"
        assert len(said.split()) <= LONGEST, where
        assert not [phrase for phrase in BANNED if phrase in draft.body.lower()], where
        assert not set("{}") & set(draft.body), where
        assert remarks(draft.body, known_names(draft, request.told)) == (), where
        assert {a.address for a in draft.to + draft.cc} <= case.addresses, where
        names = set(re.findall(r"(?<![.?:,]\s)(?<!\n)(?<!^)\b[A-Z][\w'’]*", draft.body))
        assert names - SAID - case.words == set(), where
        if draft.to:
            read = read_message(to_mime(draft, case.overview.me, "<a@mail.example>"))
            assert read.envelope.recipients == draft.to + draft.cc
            assert f"{read.text}\n\n{read.signature}" == draft.body, where
    return count


@pytest.mark.parametrize("place", sorted(PLACES))
def test_no_draft_of_the_sample_says_what_no_mail_says(place: str) -> None:
    assert sum(look_at_all(case) for case in sample_cases(place)) > 400


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_no_draft_of_a_story_says_what_no_mail_says(path: Path, tmp_path: Path) -> None:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    _, overview = tell(story, tmp_path)
    messages = list(load_mailbox(tmp_path / "story.mbox", zone=ZoneInfo("UTC")).messages)
    for item in overview.items:
        look_at_all(_case(overview, item, messages))
