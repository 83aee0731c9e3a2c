"""Templates: the drafts of each situation in three tones, filled with facts from the mails.

Facts are put in as they are; a mail's text is never taken for a template. How a file is written,
`template_file` tells.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from hearback.drafts.draft import Slot, Tone
from hearback.drafts.filling import answered
from hearback.drafts.template_file import (
    BEHIND_A_WORD,
    BRIEF,
    PLACEHOLDER,
    Paragraph,
    read_template_file,
)
from hearback.errors import KnowledgeBroken


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it stands in its file; `offered_as` is its name where the user may choose."""

    name: str
    subject: str
    slots: tuple[Slot, ...]
    texts: Mapping[str, tuple[Paragraph, ...]]
    offered_as: str = ""

    def way(self, tone: Tone, *, terse: bool) -> str:
        """Return which text a tone takes: to the terse the brief one, where it would be plain."""
        return BRIEF if terse and tone is Tone.PLAIN and BRIEF in self.texts else tone

    def fill(
        self, way: str, facts: Mapping[str, str], answers: Mapping[str, str]
    ) -> tuple[str, tuple[Slot, ...]]:
        """Return the body without its open slots, and those slots with their paragraphs.

        `answers` are what the user has told of before, by the name of the slot.
        """
        slots = {slot.name: slot for slot in self.slots}
        kept: list[str] = []
        open_slots: list[Slot] = []
        for paragraph in self._said(way, facts):
            gaps = [name for name in paragraph.needs if name in slots]
            if not gaps:
                kept.append(_put_in(paragraph.text, facts))
                continue
            # The rest first, so that braces inside a fact never look like the gap.
            slot, answer = slots[gaps[0]], answers.get(gaps[0], "")
            if answer:
                before, _, after = paragraph.text.partition(f"{{{slot.name}}}")
                parts = (_put_in(before, facts), _put_in(after, facts))
                kept.append(answered(parts, answer))
            else:
                open_slots.append(
                    replace(
                        slot,
                        ask=_asked(slot.ask, facts),
                        paragraph=_put_in(paragraph.text, facts),
                        after=len(kept),
                    )
                )
        return "\n\n".join(kept), tuple(open_slots)

    def used(self, way: str, facts: Mapping[str, str]) -> frozenset[str]:
        """Return the facts that such a body says."""
        return frozenset(name for p in self._said(way, facts) for name in p.needs)

    def _said(self, way: str, facts: Mapping[str, str]) -> list[Paragraph]:
        """Return the paragraphs whose facts are known."""
        unneeded = BEHIND_A_WORD | {slot.name for slot in self.slots}
        return [
            paragraph
            for paragraph in self.texts[way]
            if all(facts.get(name) for name in paragraph.needs if name not in unneeded)
        ]


def _put_in(text: str, facts: Mapping[str, str]) -> str:
    """Put the facts in, one pass, so that braces inside a fact are never looked at."""

    def fact(found: re.Match[str]) -> str:
        told = facts.get(found[1]) or ("" if found[1] in BEHIND_A_WORD else found[0])
        # "at Acme Inc." at the end of a sentence has one full stop.
        return told.rstrip(".") if text[found.end() : found.end() + 1] == "." else told

    return PLACEHOLDER.sub(fact, text)


def _asked(question: str, facts: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: facts.get(found[1], ""), question).strip()


def parse_template(name: str, text: str) -> tuple[Template, list[str]]:
    """Return a template and all its faults, each with its line."""
    found = read_template_file(text)
    template = Template(
        name,
        found.subject,
        tuple(found.slots),
        {tone: tuple(paragraphs) for tone, paragraphs in found.texts.items()},
        found.offered_as,
    )
    return template, [f"{name}.txt:{line}: {words}" for line, words in sorted(found.faults)]


def template_folder() -> Traversable:
    """Return the folder of the templates that come with Hearback."""
    return files("hearback") / "knowledge" / "templates" / "en"


def read_templates(folder: Traversable) -> tuple[dict[str, Template], list[str]]:
    """Return every template of a folder by its name, and the faults of all of them."""
    found: dict[str, Template] = {}
    faults: list[str] = []
    for name in template_names(folder):
        template, wrong = read_template(folder, name)
        faults += wrong
        if template:
            found[name] = template
    return found, faults


def template_names(folder: Traversable) -> list[str]:
    """Return the names of a folder's templates in order."""
    names = (file.name for file in folder.iterdir())
    return sorted(name.removesuffix(".txt") for name in names if name.endswith(".txt"))


def read_template(folder: Traversable, name: str) -> tuple[Template | None, list[str]]:
    """Return one template of a folder, None when it is no text, and all its faults."""
    try:
        return parse_template(name, (folder / f"{name}.txt").read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None, [f"{name}.txt: not UTF-8; save it as UTF-8 text"]


@functools.cache
def load_template(name: str) -> Template:
    """Return the template of this name; raises KnowledgeBroken with all its faults.

    Each is read when a letter asks for it: to read all of them takes a while.
    """
    template, faults = read_template(template_folder(), name)
    if template is None or faults:
        raise KnowledgeBroken(faults)
    return template


def check_templates(written: frozenset[str], folder: Traversable | None = None) -> list[str]:
    """Return every fault of every template; `written` are the templates that a draft may take."""
    found, faults = read_templates(folder or template_folder())
    faults += [f"{name}.txt: is missing" for name in sorted(written - set(found))]
    faults += [f"{name}.txt: no draft takes it" for name in sorted(set(found) - written)]
    return faults + [words for template in found.values() for words in _ungracious(template)]


def _ungracious(template: Template) -> list[str]:
    """Hold a template against the courtesy rules, which drafts are held against too."""
    from hearback.drafts.courtesy import remarks  # a draft needs its letter alone

    try:
        return [
            f"{template.name}.txt:{paragraph.line}: “{remark.words}”: {remark.says}"
            for paragraphs in template.texts.values()
            for paragraph in paragraphs
            for remark in remarks(PLACEHOLDER.sub("so", paragraph.text))
        ]
    except KnowledgeBroken:  # courtesy.toml has faults of its own, and says so itself
        return []
