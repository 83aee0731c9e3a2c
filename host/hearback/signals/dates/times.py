"""Time phrases: the times that a sentence names, each with the words that bound it.

"by EOD Thursday 11/20", "early next week, Tuesday at the latest", "within a week or two".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hearback.signals.dates.bounds import Bounded, Either, Limit, Shifted
from hearback.signals.dates.clock_rules import ClockTime, read_clock
from hearback.signals.dates.date_rules import read_date
from hearback.signals.dates.grammar import WEEKDAYS, read_core
from hearback.signals.dates.months import CalendarDate, DayOfMonth, NumericDate
from hearback.signals.dates.periods import Count, Day, Period, Week, Weekday, WeekdayIn, WeekOf
from hearback.signals.dates.row import Before, Match, Row
from hearback.signals.dates.sorts import Lexicon, Sort, Word

LIMITS = {
    Sort.ON: Limit.ON,
    Sort.AROUND: Limit.AROUND,
    Sort.BETWEEN: Limit.ON,
    Sort.IN: Limit.IN,
    Sort.WITHIN: Limit.WITHIN,
    Sort.AFTER: Limit.AFTER,
    Sort.NOT_BEFORE: Limit.NOT_BEFORE,
    Sort.BY: Limit.BY,
    Sort.UNTIL: Limit.BY,
    Sort.LATEST: Limit.BY,
    Sort.BEFORE: Limit.BEFORE,
    Sort.SINCE: Limit.SINCE,
    Sort.FOR: Limit.FOR,
}
MOST_LIMITS = 5
MOST_TIMES = 24
_STRENGTH = list(Limit)
_JOINERS = frozenset({Sort.OR, Sort.TO, Sort.AND, Sort.UNTIL})
_BARE = frozenset({Limit.NONE, Limit.AROUND})
_MEEK = frozenset({Limit.NONE, Limit.ON})
_DAYS = WEEKDAYS | {Sort.DAY, Sort.ORDINAL, Sort.NUMBER, Sort.MONTH, Sort.NEXT, Sort.HOLIDAY}
_DATES = CalendarDate | NumericDate | DayOfMonth | WeekdayIn


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """One time: the words from `first` up to before `end`, and what they mean.

    A period of None lies in the past. `counted`: a bare number of units, which is a wait only where
    something says so. `relative`: counts from another time of the sentence; without one it has a
    meaning only if `alone`. `clock`: the time of day that stands with it.
    """

    period: Period | None
    limit: Limit
    first: int
    end: int
    counted: bool = False
    relative: bool = False
    alone: bool = True
    vague: bool = False
    clock: ClockTime | None = None

    @property
    def bounded(self) -> Bounded | None:
        """The period with the word before it."""
        return Bounded(self.period, self.limit, self.vague) if self.period is not None else None


@dataclass
class _Draft:
    """A time phrase while it is being read."""

    limit: Limit
    the: bool = False
    vague: bool = False
    even_today: bool = False
    clock: ClockTime | None = None


def find_times(words: Sequence[Word], lexicon: Lexicon) -> tuple[TimePhrase, ...]:
    """Return the first times that these words name, in order; no word belongs to two."""
    row = Row(words, lexicon)
    found: list[TimePhrase] = []
    at = 0
    while at < len(row) and len(found) < MOST_TIMES:
        phrase = None if row.sort(at) in {Sort.OTHER, Sort.MARK} else _read(row, at)
        if phrase:
            found.append(phrase)
        at = phrase.end if phrase else at + 1
    return tuple(found)


def _read(row: Row, first: int) -> TimePhrase | None:
    draft, at = _limits(row, first)
    at = _time_before(row, at, draft)
    core = read_core(row, at, Before(draft.limit, draft.the))
    if core is None or core.end <= at:
        return _today(draft, first, at)
    if core.period is None:
        return TimePhrase(None, draft.limit, first, core.end)
    core = _beside(row, _either(row, _from_day(row, core)), draft)
    if draft.limit is Limit.SINCE and isinstance(core.period, Count | Either):
        draft.limit = Limit.NONE  # "from two to three weeks", "from Monday to Friday"
    end = _behind(row, core.end, draft)
    if core.weak and draft.limit is Limit.NONE and draft.clock is None:
        return None
    if core.weak and draft.limit in {Limit.AROUND, Limit.ON} and row[core.end - 1].text == "may":
        return None  # "we probably may"
    period = core.period
    if draft.even_today and isinstance(period, Weekday):
        period = replace(period, even_today=True)
    if draft.vague and isinstance(period, Count) and period.least == period.most:
        period = replace(period, least=period.most - period.most // 5)  # "in about ten days"
    limit = Limit.WITHIN if core.within and draft.limit is not Limit.BY else draft.limit
    return TimePhrase(
        period=period,
        limit=limit,
        first=first,
        end=end,
        counted=isinstance(core.period, Count) and limit in _BARE and not core.relative,
        relative=core.relative,
        alone=core.alone,
        vague=core.vague or draft.vague,
        clock=draft.clock,
    )


def _limits(row: Row, at: int) -> tuple[_Draft, int]:
    """Read the words before a time; of several the stronger one counts."""
    draft = _Draft(Limit.NONE)
    last = at + MOST_LIMITS
    while at < last and (row.sort(at) in LIMITS or row.sort(at) is Sort.THE):
        if row.sort(at) is Sort.THE:
            draft.the = True
        else:
            limit = LIMITS[row.sort(at)]
            draft.vague |= limit is Limit.AROUND
            draft.limit = max(draft.limit, limit, key=_STRENGTH.index)
            if limit is Limit.AFTER and draft.limit in {Limit.BY, Limit.NOT_BEFORE}:
                draft.limit = Limit.AFTER  # "until after the holidays"
        at += 1
    return draft, at


def _time_before(row: Row, at: int, draft: _Draft) -> int:
    """Read "EOD", "5pm on", "the morning of" before a day."""
    begin = at
    if row.sort(at) is Sort.END_OF_DAY:
        draft.even_today = True
        at += 1
    elif row.sort(at) is Sort.TIME_OF_DAY:
        at += 1
    else:
        clock = read_clock(row, at)
        if clock is None:
            return begin
        draft.clock, at = clock, clock.end
    return row.skip(at, Sort.ON, Sort.OF, Sort.THE, Sort.BY, marks=",")


def _today(draft: _Draft, first: int, at: int) -> TimePhrase | None:
    """Return today where only its end, or a time by which, is named: "by 5pm"."""
    if draft.even_today or (draft.clock and draft.limit in {Limit.BY, Limit.BEFORE}):
        limit = Limit.BY if draft.limit is Limit.BEFORE else draft.limit
        return TimePhrase(Day(0), limit, first, max(at, first + 1), clock=draft.clock)
    return None


def _from_day(row: Row, core: Match) -> Match:
    """Read the day that units count from: "two weeks from Monday", "a week on Friday"."""
    if not isinstance(core.period, Count):
        return core
    at = row.skip(core.end, Sort.ON, Sort.SINCE, Sort.AFTER, Sort.OF, Sort.THE)
    if row.sort(at) not in _DAYS:
        return core
    day = read_core(row, at, Before(Limit.ON))
    if day is None or day.period is None or day.relative or isinstance(day.period, Count):
        return core
    return replace(core, period=Shifted(core.period, day.period), end=day.end)


def _either(row: Row, core: Match) -> Match:
    """Read "or Friday", "- 17 March", "or early next week" behind a time."""
    joiner = row.skip(core.end, marks=",") if row.sort(core.end + 1) is Sort.OR else core.end
    if row.sort(joiner) not in _JOINERS and not row.is_mark(joiner, "-/"):
        return core
    _, at = _limits(row, joiner + 1)
    second = read_core(row, at, Before(Limit.ON)) or _same_unit(row, at, core)
    if second is None or second.period is None or core.period is None or second.relative:
        return core
    if isinstance(second.period, Count) != isinstance(core.period, Count):
        return core
    if row.sort(joiner) is Sort.AND and not _are_days(core.period, second.period):
        return core
    is_range = row.sort(joiner) is not Sort.OR and not row.is_mark(joiner, "/")
    is_range = is_range and row.sort(joiner) is not Sort.AND
    both = Either(core.period, second.period, is_range)
    vague = core.vague or second.vague
    return _either(row, replace(core, period=both, end=second.end, vague=vague))


def _are_days(*periods: Period) -> bool:
    return all(isinstance(period, Weekday | Day | Either | _DATES) for period in periods)


def _same_unit(row: Row, at: int, core: Match) -> Match | None:
    """Read the "next" of "this week or next"."""
    if row.sort(at) is Sort.NEXT and isinstance(core.period, Week):
        return Match(Week(core.period.offset + 1), at + 1)
    return None


def _beside(row: Row, core: Match, draft: _Draft) -> Match:
    """Read what says the same more exactly: "Friday, 13 March", "next week (Wednesday)"."""
    at = row.skip(core.end, Sort.THE, marks=",(-")
    limit, at = _limits(row, at)
    close = at + 1
    found: Match | None = None
    if isinstance(core.period, Week | WeekOf) and row.sort(at) in WEEKDAYS:
        found = read_core(row, at, Before(Limit.ON))
        if found and isinstance(found.period, Weekday):
            found = replace(found, period=WeekdayIn(found.period.weekday, core.period))
            draft.vague |= limit.vague
            draft.limit = limit.limit if limit.limit is Limit.BY else draft.limit
    elif isinstance(core.period, Weekday | Day | Week | WeekdayIn) and limit.limit in _MEEK:
        found = read_date(row, at) or _bare_day(row, at, core)
        close = found.end if found else close
    elif isinstance(core.period, _DATES) and row.sort(at) in WEEKDAYS and at > core.end:
        found = replace(core, end=close)
    if found is None:
        return core
    end = row.skip(found.end, marks=")") if row.is_mark(core.end, "(") else found.end
    relative = core.relative and isinstance(found.period, WeekdayIn)
    return replace(found, end=end, weak=False, relative=relative)


def _bare_day(row: Row, at: int, core: Match) -> Match | None:
    """Read the 13 of "Friday 13"."""
    word, behind = row[at], row.sort(at + 1)
    if not isinstance(core.period, Weekday) or word.sort is not Sort.NUMBER or at > core.end:
        return None
    if not 1 <= word.number <= 31 or row.is_mark(at + 1, ":/-.+%") or read_clock(row, at):
        return None
    if behind in {Sort.UNIT, Sort.BUSINESS, Sort.MERIDIEM, Sort.O_CLOCK, Sort.NUMBER, Sort.OR}:
        return None
    return Match(DayOfMonth(word.number), at + 1)


def _behind(row: Row, at: int, draft: _Draft) -> int:
    """Read times of the day and "at the latest" behind a day; return the place behind them."""
    for _ in range(3):
        comma = row.skip(at, marks=",(")
        if row.sort(comma) in {Sort.AT_THE_LATEST, Sort.LATEST}:
            draft.limit, at = Limit.BY, comma + 1
            continue
        begin = row.skip(comma, Sort.ON, Sort.BY, Sort.BEFORE, Sort.IN, Sort.AROUND)
        sort = row.sort(begin)
        if sort is Sort.OR_SO:
            draft.vague, at = True, begin + 1
        elif sort is Sort.END_OF_DAY:
            draft.even_today, at = True, begin + 1
        elif sort is Sort.TIME_OF_DAY:
            at = begin + 1
        else:
            clock = None if draft.clock else read_clock(row, begin)
            if clock is None:
                break
            draft.clock, at = clock, clock.end
    return at
