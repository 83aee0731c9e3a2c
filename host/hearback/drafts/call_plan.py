"""What to say on the phone: opening, two questions, what to say to a no, and a voicemail."""

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from hearback.drafts.draft import CallPlan
from hearback.drafts.facts import find_facts
from hearback.drafts.recipients import contact_of
from hearback.drafts.template_file import ALWAYS, BANNED, PLACEHOLDER
from hearback.drafts.templates import template_folder
from hearback.drafts.told import Told
from hearback.errors import KnowledgeBroken
from hearback.signals.signal import Person

FILE = "call_plan.toml"
PARTS = ("opening", "if_no", "voicemail")
QUESTIONS = 2
NUMBER = re.compile(r"\+?[\d(][\d ().\u2010-\u2015/-]*\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?", re.I)
FEWEST_DIGITS, LONGEST_NUMBER = 6, 60


def plan_call(told: Told) -> CallPlan:
    """Return the call plan, with the number from the contact's signature when there is one."""
    contact = contact_of(told)
    facts = find_facts(told, contact, None)
    words = _words()
    return CallPlan(
        number=_number_of(told, contact) if contact else None,
        opening=_said(words["opening"], facts),
        questions=tuple(_said(question, facts) for question in words["questions"]),
        if_no=_said(words["if_no"], facts),
        voicemail=_said(words["voicemail"], facts),
    )


def _number_of(told: Told, person: Person) -> str | None:
    """Return the number in their newest signature that has one; nothing that is no number."""
    found = NUMBER.search(told.phone_of(person)[:LONGEST_NUMBER])
    return found[0].strip() if found and len(re.findall(r"\d", found[0])) >= FEWEST_DIGITS else None


def _said(text: str, facts: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: facts[found[1]], text)


@functools.cache
def _words() -> Mapping[str, Any]:
    words, faults = read_call_plan(template_folder())
    if faults:
        raise KnowledgeBroken(faults)
    return words


def read_call_plan(folder: Traversable) -> tuple[Mapping[str, Any], list[str]]:
    """Return the texts of a folder's call plan, and all their faults, one line each."""
    try:
        words = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, [f"{FILE}: is missing"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [f"{FILE}: not valid TOML: {error}"]
    return words, [f"{FILE}: {fault}" for fault in _faults_of(words)]


def _faults_of(words: Mapping[str, Any]) -> list[str]:
    questions = words.get("questions")
    faults = [f"no {part}" for part in PARTS if not isinstance(words.get(part), str)]
    if not isinstance(questions, list) or len(questions) != QUESTIONS:
        faults.append(f"`questions` are a list of {QUESTIONS}")
    known = {*PARTS, "questions"}
    faults += [f"does not know `{key}`" for key in sorted(set(words) - known)]
    listed = questions if isinstance(questions, list) else []
    for text in (text for text in (*words.values(), *listed) if isinstance(text, str)):
        # What may be unknown would leave a hole in a spoken sentence.
        unsure = sorted(set(PLACEHOLDER.findall(text)) - ALWAYS)
        faults += [f"no fact that is always known: {{{word}}}" for word in unsure]
        faults += [f"“{phrase}” does not belong" for phrase in BANNED if phrase in text.lower()]
    return faults


def check_call_plan(folder: Traversable | None = None) -> list[str]:
    """Return the faults of the call plan's file, one line each."""
    return read_call_plan(folder or template_folder())[1]
