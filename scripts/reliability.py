"""How much a confidence is worth: of what is said with so much, this share is right.

Uses nothing but this repository's own examples, each read as a mail in a thread about a job: a
match of a rule says what the rule means and nothing that contradicts it, a near miss does not say
it, and a mail of a golden story says what the story expects. So the table is kinder than mail of
others would be; the shares that are claimed stand in knowledge/signals/en/scoring.toml.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hearback.mail.message import Me, Message, Thread
from hearback.mail.rfc822 import read_message
from hearback.signals.detect import Home, read_thread
from hearback.signals.rules import Rule, Rulebook, load_rulebook
from hearback.signals.signal import Kind, Reading
from hearback.timeline.business_days import BusinessCalendar

STORIES = Path(__file__).parents[1] / "tests" / "golden"
ME = Me(("sam@example.com",), "Sam Rivera")
THEM = "Dana Ruiz <dana@acme.example>"
WRITTEN = datetime(2026, 3, 4, 10, tzinfo=UTC)
HOME = Home(ZoneInfo("Europe/London"), BusinessCalendar.for_country("GB"), "GB")
MEETINGS = {
    Kind.INTERVIEW_INVITATION,
    Kind.INTERVIEW_SCHEDULING,
    Kind.INTERVIEW_CONFIRMATION,
}
"""These shade into each other: one in place of another is no error."""

Judged = Iterator[tuple[float, bool]]


def main() -> None:
    """Print the table."""
    rulebook = load_rulebook()
    counted: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for share, hit in (*of_rules(rulebook), *of_stories(rulebook)):
        counted[share][0] += hit
        counted[share][1] += 1
    print("claimed   right    of   share")
    for share, (right, of) in sorted(counted.items()):
        print(f"{share:7.2f} {right:7} {of:5}   {right / of:.3f}")
    sure = [counts for share, counts in counted.items() if share >= 0.9]
    right, of = (sum(column) for column in zip(*sure, strict=True))
    print(f"  >=0.90 {right:6} {of:5}   {right / of:.3f}")


def of_rules(rulebook: Rulebook) -> Judged:
    """Judge what is said of the rules' own examples."""
    for rule in rulebook.rules:
        against = {
            kind
            for pair in rulebook.scoring.contradictions
            for kind in pair.kinds
            if rule.means in pair.kinds and kind != rule.means
        }
        for text in rule.matches if rule.means in set(Kind) else ():
            for signal in read(example(text, rule), rulebook).signals:
                if signal.kind == rule.means or signal.kind in against:
                    yield signal.confidence, signal.kind == rule.means
        for text in rule.near_misses:
            signal_said = read(example(text, rule), rulebook).signals
            yield from ((one.confidence, False) for one in signal_said if one.kind == rule.means)


def of_stories(rulebook: Rulebook) -> Judged:
    """Judge what is said of the mails of the golden stories, each read alone."""
    for path in sorted(STORIES.glob("*.toml")):
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        for mail in story["mail"]:
            expected = set(mail.get("expect", {}).get("signals", ()))
            if "signals" not in mail.get("expect", {}) or not mail.get("body"):
                continue
            mine = mail["from"] == "me"
            message = letter(mail.get("subject", ""), mail["body"], mine=mine)
            for signal in read(message, rulebook).signals:
                right = signal.kind in expected
                yield (
                    signal.confidence,
                    right or bool(signal.kind in MEETINGS and expected & MEETINGS),
                )


def example(text: str, rule: Rule) -> Message:
    """Return an example as a mail that a rule may find it in."""
    mine = rule.said_by == "me"
    if rule.look_in == "subject":
        return letter(text, "Hello", mine=mine)
    return letter("", text, mine=mine)


def letter(subject: str, text: str, *, mine: bool) -> Message:
    """Return a mail of the user or to them."""
    mail = EmailMessage()
    me = f"{ME.name} <{ME.addresses[0]}>"
    mail["From"], mail["To"] = (me, THEM) if mine else (THEM, me)
    mail["Subject"], mail["Date"] = subject, format_datetime(WRITTEN)
    mail["Message-ID"] = "<1@acme.example>"
    mail.set_content(text)
    return read_message(mail.as_bytes(), zone=UTC)


def read(message: Message, rulebook: Rulebook) -> Reading:
    """Read a mail as one of a thread about a job."""
    return read_thread(Thread("1", (message,)), ME, rulebook, HOME, job=True)[0]


if __name__ == "__main__":
    main()
