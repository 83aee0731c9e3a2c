"""Where quoted history begins: attributions, header blocks and rules, in many languages.

Every test looks at a line, or at a few together, behind a cheap literal test; nothing searches the
whole text.
"""

import re
from collections.abc import Sequence

LONGEST_LINE = 1_000
RULE = re.compile(r"^\s*[-_=*]{2,}\s*(.{0,60}?)\s*[-_=*]{2,}\s*$")
ORIGINAL = re.compile(
    r"original (?:message|appointment)|ursprüngliche nachricht|message d.origine"
    r"|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht"
    r"|original-nachricht",
    re.I,
)
FORWARD = re.compile(
    r"^\W*(?:forwarded message|begin forwarded message:?|weitergeleitete nachricht"
    r"|message transféré|mensaje reenviado|mensagem encaminhada"
    r"|anfang der weitergeleiteten nachricht:?)\W*$",
    re.I,
)
UNDERSCORES = re.compile(r"^\s*_{8,}\s*$")
WROTE = re.compile(
    r"(?:wrote|writes|schrieb(?: .{0,80})?|a écrit|escribió|escreveu|ha scritto"
    r"|schreef(?: .{0,80})?|skrev(?: .{0,80})?|napisał\(?a?\)?)\s*:\s*$",
    re.I,
)
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
FROM_LINE = re.compile(r"^[*\s]*(?:from|von|de|da|van|från|fra|od)\s?[*]?\s?:[*]?\s+\S", re.I)
HEADER_LINE = re.compile(
    r"^[*\s]*(?:from|sent|date|to|cc|subject|reply-to|von|gesendet|datum|an|betreff|de|envoyé|à"
    r"|objet|enviado(?: el)?|fecha|para|asunto|assunto|data|inviato|a|oggetto|verzonden|aan"
    r"|onderwerp)\s?[*]?\s?:[*]?\s",
    re.I,
)


def quote_marker(lines: Sequence[str], at: int) -> int:
    """Return how many lines at `at` announce quoted history: 0 when none does."""
    line = lines[at]
    if not line or len(line) > LONGEST_LINE:
        return 0
    ruled = _rule_length(lines, at)
    if ruled:
        return ruled
    if ":" in line and FROM_LINE.match(line):
        count = _header_block(lines, at)
        return count if count >= 3 else 0
    return _attribution(lines, at)


def _rule_length(lines: Sequence[str], at: int) -> int:
    line = lines[at]
    if line[0] not in "-_=* ":
        return 0
    if UNDERSCORES.match(line):
        following = next_filled(lines, at + 1)
        opens = following < len(lines) and FROM_LINE.match(lines[following])
        return following - at + _header_block(lines, following) if opens else 0
    rule = RULE.match(line)
    return 1 if rule and ORIGINAL.search(rule.group(1)) else 0


def forward_marker(line: str) -> bool:
    """Whether a line announces a forwarded mail."""
    if len(line) > 120 or not line:
        return False
    return FORWARD.match(line.strip().strip("-_=* ")) is not None


def header_block_length(lines: Sequence[str], at: int) -> int:
    """Return how many lines at `at` are the copied header of a mail, blank lines before it
    Included.
    """
    start = next_filled(lines, at)
    return start - at + _header_block(lines, start)


def _header_block(lines: Sequence[str], at: int) -> int:
    count = 0
    for line in lines[at : at + 12]:
        if HEADER_LINE.match(line[:LONGEST_LINE]):
            count += 1
        elif not line.strip() or not line.startswith((" ", "\t")):
            break
        else:
            count += 1
    return count


def _attribution(lines: Sequence[str], at: int) -> int:
    """Return the length of an attribution ("On … Dana wrote:"), which may run over three lines."""
    joined = ""
    for count, line in enumerate(lines[at : at + 3], start=1):
        if not line.strip() or len(line) > LONGEST_LINE:
            return 0
        joined = f"{joined} {line.strip()}"
        if line.rstrip().endswith(":"):
            return count if _is_attribution(joined, lines, at + count) else 0
    return 0


def _is_attribution(joined: str, lines: Sequence[str], after: int) -> bool:
    if len(joined) > 400:
        return False
    dated = CLOCK.search(joined) is not None and YEAR.search(joined) is not None
    addressed = "@" in joined
    if dated and addressed:
        return True
    if not WROTE.search(joined):
        return False
    following = next_filled(lines, after)
    quoted = following < len(lines) and lines[following].startswith(">")
    return quoted or dated or addressed or bool(YEAR.search(joined))


def next_filled(lines: Sequence[str], at: int) -> int:
    """Return the next line with text at or after `at`; the number of lines when there is none."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at
