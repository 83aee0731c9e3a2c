"""Thanks after an interview: one mail to each who was there, each in other words."""

import re

from hearback.drafts.letter import Letter, answering, same_person
from hearback.drafts.named import ARRANGES, named_for
from hearback.drafts.recipients import arranger_of, interviewers_of
from hearback.drafts.told import Told
from hearback.signals.signal import Part, Person
from hearback.timeline.application import Interview

PANEL = (
    "thank_you_panel",
    "thank_you_panel_second",
    "thank_you_panel_third",
    "thank_you_panel_fourth",
    "thank_you_panel_fifth",
)
FINAL = re.compile(
    r"(?<!before the )(?<!then the )(?<!then a )(?<!by a )(?<!by the )\b(?:final|last)[ -]"
    r"(?:round|stage|interview|conversation|panel|meeting|step)\b",
    re.I,
)


def thank_you(told: Told) -> list[Letter]:
    """Thank each interviewer, else who arranged it; one of them is asked for dates."""
    held = [i for i in told.standing.interviews if i.end <= told.clock.now]
    interview = held[-1] if held else None
    arranger = arranger_of(told, interview)
    people = interviewers_of(told) or ([arranger] if arranger else [])
    if not people:
        return []
    # One of them is asked when they expect to decide, and gets what the user noted.
    first = next((p for p in people if arranger and same_person(p, arranger)), people[0])
    others = [person for person in people if person is not first]
    letters = [_first_thanks(told, first, others, held), *_other_thanks(told, first, others)]
    return [answering(letter, told) for letter in letters]


def _first_thanks(
    told: Told, person: Person, others: list[Person], held: list[Interview]
) -> Letter:
    ends = "" if told.standing.promise else "_timeline"
    if told.part_of(person) is Part.AGENCY:
        return Letter(f"thank_you_agency{ends}", person)
    if _only_arranged(told, person, others) or _named_another(told, person, held):
        return Letter(f"thank_you_arranger{ends}", person)
    if told.application.agency:
        ends = ""  # it is the recruiter who is asked for dates
    return Letter(f"thank_you{_which_round(told, person, held)}{ends}", person)


def _only_arranged(told: Told, person: Person, others: list[Person]) -> bool:
    """Whoever invited a panel need not have sat on it."""
    return bool(others) and told.part_of(person) in (Part.RECRUITER, Part.AGENCY)


def _named_another(told: Told, person: Person, held: list[Interview]) -> bool:
    """Whether who arranged the last talk wrote that it is with somebody else."""
    if not held or held[-1].people or told.application.agency:
        return False
    return met_name(told) is not None and told.written_by(person) != []


def met_name(told: Told) -> str | None:
    """Return whom they named for the last talk; "" for somebody without a name, None for nobody."""
    held = [i for i in told.standing.interviews if i.end <= told.clock.now]
    if not held or held[-1].people:
        return None
    return named_for(told, held[-2].end if len(held) > 1 else None, held[-1].start)


def _which_round(told: Told, person: Person, held: list[Interview]) -> str:
    """Return "" for a first talk, "_again" with somebody known, "_final" for the last round."""
    if not held:
        return ""
    last = held[-1]
    today = told.clock.day(last.start)
    earlier = [i for i in held if told.clock.day(i.start) < today]
    if not earlier:
        return ""
    if _called_final(told, earlier[-1], last):
        return "_final"
    return "_again" if any(_met_in(told, person, i) for i in earlier) else ""


def _called_final(told: Told, before: Interview, last: Interview) -> bool:
    """Whether a mail that arranged this round called it the final one."""
    arranging = [
        reading
        for reading in told.inbound
        if before.end < reading.envelope.date < last.start and reading.says(*ARRANGES)
    ]
    said = (
        text
        for reading in arranging
        for text in (
            reading.envelope.subject,
            *(signal.evidence for signal in reading.signals if signal.kind in ARRANGES),
        )
    )
    return any(FINAL.search(text) for text in said)


def _met_in(told: Told, person: Person, interview: Interview) -> bool:
    """Whether somebody was in a talk: as its calendar tells, else because they arranged it."""
    if interview.people:
        return any(same_person(person, met) for met in interview.people)
    arranger = arranger_of(told, interview)
    return arranger is not None and same_person(person, arranger)


def _other_thanks(told: Told, first: Person, others: list[Person]) -> list[Letter]:
    if len(others) == 1 and _only_arranged(told, first, others):
        return [Letter("thank_you", others[0], notes=False)]
    return [
        Letter(PANEL[number % len(PANEL)], person, notes=False, again=number // len(PANEL))
        for number, person in enumerate(others)
    ]
