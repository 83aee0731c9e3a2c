"""Every error a user can meet. The core states facts here; each shell finds its words in one place.

HearbackError
├── UsageError               the command or its arguments are wrong            (exit status 2)
│   ├── UnknownAddress       none of the addresses of --me occurs in the mail
│   ├── UnknownApplication   no application has that id or name
│   └── NoteRefused          what the user told us lacks a day or a text, or holds a wrong one
├── MailboxUnreadable        a mail file is missing, empty, or not mail
├── KnowledgeBroken          rule, playbook or template files with faults, all of them at once
├── GmailProblem             the user's Gmail cannot be used as things stand
│   ├── NotSignedIn          no Google account has been connected yet
│   ├── SignInAgain          Google no longer accepts the sign-in; everything kept stays
│   ├── SignInFailed         a sign-in was denied, cancelled, timed out or answered wrongly
│   ├── ClientFileUnusable   the OAuth client file is missing or is not one for a desktop program
│   ├── ScopeMissing         the user did not allow what this needs
│   ├── ApiDisabled          the Gmail API is switched off in the user's Google project
│   ├── AccessDenied         the account's administrator does not allow it
│   ├── GmailBusy            Google asks to wait; `until` says when to go on
│   ├── GmailUnavailable     Google answers with faults of its own, also after retries
│   ├── Offline              Google cannot be reached
│   ├── WrongAccount         somebody else signed in than the one whose mail is kept
│   └── RevocationFailed     Google could not be told to end the sign-in; it is kept for a retry
├── DraftProblem             a draft cannot be saved, changed or removed
│   ├── DraftTouched         the user changed it in Gmail, so it is left alone
│   ├── DraftGone            it was sent or deleted in Gmail
│   └── DraftUnfinished      a slot that it needs is empty
├── SyncUnderWay             another Hearback is reading the mailbox now
├── StoreUnusable            the database cannot be opened, or is newer than this program
│   └── StoreDamaged         the file is no database, or none any more
├── CannotInstall            the host cannot be registered with a browser from here
└── NoBrowser                a Chromium is needed and none could be found or installed

Each carries `code` (a stable string, only ever added to), `message` (what happened) and `remedy`
(what to do next). No error carries text of a mail.
"""

from collections.abc import Sequence
from datetime import datetime


class HearbackError(Exception):
    """Something went wrong that a user can do something about."""

    code = "error"
    exit_status = 1

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(HearbackError):
    """The command or one of its arguments is wrong."""

    code = "usage"
    exit_status = 2


class UnknownAddress(UsageError):
    """None of the user's addresses occurs in the mailbox."""

    code = "unknown_address"


class UnknownApplication(UsageError):
    """No application, or more than one, answers to what was given."""

    code = "unknown_application"


class NoteRefused(UsageError):
    """A note lacks its day or text, holds a wrong one, or is not there to be undone."""

    code = "note_refused"


class MailboxUnreadable(HearbackError):
    """A mail file is missing, empty, cut off or not mail at all."""

    code = "mailbox_unreadable"


class KnowledgeBroken(HearbackError):
    """Files under knowledge/ have faults; `faults` lists all of them, one line each."""

    code = "knowledge_broken"

    def __init__(self, faults: Sequence[str]) -> None:
        count = len(faults)
        super().__init__(
            f"{count} {'fault' if count == 1 else 'faults'} in Hearback's knowledge files:\n"
            + "\n".join(f"  - {fault}" for fault in faults),
            "Mend the files named above, then run `hearback check-knowledge` again.",
        )
        self.faults = tuple(faults)


class GmailProblem(HearbackError):
    """The user's Gmail cannot be used as things stand."""

    code = "gmail"


class NotSignedIn(GmailProblem):
    """No Google account has been connected yet."""

    code = "not_signed_in"


class SignInAgain(GmailProblem):
    """Google no longer accepts the sign-in: revoked, expired, or the password changed."""

    code = "sign_in_again"


class SignInFailed(GmailProblem):
    """A sign-in did not come to its end; `code` is one for all, the words tell them apart."""

    code = "sign_in_failed"


class ClientFileUnusable(GmailProblem):
    """The OAuth client file is missing, unreadable, or not one for a desktop program."""

    code = "client_file_unusable"


class ScopeMissing(GmailProblem):
    """The user did not allow what this needs; `scope` is its name at Google."""

    code = "scope_missing"

    def __init__(self, message: str, remedy: str, scope: str) -> None:
        super().__init__(message, remedy)
        self.scope = scope


class ApiDisabled(GmailProblem):
    """The Gmail API is switched off in the user's own Google project."""

    code = "api_disabled"


class AccessDenied(GmailProblem):
    """The account's administrator does not allow programs to read the mail."""

    code = "access_denied"


class GmailBusy(GmailProblem):
    """Google asks to wait. `until` is when to go on, with its zone."""

    code = "gmail_busy"

    def __init__(self, message: str, remedy: str, until: datetime) -> None:
        super().__init__(message, remedy)
        self.until = until


class GmailUnavailable(GmailProblem):
    """Google answers with faults of its own, also after some retries."""

    code = "gmail_unavailable"


class Offline(GmailProblem):
    """Google cannot be reached."""

    code = "offline"


class WrongAccount(GmailProblem):
    """Somebody else signed in than the one whose mail is kept."""

    code = "wrong_account"


class RevocationFailed(GmailProblem):
    """Google could not be told to end the sign-in; the token is kept for another try."""

    code = "revocation_failed"


class DraftProblem(HearbackError):
    """A draft cannot be saved, changed or removed."""

    code = "draft"


class DraftTouched(DraftProblem):
    """The user changed the draft in Gmail, so Hearback leaves it alone."""

    code = "draft_touched"


class DraftGone(DraftProblem):
    """The draft was sent or deleted in Gmail."""

    code = "draft_gone"


class DraftUnfinished(DraftProblem):
    """A slot that the draft needs is empty, or it has nobody to go to."""

    code = "draft_unfinished"


class SyncUnderWay(HearbackError):
    """Another Hearback is reading the mailbox now."""

    code = "sync_under_way"


class StoreUnusable(HearbackError):
    """The database cannot be opened, or was written by a newer Hearback."""

    code = "store_unusable"


class StoreDamaged(StoreUnusable):
    """The file is no database, or none any more; what was in it cannot be read."""


class CannotInstall(HearbackError):
    """The host cannot be registered with a browser from where it stands."""

    code = "cannot_install"


class NoBrowser(HearbackError):
    """A Chromium is needed and none was found."""

    code = "no_browser"
