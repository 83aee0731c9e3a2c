"""Templates: plain text with a head, facts in {braces}, and gaps that only the user can fill.

    # what it is for
    Subject: {re_subject}
    Slot: topic, optional, What did you talk about that stayed with you?
    ---
    {greeting}

    One thing stayed with me: {topic}

A paragraph that needs something unknown disappears: a fact that is "", or a slot that nobody
filled. Facts are put in as they are; a mail's text is never taken for a template. The facts:

    always known    greeting, sign_off, my_name, the_role, the_role_at, the_talk, them, re_subject,
                    new_subject
    perhaps not     company, applied_day, day_met, day_missed, promise_by, proposed_time
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from hearback.drafts.draft import Slot
from hearback.errors import KnowledgeBroken

ALWAYS = frozenset(
    "greeting sign_off my_name the_role the_role_at the_talk them re_subject new_subject".split()
)
PERHAPS = frozenset("company applied_day day_met day_missed promise_by proposed_time".split())
FACTS = ALWAYS | PERHAPS
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
LONGEST = 120  # words
BANNED = (
    "just checking in",
    "touching base",
    "touch base",
    "any update",
    "circling back",
    "sorry to bother",
    "i know you are busy",
    "as per my last",
    "!",
    "[",
    "]",
)


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it stands in its file; `paragraphs` are those of the body."""

    name: str
    subject: str
    slots: tuple[Slot, ...]
    paragraphs: tuple[str, ...]

    def fill(self, facts: Mapping[str, str]) -> tuple[str, tuple[Slot, ...]]:
        """Return the body without its open slots, and those slots with their paragraphs."""
        names = {slot.name for slot in self.slots}
        kept: list[str] = []
        open_slots: list[Slot] = []
        for paragraph in self.paragraphs:
            needed = PLACEHOLDER.findall(paragraph)
            if any(name not in names and not facts.get(name) for name in needed):
                continue
            gaps = [name for name in needed if name in names]
            filled = _put_in(paragraph, facts)
            if not gaps:
                kept.append(filled)
                continue
            after = len(kept)
            slot = next(slot for slot in self.slots if slot.name == gaps[0])
            open_slots.append(Slot(slot.name, slot.ask, slot.required, filled, after))
        return "\n\n".join(kept), tuple(open_slots)


def _put_in(text: str, facts: Mapping[str, str]) -> str:
    """Put the facts in, one pass, so that braces inside a fact are never looked at."""
    return PLACEHOLDER.sub(lambda found: facts.get(found[1]) or found[0], text)


def parse_template(name: str, text: str) -> tuple[Template | None, list[str]]:
    """Return a template, or None and all its faults."""
    faults: list[str] = []
    head, rule, body = text.partition("\n---\n")
    if not rule:
        return None, [f"{name}.txt: no line of three dashes between head and text"]
    subject, slots = "", []
    for line in head.splitlines():
        key, _, value = line.partition(":")
        if key == "Subject":
            subject = value.strip()
        elif key == "Slot":
            slot, fault = _parse_slot(value)
            faults += [f"{name}.txt: {fault}"] if fault else []
            slots += [slot] if slot else []
        elif line.strip() and not line.startswith("#"):
            faults.append(f"{name}.txt: the head does not know the line “{line.strip()}”")
    if not subject:
        faults.append(f"{name}.txt: no Subject")
    paragraphs = tuple(" ".join(p.split("\n")) for p in body.strip().split("\n\n"))
    template = Template(name, subject, tuple(slots), paragraphs)
    return template, faults + _faults_of(template)


def _parse_slot(value: str) -> tuple[Slot | None, str]:
    parts = [part.strip() for part in value.split(",", 2)]
    if len(parts) != 3 or parts[1] not in ("optional", "required") or not parts[0].isidentifier():
        return None, f"a slot is “name, optional or required, question”, not “{value.strip()}”"
    return Slot(parts[0], parts[2], parts[1] == "required", ""), ""


def _faults_of(template: Template) -> list[str]:
    name, names = template.name, {slot.name for slot in template.slots}
    text = "\n\n".join(template.paragraphs)
    used = PLACEHOLDER.findall(template.subject + text)
    faults = [f"no such fact or slot: {{{word}}}" for word in used if word not in FACTS | names]
    faults += [f"the slot {word} is not used" for word in sorted(names - set(used))]
    faults += [f"the slot {word} has the name of a fact" for word in sorted(names & FACTS)]
    faults += [f"no {{{word}}}" for word in ("greeting", "sign_off") if word not in used]
    words = len(text.split())
    if words > LONGEST:
        faults.append(f"{words} words; more than {LONGEST} are too many")
    faults += [f"“{phrase}” does not belong" for phrase in BANNED if phrase in text.lower()]
    faults += [
        f"two slots in one paragraph: {', '.join(gaps)}"
        for paragraph in template.paragraphs
        if len(gaps := [g for g in PLACEHOLDER.findall(paragraph) if g in names]) > 1
    ]
    return [f"{name}.txt: {fault}" for fault in faults]


def template_folder() -> Traversable:
    """Return the folder of the templates that come with Hearback."""
    return files("hearback") / "knowledge" / "templates" / "en"


def read_templates(folder: Traversable) -> tuple[dict[str, Template], list[str]]:
    """Return every template of a folder by its name, and the faults of all of them."""
    found: dict[str, Template] = {}
    faults: list[str] = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            name = file.name.removesuffix(".txt")
            template, wrong = parse_template(name, file.read_text(encoding="utf-8"))
            faults += wrong
            if template:
                found[name] = template
    return found, faults


@functools.cache
def load_templates() -> Mapping[str, Template]:
    """Return the templates by name; raises KnowledgeBroken with all their faults."""
    found, faults = read_templates(template_folder())
    if faults:
        raise KnowledgeBroken(faults)
    return found


def check_templates(written: frozenset[str], folder: Traversable | None = None) -> list[str]:
    """Return every fault of every template; `written` are the templates that a draft may take."""
    found, faults = read_templates(folder or template_folder())
    faults += [f"{name}.txt: is missing" for name in sorted(written - set(found))]
    faults += [f"{name}.txt: no draft takes it" for name in sorted(set(found) - written)]
    return faults
