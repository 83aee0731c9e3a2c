"""What Gmail's search is asked for people at a company."""

import pytest

from emulator.search import matcher
from hearback.gmail.acquaintances import Sought, received_query, sent_query

ACME = Sought(("acme.example",), "Acme")


def test_both_directions_without_those_already_met() -> None:
    assert sent_query(ACME, {"dana@acme.example"}) == (
        "in:sent -in:drafts {to:acme.example cc:acme.example to:acme cc:acme} -to:dana@acme.example"
    )
    assert received_query(ACME, set()) == (
        "-in:sent -in:drafts -category:promotions -category:social -category:forums"
        " {to:me cc:me} {from:acme.example from:acme}"
    )


def test_a_name_of_words_is_looked_for_as_it_is_spoken_and_as_a_domain_writes_it() -> None:
    assert '{from:"blue fern" from:bluefern}' in received_query(Sought((), "Blue Fern"), ())


@pytest.mark.parametrize("name", ["", "  ", "HP", "🦋", "--"])
def test_without_a_domain_and_a_name_to_tell_it_nothing_is_asked(name: str) -> None:
    assert sent_query(Sought((), name), ()) == received_query(Sought((), name), ()) == ""


@pytest.mark.parametrize(
    "text", ['" OR in:anywhere', "} in:trash {", "a) OR (b", "x:y\nz", "-a -b"]
)
def test_a_strangers_text_adds_no_word_of_the_search(text: str) -> None:
    sought = Sought(("acme.example", f"{text}.example"), text)
    without = {f"{text}@acme.example", "-all@acme.example", "dana@acme.example"}
    for query in (sent_query(sought, without), received_query(sought, without)):
        assert query.endswith("dana@acme.example")
        assert "anywhere" not in query or '"or in anywhere"' in query
        assert "trash" not in query or '"in trash"' in query
        assert query.count("{") == query.count("}") <= 2
        matcher(query, 0)
