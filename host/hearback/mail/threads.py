"""Messages → threads, for mailboxes that do not say which mails belong together.

Replies are found by In-Reply-To and References. A mail that lost both joins by its subject, when it
says "Re:" or the like, the same people write within two months, and only one thread fits.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from hearback.mail.message import Message, Thread, oldest_first, same_mailbox

PREFIX = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|antw|odp)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
SAME_TALK = timedelta(days=60)


def plain_subject(subject: str) -> str:
    """Return a subject without its Re: and Fwd:, in lower case."""
    return " ".join(PREFIX.sub("", subject).lower().split())


def merge_copies(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return each message once, where it first stood; the copy that tells more is kept."""
    best: dict[str, Message] = {}
    for message in messages:
        key = message.envelope.message_id
        known = best.get(key)
        if known is None:
            best[key] = message
        else:
            fuller = max(known, message, key=_tells)
            labels = known.envelope.labels | message.envelope.labels
            best[key] = replace(fuller, envelope=replace(fuller.envelope, labels=labels))
    return tuple(best.values())


def _tells(message: Message) -> tuple[int, int, str]:
    return len(message.invitations), len(message.text), message.text


def with_threads(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Return the messages, in their order, each with a thread id; ids that were given stay."""
    found: dict[str, str] = {}
    by_subject: dict[str, list[Message]] = defaultdict(list)
    for message in oldest_first(messages):
        envelope = message.envelope
        thread = envelope.thread_id or _by_reference(message, found)
        thread = thread or _by_subject(message, by_subject, found) or envelope.message_id
        found[envelope.message_id] = thread
        for reference in (*envelope.references, envelope.in_reply_to):
            found.setdefault(reference, thread)
        by_subject[plain_subject(envelope.subject)].append(message)
    return tuple(
        replace(m, envelope=replace(m.envelope, thread_id=found[m.envelope.message_id]))
        for m in messages
    )


def _by_reference(message: Message, found: dict[str, str]) -> str:
    envelope = message.envelope
    if envelope.message_id in found:
        return found[envelope.message_id]  # somebody's reply came before it
    for reference in (envelope.in_reply_to, *reversed(envelope.references)):
        if reference and reference in found:
            return found[reference]
    return ""


def _by_subject(
    message: Message, by_subject: dict[str, list[Message]], found: dict[str, str]
) -> str:
    envelope = message.envelope
    subject = plain_subject(envelope.subject)
    if not subject or not PREFIX.match(envelope.subject) or envelope.in_reply_to:
        return ""
    fitting = {
        found[other.envelope.message_id]
        for other in by_subject[subject][-50:]
        if envelope.date - other.envelope.date <= SAME_TALK and _same_people(message, other)
    }
    return fitting.pop() if len(fitting) == 1 else ""


def _same_people(one: Message, other: Message) -> bool:
    def everyone(message: Message) -> set[str]:
        envelope = message.envelope
        return {same_mailbox(a.address) for a in (envelope.sender, *envelope.recipients)}

    return len(everyone(one) & everyone(other)) >= 2


def threads_of(messages: Iterable[Message]) -> tuple[Thread, ...]:
    """Return the threads in the order in which their first mail stood."""
    grouped: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        grouped[message.envelope.thread_id].append(message)
    return tuple(Thread(thread, oldest_first(held)) for thread, held in grouped.items())
