"""The user's settings: what is in force, and what may be changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hearback.advice.numbers import LIMITS, change_numbers
from hearback.advice.playbook import load_playbook
from hearback.drafts.draft import Tone
from hearback.errors import UsageError
from hearback.operations.kept import Kept
from hearback.operations.look import Place, Preferences
from hearback.operations.lookout import LOOK_BACK
from hearback.store.settings import Setting
from hearback.timeline.business_days import known_countries

SHORTEST_LOOK_BACK, LONGEST_LOOK_BACK = 7, 5 * 365  # days
LONGEST_SIGN_OFF = 60

WORDS = {
    "answer_working_days": "Working days to wait for an answer when nothing was promised",
    "time_being_agreed_working_days": "Working days to wait while a time is being agreed on",
    "after_brush_off_working_days": "Working days to wait after a “we will contact you”",
    "only_applied_working_days": "Working days to wait after an application to a person",
    "second_delay_working_days": "Working days to wait from the second “not decided yet” on",
    "between_chases_working_days": "Working days between two emails that ask for news",
    "most_chases": "Emails that ask for news, at most",
    "thank_you_days": "Days after an interview in which a thank-you is due",
    "ask_timeline_days": "Days before an interview when its questions are shown",
    "ask_feedback_days": "Days after a refusal in which feedback may be asked for",
    "keep_updated_days": "Days in which others are told of an offer",
    "value_add_after_working_days": "Working days of waiting before being interesting is offered",
    "let_go_after_chases_days": "Days of silence before letting go, once all emails were sent",
    "let_go_days": "Days of silence before letting go in any case",
}


@dataclass(frozen=True)
class Number:
    """A number of the playbook: its value, the usual one, and what it may be."""

    name: str
    value: int
    usual: int
    least: int
    most: int

    @property
    def words(self) -> str:
        """What it counts."""
        return WORDS[self.name]


@dataclass(frozen=True)
class InForce:
    """All settings, and how much is kept."""

    look_back_days: int
    place: Place
    preferences: Preferences
    numbers: tuple[Number, ...]
    folder: Path
    bytes: int
    mails: int


@dataclass(frozen=True)
class Change:
    """What to change; None stays. A number of None goes back to the usual one."""

    look_back_days: int | None = None
    country: str | None = None
    time_zone: str | None = None
    tone: str | None = None  # "as_theirs" leaves it to Hearback
    sign_off: str | None = None
    numbers: Mapping[str, int | None] | None = None


def read_settings(kept: Kept, place: Place, folder: Path) -> InForce:
    """Return what is in force."""
    preferences = kept.preferences()
    usual = load_playbook().numbers
    chosen, _ = change_numbers(usual, preferences.numbers)
    numbers = chosen or usual
    return InForce(
        look_back_days=kept.settings.get(Setting.LOOK_BACK) or LOOK_BACK,
        place=place,
        preferences=preferences,
        numbers=tuple(
            Number(name, getattr(numbers, name), getattr(usual, name), *bounds)
            for name, bounds in LIMITS.items()
        ),
        folder=folder,
        bytes=sum(file.stat().st_size for file in folder.iterdir() if file.is_file()),
        mails=len(kept.messages.readings()),
    )


def change_settings(kept: Kept, change: Change) -> None:
    """Change settings, all or none. Raises UsageError, which says what is wrong."""
    with kept.database.transaction():
        _change_place(kept, change)
        if change.look_back_days is not None:
            if not SHORTEST_LOOK_BACK <= change.look_back_days <= LONGEST_LOOK_BACK:
                raise UsageError(
                    "Hearback looks back between a week and five years.",
                    f"Choose from {SHORTEST_LOOK_BACK} to {LONGEST_LOOK_BACK} days.",
                )
            before = kept.settings.get(Setting.LOOK_BACK) or LOOK_BACK
            kept.settings.put(Setting.LOOK_BACK, change.look_back_days)
            if change.look_back_days > before:
                kept.messages.set_cursor(None)  # older mail is listed by a new crawl
        if change.tone is not None:
            kept.settings.put(Setting.TONE, change.tone if change.tone in {*Tone} else None)
        if change.sign_off is not None:
            words = " ".join(change.sign_off.split())[:LONGEST_SIGN_OFF]
            kept.settings.put(Setting.SIGN_OFF, words or None)
        if change.numbers:
            _change_numbers(kept, change.numbers)


def _change_place(kept: Kept, change: Change) -> None:
    if change.time_zone is not None:
        try:
            ZoneInfo(change.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise UsageError(
                f"“{change.time_zone[:60]}” is no time zone that is known here.",
                "Give one like Europe/London or America/New_York.",
            ) from None
        kept.settings.put(Setting.TIME_ZONE, change.time_zone)
    if change.country is not None:
        country = change.country.upper()
        if country and country not in known_countries():
            raise UsageError(
                f"The public holidays of “{country}” are not known here.",
                "Choose another country, or none.",
            )
        kept.settings.put(Setting.COUNTRY, country)


def _change_numbers(kept: Kept, numbers: Mapping[str, int | None]) -> None:
    changed = {**kept.preferences().numbers, **numbers}
    own = {name: value for name, value in changed.items() if value is not None}
    _, faults = change_numbers(load_playbook().numbers, own)
    if faults:
        raise UsageError(faults[0], " ".join(faults[1:]) or "Choose another number.")
    kept.settings.put(Setting.NUMBERS, own or None)
