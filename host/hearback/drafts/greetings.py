"""How a mail opens and closes: as this user wrote to that person before, else as they write.

A tone that the user asked for goes before both, as far as it must: "Dear Ms Ruiz," is formal
enough as it stands, "Hi Dana," is not.
"""

import re
from collections.abc import Iterable

from hearback.drafts.called import as_they_sign, called
from hearback.drafts.draft import Tone
from hearback.drafts.names import full_name, is_titled, plain
from hearback.drafts.reader import MONTH_FIRST
from hearback.drafts.told import Told
from hearback.mail.message import Me, same_mailbox
from hearback.signals.signal import Person, Reading

MOST_MAILS = 20
NOBODY_IN_PARTICULAR = "Hello,"
SIGN_OFFS = {Tone.WARM: "Best wishes,", Tone.PLAIN: "Best regards,", Tone.FORMAL: "Kind regards,"}
OPENING = re.compile(r"^(hi|hello|hey|hiya|dear|good \w+)\b", re.I)
TO_MORE_THAN_ONE = re.compile(r"\b(and|all|both|team|everyone|folks|hiring)\b|&|/|,.", re.I)
TITLED = re.compile(r"^dear (mr|mrs|ms|mx|dr|prof)\b", re.I)
TO_AN_OFFICE = re.compile(r"^(dear (sir|madam)|to whom)\b", re.I)
WORDS = re.compile(r"[^\W\d_]+")
CASUAL = re.compile(r"^(hi|hey|hiya|hello)\b", re.I)
STIFF = re.compile(r"^(dear|good \w+)\b", re.I)
CASUAL_CLOSING = re.compile(
    r"^(cheers|thanks|thx|ta|best|talk|speak|see|x+)\b(?! (?:regards|wishes))", re.I
)
BREEZY_CLOSING = re.compile(r"^(cheers|thx|ta|talk|speak|see|x+)\b", re.I)
FAITHFULLY = re.compile(r"\bfaithfully\b", re.I)
STIFF_CLOSING = re.compile(r"^(yours|sincerely|respectfully|faithfully)\b", re.I)


def greeting(told: Told, recipient: Person | None, tone: Tone | None = None) -> str:
    """Return "Hi Dana,", "Dear Dr. Ruiz,"; "Hello," when the name is not sure."""
    if recipient is None:
        return NOBODY_IN_PARTICULAR
    recipient = as_they_sign(told, recipient)
    before = _as_before(told, recipient)
    if before and _fits(before, tone):
        return before
    company = told.application.company
    name = called(told, recipient)
    if not name:
        return _to_an_office(told, recipient, tone)
    if name.startswith(("Dr. ", "Dr ", "Professor ")):
        return f"Dear {name},"
    whole = full_name(recipient, company) or name
    if tone is not None:
        # Nobody's form of address is known here, so the formal one is the whole name.
        words = {Tone.WARM: f"Hi {name},", Tone.PLAIN: f"Hello {name},"}
        return words.get(tone, f"Dear {name if _on_first_names(told, recipient) else whole},")
    theirs = _how_they_greet(told, recipient)
    if TITLED.match(theirs):
        return f"Dear {whole},"
    opening = OPENING.match(theirs)
    word = opening[1].lower() if opening else "hi"
    return f"{'Dear' if word == 'dear' else 'Hello' if word == 'hello' else 'Hi'} {name},"


def _to_an_office(told: Told, recipient: Person, tone: Tone | None) -> str:
    """Return "Dear Sir or Madam," where this user wrote so to that address; else "Hello,"."""
    for reading in reversed(_sent_to(told, recipient)):
        words = plain(reading.greeting, 60).rstrip(",.;:!- ")
        if TO_AN_OFFICE.match(words) and _fits(words, tone):
            return f"{words},"
    return NOBODY_IN_PARTICULAR


def _fits(words: str, tone: Tone | None) -> bool:
    if tone is Tone.WARM:
        return not STIFF.match(words)
    return not (tone is Tone.FORMAL and CASUAL.match(words))


def _on_first_names(told: Told, recipient: Person) -> bool:
    """Whether they greet the user, or were greeted, by the first name alone."""
    theirs, before = _how_they_greet(told, recipient), _as_before(told, recipient)
    return bool(before or OPENING.match(theirs)) and not TITLED.match(theirs)


def _as_before(told: Told, recipient: Person) -> str:
    """Return how the user greeted this very person last, "" when they have not by name."""
    named = {word.lower() for word in WORDS.findall(recipient.name) if len(word) > 1}
    for reading in reversed(_sent_to(told, recipient)):
        words = plain(reading.greeting, 60).rstrip(",.;:!- ")
        spoken = {word.lower() for word in WORDS.findall(words)}
        known = spoken & named if named else len(spoken) > 1 and words.split()[-1].istitle()
        if OPENING.match(words) and known and not TO_MORE_THAN_ONE.search(words):
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


def sign_off(told: Told, tone: Tone | None = None, recipient: Person | None = None) -> str:
    """Return how this user closes mails to somebody, here, or elsewhere; else as the tone asks.

    How they close mails to others must go with how this one writes: no "Cheers" below "Dear".
    """
    to_them = [r.sign_off for r in _sent_to(told, recipient)]
    own = [r.sign_off for r in told.application.readings if r.outbound]
    others = [told.sign_off_elsewhere, *own[-3:]]
    for words in (*reversed(to_them[-3:]), *reversed(others)):
        closing = plain(words, 40).rstrip(",.! ")
        fits = _suits(closing, tone) and (words in to_them or _goes_with(closing, told, recipient))
        if len(closing) > 2 and fits:
            return f"{closing},"
    if tone is Tone.FORMAL and told.clock.calendar.country in MONTH_FIRST:
        return "Sincerely,"
    return SIGN_OFFS[tone or Tone.PLAIN]


def _suits(closing: str, tone: Tone | None) -> bool:
    wrong = {Tone.FORMAL: CASUAL_CLOSING, Tone.WARM: STIFF_CLOSING}
    return tone not in wrong or not wrong[tone].match(closing)


def _goes_with(closing: str, told: Told, recipient: Person | None) -> bool:
    if FAITHFULLY.search(closing):
        return False  # only below "Dear Sir or Madam"
    theirs = _how_they_greet(told, recipient) if recipient else ""
    if STIFF.match(theirs) or (recipient and is_titled(recipient)):
        return not BREEZY_CLOSING.match(closing)
    return not (CASUAL.match(theirs) and STIFF_CLOSING.match(closing))


def usual_sign_off(readings: Iterable[Reading]) -> str:
    """Return how the user closes most of their newest mails, for a DraftRequest; "" if unknown."""
    own = [reading for reading in readings if reading.outbound and reading.sign_off]
    newest = sorted(own, key=lambda reading: reading.envelope.date)[-MOST_MAILS:]
    closings = [reading.sign_off for reading in reversed(newest)]
    return max(closings, key=closings.count, default="")


def usual_name(readings: Iterable[Reading], me: Me) -> str:
    """Return the name under most of the user's newest mails, for a DraftRequest; "" if unknown."""
    own = [reading for reading in readings if reading.outbound and reading.signed]
    newest = sorted(own, key=lambda reading: reading.envelope.date)[-MOST_MAILS:]
    names = [r.signed for r in reversed(newest) if _is_a_form_of(r.signed, _full_name(me, newest))]
    return max(names, key=names.count, default="")


def my_name(told: Told, recipient: Person | None = None) -> str:
    """Return the user's name as it stands under their mails: to somebody, here, else elsewhere.

    Where they have signed none, the whole name.
    """
    own = [reading for reading in told.application.readings if reading.outbound]
    whole = _full_name(told.me, own)
    newest_last = (*own, *_sent_to(told, recipient))
    signed = [r.signed for r in newest_last if _is_a_form_of(r.signed, whole)]
    return plain(signed[-1] if signed else told.signed_elsewhere, 60) or whole


def _sent_to(told: Told, recipient: Person | None) -> list[Reading]:
    """Return what the user wrote to somebody in the first place, oldest first."""
    mailbox = same_mailbox(recipient.address) if recipient else ""
    return [
        reading
        for reading in told.application.readings
        if reading.outbound
        and any(same_mailbox(a.address) == mailbox for a in reading.envelope.to[:1])
    ]


def whole_name(told: Told) -> str:
    """Return the user's whole name, as one says it on the phone."""
    return _full_name(told.me, [r for r in told.application.readings if r.outbound])


def _is_a_form_of(signed: str, whole: str) -> bool:
    """Whether it is a form of the name: "Sam" of "Samuel Rivera"; "London" is none, nor is "S."."""
    known = [word.casefold() for word in WORDS.findall(whole)]
    words = [word.casefold() for word in WORDS.findall(signed)]
    short = any(len(word) > 1 for word in words)
    return short and all(any(each.startswith(word) for each in known) for word in words)


def _full_name(me: Me, own: Iterable[Reading]) -> str:
    """Return the user's name: as known, as in their own mails' From, else from their address."""
    signed = [reading.sender.name for reading in own if reading.sender.name]
    for name in (me.name, *reversed(signed)):
        if plain(name, 60):
            return plain(name, 60)
    local = plain(me.addresses[0].partition("@")[0], 60) if me.addresses else ""
    parts = re.split(r"[._]", local)
    spelt = len(parts) > 1 and all(part.isalpha() and len(part) > 1 for part in parts)
    return " ".join(part.capitalize() for part in parts) if spelt else local
