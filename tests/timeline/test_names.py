"""When two spellings name one company."""

import pytest

from hearback.timeline.names import company_key, first_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller GmbH & Co. KG", "Muller"),
        ("Marks & Spencer plc", "Marks and Spencer"),
        ("https://www.acme.com/", "Acme"),
        ("O'Brien Foods", "OBrien Foods"),
        ("Brightwater Energy", "brightwaterenergy"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(("one", "other"), [("Acme", "Acre"), ("Acme", "Acme Bakery"), ("", "Co")])
def test_names_of_two(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_what_a_name_may_be_shortened_to() -> None:
    assert first_words("Acme Robotics North") == {"acme", "acmerobotics"}
    assert first_words("AB Robotics") == frozenset()
