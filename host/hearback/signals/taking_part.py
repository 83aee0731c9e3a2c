"""Who of those in copy takes part in a talk: "The panel will be Lena Fischer and me"."""

from collections.abc import Sequence
from itertools import pairwise

from hearback.signals.phrases import AnyOf
from hearback.signals.rules import Where
from hearback.signals.scan import Line, Page
from hearback.signals.sentences import Spelling
from hearback.signals.signal import Part, Person

_WRITER = frozenset({"me", "myself", "us"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir"})
_HUMAN = frozenset({Part.EMPLOYER, Part.RECRUITER, Part.AGENCY, Part.UNKNOWN})


def those_taking_part(
    page: Page, people: Sequence[Person], takes_part: AnyOf, spelling: Spelling
) -> tuple[Person, ...]:
    """Return those whom a mail names as taking part, in its order of people.

    A name counts when it is whole, or the family's behind a title ("Ms. Alvarez").

    `people` are the writer, who comes first and is named by "me", and those whom the mail goes to.
    Nobody, when it names none of the latter: who is in copy may only keep the diary.
    """
    writer, *others = people
    named: set[str] = set()
    by_writer = False
    for line in page.lines:
        if line.where is not Where.BODY or not takes_part.stands_in(line.words):
            continue
        here = {one.address for one in others if _is_named(one, line, spelling)}
        by_writer = by_writer or bool(here and not _WRITER.isdisjoint(line.words.distinct))
        named |= here
    return tuple(
        one
        for one in people
        if one.part in _HUMAN and (one.address in named or (one is writer and by_writer))
    )


def _is_named(person: Person, line: Line, spelling: Spelling) -> bool:
    name = [word for word in spelling.line(person.name[:80]) if len(word) > 2]
    if len(name) < 2:
        return False
    titled = any(
        before in _TITLES and word == name[-1] for before, word in pairwise(line.sentence.words)
    )
    return titled or line.words.distinct.issuperset(name)
