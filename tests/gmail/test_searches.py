"""What the searches and the words of a snippet promise."""

import pytest

from hearback.errors import KnowledgeBroken
from hearback.gmail.searches import load_searches, query_of, read_searches

SEARCHES = load_searches()


@pytest.mark.parametrize(
    "snippet",
    [
        "Hi Sam, thank you for applying for the Data Analyst role. We would like to invite you to",
        "Unfortunately we have decided to move forward with other candidates for the position",
        "Thanks again for the interview on Thursday. I look forward to hearing about the next step",
    ],
)
def test_a_snippet_of_job_mail_and_one_search_make_a_thread_likely(snippet: str) -> None:
    weight = SEARCHES.weigh({"phrases"}, SEARCHES.weigh_snippet(snippet))
    assert weight >= SEARCHES.likely


@pytest.mark.parametrize(
    "snippet",
    [
        "12 new jobs for you: Data Analyst at Acme, unsubscribe at any time",
        "Your order has shipped. Track your delivery",
        "This week in careers: how to ace your interview. View in browser",
        "Register now for our webinar on hiring",
    ],
)
def test_a_mass_mailing_that_a_search_names_comes_later(snippet: str) -> None:
    weight = SEARCHES.weigh({"subjects", "everything"}, SEARCHES.weigh_snippet(snippet))
    assert weight < SEARCHES.likely


def test_a_query_looks_back_so_many_days() -> None:
    assert query_of(SEARCHES.whole, 180) == "newer_than:180d"
    assert query_of(SEARCHES.named("sent"), 30).startswith("newer_than:30d in:sent ")


def test_queries_are_short_enough_for_a_search_box() -> None:
    assert max(len(query_of(search, 180)) for search in SEARCHES.search) < 1500


def test_every_fault_of_the_file_is_said_at_once() -> None:
    with pytest.raises(KnowledgeBroken) as raised:
        read_searches(
            'likely = "x"\n[words]\nworth=1\nfor=["Interview"]\nagainst_worth=1\nagainst=[]\n'
            '[[search]]\nname="a"\nquery="{x"\nworth=1\n'
        )
    assert len(raised.value.faults) == 3
    with pytest.raises(KnowledgeBroken):
        read_searches("not toml at all [")
