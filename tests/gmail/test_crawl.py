"""The order in which a mailbox is read."""

from hearback.gmail.changes import PEOPLE_A_SEARCH
from hearback.gmail.crawl import ANY, FindMailOf, ListPage, ReadSome, Stand, next_step
from hearback.gmail.searches import load_searches

SEARCHES = load_searches()
EARLY = [search.name for search in SEARCHES.search if not search.late]
LATE = [search.name for search in SEARCHES.search if search.late]
DONE: dict[str, str | None] = dict.fromkeys([*EARLY, *LATE])


def test_first_what_finds_job_mail_is_listed() -> None:
    step = next_step(Stand(dict.fromkeys([*EARLY, *LATE], ""), likely=90, rest=5), SEARCHES)
    assert step == ListPage(SEARCHES.named(EARLY[0]), "")


def test_a_listing_goes_on_at_the_page_where_it_was() -> None:
    step = next_step(Stand({**DONE, EARLY[1]: "page 3"}, likely=0, rest=0), SEARCHES)
    assert step == ListPage(SEARCHES.named(EARLY[1]), "page 3")


def test_likely_threads_come_before_the_listing_of_all() -> None:
    pages = {**DONE, **dict.fromkeys(LATE, "")}
    assert next_step(Stand(pages, likely=1, rest=5), SEARCHES) == ReadSome(SEARCHES.likely)
    assert isinstance(next_step(Stand(pages, likely=0, rest=5), SEARCHES), ListPage)


def test_mail_of_people_met_comes_before_the_rest() -> None:
    strangers = tuple(f"p{n}@acme.example" for n in range(50))
    step = next_step(Stand(DONE, likely=0, rest=5, strangers=strangers), SEARCHES)
    assert step == FindMailOf(strangers[:PEOPLE_A_SEARCH])


def test_at_last_the_rest_and_then_nothing() -> None:
    assert next_step(Stand(DONE, likely=0, rest=5), SEARCHES) == ReadSome(ANY)
    assert next_step(Stand(DONE, likely=0, rest=0), SEARCHES) is None
