"""What the user says about where a thread belongs, and how a company is really called."""

from collections.abc import Sequence

from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.application import Application, JoinedBy, Stage
from hearback.timeline.notes import Belongs, Regrouping, Verb
from telling import (
    ROBOT,
    TOM,
    applications,
    from_them,
    march,
    meets,
    note,
    stand,
)

LEVER = Person("Acme", "no-reply@hire.lever.example", Part.ROBOT)
PAT = Person("Pat Cole", "pat.cole@gmail.com", Part.UNKNOWN)


def threads(*readings: Reading, moved: Sequence[Regrouping] = ()) -> list[tuple[str, ...]]:
    """The threads of each application."""
    return [told.threads for told in applications(*readings, moved=moved)]


def only(*readings: Reading) -> Application:
    told = applications(*readings)
    assert len(told) == 1, [(a.company, a.role) for a in told]
    return told[0]


def acknowledged(day: float = 1, thread: str = "robot", **more: str) -> Reading:
    return from_them(day, Kind.APPLICATION_RECEIVED, by=ROBOT, thread=thread, **more)


def joined(thread: str, other: str, day: float = 20) -> Regrouping:
    return Regrouping("n1", thread, Belongs.WITH, march(day), other)


def alone(thread: str, day: float = 20) -> Regrouping:
    return Regrouping("n2", thread, Belongs.ALONE, march(day))


APART = (
    from_them(2, meets(5), thread="one"),
    from_them(3, meets(6), thread="two", company="Bravo", role="Chef"),
)
TOGETHER = (acknowledged(), from_them(5, meets(9), thread="dana"))


def test_the_user_joins_two_by_a_thread_or_by_an_application() -> None:
    first, second = applications(*APART)
    for other in ("one", first.id):
        told = applications(*APART, moved=[joined("two", other)])
        assert [each.threads for each in told] == [("one", "two")]
        assert told[0].joined == {"two": JoinedBy.USER}
    assert threads(*APART, moved=[joined("one", second.id)]) == [("one", "two")]
    assert threads(*APART, moved=[joined("two", "nothing of ours")]) == [("one",), ("two",)]


def test_the_user_takes_a_thread_out_and_what_begins_later_may_join_it() -> None:
    assert threads(*TOGETHER, moved=[alone("dana")]) == [("robot",), ("dana",)]
    assert threads(*TOGETHER, moved=[alone("robot")]) == [("robot",), ("dana",)]
    later = from_them(25, Kind.DELAY, thread="later")
    assert threads(*TOGETHER, later, moved=[alone("dana")]) == [("robot",), ("dana", "later")]


def test_the_newest_word_about_a_thread_counts() -> None:
    both = [alone("dana", 20), joined("dana", "robot", 21)]
    assert threads(*TOGETHER, moved=both) == [("robot", "dana")]
    assert threads(*TOGETHER, moved=both[::-1]) == [("robot", "dana")]


def test_whoever_says_that_it_belongs_here_closes_it() -> None:
    talk = from_them(2, meets(3), thread="one")
    no = from_them(9, Kind.REJECTION, by=LEVER, thread="two", company="")
    told = applications(talk, no, moved=[joined("two", "one")])
    assert [stand(each, 10).stage for each in told] == [Stage.REJECTED]
    told = applications(talk, no, moved=[alone("two")])
    assert [stand(each, 10).stage for each in told] == [Stage.INTERVIEWED, Stage.REJECTED]


def test_a_corrected_company_and_role_are_shown_and_bring_together_what_they_name() -> None:
    right = [
        note(9, Verb.COMPANY, "Bravo Foods"),
        note(9, Verb.ROLE, "Sous Chef"),
    ]
    talk = from_them(2, meets(5), thread="t1", company="", role="")
    told = applications(talk, notes=right)
    assert [(each.company, each.role) for each in told] == [("Bravo Foods", "Sous Chef")]
    other = from_them(8, Kind.DELAY, by=TOM, thread="t2", company="Bravo Foods", role="Sous Chef")
    assert len(applications(talk, other)) == 2
    assert len(applications(talk, other, notes=right)) == 1
    # What their mails say still holds together.
    first = from_them(2, meets(5), thread="t1")
    assert len(applications(first, from_them(8, thread="t2"), notes=right)) == 1


def test_not_a_job_mail_takes_the_thread_away() -> None:
    talk = from_them(2, meets(5), thread="t1")
    assert applications(talk, notes=[note(9, Verb.NOT_A_JOB)]) == ()
