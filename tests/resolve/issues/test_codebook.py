"""Codebooks of a user: what is read, what is refused, and which words name a concept."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import CodebookError
from onrecord.resolve.issues import codebook_named, issues_of, load_codebook, topics
from tests.resolve.issues.page import page

TRANSPORT = """\
- id: tunnel
  label: {en: Harbour tunnel, es: Túnel del puerto}
  cues:
    en: [harbour tunnel, toll]
    es: [túnel del puerto]
  parent: transport
- label: transport
  cues: [ferr*, train service]
- id: alliance
  label: Alliance
  cues: NATO
"""


def written(folder: Path, text: str, name: str = "book.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Dora said [[the toll must fall]].", "en", ["tunnel"]),  # a word
        ("Dora said [[all tolls must fall]].", "en", ["tunnel"]),  # plural
        ("Dora said [[the Harbour Tunnel will leak]].", "en", ["tunnel"]),  # case
        ("Dora said [[both ferries sank]].", "en", ["transport"]),  # beginning
        ("Dora said [[the ferry toll is unjust]].", "en", ["tunnel"]),  # the lower of two
        ("Dora said [[nato is a nickname]].", "en", []),  # capitals wanted
        ("Dora said [[NATO will answer]].", "en", ["alliance"]),
        ("Dora said [[a tollbooth stands there]].", "en", []),  # another word
        ("Dora dijo que [[el tunel del puerto se inunda]].", "es", ["tunnel"]),  # without accents
        ("Dora said [[nothing of note]].", "en", []),
    ],
)
def test_cues(tmp_path: Path, text: str, language: str, expected: list[str]) -> None:
    document, analysis, statements = page(text, language)
    (issues,) = issues_of(document, analysis, statements, load_codebook(written(tmp_path, TRANSPORT)))
    assert [issue.id for issue in issues] == expected
    assert all(document.text[w.start : w.end] == w.text for issue in issues for w in issue.words)
    assert all(issue.scheme == "codebook" for issue in issues)


def test_label_in_the_language_of_the_page(tmp_path: Path) -> None:
    document, analysis, statements = page("Dora dijo que [[el túnel del puerto se inunda]].", "es")
    (issues,) = issues_of(document, analysis, statements, load_codebook(written(tmp_path, TRANSPORT)))
    assert issues[0].label == "Túnel del puerto"


def test_csv_says_the_same(tmp_path: Path) -> None:
    table = "id;label_en;cues_en;cues_es;parent\ntunnel;Harbour tunnel;harbour tunnel|toll;túnel;transport\ntransport;Transport;ferr*;;\n"
    book = load_codebook(written(tmp_path, table, "book.csv"))
    assert book.concepts["tunnel"].cues == {"en": ("harbour tunnel", "toll"), "es": ("túnel",)}
    assert book.above(book.concepts["tunnel"]) == {"transport"}


def test_nouns_that_examples_share_are_cues(tmp_path: Path) -> None:
    text = """\
- label: tunnel
  examples: {en: [The boring machine reached the quay., A second boring machine starts in May.]}
- label: ferry
  examples: {en: [The ferry left the quay., A ferry was late.]}
"""
    book = load_codebook(written(tmp_path, text))
    assert "machine" in book.concepts["tunnel"].cues["en"]
    assert "quay" not in book.concepts["tunnel"].cues["en"]


@pytest.mark.parametrize(
    ("text", "name", "line", "reason"),
    [
        ("- lable: tunnel\n", "b.yaml", 1, "unknown field 'lable'"),
        ("- label: a\n- cues: [x]\n", "b.yaml", 2, "needs a label"),
        ("- label: a\n- label: a\n", "b.yaml", 2, "defined in line 1"),
        ("- label: a\n  parent: z\n", "b.yaml", 1, "parent 'z'"),
        ("- {label: a, parent: b}\n- {label: b, parent: a}\n", "b.yaml", 1, "above itself"),
        ("- label: a\n  cues: [b\n", "b.yaml", 3, "not YAML"),
        ("- label: &x a\n  cues: *x\n", "b.yaml", 2, "aliases"),
        ("- label: {de: a}\n", "b.yaml", 1, "no language"),
        ("- label: [[[[[[[[[[a]]]]]]]]]]\n", "b.yaml", 1, "nested too deep"),
        ("just words\n", "b.yaml", 1, "a list of concepts"),
        ("- just words\n", "b.yaml", 1, "has fields"),
        ("", "b.yaml", None, "no concept"),
        ("label,colour\na,red\n", "b.csv", 1, "unknown column 'colour'"),
        ("label,cues\na,b,c\n", "b.csv", 2, "3 cells for 2 columns"),
        ("label,cues\n,b\n", "b.csv", 2, "needs a label"),
        ('label,cues\na,"b\n', "b.csv", 2, "not CSV"),
        ("label\na\n", "b.txt", None, ".yaml, .yml or .csv"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, name: str, line: int | None, reason: str) -> None:
    path = written(tmp_path, text, name)
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    assert caught.value.subject == (f"{path}:{line}" if line else str(path))
    assert reason in caught.value.reason


def test_missing_and_undecodable(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such codebook"):
        codebook_named(str(tmp_path / "none.yaml"))
    (tmp_path / "b.yaml").write_bytes(b"- label: \xff\xfe")
    with pytest.raises(CodebookError, match="not UTF-8"):
        load_codebook(tmp_path / "b.yaml")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    assert set(load_codebook(written(tmp_path, "- label: a\n")).concepts) == {"a"}
    assert set(load_codebook(written(tmp_path, "- label: a\n- label: bb\n")).concepts) == {"a", "bb"}


@pytest.mark.parametrize(
    ("text", "language", "code", "label"),
    [
        ("Dora said [[the earthquake shook the port]].", "en", "medtop:20000153", "earthquake"),
        ("Dora dijo que [[el terremoto sacudió el puerto]].", "es", "medtop:20000153", "Sismo"),
        ("Dora a dit que [[le référendum aura lieu]].", "fr", "medtop:20000584", "Référendum"),
    ],
)
def test_media_topics(text: str, language: str, code: str, label: str) -> None:
    document, analysis, statements = page(text, language)
    (issues,) = issues_of(document, analysis, statements, topics())
    assert (issues[0].id, issues[0].label, issues[0].scheme) == (code, label, "iptc")


def test_media_topics_are_whole() -> None:
    concepts = topics().concepts
    assert len(concepts) == 1099
    assert all(c.parent is None or c.parent in concepts for c in concepts.values())
    assert sum(c.parent is None for c in concepts.values()) == 17
    assert sum("es" not in c.labels or "fr" not in c.labels for c in concepts.values()) == 16
