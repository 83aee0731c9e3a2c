"""Mail is untrusted: whatever a sentence holds, reading it ends, and soon, and never raises."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.signals.dates import Context, read_deadline, read_promise, read_times
from hearback.signals.dates.lexicon import load_lexicon
from hearback.timeline.business_days import BusinessCalendar

CALENDARS = [BusinessCalendar.for_country(country) for country in ("", "GB", "IL", "CN")]
LONGEST = 65_536

# Everything the lexicon knows, and what people put between it.
VOCABULARY = sorted(
    {" ".join(phrase) for some in load_lexicon().entries.values() for phrase, _ in some}
)
BETWEEN = ["we'll let you know", "please send", "if you haven't heard", "the team meets", "(", ")"]
MARKS = [",", "-", "/", ":", ".", "'", "?", "31", "2", "12", "2026", "0", "15th", "99", "\u2013"]

mails = st.builds(
    Context,
    written=st.datetimes(timezones=st.just(UTC)),
    working=st.sampled_from(CALENDARS),
    after_interview=st.booleans(),
    country=st.sampled_from(["", "US", "GB", "xx", "\u0130"]),
)
talk = st.lists(st.sampled_from(VOCABULARY + BETWEEN * 40 + MARKS * 40), max_size=25).map(" ".join)
promising = st.builds("We will let you know {} {}".format, talk, talk)


def read_all(sentence: str, mail: Context) -> None:
    promise = read_promise(sentence, mail)
    day = mail.written.date()
    if promise is not None:
        assert day <= promise.earliest <= promise.latest
        assert promise.words
        assert len(promise.evidence) <= 300
    deadline = read_deadline(sentence, mail)
    assert deadline is None or deadline >= day
    for interview in read_times(sentence, mail):
        assert interview.start.utcoffset() is not None
        assert interview.end is None or interview.end > interview.start


@given(st.text(max_size=300), mails)
def test_any_text(sentence: str, mail: Context) -> None:
    read_all(sentence, mail)


@given(promising | talk, mails)
def test_any_words_that_tell_a_time(sentence: str, mail: Context) -> None:
    read_all(sentence, mail)


@given(promising, st.sampled_from(CALENDARS), st.booleans())
def test_reading_twice_gives_the_same(
    sentence: str, calendar: BusinessCalendar, after: bool
) -> None:
    mail = Context(datetime(2026, 3, 4, 10, tzinfo=UTC), calendar, after)
    assert read_promise(sentence, mail) == read_promise(sentence, mail)


WORST = [
    "1 ",
    "12/",
    "12-",
    "2pm ",
    "friday ",
    "friday or ",
    "by ",
    "week of ",
    "early or ",
    "early or early week of ",
    "the day after ",
    "monday of week of ",
    "next ",
    "within 2 weeks of ",
    "we will ",
    "we will let you know by friday, ",
    "please send ",
    "if you have not ",
    "(",
    "'s ",
    "\u0130",
    "will hopefully be able to be ",
    "a",
]


@pytest.mark.parametrize("piece", WORST)
def test_a_sentence_as_long_as_a_book(piece: str) -> None:
    """Not a timed test: without a limit on length some of these would take hours."""
    mail = Context(datetime(2026, 3, 4, 10, tzinfo=UTC), CALENDARS[0])
    read_all(f"We will let you know by Friday {piece * (LONGEST // len(piece))}", mail)
    read_all(f"{piece * (LONGEST // len(piece))} we will let you know by Friday", mail)


def test_what_is_said_at_the_end_of_a_long_line_is_still_found() -> None:
    mail = Context(datetime(2026, 3, 4, 10, tzinfo=UTC), CALENDARS[0])
    promise = read_promise("blah, " * 2_000 + "and we'll let you know by Friday.", mail)
    assert promise is not None
    assert promise.words == "by Friday"
