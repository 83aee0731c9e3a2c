"""The rulebook: what is known about how mails say things, made from the files under knowledge/.

Importing this module reads nothing; `load_rulebook` does, once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from re import Pattern
from typing import TYPE_CHECKING

from hearback.signals.signal import Kind, Strength
from hearback.signals.version import knowledge_folder

if TYPE_CHECKING:
    from hearback.signals.name_patterns import Names
    from hearback.signals.phrases import AnyOf, Phrase
    from hearback.signals.scan import Search
    from hearback.signals.sender import Senders
    from hearback.signals.sentences import Spelling

OUTBOUND = frozenset(
    {
        Kind.APPLICATION_SENT,
        Kind.INTERVIEW_SCHEDULING,
        Kind.THANK_YOU,
        Kind.FOLLOW_UP,
        Kind.FEEDBACK_REQUEST,
        Kind.ACCEPTANCE,
        Kind.WITHDRAWAL,
    }
)
"""What the user can say."""
INBOUND = frozenset(Kind) - OUTBOUND | {Kind.INTERVIEW_SCHEDULING}
"""What everybody else can say."""

ABOUT_NO_JOB = frozenset({Kind.OUT_OF_OFFICE, Kind.BOUNCE})
"""What a mail can say that has nothing to do with a job."""

WEIGHS_JOB = ("about_a_job", "not_my_search", "hiring_side")
"""What a rule can mean besides a kind or a mention: evidence for or against the user's search."""


class Where(StrEnum):
    """The part of a mail that a sentence stands in."""

    SUBJECT = "subject"
    OLD_SUBJECT = "old_subject"  # of a reply: it says what the thread is about, but nothing new
    BODY = "body"
    CALENDAR = "calendar"  # summary, place and description of an invitation
    SENDER = "sender"  # display name and address


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of a rule file. `means` is a Kind, a Mention or one of WEIGHS_JOB."""

    name: str
    file: str
    means: str
    said_by: str
    look_in: str
    points: int
    phrases: "tuple[Phrase, ...]" = ()
    pattern: Pattern[str] | None = None
    literal: str = ""  # letters that every match of `pattern` holds, in lower case
    unless: "AnyOf | None" = None
    unless_mail: "AnyOf | None" = None
    needs_job: bool = False
    even_if: bool = False
    short_mail: int | None = None
    matches: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    def said_in(self, *, outbound: bool) -> bool:
        """Whether mails in this direction can say it."""
        return self.said_by != ("them" if outbound else "me")

    @property
    def where(self) -> frozenset[Where]:
        """The parts of a mail that it looks in."""
        if self.look_in not in {"subject", "both"}:
            return frozenset({Where(self.look_in)})
        parts = {Where.SUBJECT} | ({Where.BODY} if self.look_in == "both" else set())
        # What the subject of a reply says of "my application" are the words of the other side.
        about_thread = self.means in WEIGHS_JOB and self.means != "hiring_side"
        return frozenset(parts | ({Where.OLD_SUBJECT} if about_thread else set()))


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a surrounding says by itself, without any phrase."""

    kind: Kind
    points: int
    needs_job: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two kinds that cannot both be true; one is believed when it leads by `lead` points."""

    kinds: tuple[Kind, Kind]
    lead: int


@dataclass(frozen=True)
class Scoring:
    """scoring.toml: how points become signals. The mechanism is told there."""

    needs: Mapping[str, int]
    adds: Mapping[str, frozenset[Kind]]
    says: Mapping[str, Spoken]
    job_needs: int
    job_about_at_most: int
    job_surroundings: Mapping[str, int]
    job_signals: Mapping[Kind, int]
    job_headed_by: str
    job_headed_asks: frozenset[Kind]
    contradictions: tuple[Contradiction, ...]
    silences: Mapping[Kind, frozenset[str]]
    confidence: tuple[tuple[int, float], ...]
    promise: Mapping[Strength, float]

    def needed(self, kind: str) -> int:
        """Return the points that a kind needs to be said."""
        return self.needs.get(kind, self.needs["default"])

    def speaks_for_job(self, rule: Rule) -> bool:
        """Whether a hit can help a mail to be about a job, or be said in one that is not."""
        if rule.needs_job:
            return False
        return rule.means == "about_a_job" or rule.means in {*self.job_signals, *ABOUT_NO_JOB}

    def share_right(self, points: int) -> float:
        """Return the confidence that so many points give."""
        shares = [share for at_least, share in self.confidence if points >= at_least]
        return shares[-1] if shares else self.confidence[0][1]


@dataclass(frozen=True)
class Rulebook:
    """Everything that reading a mail rests on.

    `version` changes whenever a file or a line of code does that could change a reading; it is the
    key under which signals are kept.
    """

    rules: tuple[Rule, ...]
    scoring: Scoring
    spelling: "Spelling"
    conditional: "AnyOf"
    declines: "AnyOf"
    times_to_come: "AnyOf"
    details: "AnyOf"
    agrees: "AnyOf"
    takes_part: "AnyOf"
    asks_reader: "AnyOf"
    asks_nothing: "AnyOf"
    senders: "Senders"
    names: "Names"
    version: str = ""

    @cached_property
    def inbound(self) -> "tuple[Search, Search]":
        """The searches for what others say; see `_searches`."""
        return self._searches(outbound=False)

    @cached_property
    def outbound(self) -> "tuple[Search, Search]":
        """The searches for what the user says."""
        return self._searches(outbound=True)

    def _searches(self, *, outbound: bool) -> "tuple[Search, Search]":
        """Return a search of the rules without which no mail is about a job, and of the others.

        Most mail has nothing to do with a job, and needs the first only.
        """
        from hearback.signals.scan import Search

        said = [rule for rule in self.rules if rule.said_in(outbound=outbound)]
        first = [rule for rule in said if self.scoring.speaks_for_job(rule)]
        rest = [rule for rule in said if not self.scoring.speaks_for_job(rule)]
        return Search(first, self.conditional), Search(rest, self.conditional)


def load_rulebook(folder: Traversable | None = None) -> Rulebook:
    """Read the rulebook from a knowledge folder; Hearback's own is read once and kept.

    Raises KnowledgeBroken with every fault of every file. Whether the rules find their own examples
    is `check_rules`' question.
    """
    if folder is None:
        return _own_rulebook()
    from hearback.signals.rule_loader import read_rulebook

    return read_rulebook(folder)


@cache
def _own_rulebook() -> Rulebook:
    return load_rulebook(knowledge_folder())


def check_rules(folder: Traversable | None = None) -> list[str]:
    """Return every fault of the rule files, each in one line with its file and rule.

    Besides what `load_rulebook` refuses: a rule that misses one of its own matches, that hits one
    of its own near misses, and a near miss that the rules of its file say all the same.
    """
    from hearback.signals.rule_checks import faults_of_rules

    return faults_of_rules(folder or knowledge_folder())
