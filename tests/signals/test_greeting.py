"""How a mail greets and signs off."""

from collections.abc import Callable

import pytest

from hearback.mail.message import Message
from hearback.signals.greeting import find_greeting, find_sign_off, find_signed
from hearback.signals.sentences import Spelling

Letter = Callable[..., Message]


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("Hi Sam,\n\nthanks for coming.", "Hi Sam,"),
        ("Hi Sam, thanks for coming in on Thursday.", "Hi Sam,"),
        ("Dear Mr Rivera\n\nThank you.", "Dear Mr Rivera"),
        ("Good morning!\nHow are you?", "Good morning!"),
        ("Thanks for coming.", ""),
        ("Highly recommended, this place.", ""),
        ("", ""),
    ],
)
def test_the_greeting(text: str, greeting: str, letter: Letter, spelling: Spelling) -> None:
    assert find_greeting(letter(text), spelling) == greeting


@pytest.mark.parametrize(
    ("text", "signature", "sign_off"),
    [
        ("Soon more.\n\nBest regards,\nDana", "", "Best regards,"),
        ("Soon more.", "Kind regards\nDana Ruiz\nAcme", "Kind regards"),
        ("Soon more.\n\nCheers\nD.", "Dana Ruiz\nAcme", "Cheers"),
        ("Thanks\n\nWe have a lot to tell.\nIt is all good.\nReally.\nSee.\nSo.\nDana", "", ""),
        ("Soon more.", "", ""),
    ],
)
def test_the_sign_off(
    text: str, signature: str, sign_off: str, letter: Letter, spelling: Spelling
) -> None:
    assert find_sign_off(letter(text, signature=signature), spelling) == sign_off


@pytest.mark.parametrize(
    ("text", "signature", "signed"),
    [
        ("I can do Thursday.\n\nBest regards,\nSam", "", "Sam"),
        ("I can do Thursday.", "Kind regards\nSam Rivera\n+44 20 7946 0000", "Sam Rivera"),
        ("I can do Thursday.\n\nCheers", "Sam", "Sam"),
        ("I can do Thursday.\n\nBest,\n- Sam", "", "Sam"),
        ("I can do Thursday.\n\nBest,\n+44 20 7946 0000", "", ""),
        ("I can do Thursday.\n\nSam", "", ""),
        ("I can do Thursday.\n\nThanks,", "", ""),
        ("I can do Thursday.", "Sam", "Sam"),
        ("I can do Thursday.", "Sam\n+44 20 7946 0000", "Sam"),
        ("I can do Thursday.", "Best regards", ""),
    ],
)
def test_the_name_under_it(
    text: str, signature: str, signed: str, letter: Letter, spelling: Spelling
) -> None:
    assert find_signed(letter(text, signature=signature), spelling) == signed
