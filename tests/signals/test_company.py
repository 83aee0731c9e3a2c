"""Which company, role and agency a mail names."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from hearback.mail.message import Address, Invitation, Me, Message
from hearback.signals.clean_names import clean_company, clean_role
from hearback.signals.company import Known, Parties, name_parties
from hearback.signals.domains import registrable
from hearback.signals.page import lay_out
from hearback.signals.rules import Rulebook
from hearback.signals.sender import who_writes

Letter = Callable[..., Message]
ME = Me(("sam@example.com",), "Sam Rivera")
GREENHOUSE = "Greenhouse <no-reply@us.greenhouse-mail.io>"
GREENHOUSE_ACME = "Acme Recruiting <no-reply@us.greenhouse-mail.io>"


def parties(message: Message, rulebook: Rulebook) -> Parties:
    page = lay_out(message, rulebook.spelling)
    writer = who_writes(message, ME, rulebook.senders, page)
    return name_parties(message, page, writer, Known(rulebook.names, rulebook.senders, ME))


@pytest.mark.parametrize(
    ("sender", "words", "company"),
    [
        # Robots: where the employer's name stands is told by the sender table.
        (GREENHOUSE_ACME, ("Thank you for applying to Acme", ""), "Acme"),
        (GREENHOUSE, ("Your application to Blue Fern", ""), "Blue Fern"),
        (GREENHOUSE, ("Hello", ""), ""),
        ("Acme <no-reply@hire.lever.co>", ("Thanks", ""), "Acme"),
        ("Acme Hiring Team <no-reply@ashbyhq.com>", ("Thanks", ""), "Acme"),
        (
            "Mateo Cruz <no-reply@hire.lever.co>",
            ("Your application", "Thanks for applying for the Copy Editor role at Inkwell."),
            "Inkwell",
        ),
        (
            "Workday <acmehealth@myworkday.com>",
            ("Thank you", "Thank you from Acme Health."),
            "Acme Health",
        ),
        ("Workday <acme@myworkday.com>", ("Thank you", ""), "Acme"),
        ('"Acme, Inc. @ icims" <acme+autoreply@talent.icims.com>', ("Hello", ""), "Acme"),
        ("Jane Doe - Acme <jane@acme.teamtailor-mail.com>", ("Hello", ""), "Acme"),
        ("Acme <acme-jobs@m.personio.com>", ("Hello", ""), "Acme"),
        ("Jane Doe <jane.acme@recruitee-mailbox.com>", ("Hello", "Acme is hiring."), "Acme"),
        ("No Reply (Acme) via Talemetry <x@talemetry.com>", ("Hello", ""), "Acme"),
        ("Hiring <no-reply@gh-mail.blue-fern.example>", ("Hello", ""), "Blue Fern"),
        ("HackerRank <support@hackerrank.com>", ("Your assessment with Acme", ""), "Acme"),
        # People: the domain of the address, spelt as the mail spells it.
        ("Dana Ruiz <dana@acme.example>", ("Hello", ""), "Acme"),
        (
            "Dana <dana@mail.bluefern.co.uk>",
            ("Hello", "All of us at Blue Fern liked it."),
            "Blue Fern",
        ),
        ("Dana Ruiz <dana@acmecareers.com>", ("Hello", ""), "Acme"),
        ("Dana Ruiz <dana@ibx.com>", ("Hello", ""), "IBX"),
        # But what they say themselves comes before the domain.
        (
            "Dana Ruiz <dana@nwtraders.example>",
            ("Hello", "We at Northwind Traders liked your application."),
            "Northwind Traders",
        ),
        (
            "Dana Ruiz <dana@nwt-group.example>",
            ("Hello", "Your interview with Northwind Traders is on Monday."),
            "Northwind Traders",
        ),
        (
            "Dana Ruiz <dana@shared-hr.example>",
            ("Hello", "Thank you for your interest in joining Blue Fern."),
            "Blue Fern",
        ),
        (
            "Dana Ruiz <dana@acme.example>",
            ("Hello", "Your interview with Priya and Jon is on Monday."),
            "Acme",
        ),
        (
            "Dana Ruiz <dana@acme.example>",
            ("Hello", "Good luck for the interview with Globex."),
            "Acme",
        ),
        (
            "Dana Ruiz <dana@corvid.example>",
            ("Hello", "Your interview with Cora Videnov is on Monday."),
            "Corvid",
        ),
        # Freemail is never a company.
        ("Jo Fern <jo@gmail.com>", ("Hello", ""), ""),
        ("Jo Fern <jo@gmail.com>", ("Your interview with Blue Fern", ""), "Blue Fern"),
        ("Jo Fern <jo@outlook.co.uk>", ("Hello", "I lead the kitchen at Harlow House."), ""),
        (
            "Jo Fern <jo@gmail.com>",
            ("Hello", "We got your application to Harlow House."),
            "Harlow House",
        ),
    ],
)
def test_the_company(
    sender: str, words: tuple[str, str], company: str, rulebook: Rulebook, letter: Letter
) -> None:
    subject, text = words
    assert parties(letter(text, sender=sender, subject=subject), rulebook).company == company


def test_a_robot_that_goes_by_the_company_s_name_may_speak_of_it(
    rulebook: Rulebook, letter: Letter
) -> None:
    text = "Thank you for your application to Acme for Data Engineer."
    message = letter(text, subject="Take-home for Acme", sender=GREENHOUSE_ACME)
    assert parties(message, rulebook) == Parties("Acme", "Data Engineer")


@pytest.mark.parametrize(
    "subject",
    [
        "Interview: Ops Manager, Corvid",
        "Your application: Ops Manager, Corvid",
        "Corvid Ops Manager interview",
        "Ops Manager (Corvid) interview",
        "Interview: Ops Manager",
    ],
)
def test_the_company_is_no_part_of_the_role(
    subject: str, rulebook: Rulebook, letter: Letter
) -> None:
    message = letter("Hello", subject=subject, sender="Jo Lee <jo@corvid.example>")
    assert parties(message, rulebook) == Parties("Corvid", "Ops Manager")


@pytest.mark.parametrize(
    ("subject", "text", "role"),
    [
        ("Your application for Data Analyst at Acme", "", "Data Analyst"),
        ("Data Analyst - phone screen", "", "Data Analyst"),
        ("Phone screen, Data Analyst", "", "Data Analyst"),
        ("Quick question for the lead engineer", "", ""),
        ("Phone screen: Data Analyst", "", "Data Analyst"),
        ("Re: Senior Backend Engineer (Remote) at Acme", "", "Senior Backend Engineer"),
        ("Hello", "Thanks for applying for the Data Analyst position.", "Data Analyst"),
        ("Hello", "We liked you for the Senior Engineer role.", "Senior Engineer"),
        ("Hello", "Your interest in the role of Head of Data at Acme.", "Head of Data"),
        ("Hello", "You applied for the position of staff nurse with us.", "staff nurse"),
        ("Hello", "I'd like to talk about the Engineer II opening.", "Engineer II"),
        ("Hello", "Your application for the post of Junior Archivist.", "Junior Archivist"),
        ("Hello", "We want you for the night nurse role, £24 an hour.", "night nurse"),
        ("Re: Care Coordinator", "Thursday at ten?", "Care Coordinator"),
        ("Lead", "Thursday at ten?", ""),
        ("Hello", "We spoke about the role at length.", ""),
        ("Hello", "For the future we wish you well.", ""),
        ("Application received: Chef de Partie", "", ""),
    ],
)
def test_the_role(subject: str, text: str, role: str, rulebook: Rulebook, letter: Letter) -> None:
    assert parties(letter(text, subject=subject), rulebook).role == role


def test_a_role_is_never_the_company(rulebook: Rulebook, letter: Letter) -> None:
    message = letter(
        sender="Greenhouse <no-reply@greenhouse-mail.io>",
        subject="Thank you for applying to AI Engineer III",
    )
    assert parties(message, rulebook).company == ""


def test_an_agency_is_not_the_company(rulebook: Rulebook, letter: Letter) -> None:
    message = letter(
        "My client, Acme, liked your CV for the Data Analyst role.",
        sender="Ines Vale <ines@harbour-talent.example>",
        signature="Ines Vale\nRecruitment Consultant\nHarbour Talent",
    )
    assert parties(message, rulebook) == Parties("Acme", "Data Analyst", "Harbour Talent")


@pytest.mark.parametrize(
    ("address", "signature", "found"),
    [
        (
            "tom@harbour.example",
            "Senior Recruitment Consultant\nHarbour Recruitment",
            Parties("", "Data Analyst", "Harbour Recruitment"),
        ),
        (
            "tom@gmail.com",
            "Senior Recruitment Consultant / Harbour Recruitment",
            Parties("", "Data Analyst", "Harbour Recruitment"),
        ),
        (
            "tom@gmail.com",
            "Harbour Staffing Ltd",
            Parties("", "Data Analyst", "Harbour Staffing"),
        ),
        # In the employer's own house.
        ("tom@harbour.example", "Senior Recruitment Manager", Parties("Harbour", "Data Analyst")),
        ("tom@harbour.example", "Harbour Recruitment Team", Parties("Harbour", "Data Analyst")),
    ],
)
def test_an_agency_signs_with_its_own_name(
    rulebook: Rulebook, letter: Letter, address: str, signature: str, found: Parties
) -> None:
    message = letter(
        "Thank you for your application for the Data Analyst role.",
        sender=f"Tom Ellis <{address}>",
        signature=f"Tom Ellis\n{signature}",
    )
    assert parties(message, rulebook) == found


def test_an_agency_may_propose_another_job_under_an_old_subject(
    rulebook: Rulebook, letter: Letter
) -> None:
    message = letter(
        "Another one: Fabrikam is looking for a BI Developer.",
        sender="Tom <tom@harbour-recruitment.example>",
        subject="Re: Data Analyst at Contoso",
    )
    found = parties(message, rulebook)
    assert (found.company, found.role) == ("Fabrikam", "BI Developer")


def test_an_agency_without_a_client_names_no_company(rulebook: Rulebook, letter: Letter) -> None:
    message = letter("Hello", sender="Ines Vale <ines@harbour-talent.example>")
    assert parties(message, rulebook) == Parties("", "", "Harbour Talent")


def test_a_mail_of_the_user_goes_to_the_company_it_is_sent_to(
    rulebook: Rulebook, letter: Letter
) -> None:
    message = letter("Hello", sender="Sam <sam@example.com>", to="dana@acme.example")
    assert parties(message, rulebook).company == "Acme"


def test_a_mail_of_the_user_to_an_agency_names_the_agency(
    rulebook: Rulebook, letter: Letter
) -> None:
    sam = "Sam <sam@example.com>"
    known = Known(rulebook.names, rulebook.senders, ME)
    theirs = letter("My client, Acme, liked you.", sender="Ines <ines@quay.example>")
    page = lay_out(theirs, rulebook.spelling)
    writer = who_writes(theirs, ME, rulebook.senders, page)
    known.learn(name_parties(theirs, page, writer, known), writer)
    mine = letter("Thank you", sender=sam, to="ines@quay.example")
    page = lay_out(mine, rulebook.spelling)
    writer = who_writes(mine, ME, rulebook.senders, page)
    assert name_parties(mine, page, writer, known) == Parties("", "", "Quay")
    other = letter("Thank you", sender=sam, to="ines@harbourtalent.example")
    assert parties(other, rulebook) == Parties("", "", "Harbourtalent")


def test_a_name_keeps_the_spelling_that_the_thread_gave_it(
    rulebook: Rulebook, letter: Letter
) -> None:
    known = Known(rulebook.names, rulebook.senders, ME)
    first, second = (
        letter("All of us at Blue Fern", sender="Jo <jo@bluefern.example>"),
        letter("Thank you", sender="Sam <sam@example.com>", to="jo@bluefern.example"),
    )
    for message in (first, second):
        page = lay_out(message, rulebook.spelling)
        writer = who_writes(message, ME, rulebook.senders, page)
        found = name_parties(message, page, writer, known)
        known.learn(found, writer)
        assert found.company == "Blue Fern"


def test_a_thread_keeps_the_name_that_those_at_a_domain_gave_themselves(
    rulebook: Rulebook, letter: Letter
) -> None:
    known = Known(rulebook.names, rulebook.senders, ME)
    for message in (
        letter("We at Northwind Traders like it.", sender="Jo <jo@nwt.example>"),
        letter("Thank you", sender="Sam <sam@example.com>", to="jo@nwt.example"),
        letter("You are welcome", sender="Al <al@nwt.example>"),
    ):
        page = lay_out(message, rulebook.spelling)
        writer = who_writes(message, ME, rulebook.senders, page)
        found = name_parties(message, page, writer, known)
        known.learn(found, writer)
        assert found.company == "Northwind Traders"


def test_a_scheduler_is_not_the_company_but_the_organizer_is(
    rulebook: Rulebook, letter: Letter
) -> None:
    invitation = Invitation(
        "u1",
        "REQUEST",
        datetime(2026, 3, 5, 14, tzinfo=UTC),
        None,
        summary="Chat",
        organizer=Address("Dana", "dana@acme.example"),
    )
    message = letter(sender="Calendly <x@calendly.com>", invitations=(invitation,))
    assert parties(message, rulebook).company == "Acme"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("10", ""),  # "at 10 March"
        ("Acme, Inc.", "Acme"),
        ("Acme Careers", "Acme"),
        ("The Acme Hiring Team", "Acme"),
        ("Blue Fern GmbH", "Blue Fern"),
        ("Careers", ""),
        ("Data Analyst", ""),
        ("dana@acme.example", ""),
        ("Monday", ""),
        ("", ""),
        ("Marks & Sons", "Marks & Sons"),
        ("Acme and for", "Acme"),
        ("Northwind Traders", "Northwind Traders"),
        ("Senior Trader", ""),
    ],
)
def test_a_company_without_its_offices(raw: str, clean: str, rulebook: Rulebook) -> None:
    assert clean_company(raw, rulebook.names, rulebook.senders) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("the Data Analyst position at Acme", "Data Analyst"),
        ("Senior Engineer (m/f/d)", "Senior Engineer"),
        ("Data Analyst - Req. 12345", "Data Analyst"),
        ("Research and Development Engineer", "Research and Development Engineer"),
        ("Director of Marketing and we hope", "Director of Marketing"),
        ("most suitable candidate for the Data Analyst", "Data Analyst"),
        ("Timeline for Staff Engineer", "Staff Engineer"),
        ("Next Steps - Site Engineer", "Site Engineer"),
        ("Site Engineer - Bridges", "Site Engineer - Bridges"),
        ("the 4711 Site Engineer-56835", "Site Engineer"),
        ("the recruiter", ""),
        ("great job you did", ""),
        ("coffee", ""),
    ],
)
def test_a_role_without_what_stands_around_it(raw: str, clean: str, rulebook: Rulebook) -> None:
    assert clean_role(raw, rulebook.names) == clean


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("mail.acme.co.uk", "acme.co.uk"),
        ("acme.example", "acme.example"),
        ("a.b.acme.com", "acme.com"),
        ("[1.2.3.4]", "[1.2.3.4]"),
        ("co.uk", "co.uk"),
        ("x" * 400 + ".com", "x" * 400 + ".com"),
    ],
)
def test_the_registered_part_of_a_domain(domain: str, expected: str) -> None:
    assert registrable(domain) == expected
