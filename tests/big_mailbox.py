"""A mailbox as large as one likes: job mail after the sample's, among what else fills an inbox.

The same seed gives the same mailbox. Job threads are the sample's with other companies and people;
the rest is newsletters, receipts, notices, job alerts, mail of friends and colleagues, and the
sample's thirty look-alikes.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from hearback.operations.desk import sample_today
from hearback.operations.look import Place
from hearback.takeout.sample import SAMPLE_ADDRESS, SAMPLE_NAME, sample_mails

HEADER = re.compile(rb"(?mi)^(X-GM-THRID|X-Gmail-Labels|Message-ID): *(.*?)\r?$")
COMPANIES = (
    "Alderton Birchfield Copperleaf Dunmore Eastbrook Fairholm Glenrose Hartwell Ivybridge Juniper"
    " Kingsmere Larkfield Marlow Northgate Oakhurst Penrose Quillon Rosewood Stonehaven Thornbury"
).split()
SENDERS = {
    # what they send, the category Gmail would give it, and how often it comes
    "promotion": (
        "CATEGORY_PROMOTIONS",
        35,
        "{who} <deals@{domain}>",
        ["{n}% off everything this weekend", "New in: {thing}", "Your {thing} is waiting"],
        "Only until Sunday: {n}% off {thing} and free shipping. View in browser. Unsubscribe.",
    ),
    "newsletter": (
        "CATEGORY_UPDATES",
        12,
        "{who} Weekly <letter@{domain}>",
        ["{who} Weekly #{n}: {thing}", "How to talk about {thing} in an interview"],
        "In this issue: {thing}, and {n} things to read on the train. Unsubscribe at any time.",
    ),
    "job alert": (
        "CATEGORY_UPDATES",
        5,
        "{who} Job Alerts <alerts@{domain}>",
        ["{n} new jobs for you", "Analyst jobs near you: {n} new"],
        "{n} new jobs match your search. Analyst, {who}. Apply now. See all jobs. Unsubscribe.",
    ),
    "notice": (
        "CATEGORY_SOCIAL",
        15,
        "{who} <notice@{domain}>",
        ["{who} posted a photo", "You have {n} new followers", "{who} replied to your comment"],
        "{who} and {n} others reacted to your post about {thing}. See what they said.",
    ),
    "receipt": (
        "CATEGORY_UPDATES",
        15,
        "{who} <orders@{domain}>",
        ["Your order {n}0{n}", "Receipt for {thing}", "Your parcel is on its way"],
        "Thank you for your order number {n}0{n}: {thing}. The total of {n}.50 was paid by card.",
    ),
    "friend": (
        "INBOX",
        12,
        "{who} Moore <{who}.moore@{domain}>",
        ["Saturday?", "photos", "the {thing}", "Re: dinner"],
        "Hi Sam, are you free on Saturday? We thought of {thing}, about {n} people. Love, {who}",
    ),
    "colleague": (
        "INBOX",
        6,
        "{who} Bell <{who}.bell@oldjob.example>",
        ["Notes from the meeting on {thing}", "{thing}: numbers for the {n}th"],
        "Hi Sam, here are my notes on {thing}. Could you check item {n} before Thursday? {who}",
    ),
}
WHO = "Amber Basil Coral Daisy Elsie Felix Grace Hugo Iris Jonas Kira Leo Mina Nora Oscar".split()
THINGS = "boots lamps seeds bicycles teapots maps chairs kites blankets honey pencils".split()


@dataclass(frozen=True)
class BigThread:
    """One thread: raw mails with their labels, oldest first, and whether it is about a job."""

    thread_id: str
    job: bool
    mails: tuple[tuple[bytes, frozenset[str]], ...]
    newest: datetime


def big_mailbox(threads: int, jobs: int, place: Place, now: datetime) -> list[BigThread]:
    """Return so many threads, `jobs` of them about a job, oldest first."""
    chance = random.Random(7)
    found = [*_job_threads(jobs, place, now, chance)]
    found += _noise(threads - len(found), now, chance)
    return sorted(found, key=lambda thread: (thread.newest, thread.thread_id))


def _job_threads(
    count: int, place: Place, now: datetime, chance: random.Random
) -> Iterator[BigThread]:
    """Yield the sample's threads again and again, nine days apart, each time at other companies."""
    made = 0
    for turn in range(count):
        then = now - timedelta(days=turn * 9)
        for thread_id, mails in sorted(_sample_threads(place, then).items()):
            if made == count:
                return
            made += 1
            yield _elsewhere(f"{int(thread_id) + turn:016x}", mails, turn, then)


def _sample_threads(place: Place, now: datetime) -> dict[str, list[tuple[str, bytes]]]:
    """Return the names and bytes of the sample's job mails by thread, oldest first."""
    threads: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for raw in sample_mails(sample_today(place, now)):
        told = {key.lower(): value.decode() for key, value in HEADER.findall(raw)}
        name = told[b"message-id"].strip("<>").partition(".")[0]
        if name != "none_of_our_business":
            threads[told[b"x-gm-thrid"]].append((name, raw))
    return threads


def _elsewhere(
    thread_id: str, mails: list[tuple[str, bytes]], turn: int, then: datetime
) -> BigThread:
    """Return a thread of the sample as it would be at another company."""
    name = mails[0][0]
    company = COMPANIES[(turn + len(name)) % len(COMPANIES)] if turn else name.title()

    def rename(found: re.Match[bytes]) -> bytes:
        return (company if found[0][:1].isupper() else company.lower()).encode()

    made = []
    for _, raw in mails:
        sent = b"X-Gmail-Labels: Sent" in raw
        other = re.sub(name.encode(), rename, raw, flags=re.I)
        made.append((other, frozenset({"SENT" if sent else "INBOX"})))
    return BigThread(thread_id, True, tuple(made), then)


def _noise(count: int, now: datetime, chance: random.Random) -> Iterator[BigThread]:
    kinds = list(SENDERS.values())
    for number in range(count):
        label, _, sender, subjects, body = chance.choices(kinds, [kind[1] for kind in kinds])[0]
        word = {
            "who": chance.choice(WHO),
            "n": chance.randrange(2, 60),
            "thing": chance.choice(THINGS),
            "domain": f"{chance.choice(COMPANIES).lower()}{chance.randrange(40)}.example",
        }
        moment = now - timedelta(minutes=chance.randrange(180 * 24 * 60))
        # By hand: ten thousand EmailMessages take twenty seconds.
        raw = (
            f"From: {sender.format(**word)}\r\nTo: {SAMPLE_NAME} <{SAMPLE_ADDRESS}>\r\n"
            f"Subject: {chance.choice(subjects).format(**word)}\r\n"
            f"Date: {format_datetime(moment)}\r\nMessage-ID: <noise.{number}@mails.example>\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body.format(**word)}\r\n"
        )
        labels = frozenset({"INBOX", label})
        yield BigThread(f"{0x19A << 48 | number:016x}", False, ((raw.encode(), labels),), moment)
