"""`hearback draft --save`: one draft, in its thread, and never over what the user wrote."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.job_mailbox import CANARY, DANA, mail
from emulator.server import Emulator
from emulator.stored import Stored
from gmail.consenting import READ
from hearback.cli.main import main

Capture = pytest.CaptureFixture[str]
SAVE = ["draft", "acme", "--save"]
pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def signed_in(google: Emulator, sign_in: Callable[..., int], capsys: Capture) -> Emulator:
    """The user is signed in, and their mail was read."""
    assert sign_in() == 0
    assert main(["refresh"]) == 0
    capsys.readouterr()
    return google


def only_draft(google: Emulator) -> tuple[str, Stored]:
    ((draft_id, message_id),) = google.mailbox.drafts.items()
    return draft_id, google.mailbox.messages[message_id]


def interview(google: Emulator) -> Stored:
    return next(m for m in google.mailbox.messages.values() if CANARY.encode() in m.raw)


def test_it_is_saved_once_in_its_thread_and_written_anew(
    signed_in: Emulator, capsys: Capture
) -> None:
    assert main(SAVE) == 0
    told = capsys.readouterr().out
    assert "To: Dana Ruiz" in told
    assert "Saved to Gmail's drafts" in told
    draft_id, first = only_draft(signed_in)
    assert first.thread_id == interview(signed_in).thread_id
    assert first.header("In-Reply-To") in ("<20@mails.example>", "<14.9@mails.example>")
    assert "<20@mails.example>" in first.header("References")
    assert first.header("Subject") == "Re: Interview, Data Analyst"
    assert first.header("To") == DANA
    assert main(SAVE) == 0
    again, second = only_draft(signed_in)
    assert again == draft_id
    assert second.id != first.id  # Gmail's way to say that it was written anew
    assert second.thread_id == first.thread_id
    assert second.header("Message-ID") == first.header("Message-ID")
    assert signed_in.sent == []


def test_only_printed_it_asks_gmail_nothing(signed_in: Emulator, capsys: Capture) -> None:
    signed_in.forget_counts()
    assert main(["draft", "acme"]) == 0
    assert "To: Dana Ruiz" in capsys.readouterr().out
    assert not signed_in.calls
    assert not signed_in.mailbox.drafts


def test_what_the_user_wrote_there_stays(signed_in: Emulator, capsys: Capture) -> None:
    main(SAVE)
    draft_id, saved = only_draft(signed_in)
    theirs = saved.head + b"\r\nMy own words."
    signed_in.mailbox.save_draft(theirs, saved.thread_id, draft_id, at=saved.moment)
    assert main(SAVE) == 1
    assert "You changed this draft" in capsys.readouterr().err
    assert b"My own words." in only_draft(signed_in)[1].raw


def test_one_that_was_deleted_there_is_made_anew(signed_in: Emulator) -> None:
    main(SAVE)
    draft_id, _ = only_draft(signed_in)
    signed_in.mailbox.delete_draft(draft_id)
    assert main(SAVE) == 0
    assert only_draft(signed_in)[0] != draft_id


def test_one_that_lacks_words_of_the_users_is_not_saved(
    signed_in: Emulator, capsys: Capture
) -> None:
    signed_in.mailbox.deliver(
        mail(
            "Ines Vale <ines@birch.example>",
            "Office Manager at Birch",
            "Hi Sam,\n\nThank you for applying for the Office Manager role at Birch. We would like"
            " to invite you to an interview. When would you be available next week?\n\nInes Vale",
            1,
        )
    )
    main(["refresh"])
    capsys.readouterr()
    assert main(["draft", "birch", "--save"]) == 1
    told = capsys.readouterr()
    assert "[needed]" in told.out
    assert "not saved" in told.err
    assert "Which days and times suit you?" in told.err
    assert not signed_in.mailbox.drafts


def test_without_compose_it_is_copied_by_hand(
    google: Emulator, sign_in: Callable[..., int], capsys: Capture
) -> None:
    sign_in(READ)
    main(["refresh"])
    capsys.readouterr()
    assert main(SAVE) == 1
    told = capsys.readouterr()
    assert "To: Dana Ruiz" in told.out
    assert "not allowed Hearback to put drafts" in told.err
    assert not google.mailbox.drafts


def test_after_a_sign_out_it_is_copied_by_hand(signed_in: Emulator, capsys: Capture) -> None:
    main(["sign-out"])
    capsys.readouterr()
    assert main(SAVE) == 1
    told = capsys.readouterr()
    assert "To: Dana Ruiz" in told.out
    assert "not signed in" in told.err
    assert not signed_in.mailbox.drafts


def test_a_draft_for_a_mail_file_has_no_mailbox_to_go_to(
    signed_in: Emulator, tmp_path: Path, capsys: Capture
) -> None:
    box = tmp_path / "one.eml"
    box.write_bytes(interview(signed_in).raw)
    assert main([*SAVE, "--mbox", str(box), "--me", "sam@example.com"]) == 2
    assert "no mailbox to go to" in capsys.readouterr().err
    assert not signed_in.mailbox.drafts
