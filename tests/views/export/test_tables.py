"""CSV read back by the csv module, Parquet by DuckDB: the same rows, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any, get_args

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.model import Reading
from onrecord.views.export import TABLES, Options, export
from onrecord.views.export.cells import RUN, csv_writer
from onrecord.views.export.report import Report
from onrecord.views.export.tables import COLUMNS, Kind, rows_of
from tests.store.factory import ledger
from tests.views.export.debate import HARM, debate, hostile

DOCS = Path(__file__).parents[3] / "docs" / "reference" / "exports.md"
GUARDED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")  # as the documentation has it
READ = {"integer": int, "number": float, "boolean": json.loads, "texts": json.loads, "spans": json.loads}


def unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


def back(row: dict[str, str], table: Any) -> dict[str, Any]:
    """The cells as values again; an empty cell is what is not known."""
    made = {name: unguarded(cell) for name, cell in row.items()}
    return {name: READ.get(kind, str)(made[name]) if made[name] else None for name, kind in COLUMNS[table].items()}


def expected(reading: Reading, table: Any) -> list[dict[str, Any]]:
    return list(rows_of([reading], table, Report()))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("reading", [ledger(), debate(), hostile()], ids=["ledger", "debate", "hostile"])
def test_csv_there_and_back(table: Any, reading: Reading, tmp_path: Path) -> None:
    export("csv", [reading], tmp_path / "x.csv", Options(table=table))
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        found = [back(row, table) for row in csv.DictReader(file)]
    assert found == [
        {name: value or None if value == "" else value for name, value in row.items()}
        for row in expected(reading, table)
    ]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("reading", [ledger(), debate(), hostile()], ids=["ledger", "debate", "hostile"])
def test_parquet_there_and_back(table: Any, reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    export("parquet", [reading], path, Options(table=table))
    closed = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    with duckdb.connect(config=closed) as database:
        answer = database.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in answer.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    assert names == list(COLUMNS[table])
    assert found == expected(reading, table)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_every_column_in_order(table: Any) -> None:
    for row in expected(ledger(), table):
        assert list(row) == list(COLUMNS[table])
    assert set(COLUMNS[table].values()) <= set(get_args(Kind))


def test_every_column_is_documented() -> None:
    told = DOCS.read_text(encoding="utf-8")
    endings = "|".join(["start", "end", "id", "kind", "office", "held", "organisation", "state", "wikidata", "scheme"])
    endings += "|target|cue|precision|words|inferred"
    for table in TABLES:
        start = told.index(f"- **{table}**")
        text = told[start : told.index("\n- **", start + 1) if table != "relations" else told.index("## `parquet`")]
        named = set(re.findall(r"\w+", text))
        for column in COLUMNS[table]:
            assert column in named or re.fullmatch(rf"(\w+?)_({endings})", column), f"{table}: {column}"


@given(
    st.lists(st.text(alphabet=st.sampled_from("=+-@'\"\t\r\n;,a\0＝ ")), min_size=1, max_size=4), st.sampled_from(",;")
)
@settings(deadline=None, max_examples=80)
def test_no_cell_is_run_and_every_cell_comes_back(cells: list[str], separator: str) -> None:
    out, report = io.BytesIO(), Report()
    csv_writer(out, report, separator=separator)(cells)
    (row,) = csv.reader(io.StringIO(out.getvalue().decode(), newline=""), delimiter=separator)
    assert not any(cell.startswith(tuple(RUN)) for cell in row)
    assert [unguarded(cell) for cell in row] == [cell.replace("\0", "\ufffd") for cell in cells]


def test_numbers_are_never_guarded() -> None:
    out, report = io.BytesIO(), Report()
    csv_writer(out, report)([-1, -0.5, "-1"])
    assert out.getvalue() == b'-1,-0.5,"\'-1"\r\n'
    assert report.notes() == ["cells a spreadsheet would run, begun with an apostrophe: 1"]


def test_harm_is_a_formula_in_no_cell(tmp_path: Path) -> None:
    export("csv", [hostile()], tmp_path / "x.csv")
    assert HARM.startswith("=")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not any(cell.startswith(tuple(RUN)) for cell in cells)


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OnrecordError, match="extra `research`"):
        export("parquet", [ledger()], tmp_path / "x.parquet")
    assert list(tmp_path.iterdir()) == []
