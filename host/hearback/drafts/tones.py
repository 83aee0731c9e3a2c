"""Which tone a mail takes: that in which they write, as far as their mails tell.

Points for each of their mails: how it greets, how it closes, and the sentences that were kept of
it. Who writes three lines is not warm, however they greet, and who writes a page to "Hi Sam" is
warmer than most. What the user wrote to them counts too. The newest mails weigh most; without a
clear sign the tone is plain.
"""

import re
from statistics import median

from hearback.drafts.draft import Tone
from hearback.drafts.names import is_titled
from hearback.drafts.told import Told
from hearback.mail.message import same_mailbox
from hearback.signals.signal import Person, Reading

MOST_MAILS = 6
CLEAR = 2  # points
SHORT, LONG = 25, 120  # words of a mail
VERY_SHORT = 15  # words of a single mail, which may have been written in a hurry

FORMAL_GREETING = re.compile(
    r"^(?:dear|good (?:day|morning|afternoon|evening)) (?:mr|mrs|ms|mx|dr|prof|sir|madam)\b", re.I
)
WARM_GREETING = re.compile(r"^(?:hi|hey|hiya|hello there)\b", re.I)
FORMAL_CLOSING = re.compile(
    r"^(?:yours|sincerely|respectfully|with kind regards|with best regards|faithfully)\b", re.I
)
WARM_CLOSING = re.compile(
    r"^(?:cheers|best[,!]?$|all the best|best wishes|warm|thanks|many thanks|talk soon|speak soon"
    r"|have a (?:great|lovely|good|nice)|take care|see you|x+\b)",
    re.I,
)
WARM_WORDS = re.compile(
    r"!|[\U0001F300-\U0001FAFF]|\b(?:i|we|you|it|that)['’](?:m|re|ll|d|ve|s)\b"
    r"|\b(?:really enjoyed|great (?:to|chat)|excited|awesome|lovely|super)\b",
    re.I,
)
FORMAL_WORDS = re.compile(
    r"\b(?:kindly|hereby|we regret|pleased to inform|further to|pursuant|should you"
    r"|would be obliged|in due course|the undersigned|please find)\b",
    re.I,
)


def choose_tone(told: Told, recipient: Person | None) -> Tone:
    """Return the tone for somebody: theirs, else that of their colleagues."""
    if recipient is None:
        return Tone.PLAIN
    if is_titled(recipient):
        return Tone.FORMAL
    own = _points(told.written_by(recipient) + _written_to(told, recipient))
    points = own or _points(list(told.inbound)) / 2
    if points >= CLEAR:
        return Tone.WARM
    return Tone.FORMAL if points <= -CLEAR else Tone.PLAIN


def is_terse(told: Told, recipient: Person | None) -> bool:
    """Whether somebody writes in a line or two, as far as their own mails tell."""
    written = told.written_by(recipient) if recipient else []
    lengths = [r.length for r in written if r.length and not r.via_robot][-MOST_MAILS:]
    return bool(lengths) and median(lengths) <= (SHORT if len(lengths) > 1 else VERY_SHORT)


def _written_to(told: Told, recipient: Person) -> list[Reading]:
    mailbox = same_mailbox(recipient.address)
    return [
        reading
        for reading in told.application.readings
        if reading.outbound and any(same_mailbox(a.address) == mailbox for a in reading.envelope.to)
    ]


def _points(readings: list[Reading]) -> float:
    """Return points for warmth, below zero for formality; the average, greatest for a clear way."""
    written = [r for r in readings if not r.via_robot and (r.greeting or r.sign_off)]
    newest = sorted(written, key=lambda r: r.envelope.date)[-MOST_MAILS:]
    return sum(map(_points_of, newest)) / len(newest) if newest else 0


def _points_of(reading: Reading) -> float:
    greeting, closing = reading.greeting.strip(), reading.sign_off.strip()
    said = " ".join(signal.evidence for signal in reading.signals)
    points = (
        (-3 if FORMAL_GREETING.search(greeting) else 0)
        + (1 if WARM_GREETING.search(greeting) else 0)
        + (1 if greeting.endswith("!") or greeting.lower().startswith(("hey", "hiya")) else 0)
        + (-1.5 if FORMAL_CLOSING.search(closing) else 0)
        + (1 if WARM_CLOSING.search(closing) else 0)
        + (1 if WARM_WORDS.search(said) else 0)
        + (-1 if FORMAL_WORDS.search(said) else 0)
    )
    return points + _for_length(reading.length) if points > 0 else points


def _for_length(words: int) -> float:
    """Return what the length of a mail says of its warmth; 0 words are an unknown length."""
    if 0 < words <= SHORT:
        return -1
    return 0.5 if words >= LONG else 0
