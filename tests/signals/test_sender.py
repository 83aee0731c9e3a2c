"""Who writes: a person, a robot, a robot that relays a person, an agency, a list."""

from collections.abc import Callable

import pytest

from hearback.mail.message import Address, Mark, Me, Message
from hearback.signals.page import lay_out
from hearback.signals.rules import Rulebook
from hearback.signals.sender import Writer, part_of, split_display, who_writes
from hearback.signals.signal import Part, Person

Letter = Callable[..., Message]
ME = Me(("sam@example.com", "sam.rivera@gmail.com"), "Sam Rivera")


def writer_of(message: Message, rulebook: Rulebook) -> Writer:
    return who_writes(message, ME, rulebook.senders, lay_out(message, rulebook.spelling))


@pytest.mark.parametrize(
    ("sender", "part"),
    [
        ("Sam Rivera <sam@example.com>", Part.ME),
        ("Sam <sam.ri.vera+jobs@gmail.com>", Part.ME),
        ("Dana Ruiz <dana@acme.example>", Part.EMPLOYER),
        ("Dana Ruiz <dana.ruiz@gmail.com>", Part.UNKNOWN),
        ("Acme Careers <no-reply@acme.example>", Part.ROBOT),
        ("Acme <jobs-noreply@acme.example>", Part.ROBOT),
        ("Acme Recruiting <no-reply@us.greenhouse-mail.io>", Part.ROBOT),
        ("Workday <acme@myworkday.com>", Part.ROBOT),
        ("Calendly <notifications@calendly.com>", Part.ROBOT),
        ("Mail Delivery Subsystem <mailer-daemon@googlemail.com>", Part.ROBOT),
        ("Acme Hiring Team <no-reply-ashby@acme.example>", Part.ROBOT),
        ("Ines Vale <ines@harbour-recruitment.example>", Part.AGENCY),
        ("Ines Vale <ines.vale@hays.co.uk>", Part.AGENCY),
        ("Norely Botham <norely@acme.example>", Part.EMPLOYER),
    ],
)
def test_who_an_address_is(sender: str, part: Part, rulebook: Rulebook, letter: Letter) -> None:
    assert writer_of(letter("Hello", sender=sender), rulebook).person.part is part


@pytest.mark.parametrize(
    ("signature", "part", "title"),
    [
        ("Best,\nDana Ruiz\nTalent Partner\nAcme", Part.RECRUITER, "Talent Partner"),
        ("Dana Ruiz | Technical Recruiter | Acme", Part.RECRUITER, "Technical Recruiter"),
        ("Dana Ruiz\nHR Business Partner", Part.RECRUITER, "HR Business Partner"),
        ("Dana Ruiz\nHead of Engineering, Acme", Part.EMPLOYER, "Head of Engineering"),
        ("Dana\nCo-Founder & CEO", Part.EMPLOYER, "Co-Founder & CEO"),
        ("Dana Ruiz\nRecruitment Consultant", Part.AGENCY, "Recruitment Consultant"),
        ("The Acme Hiring Team", Part.RECRUITER, ""),
        ("Dana Ruiz\nacme.example", Part.EMPLOYER, ""),
    ],
)
def test_a_signature_tells_the_title(
    signature: str, part: Part, title: str, rulebook: Rulebook, letter: Letter
) -> None:
    person = writer_of(letter("Hello", signature=signature), rulebook).person
    assert (person.part, person.title) == (part, title)


def test_only_what_follows_the_sign_off_is_a_signature(rulebook: Rulebook, letter: Letter) -> None:
    text = "Our people:\nHead of Data\n\nBest regards,\nDana Ruiz\nCTO"
    assert writer_of(letter(text), rulebook).person.title == "CTO"


def test_a_title_makes_somebody_at_a_freemail_address_an_employer(
    rulebook: Rulebook, letter: Letter
) -> None:
    message = letter("Hi", sender="Jo Fern <jofern@gmail.com>", signature="Jo Fern\nFounder")
    assert writer_of(message, rulebook).person.part is Part.EMPLOYER


def test_whoever_speaks_of_a_client_is_an_agency(rulebook: Rulebook, letter: Letter) -> None:
    message = letter("My client liked your CV and will decide this week.")
    assert writer_of(message, rulebook).person.part is Part.AGENCY
    assert "agency" in writer_of(message, rulebook).around


@pytest.mark.parametrize(
    ("signature", "phone"),
    [
        ("Dana Ruiz\nT: +44 (0)20 7946 0958", "+44 (0)20 7946 0958"),
        ("Dana | (555) 010-9988 | Acme", "(555) 010-9988"),
        ("Dana\nAcme, 12 Elm Street, 90210", ""),
        ("Dana\n2026-03-04", ""),
        ("Ref 20260304001122334455", ""),
    ],
)
def test_a_signature_tells_the_phone_number(
    signature: str, phone: str, rulebook: Rulebook, letter: Letter
) -> None:
    assert writer_of(letter("Hello", signature=signature), rulebook).person.phone == phone


@pytest.mark.parametrize(
    ("sender", "text", "name"),
    [
        ("Jane Doe <jane.doe@hire.lever.co>", "Hi", "Jane Doe"),
        ("Jane Doe (Acme) <jane@acme.teamtailor-mail.com>", "Hi", "Jane Doe"),
        ("Jane Doe via Greenhouse <no-reply@greenhouse-mail.io>", "Hi\n\nJane Doe", "Jane Doe"),
        ("Jane from Acme <notifications@smartrecruiters.com>", "Hi\n\nBest,\nJane", "Jane"),
    ],
)
def test_a_robot_may_relay_a_person(
    sender: str, text: str, name: str, rulebook: Rulebook, letter: Letter
) -> None:
    writer = writer_of(letter(text, sender=sender), rulebook)
    assert (writer.person.name, writer.person.part) == (name, Part.EMPLOYER)
    assert writer.via_robot
    assert "ats" in writer.around


@pytest.mark.parametrize(
    "sender",
    [
        "Blue Fern <no-reply@hire.lever.co>",
        "Acme Hiring Team <no-reply@ashbyhq.com>",
        "Acme Talent via Lever <no-reply@hire.lever.co>",
    ],
)
def test_a_company_is_not_taken_for_a_person(
    sender: str, rulebook: Rulebook, letter: Letter
) -> None:
    text = "We have received it.\n\nThe Blue Fern Hiring Team"
    writer = writer_of(letter(text, sender=sender), rulebook)
    assert writer.person.part is Part.ROBOT
    assert not writer.via_robot


def test_a_newsletter_is_a_list(rulebook: Rulebook, letter: Letter) -> None:
    writer = writer_of(letter("News", marks=(Mark.BULK,)), rulebook)
    assert writer.person.part is Part.LIST
    assert "bulk" in writer.around


def test_a_nameless_address_takes_the_name_it_signs_with(
    rulebook: Rulebook, letter: Letter
) -> None:
    message = letter("Hi", sender=" <dana.ruiz@acme.example>", signature="Best,\nDana Ruiz")
    assert writer_of(message, rulebook).person.name == "Dana Ruiz"


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ("Dana Ruiz", ("Dana Ruiz", "")),
        ("Ruiz, Dana", ("Dana Ruiz", "")),
        ("Dana Ruiz (Acme)", ("Dana Ruiz", "Acme")),
        ("Dana Ruiz | Acme", ("Dana Ruiz", "Acme")),
        ("Dana Ruiz - Acme", ("Dana Ruiz", "Acme")),
        ("Dana at Acme", ("Dana", "Acme")),
        ("Anne-Marie O'Neil", ("Anne-Marie O'Neil", "")),
        ("dana@acme.example", ("", "")),
        ("", ("", "")),
    ],
)
def test_what_stands_beside_a_name(display: str, expected: tuple[str, str]) -> None:
    assert split_display(display) == expected


@pytest.mark.parametrize(
    ("writer", "address", "part"),
    [
        (Part.EMPLOYER, "tom@acme.example", Part.EMPLOYER),
        (Part.AGENCY, "lee@acme.example", Part.AGENCY),
        (Part.AGENCY, "tom@client.example", Part.EMPLOYER),
        (Part.EMPLOYER, "someone@gmail.com", Part.UNKNOWN),
        (Part.EMPLOYER, "no-reply@acme.example", Part.ROBOT),
        (Part.EMPLOYER, "x@greenhouse-mail.io", Part.ROBOT),
    ],
)
def test_who_stands_in_copy(writer: Part, address: str, part: Part, rulebook: Rulebook) -> None:
    dana = Person("Dana", "dana@acme.example", writer)
    assert part_of(Address("", address), dana, rulebook.senders) is part
