"""Weighs what the rules found: is the mail about the user's search, and what does it say?

The mechanism is told in knowledge/signals/en/scoring.toml; this carries it out, step by step.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hearback.signals.rules import ABOUT_NO_JOB, INBOUND, OUTBOUND, WEIGHS_JOB, Rulebook, Scoring
from hearback.signals.scan import Hit, Page
from hearback.signals.signal import Kind, Mention

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Said:
    """A kind that a mail says; `hit` is the strongest, None when its surroundings say it."""

    kind: Kind
    points: int
    hit: Hit | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a mail comes to."""

    job: bool
    said: tuple[Said, ...]
    mentions: frozenset[Mention]


def look_through(
    page: Page, around: Collection[str], rulebook: Rulebook, *, outbound: bool
) -> list[Hit]:
    """Return the rules that hold for a mail; only the first of them when it is not about a job."""
    first, rest = rulebook.outbound if outbound else rulebook.inbound
    hits = first.hits(page)
    said = _said(hits, around, rulebook.scoring, job=False)
    points = job_points(hits, said, around, rulebook.scoring)
    if points >= rulebook.scoring.job_needs or _headed(points, hits, rulebook.scoring):
        hits += rest.hits(page)
    return hits


def weigh(
    hits: Collection[Hit], around: Collection[str], scoring: Scoring, *, outbound: bool
) -> Verdict:
    """Return whether a mail is about a job, and what it says, before some of it is silenced.

    `around` names its surroundings, as scoring.toml does.
    """
    said = _said([hit for hit in hits if not hit.rule.needs_job], around, scoring, job=False)
    points = job_points(hits, said, around, scoring)
    job = points >= scoring.job_needs
    if job or _headed(points, hits, scoring):
        in_a_job = _said(hits, around, scoring, job=True)
        job = job or not scoring.job_headed_asks.isdisjoint(in_a_job)
        said = in_a_job if job else said
    allowed = OUTBOUND if outbound else INBOUND
    kept = [one for one in said.values() if one.kind in (allowed if job else ABOUT_NO_JOB)]
    kept = _without_contradictions(kept, scoring)
    mentions = {hit.rule.means for hit in hits if job or not hit.rule.needs_job} & set(Mention)
    return Verdict(job, tuple(kept), frozenset(map(Mention, mentions)))


def _headed(points: int, hits: Iterable[Hit], scoring: Scoring) -> bool:
    """Whether a mail lacks just one point and its subject is a job title: then it may ask."""
    lacks_one = points == scoring.job_needs - 1
    return lacks_one and any(hit.rule.name == scoring.job_headed_by for hit in hits)


def job_points(
    hits: Iterable[Hit], said: Collection[Kind], around: Iterable[str], scoring: Scoring
) -> int:
    """Return how much speaks for the user's own search, less what speaks against it."""
    points = sum(scoring.job_surroundings.get(name, 0) for name in around)
    points += sum(scoring.job_signals.get(kind, 0) for kind in said)
    by_rules = dict.fromkeys(WEIGHS_JOB, 0)
    for hit in hits:
        if hit.rule.means in by_rules:
            by_rules[hit.rule.means] += hit.rule.points
    points += min(by_rules.pop("about_a_job"), scoring.job_about_at_most)
    return points - sum(by_rules.values())


def _said(
    hits: Iterable[Hit], around: Collection[str], scoring: Scoring, *, job: bool
) -> Mapping[Kind, Said]:
    """Return the kinds that have the points they need."""
    points: dict[Kind, int] = {}
    strongest: dict[Kind, Hit] = {}
    for hit in hits:
        if hit.rule.means not in _KINDS:
            continue
        kind = Kind(hit.rule.means)
        points[kind] = points.get(kind, 0) + hit.rule.points
        if kind not in strongest or hit.rule.points > strongest[kind].rule.points:
            strongest[kind] = hit
    for kind in {kind for name in around for kind in scoring.adds.get(name, ())} & points.keys():
        points[kind] += 1
    for spoken in (scoring.says[name] for name in around if name in scoring.says):
        if job or not spoken.needs_job:
            points[spoken.kind] = points.get(spoken.kind, 0) + spoken.points
    return {
        kind: Said(kind, total, strongest.get(kind))
        for kind, total in points.items()
        if total >= scoring.needed(kind)
    }


def _without_contradictions(said: list[Said], scoring: Scoring) -> list[Said]:
    """Drop what cannot be true together; the one that leads clearly is believed."""
    points = {one.kind: one.points for one in said}
    dropped: set[Kind] = set()
    for pair in scoring.contradictions:
        if not all(kind in points for kind in pair.kinds):
            continue
        ahead, behind = sorted(pair.kinds, key=lambda kind: -points[kind])
        dropped.add(behind)
        if points[ahead] - points[behind] < pair.lead:
            dropped.add(ahead)
    return [one for one in said if one.kind not in dropped]


def silenced(kinds: Collection[Kind], scoring: Scoring) -> frozenset[Kind]:
    """Return the kinds that others of these make unsaid."""
    unsaid: set[Kind] = set()
    for kind in kinds:
        silent = scoring.silences.get(kind, frozenset())
        all_others = EVERYTHING in silent
        unsaid |= {one for one in kinds if one != kind and (all_others or one in silent)}
    return frozenset(unsaid)


_KINDS = frozenset(Kind)
