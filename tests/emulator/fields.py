"""Partial answers: what of an answer `fields` asks for, "a,b(c,d/e)"."""

import re
from typing import Any

from emulator import refusal

Json = dict[str, Any]


def only(answer: Json, fields: str) -> Json:
    """Return the part of an answer that is asked for; all of it for "". Raises Refused."""
    tokens = re.findall(r"[^,()/\s]+|[,()/]", fields)
    tree = _tree(tokens) if tokens else {}
    if tokens:
        raise refusal.bad(f"Invalid field selection {tokens[0]}")
    picked = _pick(answer, tree)
    assert isinstance(picked, dict)
    return picked


def _tree(tokens: list[str]) -> Json:
    """Read names up to a closing bracket, using up the tokens."""
    tree: Json = {}
    while tokens and tokens[0] not in "),(/":
        name, below = tokens.pop(0), tree
        while tokens and tokens[0] == "/":
            tokens.pop(0)
            below = below.setdefault(name, {})
            name = tokens.pop(0) if tokens else "*"
        inner: Json = {}
        if tokens and tokens[0] == "(":
            tokens.pop(0)
            inner = _tree(tokens)
            if not tokens or tokens.pop(0) != ")":
                raise refusal.bad("Invalid field selection")
        below.setdefault(name, {}).update(inner)
        if tokens and tokens[0] == ",":
            tokens.pop(0)
    return tree


def _pick(value: object, tree: Json) -> object:
    if not tree or "*" in tree:
        return value
    if isinstance(value, list):
        return [_pick(each, tree) for each in value]
    if isinstance(value, dict):
        return {key: _pick(value[key], inner) for key, inner in tree.items() if key in value}
    return value
