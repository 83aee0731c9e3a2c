"""Whom Sam has written with at Acme, told as headers of mails."""

import random
from typing import Any

import pytest

from hearback.mail.message import Address, Envelope, Mark, Me
from hearback.signals.rules import load_rulebook
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.connections import CROWD, MOST, Connection, find_connections, find_workplace
from hearback.timeline.notes import Verb
from telling import AGENT, DANA, ROBOT, SAM, application, from_sam, from_them, march, note

SENDERS = load_rulebook().senders
PAT = "Pat Oduya <pat@acme.example>"
ME = SAM.addresses[0]


def person(text: str) -> Address:
    name, _, address = text.rpartition(" <")
    return Address(name, address.strip("<>").lower())


def mail(day: float, sender: str, *to: str, cc: tuple[str, ...] = (), **more: Any) -> Envelope:
    return Envelope(
        message_id=more.pop("message_id", f"<{day}-{sender}>"),
        thread_id="elsewhere",
        date=march(day),
        sender=person(sender),
        to=tuple(map(person, to)),
        subject="Lunch",
        cc=tuple(map(person, cc)),
        marks=frozenset(more.pop("marks", ())),
        **more,
    )


INTERVIEWED = (from_them(2, Kind.INTERVIEW_CONFIRMATION), from_sam(3))


def met(
    *mails: Envelope, by: tuple[Reading, ...] = INTERVIEWED, me: Me = SAM, day: float = 30
) -> tuple[Connection, ...]:
    told = application(*by)
    return find_connections(mails, find_workplace(told, me, SENDERS), march(day))


def names(*mails: Envelope, **more: Any) -> list[str]:
    return [each.name or each.address for each in met(*mails, **more)]


# --- who counts -----------------------------------------------------------------------------------


def test_newest_first_with_the_last_date_and_who_wrote_then() -> None:
    lee = "Lee Wong <lee@uk.acme.example>"
    assert met(mail(1, PAT, ME), mail(4, ME, lee), mail(3, ME, PAT)) == (
        Connection("Lee Wong", "lee@uk.acme.example", march(4), "me"),
        Connection("Pat Oduya", "pat@acme.example", march(3), "me"),
    )
    assert met(mail(1, ME, PAT), mail(2, PAT, ME))[0].wrote == "them"


def test_the_name_is_the_newest_that_a_mail_gives() -> None:
    old, newer = (
        mail(1, "Pat O. <pat@acme.example>", ME),
        mail(2, "Oduya, Pat <pat@acme.example>", ME),
    )
    bare = mail(3, ME, "pat@acme.example")
    assert names(old, newer, bare) == ["Pat Oduya"]
    assert names(bare) == ["pat@acme.example"]


def test_who_is_on_the_card_is_known_already() -> None:
    by = (from_them(2, by=DANA), from_sam(3))
    manager = application(*by, notes=[note(4, Verb.LINE_MANAGER, PAT)])
    mails = [mail(1, "Dana Ruiz <dana@acme.example>", ME), mail(1, PAT, ME)]
    assert names(*mails, by=by) == ["Pat Oduya"]
    assert find_connections(mails, find_workplace(manager, SAM, SENDERS), march(9)) == ()


def test_copies_make_no_acquaintance_unless_the_user_made_them() -> None:
    kim = "Kim Oh <kim@acme.example>"
    assert names(mail(1, PAT, ME, cc=(kim,))) == ["Pat Oduya"]
    assert names(mail(1, ME, "friend@gmail.com", cc=(kim,))) == ["Kim Oh"]
    assert names(mail(1, PAT, kim)) == []  # Sam got it blind


@pytest.mark.parametrize(
    "sender",
    [
        "Acme <no-reply@acme.example>",
        "Acme Careers <jane@acme.example>",
        "Acme <hey@acme.example>",
        "Talent Acquisition <talent.acquisition@acme.example>",
        "Jane Doe <careers@acme.example>",
        "Jane Doe via Lever <jane@hire.lever.co>",
        "Sam Rivera <sam@example.com>",
        "Jane Doe <jane@other.example>",
        "Jane Doe <jane.doe@gmail.com>",
        "Jane Doe (Bolt) <jane.doe@gmail.com>",
        "Ines Vale (Acme) <ines@harbour-recruitment.example>",
    ],
)
def test_who_is_nobody_there(sender: str) -> None:
    assert names(mail(1, sender, ME)) == []


def test_freemail_counts_only_with_the_company_beside_the_name() -> None:
    assert names(mail(1, "Jane Doe (Acme) <jane.doe@gmail.com>", ME)) == ["Jane Doe"]


@pytest.mark.parametrize(
    "mark",
    [Mark.BULK, Mark.AUTO_REPLY, Mark.AUTO_GENERATED, Mark.DELIVERY_REPORT, Mark.DMARC_FAIL],
)
def test_what_no_person_wrote_to_sam_does_not_count(mark: Mark) -> None:
    assert names(mail(1, PAT, ME, marks=[mark])) == []


def test_a_mail_to_a_crowd_is_written_to_nobody() -> None:
    crowd = tuple(f"g{number}@acme.example" for number in range(CROWD))
    assert names(mail(1, ME, *crowd), mail(2, PAT, ME, cc=crowd)) == []


def test_a_list_that_sam_wrote_to_is_no_person() -> None:
    digest = mail(1, PAT, "Pythonistas <pythonistas@acme.example>", marks=[Mark.BULK])
    asked = mail(2, ME, "Pythonistas <pythonistas@acme.example>")
    assert names(digest, asked) == []
    assert names(asked) == ["Pythonistas"]  # nothing tells it from a person then


def test_a_mail_that_came_back_met_nobody() -> None:
    sent = mail(1, ME, PAT, message_id="<gone@example.com>")
    back = mail(
        1,
        "Mail Delivery Subsystem <mailer-daemon@example.com>",
        ME,
        marks=[Mark.DELIVERY_REPORT],
        in_reply_to="<gone@example.com>",
    )
    assert names(sent) == ["Pat Oduya"]
    assert names(sent, back) == []


@pytest.mark.parametrize("label", ["DRAFT", "SPAM", "TRASH"])
def test_drafts_spam_and_what_was_thrown_away_do_not_count(label: str) -> None:
    assert names(mail(1, PAT, ME, labels=frozenset({label}))) == []


def test_what_comes_later_is_not_known_yet() -> None:
    assert names(mail(9, PAT, ME), day=8) == []


def test_an_address_book_is_cut_short() -> None:
    mails = [mail(1 + n / 100, f"p{n}x@acme.example", ME) for n in range(MOST + 5)]
    assert len(met(*mails)) == MOST


def test_the_order_in_which_mails_come_never_matters() -> None:
    mails = [
        mail(1, PAT, ME),
        mail(2, ME, "pat@acme.example", cc=("Kim Oh <kim@acme.example>",)),
        mail(2, "Kim <kim@acme.example>", ME),
        mail(3, "Lee Wong <lee@acme.example>", ME, "All <all.hands@acme.example>"),
        mail(3, "Lee Wong <lee@acme.example>", "All <all.hands@acme.example>", marks=[Mark.BULK]),
    ]
    told = met(*mails)
    assert len(told) == 3
    for seed in range(20):
        random.Random(seed).shuffle(mails)
        assert met(*mails) == told


# --- which company --------------------------------------------------------------------------------


def test_behind_a_robot_the_name_finds_the_domain() -> None:
    applied = (from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT, company="Blue Fern"),)
    mails = [
        mail(1, "Pat Oduya <pat@bluefern.example>", ME),
        mail(2, "Kim Oh <kim@fern.example>", ME),
    ]
    assert names(*mails, by=applied) == ["Pat Oduya"]


def test_an_agencys_people_are_not_its_clients() -> None:
    by = (from_them(2, Kind.INTERVIEW_CONFIRMATION, by=AGENT, company="Acme"),)
    mails = [mail(1, "Rob Hart <rob@harbour.example>", ME), mail(2, PAT, ME)]
    assert names(*mails, by=by) == ["Pat Oduya"]


def test_without_a_company_nobody_is_named() -> None:
    by = (from_them(2, Kind.INTERVIEW_CONFIRMATION, by=AGENT, company=""),)
    told = find_workplace(application(*by), SAM, SENDERS)
    assert not told.can_be_told
    assert find_connections([mail(1, PAT, ME)], told, march(9)) == ()


def test_somebody_in_copy_does_not_make_their_firm_the_employer() -> None:
    coach = Person("Cleo Band", "cleo@coaching.example", Part.EMPLOYER)
    by = (from_them(2, Kind.INTERVIEW_CONFIRMATION, people=(DANA, coach)),)
    told = find_workplace(application(*by), SAM, SENDERS)
    assert told.domains == {"acme.example"}


def test_who_works_there_already_is_not_shown_the_whole_house() -> None:
    insider = Me((ME, "sam@acme.example"), "Sam Rivera")
    assert names(mail(1, PAT, ME), me=insider) == []


def test_a_bank_of_that_name_is_another_company() -> None:
    teller = "Pat Oduya <pat@acmebank.example>"
    applied = (from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT, company="Acme"),)
    assert names(mail(1, teller, ME)) == names(mail(1, teller, ME), by=applied) == []


def test_a_long_name_and_its_short_domain() -> None:
    applied = (from_them(2, Kind.APPLICATION_RECEIVED, by=ROBOT, company="Blue-Fern Energy Ltd"),)
    mails = [mail(1, PAT.replace("acme", each), ME) for each in ("bluefern", "blue-fern")]
    assert names(*mails, by=applied) == ["Pat Oduya", "Pat Oduya"]


def test_one_company_under_two_endings() -> None:
    assert names(mail(1, "Pat Oduya <pat@acme.co.uk>", ME)) == ["Pat Oduya"]
