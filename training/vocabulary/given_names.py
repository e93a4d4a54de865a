"""Makes src/onrecord/vocabulary/given_names.csv: given names and whose they mostly are, `f` or `m`.

Comes in: given_names.txt beside it (ours) and, on the command line, members of the United States Congress and
executive (yaml, CC0), who are listed with their gender; goes out: the file. A name of both is left without a gender.

    python training/vocabulary/given_names.py LEGISLATORS.yaml EXECUTIVE.yaml
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "src/onrecord/vocabulary/given_names.csv"


def ours() -> list[tuple[str, str]]:
    lines = (HERE / "given_names.txt").read_text(encoding="utf-8").splitlines()
    return [(name, line[0]) for line in lines if not line.startswith("#") for name in line[2:].split()]


def members(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8") as file:
        people = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    named = [(p["name"].get(key, ""), p["bio"]["gender"].lower()) for p in people for key in ("first", "nickname")]
    return [(name, gender) for name, gender in named if name.isalpha() and len(name) > 2]


def main(*paths: str) -> None:
    genders: dict[str, set[str]] = {}
    for name, gender in [*ours(), *(pair for path in paths for pair in members(Path(path)))]:
        genders.setdefault(name, set()).add(gender)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "gender"])
        writer.writerows(
            (name, next(iter(found)) if len(found) == 1 else "") for name, found in sorted(genders.items())
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
