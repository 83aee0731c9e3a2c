"""Lays a mail out as the lines that rules look at: subject, body, calendar part, sender."""

import re

from hearback.mail.message import Message
from hearback.signals.rules import Where
from hearback.signals.scan import Line, Page
from hearback.signals.sentences import Sentence, Spelling, split_sentences

LONGEST_HEADER = 400
LONGEST_DESCRIPTION = 4_000

_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|sv|antw|tr|rv|res)\s?(?:\[\d{1,3}\])?:\s?)+", re.I)


def lay_out(message: Message, spelling: Spelling) -> Page:
    """Return the lines of a mail. Quoted and forwarded text and the signature are no part of it."""
    envelope = message.envelope
    subject, is_reply = strip_reply(envelope.subject)
    texts: list[tuple[Where, str]] = []
    if subject:
        texts.append((Where.OLD_SUBJECT if is_reply else Where.SUBJECT, subject))
    sender = f"{envelope.sender.name} {envelope.sender.address}"
    texts.append((Where.SENDER, sender[:LONGEST_HEADER]))
    spelt = spelling.words_of_each([text for _, text in texts])
    lines = [
        Line(where, Sentence(text, words))
        for (where, text), words in zip(texts, spelt, strict=True)
    ]
    lines += (Line(Where.BODY, sentence) for sentence in split_sentences(message.text, spelling))
    for invitation in message.invitations[:5]:
        # What an event is called tells as much as the subject of the mail that brings it.
        titles = split_sentences(invitation.summary[:LONGEST_HEADER], spelling)
        lines += (Line(Where.SUBJECT, sentence) for sentence in titles)
        parts = (invitation.summary, invitation.location, invitation.description)
        text = "\n\n".join(part[:LONGEST_DESCRIPTION] for part in parts if part)
        lines += (Line(Where.CALENDAR, sentence) for sentence in split_sentences(text, spelling))
    return Page(tuple(lines))


def strip_reply(subject: str) -> tuple[str, bool]:
    """Return a subject without "Re:" and "Fwd:", and whether it had one."""
    subject = " ".join(subject[:LONGEST_HEADER].split())
    found = _REPLY.match(subject)
    return (subject[found.end() :], True) if found else (subject, False)
