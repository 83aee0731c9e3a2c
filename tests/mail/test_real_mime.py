"""Ugly but real mails, file by file: what a reader sees of each, and nothing else."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hearback.mail.message import Address, Mark, Message
from hearback.mail.rfc822 import read_message

FOLDER = Path(__file__).parent / "eml"


def read(name: str) -> Message:
    return read_message((FOLDER / f"{name}.eml").read_bytes())


@pytest.mark.parametrize(
    ("name", "text", "signature"),
    [
        ("gmail_reply", "We’ll let you know by Friday.", "Best,\nDana"),
        ("outlook_desktop", "Hi Sam,\n\nYou will hear from us next week.", "Kind regards,\nPriya"),
        (
            "apple_mail",
            "Monday at ten is fine, and the whole team is looking forward to meeting you then.",
            "João",
        ),
        ("german_attribution", "Passt, bis Donnerstag.", ""),
        ("forwarded", "Look what they wrote to me.", ""),
        (
            "hidden_text",
            "Acme Careers\n\nThank you for applying.\n\n"
            "Choose a time <https://book.example/acme/30min>",
            "",
        ),
        (
            "interleaved",
            "By Thursday.\n\nYes, three days here.",
            "Oliver Grant\nFenwick Construction\n+44 20 7946 0001",
        ),
        ("bounce", "Address not found.", ""),
    ],
)
def test_the_new_visible_text_is_read_and_nothing_else(
    name: str, text: str, signature: str
) -> None:
    message = read(name)
    assert message.text == text
    assert message.signature == signature


def test_what_is_forwarded_is_not_the_senders_word() -> None:
    assert "other candidates" in read("forwarded").forwarded
    assert "how things stand" in read("bounce").forwarded


def test_names_and_subjects_are_decoded() -> None:
    message = read("apple_mail")
    assert message.envelope.sender == Address("João Park", "joao@harvest.example")
    assert message.envelope.subject == "Re: Café um drei"
    assert read("outlook_desktop").envelope.sender.name == "Nair, Priya"


def test_dates_keep_their_zone() -> None:
    assert read("gmail_reply").envelope.date == datetime(
        2026, 3, 4, 10, tzinfo=timezone(timedelta(hours=-5))
    )


def test_references_are_kept_in_order() -> None:
    assert read("gmail_reply").envelope.references == ("<g0@acme.example>", "<g1@example.com>")


def test_the_same_event_inline_and_attached_is_one_invitation() -> None:
    (event,) = read("google_invitation").invitations
    assert event.start == datetime(2026, 3, 5, 19, tzinfo=UTC)
    assert event.end == datetime(2026, 3, 5, 19, 45, tzinfo=UTC)
    assert event.sequence == 1
    assert event.organizer == Address("Jo Park", "jo@harvest.example")
    assert Address("Field, Tom", "tom@harvest.example") in event.attendees


def test_a_cancellation_in_a_windows_zone_is_read() -> None:
    (event,) = read("outlook_cancellation").invitations
    assert event.cancelled
    assert event.start == datetime(2026, 7, 6, 10, tzinfo=UTC)


def test_what_cannot_be_read_is_noted_and_the_rest_is_read() -> None:
    message = read("broken_charset")
    assert message.text == "Thank you for applying."
    assert message.envelope.date == datetime(2026, 3, 9, 7, 0, 5, tzinfo=UTC)
    assert message.envelope.message_id.startswith("<")
    assert len(message.problems) >= 3


def test_headers_say_how_a_mail_was_sent() -> None:
    assert Mark.DELIVERY_REPORT in read("bounce").envelope.marks
    assert read("list_mail").envelope.marks == {Mark.BULK, Mark.DMARC_FAIL}


def test_no_header_can_be_injected_through_a_name_or_a_subject() -> None:
    envelope = read("injection").envelope
    assert envelope.sender.address == "dana@acme.example"
    assert envelope.subject.isprintable()
    assert envelope.sender.name.isprintable()
    assert Address("x", "y@z.example") in envelope.to
