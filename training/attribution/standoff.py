"""Annotation that stands apart from its text: kept here without a word of the text.

`python training/attribution/standoff.py MARKED... --out FILE` takes marked copies apart; `rows` puts them together again
with the texts of `sources.py`. Each line: name, SHA-256 of the text, attributions with offsets in code points.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from markup import read_marked
from sources import texts

ROLES = ("source", "cue", "content", "addressee", "setting", "act", "negated", "kind")


def rows(path: Path, shared: Path) -> Iterator[dict[str, Any]]:
    """Corpus rows. Raises ValueError when a text is missing or is not the one that was annotated."""
    known = dict(texts(shared))
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = known.get(entry["id"])
        if text is None or sha256(text.encode()).hexdigest() != entry["text_sha256"]:
            raise ValueError(f"{path}: {entry['id']}: its text is missing or has changed")
        yield {"id": entry["id"], "language": entry["language"], "text": text, "attributions": entry["attributions"]}


def taken_apart(row: dict[str, Any], text: str) -> dict[str, Any]:
    attributions = [
        {role: a[role] for role in ROLES} | {"relays": [{"span": r["span"]} for r in a["relays"]]}
        for a in row["attributions"]
    ]
    digest = sha256(text.encode()).hexdigest()
    language = "es" if row["id"].startswith("ancora-") else "en"
    return {"id": row["id"], "language": language, "text_sha256": digest, "attributions": attributions}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("marked", type=Path, nargs="+")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    known = dict(texts(options.shared))
    lines = []
    for path in sorted(options.marked):
        for row in read_marked(path):
            if known.get(row["id"], "").strip() != row["text"].strip():
                raise SystemExit(f"{path}: not the text of {row['id']}")
            lines.append(json.dumps(taken_apart(row, known[row["id"]]), ensure_ascii=False))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(lines)} texts")


if __name__ == "__main__":
    main()
