"""The user's OAuth client file: what it may be, and words for what it is not."""

import json
from pathlib import Path

import pytest

from hearback.errors import ClientFileUnusable
from hearback.gmail.client_file import LARGEST, parse_client, read_client
from hearback.gmail.endpoint import SETTING, find_endpoint
from hearback.operations.account import CLIENT as CLIENT_JSON
from hearback.operations.account import GoogleAccount

CLIENT = {
    "client_id": "1-a.apps.googleusercontent.com",
    "client_secret": "GOCSPX-x",
    "auth_uri": "https://accounts.google.com/o/oauth2/auth",
    "token_uri": "https://oauth2.googleapis.com/token",
}
MOVED = find_endpoint({SETTING: "http://127.0.0.1:8025"})


def content(**changes: object) -> bytes:
    return json.dumps({"installed": {**CLIENT, **changes}}).encode()


def test_a_desktop_client_is_read(tmp_path: Path) -> None:
    path = tmp_path / "client.json"
    path.write_bytes(content())
    assert read_client(path).client_id == CLIENT["client_id"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (b"", "not the JSON"),
        (b"[1]", "not the JSON"),
        (b"{" * 5000, "not the JSON"),
        (json.dumps({"web": CLIENT}).encode(), "for a web server"),
        (json.dumps({"type": "service_account"}).encode(), "service account"),
        (json.dumps({"type": "authorized_user"}).encode(), "somebody's token"),
        (json.dumps({"installed": {}}).encode(), "lacks client_id, client_secret"),
        (content(client_id=" ", client_secret=""), "lacks client_id, client_secret"),
        (b"AIzaSyNoRealKey\n", "an API key"),
        (b'"AIzaSyNoRealKey"', "an API key"),
        (content(auth_uri="https://evil.example/auth"), "not Google's"),
        (content(token_uri="http://oauth2.googleapis.com/token"), "not Google's"),
        (content(token_uri="https://oauth2.googleapis.com.evil.example/"), "not Google's"),
        (content(token_uri=r"https://evil.example\@oauth2.googleapis.com/token"), "not Google's"),
        (content(auth_uri="https://evil.example#@accounts.google.com/"), "not Google's"),
        (content(token_uri="https://me:pw@oauth2.googleapis.com/token"), "not Google's"),
        (content(token_uri="http://127.0.0.1:8025/token"), "not Google's"),
        (content(token_uri="token"), "not Google's"),
        (content(client_id=5, auth_uri=None), "lacks client_id, auth_uri"),
        (content(padding="x" * LARGEST), "not the JSON"),
    ],
)
def test_every_mistake_has_its_words_and_the_way_out(told: bytes, words: str) -> None:
    with pytest.raises(ClientFileUnusable, match=words) as raised:
        parse_client(told, "client.json")
    assert "Desktop app" in raised.value.remedy
    assert "AIza" not in raised.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_editor_may_have_saved_it_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "given.json"
    path.write_bytes(content().decode().encode(encoding))
    google = GoogleAccount(tmp_path / "data", {})
    google.use_client(path)
    kept = tmp_path / "data" / CLIENT_JSON
    assert read_client(kept).client_id == CLIENT["client_id"]
    assert kept.stat().st_mode & 0o077 == 0


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ClientFileUnusable, match="There is no file"):
        read_client(tmp_path / "nothing.json")
    with pytest.raises(ClientFileUnusable, match="cannot be read"):
        read_client(tmp_path)


def test_with_google_moved_its_addresses_move_too() -> None:
    assert parse_client(content(), "client.json", MOVED).token_uri == f"{MOVED.api}/token"
    told = content(auth_uri="http://localhost:1/a", token_uri="http://127.0.0.1:1/t")
    assert parse_client(told, "client.json", MOVED).token_uri == "http://127.0.0.1:1/t"


def test_with_google_moved_no_address_leads_off_this_machine() -> None:
    told = content(token_uri=r"http://evil.example\@127.0.0.1/t", auth_uri="http://127.0.0.1:1/a")
    assert parse_client(told, "client.json", MOVED).token_uri == f"{MOVED.api}/token"
    assert parse_client(told, "client.json", MOVED).auth_uri == MOVED.consent


@pytest.mark.parametrize(
    "token_uri",
    ["https://accounts.google.com/o/oauth2/token", "https://www.googleapis.com/oauth2/v3/token"],
)
def test_google_has_had_other_addresses_before(token_uri: str) -> None:
    assert parse_client(content(token_uri=token_uri), "client.json").token_uri == token_uri
