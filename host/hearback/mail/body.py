"""The new words of a mail: quoted history, forwarded mail, signature and disclaimer set aside.

What was quoted or passed on is never read as the sender's word. When nothing new is left, `new` is
empty: a mail that only quotes says nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hearback.mail.quotes import (
    ORIGINAL,
    forward_marker,
    header_block_length,
    next_filled,
    quote_marker,
)

LONGEST = 64 * 1024  # characters that are looked at
MOST_LINES = 4_000
CLOSING_WITHIN = 14  # lines from the end
CLOSING = re.compile(
    r"^(?:(?:with )?(?:many |kindest |kind |warmest |warm |best |all the |very )*"
    r"(?:regards|wishes|best|thanks|thank you(?: (?:so|very) much| again)?"
    r"|thank you for your (?:time|help)|sincerely|cheers|cordially|respectfully|gratefully)"
    r"(?: (?:and )?(?:regards|again|in advance|so much|a lot)"
    r"| and (?:best|kind|warm) (?:regards|wishes))?"
    r"|yours(?: (?:sincerely|faithfully|truly))?|sincerely yours|warmly|take care|kr|br|rgds|thx|ta"
    r"|(?:talk|speak) soon|see you (?:soon|then)|looking forward|love|all best|bw"
    r"|mit freundlichen grüßen|viele grüße|cordialement|saludos|un saludo|atentamente"
    r"|met vriendelijke groet)"
    r"\s*[,.!–-]*$",
    re.I,
)
MOBILE = re.compile(
    r"^(?:sent (?:from|via) (?:my )?[\w .]{2,40}|get outlook for (?:ios|android).{0,60}"
    r"|von meinem \w+ gesendet|envoyé de mon \w+|enviado desde mi \w+)\s*$",
    re.I,
)
DISCLAIMER = re.compile(
    r"^\W*(?:confidentiality (?:notice|note)|disclaimer\b|legal notice|important notice"
    r"|this (?:e-?mail|message|communication)(?: message)?,?"
    r"(?: and| is| may| contains| including| transmission)"
    r".{0,200}\b(?:confidential|intended|privileged|recipient)"
    r"|the (?:information|contents?) (?:contained )?in this (?:e-?mail|message)"
    r"|if you (?:are not|have received this).{0,60}(?:recipient|in error)"
    r"|please consider the environment)",
    re.I | re.S,
)
NAME_LINE = re.compile(r"^(?:[^\W\d_][\w.'’-]*)(?: [^\W\d_][\w.'’-]*){0,3},?$")
SENTENCE_END = re.compile(r"[.?!:]$")


@dataclass(frozen=True, slots=True)
class BodyParts:
    """A body taken apart. `signature` begins with the closing greeting.

    `forwarded` has lost its header.
    """

    new: str
    signature: str = ""
    forwarded: str = ""
    quoted: str = ""


def split_body(text: str, subject: str = "") -> BodyParts:
    """Return the parts of a body; every line of `new` is a line of the text."""
    lines = [line.rstrip() for line in text[:LONGEST].replace("\u00a0", " ").split("\n")]
    lines = lines[:MOST_LINES]
    own, forwarded = _split_forward(lines, subject)
    kept, quoted = _split_quotes(own)
    kept = _without_disclaimer(kept)
    new, signature = _split_signature(kept)
    return BodyParts(_joined(new), _joined(signature), _joined(forwarded), _joined(quoted))


def _joined(lines: Sequence[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1].strip()):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _split_forward(lines: list[str], subject: str) -> tuple[list[str], list[str]]:
    passed_on = re.match(r"\s*(?:fwd?|wg|tr|rv|enc)\s*:", subject, re.I) is not None
    for at, line in enumerate(lines):
        if not line or line.startswith(">"):
            continue
        original = passed_on and line.startswith("-") and ORIGINAL.search(line[:120])
        if original or forward_marker(line):
            start = at + 1 + header_block_length(lines, at + 1)
            return lines[:at], lines[start:]
    return lines, []


def _split_quotes(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut at the first marker; text between or below `>` lines is the writer's own."""
    kept: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        if lines[at].startswith(">"):
            quoted.append(lines[at])
            at += 1
            continue
        length = quote_marker(lines, at)
        if not length:
            kept.append(lines[at])
            at += 1
            continue
        after = next_filled(lines, at + length)
        quoted += lines[at : at + length]
        if after < len(lines) and lines[after].startswith(">"):
            at = after  # marked line by line, so what is not marked is new
            continue
        quoted += lines[at + length :]
        break
    return kept, quoted


def _without_disclaimer(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        starts = at == 0 or not lines[at - 1].strip()
        if at and starts and len(line) > 20:
            paragraph = " ".join(lines[at : at + 4])[:500]
            if DISCLAIMER.match(paragraph):
                return lines[:at]
    return lines


def _split_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    while lines and (not lines[-1].strip() or MOBILE.match(lines[-1].strip())):
        lines = lines[:-1]
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if not filled:
        return lines, []
    for at in range(len(lines) - 1, -1, -1):
        if lines[at] in ("--", "-- ", "—"):
            below = [line for line in lines[at + 1 :] if line.strip()]
            if below and len(below) <= CLOSING_WITHIN and at > filled[0]:
                upper, closing = _split_closing(lines[:at])
                return upper, [*closing, *lines[at + 1 :]]
            break
    return _split_closing(lines)


def _split_closing(lines: list[str]) -> tuple[list[str], list[str]]:
    filled = [at for at, line in enumerate(lines) if line.strip()]
    tail = filled[-CLOSING_WITHIN:]
    for at in reversed(tail):
        line = lines[at].strip()
        if at > filled[0] and len(line) <= 60 and CLOSING.match(line) and _names_follow(lines, at):
            return lines[:at], lines[at:]
    return _split_bare_name(lines, filled)


def _names_follow(lines: list[str], at: int) -> bool:
    """Whether what stands below a closing greeting is a block of names, not more of the letter."""
    below = [line.strip() for line in lines[at + 1 :] if line.strip()]
    if not below:
        return True
    return len(below[0]) <= 60 and not below[0].endswith(("?", ":")) and max(map(len, below)) <= 240


def _split_bare_name(lines: list[str], filled: list[int]) -> tuple[list[str], list[str]]:
    """Take off a last paragraph that is a name, perhaps with title, company and number below it."""
    if len(filled) < 2:
        return lines, []
    start = filled[-1]
    while start > 0 and lines[start - 1].strip():
        start -= 1
    block = [line.strip() for line in lines[start:] if line.strip()]
    if start == filled[0]:
        # One paragraph: only a last line that is nothing but a name, below a finished sentence.
        last, before = lines[filled[-1]].strip(), lines[filled[-2]].strip()
        named = _is_name(last) and len(last) <= 30 and SENTENCE_END.search(before)
        return (lines[: filled[-1]], lines[filled[-1] :]) if named else (lines, [])
    short = len(block) <= 6 and all(len(line) <= 70 for line in block)
    if short and _is_name(block[0]) and not any(_is_sentence(line) for line in block):
        return lines[:start], lines[start:]
    return lines, []


def _is_name(line: str) -> bool:
    words = line.rstrip(",").split()
    capital = all(word[0].isupper() or word.lower() in ("de", "van", "von", "da") for word in words)
    return NAME_LINE.match(line) is not None and (capital or len(words) == 1)


def _is_sentence(line: str) -> bool:
    return bool(re.search(r"[.?!]$", line)) and len(line.split()) > 3
