"""Templates: plain text with a head, facts in {braces}, and gaps that only the user can fill.

    # what it is for
    Subject: {re_subject}
    Slot: topic, optional, What did you talk about{with_name} that stayed with you?
    ---
    {greeting}

    One thing stayed with me: {topic}

A paragraph that needs something unknown disappears: a fact that is "", or a slot that nobody
filled. Facts are put in as they are; a mail's text is never taken for a template. The facts:

    always known    greeting, sign_off, my_name, the_role, the_role_at, the_talk, missed_talk,
                    my_application, them, whom_i_wrote, re_subject, new_subject
    perhaps not     company, day_met, next_talk, promise_by, proposed_time, offer_deadline
    in questions    with_name (" with Dana", or nothing), their_times
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from hearback.drafts.draft import Slot
from hearback.errors import KnowledgeBroken

ALWAYS = frozenset(
    "greeting sign_off my_name the_role the_role_at the_talk missed_talk my_application them "
    "whom_i_wrote re_subject new_subject".split()
)
PERHAPS = frozenset("company day_met next_talk promise_by proposed_time offer_deadline".split())
IN_QUESTIONS = frozenset({"with_name", "their_times"})
FACTS = ALWAYS | PERHAPS
SUBJECTS = ("{re_subject}", "{new_subject}")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
ENDS_A_SENTENCE = re.compile(r"[.!?…]['\"”’)]*$")
LONGEST = 120  # words
BANNED = (
    "just checking in",
    "touching base",
    "touch base",
    "any update",
    "circling back",
    "following up",
    "sorry to bother",
    "i know you are busy",
    "as per my last",
    "at your earliest convenience",
    "dream job",
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

    def fill(
        self, facts: Mapping[str, str], answers: Mapping[str, str]
    ) -> tuple[str, tuple[Slot, ...]]:
        """Return the body without its open slots, and those slots with their paragraphs.

        `answers` are what the user has told of before, by the name of the slot.
        """
        slots = {slot.name: slot for slot in self.slots}
        known = {name: answers[name] for name in slots if answers.get(name)}
        kept: list[str] = []
        open_slots: list[Slot] = []
        for paragraph in self.paragraphs:
            needed = PLACEHOLDER.findall(paragraph)
            if any(name not in slots and not facts.get(name) for name in needed):
                continue
            gaps = [name for name in needed if name in slots and name not in known]
            filled = _put_in(paragraph, {**facts, **known})
            if gaps:
                slot, ask = slots[gaps[0]], slots[gaps[0]].ask
                asked = PLACEHOLDER.sub(lambda found: facts.get(found[1], ""), ask).strip()
                open_slots.append(replace(slot, ask=asked, paragraph=filled, after=len(kept)))
                continue
            answered = any(name in known for name in needed)
            kept.append(_as_a_sentence(filled) if answered else filled)
        return "\n\n".join(kept), tuple(open_slots)


def _put_in(text: str, facts: Mapping[str, str]) -> str:
    """Put the facts in, one pass, so that braces inside a fact are never looked at."""
    return PLACEHOLDER.sub(lambda found: facts.get(found[1]) or found[0], text)


def _as_a_sentence(text: str) -> str:
    """A note is often a few words; in a mail they end with a full stop."""
    return text if ENDS_A_SENTENCE.search(text) else f"{text.rstrip(' ,;:')}."


def parse_template(name: str, text: str) -> tuple[Template | None, list[str]]:
    """Return a template, or None when it has no body; and all its faults."""
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
    paragraphs = tuple(" ".join(p.split("\n")) for p in body.strip().split("\n\n"))
    template = Template(name, subject, tuple(slots), paragraphs)
    wrong = [*_faults_of_head(template), *_faults_of_text(template)]
    return template, faults + [f"{name}.txt: {fault}" for fault in wrong]


def _parse_slot(value: str) -> tuple[Slot | None, str]:
    parts = [part.strip() for part in value.split(",", 2)]
    if len(parts) != 3 or parts[1] not in ("optional", "required") or not parts[0].isidentifier():
        return None, f"a slot is “name, optional or required, question”, not “{value.strip()}”"
    return Slot(parts[0], parts[2], parts[1] == "required", ""), ""


def _faults_of_head(template: Template) -> list[str]:
    names = [slot.name for slot in template.slots]
    used = PLACEHOLDER.findall("".join(template.paragraphs))
    faults = [] if template.subject else ["no Subject"]
    if template.subject and template.subject not in SUBJECTS:
        faults.append(f"the Subject is {' or '.join(SUBJECTS)}, not “{template.subject}”")
    faults += [f"the slot {word} is not used" for word in sorted(set(names) - set(used))]
    faults += [
        f"the slot {word} is there twice" for word in sorted(set(names)) if names.count(word) > 1
    ]
    faults += [f"the slot {word} has the name of a fact" for word in sorted(set(names) & FACTS)]
    asked = {word for slot in template.slots for word in PLACEHOLDER.findall(slot.ask)}
    unknown = sorted(asked - FACTS - IN_QUESTIONS)
    return faults + [f"a question asks for {{{word}}}, which is no fact" for word in unknown]


def _faults_of_text(template: Template) -> list[str]:
    names = {slot.name for slot in template.slots}
    text = "\n\n".join(template.paragraphs)
    used = PLACEHOLDER.findall(text)
    faults = [f"no such fact or slot: {{{word}}}" for word in used if word not in FACTS | names]
    faults += [f"no {{{word}}}" for word in ("greeting", "sign_off") if word not in used]
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        faults.append("a brace without its partner")
    words = len(text.split())
    if words > LONGEST:
        faults.append(f"{words} words; more than {LONGEST} are too many")
    faults += [f"“{phrase}” does not belong" for phrase in BANNED if phrase in text.lower()]
    gaps = [[g for g in PLACEHOLDER.findall(p) if g in names] for p in template.paragraphs]
    return faults + [f"two slots in one paragraph: {', '.join(g)}" for g in gaps if len(g) > 1]


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
            try:
                template, wrong = parse_template(name, file.read_text(encoding="utf-8"))
            except UnicodeDecodeError:
                template, wrong = None, [f"{name}.txt: not UTF-8; save it as UTF-8 text"]
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
