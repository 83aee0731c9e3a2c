"""What to say on the phone: opening, two questions, what to say to a no, and a voicemail."""

import functools
import tomllib
from collections.abc import Mapping
from typing import Any

from hearback.drafts.draft import CallPlan
from hearback.drafts.facts import Told, find_facts
from hearback.drafts.templates import FACTS, PLACEHOLDER, template_folder

FILE = "call_plan.toml"
PARTS = ("opening", "if_no", "voicemail")


def plan_call(told: Told) -> CallPlan:
    """Return the call plan, with the number from the contact's signature when there is one."""
    facts = find_facts(told, told.standing.contact, None)
    words = _words()
    contact = told.standing.contact
    return CallPlan(
        number=contact.phone or None if contact else None,
        opening=_said(words["opening"], facts),
        questions=tuple(_said(question, facts) for question in words["questions"]),
        if_no=_said(words["if_no"], facts),
        voicemail=_said(words["voicemail"], facts),
    )


def _said(text: str, facts: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: facts.get(found[1], ""), text)


@functools.cache
def _words() -> dict[str, Any]:
    return tomllib.loads((template_folder() / FILE).read_text(encoding="utf-8"))


def check_call_plan() -> list[str]:
    """Return the faults of the call plan's file, one line each."""
    try:
        words = _words()
    except tomllib.TOMLDecodeError as error:
        return [f"{FILE}: not valid TOML: {error}"]
    texts = [words.get(part) for part in PARTS] + list(words.get("questions", []))
    faults = [f"{FILE}: no {part}" for part in (*PARTS, "questions") if not words.get(part)]
    for text in texts:
        if isinstance(text, str):
            unknown = sorted(set(PLACEHOLDER.findall(text)) - FACTS)
            faults += [f"{FILE}: no such fact: {{{word}}}" for word in unknown]
    return faults
