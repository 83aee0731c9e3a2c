"""What the user is told about faults between us and Google: what happened and what to do next.

No sentence holds text of a mail, a token, or an address with ids in it.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hearback.errors import (
    AccessDenied,
    ApiDisabled,
    ClientFileUnusable,
    GmailBusy,
    GmailUnavailable,
    Offline,
    ScopeMissing,
    SignInAgain,
)
from hearback.gmail.answer import Answer

READONLY = "https://www.googleapis.com/auth/gmail.readonly"
COMPOSE = "https://www.googleapis.com/auth/gmail.compose"
ENABLE_PAGE = "https://console.cloud.google.com/apis/library/gmail.googleapis.com"
KEPT = "Everything read so far is kept."


class Refused(GmailUnavailable):
    """Gmail does not take a request as it is; asking again changes nothing."""


def busy(answer: Answer) -> GmailBusy:
    """Google asks to wait."""
    return wait_for(answer.wait_until)


def wait_for(until: float) -> GmailBusy:
    """Google asks to wait until then (seconds since 1970)."""
    moment = datetime.fromtimestamp(until, UTC)
    return GmailBusy(
        "Google asks Hearback to wait before it asks for more.",
        f"Hearback can go on after {moment.astimezone():%H:%M}. {KEPT}",
        moment,
    )


def crowd(answer: Answer) -> GmailBusy:
    """Google says that too much is asked at once, also when little is."""
    moment = datetime.fromtimestamp(answer.now + 60, UTC)
    return GmailBusy(
        "Google says that too many programs ask for this mailbox at the same time.",
        f"Close other programs that read it, and try again in a minute. {KEPT}",
        moment,
    )


def day_spent(answer: Answer) -> GmailBusy:
    """The day's quota of the user's Google project is used up; it begins anew in California."""
    today = datetime.fromtimestamp(answer.now, ZoneInfo("America/Los_Angeles"))
    until = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return GmailBusy(
        "Your Google project has used up what Google allows it for today.",
        f"Hearback can go on after {until.astimezone():%d %B, %H:%M}. {KEPT}",
        until.astimezone(UTC),
    )


def unavailable(_: Answer | None = None) -> GmailUnavailable:
    """Google has a fault of its own."""
    return GmailUnavailable(
        "Gmail has trouble of its own at the moment.",
        f"Try again in some minutes. {KEPT}",
    )


def refused(answer: Answer) -> Refused:
    """Google did not take a request, for a reason that we know nothing about."""
    why = " ".join([str(answer.status), *sorted(answer.reasons)])
    return Refused(
        f"Gmail did not accept what Hearback asked of it ({why}).",
        "Update Hearback; if it happens again, please report it with these words.",
    )


def api_off(_: Answer) -> ApiDisabled:
    """The Gmail API is not switched on."""
    return ApiDisabled(
        "The Gmail API is switched off in your Google project.",
        f"Open {ENABLE_PAGE}, choose your project, click Enable, and try again in a minute.",
    )


def denied(_: Answer | None = None) -> AccessDenied:
    """An administrator does not allow it."""
    return AccessDenied(
        "The administrator of your Google account does not allow programs to read its mail.",
        "Ask them to allow your OAuth client, or use a Takeout file: hearback list --mbox FILE.",
    )


def no_gmail(_: Answer) -> AccessDenied:
    """The account has no mailbox."""
    return AccessDenied(
        "This Google account has no Gmail mailbox, or it is switched off.",
        "Sign in with the account whose mail Hearback should read: hearback sign-in.",
    )


def only_metadata(_: Answer) -> ScopeMissing:
    """The token carries gmail.metadata: Gmail then refuses searches and texts, whatever else it
    carries.
    """
    return ScopeMissing(
        "This sign-in was given for mail headers only, so Gmail does not let Hearback search.",
        "Run `hearback sign-out`, then `hearback sign-in` and allow reading mail.",
        READONLY,
    )


def not_allowed(answer: Answer) -> ScopeMissing:
    """The sign-in does not allow what this method needs."""
    return without_scope(COMPOSE if answer.method.startswith("gmail.users.drafts") else READONLY)


def without_scope(scope: str) -> ScopeMissing:
    """The sign-in does not allow reading, or making drafts."""
    if scope == COMPOSE:
        return ScopeMissing(
            "You have not allowed Hearback to put drafts into your Gmail.",
            "Copy the text by hand, or sign in again and tick “Manage drafts and send emails”.",
            COMPOSE,
        )
    return ScopeMissing(
        "You have not allowed Hearback to read your mail, and without that it can do nothing.",
        "Sign in again and tick “View your email messages and settings”.",
        READONLY,
    )


def sign_in_again(_: Answer | None = None) -> SignInAgain:
    """Google no longer accepts the sign-in."""
    return SignInAgain(
        "Google no longer accepts Hearback's sign-in: it was revoked or has expired.",
        f"Sign in again: hearback sign-in. {KEPT}",
    )


def unknown_client() -> ClientFileUnusable:
    """The OAuth client was deleted or switched off."""
    return ClientFileUnusable(
        "Google does not know the OAuth client any more with which Hearback signed in.",
        "Make a new one for a desktop program, and run `hearback sign-in --client FILE`.",
    )


def offline() -> Offline:
    """No way to Google."""
    return Offline(
        "Google cannot be reached.", f"Check the internet connection and try again. {KEPT}"
    )


def broken_line() -> Offline:
    """The connection breaks, again and again."""
    return Offline(
        "The connection to Google keeps breaking.",
        f"Check the internet connection and try again. {KEPT}",
    )


def no_answer() -> Offline:
    """Google does not answer in time."""
    return Offline(
        "Google did not answer in time.", f"Check the internet connection and try again. {KEPT}"
    )


def wrong_clock() -> Offline:
    """Google's certificate or our token is not of today, so the day is wrong."""
    return Offline(
        "This computer's clock seems to be wrong, so the connection to Google cannot be trusted.",
        "Set the date, time and time zone of this computer, and try again.",
    )


def not_google(_: Answer | None = None) -> Offline:
    """Somebody else answers in Google's place."""
    return Offline(
        "Something between this computer and Google answers in its place.",
        "Open a web page in the browser: a network may ask you to log in first. A proxy or a virus "
        "scanner that opens encrypted connections has the same effect.",
    )
