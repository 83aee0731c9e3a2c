"""A page that stands in for Gmail beside the demo's panel: the sample's threads.

It is answered by request interception, so nothing listens on a port, and it is no copy of Gmail:
what the panel needs of the real page is the address line (`#inbox/<token>`), the `h2` with the
thread's id, and the account's address at the end of the title.
"""

import base64
import secrets
from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from hearback.mail.message import Thread

GMAIL = "https://mail.google.com/mail/u/0/"
ALPHABET = "BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz"  # 40 consonants (Arsenal Recon, 2019)
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def url_token(thread_id: str) -> str:
    """Return how Gmail writes a thread in its address line: "f:<decimal>" in base 40."""
    text = base64.b64encode(f"f:{int(thread_id, 16)}".encode()).decode().rstrip("=")
    number = 0
    for char in text:
        number = number * 64 + BASE64.index(char)
    token = ""
    while number:
        number, digit = divmod(number, 40)
        token = ALPHABET[digit] + token
    return token


def inbox_page(threads: Iterable[Thread], address: str) -> tuple[str, dict[str, str]]:
    """Return the page and its headers, Gmail-like in what it forbids: no script but its own."""
    newest = sorted(threads, key=lambda thread: thread.messages[-1].envelope.date, reverse=True)
    nonce = secrets.token_urlsafe(12)
    page = Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8")).substitute(
        address=escape(address),
        nonce=nonce,
        rows="".join(map(_row, newest)),
        threads="".join(map(_thread, newest)),
    )
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-{nonce}'; "
            "require-trusted-types-for 'script'; object-src 'none'; base-uri 'none'"
        ),
    }
    return page, headers


def _row(thread: Thread) -> str:
    last = thread.messages[-1]
    who = last.envelope.sender.name or last.envelope.sender.address
    snippet = " ".join(last.text.split())[:90]
    return (
        f'<li><a href="#inbox/{url_token(thread.thread_id)}"><b>{escape(who)}</b>'
        f"<span>{escape(thread.messages[0].envelope.subject)} <i>{escape(snippet)}</i></span>"
        f"<time>{last.envelope.date:%d %b}</time></a></li>"
    )


def _thread(thread: Thread) -> str:
    mails = "".join(
        f"<section><b>{escape(m.envelope.sender.name or m.envelope.sender.address)}</b> "
        f"<time>{m.envelope.date:%a %d %b, %H:%M}</time><pre>{escape(m.text)}</pre></section>"
        for m in thread.messages
    )
    subject = escape(thread.messages[0].envelope.subject)
    return (
        f'<main hidden data-token="{url_token(thread.thread_id)}"><nav><a href="#inbox">Back to '
        f'the inbox</a></nav><article><h2 data-legacy-thread-id="{thread.thread_id}">{subject}'
        f"</h2>{mails}</article></main>"
    )
