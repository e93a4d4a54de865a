"""The main job end to end, with the model that ships."""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.capture import capture_bytes, capture_text
from onrecord.document import to_source
from onrecord.errors import OnrecordError
from onrecord.language import quoted_passages, read_languages
from onrecord.language.paragraphs import paragraphs_of
from onrecord.model import Issue, Judged, Reading, Span
from onrecord.pipeline import read_capture, with_issues
from onrecord.settings import Settings
from onrecord.store import open_store

DEMO = Path(__file__).parent.parent / "demo"


@pytest.fixture(scope="module")
def english() -> Reading:
    return onrecord.read(DEMO / "strait-talks.en.txt")


@pytest.fixture(scope="module")
def spanish() -> Reading:
    return onrecord.read(DEMO / "strait-talks.es.html")


def spans(reading: Reading) -> list[Span]:
    out: list[Span] = []
    for s in reading.statements:
        out += [*s.content, *(relay.span for relay in s.relays)]
        out += [span for span in (s.cue, s.source) if span]
        out += [part.span for part in (s.addressee, s.setting) if part]
    return out


def test_a_model_reads_english() -> None:
    assert "en" in read_languages()


@pytest.mark.parametrize("page", ["english", "spanish"])
def test_every_span_holds_its_words(page: str, request: pytest.FixtureRequest) -> None:
    reading = request.getfixturevalue(page)
    assert all(reading.document.text[s.start : s.end] == s.text for s in spans(reading))


@pytest.mark.parametrize("page", ["english", "spanish"])
def test_furniture_yields_no_statement(page: str, request: pytest.FixtureRequest) -> None:
    reading = request.getfixturevalue(page)
    assert reading.document.furniture
    for span in spans(reading):
        assert not any(f.start < span.end and span.start < f.end for f in reading.document.furniture)


def test_every_long_quoted_passage_is_in_a_statement(english: Reading) -> None:
    text = english.document.text
    furniture = english.document.furniture
    for passage in quoted_passages(text, paragraphs_of(text)):
        short = len(text[passage.inner_start : passage.inner_end].split()) < 6
        if short or any(f.start <= passage.start < f.end for f in furniture):
            continue
        middle = (passage.inner_start + passage.inner_end) // 2
        held = [s for s in english.statements if any(c.start <= middle < c.end for c in s.content)]
        assert held, text[passage.start : passage.end]


def test_narration_caught_between_marks_is_nobodys_words(english: Reading) -> None:
    at = english.document.text.index("Besides, he added")
    assert not any(c.start <= at + 3 < c.end for s in english.statements for c in s.content)


def test_relays_carry_the_right_statements(english: Reading) -> None:
    carried = {relay.name: s for s in english.statements for relay in s.relays}
    assert "a new map of confidence" in carried["Diario del Puerto"].anchor.exact
    assert "no captain will wait" in carried["Meridian Post"].anchor.exact


def test_speakers_of_the_sample_page(english: Reading) -> None:
    speakers = {s.speaker.name for s in english.statements if s.speaker}
    assert {"Mirela Kovač", "Tomás Arrieta"} <= speakers


def test_reading_twice_gives_the_same_and_adds_nothing(english: Reading) -> None:
    again = onrecord.read(DEMO / "strait-talks.en.txt")
    assert again.statements == english.statements
    with open_store(":memory:") as store:
        assert store.add(english).new_statements == len(english.statements)
        added = store.add(again)
        assert (added.new_document, added.new_statements) == (False, 0)
        assert store.verify().ok


def test_places_lead_back_to_the_source_of_the_page(spanish: Reading) -> None:
    source = spanish.capture.content.decode(spanish.capture.encoding)
    heading = "El estrecho: dos mapas de la misma agua"
    start = spanish.document.text.index(heading)
    begin, end = to_source(spanish.document, start, start + len(heading))
    assert source[begin:end] == heading


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(alphabet=st.sampled_from('<>/ab"“”«— \n&;=!-'), max_size=200).map(str.encode))
def test_no_bytes_raise_anything_but_our_errors(content: bytes) -> None:
    with contextlib.suppress(OnrecordError):
        reading = read_capture(capture_bytes(content, "noise"))
        assert all(reading.document.text[s.start : s.end] == s.text for s in spans(reading))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["Ana Brandt", "said", "that", '"', "“", "”", "the port", "closed", ",", ".", "\n\n", "according to", "he", "«", "»"]), min_size=3, max_size=60))  # fmt: skip
def test_anchors_hold_for_any_text(words: list[str]) -> None:
    text = " ".join(words)
    if not any(map(str.isalnum, text)):
        return
    reading = read_capture(capture_text(text), settings=Settings(confidence=0.0))
    for s in reading.statements:
        assert reading.document.text[s.anchor.start : s.anchor.end] == s.anchor.exact
    assert all(reading.document.text[s.start : s.end] == s.text for s in spans(reading))


@pytest.mark.slow
def test_reading_costs_linear_time() -> None:
    """Six times the page takes about six times as long: no step looks at everything for each thing."""
    page = (DEMO / "strait-talks.en.txt").read_text(encoding="utf-8")

    def seconds(copies: int) -> float:
        begin = time.process_time()
        read_capture(capture_text(page * copies))
        return time.process_time() - begin

    seconds(1)
    assert seconds(12) < 15 * seconds(2)


def test_json_of_a_reading_is_one_object_a_line(english: Reading) -> None:
    from onrecord.views.jsonl import lines

    rows = [json.loads(line) for line in lines(english)]
    assert rows[0]["type"] == "document"
    assert len(rows) == 1 + len(english.statements) + len(english.events) + len(english.relations)


def test_other_issues_leave_what_people_corrected(english: Reading) -> None:
    """A codebook changed over a corrected reading: the person's issue and stance stay."""
    decided = Judged(None, ("Ana",), ("issue", "stance"), ("j1",))
    first, *rest = english.statements
    own = replace(first, issue=Issue("own", "own issue"), issues=(Issue("own", "own issue"),), judged=decided)
    again = with_issues(replace(english, statements=(own, *rest)), settings=Settings(issues="iptc"))
    assert (again.statements[0].issue, again.statements[0].stance) == (own.issue, own.stance)
    assert all(issue.scheme == "iptc" for s in again.statements[1:] for issue in s.issues)
