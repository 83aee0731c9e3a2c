"""Make host/hearback/knowledge/holidays/table.json from the `holidays` package.

    .venv/bin/python scripts/make_holidays.py

The package costs 0.7 s and 45 MB to import, the table half a millisecond, so the package is needed
for development only. Public holidays of whole countries: what only some states or regions keep is
left out, except that GB stands for England. Run it again, and look at the difference, when the
package brings news or the last year draws near; a test compares.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import holidays

TABLE = Path(__file__).parents[1] / "host/hearback/knowledge/holidays/table.json"
YEARS = range(2024, 2032)
COUNTRIES = """
AE AR AT AU BD BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL
IN IS IT JP KE KR LT LU LV MA MT MX MY NG NL NO NZ PE PH PK PL PT RO RS SA SE SG SI SK TH
TR TW US VN ZA
""".split()

REGION = {"GB": "ENG"}
"""What the four countries of the United Kingdom share leaves out most bank holidays of England."""

WEEKEND = {"HK": {5, 6}}
"""The law of Hong Kong frees Sundays alone; offices have the five-day week."""

ABOUT = (
    "Weekends (0 is Monday) and public holidays by country, as month and day; those that fall on a "
    "weekend are left out. 'worked' are weekend days worked in exchange for a bridge day. Made by "
    "scripts/make_holidays.py; do not edit by hand."
)


def make_table() -> str:
    """Return the text of the table."""
    countries = {country: _country(country) for country in COUNTRIES}
    lines = ",\n".join(f"  {json.dumps(c)}: {json.dumps(row)}" for c, row in countries.items())
    return (
        f'{{\n"about": {json.dumps(ABOUT)},\n'
        f'"years": [{YEARS[0]}, {YEARS[-1]}],\n"countries": {{\n{lines}\n}}\n}}\n'
    )


def _country(country: str) -> dict[str, object]:
    found = holidays.country_holidays(
        country, subdiv=REGION.get(country), years=YEARS, language="en_US", observed=True
    )
    weekend = WEEKEND.get(country, set(found.weekend))
    row: dict[str, object] = {
        "weekend": sorted(weekend),
        "holidays": _by_year(day for day in found if day.weekday() not in weekend),
    }
    worked = _by_year(day for day in found.weekend_workdays if day.year in YEARS)
    return {**row, "worked": worked} if worked else row


def _by_year(days: Iterable[date]) -> dict[str, str]:
    years: dict[str, list[str]] = defaultdict(list)
    for day in sorted(days):
        years[str(day.year)].append(f"{day:%m%d}")
    return {year: " ".join(written) for year, written in years.items()}


if __name__ == "__main__":
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(make_table(), encoding="utf-8")
