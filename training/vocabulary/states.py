"""Makes src/onrecord/vocabulary/states.csv: how English, Spanish and French call states, their people and capitals.

Comes in: states.txt beside it and Unicode CLDR through babel (`pip install babel`); goes out: the file, one row for
each state and language. Run it when either changes: `python training/vocabulary/states.py`. It reads no article.
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "src/onrecord/vocabulary/states.csv"
LANGUAGES = ("en", "es", "fr")
TOO_SHORT = 2
"""CLDR's short names of so few letters (`US`) are taken from states.txt only: `IN` is no India in a capitalised line."""


def alternatives(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip()]


def by_language(cell: str) -> dict[str, list[str]]:
    """`Moscow/Moscú/Moscou`, or one for all."""
    cells = cell.split("/")
    return {language: alternatives(cells[i if len(cells) > 1 else 0]) for i, language in enumerate(LANGUAGES)}


def adjectives(cells: list[str]) -> dict[str, list[str]]:
    """English as written; `ruso/rusa` as both."""
    split = [[form.strip() for pair in alternatives(cell) for form in pair.split("/")] for cell in cells]
    return dict(zip(LANGUAGES, (list(dict.fromkeys(forms)) for forms in split), strict=True))


def plain_name(name: str) -> str:
    """`Myanmar`, from CLDR's `Myanmar (Burma)`."""
    return name.partition(" (")[0]


def cldr_names(codes: set[str]) -> dict[tuple[str, str], list[str]]:
    """Alpha-3 code and language, and the names CLDR has."""
    found: dict[tuple[str, str], list[str]] = {}
    for language in LANGUAGES:
        for territory, name in Locale(language).territories.items():
            code = ISO.get(territory)
            if code in codes and len(plain_name(name)) > TOO_SHORT:
                found.setdefault((code, language), []).append(plain_name(name))
    return found


def iso_codes() -> dict[str, str]:
    """Alpha-2 to alpha-3, as CLDR's aliases have them (`USA` is an alias of `US`)."""
    aliases = get_global("territory_aliases")
    return {two[0]: three for three, two in aliases.items() if len(three) == 3 and three.isalpha() and len(two) == 1}


ISO = iso_codes() | {"XK": "XKX", "FR": "FRA", "TL": "TLS"}  # aliases of two codes each, or none


def main() -> None:
    capitals: dict[tuple[str, str], list[str]] = {}
    people: dict[tuple[str, str], list[str]] = {}
    seats: dict[tuple[str, str], list[str]] = {}
    more: dict[tuple[str, str], list[str]] = {}
    for line in (HERE / "states.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, *cells = (cell.strip() for cell in line.lstrip("+= ").split(";"))
        into = {"+": seats, "=": more}.get(line[0], capitals)
        for language, words in by_language(cells[0]).items():
            into.setdefault((code, language), []).extend(words)
        if into is capitals:
            people.update({(code, language): forms for language, forms in adjectives(cells[1:]).items()})
    names = cldr_names({code for code, _ in (*capitals, *more)})
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["state", "language", "names", "adjectives", "capitals", "seats"])
        for code in sorted({code for code, _ in (*capitals, *more)}):
            for language in LANGUAGES:
                key = (code, language)
                every = list(dict.fromkeys([*names.get(key, ()), *more.get(key, ())]))
                writer.writerow(
                    [
                        code,
                        language,
                        *("|".join(w) for w in (every, people.get(key, ()), capitals.get(key, ()), seats.get(key, ()))),
                    ]
                )


if __name__ == "__main__":
    main()
