"""How a mail greets and signs off, kept so that a draft can answer in the same tone."""

from hearback.mail.message import Message
from hearback.signals.sentences import Spelling

_LONGEST = 60


def find_greeting(message: Message, spelling: Spelling) -> str:
    """Return the words that open a mail: "Hi Sam,"; "" when it begins without any."""
    line = message.text.lstrip()[: _LONGEST + 1].partition("\n")[0].strip()
    words = tuple(spelling.words_of(line))
    if not any(words[: len(opening)] == opening for opening in spelling.openings):
        return ""
    if len(words) <= 5:
        return line
    # "Hi Sam, thanks for your time": the greeting ends at the comma.
    head, comma, _ = line.partition(",")
    return head + comma if comma and len(spelling.words_of(head)) <= 5 else ""


def find_sign_off(message: Message, spelling: Spelling) -> str:
    """Return the line that closes a mail: "Best regards,"; "" when there is none."""
    lines = [line.strip() for line in message.text[-400:].splitlines() if line.strip()]
    first_signed = [line.strip() for line in message.signature[:400].splitlines() if line.strip()]
    for line in (*first_signed[:2], *reversed(lines[-5:])):
        if len(line) <= _LONGEST and tuple(spelling.words_of(line)) in spelling.closings:
            return line
    return ""
