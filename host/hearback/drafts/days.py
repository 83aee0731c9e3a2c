"""Days in the words of a mail: when they met, what was promised, which times they named."""

import re
from datetime import date, datetime

from hearback.advice.situation import last_interview_end, next_interview
from hearback.advice.words import day_in_words, near_day_in_words
from hearback.drafts.names import full_name
from hearback.drafts.told import Told
from hearback.mail.message import same_mailbox
from hearback.signals.signal import InterviewTime, Kind, Person, Strength
from hearback.timeline.notes import Verb

NAMES_A_DAY = re.compile(
    r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|week(?!s? or so)|fortnight|month"
    r"|january|february|march|april|may\b|june|july|august|september|october|november|december"
    r"|christmas|easter|thanksgiving|new year|holidays",
    re.I,
)


def the_talk(told: Told, recipient: Person | None) -> str:
    """Return "the conversation on Tuesday, 3 March", or the plainest thing that is true.

    To somebody who was not there it is "my conversation with Dana Ruiz …".
    """
    day = last_talk(told)
    if told.standing.ever_interviewed:
        whose = _whose_talk(told, recipient)
        return f"{whose} {near_day_in_words(day, told.clock.today)}" if day else whose
    return "your mail" if recipient and told.written_by(recipient) else "your time"


def _whose_talk(told: Told, recipient: Person | None) -> str:
    contact = told.standing.contact
    name = full_name(contact, told.application.company)
    if not recipient or not contact or not name or was_there(told, recipient):
        return "the conversation"
    stranger = same_mailbox(recipient.address) != same_mailbox(contact.address)
    return f"my conversation with {name}" if stranger else "the conversation"


def was_there(told: Told, person: Person) -> bool:
    """Whether the calendar says that somebody took part in an interview that is over."""
    mailbox = same_mailbox(person.address)
    held = [i for i in told.standing.interviews if i.end <= told.clock.now]
    met = [*told.standing.interviewers, *(p for interview in held for p in interview.people)]
    return any(same_mailbox(someone.address) == mailbox for someone in met)


def last_talk(told: Told) -> date | None:
    """Return the day of the last interview that a time is known of."""
    if not any(i.end <= told.clock.now for i in told.standing.interviews):
        return None
    ended = last_interview_end(told.standing, told.clock.now)
    return told.clock.day(ended) if ended else None


def next_talk(told: Told) -> str:
    """Return "on Tuesday, 3 March" for the next interview, "" when there is none."""
    ahead = next_interview(told.standing, told.clock.now)
    return near_day_in_words(told.clock.day(ahead.start), told.clock.today) if ahead else ""


def missed_talk(told: Told) -> str:
    """Return "our talk yesterday": the one that the user noted not to have come to."""
    note = told.note(Verb.NO_SHOW)
    if note is None:
        return "our talk"
    day = note.day or told.clock.day(note.at)
    return f"our talk {near_day_in_words(day, told.clock.today)}"


def my_application(told: Told) -> str:
    """Return "my application of Friday, 6 March", without the day when it is not known."""
    for reading in told.application.readings:
        if reading.says(Kind.APPLICATION_SENT, Kind.APPLICATION_RECEIVED):
            day = told.clock.day(reading.envelope.date)
            return f"my application of {day_in_words(day, told.clock.today)}"
    return "my application"


def promise_by(told: Told) -> str:
    """Return "by Friday, 13 March"; "by now" for a promise whose words name no day."""
    held = told.standing.promise
    if held is None:
        return ""
    promise = held.promise
    vague = promise.strength is Strength.VAGUE and promise.words
    if vague and not NAMES_A_DAY.search(promise.words):
        return "by now" if promise.latest < told.clock.today else "around now"
    return f"by {day_in_words(promise.latest, told.clock.today)}"


def proposed_times(told: Told) -> list[InterviewTime]:
    """Return the times ahead that they proposed in the mail that asks, earliest first."""
    if not told.standing.open_asks:
        return []
    reading = told.standing.open_asks[0].reading
    times = {
        signal.interview.start: signal.interview
        for signal in reading.signals
        if signal.interview and not signal.interview.cancelled
    }
    return [times[start] for start in sorted(times) if start > told.clock.now]


def time_in_words(time: InterviewTime, told: Told) -> str:
    """Return "Tuesday, 10 March at 14:00", "your time" behind it where theirs is another.

    A time in a sentence is said as they wrote it; one in a calendar is the user's own.
    """
    start: datetime = time.start.astimezone(told.clock.zone) if time.uid else time.start
    elsewhere = start.utcoffset() != start.astimezone(told.clock.zone).utcoffset()
    words = f"{day_in_words(start.date(), told.clock.today)} at {start:%H:%M}"
    return f"{words} your time" if elsewhere else words


def offer_deadline(told: Told) -> str:
    """Return "Friday, 13 March": by when they want an answer to their offer, while it is ahead."""
    for ask in told.standing.open_asks:
        deadline = ask.signal.deadline
        if ask.signal.kind is Kind.OFFER and deadline and deadline >= told.clock.today:
            return day_in_words(deadline, told.clock.today)
    return ""
