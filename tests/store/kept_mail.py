"""Any mail and any reading, for properties: all that the nouns allow, broken characters too.

`keep_mail` keeps one real mail, with a word in it that can be looked for afterwards.
"""

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from hearback.mail.message import Address, Envelope, Invitation, Message, Thread
from hearback.signals.signal import InterviewTime, Person, Promise, Reading, Signal
from hearback.store.database import Database
from hearback.store.messages import MessageStore
from hearback.timeline.notes import Note
from telling import from_them

CANARY = "xylophone-canary"
TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=ZONES)  # noqa: DTZ001
MAYBE = st.none() | MOMENTS
IDS = st.sampled_from([f"<{number}@mail.example>" for number in range(6)])
ADDRESSES = st.builds(Address, TEXT, TEXT)
SOME_ADDRESSES = st.lists(ADDRESSES, max_size=2).map(tuple)
PEOPLE = st.builds(Person, TEXT, TEXT, title=TEXT, phone=TEXT)
SOME_PEOPLE = st.lists(PEOPLE, max_size=2).map(tuple)
PROMISES = st.builds(Promise, evidence=TEXT, words=TEXT)
TIMES = st.builds(InterviewTime, MOMENTS, MAYBE, uid=TEXT, recurrence_id=TEXT, people=SOME_PEOPLE)
SIGNALS = st.builds(
    Signal,
    evidence=TEXT,
    rule=TEXT,
    confidence=st.floats(0, 1),
    promise=st.none() | PROMISES,
    interview=st.none() | TIMES,
    deadline=st.none() | st.dates(),
)
INVITATIONS = st.builds(
    Invitation,
    uid=TEXT,
    method=TEXT,
    start=MOMENTS,
    end=MAYBE,
    summary=TEXT,
    location=TEXT,
    description=TEXT,
    stamp=MAYBE,
    recurrence_id=TEXT,
    organizer=st.none() | ADDRESSES,
    attendees=SOME_ADDRESSES,
)


def envelopes(thread_id: str) -> st.SearchStrategy[Envelope]:
    return st.builds(
        Envelope,
        IDS,
        st.just(thread_id),
        MOMENTS,
        ADDRESSES,
        SOME_ADDRESSES,
        TEXT,
        cc=SOME_ADDRESSES,
        reply_to=st.none() | ADDRESSES,
        in_reply_to=st.just("") | IDS,
        references=st.lists(IDS, max_size=3).map(tuple),
        labels=st.frozensets(TEXT, max_size=2),
    )


@st.composite
def kept_threads(
    draw: st.DrawFn, thread_ids: st.SearchStrategy[str]
) -> tuple[Thread, tuple[Reading, ...]]:
    """Return a thread with at least one message, and a reading of each."""
    thread_id = draw(thread_ids)
    found = draw(
        st.lists(envelopes(thread_id), min_size=1, max_size=3, unique_by=lambda e: e.message_id)
    )
    messages = tuple(draw(_message(envelope)) for envelope in found)
    return Thread(thread_id, messages), tuple(draw(_reading(envelope)) for envelope in found)


def _message(envelope: Envelope) -> st.SearchStrategy[Message]:
    return st.builds(
        Message,
        st.just(envelope),
        TEXT,
        signature=TEXT,
        forwarded=TEXT,
        invitations=st.lists(INVITATIONS, max_size=1).map(tuple),
        problems=st.lists(TEXT, max_size=1).map(tuple),
    )


def _reading(envelope: Envelope) -> st.SearchStrategy[Reading]:
    return st.builds(
        Reading,
        st.just(envelope),
        signals=st.lists(SIGNALS, max_size=2).map(tuple),
        language=st.sampled_from(["en", "de", ""]),
        writer=st.none() | PEOPLE,
        people=SOME_PEOPLE,
        company=TEXT,
        role=TEXT,
        agency=TEXT,
        greeting=TEXT,
        sign_off=TEXT,
    )


NOTES = st.builds(
    Note,
    note_id=st.sampled_from(["n1", "n2", "n3"]),
    thread_id=IDS,
    at=MOMENTS,
    text=TEXT,
    day=st.none() | st.dates(),
)


def keep_mail(database: Database, thread_id: str = "t1") -> None:
    reading = from_them(1, thread=thread_id)
    thread = Thread(thread_id, (Message(reading.envelope, f"We regret {CANARY}."),))
    MessageStore(database).save_thread(thread, [reading], knowledge="1")
