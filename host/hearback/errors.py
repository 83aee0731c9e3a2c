"""Every error a user can meet. The core states facts here; each shell finds its words in one place.

HearbackError
├── UsageError               the command or its arguments are wrong            (exit status 2)
│   ├── UnknownAddress       none of the addresses of --me occurs in the mail
│   ├── UnknownApplication   no application has that id or name
│   └── NoteRefused          what the user told us lacks a day or a text, or holds a wrong one
├── MailboxUnreadable        a mail file is missing, empty, or not mail
├── KnowledgeBroken          rule, playbook or template files with faults, all of them at once
├── StoreUnusable            the database cannot be opened, or is newer than this program
├── CannotInstall            the host cannot be registered with a browser from here
└── NoBrowser                a Chromium is needed and none could be found or installed

Each carries `code` (a stable string, only ever added to), `message` (what happened) and `remedy`
(what to do next). No error carries text of a mail.
"""

from collections.abc import Sequence


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


class StoreUnusable(HearbackError):
    """The database cannot be opened, or was written by a newer Hearback."""

    code = "store_unusable"


class CannotInstall(HearbackError):
    """The host cannot be registered with a browser from where it stands."""

    code = "cannot_install"


class NoBrowser(HearbackError):
    """A Chromium is needed and none was found."""

    code = "no_browser"
