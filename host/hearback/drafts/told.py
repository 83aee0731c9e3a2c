"""What a draft may rest on: the application, where it stands, who writes, when; and who is who.

The same person stands in many mails, now with a signature and now without: what is known of
somebody is gathered over all of them, by mailbox.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from hearback.mail.message import Me, same_mailbox
from hearback.signals.signal import Part, Person, Reading
from hearback.timeline.application import Application
from hearback.timeline.clock import Clock
from hearback.timeline.notes import Note, Verb
from hearback.timeline.standing import Standing


@dataclass(frozen=True, slots=True)
class Engagement:
    """A time at which the user is taken: an interview of another application; `whom` it is with."""

    start: datetime
    end: datetime
    whom: str = ""


@dataclass(frozen=True)
class Told:
    """Everything a draft may rest on. Days in it are those of the clock's zone."""

    application: Application
    standing: Standing
    me: Me
    clock: Clock
    sign_off_elsewhere: str = ""  # how the user closes mails about other applications
    signed_elsewhere: str = ""  # the name under them
    engagements: tuple[Engagement, ...] = ()

    def note(self, verb: Verb) -> Note | None:
        """Return the newest note of a kind."""
        notes = [note for note in self.application.notes if note.verb is verb]
        return max(notes, key=lambda note: note.at) if notes else None

    @property
    def them(self) -> str:
        """Who owes the answer, as one says to them: an agency speaks for its client."""
        return "you or your client" if self.application.agency else "you"

    @cached_property
    def inbound(self) -> tuple[Reading, ...]:
        """Their mails, oldest first."""
        return tuple(reading for reading in self.application.readings if not reading.outbound)

    def written_by(self, person: Person) -> list[Reading]:
        """Return the mails from somebody's own address, oldest first."""
        mailbox = same_mailbox(person.address)
        return [r for r in self.inbound if same_mailbox(r.sender.address) == mailbox]

    def part_of(self, person: Person) -> Part:
        """Return who somebody is; the mail with their signature tells more than the one without."""
        parts = {seen.part for seen in self._seen(person)} | {person.part}
        for part in (Part.AGENCY, Part.RECRUITER):
            if part in parts:
                return part
        return person.part

    def phone_of(self, person: Person) -> str:
        """Return the newest phone number that their signature gave, "" when none did."""
        phones = [seen.phone for seen in self._seen(person) if seen.phone]
        return phones[-1] if phones else person.phone

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody of this application as each mail names them, oldest mail first."""
        return (*self._people_of_mails(), *self.application.people, *self._people_met())

    def _seen(self, person: Person) -> list[Person]:
        mailbox = same_mailbox(person.address)
        return [seen for seen in self.people if same_mailbox(seen.address) == mailbox]

    def _people_of_mails(self) -> Iterator[Person]:
        for reading in self.application.readings:
            yield from reading.people
            if reading.writer:
                yield reading.writer

    def _people_met(self) -> Iterator[Person]:
        for interview in self.standing.interviews:
            yield from interview.people
