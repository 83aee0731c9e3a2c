"""Where Google is, and the one setting that moves it: onto this machine and nowhere else."""

import pytest
from urllib3.util import parse_url

from hearback.errors import UsageError
from hearback.gmail.endpoint import GOOGLE, SETTING, find_endpoint, read_address


@pytest.mark.parametrize("told", [{}, {SETTING: ""}, {SETTING: "/"}])
def test_google_is_where_it_is(told: dict[str, str]) -> None:
    assert find_endpoint(told) is GOOGLE
    assert not GOOGLE.moved


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8025", "http://localhost:8025/", "http://[::1]:9", "http://127.8.8.8"],
)
def test_it_moves_to_this_machine_with_all_its_services(address: str) -> None:
    endpoint = find_endpoint({SETTING: address})
    base = address.rstrip("/")
    assert endpoint.moved
    assert endpoint.api == base
    assert {endpoint.consent, endpoint.token, endpoint.revoke} == {
        f"{base}/o/oauth2/auth",
        f"{base}/token",
        f"{base}/revoke",
    }


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:8025",
        "http://gmail.evil.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://192.168.0.2:8025",
        "http://0.0.0.0:8025",
        "http://[::]:8025",
        "http://[::1",
        "http://127.0.0.1:8025/path",
        "http://127.0.0.1:8025?query",
        "http://127.0.0.1:8025#part",
        "http://127.0.0.1:port",
        "http://user@evil.example:80",
        "http://user@127.0.0.1:80",
        r"http://evil.example\@127.0.0.1",
        "http://evil.example\t@127.0.0.1",
        " http://127.0.0.1:8025",
        "http://127.0.0.1:8025\n",
        "127.0.0.1:8025",
        "file://127.0.0.1",
        "http://",
    ],
)
def test_it_moves_to_this_machine_only(address: str) -> None:
    with pytest.raises(UsageError, match="on this machine") as raised:
        find_endpoint({SETTING: address})
    assert SETTING in raised.value.remedy


def test_an_address_that_two_programs_read_differently_is_not_read_at_all() -> None:
    address = r"https://evil.example\@oauth2.googleapis.com/token"
    assert parse_url(address).host == "evil.example"  # what would be asked
    assert read_address(address) == ("", "", "")
    assert read_address("HTTPS://OAuth2.googleapis.com:443/token") == (
        "https",
        "oauth2.googleapis.com",
        "/token",
    )
