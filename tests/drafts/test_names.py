"""What to call somebody, only when it is surely right; and text that harms no header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.drafts.names import full_name, greeting_name, header_text, plain
from hearback.signals.signal import Part, Person


def person(name: str, address: str = "dana@acme.example") -> Person:
    return Person(name, address, Part.EMPLOYER)


@pytest.mark.parametrize(
    ("name", "address", "greeting"),
    [
        ("Dana Ruiz", "dana@acme.example", "Dana"),
        ("Ruiz, Dana", "d.ruiz@acme.example", "Dana"),
        ("RUIZ Dana", "d.ruiz@acme.example", "Dana"),
        ("Dr. Dana Ruiz", "ruiz@acme.example", "Dr. Ruiz"),
        ("Dr Ruiz", "ruiz@acme.example", "Dr Ruiz"),
        ("Prof. Dana Ruiz", "ruiz@acme.example", "Professor Ruiz"),
        ("Ms Dana Ruiz", "ruiz@acme.example", "Dana"),
        ("DANA RUIZ", "dana@acme.example", "Dana"),
        ("dana ruiz", "dana@acme.example", "Dana"),
        ("DJ McKenna", "dj@acme.example", "DJ"),
        ("Dana", "dana@acme.example", "Dana"),
        ("Dana", "dana.ruiz@acme.example", "Dana"),
        ("Dana", "jobs@acme.example", ""),
        ("Dana Ruiz (Acme)", "dana@acme.example", "Dana"),
        ("Dana Ruiz via Lever", "dana@acme.example", "Dana"),
        ("Acme Recruiting Team", "jobs@acme.example", ""),
        ("St Mary's Hospital", "jobs@stmarys.example", ""),
        ("Lantern Games", "hello@lanterngames.example", ""),
        ("dana@acme.example", "dana@acme.example", ""),
        ("D. Ruiz", "d@acme.example", ""),
        ("", "dana@acme.example", ""),
        ("Anne-Marie O'Neil", "am@acme.example", "Anne-Marie"),
        ("Zoë Åström", "zoe@acme.example", "Zoë"),
        ("Dana 2000 Ruiz", "dana@acme.example", ""),
        ("Dr. Dana van der Berg", "dana@acme.example", "Dr. van der Berg"),
        ("Dr. med. Dana Ruiz", "dana@acme.example", "Dr. Ruiz"),
        ("Prof. Dr. Dana Ruiz", "dana@acme.example", "Professor Ruiz"),
        ("Dana Ruiz, PhD", "dana@acme.example", "Dana"),
        ("Dana Ruiz MBA", "dana@acme.example", "Dana"),
        ("Ma, Yo-Yo", "yo@acme.example", "Yo-Yo"),
        ("'Dana Ruiz'", "dana@acme.example", "Dana"),
        ("Dana Ruiz, Acme", "dana@acme.example", "Dana"),
        ("Dana Ruiz, Head of Data", "dana@acme.example", ""),
        ("Dana Ruiz | Acme", "dana@acme.example", "Dana"),
        ("van der Laan, Joan", "joan@acme.example", "Joan"),
        ("Ruiz Gomez, Dana", "dana.ruiz@acme.example", "Dana"),
        ("Tanaka Hiroshi", "hiroshi.tanaka@acme.example", "Tanaka Hiroshi"),
        ("Hiroshi Tanaka", "hiroshi@acme.example", "Hiroshi"),
        ("田中 太郎", "tanaka@acme.example", "田中 太郎"),
        ("dana.ruiz", "dana.ruiz@acme.example", ""),
        ("The Acme Crew", "crew@acme.example", ""),
        ("Do Not Reply", "jobs@acme.example", ""),
    ],
)
def test_a_greeting_uses_a_name_only_when_it_is_surely_one(
    name: str, address: str, greeting: str
) -> None:
    assert greeting_name(person(name, address)) == greeting


def test_a_display_name_that_is_the_company_is_no_person() -> None:
    assert greeting_name(person("Pine Wood", "hello@post.example"), "Pine Wood") == ""
    assert greeting_name(person("Pine Wood", "hello@post.example"), "Harbour") == "Pine"


@pytest.mark.parametrize(
    ("name", "spoken_of"),
    [
        ("Carla Mendes", "Carla Mendes"),
        ("Dr. Carla Mendes", "Dr. Carla Mendes"),
        ("Carla", ""),
        ("Talent Team", ""),
        ("Carla van der Mendes", "Carla van der Mendes"),
        ("NGUYEN Van Anh", "Nguyen Van Anh"),
        ("Mendes, Carla", "Carla Mendes"),
        ("MENDES Carla", "Carla Mendes"),
        ("O'NEIL, Carla", "Carla O'Neil"),
    ],
)
def test_somebody_is_spoken_of_by_the_whole_name_or_not_at_all(name: str, spoken_of: str) -> None:
    assert full_name(person(name, "carla@acme.example")) == spoken_of


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Interview\r\nBcc: everyone@else.example", "Interview Bcc: everyone@else.example"),
        ("\u202eevil\u202c \u2066name\u2069", "evil name"),
        ("[External] Maps <> Sam {1}", "[External] Maps <> Sam {1}"),
        ("a\x00b\x1bc\u2028d", "a b c d"),
        ("  much   room\t", "much room"),
        ("\ud800 lone", "lone"),
        ("co\u00adop", "coop"),
    ],
)
def test_a_header_is_one_line_without_control_characters(text: str, safe: str) -> None:
    assert header_text(text) == safe


def test_a_body_gets_neither_brackets_nor_markup() -> None:
    assert plain("<b>Data</b> Analyst [Remote] {grade}") == "Data Analyst"
    assert plain("a < b ] c } d") == "a b c d"


@given(st.text(max_size=2_000))
def test_any_text_becomes_one_printable_line(text: str) -> None:
    for line in (plain(text), header_text(text)):
        assert line.isprintable()
        assert len(line) <= 250
    assert not set("{}[]<>") & set(plain(text))
