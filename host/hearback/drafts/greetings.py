"""How a mail opens and closes: as this user wrote to that person before, else as they write."""

import re

from hearback.drafts.names import full_name, greeting_name, plain
from hearback.drafts.told import Told
from hearback.mail.message import same_mailbox
from hearback.signals.signal import Person, Reading

SIGN_OFF = "Best regards,"
NOBODY_IN_PARTICULAR = "Hello,"
OPENING = re.compile(r"^(hi|hello|hey|hiya|dear|good \w+)\b", re.I)
TO_MORE_THAN_ONE = re.compile(r"\b(and|all|both|team|everyone)\b|&|/|,.", re.I)
TITLED = re.compile(r"^dear (mr|mrs|ms|mx|dr|prof)\b", re.I)
WORDS = re.compile(r"[^\W\d_]+")


def greeting(told: Told, recipient: Person | None) -> str:
    """Return "Hi Dana,", "Dear Dr. Ruiz,"; "Hello," when the name is not sure."""
    if recipient is None:
        return NOBODY_IN_PARTICULAR
    if before := _as_before(told, recipient):
        return before
    company = told.application.company
    name = greeting_name(recipient, company)
    if not name:
        return NOBODY_IN_PARTICULAR
    theirs = _how_they_greet(told, recipient)
    if name.startswith(("Dr.", "Professor")):
        return f"Dear {name},"
    if TITLED.match(theirs):
        # "Dear Mr Rivera" calls for the same, and nobody's form of address is known here.
        return f"Dear {full_name(recipient, company) or name},"
    opening = OPENING.match(theirs)
    word = opening[1].lower() if opening else "hi"
    return f"{'Dear' if word == 'dear' else 'Hello' if word == 'hello' else 'Hi'} {name},"


def _as_before(told: Told, recipient: Person) -> str:
    """Return how the user greeted this very person last, "" when they have not by name."""
    mailbox = same_mailbox(recipient.address)
    named = {word.lower() for word in WORDS.findall(recipient.name) if len(word) > 1}
    for reading in reversed(told.application.readings):
        first = reading.envelope.to[:1]
        if not reading.outbound or not first or same_mailbox(first[0].address) != mailbox:
            continue
        words = plain(reading.greeting, 60).rstrip(",.;:!- ")
        spoken = {word.lower() for word in WORDS.findall(words)}
        if OPENING.match(words) and spoken & named and not TO_MORE_THAN_ONE.search(words):
            return f"{words},"
    return ""


def _how_they_greet(told: Told, recipient: Person) -> str:
    """Return the newest greeting of this person, else of anybody there."""
    greetings = [_greeting_of(reading) for reading in told.written_by(recipient)]
    greetings = [words for words in greetings if words]
    others = [words for reading in told.inbound if (words := _greeting_of(reading))]
    return (greetings or others or [""])[-1]


def _greeting_of(reading: Reading) -> str:
    return reading.greeting if OPENING.match(reading.greeting) and not reading.via_robot else ""


def sign_off(told: Told) -> str:
    """Return how this user closes their mails here, else "Best regards,", and their name below."""
    own = [r.sign_off for r in told.application.readings if r.outbound and r.sign_off]
    closing = plain(own[-1], 40).rstrip(",.! ") if own else ""
    return f"{closing}," if len(closing) > 2 else SIGN_OFF


def my_name(told: Told) -> str:
    """Return the user's name: as known, as in their own mails' From, else from their address."""
    signed = [r.sender.name for r in told.application.readings if r.outbound and r.sender.name]
    for name in (told.me.name, *reversed(signed)):
        if plain(name, 60):
            return plain(name, 60)
    local = plain(told.me.addresses[0].partition("@")[0], 60) if told.me.addresses else ""
    parts = re.split(r"[._]", local)
    spelt = len(parts) > 1 and all(part.isalpha() and len(part) > 1 for part in parts)
    return " ".join(part.capitalize() for part in parts) if spelt else local
