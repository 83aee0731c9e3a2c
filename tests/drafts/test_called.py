"""Somebody is called what they call themselves below their mails."""

import pytest

from hearback.drafts.called import as_they_sign, called
from hearback.drafts.greetings import greeting
from hearback.drafts.told import Told
from hearback.signals.signal import Part, Person
from telling import SAM, application, clock, from_sam, from_them, meets, stand


def story(person: Person, *signed: str, before: str = "") -> Told:
    mails = [from_them(2 + at / 10, by=person, signed=name) for at, name in enumerate(signed)]
    found = application(
        from_them(2, meets(3), by=person), *mails, from_sam(3, to=person, greeting=before)
    )
    return Told(found, stand(found, 12), SAM, clock(12))


@pytest.mark.parametrize(
    ("name", "address", "signed", "said"),
    [
        ("Katherine Jones", "kj@acme.example", "Kate", "Kate"),
        ("Katherine Jones", "kj@acme.example", "Katherine Jones", "Katherine"),
        ("Katherine Jones", "kj@acme.example", "KATE", "Kate"),
        ("Katherine Jones", "kj@acme.example", "K", "Katherine"),
        ("Katherine Jones", "kj@acme.example", "London", "Katherine"),
        ("Acton Reed", "ar@acme.example", "Acme", "Acton"),
        ("Nagy Eszter", "nagy.eszter@acme.example", "Eszter", "Eszter"),
        ("Nagy Eszter", "nagy.eszter@acme.example", "", "Nagy Eszter"),
        ("Lin Zhang", "lin.zhang@acme.example", "Lin", "Lin"),
        ("Dr. Helga Brandt", "hb@acme.example", "Helga", "Dr. Brandt"),
        ("田中 裕子", "tanaka@acme.example", "Yuko Tanaka", "Yuko"),
        ("田中 裕子", "tanaka@acme.example", "", "田中 裕子"),
        ("", "jt@acme.example", "Jo Tanner", "Jo"),
        ("", "jt@acme.example", "Jo", ""),
    ],
)
def test_what_somebody_is_called(name: str, address: str, signed: str, said: str) -> None:
    person = Person(name, address, Part.EMPLOYER)
    assert called(story(person, signed), person) == said


def test_the_newest_name_below_their_mails_counts() -> None:
    person = Person("Samantha Ruiz", "sr@acme.example", Part.EMPLOYER)
    assert called(story(person, "Samantha", "Sam"), person) == "Sam"


def test_a_name_in_another_script_is_greeted_as_the_user_greeted_it() -> None:
    person = Person("田中 裕子", "tanaka@acme.example", Part.EMPLOYER)
    told = story(person, "Yuko Tanaka", before="Dear Tanaka-san,")
    assert as_they_sign(told, person).name == "Yuko Tanaka"
    assert greeting(told, person) == "Dear Tanaka-san,"
