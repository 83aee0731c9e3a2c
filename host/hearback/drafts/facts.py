"""The facts that templates may use, each only when it is sure; what is not sure is ""."""

import re
from collections.abc import Mapping

from hearback.drafts.called import called
from hearback.drafts.clashes import free_times
from hearback.drafts.days import (
    is_stranger,
    missed_talk,
    my_application,
    next_talk,
    offer_deadline,
    on_day,
    proposed_times,
    that_time,
    the_talk,
    time_in_words,
)
from hearback.drafts.draft import Tone
from hearback.drafts.greetings import greeting, my_name, sign_off, whole_name
from hearback.drafts.names import full_name, header_text, plain
from hearback.drafts.promise_words import hear_by, promise_by, promised
from hearback.drafts.reader import reader_of
from hearback.drafts.thanks import met_name
from hearback.drafts.told import Told
from hearback.mail.message import Address, same_mailbox
from hearback.signals.signal import Person, Reading
from hearback.timeline.notes import Verb

__all__ = ["Told", "find_answers", "find_facts"]

PREFIXES = re.compile(
    r"^\s*(?:(?:re|aw|antw(?:ort)?|sv|vs|fwd?|wg|tr|rv|odp|ynt|回复|答复|转发)"
    r"\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*)+",
    re.I,
)
ENDS_LIKE_A_ROLE = re.compile(
    r"\b(?:role|position|post|job|internship|apprenticeship|traineeship|placement|fellowship|vacancy)$",
    re.I,
)
TERMS = (
    r"(?:remote|hybrid|on-?site|full[- ]time|part[- ]time|permanent|contract|temporary|urgent"
    r"|fixed[- ]term)"
)
BESIDE_A_ROLE = re.compile(
    r"^(?:the|an?)\s+(?=\S)|\s*\((?:[a-z]{1,3}\s?[/|*]\s?)+[a-z]{1,3}\)"  # "(m/f/d)"
    rf"|\s*\({TERMS}\b[^()]*\)\s*$|\s*[-–—|,]\s*{TERMS}\s*$",
    re.I,
)
NO_ROLE = re.compile(r"https?:|www\.|@|[.!?]\s|\d{5}")
SHOUTED = 4  # letters in capitals; what is shorter may be an abbreviation
LONGEST_ROLE, LONGEST_COMPANY = 70, 60  # characters; what is longer was read wrong


def find_facts(
    told: Told, recipient: Person | None, answered: Reading | None, tone: Tone | None = None
) -> Mapping[str, str]:
    """Return every fact by its name; `answered` is the mail that the draft would answer.

    `tone` is the one that the user asked for; None greets and closes as they all did before.
    """
    reader = reader_of(told, recipient)
    company, role = sure_company(told), sure_role(told)
    the_role = _the_role(role)
    own_company = company and company != plain(told.application.agency)
    proposed = proposed_times(told)
    times = [time_in_words(time, told, reader) for time in free_times(told) or proposed]
    return {
        "greeting": greeting(told, recipient, tone),
        "sign_off": f"{sign_off(told, tone, recipient)}\n{my_name(told, recipient)}",
        "my_name": whole_name(told),
        "company": company,
        "the_role": the_role,
        "the_role_at": f"{the_role} at {company}" if own_company else the_role,
        "the_talk": the_talk(told, recipient, reader),
        "on_day": on_day(told, reader),
        "missed_talk": missed_talk(told, reader),
        "next_talk": next_talk(told, reader),
        "my_application": my_application(told, reader),
        "them": told.them,
        "whom_i_wrote": _whom_i_wrote(told, recipient),
        "introducing_me": _introducing_me(told, recipient, the_role),
        "met_name": met_name(told) or "",
        "with_name": _with_name(told, recipient),
        "promise_by": promise_by(told, reader),
        "hear_by": hear_by(told, reader),
        "promised": promised(told, recipient, reader),
        "proposed_time": times[0] if len(proposed) == 1 else "",
        "that_time": that_time(told, reader),
        "their_times": "; ".join(times),
        "offer_deadline": offer_deadline(told, reader),
        "re_subject": reply_subject(answered, told),
        "new_subject": f"{role} at {company}" if role and own_company else _topic(role),
    }


def find_answers(told: Told) -> Mapping[str, str]:
    """Return what the user has told of before, by the name of the gap that it fills."""
    topic, travel = told.note(Verb.TOPIC), told.note(Verb.TRAVEL)
    since = told.standing.silence.since if told.standing.silence else None
    if travel and since and travel.at < since:
        travel = None  # they have written or met since, and plans are soon out of date
    noted = {"topic": topic, "travel": travel}
    return {name: plain(note.text) for name, note in noted.items() if note and plain(note.text)}


def reply_subject(answered: Reading | None, told: Told) -> str:
    """Return their subject with exactly one "Re:"."""
    whole = header_text(answered.envelope.subject, 1_000) if answered else ""
    subject = header_text(PREFIXES.sub("", whole))
    return f"Re: {subject}" if subject else _topic(sure_role(told))


def _topic(role: str) -> str:
    return role or "My application"


def sure_role(told: Told) -> str:
    """Return the role as it can be said, "" when what was read does not look like one."""
    role = BESIDE_A_ROLE.sub("", plain(told.application.role, 500)).strip()
    company = plain(told.application.company)
    head, comma, tail = role.partition(",")
    if comma and company and _squeezed(company) in _squeezed(tail):
        role = head.strip()  # "Information Analyst, St Mary's Hospital"
    if len(role) > LONGEST_ROLE or NO_ROLE.search(role) or not re.search(r"[^\W\d_]{2}", role):
        return ""
    return _not_shouted(role)


def _not_shouted(words: str) -> str:
    """Return "Senior QA Engineer" for "SENIOR QA ENGINEER"; who shouts is not shouted back at."""
    if not words.isupper() or max(map(len, words.split())) < SHOUTED:
        return words
    small = {"OF", "AND", "FOR", "THE", "IN", "TO", "WITH"}
    return " ".join(
        w.lower() if w in small else w.title() if len(w) >= SHOUTED else w for w in words.split()
    )


def _the_role(role: str) -> str:
    """Return "the Data Analyst role", "the role of Analyst, Pricing", "the role"."""
    if not role:
        return "the role"
    if "," in role:
        return f"the role of {role}"
    return f"the {role}" if ENDS_LIKE_A_ROLE.search(role) else f"the {role} role"


def sure_company(told: Told) -> str:
    """Return the company's name, "" when it is only what their address looks like.

    "Pinewoodpress" from leo@pinewoodpress.example would be wrong to the people of Pinewood Press: a
    name that is the domain's own, word by word, counts only when somebody has written it.
    """
    company = plain(told.application.company, 500)
    if len(company) > LONGEST_COMPANY or NO_ROLE.search(company):
        return ""
    domains = {label for a in _their_addresses(told) for label in a.domain.split(".")}
    only_an_address = company.lower().replace(" ", "-") in domains
    if only_an_address and not _is_written(company, told):
        return ""
    # A house may write itself in capitals; in a mail that is all capitals nobody knows.
    role = plain(told.application.role)
    return company if _not_shouted(role) == role else _not_shouted(company)


def _is_written(word: str, told: Told) -> bool:
    if told.note(Verb.COMPANY):
        return True
    seen = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return any(
        seen.search(text)
        for reading in told.application.readings
        for text in (
            reading.envelope.subject,
            reading.sender.name,
            *(signal.evidence for signal in reading.signals),
            *(person.title for person in reading.people),
        )
    )


def _their_addresses(told: Told) -> list[Address]:
    return [
        address
        for reading in told.application.readings
        for address in (reading.sender, *reading.envelope.recipients)
        if not told.me.has(address)
    ]


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def _whom_i_wrote(told: Told, recipient: Person | None) -> str:
    """Return the name of the contact, for somebody who was not part of it."""
    contact = told.standing.contact
    same = (
        contact and recipient and same_mailbox(contact.address) == same_mailbox(recipient.address)
    )
    return (not same and full_name(contact, told.application.company)) or "your colleagues"


def _introducing_me(told: Told, recipient: Person | None, the_role: str) -> str:
    """Return a sentence for somebody who does not know the user, "" for others."""
    if recipient is None or not is_stranger(told, recipient):
        return ""
    return f"I have been in touch with {_whom_i_wrote(told, recipient)} about {the_role}."


def _with_name(told: Told, recipient: Person | None) -> str:
    name = called(told, recipient)
    return f" with {name}" if name else ""
