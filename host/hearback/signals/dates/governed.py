"""What governs the times of a sentence, and which of them are their word on when they answer.

Every time of a sentence is given to the phrase that governs it. What their side says ("we will let
you know") makes a promise of it, what the reader is asked ("please confirm") a deadline; whatever
else governs it, it is neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from hearback.signals.dates.bounds import Bounded, Follows, Limit
from hearback.signals.dates.heard import Heard
from hearback.signals.dates.lexicon import load_lexicon
from hearback.signals.dates.months import CalendarDate, DayOfMonth, NumericDate
from hearback.signals.dates.periods import (
    Count,
    Day,
    Period,
    Soon,
    Unit,
    Weekday,
    WeekdayIn,
)
from hearback.signals.dates.speech import Remark, Role, Said, Speech, load_speech
from hearback.signals.dates.times import TimePhrase, find_times
from hearback.signals.dates.words import one_spelling, split_words

LONGEST_SENTENCE = 480
"""Characters that are looked at, around the first word of an answer; people write less."""
MOST_WORDS = 110

_THEIRS = frozenset(
    {Role.SAYS, Role.AIMS, Role.SAYS_NEXT, Role.SAYS_NOUN, Role.UNHEARD, Role.TAKES}
)
_ONE_DAY = Weekday | WeekdayIn | Day | CalendarDate | NumericDate | DayOfMonth
_OPEN_ENDED = frozenset({Limit.SINCE, Limit.FOR})


@dataclass(frozen=True)
class Claim:
    """A time and the phrase that governs it.

    `period`, where there is one, is what the time comes to: they answer after it, not on it.
    """

    time: TimePhrase
    by: Said
    period: Period | None = None


class Sentence:
    """One sentence, taken apart: its words, its times and what governs each of them."""

    def __init__(self, text: str) -> None:
        speech = load_speech()
        self.start = _first_to_look_at(text, speech)
        self.text = text[self.start : self.start + LONGEST_SENTENCE]
        self.words = split_words(self.text, load_lexicon())[:MOST_WORDS]
        self.times = find_times(self.words, load_lexicon())
        self.speech = speech
        self.question = self.text.rstrip().endswith("?")

    @cached_property
    def heard(self) -> Heard:
        """Its words as phrases see them."""
        return Heard(self.words, self.times, self.speech)

    @cached_property
    def predicates(self) -> tuple[Said, ...]:
        """What governs times, in order."""
        return self.heard.predicates() if self.times else ()

    @cached_property
    def remarks(self) -> tuple[Said, ...]:
        """Everything else that is said."""
        return self.heard.remarks()

    def has(self, remark: Remark) -> bool:
        """Whether a remark of this kind stands anywhere."""
        return any(said.what == remark for said in self.remarks)

    def quote(self, time: TimePhrase) -> str:
        """Return the words that name a time."""
        words = self.words[time.first : time.end]
        return " ".join(self.text[words[0].start : words[-1].end].split()).strip(" ,(")

    def part(self, at: int) -> int:
        """Return which part of the sentence a word stands in."""
        return self.heard.parts[min(at, len(self.heard.parts) - 1)]

    # --- What governs a time ----------------------------------------------------------------------

    def governor(self, time: TimePhrase) -> Said | None:
        """Return what governs a time: the nearest before it in its part, else behind it."""
        if self._near(time):
            return None
        strong = [said for said in self.predicates if said.what != Role.NEAR]
        verbs = [said for said in strong if said.what != Role.SAYS_NOUN]
        return (
            self._in_part(time, verbs) or self._in_part(time, strong) or self._beyond(time, strong)
        )

    def _near(self, time: TimePhrase) -> bool:
        """Whether a noun takes the day right behind it: "the interview on Friday"."""
        days = isinstance(time.period, _ONE_DAY) and time.limit in {Limit.NONE, Limit.ON}
        return days and any(
            said.what == Role.NEAR and 0 <= time.first - said.end <= 1 for said in self.predicates
        )

    def _in_part(self, time: TimePhrase, all_said: Sequence[Said]) -> Said | None:
        """Return the nearest before a time in its part, else the nearest behind it."""
        part = self.part(time.first)
        here = [said for said in all_said if self.part(said.first) == part]
        before = [said for said in here if said.first < time.first]
        behind = [said for said in here if said.first >= time.end]
        if before:
            return _main(before, time)
        return behind[0] if behind else None

    def _beyond(self, time: TimePhrase, all_said: Sequence[Said]) -> Said | None:
        """Return what governs a time from another part of the sentence: "By Friday, we …"."""
        part = self.part(time.first)
        earlier = [said for said in all_said if said.first < time.first]
        later = [said for said in all_said if said.first >= time.end]
        fronted = part == 0 or self.heard.heads[part].isalpha()
        if later and (fronted or not earlier) and self.heard.is_bare(part):
            return later[0]
        return earlier[-1] if earlier else None

    # --- Claims ---------------------------------------------------------------------------------

    def theirs(self) -> list[Claim]:
        """Return the times that are their word on when they answer."""
        governed = [(time, self.governor(time)) for time in self.times if time.period is not None]
        claims = [Claim(time, by) for time, by in governed if by and self._is_their_word(time, by)]
        says = [said for said in self.predicates if said.what in {Role.SAYS, Role.SAYS_NEXT}]
        if not claims and says and not self.has(Remark.NO_HURRY):
            claims = list(self._lent(governed, says[0]))
        return claims

    def _is_their_word(self, time: TimePhrase, by: Said) -> bool:
        if time.limit in _OPEN_ENDED and not _may_last(time, by):
            return False
        if self._is_denied(time, by):
            return False
        if by.what == Role.NUDGE:
            return True
        if by.what not in _THEIRS or (time.counted and by.what != Role.TAKES):
            return False
        if by.what == Role.TAKES:
            return not _is_short(time) and self._waits(time, by)
        return not self._is_appointment(time, by)

    def _waits(self, time: TimePhrase, by: Said) -> bool:
        """Whether "we need" goes with the time, and not with a thing: "someone by January"."""
        until = time.limit in {Limit.BY, Limit.WITHIN} and 0 <= time.first - by.end <= 1
        inside = by.first < time.first < by.end  # "it will be Tuesday before we know"
        return time.counted or until or inside or time.limit is Limit.FOR

    def _is_appointment(self, time: TimePhrase, by: Said) -> bool:
        """Whether it fixes a talk rather than promise an answer: "I will call you at 2"."""
        said = [word.text for word in self.words[by.first : by.end]]
        exact = time.clock is not None and time.limit in {Limit.NONE, Limit.ON}
        close = time.limit is Limit.NONE and by.end == time.first
        talks = not self.speech.words["talks"].isdisjoint(said)
        proposes = not self.speech.words["proposes"].isdisjoint(said[-2:])
        return (exact and (talks or proposes)) or (close and proposes)

    def _is_denied(self, time: TimePhrase, by: Said) -> bool:
        """Whether the sentence says that nothing will come by then."""
        if by.what == Role.UNHEARD or time.limit is Limit.NOT_BEFORE:
            return False
        if by.what == Role.SAYS_NOUN:
            return self.denied(by)
        return self.denied(by) and time.limit not in {Limit.BEFORE, Limit.BY, Limit.AFTER}

    def denied(self, by: Said) -> bool:
        """Whether a "not" stands before or in what governs a time."""
        part = self.part(by.first)
        allowed = [said for said in self.remarks if said.what == Remark.NO_DENIES]
        return any(
            said.what == Remark.DENIES
            and self.part(said.first) == part
            and said.first < by.end
            and not any(a.first <= said.first < a.end for a in allowed)
            for said in self.remarks
        )

    def _lent(
        self, governed: Sequence[tuple[TimePhrase, Said | None]], says: Said
    ) -> Iterator[Claim]:
        """Yield the days of theirs after which they answer: "the team meets on Thursday and …"."""
        for time, by in governed:
            if time.limit in _OPEN_ENDED or isinstance(time.period, Soon) or time.counted:
                continue
            head = self.heard.heads[self.part(time.first)]
            what = by.what if by else Role.NEAR
            lends = head in self.speech.words["lending"] and what in {Role.MILESTONE, Role.NEAR}
            if what == Role.MEETS or lends:
                behind = head in self.speech.words["afterwards"]
                yield Claim(time, says, _what_follows(time, what, behind=behind))


def _what_follows(time: TimePhrase, what: str, *, behind: bool) -> Period:
    """Return when an answer comes that waits for something at this time."""
    if time.limit is Limit.WITHIN and what == Role.MEETS and time.bounded:
        return time.bounded
    ends = time.limit in {Limit.BY, Limit.BEFORE, Limit.WITHIN}
    inner = Bounded(time.period, Limit.NONE) if time.period else Day(0)
    if ends or (behind and what != Role.MEETS):
        return Follows(inner, Soon())
    return Follows(inner, Count(1, 1, Unit.DAY, business=True) if behind else Day(0))


def _main(before: Sequence[Said], time: TimePhrase) -> Said:
    """Return the last of these, but what they say rather than what they speak of on the way.

    "You will have an invitation for the second interview by Thursday."
    """
    says = [said for said in before if said.what == Role.SAYS]
    if says and before[-1].what == Role.MEETS and time.limit in {Limit.BY, Limit.WITHIN}:
        return says[-1]
    return before[-1]


def _may_last(time: TimePhrase, by: Said) -> bool:
    """Whether "for" names the day or the wait all the same: "planned for Friday"."""
    if time.limit is not Limit.FOR:
        return False
    counts = isinstance(time.period, Count)
    return by.what == Role.AIMS or (by.what == Role.TAKES and counts)


def _is_short(time: TimePhrase) -> bool:
    """Whether it is less than a day: no answer takes two hours."""
    period = time.period
    return isinstance(period, Count) and period.unit is Unit.HOUR and period.most < 24


def _first_to_look_at(text: str, speech: Speech) -> int:
    """Return where to begin in a sentence that is longer than anybody writes."""
    if len(text) <= LONGEST_SENTENCE:
        return 0
    low = text[: 100 * LONGEST_SENTENCE].lower()
    places = [low.find(letters) for letters in speech.answers]
    first = min((place for place in places if place >= 0), default=0)
    return max(0, first - LONGEST_SENTENCE // 3)


@lru_cache(maxsize=64)
def take_apart(text: str) -> Sentence | None:
    """Return a sentence taken apart; None where it cannot name a time for anything."""
    low = one_spelling(text[: 100 * LONGEST_SENTENCE]).lower()
    if not load_speech().may_promise(low):
        return None
    sentence = Sentence(text)
    return sentence if sentence.times else None
