"""What the user told us that no mail says, one verb each.

Kept in the store, applied on top of what is derived.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Verb(StrEnum):
    """What a note says. The comment names what `text` and `day` hold, where they are needed."""

    CALLED = "called"  # the user phoned them: a chase
    SENT_ELSEWHERE = (
        "sent_elsewhere"  # wrote outside this mailbox: text is the action that was done
    )
    TOOK_PLACE = "took_place"  # the interview happened; day: which
    THEY_DID_NOT_SHOW = "they_did_not_show"  # the interview did not happen because of them
    NO_SHOW = "no_show"  # the user did not show up
    INTERVIEW_MOVED = "interview_moved"  # to a time not known yet, or day
    PROMISED = "promised"  # a promise by voice: day is the last on which an answer is on time
    LINE_MANAGER = "line_manager"  # text: "Name <address>"
    TOPIC = "topic"  # text: what was discussed
    TRAVEL = "travel"  # text: travel plans or other engagements
    OFFER_CONFIRMED = "offer_confirmed"  # the user confirms that there is an offer
    ACCEPTED = "accepted"  # the user accepted their offer
    WITHDRAWN = "withdrawn"  # the user withdrew
    LET_GO = "let_go"  # stop chasing; a late answer reopens it
    REOPEN = "reopen"  # go on after let_go or withdrawn
    SNOOZE = "snooze"  # day: not before
    NOT_A_JOB = "not_a_job"  # none of this is about a job
    COMPANY = "company"  # text: the right name
    ROLE = "role"  # text: the right role
    FEEDBACK = "feedback"  # text: feedback received
    REJECTED = "rejected"  # they said no, by phone or in a mail that was not believed
    IS_A_JOB = "is_a_job"  # this thread is about a job, though nothing in it says so
    JOINED = "joined"  # text: id of the application that this one belongs to
    SPLIT = "split"  # text: id of the thread that is an application of its own
    APPLIED = "applied"  # the user applied where no mail tells of it; day: when, text: how
    INTERVIEW = "interview"  # its right time, or one that no mail tells of; text: see told_times.py
    PROMISE = "promise"  # the promise of a mail was read wrong; day: the last, text: message id
    NOT_PROMISED = "not_promised"  # that mail promises nothing; text: message id
    STAGE = "stage"  # text: the right stage; day: since when
    CONTACT = "contact"  # text: "Name <address>", whom to write to


@dataclass(frozen=True, slots=True)
class Note:
    """One thing the user told us, at a moment.

    It belongs to the application that holds `thread_id`. What was told in one breath with another
    note has its id with a dash and a word behind it, and is taken back with it.
    """

    note_id: str
    thread_id: str
    verb: Verb
    at: datetime
    text: str = ""
    day: date | None = None

    @property
    def goes_with_another(self) -> bool:
        """Whether it was told in one breath with another note."""
        return "-" in self.note_id


class Belongs(StrEnum):
    """Where a thread belongs, when it was put into the wrong application."""

    WITH = "with"  # text: the id of the other application, or of one of its threads
    ALONE = "alone"  # it begins an application of its own; what begins later may still join it


@dataclass(frozen=True, slots=True)
class Regrouping:
    """The user's word on where a thread belongs; the newest about a thread counts."""

    note_id: str
    thread_id: str
    verb: Belongs
    at: datetime
    text: str = ""
