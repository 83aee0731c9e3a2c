"""Reading a template's file: the head, a text for each tone, and every fault with its line.

    # what it is for
    Subject: {re_subject}
    Offered as: Ideas on a challenge of the job      (only where the user may choose)
    Slot: topic, optional, What did you talk about{with_name} that stayed with you?
    --- warm
    {greeting}

    Thank you for talking with me{on_day} about {the_role}.

    One thing stayed with me: {topic}

    {sign_off}
    --- plain
    ...
    --- brief
    ...

There is a text for each tone. A brief one is optional: it stands in for the plain one when they
write in a line or two, and may do without an optional slot.

A paragraph that needs something unknown disappears: a fact that is "", or a slot that nobody
filled. The facts, explained in knowledge/templates/README.md:
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hearback.drafts.draft import Slot, Tone

ALWAYS = frozenset(
    "greeting sign_off my_name the_role the_role_at the_talk missed_talk my_application them "
    "whom_i_wrote that_time re_subject new_subject".split()
)
PERHAPS = frozenset(
    "company next_talk promise_by hear_by promised proposed_time offer_deadline "
    "introducing_me met_name".split()
)
BEHIND_A_WORD = frozenset({"on_day"})  # " on Tuesday 3 March", or nothing: nothing disappears
IN_QUESTIONS = frozenset({"with_name", "their_times"})
FACTS = ALWAYS | PERHAPS | BEHIND_A_WORD
SUBJECTS = ("{re_subject}", "{new_subject}")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
SECTION = re.compile(r"---\s*(\w*)\s*$")
LONGEST = 120  # words
BRIEF = "brief"
LONGEST_BRIEF = 60
BANNED = (
    "checking in",
    "touching base",
    "touch base",
    "any update",
    "circling back",
    "following up",
    "sorry to bother",
    "you are busy",
    "as per my last",
    "at your earliest convenience",
    "dream job",
    "!",
    "[",
    "]",
)

Fault = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stands in the file, in one line; `line` is where it begins."""

    text: str
    line: int

    @property
    def needs(self) -> list[str]:
        """The facts and slots that it names."""
        return PLACEHOLDER.findall(self.text)


@dataclass
class TemplateFile:
    """What a template's file says, before anybody knows whether it is right."""

    subject: str = ""
    offered_as: str = ""
    slots: list[Slot] = field(default_factory=list)
    texts: dict[str, list[Paragraph]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # of the Subject and of each slot


def read_template_file(text: str) -> TemplateFile:
    """Return what a file says, with all its faults."""
    found = TemplateFile()
    section: str | None = None
    pending: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), "--- end"], 1):
        if mark := SECTION.fullmatch(line.rstrip()):
            _close(section, pending, found)
            section, pending = mark[1], [(number, "")]
        elif section is None:
            _read_head(number, line, found)
        else:
            pending.append((number, line.rstrip()))
    found.faults += [*_faults_of_head(found), *_faults_of_texts(found)]
    return found


def _close(section: str | None, lines: list[tuple[int, str]], found: TemplateFile) -> None:
    """Keep the text of a tone whose end has come."""
    if section is None:
        return
    start = lines[0][0]
    if section not in (*Tone, BRIEF):
        tones = ", ".join([*Tone, BRIEF])
        found.faults.append((start, f"“--- {section}” is no tone; there are {tones}"))
    elif section in found.texts:
        found.faults.append((start, f"the tone {section} is there twice"))
    else:
        found.texts[section] = list(_paragraphs(lines[1:]))


def _paragraphs(lines: Sequence[tuple[int, str]]) -> Iterator[Paragraph]:
    held: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "")]:
        if line:
            held.append((number, line))
        elif held:
            yield Paragraph(" ".join(words for _, words in held), held[0][0])
            held = []


def _read_head(number: int, line: str, found: TemplateFile) -> None:
    key, _, value = line.partition(":")
    if key == "Subject":
        found.subject = value.strip()
        found.lines["Subject"] = number
    elif key == "Offered as":
        found.offered_as = value.strip()
    elif key == "Slot":
        slot, fault = _read_slot(value)
        found.faults += [(number, fault)] if fault else []
        if slot:
            found.slots.append(slot)
            found.lines[slot.name] = number
    elif line.strip() and not line.startswith("#"):
        found.faults.append((number, f"the head does not know the line “{line.strip()}”"))


def _read_slot(value: str) -> tuple[Slot | None, str]:
    parts = [part.strip() for part in value.split(",", 2)]
    if len(parts) != 3 or parts[1] not in ("optional", "required") or not parts[0].isidentifier():
        return None, f"a slot is “name, optional or required, question”, not “{value.strip()}”"
    return Slot(parts[0], parts[2], parts[1] == "required", ""), ""


def _faults_of_head(found: TemplateFile) -> Iterator[Fault]:
    at: Mapping[str, int] = found.lines
    if not found.subject:
        yield 1, "no Subject"
    elif found.subject not in SUBJECTS:
        wrong = f"the Subject is {' or '.join(SUBJECTS)}, not “{found.subject}”"
        yield at["Subject"], wrong
    names = [slot.name for slot in found.slots]
    for word in sorted(set(names)):
        if names.count(word) > 1:
            yield at[word], f"the slot {word} is there twice"
        if word in FACTS | IN_QUESTIONS:
            yield at[word], f"the slot {word} has the name of a fact"
    for slot in found.slots:
        for word in sorted(set(PLACEHOLDER.findall(slot.ask)) - FACTS - IN_QUESTIONS):
            yield at[slot.name], f"a question asks for {{{word}}}, which is no fact"


def _faults_of_texts(found: TemplateFile) -> Iterator[Fault]:
    slots = {slot.name for slot in found.slots}
    required = {slot.name for slot in found.slots if slot.required}
    yield from ((1, f"no text “--- {tone}”") for tone in Tone if tone not in found.texts)
    for name, paragraphs in found.texts.items():
        for paragraph in paragraphs:
            yield from ((paragraph.line, words) for words in _wrong_in(paragraph, slots))
        start = paragraphs[0].line if paragraphs else 1
        longest, needed = (LONGEST_BRIEF, required) if name == BRIEF else (LONGEST, slots)
        wrong = [*_wrong_with(paragraphs, slots), *_left_out(paragraphs, needed, longest)]
        yield from ((start, f"{name}: {words}") for words in wrong)


def _wrong_in(paragraph: Paragraph, slots: set[str]) -> Iterator[str]:
    needed, text = paragraph.needs, paragraph.text
    yield from (f"no such fact or slot: {{{w}}}" for w in needed if w not in FACTS | slots)
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        yield "a brace without its partner"
    yield from (f"“{phrase}” does not belong" for phrase in BANNED if phrase in text.lower())
    gaps = [word for word in needed if word in slots]
    if len(gaps) > 1:
        yield f"two slots in one paragraph: {', '.join(gaps)}"
    yield from (
        f"{{{word}}} brings its own blank: write it right behind a word"
        for word in BEHIND_A_WORD
        if re.search(rf"(?:^|\s)\{{{word}\}}", text)
    )


def _wrong_with(paragraphs: Sequence[Paragraph], slots: set[str]) -> Iterator[str]:
    """Say what is wrong with the text of a tone as a whole."""
    if [p.text for p in paragraphs[:1]] != ["{greeting}"]:
        yield "no {greeting} as the first paragraph"
    if [p.text for p in paragraphs[-1:]] != ["{sign_off}"]:
        yield "no {sign_off} as the last paragraph"
    if all(set(p.needs) & (PERHAPS | slots) for p in paragraphs[1:-1]):
        yield "says nothing when what may be unknown is: one paragraph must stand without it"


def _left_out(paragraphs: Sequence[Paragraph], needed: set[str], longest: int) -> Iterator[str]:
    """Say which slots a text should have and does not, and whether it is too long."""
    used = {word for paragraph in paragraphs for word in paragraph.needs}
    yield from (f"the slot {word} is not used" for word in sorted(needed - used))
    words = sum(len(p.text.split()) for p in paragraphs)
    if words > longest:
        yield f"{words} words; more than {longest} are too many"
