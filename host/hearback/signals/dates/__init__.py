"""The promise clock: which days and times a sentence names, and whose word they are.

    words.py       a sentence becomes words of known sorts          (knowledge/dates/en.toml)
    grammar.py     rows of words become periods                     (count_rules, date_rules)
    periods.py     what was said, and which days that is            (months, holidays, bounds)
    times.py       periods with the words before and behind them    (clock_rules)
    speech.py      who says what                                    (knowledge/promises/en.toml)
    governed.py    which phrase governs which time
    promises.py    promises and deadlines
    clock_times.py times for an interview

Days are calendar days in the sender's zone. Everything is read from one sentence.
"""

from hearback.signals.dates.checks import check_dates
from hearback.signals.dates.clock_times import read_times
from hearback.signals.dates.periods import WorkingDays
from hearback.signals.dates.promises import Context, read_deadline, read_promise

__all__ = [
    "Context",
    "WorkingDays",
    "check_dates",
    "read_deadline",
    "read_promise",
    "read_times",
]
