"""Which language a mail is in."""

from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.signals import language
from hearback.signals.language import detect_language, languages_of

ENGLISH = "Thank you for your application. We will get back to you by the end of next week."
GERMAN = "Vielen Dank für Ihre Bewerbung. Wir melden uns bis Ende nächster Woche bei Ihnen."
FRENCH = "Merci pour votre candidature. Nous reviendrons vers vous avant la fin de la semaine."

TEXTS = [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), ("Thanks!", ""), ("", "")]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_a_language_is_told(text: str, code: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_a_language_is_told_without_the_detector(
    text: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(name: str) -> ModuleType:
        if name == "pycld2":
            raise ImportError
        return import_module(name)

    monkeypatch.setattr(language, "import_module", without)
    assert detect_language(text) == code


def test_a_short_mail_is_in_the_language_of_its_thread() -> None:
    assert languages_of([GERMAN, "Danke!"]) == ["de", "de"]
    assert languages_of(["OK"]) == ["en"]
    assert languages_of([]) == []


def test_each_long_mail_has_its_own_language() -> None:
    assert languages_of([ENGLISH, GERMAN + GERMAN]) == ["en", "de"]


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    assert len(detect_language(text * 3)) in {0, 2}


@given(st.sampled_from(["\x00", "\x85", "\ufffe", "\ud800", "\x1b"]))
def test_characters_that_the_detector_refuses_do_no_harm(odd: str) -> None:
    found: Any = detect_language(odd + GERMAN)
    assert found == "de"
