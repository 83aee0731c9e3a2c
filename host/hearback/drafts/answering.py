"""Which mail a draft answers, and the headers that keep it in the thread."""

import re

from hearback.drafts.told import Told
from hearback.mail.message import same_mailbox
from hearback.signals.signal import Kind, Person, Reading

MOST_REFERENCES = 20
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,500}>")  # printable ASCII, no blank, no further bracket


def answered_mail(told: Told, *people: Person) -> Reading | None:
    """Return the mail that a draft to the first of these people would answer.

    The thread is the one in which they wrote last, else the one in which the user wrote to them
    last, else that of the next person. In it, it is the newest mail of the other side, else the
    user's own. None when none of them was ever in touch.
    """
    for person in people:
        own = _last_with(told, person)
        if own:
            return _newest(told, own.envelope.thread_id) or own
    return None


def _last_with(told: Told, person: Person) -> Reading | None:
    written = [reading for reading in told.written_by(person) if not _automatic(reading)]
    if written:
        return written[-1]
    mailbox = same_mailbox(person.address)
    sent = [
        reading
        for reading in told.application.readings
        if any(same_mailbox(a.address) == mailbox for a in reading.envelope.recipients)
    ]
    return sent[-1] if sent else None


def _newest(told: Told, thread_id: str) -> Reading | None:
    theirs = [
        reading
        for reading in told.inbound
        if reading.envelope.thread_id == thread_id and not _automatic(reading)
    ]
    return theirs[-1] if theirs else None


def _automatic(reading: Reading) -> bool:
    return reading.says(Kind.OUT_OF_OFFICE, Kind.BOUNCE) is not None


def message_id_of(answered: Reading) -> str | None:
    """Return the id for In-Reply-To, None when what stands there is no message id."""
    found = MESSAGE_ID.fullmatch(answered.envelope.message_id)
    return found[0] if found else None


def references_of(answered: Reading) -> tuple[str, ...]:
    """Return the parent's references and the parent, each once; the first and the newest stay."""
    envelope = answered.envelope
    known = (envelope.references, (envelope.in_reply_to,) if not envelope.references else ())
    ids = (*known[0], *known[1], envelope.message_id)
    chain = tuple(dict.fromkeys(i for i in ids if MESSAGE_ID.fullmatch(i)))
    if len(chain) <= MOST_REFERENCES:
        return chain
    return chain[:1] + chain[-(MOST_REFERENCES - 1) :]
