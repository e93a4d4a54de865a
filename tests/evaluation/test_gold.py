"""Reading gold and predictions in every format, and refusing what is damaged."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import OnrecordError
from onrecord.evaluation import Attribution, GoldArticle, Told, read_gold, read_predictions
from onrecord.model import Span

from .sample import FERRY, GOLD, HULL, TEXT, at, attribution_row, row_of, written


def shown(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def bare(attribution: Attribution) -> Attribution:
    """Spans alone, as formats without speakers and relays have them."""
    return replace(attribution, speaker=None, relays=None, told=None)


def test_corpus_lines_come_back_whole(tmp_path: Path) -> None:
    assert read_gold([written(tmp_path / "dev.jsonl", row_of(GOLD))]) == (GOLD,)


def test_lines_without_speakers_say_so(tmp_path: Path) -> None:
    plain = replace(GOLD, language=None, attributions=tuple(bare(a) for a in GOLD.attributions))
    row = row_of(plain)
    del row["language"]
    assert read_gold([written(tmp_path / "gold.jsonl", row)]) == (plain,)


def test_gum_takes_the_whole_subtree(tmp_path: Path) -> None:
    row = {
        "doc": "GUM_lissow",
        "text": TEXT,
        "attributions": [
            {
                "source": [shown(s) for s in FERRY.source],
                "cue": [shown(s) for s in FERRY.cue],
                "content_nucleus_edu": [shown(HULL.content[0])],
                "content_subtree": [shown(s) for s in FERRY.content],
            }
        ],
    }
    assert read_gold([written(tmp_path / "gum.jsonl", row)]) == (GoldArticle("GUM_lissow", TEXT, None, (bare(FERRY),)),)


def quote(attribution: Attribution, **more: Any) -> dict[str, Any]:
    return {
        "cue": shown(attribution.cue[0]),
        "sources": [shown(s) for s in attribution.source],
        "contents": [shown(s) for s in attribution.content],
    } | more


def test_citron_file_over_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "lissow.json"
    path.write_text(json.dumps({"text": TEXT, "quotes": [quote(FERRY, coreferences=None)]}, indent=2), encoding="utf-8")
    assert read_gold([path]) == (GoldArticle("lissow", TEXT, None, (bare(FERRY),)),)


def test_citron_answers_have_the_printed_source_under_coreferences(tmp_path: Path) -> None:
    resolved = quote(HULL, confidence="0.8125", coreferences=[shown(HULL.source[0])])
    resolved["sources"] = [shown(FERRY.source[0])]
    answer = {"quotes": [resolved, quote(FERRY, confidence="0.5")], "source": {"application": "citron-extractor"}}
    found = read_predictions(written(tmp_path / "lissow.json", answer), [GOLD])
    assert found == {"lissow": (replace(bare(HULL), confidence=0.8125), replace(bare(FERRY), confidence=0.5))}


def own_lines(name: str = "d1") -> list[dict[str, Any]]:
    statement = {
        "type": "statement",
        "id": "s1",
        "document": name,
        "content": [shown(s) for s in FERRY.content],
        "cue": shown(FERRY.cue[0]),
        "source": shown(FERRY.source[0]),
        "speaker": {"id": "a1", "name": "Ilse Brandt", "office": "harbour master", "kind": "person"},
        "relays": [],
        "addressee": {"name": "Lissow Courier", "span": shown(at("the Lissow Courier"))},
        "setting": None,
        "kind": "indirect",
        "act": "say",
        "negated": False,
        "confidence": 0.75,
    }
    silent = statement | {"id": "s2", "content": [shown(HULL.content[0])], "cue": None, "source": None, "speaker": None}
    event = {"type": "event", "id": "e1", "document": name}
    return [{"type": "document", "id": name, "language": "en", "text": TEXT}, statement, event, silent]


def test_our_own_output_is_known_again_by_its_text(tmp_path: Path) -> None:
    found = read_predictions(written(tmp_path / "out.jsonl", *own_lines()), [GOLD])
    told = Told(at("the Lissow Courier"), None, "indirect", "say", negated=False)
    expected = (
        replace(FERRY, confidence=0.75, told=told),
        Attribution(HULL.content, (), (), speaker="", relays=(), confidence=0.75, told=told),
    )
    assert found == {"lissow": expected}


def test_our_own_output_is_gold_too(tmp_path: Path) -> None:
    (article,) = read_gold([written(tmp_path / "out.jsonl", *own_lines())])
    assert (article.id, article.text, article.language, len(article.attributions)) == ("d1", TEXT, "en", 2)


def test_predictions_without_text_take_the_gold_s(tmp_path: Path) -> None:
    row = {"id": "lissow", "statements": [{"content": [[0, 7]], "cue": None, "source": None, "confidence": 0.25}]}
    found = read_predictions(written(tmp_path / "p.jsonl", row), [GOLD])
    assert found == {"lissow": (Attribution((Span(0, 7, "Harbour"),), confidence=0.25),)}


def test_spans_come_in_text_order(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "attributions": [{"content": [[8, 14], [0, 7]], "cue": [], "source": []}]}
    (article,) = read_gold([written(tmp_path / "a.jsonl", row)])
    assert [span.text for span in article.attributions[0].content] == ["Harbour", "master"]


def line(**changes: Any) -> str:
    return json.dumps({"id": "a", "text": "Nils said so.", "attributions": []} | changes)


def attributed(**changes: Any) -> str:
    return line(attributions=[{"content": [[10, 12]], "cue": [], "source": []} | changes])


DAMAGED = [
    ("", "bad.jsonl: the file is empty"),
    (f"{line()}\n\n" + "{", "bad.jsonl:3: not JSON"),  # empty lines still count
    ('{"text": "a",\n "quotes": [}', "bad.jsonl:2: not JSON"),  # one object over several lines
    ("[1]", "bad.jsonl:1: a JSON object is wanted"),
    ('{"a": ' * 100_000, "nested too deeply"),
    ('{"id": ' + "9" * 5000 + "}", "not JSON"),  # a number of too many digits
    ('{"id": "a"}', "bad.jsonl:1: in no known format"),
    (line(text=None), "'text' must be text"),
    (line(id=7), "'id' must be text"),
    (line(attributions={}), "'attributions' must be an array"),
    (line(attributions=["said"]), "attributions[0] must be an object"),
    (f"{line()}\n{line()}", "bad.jsonl:2: a second article with the id 'a'"),
    (attributed(content=[]), "bad.jsonl:1: attributions[0]: a statement without 'content'"),
    (attributed(content=[[10, 14]]), "the span [10, 14) is not in the text of 13 characters"),
    (attributed(content=[[-1, 4]]), "the span [-1, 4) is not in the text"),
    (attributed(content=[[4, 4]]), "the span [4, 4) is not in the text"),
    (attributed(content=[[True, 4]]), "not a span"),
    (attributed(content=[[0, 4, 5]]), "not a span"),
    (attributed(content=["so"]), "not a span"),
    (attributed(content=[{"start": 0, "end": 4, "text": "Nora"}]), "the text has 'Nils' at [0, 4), not 'Nora'"),
    (attributed(relays=[{"name": "Nils", "span": None}]), "relays[0]: not a span"),
    (attributed(relays=[{"span": [0, 4]}]), "relays[0]: 'name' must be text"),
    (attributed(confidence=1.5), "'confidence' must be a number from 0 to 1"),
    (attributed(confidence="high"), "'confidence' must be a number from 0 to 1"),
    (json.dumps({"quotes": []}), "an article without its text cannot be gold"),
    (json.dumps({"id": "a", "statements": []}), "an article without its text cannot be gold"),
    (json.dumps({"type": "rumour"}), "unknown type 'rumour'"),
    (json.dumps({"type": "statement", "document": "d"}), "the document 'd', which is not in the file"),
    ("\n".join([json.dumps({"type": "document", "id": "d", "text": "t"})] * 2), ":2: a second document with the id"),
]


@pytest.mark.parametrize(("content", "reason"), DAMAGED)
def test_damaged_gold_names_file_line_and_reason(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OnrecordError) as raised:
        read_gold([path])
    assert str(path) in str(raised.value)
    assert reason in str(raised.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(OnrecordError, match="not UTF-8 at byte 8"):
        read_gold([tmp_path / "latin.jsonl"])
    with pytest.raises(OnrecordError, match="cannot be read"):
        read_gold([tmp_path / "none.jsonl"])


def test_two_files_must_not_share_an_id(tmp_path: Path) -> None:
    paths = [written(tmp_path / name, row_of(GOLD)) for name in ("a.jsonl", "b.jsonl")]
    with pytest.raises(OnrecordError, match=r"b\.jsonl:1: a second article with the id 'lissow'"):
        read_gold(paths)


TWIN = replace(GOLD, id="twin")
UNKNOWN = [
    ({"id": "elsewhere", "statements": []}, [GOLD], "no gold article has this id or text"),
    (row_of(replace(GOLD, text=TEXT + " ")), [GOLD], "the text of 'lissow' is not the gold's"),
    (row_of(replace(GOLD, id="other")), [GOLD, TWIN], "several gold articles have this text"),
]


@pytest.mark.parametrize(("row", "gold", "reason"), UNKNOWN)
def test_predictions_must_be_about_the_gold(tmp_path: Path, row: Any, gold: list[GoldArticle], reason: str) -> None:
    with pytest.raises(OnrecordError, match=reason):
        read_predictions(written(tmp_path / "p.jsonl", row), gold)


def test_one_prediction_for_each_article(tmp_path: Path) -> None:
    row = {"id": "lissow", "statements": [attribution_row(FERRY)]}
    with pytest.raises(OnrecordError, match=r"p\.jsonl:2: a second prediction"):
        read_predictions(written(tmp_path / "p.jsonl", row, row), [GOLD])


def test_import_is_cheap_and_knows_no_stage() -> None:
    code = (
        "import sys, onrecord.evaluation\n"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'httpx2', 'click', 'rich', 'onrecord.pipeline'}\n"
        "raise SystemExit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
