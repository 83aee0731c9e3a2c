"""A mailbox to type commands around: an interview two weeks ago, no answer since, and news."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from emulator.mailbox import Mailbox

ME = "sam@example.com"
DANA = "Dana Ruiz <dana.ruiz@acme.example>"
CANARY = "xylophone"
NOW = datetime.now(UTC)  # noqa: TID251 - the emulator and the client library live today
TALK = NOW - timedelta(days=15)


def mail(sender: str, subject: str, body: str, days_ago: float, answers: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = ME if sender != ME else DANA
    message["Subject"] = subject
    message["Date"] = format_datetime(NOW - timedelta(days=days_ago))
    message["Message-ID"] = f"<{days_ago}@mails.example>"
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    message.set_content(body)
    return message.as_bytes()


def job_mailbox() -> Mailbox:
    """Return it, as it is in Gmail."""
    box = Mailbox(ME)
    day = f"{TALK:%A}, {TALK.day} {TALK:%B}"
    thread = box.deliver(
        mail(
            DANA,
            "Interview, Data Analyst",
            f"Hi Sam,\n\nYour interview for the Data Analyst role at Acme is confirmed for {day} at"
            f" 10am. We are in the {CANARY} building.\n\nDana Ruiz\nRecruiter, Acme",
            20,
        )
    )
    box.deliver(
        mail(
            ME,
            "Re: Interview, Data Analyst",
            "Hi Dana,\n\nThank you for the interview today, I enjoyed it.\n\nSam",
            14.9,
            "<20@mails.example>",
        ),
        thread=thread,
        labels=["SENT"],
    )
    box.deliver(mail("Club <news@club.example>", "Beans", "How to grow beans.", 3))
    return box
