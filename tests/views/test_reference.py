from __future__ import annotations

import json
import re
from pathlib import Path

from onrecord.views.cli import main
from onrecord.views.jsonl import schema
from onrecord.views.reference import reference

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def test_the_reference_of_the_command_line_is_fresh() -> None:
    written = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    assert written == reference(), "run: python -m onrecord.views.reference > docs/reference/cli.md"


def test_every_command_is_there() -> None:
    for name in main.commands:
        assert f"## `onrecord {name}`" in reference()


def sections() -> dict[str, str]:
    """The text under each heading of json.md."""
    parts = re.split(r"(?m)^##+ `?([^`\n]+)`?$", (REFERENCE / "json.md").read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


HEADINGS = {"named": "name and span"}


def test_every_field_of_the_schema_is_documented() -> None:
    found = sections()
    for name, definition in schema()["$defs"].items():
        text = found[HEADINGS.get(name, name)] if "properties" in definition else ""
        for field, described in definition.get("properties", {}).items():
            assert re.search(rf"(?m)^\|.*`{field}`.* \|", text), f"{name}.{field}"
            for value in described.get("enum", []):
                assert value is None or value in text, f"{name}.{field}: {value}"


def test_no_field_is_documented_that_does_not_exist() -> None:
    known = {field for one in schema()["$defs"].values() for field in one.get("properties", {})}
    rows = re.findall(r"(?m)^\| (`.*?) \|", (REFERENCE / "json.md").read_text(encoding="utf-8"))
    assert {field for row in rows for field in re.findall(r"`(\w+)`", row)} == known


def test_the_example_is_one() -> None:
    text = (REFERENCE / "json.md").read_text(encoding="utf-8")
    example = json.loads(re.search(r"```json\n(.*?)```", text, re.DOTALL)[1])  # type: ignore[index]
    assert list(example) == list(schema()["$defs"]["statement"]["properties"])
    for span in [*example["content"], example["cue"], example["source"]]:
        assert span["end"] - span["start"] == len(span["text"])
