"""Where the user is, as far as the system tells: the default of two settings until they are set."""

import locale
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

LOCALTIME = Path("/etc/localtime")
ZONE_FILE = Path("/etc/timezone")
TERRITORY = re.compile(r"^[a-z]{2,3}[_-]([A-Z]{2})\b")


def system_zone(environ: Mapping[str, str]) -> str:
    """Return the IANA name of the system's time zone, "UTC" when it cannot be told.

    TZ comes first, then where /etc/localtime points, then /etc/timezone, then the clock itself.
    """
    named = environ.get("TZ", "").removeprefix(":")
    if named:
        return named.partition("zoneinfo/")[2] or named
    try:
        target = LOCALTIME.resolve().as_posix()
        if "zoneinfo/" in target:
            return target.partition("zoneinfo/")[2].removeprefix("posix/")
        if ZONE_FILE.is_file():
            return ZONE_FILE.read_text(encoding="ascii").strip() or "UTC"
    except (OSError, UnicodeDecodeError):
        pass
    return _windows_zone() or "UTC"


def _windows_zone() -> str:
    """Windows names its zones in its own way; icalendar knows the table that Unicode keeps."""
    name = datetime.now().astimezone().tzname() or ""
    if " " not in name:
        return ""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return str(WINDOWS_TO_OLSON.get(name, ""))


def system_country(environ: Mapping[str, str]) -> str:
    """Return the two-letter country of the system's language setting, "" when it names none."""
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        if found := TERRITORY.match(environ.get(name, "")):
            return found.group(1)
    try:
        found = TERRITORY.match(locale.getlocale()[0] or "")
    except ValueError:
        return ""
    return found.group(1) if found else ""
