"""The facts that templates may use, each only when it is sure; what is not sure is ""."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hearback.advice.situation import last_interview_end
from hearback.advice.words import day_in_words, near_day_in_words
from hearback.drafts.names import greeting_name, plain
from hearback.mail.message import Me
from hearback.signals.signal import Kind, Person, Reading
from hearback.timeline.application import Application
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Verb
from hearback.timeline.people import can_be_written_to
from hearback.timeline.standing import Standing

REPLY_PREFIX = re.compile(r"^\s*(?:(?:re|aw|sv|antw|vs)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
SIGN_OFF = "Best regards,"


@dataclass(frozen=True)
class Told:
    """Everything a draft may rest on: the application, where it stands, who writes, and when."""

    application: Application
    standing: Standing
    me: Me
    clock: Clock


def find_facts(told: Told, recipient: Person | None, answered: Reading | None) -> Mapping[str, str]:
    """Return every fact by its name; `answered` is the mail that the draft would answer."""
    role = plain(told.application.role, 80)
    company = plain(told.application.company, 80)
    the_role = (
        f"the {role} {'position' if _ends_like_a_role(role) else 'role'}" if role else "the role"
    )
    own_company = company and company != told.application.agency
    return {
        "greeting": _greeting(told, recipient),
        "sign_off": _sign_off(told),
        "my_name": my_name(told),
        "company": company,
        "the_role": the_role,
        "the_role_at": f"{the_role} at {company}" if own_company else the_role,
        "the_talk": _the_talk(told),
        "them": "you or your client" if told.application.agency else "you",
        "re_subject": reply_subject(answered, told),
        "new_subject": f"{role or 'My application'} at {company}"
        if company
        else role or "My application",
        "applied_day": _applied_day(told),
        "day_met": _day_met(told),
        "day_missed": _day_missed(told),
        "promise_by": _promise_by(told),
        "proposed_time": _proposed_time(told),
    }


def _ends_like_a_role(role: str) -> bool:
    return role.lower().endswith(("role", "position"))


def my_name(told: Told) -> str:
    """Return how the user signs: their name in From, else their mailbox's name."""
    name = plain(told.me.name, 60)
    return name or told.me.addresses[0].partition("@")[0]


def reply_subject(answered: Reading | None, told: Told) -> str:
    """Return their subject with exactly one "Re:"."""
    subject = plain(REPLY_PREFIX.sub("", answered.envelope.subject)) if answered else ""
    return f"Re: {subject}" if subject else plain(told.application.role) or "My application"


def _greeting(told: Told, recipient: Person | None) -> str:
    name = greeting_name(recipient)
    if not name:
        return "Hello,"
    formal = name.startswith(("Dr.", "Professor")) or any(
        reading.greeting.lower().startswith("dear")
        for reading in told.application.readings
        if not reading.outbound and recipient and reading.sender.address == recipient.address
    )
    return f"{'Dear' if formal else 'Hi'} {name},"


def _sign_off(told: Told) -> str:
    """Return how this user closes their mails here, else a plain greeting, and their name."""
    own = [r.sign_off for r in told.application.readings if r.outbound and r.sign_off]
    closing = plain(own[-1], 40) if own else SIGN_OFF
    closing = SIGN_OFF if len(closing) < 3 else closing.rstrip(",.! ") + ","
    return f"{closing}\n{my_name(told)}"


def _last_talk(told: Told) -> date | None:
    ended = last_interview_end(told.standing, told.clock.now)
    return told.clock.day(ended) if ended else None


def _the_talk(told: Told) -> str:
    """Return "our conversation on Tuesday, 3 March", or the plainest true thing there is."""
    day = _last_talk(told)
    if day and any(i.end <= told.clock.now for i in told.standing.interviews):
        return f"our conversation {near_day_in_words(day, told.clock.today)}"
    if told.standing.ever_interviewed:
        return "our conversation"
    return "your mail" if any(not r.outbound for r in told.application.readings) else "your time"


def _day_met(told: Told) -> str:
    day = _last_talk(told)
    return near_day_in_words(day, told.clock.today) if day else ""


def _day_missed(told: Told) -> str:
    notes = [n for n in told.application.notes if n.verb is Verb.NO_SHOW]
    if not notes:
        return ""
    day = notes[-1].day or told.clock.day(notes[-1].at)
    return near_day_in_words(day, told.clock.today)


def _applied_day(told: Told) -> str:
    for reading in told.application.readings:
        if reading.says(Kind.APPLICATION_SENT, Kind.APPLICATION_RECEIVED):
            day = told.clock.day(reading.envelope.date)
            return near_day_in_words(day, told.clock.today)
    return ""


def _promise_by(told: Told) -> str:
    held = told.standing.promise
    if held is None:
        return ""
    return f"by {day_in_words(held.promise.latest, told.clock.today)}"


def proposed_times(told: Told) -> list[datetime]:
    """Return the times that they proposed in the mail that asks, oldest first."""
    if not told.standing.open_asks:
        return []
    reading = told.standing.open_asks[0].reading
    return sorted({s.interview.start for s in reading.signals if s.interview})


def _proposed_time(told: Told) -> str:
    times = proposed_times(told)
    if len(times) != 1:
        return ""
    # In their own zone, as they wrote it.
    start = times[0]
    return f"{day_in_words(start.date(), told.clock.today)} at {start:%H:%M}"


def answered_mail(told: Told, recipient: Person | None) -> Reading | None:
    """Return the mail that a draft to this person would answer.

    Their own newest mail, else the newest of the other side in a thread with a person, else the
    user's own last one. A robot's mail is answered only when its address takes answers.
    """
    readings = list(reversed(told.application.readings))
    theirs = [
        reading
        for reading in readings
        if not reading.outbound
        and not reading.says(Kind.OUT_OF_OFFICE, Kind.BOUNCE)
        and can_be_written_to(reading.sender.address)
    ]
    if recipient:
        own = [r for r in theirs if r.sender.address == recipient.address]
        if own:
            return own[0]
        sent = [
            r
            for r in readings
            if r.outbound and any(a.address == recipient.address for a in r.envelope.recipients)
        ]
        if sent:
            return sent[0]
    return None
