"""The playbook: plays as data, tried in order; the first whose conditions hold is the advice.

`knowledge/playbook.toml` holds the plays, their reasons and sources, and every number. The words
that a condition may use are the fields of `Situation`; anything else is refused. The host makes the
plays without pydantic, whose import takes longer than all they advise; it is asked what is wrong
where they cannot be made, and by `check-knowledge`.
"""

import functools
import tomllib
from dataclasses import dataclass, field, fields, replace
from importlib.resources import files
from string import Formatter
from typing import Any, Literal, get_args

from hearback.advice.action import Action
from hearback.advice.numbers import LIMITS, Numbers
from hearback.advice.situation import Situation
from hearback.errors import KnowledgeBroken
from hearback.timeline.application import Stage, WaitingOn

FILE = "playbook.toml"
VOCABULARY = frozenset(fact.name for fact in fields(Situation))
# The facts that a sentence may use in {braces}; `facts.py` finds them.
FACTS = frozenset(
    {
        *("accepted_from", "alive", "company", "contact", "offered_by", "rejected_day"),
        *("wait_ends_day", "asked", "asker", "needed_day", "open_promise_day", "overdue"),
        *("open_promise_quote", "promise_day", "promise_quote", "when_they_decide"),
        *("interview_day", "interview_time", "not_thanked", "applied_day"),
        *("unreachable_since", "brush_off", "delay"),
        *("last_sign_day", "only_machines", "silence", "agent", "chased_day", "chases"),
        *("held_for", "line_manager", "snoozed_day", "where_to_look"),
    }
)

Due = Literal[
    "asked",
    "noted",
    "rejected",
    "cold_reply",
    "accepted_elsewhere",
    "offered_elsewhere",
    "two_days_before_interview",
    "interview_end",
    "wait_ends",
    "let_go_day",
]


NOTHING_ELSE = {"extra": "forbid"}  # for pydantic
STATES: dict[str, Stage | WaitingOn] = {state.value: state for state in (*Stage, *WaitingOn)}


@dataclass(frozen=True, slots=True)
class Range:
    """A count: `min` and `max` are included, `below` is not; a number may be named."""

    __pydantic_config__ = NOTHING_ELSE

    min: int | str | None = None
    max: int | str | None = None
    below: int | str | None = None

    def bounds(self) -> tuple[int | str | None, ...]:
        """Return all three, for a look at the names."""
        return self.min, self.max, self.below


Condition = bool | list[Stage | WaitingOn] | Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One row: when it fits, what it does, why, and whose advice it is."""

    __pydantic_config__ = NOTHING_ELSE

    action: Action
    when: list[dict[str, Condition]]
    due: Due
    headline: list[str]
    because: list[str]
    asks: list[str] = field(default_factory=list)
    options: list[Action] = field(default_factory=list)
    call_plan: bool = False
    source: str

    def __post_init__(self) -> None:
        if not (self.when and self.headline and self.because and self.source):
            raise ValueError("`when`, `headline`, `because` and `source` say something")
        if self.due not in get_args(Due):
            raise ValueError(f"`due` does not know {self.due}")
        unknown = sorted({word for when in self.when for word in when} - VOCABULARY)
        if unknown:
            raise ValueError(f"`when` does not know {', '.join(unknown)}")
        asked = {
            name
            for text in [*self.headline, *self.because, *self.asks]
            for _, name, _, _ in Formatter().parse(text)
            if name is not None
        }
        if asked - FACTS:
            raise ValueError(f"no such fact: {', '.join(sorted(asked - FACTS))}")


@dataclass(frozen=True, slots=True)
class Playbook:
    """All plays in the order in which they are tried, and the numbers."""

    __pydantic_config__ = NOTHING_ELSE

    numbers: Numbers
    play: list[Play]

    def fits(self, play: Play, situation: Situation) -> bool:
        """Whether all conditions of one of the play's alternatives hold."""
        return any(
            all(
                self._holds(condition, getattr(situation, word))
                for word, condition in alternative.items()
            )
            for alternative in play.when
        )

    def first_fit(self, situation: Situation) -> Play | None:
        """Return the advice: the first play that fits, None when none does."""
        return next((play for play in self.play if self.fits(play, situation)), None)

    def with_numbers(self, numbers: Numbers) -> "Playbook":
        """Return the same plays, counted with other numbers."""
        return replace(self, numbers=numbers)

    def number(self, value: int | str) -> int:
        """Return a number, looked up when it is named."""
        return value if isinstance(value, int) else int(getattr(self.numbers, value))

    def _holds(self, condition: Condition, fact: object) -> bool:
        if isinstance(condition, bool):
            return fact is condition
        if isinstance(condition, list):
            return fact in condition
        if not isinstance(fact, int):
            return False
        low, high, below = condition.bounds()
        return (
            (low is None or fact >= self.number(low))
            and (high is None or fact <= self.number(high))
            and (below is None or fact < self.number(below))
        )

    def __post_init__(self) -> None:
        named = {
            bound
            for play in self.play
            for when in play.when
            for condition in when.values()
            if isinstance(condition, Range)
            for bound in condition.bounds()
            if isinstance(bound, str)
        }
        missing = sorted(named - set(LIMITS))
        if missing:
            raise ValueError(f"no such number: {', '.join(missing)}")


def parse_playbook(text: str) -> tuple[Playbook | None, list[str]]:
    """Return the playbook, or None and all its faults, one line each."""
    from pydantic import TypeAdapter, ValidationError

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [f"{FILE}: not valid TOML: {error}"]
    try:
        playbook = TypeAdapter(Playbook).validate_python(found)
    except ValidationError as error:
        return None, [
            f"{FILE}: {_where(fault['loc'], found)}: {fault['msg']}" for fault in error.errors()
        ]
    return playbook, _missing_actions(playbook)


def _where(place: tuple[int | str, ...], found: dict[str, object]) -> str:
    """Name the play by its action rather than by its number."""
    plays = found.get("play")
    if (
        len(place) > 1
        and place[0] == "play"
        and isinstance(place[1], int)
        and isinstance(plays, list)
    ):
        play = plays[place[1]]
        name = play.get("action", place[1]) if isinstance(play, dict) else place[1]
        return ".".join(["play", str(name), *map(str, place[2:])])
    return ".".join(map(str, place)) or "the file"


def _missing_actions(playbook: Playbook) -> list[str]:
    advised = [play.action for play in playbook.play]
    missing = [f"{FILE}: no play advises {action}" for action in Action if action not in advised]
    twice = sorted({action for action in advised if advised.count(action) > 1})
    return missing + [f"{FILE}: two plays advise {action}" for action in twice]


@functools.cache
def load_playbook() -> Playbook:
    """Return the playbook that comes with Hearback; raises KnowledgeBroken with all its faults."""
    text = (files("hearback") / "knowledge" / FILE).read_text(encoding="utf-8")
    try:
        made = _made(tomllib.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError):
        playbook, faults = parse_playbook(text)
    else:
        playbook, faults = made, _missing_actions(made)
    if playbook is None or faults:
        raise KnowledgeBroken(faults)
    return playbook


def _made(found: dict[str, Any]) -> Playbook:
    """Return the playbook that a file tells; what is wrong with the file raises anything."""
    if found.keys() != {"numbers", "play"}:
        raise LookupError
    return Playbook(Numbers(**found["numbers"]), [_play(row) for row in found["play"]])


def _play(row: dict[str, Any]) -> Play:
    when = [{word: _condition(c) for word, c in told.items()} for told in row["when"]]
    options = [Action(option) for option in row.get("options", [])]
    return Play(**{**row, "action": Action(row["action"]), "when": when, "options": options})


def _condition(told: bool | list[str] | dict[str, Any]) -> Condition:
    if isinstance(told, bool):
        return told
    return [STATES[state] for state in told] if isinstance(told, list) else Range(**told)
