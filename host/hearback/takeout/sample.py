"""The sample mailbox: files that a person can read, made into real mails around today.

Each file of knowledge/sample/ is one application, or a heap of mails that are none of our business;
its README says what a file may hold. Message ids stay the same from day to day, so a store that is
refreshed on another day is brought up to date rather than filled twice.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from hearback.mail.message import Message
from hearback.takeout.mbox import Mailbox, mailbox_of, read_raw
from hearback.timeline.notes import Note, Verb

SAMPLE_NAME = "Sam Rivera"
SAMPLE_ADDRESS = "sam.rivera@example.com"
DAY_WORDS = re.compile(r"\{(weekday|date|short):([+-]?\d+)(d?)\}")
DAY_LIKE = re.compile(r"\{(?:weekday|date|short|day)\b[^}\n]*\}?")
SHOWN = frozenset({"nothing", "reply", "no_show", "ask_feedback", "leave_it", "withdraw"}) | {
    *"keep_updated ask_timeline thank_you wait let_go check_in value_add move_up".split()
}
MAIL_KEYS = frozenset(
    "from to cc day days time subject body html quotes thread headers invitation reply_to".split()
)
NOTE_KEYS = frozenset("verb day days time text until".split())
FILE_KEYS = frozenset("shows mail note".split())

Shift = Callable[[date, int], date]
"""Working days added to a day; a negative count goes back."""


@dataclass(frozen=True)
class Today:
    """The day around which the sample is told, in the user's zone and working days."""

    day: date
    zone: tzinfo
    shift: Shift

    def find(self, entry: Mapping[str, Any]) -> datetime:
        """Return the moment of a mail or note: `day` counts working days, `days` calendar days."""
        if "day" in entry:
            day = self.shift(self.day, int(entry["day"]))
        else:
            day = self.day + timedelta(days=int(entry["days"]))
        return datetime.combine(day, time.fromisoformat(entry.get("time", "10:00")), self.zone)

    def tell(self, text: str) -> str:
        """Put days into a text: {weekday:-2}, {date:+3}, {short:1d}; with d, calendar days."""

        def word(found: re.Match[str]) -> str:
            count = int(found[2])
            calendar = self.day + timedelta(days=count)
            day = calendar if found[3] else self.shift(self.day, count)
            forms = {
                "weekday": f"{day:%A}",
                "date": f"{day:%A}, {day.day} {day:%B}",
                "short": f"{day.day} {day:%B}",
            }
            return forms[found[1]]

        return DAY_WORDS.sub(word, text)


def sample_folder() -> Traversable:
    """Return the folder of the sample's files."""
    return files("hearback") / "knowledge" / "sample"


def read_files(folder: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each file's name and content; raises tomllib.TOMLDecodeError."""
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8"))


def sample_mails(today: Today) -> tuple[bytes, ...]:
    """Return the mails of the sample as bytes, with Takeout's own headers, oldest first."""
    dated = [
        (today.find(mail), raw)
        for name, told in read_files(sample_folder())
        for mail, raw in _mails_of(name, told.get("mail", []), today)
    ]
    return tuple(raw for _, raw in sorted(dated, key=lambda pair: pair[0]))


def sample_mailbox(today: Today) -> Mailbox:
    """Return the sample as a mailbox."""
    return mailbox_of(_read(sample_mails(today), today.zone))


def _read(mails: Iterable[bytes], zone: tzinfo) -> Iterator[Message]:
    return (read_raw(raw, zone=zone) for raw in mails)


def sample_notes(today: Today) -> tuple[Note, ...]:
    """Return what the user of the sample has told Hearback."""
    found = []
    for name, told in read_files(sample_folder()):
        for number, note in enumerate(told.get("note", [])):
            until = note.get("until")
            found.append(
                Note(
                    note_id=f"sample-{name}-{number}",
                    thread_id=_thread_id(name, told["mail"][0]),
                    verb=Verb(note["verb"]),
                    at=today.find(note),
                    text=note.get("text", ""),
                    day=today.shift(today.day, until) if until is not None else None,
                )
            )
    return tuple(found)


def sample_shows() -> Mapping[str, str]:
    """Return what each file shows: the action, or "nothing", by the thread that it begins with."""
    return {
        _thread_id(name, told["mail"][0]): told["shows"]
        for name, told in read_files(sample_folder())
        if "shows" in told
    }


def write_mbox(path: Path, today: Today) -> None:
    """Write the sample as an mbox file, as Google Takeout would."""
    with path.open("wb") as file:
        for raw in sample_mails(today):
            escaped = re.sub(rb"(?m)^(>*From )", rb">\1", raw)
            file.write(b"From sample@example.com Thu Jan 01 00:00:00 1970\n" + escaped + b"\n\n")


# --- one file → its mails -------------------------------------------------------------------------


def _thread_id(name: str, mail: Mapping[str, Any]) -> str:
    """Return a thread as Gmail names it; below 2^63, as Takeout's decimal has it."""
    text = f"{name}/{mail.get('thread', '')}"
    return f"{int(hashlib.sha256(text.encode()).hexdigest()[:15], 16):016x}"


def _mails_of(
    name: str, mails: list[dict[str, Any]], today: Today
) -> Iterator[tuple[dict[str, Any], bytes]]:
    last: dict[str, tuple[EmailMessage, dict[str, Any]]] = {}
    chain: dict[str, list[str]] = {}
    for number, mail in enumerate(mails):
        thread = _thread_id(name, mail)
        message_id = f"<{name}.{number}@sample.example>"
        message = _message(mail, today, last.get(thread))
        message["Message-ID"] = message_id
        if thread in last:
            message["In-Reply-To"] = chain[thread][-1]
            message["References"] = " ".join(chain[thread])
        message["X-GM-THRID"] = str(int(thread, 16))
        message["X-Gmail-Labels"] = "Sent" if mail["from"] == "me" else "Inbox"
        chain.setdefault(thread, []).append(message_id)
        last[thread] = (message, mail)
        yield mail, message.as_bytes()


def _message(
    mail: Mapping[str, Any], today: Today, answered: tuple[EmailMessage, dict[str, Any]] | None
) -> EmailMessage:
    message = EmailMessage()
    me = f"{SAMPLE_NAME} <{SAMPLE_ADDRESS}>"
    mine = mail["from"] == "me"
    message["From"] = me if mine else mail["from"]
    message["To"] = mail.get("to") or (_other_side(answered) if mine else me)
    if "cc" in mail:
        message["Cc"] = mail["cc"]
    if "reply_to" in mail:
        message["Reply-To"] = mail["reply_to"]
    message["Subject"] = today.tell(mail["subject"])
    message["Date"] = format_datetime(today.find(mail))
    for name, value in mail.get("headers", {}).items():
        message[name] = value
    body = today.tell(mail.get("body", "")).strip()
    html = today.tell(mail.get("html", "")).strip()
    if body or not html:
        message.set_content(body + _quoted(mail, today, answered) + "\n")
        if html:
            message.add_alternative(html, subtype="html")
    else:
        message.set_content(html + _quoted_html(mail, today, answered), subtype="html")
    if "invitation" in mail:
        _add_event(message, mail, today)
    return message


def _other_side(answered: tuple[EmailMessage, dict[str, Any]] | None) -> str:
    if answered is None:
        return "undisclosed@example.com"
    message = answered[0]
    return str(message["To"] if SAMPLE_ADDRESS in str(message["From"]) else message["From"])


def _quoted(
    mail: Mapping[str, Any], today: Today, answered: tuple[EmailMessage, dict[str, Any]] | None
) -> str:
    """Return the mail before this one, quoted as Gmail does it."""
    if not mail.get("quotes") or answered is None:
        return ""
    before, told = answered
    lines = today.tell(told.get("body", "")).strip().splitlines()
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"\n\n{_wrote(before, told, today)}\n\n{quoted}"


def _quoted_html(
    mail: Mapping[str, Any], today: Today, answered: tuple[EmailMessage, dict[str, Any]] | None
) -> str:
    if not mail.get("quotes") or answered is None:
        return ""
    message, told = answered
    before = escape(today.tell(told.get("body", "")).strip()).replace("\n", "<br>")
    return (
        f'<div class="gmail_quote"><div class="gmail_attr">{escape(_wrote(message, told, today))}'
        f'<br></div><blockquote class="gmail_quote">{before}</blockquote></div>'
    )


def _wrote(message: EmailMessage, told: Mapping[str, Any], today: Today) -> str:
    when = today.find(told)
    return f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, {message['From']} wrote:"


def _add_event(message: EmailMessage, mail: Mapping[str, Any], today: Today) -> None:
    """Add a calendar part as Google sends it: times in UTC, the organiser, everyone asked."""
    event = mail["invitation"]
    begins = today.find(event).astimezone(UTC)
    ends = begins + timedelta(minutes=event.get("minutes", 60))
    method = event.get("method", "REQUEST")
    organizer = getaddresses([mail["from"]])[0]
    asked = [organizer, *getaddresses(event.get("with", [])), (SAMPLE_NAME, SAMPLE_ADDRESS)]
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Example//Calendar//EN",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"DTSTART:{begins:%Y%m%dT%H%M%SZ}",
        f"DTEND:{ends:%Y%m%dT%H%M%SZ}",
        f"DTSTAMP:{today.find(mail).astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"UID:{event['uid']}@sample.example",
        f"SEQUENCE:{event.get('sequence', 0)}",
        f"SUMMARY:{event['summary']}",
        f"ORGANIZER;CN={organizer[0]}:mailto:{organizer[1]}",
        *(f"ATTENDEE;ROLE=REQ-PARTICIPANT;CN={name}:mailto:{to}" for name, to in asked),
        f"LOCATION:{event.get('location', '')}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    text = "\r\n".join(lines) + "\r\n"
    if message.get_content_maintype() != "multipart":
        message.make_mixed()
    message.add_attachment(
        text, subtype="calendar", filename="invite.ics", params={"method": method}
    )


# --- faults ---------------------------------------------------------------------------------------


def check_sample(folder: Traversable | None = None) -> list[str]:
    """Return every fault of the sample's files, one line each."""
    faults: list[str] = []
    for file in sorted((folder or sample_folder()).iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            told = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            faults.append(f"sample/{file.name}: not valid TOML: {error}")
            continue
        faults += [f"sample/{file.name}: {fault}" for fault in _faults_of(told)]
    return faults


def _faults_of(told: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"does not know `{key}`" for key in sorted(set(told) - FILE_KEYS))
    if told.get("shows", "nothing") not in SHOWN:
        yield f'`shows` is an action or "nothing", not “{told["shows"]}”'
    if not told.get("mail"):
        yield "holds no mail"
    for number, mail in enumerate(told.get("mail", []), start=1):
        yield from (f"mail {number}: does not know `{k}`" for k in sorted(set(mail) - MAIL_KEYS))
        yield from (
            f"mail {number}: no `{key}`" for key in ("from", "subject") if not mail.get(key)
        )
        if ("day" in mail) == ("days" in mail):
            yield f"mail {number}: give either `day` (working days) or `days`"
        if not (mail.get("body") or mail.get("html")):
            yield f"mail {number}: neither `body` nor `html`"
        yield from (f"mail {number}: {fault}" for fault in _wrong_days(mail))
    for number, note in enumerate(told.get("note", []), start=1):
        yield from (f"note {number}: does not know `{k}`" for k in sorted(set(note) - NOTE_KEYS))
        if note.get("verb") not in list(Verb):
            yield f"note {number}: no such verb: {note.get('verb')}"


def _wrong_days(mail: Mapping[str, Any]) -> Iterator[str]:
    try:
        time.fromisoformat(mail.get("time", "10:00"))
    except (TypeError, ValueError):
        yield f'`time` is an hour like "15:12", not “{mail["time"]}”'
    for key in ("subject", "body", "html"):
        left = DAY_LIKE.findall(DAY_WORDS.sub("", str(mail.get(key, ""))))
        yield from (f"“{words}” is no day; it is written like {{date:-2}}" for words in left)
