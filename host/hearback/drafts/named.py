"""Whom a mail that arranged an interview named for it: "with our director, Vikram Shah".

They have no address, so no mail goes to them; but who arranged it was then perhaps not there.
"""

import re
from datetime import datetime

from hearback.drafts.names import full_name, plain
from hearback.drafts.told import Told
from hearback.signals.signal import Kind, Person

ARRANGES = (
    Kind.INTERVIEW_INVITATION,
    Kind.INTERVIEW_SCHEDULING,
    Kind.INTERVIEW_CONFIRMATION,
)
WITH = re.compile(r"\b(?:with|to meet|will meet|meeting|joined by)\s+([^.;:!?]{3,90})")
MYSELF = re.compile(r"\b(?:me|myself|us|I)\b")
OFFICE = re.compile(
    r"^(?:our|the|my|your|an?|one of our) (?:[\w-]+ ){0,3}(?:director|manager|head|lead|leader|team"
    r"|panel|founders?|owner|principal|partner|professor|president|chief|c[a-z]o|supervisor"
    r"|colleagues?|client|engineers?|editor|consultant|officer|coordinator|executive)\b",
    re.I,
)
NAME = r"[A-Z][^\W\d_]+(?:['’-][A-Z]?[^\W\d_]+)*"
NAMED = re.compile(
    rf"(?:^|\b(?:director|manager|head|lead|founder|owner|partner|professor|editor|c[a-z]o|colleague|executive)"
    rf",? )(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Dame|Sir)\.? )?({NAME} {NAME}(?: {NAME})?)(?![^\W\d_])"
)
NO_NAME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Zoom|Teams|Google|Microsoft|Meet|Skype|Video|Phone"
    r"|Team|Panel|Head|Director|Manager|Chief|Human|Resources|Hiring|Talent)\b"
)


def named_for(told: Told, after: datetime | None, before: datetime) -> str | None:
    """Return whom their mails between two moments named for a talk.

    "" when they named somebody without a name, or several; None when they named nobody, or spoke of
    themselves too.
    """
    found: str | None = None
    for reading in told.inbound:
        written = reading.envelope.date
        if (after and written <= after) or written >= before:
            continue
        for signal in reading.signals:
            if signal.kind in ARRANGES:
                met = _met_with(signal.evidence, told, reading.writer)
                found = met if met is not None else found
    return found


def _met_with(sentence: str, told: Told, writer: Person | None) -> str | None:
    for spoken in WITH.finditer(sentence):
        words = spoken[1].strip()
        if MYSELF.search(words):
            return None
        name = NAMED.search(words)
        if name and not _is_no_name(name[1], told, writer):
            return "" if re.search(r"\b(?:and|&)\b", words) else plain(name[1])
        if OFFICE.match(words):
            return ""
    return None


def _is_no_name(name: str, told: Told, writer: Person | None) -> bool:
    """Whether it is the house, the writer, the user, or a day."""
    known = (told.application.company, told.application.agency, told.me.name, full_name(writer))
    low = name.casefold()
    same = any(k and (low in k.casefold() or k.casefold() in low) for k in known)
    return same or NO_NAME.search(name) is not None
