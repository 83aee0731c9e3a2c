"""How a mail greets, signs off and is signed, kept so that a draft can answer in the same tone."""

import re
from itertools import pairwise

from hearback.mail.message import Message
from hearback.signals.sentences import Spelling

_LONGEST = 60
_SIGNED = re.compile(r"[^\W\d_][\w'\u2019.-]*(?: [^\W\d_][\w'\u2019.-]*){0,3}\Z")


def find_greeting(message: Message, spelling: Spelling) -> str:
    """Return the words that open a mail: "Hi Sam,"; "" when it begins without any."""
    line = message.text.lstrip()[: _LONGEST + 1].partition("\n")[0].strip()
    words = spelling.line(line)
    if not any(words[: len(opening)] == opening for opening in spelling.openings):
        return ""
    if len(words) <= 5:
        return line
    # "Hi Sam, thanks for your time": the greeting ends at the comma.
    head, comma, _ = line.partition(",")
    return head + comma if comma and len(spelling.words_of(head)) <= 5 else ""


def find_sign_off(message: Message, spelling: Spelling) -> str:
    """Return the line that closes a mail: "Best regards,"; "" when there is none."""
    above, below = _lines_at_the_end(message)
    for line in (*below[:2], *reversed(above)):
        if _closes(line, spelling):
            return line
    return ""


def find_signed(message: Message, spelling: Spelling) -> str:
    """Return the name under the line that closes a mail: "Sam"; "" when there is none.

    In a mail without such a line it is the first of the signature, which a name alone begins.
    """
    above, below = _lines_at_the_end(message)
    lines = [*above, *below]
    under = [under for line, under in pairwise(lines) if _closes(line, spelling)]
    name = (under or below or [""])[0].strip(" ,-\u2013\u2014*_")
    closes = _closes(name, spelling)
    return name if len(name) <= _LONGEST and _SIGNED.match(name) and not closes else ""


def _lines_at_the_end(message: Message) -> tuple[list[str], list[str]]:
    """Return the last lines of the text and the first of the signature, without empty ones."""
    above = [line.strip() for line in message.text[-400:].splitlines() if line.strip()]
    below = [line.strip() for line in message.signature[:400].splitlines() if line.strip()]
    return above[-5:], below


def _closes(line: str, spelling: Spelling) -> bool:
    return len(line) <= _LONGEST and spelling.line(line) in spelling.closings
