"""What somebody is called, as far as they tell: by the name under their own mails."""

import re
from dataclasses import replace

from hearback.drafts.names import greeting_name, in_other_script, is_titled
from hearback.drafts.told import Told
from hearback.signals.signal import Person

FIRST_NAME = re.compile(r"[^\W\d_]{2,20}(?:-[^\W\d_]{2,20})?")
ALIKE = 2  # letters


def as_they_sign(told: Told, person: Person) -> Person:
    """Return somebody under the whole name that they sign with, where their header has none.

    So it is too where the header has it in a script that the mail is not written in.
    """
    if person.name and not in_other_script(person.name):
        return person
    signed = [name for name in _signed(told, person) if " " in name]
    return replace(person, name=signed[-1]) if signed else person


def called(told: Told, person: Person | None) -> str:
    """Return "Kate" of Katherine Jones who signs as Kate, "Eszter" of Nagy Eszter; "" if unsure."""
    if person is None:
        return ""
    person = as_they_sign(told, person)
    name = greeting_name(person, told.application.company)
    if not name or is_titled(person):
        return name
    given = [word.casefold() for word in person.name.replace(",", " ").split()]
    for signed in reversed(_signed(told, person)):
        first = signed.casefold()
        alike = first in given or first[:ALIKE] == name[:ALIKE].casefold()
        if FIRST_NAME.fullmatch(signed) and alike and not _is_house(signed, person, told):
            return signed.title() if signed.isupper() or signed.islower() else signed
    return name


def _is_house(word: str, person: Person, told: Told) -> bool:
    low = word.casefold()
    domain = person.address.rpartition("@")[2].casefold()
    return low in told.application.company.casefold().split() or low in domain.split(".")


def _signed(told: Told, person: Person) -> list[str]:
    return [r.signed for r in told.written_by(person) if r.signed and not r.via_robot]
