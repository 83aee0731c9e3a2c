"""Which threads make one application, told as mailboxes of two or three threads."""

import random
from collections.abc import Sequence

import pytest

from hearback.mail.message import Mark
from hearback.signals.signal import Kind, Part, Person, Reading
from hearback.timeline.application import Application, JoinedBy, Stage
from hearback.timeline.notes import Regrouping
from telling import (
    AGENT,
    DANA,
    ROBOT,
    TOM,
    advice,
    advice_for,
    applications,
    from_sam,
    from_them,
    meets,
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


# --- what belongs together ------------------------------------------------------------------------


def test_an_acknowledgement_and_a_persons_later_thread_join() -> None:
    told = only(acknowledged(), from_them(5, meets(9), thread="dana"))
    assert told.threads == ("robot", "dana")
    assert told.joined == {"dana": JoinedBy.COMPANY}
    assert not told.uncertain


@pytest.mark.parametrize("thread_role", ["", "Data Analyst (f/m/x)", "Senior Data Analyst"])
def test_a_thread_that_says_no_more_of_the_role_joins(thread_role: str) -> None:
    only(acknowledged(), from_them(5, meets(9), thread="dana", role=thread_role))


@pytest.mark.parametrize(
    "company",
    ["Acme Ltd", "ACME", "acme.example", "Acme, Inc.", "The Acme Group", "Acme Technologies"],
)
def test_one_company_under_many_spellings(company: str) -> None:
    only(acknowledged(), from_them(5, meets(9), thread="dana", company=company))


def test_two_who_write_from_one_company_and_a_colleague_who_names_no_role() -> None:
    told = only(
        from_them(2, meets(5), thread="dana"),
        from_them(8, Kind.DELAY, by=TOM, thread="tom", role=""),
    )
    assert told.joined == {"tom": JoinedBy.COMPANY}


def test_a_freemail_recruiter_is_known_by_the_address() -> None:
    told = only(
        from_them(2, Kind.INTERVIEW_INVITATION, by=PAT, thread="one"),
        from_them(9, Kind.DELAY, by=PAT, thread="two", company="", role=""),
    )
    assert told.joined == {"two": JoinedBy.PERSON}


def test_an_agencys_refusal_in_a_thread_of_its_own_finds_the_role() -> None:
    told = only(
        from_them(2, meets(3), by=AGENT, thread="one", company=""),
        from_them(9, Kind.REJECTION, by=AGENT, thread="two", company=""),
    )
    assert told.joined == {"two": JoinedBy.AGENCY}
    assert stand(told, 10).stage is Stage.REJECTED


def test_a_robot_that_never_names_the_company_is_believed_about_its_own_role() -> None:
    first = acknowledged(1, "one", company="")
    other = acknowledged(2, "two", company="", role="Chef")
    no = from_them(9, Kind.REJECTION, by=ROBOT, thread="no", company="", role="Chef")
    found = applications(first, other, no)
    assert [each.threads for each in found] == [("one",), ("two", "no")]
    assert stand(found[1], 10).stage is Stage.REJECTED
    twin = acknowledged(3, "twin", company="", role="Chef")
    assert any(each.uncertain for each in applications(other, twin, no))


# --- what stays apart -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "roles",
    [
        ("Data Analyst", "Data Engineer"),
        ("Senior Engineer", "Junior Engineer"),
        ("Chef", "Waiter"),
    ],
)
def test_two_roles_at_one_company_stay_apart_though_one_person_writes(
    roles: tuple[str, str],
) -> None:
    first = from_them(2, meets(5), thread="one", role=roles[0])
    second = from_them(3, meets(6), thread="two", role=roles[1])
    assert threads(first, second) == [("one",), ("two",)]


def test_one_recruiter_with_several_clients_stays_apart() -> None:
    first = from_them(2, meets(5), by=AGENT, thread="one")
    second = from_them(3, meets(6), by=AGENT, thread="two", company="Bravo", role="Chef")
    third = from_them(4, meets(6), by=AGENT, thread="three", company="Delta", role="Data Analyst")
    assert threads(first, second, third) == [("one",), ("two",), ("three",)]


def test_one_robot_for_many_companies_joins_nothing() -> None:
    other = acknowledged(2, "other", company="Bravo")
    assert threads(acknowledged(), other) == [("robot",), ("other",)]


def test_names_that_only_begin_alike_are_two_companies_unless_the_role_is_the_same() -> None:
    bakery = from_them(3, meets(6), by=TOM, thread="two", company="Acme Bakery", role="Baker")
    assert threads(from_them(2, meets(5), thread="one"), bakery) == [("one",), ("two",)]
    robotics = from_them(3, meets(6), by=PAT, thread="two", company="Acme Robotics")
    told = only(from_them(2, meets(5), thread="one"), robotics)
    assert told.unsure == {"two"}


def test_who_applies_again_after_a_refusal_has_two_applications() -> None:
    first, refusal = acknowledged(1, "one"), from_them(8, Kind.REJECTION, by=ROBOT, thread="no")
    soon, later = acknowledged(9, "again"), acknowledged(60, "again")
    assert threads(first, refusal, soon) == [("one", "no", "again")]
    assert threads(first, refusal, later) == [("one", "no"), ("again",)]
    answer = from_them(65, meets(70), thread="talk", role="")
    assert threads(first, refusal, later, answer) == [("one", "no"), ("again", "talk")]


def test_half_a_year_later_is_another_search() -> None:
    again = from_them(190, meets(195), thread="two")
    assert threads(from_them(2, meets(5), thread="one"), again) == [("one",), ("two",)]


# --- what may belong elsewhere --------------------------------------------------------------------


def test_a_thread_that_two_roles_could_claim_is_marked() -> None:
    story = (
        from_them(2, meets(5), thread="one"),
        from_them(3, meets(6), thread="two", role="Chef"),
        from_them(9, Kind.REJECTION, thread="three", role=""),
    )
    first, second = applications(*story)
    assert [set(first.unsure), set(second.unsure)] == [set(), {"three"}]
    found = advice_for(10, second)[0]
    assert found is not None
    assert stand(second, 10).stage is Stage.INTERVIEWED
    assert "Is it about this application?" in found.asks[0]


def test_a_refusal_elsewhere_closes_when_the_company_matches_and_dmarc_has_not_failed() -> None:
    talk = from_them(2, meets(3), thread="one")
    no = from_them(9, Kind.REJECTION, by=ROBOT, thread="two")
    assert stand(only(talk, no), 10).stage is Stage.REJECTED
    forged = from_them(9, Kind.REJECTION, by=ROBOT, thread="two", marks=[Mark.DMARC_FAIL])
    assert stand(only(talk, forged), 10).stage is Stage.INTERVIEWED


def test_a_refusal_that_names_only_the_role_is_asked_about() -> None:
    talk = from_them(2, meets(3), thread="one")
    no = from_them(9, Kind.REJECTION, by=LEVER, thread="two", company="")
    told = only(talk, no)
    assert told.joined == {"two": JoinedBy.ROLE}
    assert stand(told, 10).stage is Stage.INTERVIEWED
    found = advice(10, talk, no)
    assert found is not None
    assert "nothing in it names this company" in found.asks[0]
    elsewhere = from_them(1, meets(4), thread="three", company="Bravo")
    assert len(applications(talk, elsewhere, no)) == 3


def test_a_loose_word_of_an_agent_joins_only_where_nothing_else_can_be_meant() -> None:
    one = from_them(2, meets(5), by=AGENT, thread="one")
    word = from_them(9, Kind.DELAY, by=AGENT, thread="word", company="", role="")
    other = from_them(3, meets(6), by=AGENT, thread="two", company="Bravo", role="Chef")
    assert only(one, word).unsure == {"word"}
    assert threads(one, other, word) == [("one",), ("two",), ("word",)]


def test_an_agencys_own_name_is_no_company() -> None:
    one = from_them(2, meets(5), by=AGENT, thread="one")
    word = from_them(9, Kind.DELAY, by=AGENT, thread="word", company="Harbour", role="")
    assert only(one, word).company == "Acme"


# --- always ---------------------------------------------------------------------------------------


def test_neither_order_nor_duplicates_matter() -> None:
    story = [
        acknowledged(1, "one"),
        acknowledged(1.5, "two", role="Chef"),
        from_them(4, meets(6), thread="dana"),
        from_them(5, meets(7), by=TOM, thread="tom", role="Chef"),
        from_sam(8, Kind.FOLLOW_UP, thread="dana"),
        from_them(9, Kind.REJECTION, by=ROBOT, thread="no", role="Chef"),
        from_them(9, Kind.DELAY, by=DANA, thread="dana"),
    ]
    expected, shuffler = applications(*story), random.Random(5)
    for _ in range(50):
        shuffled = [*story, shuffler.choice(story), shuffler.choice(story)]
        shuffler.shuffle(shuffled)
        assert applications(*shuffled) == expected
