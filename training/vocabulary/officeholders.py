"""Makes src/onrecord/vocabulary/officeholders.csv: who held which office of the first rank, and when.

Comes in: officeholders.txt beside it (ours), and two CC0 tables named on the command line: heads of state and
government from Wikidata (csv, as every-politician-scrapers/world-leaders-2021 publishes it), and the members of the
United States executive and Congress (yaml, unitedstates/congress-legislators); goes out: the file. It needs PyYAML.

    python training/vocabulary/officeholders.py LEADERS.csv EXECUTIVE.yaml LEGISLATORS.yaml

`from` and `to` are the days, or years, between which the source vouches for the office: a term without an end in the
table of 2022 is vouched for to the end of that year, no further.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
VOCABULARY = HERE.parent.parent / "src/onrecord/vocabulary"
LEADERS_TAKEN = "2022"
OFFICES = {"prez": "President", "viceprez": "Vice President", "sen": "Senator", "rep": "Representative"}
SINCE = "1993"
"""Terms that ended before are left out."""
PLAIN = {
    "Kingdom of Denmark": "DNK", "Kingdom of the Netherlands": "NLD", "People's Republic of China": "CHN",
    "Republic of Ireland": "IRL", "State of Palestine": "PSE", "The Bahamas": "BHS", "The Gambia": "GMB",
    "East Timor": "TLS", "United States of America": "USA", "Democratic Republic of the Congo": "COD",
    "Republic of the Congo": "COG",
}  # fmt: skip
Row = tuple[str, str, str, str, str, str, str, str]


def states() -> dict[str, str]:
    with (VOCABULARY / "states.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["language"] == "en"]
    return {name: row["state"] for row in rows for name in row["names"].split("|")} | PLAIN


def leaders(path: Path) -> Iterator[Row]:
    """Offices are told without their state: `President of Russia` is `President`."""
    codes = states()
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = codes.get(row["country"])
            if code and re.fullmatch(r"Q\d+", row["officeholder"]) and row["start_year"]:
                office = re.split(r" of | \(", row["positionLabel"])[0].replace("Federal Chancellor", "Chancellor")
                office = office[:1].upper() + office[1:]
                name = re.sub(r" of [A-Z]\w+$", "", row["officeholderLabel"])
                until = row["end_year"] or LEADERS_TAKEN
                yield name, office, "", code, row["start_year"], until, row["officeholder"], "wikidata"


def congress(path: Path) -> Iterator[Row]:
    """One row for each unbroken run of terms in the same office."""
    with path.open(encoding="utf-8") as file:
        people: list[dict[str, Any]] = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for person in people:
        named = person["name"]
        name = f"{named.get('nickname', named['first'])} {named['last']}"
        for office, since, until in runs(person["terms"]):
            if until >= SINCE:
                yield name, OFFICES[office], "", "USA", since, until, person["id"].get("wikidata", ""), "congress"


def runs(terms: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    current: tuple[str, str, str] | None = None
    for term in terms:
        if current and current[0] == term["type"] and term["start"][:4] <= current[2][:4]:
            current = (current[0], current[1], term["end"])
            continue
        if current:
            yield current
        current = (term["type"], term["start"], term["end"])
    if current:
        yield current


def ours() -> Iterator[Row]:
    for line in (HERE / "officeholders.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, office, body, since, until = (cell.strip() for cell in line.split(";"))
            state = body if re.fullmatch("[A-Z]{3}", body) else ""
            yield name, office, "" if state else body, state, since, until, "", "own"


def main(leaders_csv: str, executive: str, legislators: str) -> None:
    rows = [*ours(), *leaders(Path(leaders_csv)), *congress(Path(executive)), *congress(Path(legislators))]
    known = {(row[0]): row[6] for row in rows if row[6]}
    rows = [(*row[:6], row[6] or known.get(row[0], ""), row[7]) for row in rows]
    with (VOCABULARY / "officeholders.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "office", "organisation", "state", "from", "to", "wikidata", "source"])
        writer.writerows(sorted(set(rows)))


if __name__ == "__main__":
    main(*sys.argv[1:])
