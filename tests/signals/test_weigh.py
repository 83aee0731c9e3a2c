"""How points become what a mail says."""

from collections.abc import Sequence

import pytest

from hearback.signals.rules import Rule, Rulebook, Where
from hearback.signals.scan import Hit, Line
from hearback.signals.sentences import Sentence
from hearback.signals.signal import Kind, Mention
from hearback.signals.weigh import Verdict, silenced, weigh

LINE = Line(Where.BODY, Sentence("words", ["words"]))

A_JOB = ("about_a_job", 2)


def hits(points: Sequence[tuple[str, int]], *, needs_job: bool = False) -> list[Hit]:
    return [
        Hit(
            Rule(
                name=f"{means} {number}",
                file="x.toml",
                means=means,
                said_by="either",
                look_in="body",
                points=count,
                needs_job=needs_job,
            ),
            LINE,
        )
        for number, (means, count) in enumerate(points)
    ]


def verdict(rulebook: Rulebook, *points: tuple[str, int], around: str = "") -> Verdict:
    return weigh(hits(points), around.split(), rulebook.scoring, outbound=False)


@pytest.mark.parametrize(
    ("points", "around", "said"),
    [
        ([A_JOB, ("delay", 2)], "", {Kind.DELAY}),
        ([A_JOB, ("delay", 1)], "", set()),
        ([A_JOB, ("delay", 1), ("delay", 1)], "", {Kind.DELAY}),
        ([A_JOB, ("delay", 1)], "thread", {Kind.DELAY}),
        ([A_JOB], "thread ats", set()),
        # A refusal takes three points: one strong rule, two rules, or the right mouth.
        ([A_JOB, ("rejection", 2)], "", set()),
        ([A_JOB, ("rejection", 3)], "", {Kind.REJECTION}),
        ([A_JOB, ("rejection", 2), ("rejection", 1)], "", {Kind.REJECTION}),
        ([A_JOB, ("rejection", 2)], "ats", {Kind.REJECTION}),
        ([A_JOB, ("rejection", 1)], "ats thread recruiter", set()),
        # A mail that contradicts itself says neither, unless one side leads clearly.
        ([A_JOB, ("rejection", 3), ("offer", 3)], "", set()),
        ([A_JOB, ("rejection", 3), ("interview_scheduling", 2)], "", set()),
        (
            [A_JOB, ("rejection", 3), ("rejection", 3), ("interview_scheduling", 2)],
            "",
            {Kind.REJECTION},
        ),
        ([A_JOB, ("rejection", 3), ("application_received", 2)], "", {Kind.REJECTION}),
        # No job, no signal, but an out-of-office is one anywhere.
        ([("rejection", 3)], "", set()),
        ([("out_of_office", 2)], "", {Kind.OUT_OF_OFFICE}),
        ([], "auto_reply", {Kind.OUT_OF_OFFICE}),
        ([], "delivery_report", {Kind.BOUNCE}),
        # Only others refuse; only the user thanks.
        ([A_JOB, ("thank_you", 2)], "", set()),
    ],
)
def test_what_is_said(
    points: list[tuple[str, int]], around: str, said: set[Kind], rulebook: Rulebook
) -> None:
    assert {one.kind for one in verdict(rulebook, *points, around=around).said} == said


@pytest.mark.parametrize(
    ("points", "around", "job"),
    [
        ([A_JOB], "", True),
        ([("about_a_job", 1)], "", False),
        ([("about_a_job", 1)], "recruiter", True),
        ([], "ats", True),
        ([], "thread", True),
        ([], "", False),
        ([A_JOB, ("not_my_search", 2)], "", False),
        ([A_JOB, ("hiring_side", 3)], "", False),
        ([A_JOB, ("hiring_side", 3)], "thread", True),
        # Words of hiring alone count only so far.
        ([("about_a_job", 3), ("about_a_job", 3), ("not_my_search", 3)], "", False),
    ],
)
def test_what_is_about_a_job(
    points: list[tuple[str, int]], around: str, job: bool, rulebook: Rulebook
) -> None:
    assert verdict(rulebook, *points, around=around).job is job


def test_rules_that_need_a_job_do_not_make_one(rulebook: Rulebook) -> None:
    alone = hits([("rejection", 3), ("assessment_request", 2)], needs_job=True)
    scoring = rulebook.scoring
    assert weigh(alone, (), scoring, outbound=False) == Verdict(False, (), frozenset())
    both = alone + hits([A_JOB])
    assert {s.kind for s in weigh(both, (), scoring, outbound=False).said} == {
        Kind.REJECTION,
        Kind.ASSESSMENT_REQUEST,
    }


def test_the_strongest_rule_is_the_evidence(rulebook: Rulebook) -> None:
    (one,) = verdict(rulebook, A_JOB, ("delay", 1), ("delay", 2)).said
    assert one.points == 3
    assert one.hit is not None
    assert one.hit.rule.name == "delay 2"


def test_mentions_are_no_signals(rulebook: Rulebook) -> None:
    found = verdict(rulebook, A_JOB, ("interview_held", 1))
    assert found.said == ()
    assert found.mentions == {Mention.INTERVIEW_HELD}


@pytest.mark.parametrize(
    ("kinds", "unsaid"),
    [
        ({Kind.REJECTION, Kind.PROMISE, Kind.DELAY}, {Kind.PROMISE, Kind.DELAY}),
        ({Kind.PROMISE, Kind.BRUSH_OFF}, {Kind.BRUSH_OFF}),
        ({Kind.BRUSH_OFF}, set()),
        ({Kind.OUT_OF_OFFICE, Kind.INTERVIEW_SCHEDULING}, {Kind.INTERVIEW_SCHEDULING}),
        ({Kind.OUT_OF_OFFICE, Kind.BOUNCE}, {Kind.OUT_OF_OFFICE, Kind.BOUNCE}),
    ],
)
def test_what_is_silenced(kinds: set[Kind], unsaid: set[Kind], rulebook: Rulebook) -> None:
    assert silenced(kinds, rulebook.scoring) == unsaid


def test_confidence_grows_with_the_points(rulebook: Rulebook) -> None:
    shares = [rulebook.scoring.share_right(points) for points in range(10)]
    assert shares == sorted(shares)
    assert 0.5 < shares[0] < shares[-1] < 1
