"""Regular expressions in rule files: their faults, and the letters they cannot do without.

Phrases cannot run away, regular expressions can. So a pattern may hold one * or + at most, and its
counted repeats are short.
"""

import re

WIDEST_REPEAT = 300

_ESCAPED = re.compile(r"\\.")
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")
_BOUND = re.compile(r"\{\d*,?(\d+)\}")
_PIECE = re.compile(r"\\.|\[\^?\]?[^\]]*\]|.", re.DOTALL)


def faults_of_pattern(text: str) -> list[str]:
    """Return what is wrong with a pattern, [] when nothing is."""
    try:
        pattern = re.compile(text, re.IGNORECASE)
    except re.error as error:
        return [f"the pattern cannot be read: {error}"]
    faults = []
    bare = _CLASS.sub("", _ESCAPED.sub("", text))
    if len(_UNBOUNDED.findall(bare)) > 1:
        faults.append("the pattern has more than one * or +; say how often, as in .{0,200}")
    if any(int(bound) > WIDEST_REPEAT for bound in _BOUND.findall(bare)):
        faults.append(f"the pattern repeats something more than {WIDEST_REPEAT} times")
    if pattern.search(""):
        faults.append("the pattern matches an empty sentence")
    return faults


def literal_of(pattern: str) -> str:
    """Return letters that every match of a pattern holds, in lower case; "" when none are sure.

    Only plain letters outside of groups and classes are taken, and none that a ?, * or { follows.
    """
    longest = current = ""
    depth = 0
    for piece in _PIECE.findall(pattern):
        if piece in {"(", ")"}:
            depth += 1 if piece == "(" else -1
        if piece == "|" and depth == 0:
            return ""
        if depth == 0 and piece.isascii() and (piece.isalnum() or piece == " "):
            current += piece
            continue
        if piece in {"?", "*", "{"}:
            current = current[:-1]
        longest, current = max(longest, current, key=len), ""
    return max(longest, current, key=len).lower()
