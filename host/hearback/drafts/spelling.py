"""Are the names right? A greeting to somebody else, and slips in the names of people and company.

Only words that are nearly a known name are looked at, and nothing is said when in doubt: a remark
on a word that is right would be worse than a slip.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from hearback.drafts.called import as_they_sign, called
from hearback.drafts.draft import Draft
from hearback.drafts.greetings import OPENING
from hearback.drafts.names import full_name, plain
from hearback.drafts.told import Told
from hearback.mail.message import Address, same_mailbox
from hearback.signals.signal import Part, Person

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
GREETING = re.compile(r"^\s*(hi|hello|hey|hiya|dear|good \w+)\b[ ,]*(.*?)[,.!:;–-]*\s*$", re.I)
TO_NOBODY_BY_NAME = frozenset(
    "all both team everyone everybody there folks colleagues sir madam hiring manager recruiter "
    "recruitment committee panel ladies gentlemen again and or the to whom it may concern mr mrs "
    "ms mx dr prof professor miss".split()
)
NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
# Short names that are no beginning of the long one.
SHORT = {
    "abby": "abigail",
    "andy": "andrew",
    "becky": "rebecca",
    "beth": "elizabeth",
    "betty": "elizabeth",
    "bill": "william",
    "bob": "robert",
    "chuck": "charles",
    "debbie": "deborah",
    "dick": "richard",
    "drew": "andrew",
    "harry": "henry",
    "jack": "john",
    "jenny": "jennifer",
    "jim": "james",
    "kate": "katherine catherine katharine",
    "kathy": "katherine kathleen",
    "larry": "lawrence",
    "liz": "elizabeth",
    "maggie": "margaret",
    "mandy": "amanda",
    "mike": "michael",
    "nate": "nathan nathaniel",
    "peggy": "margaret",
    "rick": "richard",
    "sally": "sarah",
    "sandy": "alexandra sandra",
    "sasha": "alexander alexandra aleksandr",
    "sue": "susan",
    "ted": "edward theodore",
    "tina": "christina",
    "tony": "anthony",
    "vicky": "victoria",
}
SHORTEST = 5  # letters of a name whose slips are looked for in the text
MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names that a draft may hold: `to` the recipients' words, `words` all, spelt rightly.

    `greet` is how the first recipient is called in a greeting, "" when that is not sure.
    """

    to: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()  # right as they are, though near to a name
    greet: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that looks wrong, what is wrong with it, and the right one."""

    kind: str
    words: str
    says: str
    better: str


def known_names(draft: Draft, told: Told) -> KnownNames:
    """Return the names that a draft to these people may hold."""
    company = told.application.company
    people = [_person(address, told) for address in draft.to]
    spoken = {w for p in people for w in _words(f"{p.name} {p.address.partition('@')[0]}")}
    spoken |= {w for address in draft.to for w in _greeted(address, told)}
    spoken |= {w for p in people for w in _words(f"{called(told, p)} {as_they_sign(told, p).name}")}
    everybody = {w for person in told.people for w in WORD.findall(plain(person.name))}
    named = {w for person in people for w in WORD.findall(plain(person.name))}
    other = f"{told.application.role} {told.me.name} {told.application.agency}"
    return KnownNames(
        to=frozenset(spoken),
        words=frozenset(everybody | named | set(WORD.findall(plain(company)))),
        other=frozenset(_words(other)) | NO_NAMES,
        greet=called(told, people[0]) or full_name(people[0], company) if people else "",
    )


def _person(address: Address, told: Told) -> Person:
    mailbox = same_mailbox(address.address)
    seen = [p for p in told.people if same_mailbox(p.address) == mailbox and p.name]
    return seen[-1] if seen else Person(address.name, address.address, Part.UNKNOWN)


def _greeted(address: Address, told: Told) -> Iterator[str]:
    """Yield the names by which the user greeted somebody before: a short name is right too."""
    mailbox = same_mailbox(address.address)
    for reading in told.application.readings:
        if reading.outbound and any(
            same_mailbox(to.address) == mailbox for to in reading.envelope.to
        ):
            yield from _words(OPENING.sub("", reading.greeting))


def slips(body: str, names: KnownNames) -> Iterator[Slip]:
    """Yield what looks wrong in the names of a draft, the greeting first."""
    lines = body.strip().split("\n")
    greeting = GREETING.match(lines[0][:120]) if lines else None
    if greeting:
        yield from _in_greeting(greeting[2], lines[0].strip(), names)
        lines = lines[1:]
    right = {_folded(word) for word in names.words} | names.other
    seen: set[str] = set()
    for word in WORD.findall("\n".join(lines))[:MOST_WORDS]:
        bare = re.sub(r"['’]s$", "", word)
        folded = _folded(bare)
        if folded in right or folded in seen or not bare[0].isupper():
            continue
        seen.add(folded)
        meant = next((name for name in sorted(names.words) if _is_slip(folded, name)), None)
        if meant:
            yield Slip("name", bare, f"Is this spelt rightly? In their mails it is {meant}.", meant)


def _in_greeting(said: str, line: str, names: KnownNames) -> Iterator[Slip]:
    words = [word for word in WORD.findall(said) if word.lower() not in TO_NOBODY_BY_NAME]
    company = {_folded(word) for word in names.words}
    wrong = [word for word in words if not _is_theirs(word, names.to)]
    near = [w for w in wrong if any(_distance(_folded(w), n) <= _most(n) for n in names.to)]
    several = re.search(r"\b(?:and|or)\b|[&/,]", said)
    if not names.to or not wrong or (len(wrong) < len(words) and (several or not near)):
        return
    better = f"{line.split()[0]} {names.greet}," if names.greet else "Hello,"
    if near:
        yield Slip("name", near[0], "Is the name spelt rightly?", better)
    elif any(_folded(word) in company for word in words) or names.greet:
        yield Slip("greeting", line, "The mail goes to somebody else than it greets.", better)


def _is_theirs(word: str, theirs: frozenset[str]) -> bool:
    """Whether a greeting calls somebody by their name, or by a short one."""
    long = SHORT.get(_folded(word), "").split()
    parts = [_folded(part) for part in word.split("-")]
    return any(
        part == name or name in long or (len(part) > 2 and name.startswith(part))
        for part in parts
        for name in theirs
    )


def _is_slip(folded: str, name: str) -> bool:
    right = _folded(name)
    if min(len(folded), len(right)) < SHORTEST or folded[0] != right[0]:
        return False
    if folded.rstrip("s") == right.rstrip("s"):
        return False  # "Fields" of "Field" is no slip
    return 0 < _distance(folded, right) <= _most(right)


def _most(name: str) -> int:
    """Return how many letters may be wrong before it is another word."""
    return 1 if len(name) < 8 else 2


def _words(text: str) -> set[str]:
    return {_folded(word) for word in WORD.findall(text)}


def _folded(word: str) -> str:
    """Return a word in lower case and without accents: "Zoe" is a way to write "Zoë"."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _distance(one: str, other: str) -> int:
    """Return how many letters were left out, added, replaced or swapped; 3 for many."""
    if abs(len(one) - len(other)) > 2 or max(len(one), len(other)) > 40:
        return 3
    rows: list[list[int]] = [list(range(len(other) + 1))]
    for i, char in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (char != right))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == right:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
