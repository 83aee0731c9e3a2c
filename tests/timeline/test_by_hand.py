"""An application of which there is no mail: what the user told is told on like any other."""

from datetime import date
from zoneinfo import ZoneInfo

from hearback.operations.look import Overview, Place, look_at
from hearback.signals.signal import BY_HAND, Kind, Reading
from hearback.timeline.application import Stage
from hearback.timeline.history import tell_history
from hearback.timeline.notes import Note, Verb
from telling import DANA, SAM, from_them, march, on

UTC = Place(ZoneInfo("UTC"), "")
OPENED = Note("n1", f"{BY_HAND}n1", Verb.APPLIED, march(9), "on their website", on(3))
COMPANY = Note("n1-company", f"{BY_HAND}n1", Verb.COMPANY, march(9), "Acme")
ROLE = Note("n1-role", f"{BY_HAND}n1", Verb.ROLE, march(9), "Data Analyst")
CONTACT = Note("n1-contact", f"{BY_HAND}n1", Verb.CONTACT, march(9), f"Dana <{DANA.address}>")
TOLD = (OPENED, COMPANY, ROLE)


def look(day: float, *notes: Note, mail: tuple[Reading, ...] = ()) -> Overview:
    threads = {reading.envelope.thread_id for reading in mail}
    held = [[r for r in mail if r.envelope.thread_id == thread] for thread in sorted(threads)]
    return look_at(held, notes, SAM, UTC.clock(march(day)))


def test_it_waits_like_any_application_and_nobody_is_written_to_without_an_address() -> None:
    (item,) = look(10, *TOLD).items
    application, standing = item.case.application, item.case.standing
    assert (application.company, application.role) == ("Acme", "Data Analyst")
    assert (standing.stage, standing.stage_since.date()) == (Stage.APPLIED, on(3))
    assert (application.conversations, standing.evidence) == ((), ())
    overview = look(25, *TOLD)
    (item,) = overview.items
    assert item.advice is not None
    assert item.advice.action == "wait"
    assert "whom to write to" in item.advice.headline
    assert overview.drafts(item) == ()


def test_with_a_contact_the_check_in_is_a_new_mail() -> None:
    overview = look(25, *TOLD, CONTACT)
    (item,) = overview.items
    (draft,) = overview.drafts(item)
    assert item.advice is not None
    assert item.advice.action == "check_in"
    assert [address.address for address in draft.to] == [DANA.address]
    assert (draft.thread_id, draft.in_reply_to, draft.references) == (None, None, ())
    assert "my application of Tuesday" in draft.body
    assert draft.subject == "Data Analyst at Acme"


def test_mail_about_it_joins_it_and_an_answer_takes_the_place_of_the_wait() -> None:
    mail = (from_them(12, Kind.INTERVIEW_INVITATION, company="Acme, Inc.", thread="t1"),)
    (item,) = look(13, *TOLD, mail=mail).items
    assert item.case.application.threads == (f"{BY_HAND}n1", "t1")
    assert item.case.application.conversations == ("t1",)
    assert item.case.standing.stage is Stage.INVITED
    assert item.case.standing.contact == DANA
    other = (from_them(12, Kind.INTERVIEW_INVITATION, company="Bravo", role="Chef"),)
    assert len(look(13, *TOLD, mail=other).items) == 2


def test_a_mail_found_later_that_is_older_still_holds_what_was_told() -> None:
    mail = (from_them(2, Kind.APPLICATION_RECEIVED, thread="t1"),)
    (item,) = look(10, *TOLD, mail=mail).items
    assert item.case.application.threads == ("t1", f"{BY_HAND}n1")


def test_every_part_can_be_corrected_and_the_correction_taken_back() -> None:
    later = Note("n2", f"{BY_HAND}n1", Verb.COMPANY, march(10), "Bravo")
    (item,) = look(11, *TOLD, later).items
    assert item.case.application.company == "Bravo"
    day = Note("n3", f"{BY_HAND}n1", Verb.APPLIED, march(10), "", date(2026, 2, 27))
    (item,) = look(11, *TOLD, day).items
    assert item.case.standing.stage_since.date() == date(2026, 2, 27)
    assert look(11, COMPANY, ROLE, later, day).items == ()  # without the note that opened it


def test_it_is_told_once_on_its_day_and_once_on_the_day_of_telling() -> None:
    (item,) = look(10, *TOLD, CONTACT).items
    told = tell_history(item.case.application, (), march(10))
    assert [(event.at.date(), event.what) for event in told] == [
        (on(3), "You applied (on their website)."),
        (on(9), "You added this application by hand."),
    ]
    assert all(event.finding is None for event in told)


def test_whom_the_user_names_is_written_to_until_somebody_else_writes() -> None:
    mail = (from_them(2, Kind.APPLICATION_RECEIVED),)
    named = Note("n2", "t1", Verb.CONTACT, march(4), "Tom Field <tom@acme.example>")
    (item,) = look(5, named, mail=mail).items
    assert item.case.standing.contact is not None
    assert item.case.standing.contact.address == "tom@acme.example"
    (item,) = look(7, named, mail=(*mail, from_them(6, Kind.DELAY))).items
    assert item.case.standing.contact == DANA
