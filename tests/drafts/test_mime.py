"""A draft as bytes: read back it is the same mail, and nothing in it becomes another header."""

import re
from email import message_from_bytes
from email.policy import compat32, default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts.scenes import SCENES, filled
from hearback.drafts.draft import Draft
from hearback.drafts.mime import to_mime
from hearback.drafts.names import header_text
from hearback.drafts.recipients import why_unreachable, wire_form
from hearback.errors import DraftUnfinished
from hearback.mail.message import Address, Me
from hearback.mail.rfc822 import read_message
from telling import SAM

ID = "<one@mail.example>"
HEADERS = {
    "From",
    "To",
    "Cc",
    "Subject",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}
DANA = Address("Dana Ruiz", "dana@acme.example")


def draft(**more: object) -> Draft:
    given_: dict[str, object] = {
        "to": (DANA,),
        "cc": (),
        "subject": "Re: Data Analyst",
        "body": "Hi Dana,\n\nThank you.\n\nBest regards,\nSam",
        "in_reply_to": None,
        "references": (),
        "thread_id": None,
    }
    return Draft(**{**given_, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(SCENES))
def test_read_back_it_is_the_same_mail(name: str) -> None:
    written = SCENES[name].draft()
    read = read_message(to_mime(written, SAM, ID))
    envelope = read.envelope
    assert envelope.sender == Address(SAM.name, SAM.addresses[0])
    assert (envelope.to, envelope.cc) == (written.to, written.cc)
    assert envelope.subject == written.subject
    assert envelope.message_id == ID
    assert envelope.in_reply_to == (written.in_reply_to or "")
    assert envelope.references == written.references
    assert f"{read.text}\n\n{read.signature}" == written.body


def test_every_draft_with_its_gaps_filled_survives_the_way() -> None:
    for scene in SCENES.values():
        body = filled(scene.draft())
        assert text_of(to_mime(draft(body=body), SAM, ID)) == body


def text_of(raw: bytes) -> str:
    """Return the whole text, quotes and signature too."""
    payload = message_from_bytes(raw, policy=compat32).get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8").replace("\r\n", "\n").strip("\n")


def test_the_headers_are_those_of_a_reply_and_there_is_no_date() -> None:
    raw = to_mime(
        draft(cc=(Address("", "tom@acme.example"),), in_reply_to="<a@b>", references=("<a@b>",)),
        SAM,
        ID,
    )
    assert raw.decode("ascii").split("\r\n\r\n")[0].split("\r\n") == [
        "From: Sam Rivera",
        " <sam@example.com>",
        "To: Dana Ruiz",
        " <dana@acme.example>",
        "Cc: tom@acme.example",
        "Subject: Re: Data Analyst",
        "Message-ID: <one@mail.example>",
        "In-Reply-To: <a@b>",
        "References: <a@b>",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: 7bit",
    ]


def test_a_long_paragraph_stays_one_line() -> None:
    body = "Hi Zoë,\n\n" + "A long paragraph with many words. " * 20 + "End.\n\nBest regards,\nSam"
    raw = to_mime(draft(body=body), SAM, ID)
    assert b"quoted-printable" in raw
    assert b"flowed" not in raw
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert text_of(raw) == body


@pytest.mark.parametrize(
    ("address", "wired"),
    [
        ("Dana@Acme.example", "dana@acme.example"),
        ("dana@bücher.example", "dana@xn--bcher-kva.example"),
        ("dana@XN--BCHER-KVA.example", "dana@xn--bcher-kva.example"),
        ("dana+jobs@acme.example", "dana+jobs@acme.example"),
        ("dána@acme.example", ""),
        ("dana@straße.example", ""),
        ("dana@acme", ""),
        ("dana@acme.example\r\nBcc: all@else.example", ""),
        ("dana@acme.example, evil@else.example", ""),
        (f"dana@{'a' * 70}.example", ""),
        ("", ""),
    ],
)
def test_an_address_has_one_form_on_the_wire(address: str, wired: str) -> None:
    assert wire_form(address) == wired


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("jürgen@acme.example", "letters before the @"),
        ("dana@straße.example", "two addresses"),
        ("dana at acme", "no address"),
        (f"dana@{'a' * 70}.example", "No mail can go"),
        ("dana@bücher.example", ""),
    ],
)
def test_why_no_mail_can_go_to_an_address(address: str, reason: str) -> None:
    said = why_unreachable(address)
    assert reason in said
    assert bool(said) is bool(reason)


def test_a_subject_that_hides_a_line_break_stays_a_subject() -> None:
    subject = "Re: =?utf-8?q?=0D=0ABcc=3A_all=40else.example?="
    parsed = message_from_bytes(to_mime(draft(subject=subject), SAM, ID), policy=default)
    assert "Bcc" not in parsed
    assert parsed["Subject"] == subject


def test_a_long_chain_of_long_ids_is_read_as_it_was_written() -> None:
    ids = tuple(f"<{'a' * size}@mail.example>" for size in (20, 70, 100, 400))
    raw = to_mime(draft(in_reply_to=ids[-1], references=ids), SAM, ID)
    assert read_message(raw).envelope.references == ids
    assert b"=?" not in raw


def test_an_address_that_cannot_be_written_to_is_named() -> None:
    with pytest.raises(DraftUnfinished, match="dana at acme"):
        to_mime(draft(to=(Address("Dana", "dana at acme"),)), SAM, ID)


def test_without_a_message_id_there_is_no_mail() -> None:
    with pytest.raises(ValueError, match="not a message id"):
        to_mime(draft(), SAM, "<a@b>\r\nBcc: <c@d>")


NASTY = st.sampled_from(
    [
        "Dana\r\nBcc: all@else.example",
        "Dana\rBcc: all@else.example",
        "\u202eanaD\u2028Bcc: x@y.example",
        '"; drop" <evil@else.example>, Dana',
        "=?utf-8?q?=0D=0ABcc=3A_all=40else.example?=",
        "Zoë Åström, Ph.D.",
        "名" * 300,
        "\ud800\x00\x1b[31m\\",
        "a" * 2_000,
        "",
    ]
)
texts = st.one_of(NASTY, st.text(max_size=300))
names = texts.map(lambda text: header_text(text, 60).strip("'\" "))


@given(names, texts, texts, st.lists(texts, max_size=3))
@settings(max_examples=300, deadline=None)
def test_whatever_is_in_it_no_header_is_added_and_none_is_lost(
    name: str, subject: str, body: str, ids: list[str]
) -> None:
    written = draft(
        to=(Address(name, "dana@acme.example"), Address("", "tom@acme.example")),
        subject=subject,
        body=body,
        in_reply_to=ids[0] if ids else None,
        references=tuple(ids),
    )
    raw = to_mime(written, Me(("sam@example.com",), name), ID)
    parsed = message_from_bytes(raw, policy=compat32)
    assert set(parsed.keys()) <= HEADERS
    assert len(parsed.keys()) == len(set(parsed.keys()))
    assert not parsed.defects
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    envelope = read_message(raw).envelope
    assert [a.address for a in envelope.to] == ["dana@acme.example", "tom@acme.example"]
    assert envelope.sender.address == "sam@example.com"
    assert envelope.subject == header_text(subject, 900)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=2_000))
@settings(deadline=None)
def test_any_text_of_a_user_arrives_as_it_was_written(body: str) -> None:
    kept = body.replace("\ufeff", "")
    assert text_of(to_mime(draft(body=body), SAM, ID)) == kept.strip("\n")
