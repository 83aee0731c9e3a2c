"""Days in the words of a mail: when they met, which times they named, by when to answer."""

from datetime import date, datetime

from hearback.advice.situation import last_interview_end, next_interview
from hearback.drafts.names import full_name
from hearback.drafts.reader import Reader
from hearback.drafts.told import Told
from hearback.mail.message import same_mailbox
from hearback.signals.signal import InterviewTime, Kind, Person
from hearback.timeline.notes import Verb


def the_talk(told: Told, recipient: Person | None, reader: Reader) -> str:
    """Return "our conversation on Tuesday 3 March", or the plainest thing that is true.

    To somebody who was not there it is "my conversation with Dana Ruiz …".
    """
    if told.standing.ever_interviewed:
        whose = _whose("conversation", told, recipient)
        if recipient and was_there(told, recipient):
            whose = "our conversation"
        return f"{whose}{on_day(told, reader)}"
    wrote = recipient and told.written_by(recipient)
    return "your email" if wrote else _whose("exchange", told, recipient)


def _whose(what: str, told: Told, recipient: Person | None) -> str:
    """Return "my conversation with Dana Ruiz" to a stranger, "the conversation" to others."""
    name = full_name(told.standing.contact, told.application.company)
    stranger = recipient and is_stranger(told, recipient)
    return f"my {what} with {name}" if stranger and name else f"the {what}"


def is_stranger(told: Told, person: Person) -> bool:
    """Whether somebody never wrote to the user, was never written to, and was not met."""
    mailbox = same_mailbox(person.address)
    known = any(
        same_mailbox(address.address) == mailbox
        for reading in told.application.readings
        for address in (reading.sender, *reading.envelope.recipients)
    )
    return not known and not was_there(told, person)


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


def on_day(told: Told, reader: Reader) -> str:
    """Return " on Tuesday 3 March", the day of the last interview, "" when it is not known."""
    day = last_talk(told)
    return f" {reader.near_day(day, told.clock.today)}" if day else ""


def next_talk(told: Told, reader: Reader) -> str:
    """Return "on Tuesday 3 March" for the next interview, "" when there is none."""
    ahead = next_interview(told.standing, told.clock.now)
    return reader.near_day(told.clock.day(ahead.start), told.clock.today) if ahead else ""


def missed_talk(told: Told, reader: Reader) -> str:
    """Return "our talk yesterday": the one that the user noted not to have come to."""
    note = told.note(Verb.NO_SHOW)
    if note is None:
        return "our talk"
    day = note.day or told.clock.day(note.at)
    return f"our talk {reader.near_day(day, told.clock.today)}"


def my_application(told: Told, reader: Reader) -> str:
    """Return "my application of Friday 6 March", without the day when it is not known."""
    for reading in told.application.readings:
        if reading.says(Kind.APPLICATION_SENT, Kind.APPLICATION_RECEIVED):
            day = told.clock.day(reading.envelope.date)
            return f"my application of {reader.day(day, told.clock.today)}"
    return "my application"


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


def time_in_words(time: InterviewTime, told: Told, reader: Reader) -> str:
    """Return "Tuesday 10 March at 14:00", with "your time" or "my time" where the two differ.

    A time in a sentence is said as they wrote it; one in a calendar is the user's own.
    """
    own = time.start.astimezone(told.clock.zone)
    start: datetime = own if time.uid else time.start
    words = f"{reader.day(start.date(), told.clock.today)} at {reader.hour(start)}"
    if start.utcoffset() != own.utcoffset():
        return f"{words} your time"
    return f"{words} my time" if time.uid and _elsewhere(told, own) else words


def _elsewhere(told: Told, own: datetime) -> bool:
    """Whether who asks writes from another zone; a mail in UTC tells of a server only."""
    asked = told.standing.open_asks[0].reading.envelope.date if told.standing.open_asks else own
    theirs = asked.utcoffset()
    return bool(theirs) and theirs != asked.astimezone(told.clock.zone).utcoffset()


def that_time(told: Told, reader: Reader) -> str:
    """Return the time that may not suit: the one proposed, else the interview that stands."""
    times = proposed_times(told)
    if len(times) == 1:
        return time_in_words(times[0], told, reader)
    if times:
        return "the times that you proposed"
    ahead = next_interview(told.standing, told.clock.now)
    if ahead is None:
        return "that time"
    return f"our talk {reader.near_day(told.clock.day(ahead.start), told.clock.today)}"


def offer_deadline(told: Told, reader: Reader) -> str:
    """Return "Friday 13 March": by when they want an answer to their offer, while it is ahead."""
    for ask in told.standing.open_asks:
        deadline = ask.signal.deadline
        if ask.signal.kind is Kind.OFFER and deadline and deadline >= told.clock.today:
            return reader.day(deadline, told.clock.today)
    return ""
