"""The shape of the files under knowledge/ that tell what mails say, checked by pydantic.

Imported only when the files are read; the rest of `signals` works with the frozen dataclasses that
are made from these.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from hearback.signals.rules import INBOUND, OUTBOUND, WEIGHS_JOB
from hearback.signals.signal import Kind, Mention, Strength

Points = Annotated[int, Field(ge=1, le=3)]
Share = Annotated[float, Field(ge=0, le=1)]
Sentences = Annotated[list[str], Field(min_length=1)]
Surrounding = Literal[
    "thread",
    "reply",
    "ats",
    "scheduler",
    "assessment",
    "job_board",
    "agency",
    "recruiter",
    "bulk",
    "auto_reply",
    "list_post",
    "delivery_report",
    "calendar_request",
    "calendar_cancel",
]


class Table(BaseModel):
    """Shared by all tables: an unknown key is a fault, not a remark."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleTable(Table):
    """One `[[rule]]`."""

    name: Annotated[str, Field(min_length=3)]
    look_in: Literal["body", "subject", "both", "calendar", "sender"] = "body"
    points: Points
    phrases: list[str] = []
    pattern: str = ""
    why_pattern: str = ""
    unless: list[str] = []
    unless_mail: list[str] = []
    needs_job: bool = False
    even_if: bool = False
    short_mail: Annotated[int, Field(ge=1)] | None = None
    matches: Sentences
    near_misses: Sentences

    @model_validator(mode="after")
    def _phrases_or_pattern(self) -> "RuleTable":
        if bool(self.phrases) == bool(self.pattern):
            raise ValueError("it needs either phrases or a pattern")
        if self.pattern and not self.why_pattern:
            raise ValueError("a pattern needs a why_pattern")
        return self


class RuleFile(Table):
    """A file of rules that all mean the same."""

    means: str
    said_by: Literal["them", "me", "either"] = "them"
    rule: Annotated[list[RuleTable], Field(min_length=1)]

    @model_validator(mode="after")
    def _meaning(self) -> "RuleFile":
        known = {*Kind, *Mention, *WEIGHS_JOB}
        if self.means not in known:
            raise ValueError(f"means: {self.means!r} is none of {', '.join(sorted(known))}")
        if self.means in set(Kind):
            sides = {"them": (INBOUND,), "me": (OUTBOUND,), "either": (INBOUND, OUTBOUND)}
            if any(self.means not in side for side in sides[self.said_by]):
                raise ValueError(f"said_by: {self.means!r} is never said by {self.said_by!r}")
        names = [rule.name for rule in self.rule]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two rules share the name {twice[0]!r}")
        return self


class WordsFile(Table):
    """words.toml."""

    lists: dict[str, Sentences]


class Abbreviations(Table):
    """Where a dot ends no sentence."""

    never: list[str]
    before_lower_case: list[str]


class Greetings(Table):
    """How mails begin and end."""

    opening: Sentences
    closing: Sentences


class SpellingFile(Table):
    """spelling.toml."""

    words: dict[str, str]
    endings: dict[str, str]
    pairs: dict[str, str]
    abbreviations: Abbreviations
    greetings: Greetings


class Says(Table):
    """What a surrounding says without any phrase."""

    kind: Kind
    points: Points
    needs_job: bool = False


class JobTable(Table):
    """When a mail is about the user's search."""

    needs: int
    about_at_most: Annotated[int, Field(ge=1)]
    surroundings: dict[Surrounding, int]
    signals: dict[Kind, int]
    headed_by: str
    headed_asks: list[Kind]


class ContradictionTable(Table):
    """Two kinds that cannot both be true."""

    kinds: Annotated[list[Kind], Field(min_length=2, max_length=2)]
    lead: int


class ConfidenceRow(Table):
    """The share of findings with at least so many points that are right."""

    points: int
    share: Share


class Phrases(Table):
    """Phrases with one purpose."""

    words: Sentences


class AsksReader(Table):
    """Words of a question to the reader, and of those that ask for no answer."""

    words: Sentences
    unless: Sentences


class ScoringFile(Table):
    """scoring.toml."""

    needs: dict[Kind | Literal["default"], int]
    adds: dict[Surrounding, list[Kind]]
    says: dict[Surrounding, Says]
    job: JobTable
    contradiction: list[ContradictionTable] = []
    silences: dict[Kind, list[Kind | Literal["*"]]] = {}
    confidence: Annotated[list[ConfidenceRow], Field(min_length=1)]
    promise: dict[Strength, Share]
    conditional: Phrases
    declines: Phrases
    times_to_come: Phrases
    details: Phrases
    agrees: Phrases
    takes_part: Phrases
    asks_reader: AsksReader

    @model_validator(mode="after")
    def _complete(self) -> "ScoringFile":
        if "default" not in self.needs:
            raise ValueError("needs: a default is missing")
        points = [row.points for row in self.confidence]
        if points != sorted(set(points)):
            raise ValueError("confidence: the rows must stand in the order of their points")
        if missing := set(Strength) - self.promise.keys():
            raise ValueError(f"promise: {', '.join(sorted(missing))} is missing")
        return self


Place = Literal[
    "subject",
    "display",
    "local",
    "local_end",
    "subdomain",
    "in_brackets",
    "organizer",
    "domain",
    "body",
]


class ServiceTable(Table):
    """One `[[service]]` of senders.toml."""

    name: str
    kind: Literal["ats", "scheduler", "assessment", "job_board", "agency"]
    domains: Annotated[list[str], Field(min_length=1)]
    subdomains: list[str] = []
    local: list[str] = []
    company_in: Annotated[list[Place], Field(min_length=1)]
    relays: bool = False


class Robots(Table):
    """How robots call themselves."""

    local: Sentences


class Freemail(Table):
    """Where anybody can have an address."""

    domains: Sentences
    names: Sentences


class NameWords(Table):
    """What stands around a company's name."""

    generic: Sentences
    legal_forms: Sentences
    domain_endings: Sentences


class PeopleWords(Table):
    """How titles tell who somebody is."""

    titles: Sentences
    recruiters: Sentences
    agencies: Sentences
    agencies_say: Sentences
    agency_domains: Sentences
    agency_names: Sentences
    offices: Sentences


class SendersFile(Table):
    """senders.toml."""

    service: Annotated[list[ServiceTable], Field(min_length=1)]
    robots: Robots
    freemail: Freemail
    names: NameWords
    people: PeopleWords

    @model_validator(mode="after")
    def _once(self) -> "SendersFile":
        domains = [domain for service in self.service for domain in service.domains]
        twice = sorted({domain for domain in domains if domains.count(domain) > 1})
        if twice:
            raise ValueError(f"service: {twice[0]} is there twice")
        return self


class RoleTable(Table):
    """How a job title is told from other words."""

    nouns: Sentences
    ends_before: Sentences
    begins_after: Sentences
    never: Sentences


class CompanyTable(Table):
    """What is never a company."""

    never: Sentences
    kinds: Sentences


class PatternTable(Table):
    """Patterns with {company} and {role} for one place in a mail."""

    patterns: Sentences


class NamesFile(Table):
    """names.toml."""

    role: RoleTable
    company: CompanyTable
    subject: PatternTable
    body: PatternTable
    own: PatternTable
    closing: PatternTable


def faults_of(error: Any) -> list[str]:
    """Say each fault that pydantic found in one line, in the words of the file."""
    lines = []
    for fault in error.errors(include_url=False):
        where = ".".join(str(part) for part in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        lines.append(f"{where}: {message}" if where else message)
    return lines
