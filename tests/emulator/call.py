"""One call of a method: what was asked, and how its answer is paged and put."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from emulator import refusal, replies
from emulator.mailbox import Mailbox
from emulator.search import matcher, shown_by
from emulator.stored import Stored
from emulator.terms import NotUnderstood, Test

Json = dict[str, Any]
Found = TypeVar("Found")
MOST = 500
USUAL = 100
ME = re.compile(r"\b(from|to|cc):me\b")
# A token that looks like none of the positions it stands for.
FACTOR, ADDED = 7919, 104_729


@dataclass
class Call:
    """One request: ids from the path, the query, and the body."""

    mailbox: Mailbox
    ids: Mapping[str, str]
    query: Mapping[str, Sequence[str]]
    body: Json
    now_ms: int
    largest_part: int
    headers_only: bool = False  # the token carries gmail.metadata
    told_twice: bool = False  # each history record

    def first(self, name: str, otherwise: str = "") -> str:
        """Return a parameter."""
        return self.query.get(name, [otherwise])[0]

    def tests(self) -> list[Test]:
        """Return what a message of a listing must pass. Raises Refused."""
        query = ME.sub(rf"\1:{self.mailbox.address}", self.first("q"))
        tests = [shown_by(query, spam_and_trash=self.first("includeSpamTrash") == "true")]
        if labels := set(self.query.get("labelIds", [])):
            tests.append(lambda m: labels <= m.labels)
        try:
            return [*tests, matcher(query, self.now_ms)] if query.strip() else tests
        except NotUnderstood as error:
            raise refusal.bad(f"The emulator does not know this search: {error}") from None

    def told(self, stored: Stored, *, raw: bool = True) -> Json:
        """Return a message in the format that was asked for. Raises Refused."""
        form = self.first("format", "full").lower()
        if form not in ("full", "metadata", "minimal", "raw") or (form == "raw" and not raw):
            raise refusal.bad(f"Invalid value for format: {form}")
        if self.headers_only and form in ("full", "raw"):
            raise refusal.metadata_format(form)
        return replies.message(
            stored, form, self.query.get("metadataHeaders", []), self.largest_part
        )

    def page(self, found: Sequence[Found]) -> tuple[Sequence[Found], str]:
        """Return a page of a listing and the token of the next. Raises Refused."""
        wanted = self.first("maxResults", str(USUAL))
        if not wanted.isdecimal():
            raise refusal.bad("Invalid maxResults")
        most = min(int(wanted) or USUAL, MOST)
        start = _read_token(self.first("pageToken"))
        end = start + most
        return found[start:end], _write_token(end) if end < len(found) else ""

    def listing(self, key: str, found: Sequence[Found], tell: Callable[[Found], Json]) -> Json:
        """Return a page of a listing; an empty one does not name what it would hold."""
        shown, more = self.page(found)
        answer: Json = {"resultSizeEstimate": len(found)}
        if shown:
            answer[key] = [tell(each) for each in shown]
        return {**answer, "nextPageToken": more} if more else answer


def _write_token(start: int) -> str:
    return f"{start * FACTOR + ADDED:020d}"


def _read_token(token: str) -> int:
    if not token:
        return 0
    if not token.isdecimal() or int(token) < ADDED or (int(token) - ADDED) % FACTOR:
        raise refusal.bad("Invalid pageToken")
    return (int(token) - ADDED) // FACTOR
