"""Gmail's search language, read: terms, OR, ( ), { }, -, quotes, and operators before a bracket.

One message must match all terms. What is not known raises, so that a test cannot pass in silence.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from emulator.stored import Stored
from emulator.terms import FIELDS, NotUnderstood, Test, operator, word

TOKEN = re.compile(r'-(?=\S)|[(){}]|[a-z][a-z_0-9]*:(?!//)|"[^"]*"|[^\s(){}"]+', re.I)
HIDDEN = frozenset({"SPAM", "TRASH"})
ASKED_FOR = re.compile(r"(?i)(?<![-\w])(?:in:(?:anywhere|spam|trash)|label:(?:spam|trash))\b")


@dataclass
class _Reader:
    tokens: list[str]
    now_ms: int
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def all_of(self, until: str, field: str) -> Test:
        """Read terms up to a closing bracket; OR binds two neighbours, the rest are all needed."""
        groups: list[list[Test]] = []
        joined = False
        while (token := self.peek()) and token != until:
            if token in ("OR", "AND"):
                self.take()
                joined = token == "OR"
                continue
            test = self.term(field)
            if joined and groups:
                groups[-1].append(test)
            else:
                groups.append([test])
            joined = False
        self._close(until)
        if len(groups) == 1:
            return _any(groups[0])
        tests = [_any(group) for group in groups]
        return lambda m: all(test(m) for test in tests)

    def any_of(self, field: str) -> Test:
        """Read the terms of a { }."""
        tests: list[Test] = []
        while (token := self.peek()) and token != "}":
            if token == "OR":
                self.take()
                continue
            tests.append(self.term(field))
        self._close("}")
        return _any(tests)

    def _close(self, bracket: str) -> None:
        if bracket and self.take() != bracket:
            raise NotUnderstood(f"a {bracket} is missing")

    def term(self, field: str) -> Test:
        """Read one term; `field` is that of an operator before a bracket."""
        token = self.take()
        if token in ("", ")", "}", "AROUND"):
            raise NotUnderstood(token or "the end")
        if token == "-":
            inner = self.term(field)
            return lambda m: not inner(m)
        if token == "(":
            return self.all_of(")", field)
        if token == "{":
            return self.any_of(field)
        if token.endswith(":") and len(token) > 1:
            return self._operator(token[:-1].lower())
        return word(field, token.strip('"')) if field in FIELDS else self._valued(field, token)

    def _operator(self, name: str) -> Test:
        # The operator holds for all that stands in a bracket behind it: from:(a OR b).
        if name in FIELDS or self.peek() in ("(", "{"):
            return self.term(name)
        return self._valued(name, self.take())

    def _valued(self, name: str, token: str) -> Test:
        value = token.strip('"').lower()
        if not value or value in "(){}":
            raise NotUnderstood(f"{name}: without a value")
        return operator(name, value, self.now_ms)


def _any(tests: Sequence[Test]) -> Test:
    return tests[0] if len(tests) == 1 else lambda m: any(test(m) for test in tests)


def matcher(query: str, now_ms: int) -> Test:
    """Return what tells whether a message matches. Raises NotUnderstood."""
    return _Reader(TOKEN.findall(query), now_ms).all_of("", "")


def shown_by(query: str, *, spam_and_trash: bool) -> Callable[[Stored], bool]:
    """Return what tells whether a listing shows a message: spam and trash only when asked for."""
    if spam_and_trash or ASKED_FOR.search(query):
        return lambda _: True
    return lambda m: not m.labels & HIDDEN


def matching(messages: Sequence[Stored], *tests: Test) -> bool:
    """Whether one of a thread's messages passes all tests."""
    return any(all(test(m) for test in tests) for m in messages)
