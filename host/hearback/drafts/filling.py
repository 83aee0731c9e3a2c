"""The user's answers put into a draft: what is left empty goes, what is needed is asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hearback.drafts.draft import Draft
from hearback.errors import DraftUnfinished

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
EMPTY = "It has no text."
LONGEST_LINK = 500  # characters
STOPPED = re.compile(r"[.!?…:]['\"”’)]*$")
LINK = re.compile(r"://|@|www\.|\.\w{2,20}/")


def fill(draft: Draft, answers: Mapping[str, str]) -> Draft:
    """Return the draft with these answers, by the names of its slots, and without open slots.

    An optional slot without an answer vanishes with its paragraph. Raises DraftUnfinished, with
    words for the user, when a needed answer or the recipient is missing.
    """
    told = {slot.name: _cleaned(answers.get(slot.name, "")) for slot in draft.slots}
    missing = replace(draft, slots=tuple(s for s in draft.slots if not told[s.name])).unfinished
    if missing:
        raise _unfinished(missing)
    paragraphs = draft.body.split("\n\n")
    for slot in reversed(draft.slots):
        if told[slot.name]:
            before, _, after = slot.paragraph.rpartition(f"{{{slot.name}}}")
            paragraphs.insert(slot.after, answered((before, after), told[slot.name]))
    return replace(draft, body="\n\n".join(paragraphs), slots=())


def with_body(draft: Draft, body: str) -> Draft:
    """Return the draft with the text that the user made of it.

    Raises DraftUnfinished when it is empty, goes to nobody, or a gap of ours still stands in it.
    """
    text = CONTROL.sub(" ", body.replace("\r\n", "\n").replace("\r", "\n")).strip()
    gaps = [slot.ask for slot in draft.slots if f"{{{slot.name}}}" in text]
    missing = [*replace(draft, slots=()).unfinished, *([] if text else [EMPTY]), *gaps]
    if missing:
        raise _unfinished(missing)
    return replace(draft, body=text, slots=())


def _unfinished(missing: Sequence[str]) -> DraftUnfinished:
    return DraftUnfinished(
        f"This mail is not finished: {missing[0]}",
        " ".join(["Fill it in, then save again.", *missing[1:]]),
    )


def answered(around: tuple[str, str], answer: str) -> str:
    """Return a paragraph with the answer between its two parts, its sentence ended once."""
    before, after = around
    if after:
        answer = answer.rstrip(" .,;?")
    whole = f"{before}{answer}{after}"
    last_word = whole[-LONGEST_LINK:].rpartition(" ")[2]
    # A full stop behind a link would become part of it.
    if STOPPED.search(whole[-10:]) or LINK.search(last_word):
        return whole
    return f"{whole.rstrip(' ,;')}."


def _cleaned(answer: str) -> str:
    text = answer.replace("\r\n", "\n").replace("\r", "\n")
    lines = [" ".join(line.split()) for line in CONTROL.sub(" ", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
