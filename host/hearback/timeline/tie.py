"""What ties a thread to an application that has begun: a person, the company, the role, an agent.

A person is worth three, a company two, a role two when something else ties them too; two suffice.
Two roles or two companies that differ keep them apart. Robots and agencies' recruiters write about
many roles: a robot joins nothing by its address, an agent only with the role, or when there is but
one application that can be meant.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hearback.signals.signal import Kind
from hearback.timeline.application import JoinedBy
from hearback.timeline.names import same_role
from hearback.timeline.strand import Strand

SAME_SEARCH = timedelta(days=180)  # a later application to the same company is a new one
APPLIED_ANEW = timedelta(days=7)  # an acknowledgement so long after a refusal is of another one
ENDS = (Kind.REJECTION, Kind.WITHDRAWAL)
BEGINS = (Kind.APPLICATION_RECEIVED, Kind.APPLICATION_SENT)


@dataclass(frozen=True, slots=True)
class Tie:
    """How strong it is, by what, whether it is sure, and whether a refusal there closes this."""

    strength: int
    by: JoinedBy
    sure: bool = True
    closes: bool = True


@dataclass(eq=False)
class Bundle:
    """The threads of one application, as far as they have been joined, and what they share."""

    strands: list[Strand] = field(default_factory=list)
    ties: dict[str, Tie] = field(default_factory=dict)
    companies: set[str] = field(default_factory=set)
    shorter_names: set[str] = field(default_factory=set)
    roles: set[frozenset[str]] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    robots: set[str] = field(default_factory=set)
    alone_until: datetime | None = None

    def add(self, strand: Strand, tie: Tie | None) -> None:
        """Take a thread in; the one that begins the application is tied by nothing."""
        self.strands.append(strand)
        if tie:
            self.ties[strand.thread_id] = tie
        self.people |= strand.people
        self.agents |= strand.agents
        self.robots |= strand.robots
        self.companies |= strand.companies
        self.shorter_names |= strand.shorter_names
        self.roles |= strand.roles

    @property
    def ended(self) -> datetime:
        """When its last mail so far was written."""
        return max(strand.readings[-1].envelope.date for strand in self.strands)

    def closed_at(self) -> datetime | None:
        """Return when it was refused or withdrawn last."""
        ends = [
            reading.envelope.date
            for strand in self.strands
            for reading in strand.readings
            if reading.says(*ENDS)
        ]
        return max(ends, default=None)

    def tie(self, strand: Strand) -> Tie | None:
        """Return what ties a thread to this application; None when it cannot belong to it."""
        if self._apart_in_time(strand) or not self._role_fits(strand):
            return None
        alike = bool(strand.companies & self.companies)
        shortened = bool(
            strand.companies & self.shorter_names or strand.shorter_names & self.companies
        )
        if strand.companies and self.companies and not (alike or shortened):
            return None
        shared = bool(strand.people & self.people)
        if alike or shared:
            role = 2 * bool(strand.roles & self.roles)
            by = JoinedBy.PERSON if shared else JoinedBy.COMPANY
            return Tie(3 * shared + 2 * alike + role, by)
        if shortened:
            named = bool(strand.roles & self.roles)
            return Tie(2, JoinedBy.ROLE, sure=False, closes=False) if named else None
        return self._loosely(strand)

    def _loosely(self, strand: Strand) -> Tie | None:
        """Return a tie without a person or a company in common."""
        named = bool(strand.roles & self.roles)
        if strand.agents & self.agents:
            if named:
                return Tie(3, JoinedBy.AGENCY)
            tells = strand.companies or strand.roles
            told = self.companies or self.roles
            return None if tells and told else Tie(1, JoinedBy.AGENCY, sure=False, closes=False)
        refused = strand.says(Kind.REJECTION) and not strand.companies
        if not (named and refused):
            return None
        if strand.robots & self.robots and not self.companies:
            return Tie(2, JoinedBy.ROLE)  # the machine that said it had come says no to it
        return Tie(1, JoinedBy.ROLE, sure=False, closes=False)

    def _role_fits(self, strand: Strand) -> bool:
        if not strand.roles or not self.roles:
            return True
        return any(same_role(role, known) for role in strand.roles for known in self.roles)

    def _apart_in_time(self, strand: Strand) -> bool:
        if strand.began - self.ended > SAME_SEARCH:
            return True
        if self.alone_until and strand.began <= self.alone_until:
            return True
        closed = self.closed_at() if strand.readings[0].says(*BEGINS) else None
        return closed is not None and strand.began - closed > APPLIED_ANEW
