"""Who of those in copy takes part in a talk: "The panel will be Lena Fischer and me"."""

from collections.abc import Sequence

from hearback.signals.phrases import AnyOf
from hearback.signals.rules import Where
from hearback.signals.scan import Page
from hearback.signals.sentences import Spelling
from hearback.signals.signal import Part, Person

_WRITER = frozenset({"me", "myself", "us"})
_HUMAN = frozenset({Part.EMPLOYER, Part.RECRUITER, Part.AGENCY, Part.UNKNOWN})


def those_taking_part(
    page: Page, people: Sequence[Person], takes_part: AnyOf, spelling: Spelling
) -> tuple[Person, ...]:
    """Return those whom a mail names as taking part, by their whole name, in its order of people.

    `people` are the writer, who comes first and is named by "me", and those whom the mail goes to.
    Nobody, when it names none of the latter: who is in copy may only keep the diary.
    """
    writer, *others = people
    named: set[str] = set()
    by_writer = False
    for line in page.lines:
        if line.where is not Where.BODY or not takes_part.stands_in(line.words):
            continue
        here = {one.address for one in others if _is_named(one, line.words.distinct, spelling)}
        by_writer = by_writer or bool(here and not _WRITER.isdisjoint(line.words.distinct))
        named |= here
    return tuple(
        one
        for one in people
        if one.part in _HUMAN and (one.address in named or (one is writer and by_writer))
    )


def _is_named(person: Person, words: frozenset[str], spelling: Spelling) -> bool:
    name = [word for word in spelling.line(person.name[:80]) if len(word) > 2]
    return len(name) >= 2 and words.issuperset(name)
