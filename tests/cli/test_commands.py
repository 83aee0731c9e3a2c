"""The commands as a user types them: what they print, what they refuse, and with which status."""

import csv
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearback.cli.export import _safe
from hearback.cli.main import main, make_parser
from hearback.cli.reading import find_place
from hearback.operations.desk import MAIL, sample_today
from hearback.operations.kept import Kept
from hearback.operations.look import Place
from hearback.protocol.cards import ApplicationView
from hearback.protocol.listings import ApplicationList, MessageSignals
from hearback.store.settings import Setting
from hearback.takeout.sample import SAMPLE_ADDRESS, write_mbox

LONDON = Place(ZoneInfo("Europe/London"), "GB")
NOW = "2026-11-24T09:30"
WHERE = ["--tz", "Europe/London", "--country", "GB"]


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample mailbox as a Takeout file."""
    path = tmp_path_factory.mktemp("box") / "sample.mbox"
    write_mbox(path, sample_today(LONDON, datetime.fromisoformat(NOW).replace(tzinfo=LONDON.zone)))
    return path


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("HEARBACK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def mail(box: Path) -> list[str]:
    return ["--mbox", str(box), "--me", SAMPLE_ADDRESS, "--now", NOW, *WHERE]


def test_list_json_is_what_the_models_say(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", *mail(box), "--json"]) == 0
    listed = ApplicationList.model_validate_json(capsys.readouterr().out)
    assert listed.me == [SAMPLE_ADDRESS]
    by_company = {each.company: each for each in listed.applications}
    brightwater = by_company["Brightwater"]
    assert brightwater.advice is not None
    assert brightwater.advice.action == "check_in"
    assert brightwater.promise is not None
    assert "we'll let you know by" in brightwater.promise.evidence


def test_signals_json_has_one_line_for_every_mail(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["signals", *mail(box), "--json"]) == 0
    lines = [MessageSignals.model_validate_json(x) for x in capsys.readouterr().out.splitlines()]
    assert len(lines) == len({line.message_id for line in lines}) > 70
    assert {"inbound", "outbound"} == {line.direction for line in lines}


def test_list_in_words_has_groups_quotes_and_ids(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", *mail(box)]) == 0
    printed = capsys.readouterr().out
    for words in ("NOW (", "WAITING (", "COMING UP (", "Brightwater", "check_in"):
        assert words in printed


def test_export_is_a_table_that_runs_nothing(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--csv", *mail(box)]) == 0
    head, *rows = csv.reader(capsys.readouterr().out.splitlines())
    assert head[:3] == ["id", "company", "role"]
    brightwater = next(row for row in rows if row[1] == "Brightwater")
    assert brightwater[head.index("advice")] == "check_in"
    assert _safe("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert main(["export", *mail(box)]) == 2


def test_settings_say_where_the_user_is_until_an_option_says_otherwise(data: Path) -> None:
    kept = Kept(data / MAIL)
    kept.settings.put(Setting.TIME_ZONE, "Asia/Tokyo")
    kept.settings.put(Setting.COUNTRY, "JP")
    kept.database.close()
    parser = make_parser()
    assert find_place(parser.parse_args(["list"])) == Place(ZoneInfo("Asia/Tokyo"), "JP")
    told = parser.parse_args(["list", "--country", "IN"])
    assert find_place(told) == Place(ZoneInfo("Asia/Tokyo"), "IN")


def test_two_applications_are_joined_and_parted_again(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def companies() -> list[str | None]:
        assert main(["list", "--json", "--now", NOW, *WHERE]) == 0
        listed = ApplicationList.model_validate_json(capsys.readouterr().out)
        return [each.company for each in listed.applications]

    main(["refresh", *mail(box)])
    capsys.readouterr()
    before = companies()
    assert main(["correct", "cobalt", "joined", "brightwater", "--now", NOW, *WHERE]) == 0
    undo = capsys.readouterr().out.split("`")[1].split()[1:]
    joined = companies()
    assert len(joined) == len(before) - 1
    assert main([*undo, *WHERE]) == 0
    capsys.readouterr()
    assert companies() == before
    assert main(["correct", "cobalt", "joined", "cobalt", "--now", NOW, *WHERE]) == 2
    assert main(["correct", "cobalt", "split", "nothing", "--now", NOW, *WHERE]) == 2
    assert main(["correct", "00", "is_a_job", "--now", NOW, *WHERE]) == 2


def test_show_tells_the_story_and_draft_prints_the_mail(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "brightwater", *mail(box)]) == 0
    story = capsys.readouterr().out
    assert "They said when you would hear from them." in story
    assert {"They", "You", "today", "◆", "▒"} <= set(story.split())
    assert main(["draft", "brightwater", *mail(box)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("To: Dana Ruiz <dana.ruiz@brightwater.example>")
    assert "Subject: Re: Data Analyst at Brightwater - a first chat?" in printed


def test_a_file_can_be_kept_noted_on_and_forgotten(
    box: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["refresh", *mail(box)]) == 0
    assert main(["list", "--now", NOW, *WHERE, "--json"]) == 0
    capsys.readouterr()
    assert main(["note", "brightwater", "called", "--now", NOW, *WHERE]) == 0
    undo = capsys.readouterr().out.split("hearback undo ")[1].split("`")[0]
    assert main(["show", "brightwater", "--now", "2026-11-24T10:00", *WHERE]) == 0
    assert "You called them." in capsys.readouterr().out
    assert main(["undo", undo, *WHERE]) == 0
    assert main(["forget"]) == 2
    assert main(["forget", "--all"]) == 0
    for file in data.glob("*.db*"):
        assert b"Brightwater" not in file.read_bytes()


def test_an_application_without_mail_is_added_outlives_a_refresh_and_is_removed(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    when = ["--now", NOW, *WHERE]
    contact = ["--contact", "Kim Oh <kim@quillmoor.example>", "--how", "on their\nwebsite"]
    added = ["add", "Quill\u202emoor", "--role", "Archivist", "--applied", "2026-11-02", *contact]
    assert main([*added, *when]) == 0
    undo = capsys.readouterr().out.split("hearback undo ")[1].split("`")[0]
    assert main([*added, *when]) == 2
    assert "knows this application already: Quillmoor · Archivist." in capsys.readouterr().err
    assert main(["refresh", *mail(box)]) == 0
    assert main(["draft", "quillmoor", *when]) == 0
    assert "To: Kim Oh <kim@quillmoor.example>" in capsys.readouterr().out
    assert main(["show", "quillmoor", *when]) == 0
    assert "You applied (on their website)." in capsys.readouterr().out
    assert main(["correct", "quillmoor", "company", "Hillfern", *when]) == 0
    assert main(["undo", undo, *WHERE]) == 0
    assert main(["show", "hillfern", *when]) == 2


def test_dates_and_the_stage_are_put_right_and_taken_back(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    when = ["--now", NOW, *WHERE]
    assert main(["refresh", *mail(box)]) == 0

    def correct(*words: str) -> str:
        capsys.readouterr()
        assert main(["correct", *words, *when]) == 0
        return capsys.readouterr().out.split("hearback undo ")[1].split("`")[0]

    def told(company: str) -> ApplicationView:
        capsys.readouterr()
        assert main(["list", "--json", *when]) == 0
        listed = ApplicationList.model_validate_json(capsys.readouterr().out)
        return next(each for each in listed.applications if each.company == company)

    before = told("Brightwater")
    notes = [
        correct("brightwater", "promise", "--by", "2026-12-01"),
        correct("brightwater", "interview", "--at", "2026-11-30T14:00", "--new"),
        correct("brightwater", "stage", "applied"),
    ]
    after = told("Brightwater")
    assert after.promise is not None
    assert (after.promise.latest.isoformat(), after.stage) == ("2026-12-01", "applied")
    assert after.interviews[-1].start.isoformat() == "2026-11-30T14:00:00+00:00"
    assert [note.note_id for note in after.notes] == notes
    for note in notes:
        assert main(["undo", note, *WHERE]) == 0
    assert told("Brightwater") == before


def test_what_was_set_aside_is_listed_and_put_back(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    when = ["--now", NOW, *WHERE]
    assert main(["refresh", *mail(box)]) == 0
    assert main(["add", "Quillmoor", *when]) == 0
    assert main(["list", *when]) == 0
    before = capsys.readouterr().out.split("CLOSED")[0].split("NOW")[1]
    for company, verb in (("quillmoor", "not_a_job"), ("brightwater", "not_a_job")):
        assert main(["correct", company, verb, *when]) == 0
    capsys.readouterr()
    assert main(["aside", *when]) == 0
    told = capsys.readouterr().out
    assert "Quillmoor: removed on 24 Nov 2026" in told
    assert "Brightwater · Data Analyst: not a job mail, told on 24 Nov 2026" in told
    assert main(["show", "brightwater", *when]) == 2
    for line in told.splitlines():
        if "hearback undo " in line:
            assert main(["undo", line.split()[-1], *WHERE]) == 0
    capsys.readouterr()
    assert main(["list", *when]) == 0
    assert capsys.readouterr().out.split("CLOSED")[0].split("NOW")[1] == before
    assert main(["aside", *when]) == 0
    assert "Nothing is set aside." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["add", " \u202e\n"], 2, "needs the company"),
        (["add", "x" * 10_000], 2, "10,000 characters long"),
        (["correct", "nothing such", "interview", "--at", "2026-12-01T10:00"], 2, "No application"),
        (["add", "Acme", "--applied", "2026-02-30"], 2, "no day of the calendar"),
        (["add", "Acme", "--applied", "2027-01-01", "--now", NOW], 2, "still to come"),
        (["add", "Acme", "--applied", "1026-01-01", "--now", NOW], 2, "years ago"),
        (["add", "Acme", "--contact", "no-reply@acme.example"], 2, "no address"),
        (["add", "Acme", "--contact", "Kim <kim@acme.example\nBcc: x@y.example>"], 2, "no address"),
        (["list", "--mbox", "nowhere.mbox", "--me", "a@b.example"], 1, "There is no file"),
        (["list", "--mbox", "{box}"], 2, "which address is yours"),
        (["list", "--mbox", "{box}", "--me", "nobody@b.example"], 2, "occurs nowhere"),
        (["list", "--mbox", "{box}", "--me", "nonsense"], 2, "is no address"),
        (["list", "--mbox", "{box}", "--me", SAMPLE_ADDRESS, "--now", "soon"], 2, "--now"),
        (["list", "--mbox", "{box}", "--me", SAMPLE_ADDRESS, "--tz", "Mars"], 2, "no time zone"),
        (["list", "--country", "ZZ"], 2, "no country whose public holidays are known"),
        (["list", "--country", "Britain"], 2, "no country whose public holidays are known"),
        (["show", "nothing such", "--mbox", "{box}", "--me", SAMPLE_ADDRESS], 2, "No application"),
        (["note", "brightwater", "dance"], 2, "no verb"),
        (["undo", "n0"], 2, "no such note"),
    ],
)
def test_bad_input_says_what_happened_and_what_to_do_next(
    arguments: list[str], status: int, words: str, box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [str(box) if argument == "{box}" else argument for argument in arguments]
    assert main(filled) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert len(captured.err.strip().splitlines()) >= 2


def test_the_knowledge_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-knowledge"]) == 0
    assert "in order" in capsys.readouterr().out


def test_json_is_json_whatever_the_mail_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = tmp_path / "evil.eml"
    evil.write_text(
        "From: \u202e<x@y.example>\nTo: sam@example.com\nSubject: Interview\n\n"
        'We would like to invite you to an interview. "}]\u2028\x07\n',
        encoding="utf-8",
    )
    assert main(["signals", "--mbox", str(evil), "--me", "sam@example.com", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["message_id"]
