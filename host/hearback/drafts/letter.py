"""Letter: one mail to write, before anybody knows its words; and which mail it answers."""

from dataclasses import dataclass, replace

from hearback.drafts.answering import answered_mail
from hearback.drafts.days import was_there
from hearback.drafts.recipients import contact_of
from hearback.drafts.told import Told
from hearback.mail.message import same_mailbox
from hearback.signals.signal import Person, Reading


@dataclass(frozen=True)
class Letter:
    """One mail to write. `to` is None when only the user can say who that is.

    `notes` tells whether what the user noted may fill its gaps: of several mails only one may.
    `again` is how many other mails of this template go out with it: they take another tone.
    """

    template: str
    to: Person | None
    cc: tuple[Person, ...] = ()
    answers: Reading | None = None
    notes: bool = True
    again: int = 0


def to_contact(template: str, told: Told) -> list[Letter]:
    """Return the letter to the contact, in the thread with them."""
    contact = contact_of(told)
    return [answering(Letter(template, contact), told)] if contact else []


def answering(letter: Letter, told: Told) -> Letter:
    """Return the letter with the mail that it answers, if there is one."""
    people = [person for person in (letter.to, *letter.cc) if person]
    answered = answered_mail(told, *people)
    if answered is None and letter.to and was_there(told, letter.to):
        # Somebody who never wrote knows the interview by the invitation that they got too.
        arranged = {i.arranged_in for i in told.standing.interviews if i.end <= told.clock.now}
        known = [r for r in told.application.readings if r.envelope.message_id in arranged]
        answered = known[-1] if known else None
    return replace(letter, answers=answered)


def same_person(one: Person, other: Person) -> bool:
    """Whether two people are one by their mailbox."""
    return same_mailbox(one.address) == same_mailbox(other.address)
