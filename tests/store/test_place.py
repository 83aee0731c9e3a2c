"""The user's place is taken from the system until they set it."""

import pytest

from hearback.store.place import system_country, system_zone


@pytest.mark.parametrize(
    ("environ", "zone"),
    [
        ({"TZ": "Europe/London"}, "Europe/London"),
        ({"TZ": ":America/New_York"}, "America/New_York"),
        ({"TZ": ":/usr/share/zoneinfo/Asia/Kolkata"}, "Asia/Kolkata"),
    ],
)
def test_tz_names_the_zone(environ: dict[str, str], zone: str) -> None:
    assert system_zone(environ) == zone


def test_without_tz_there_is_still_a_zone() -> None:
    assert system_zone({})


@pytest.mark.parametrize(
    ("environ", "country"),
    [
        ({"LANG": "en_GB.UTF-8"}, "GB"),
        ({"LC_ALL": "de_AT", "LANG": "en_US.UTF-8"}, "AT"),
        ({"LANG": "fil_PH.UTF-8"}, "PH"),
    ],
)
def test_the_language_setting_names_the_country(environ: dict[str, str], country: str) -> None:
    assert system_country(environ) == country
