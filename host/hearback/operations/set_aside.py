"""What the user set aside, so that it can be put back: no job mail, removed, let go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hearback.operations.look import Item, Overview
from hearback.signals.signal import BY_HAND
from hearback.timeline.application import Application, Stage
from hearback.timeline.notes import Note, Verb


@dataclass(frozen=True, slots=True)
class SetAside:
    """One application that was set aside; taking `note_ids` back puts it back.

    `company` and `role` are "" when unknown, also when its mail is not kept any more.
    """

    note_ids: tuple[str, ...]
    at: datetime
    why: Literal["not_a_job", "removed", "let_go"]
    company: str = ""
    role: str = ""


def list_set_aside(notes: Iterable[Note], with_all: Overview) -> tuple[SetAside, ...]:
    """Return what was set aside, newest first; `with_all` also shows what is not about a job."""
    told = [*_not_jobs(notes, with_all), *_let_go(with_all.items)]
    return tuple(sorted(told, key=lambda each: each.at, reverse=True))


def _not_jobs(notes: Iterable[Note], with_all: Overview) -> Iterable[SetAside]:
    of_thread = {
        thread: item.case.application
        for item in with_all.items
        for thread in item.case.application.threads
    }
    for note in notes:
        if note.verb is Verb.NOT_A_JOB and not note.goes_with_another:
            known: Application | None = of_thread.get(note.thread_id)
            yield SetAside(
                (note.note_id,),
                note.at,
                "removed" if note.thread_id.startswith(BY_HAND) else "not_a_job",
                known.company if known else "",
                known.role if known else "",
            )


def _let_go(items: Sequence[Item]) -> Iterable[SetAside]:
    for item in items:
        application = item.case.application
        notes = [note for note in application.notes if note.verb is Verb.LET_GO and note.note_id]
        if item.case.standing.stage is Stage.LET_GO and notes:
            ids = tuple(note.note_id for note in notes)
            yield SetAside(ids, notes[-1].at, "let_go", application.company, application.role)
