"""`hearback connections`, as a user types it: from a file, from Gmail, from what is kept."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.job_mailbox import CANARY, DANA, ME, job_mailbox, mail
from emulator.server import Emulator
from hearback.cli.main import main
from hearback.protocol.listings import ConnectionList

Capture = pytest.CaptureFixture[str]
PAT = "Pat Oduya <pat.oduya@acme.example>"
ASK = ["connections", "acme"]
pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def lunch() -> bytes:
    """A mail of years ago that has nothing to do with a job."""
    return mail(PAT, "Lunch", f"Shall we have lunch in the {CANARY} building on Monday?", 400)


@pytest.fixture
def file(tmp_path: Path, lunch: bytes) -> list[str]:
    """The mailbox as a file, with that lunch and a mail of a robot there."""
    robot = mail("Acme <no-reply@acme.example>", "Your receipt", "Thank you for your order.", 5)
    raw = [stored.raw for stored in job_mailbox().messages.values()]
    mails = (b"From x Mon Mar  2 10:00:00 2026\n" + each for each in [*raw, lunch, robot])
    (tmp_path / "all.mbox").write_bytes(b"\n\n".join(mails))
    return ["--mbox", str(tmp_path / "all.mbox"), "--me", ME]


def told(capsys: Capture, *arguments: str) -> ConnectionList:
    capsys.readouterr()
    assert main([*ASK, *arguments, "--json"]) == 0
    return ConnectionList.model_validate_json(capsys.readouterr().out)


def test_a_file_is_searched_to_its_end(file: list[str], capsys: Capture) -> None:
    found = told(capsys, *file)
    assert found.searched == "file"
    assert [(p.name, p.wrote) for p in found.people] == [("Pat Oduya", "them")]
    assert main([*ASK, *file]) == 0
    printed = capsys.readouterr().out
    assert "People at Acme you have written with, in this file:" in printed
    assert "Pat Oduya <pat.oduya@acme.example> · they wrote on " in printed


def test_list_tells_them_where_a_chase_is_due(file: list[str], capsys: Capture) -> None:
    assert main(["list", *file, "--json"]) == 0
    listed: dict[str, Any] = json.loads(capsys.readouterr().out)
    (advice,) = [each["advice"] for each in listed["applications"]]
    assert advice["action"] == "check_in"
    assert [each["name"] for each in advice["connections"]] == ["Pat Oduya"]
    assert main(["show", "acme", *file]) == 0
    assert "People you know there: hearback connections " in capsys.readouterr().out


def test_gmail_is_searched_and_nothing_of_it_stays(
    google: Emulator,
    lunch: bytes,
    sign_in: Callable[..., int],
    data: Path,
    capsys: Capture,
) -> None:
    assert sign_in() == 0
    assert main(["refresh", "--all"]) == 0
    google.mailbox.deliver(lunch)
    google.forget_counts()
    before = kept(data)
    found = told(capsys)
    assert found.searched == "gmail"
    assert [person.address for person in found.people] == ["pat.oduya@acme.example"]
    assert google.units <= 480
    assert google.sent == []
    assert kept(data) == before


def kept(data: Path) -> list[str]:
    """All that is in the database but the settings, where the pace of asking goes on."""
    with closing(sqlite3.connect(data / "hearback.db")) as database:
        return [line for line in database.iterdump() if 'INTO "setting' not in line]


def test_of_a_file_that_was_kept_only_job_mail_is_left_to_search(
    file: list[str], capsys: Capture
) -> None:
    assert main(["refresh", *file]) == 0
    assert told(capsys).searched == "kept"
    assert main(ASK) == 0
    printed = capsys.readouterr().out
    assert "Nobody at Acme that you have written with, besides those on the card." in printed
    assert "Other mail is not kept." in printed


def test_a_company_that_no_mail_names_is_said_so(tmp_path: Path, capsys: Capture) -> None:
    agent = "Ines Vale <ines@harbour-recruitment.example>"
    body = (
        "Hi Sam,\n\nMy client would like to invite you to an interview for the Data Analyst role."
        "\n\nInes Vale\nHarbour Recruitment"
    )
    raw = mail(agent, "Interview", body, 9)
    (tmp_path / "one.eml").write_bytes(raw)
    arguments = ["connections", "analyst", "--mbox", str(tmp_path / "one.eml"), "--me", ME]
    assert main(arguments) == 0
    assert "No mail tells which company this is" in capsys.readouterr().out


def test_whoever_is_on_the_card_is_not_told_again(file: list[str], capsys: Capture) -> None:
    assert DANA.partition(" <")[0] not in [p.name for p in told(capsys, *file).people]
