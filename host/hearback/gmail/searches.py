"""What to ask Gmail's search for, and what an answer promises: knowledge/searches.toml."""

import tomllib
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from hearback.errors import KnowledgeBroken

FILE = "searches.toml"
MOST_WORDS = 3  # of a snippet that count: a snippet has some twenty words


def _pairs_up(query: str) -> str:
    for opening, closing in ("{}", "()"):
        if query.count(opening) != query.count(closing):
            raise ValueError(f"“{opening}” and “{closing}” do not pair up")
    if query.count('"') % 2:
        raise ValueError("a quotation mark is left open")
    return " ".join(query.split())


def _is_lower(word: str) -> str:
    if word != word.lower():
        raise ValueError(f"“{word}” is not in lower case")
    return word


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Search(_Told):
    """One listing of a first sync. `late` ones wait until the likeliest threads have been read."""

    name: str = Field(min_length=1)
    query: Annotated[str, AfterValidator(_pairs_up)]
    worth: int = Field(ge=0)
    late: bool = False
    whole: bool = False


_Word = Annotated[str, AfterValidator(_is_lower)]


class Words(_Told):
    """What the words of a snippet are worth."""

    worth: int = Field(ge=0)
    said: list[_Word] = Field(alias="for")
    against_worth: int = Field(ge=0)
    against: list[_Word]


class Searches(_Told):
    """All listings in their order, what words of a snippet are worth, and what is likely."""

    likely: int
    search: list[Search]
    words: Words

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        names = [search.name for search in self.search]
        if len(set(names)) < len(names):
            raise ValueError("two searches have the same name")
        if sum(search.whole for search in self.search) != 1:
            raise ValueError("exactly one search must be “whole”")
        return self

    def named(self, name: str) -> Search:
        """Return the search of that name."""
        return next(search for search in self.search if search.name == name)

    @property
    def whole(self) -> Search:
        """The search that names every thread."""
        return next(search for search in self.search if search.whole)

    def weigh(self, named_by: Collection[str], snippet: int) -> int:
        """Return how likely a thread is about a job: the searches that name it, and its snippet."""
        return snippet + sum(search.worth for search in self.search if search.name in named_by)

    def weigh_snippet(self, snippet: str) -> int:
        """Return what the words of a snippet are worth."""
        text = snippet.lower()
        found = min(MOST_WORDS, sum(word in text for word in self.words.said))
        hurt = any(word in text for word in self.words.against)
        return found * self.words.worth - hurt * self.words.against_worth


def query_of(search: Search, look_back: int) -> str:
    """Return the query for threads with a mail of the last `look_back` days."""
    return f"newer_than:{look_back}d {search.query}".strip()


@lru_cache(maxsize=1)
def load_searches() -> Searches:
    """Return the searches. Raises KnowledgeBroken with all faults of the file."""
    path = files("hearback") / "knowledge" / FILE
    return read_searches(path.read_text(encoding="utf-8"))


def check_searches() -> list[str]:
    """Return all faults of the file, one line each."""
    try:
        load_searches()
    except KnowledgeBroken as error:
        return list(error.faults)
    return []


def read_searches(text: str) -> Searches:
    """Return what such a file says. Raises KnowledgeBroken with all its faults."""
    try:
        return Searches.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeBroken([f"{FILE}: {error}"]) from None
    except ValidationError as error:
        raise KnowledgeBroken(
            [
                f"{FILE}: {'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg']}"
                for fault in error.errors()
            ]
        ) from None
