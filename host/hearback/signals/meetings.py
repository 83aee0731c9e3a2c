"""Which interview times of a thread are proposed and which stand, mail by mail."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hearback.mail.message import Invitation, Me
from hearback.signals.sender import Senders, part_of
from hearback.signals.signal import InterviewTime, Kind, Person


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time that a sentence names; `declined` when the sentence also says no."""

    time: InterviewTime
    declined: bool


class Meetings:
    """The times that the mails of one thread have named until now."""

    def __init__(self) -> None:
        self._standing: tuple[InterviewTime, ...] = ()
        self._proposed: dict[bool, tuple[InterviewTime, ...]] = {True: (), False: ()}

    def begun(self, moment: datetime) -> bool:
        """Whether one of the interviews that stand had begun by then."""
        return any(time.start <= moment for time in self._standing)

    def standing(self, moment: datetime) -> bool:
        """Whether one of the interviews that stand is still ahead."""
        return any(time.start > moment for time in self._standing)

    def settle(
        self, named: Sequence[NamedTime], kind: Kind, *, outbound: bool
    ) -> list[InterviewTime]:
        """Return the times of a mail of this kind, and which of them stand now.

        A time stands when the mail confirms it, or takes what the other side proposed and nothing
        else. A time that stood before is not named anew when another one is.
        """
        stood = {time.start for time in self._standing}
        new = [one for one in named if one.time.start not in stood] or list(named)
        known = stood | {time.start for time in self._proposed[not outbound]}
        stands = kind is Kind.INTERVIEW_CONFIRMATION or all(one.time.start in known for one in new)
        return [
            replace(
                one.time,
                fixed=stands and not one.declined,
                people=one.time.people or self._people_at(one.time.start),
            )
            for one in new
        ]

    def _people_at(self, start: datetime) -> tuple[Person, ...]:
        """Return who was to take part when the time was named before."""
        before = (*self._standing, *self._proposed[False], *self._proposed[True])
        return next((time.people for time in before if time.start == start), ())

    def only_proposal(self, *, outbound: bool, after: datetime) -> InterviewTime | None:
        """Return the one time that the other side has proposed and that is still ahead."""
        ahead = [time for time in self._proposed[not outbound] if time.start > after]
        return replace(ahead[0], fixed=True) if len(ahead) == 1 else None

    def remember(self, times: Sequence[InterviewTime], *, outbound: bool) -> None:
        """Keep what a mail named for the mails after it."""
        fixed = [time for time in times if time.fixed]
        if fixed:
            events = {time.uid for time in times if time.uid}
            kept = [time for time in self._standing if not time.uid or time.uid not in events]
            self._standing = (*kept, *fixed)
            self._proposed = {True: (), False: ()}
        elif times:
            called_off = {time.uid for time in times if time.cancelled}
            self._standing = tuple(t for t in self._standing if t.uid not in called_off)
            self._proposed[outbound] = tuple(time for time in times if not time.cancelled)


def calendar_time(
    invitation: Invitation, me: Me, writer: Person, senders: Senders
) -> InterviewTime:
    """Return the time that a calendar part asks for or calls off."""
    invited = (*invitation.attendees, *([invitation.organizer] if invitation.organizer else ()))
    people = {
        address.address: Person(address.name, address.address, part_of(address, writer, senders))
        for address in invited
        if not me.has(address)
    }
    return InterviewTime(
        start=invitation.start,
        end=invitation.end,
        fixed=not invitation.cancelled,
        cancelled=invitation.cancelled,
        uid=invitation.uid,
        recurrence_id=invitation.recurrence_id,
        sequence=invitation.sequence,
        people=tuple(people.values()),
    )
