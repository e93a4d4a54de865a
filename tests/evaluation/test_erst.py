"""Attributions out of discourse units. The sentences and people are invented; the trees were drawn by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.evaluation import GoldArticle, read_gold

Token = tuple[str, str, str]
"""Written form (a `+` after it: no space follows), part of speech, discourse unit that begins here."""


def line(number: int, token: Token) -> str:
    form, pos, unit = token
    misc = [f"Discourse={unit}"] if unit else []
    misc += ["SpaceAfter=No"] if form.endswith("+") else []
    return "\t".join([str(number), form.rstrip("+"), "_", pos, "_", "_", "_", "_", "_", "|".join(misc) or "_"])


def conllu(*sentences: list[Token]) -> str:
    lines = ["# newdoc id = Lissow_pier"]
    for sentence in sentences:
        lines += ["# newpar", *(line(number, token) for number, token in enumerate(sentence, 1)), ""]
    return "\n".join(lines)


def read(tmp_path: Path, text: str) -> GoldArticle:
    path = tmp_path / "pier.conllu"
    path.write_text(text, encoding="utf-8")
    (article,) = read_gold([path])
    return article


def roles(article: GoldArticle) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        ([s.text for s in one.source], [s.text for s in one.cue], [s.text for s in one.content])
        for one in article.attributions
    ]


SAID: list[Token] = [
    ("Brandt", "PROPN", "attribution-positive:1->2:0:sem-atsrc-1-_+lex-indwd-2-gold"),
    ("said", "VERB", ""),
    ("the", "DET", "ROOT:2:0"),
    ("pier", "NOUN", ""),
    ("closed+", "VERB", ""),
    (".", "PUNCT", ""),
]
HOPES: list[Token] = [
    ("Rees", "PROPN", "attribution-positive:1->3:2:sem-atsrc-1-_"),
    ("said", "VERB", ""),
    ("she", "PRON", "attribution-positive:2->3:1:sem-atsrc-3-_+lex-indph-4-_"),
    ("hopes", "VERB", ""),
    ("it", "PRON", "ROOT:3:0"),
    ("opens+", "VERB", ""),
    (",", "PUNCT", ""),
    ("when", "SCONJ", "context-circumstance:4->3:0:_"),
    ("mended+", "VERB", ""),
    (",", "PUNCT", ""),
    ("and", "CCONJ", "joint-list_m:5->3:3:_"),
    ("pays+", "VERB", ""),
    (".", "PUNCT", ""),
]


def test_clause_source_cue_and_content(tmp_path: Path) -> None:
    article = read(tmp_path, conllu(SAID))
    assert (article.id, article.text) == ("Lissow_pier", "Brandt said the pier closed.")
    assert roles(article) == [(["Brandt"], ["said"], ["the pier closed."])]


def test_content_has_what_hangs_lower_than_the_clause_and_nothing_higher(tmp_path: Path) -> None:
    (outer, inner) = sorted(roles(read(tmp_path, conllu(HOPES))))
    assert inner == (["she"], ["hopes"], ["it opens, when mended,"])
    assert outer == (["Rees"], ["said"], ["she hopes it opens, when mended,"])


def test_a_clause_within_its_content_is_cut_out_of_it(tmp_path: Path) -> None:
    parted: list[Token] = [
        ("The", "DET", "ROOT:1:0"),
        ("pier+", "NOUN", ""),
        (",", "PUNCT", ""),
        ("Brandt", "PROPN", "attribution-positive:2->1:1:sem-atsrc-4-_"),
        ("said+", "VERB", ""),
        (",", "PUNCT", ""),
        ("closed+", "VERB", "same-unit_m:3->1:0:_"),
        (".", "PUNCT", ""),
    ]
    assert roles(read(tmp_path, conllu(parted))) == [(["Brandt"], ["said"], ["The pier,", "closed."])]


def test_signals_in_ranges_and_lists(tmp_path: Path) -> None:
    according: list[Token] = [
        ("According", "VERB", "attribution-positive:1->2:0:lex-indph-1-2-_+sem-atsrc-3-4,6-_"),
        *((word, "X", "") for word in ("to", "Anton", "Rees", "and", "others+")),
        (",", "PUNCT", ""),
        ("it", "PRON", "ROOT:2:0"),
        ("closed", "VERB", ""),
    ]
    assert roles(read(tmp_path, conllu(according))) == [(["Anton Rees", "others"], ["According to"], ["it closed"])]


def test_a_written_word_of_several_tokens_and_paragraphs(tmp_path: Path) -> None:
    text = conllu(SAID, [("It", "PRON", "elaboration-additional:3->2:1:_"), ("does", "AUX", ""), ("not", "PART", "")])
    shared = "2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tdoes"
    article = read(tmp_path, text.replace("2\tdoes", shared))
    assert article.text == "Brandt said the pier closed.\n\nIt doesn't"


def test_a_file_of_several_articles(tmp_path: Path) -> None:
    path = tmp_path / "two.conllu"
    path.write_text(conllu(SAID) + "\n" + conllu(HOPES).replace("Lissow_pier", "Lissow_fair"), encoding="utf-8")
    assert [(one.id, len(one.attributions)) for one in read_gold([path])] == [("Lissow_pier", 1), ("Lissow_fair", 2)]


DAMAGED = [
    (conllu(SAID).replace("1->2", "1->7"), "pier.conllu:3: the head 7 is no discourse unit"),
    (conllu(SAID).replace("ROOT:2:0", "span:2->1:0"), "hang on one another in a circle"),
    (conllu(SAID).replace("ROOT:2:0", "ROOT:1:0"), "pier.conllu:5: not a new discourse unit"),
    (conllu(SAID).replace("Discourse=", "Entity="), "has no discourse units"),
    (conllu(SAID).replace("sem-atsrc-1-", "sem-atsrc-1-900-"), "pier.conllu:3: a signal at tokens that are not there"),
    (conllu(SAID).replace("4\tpier\t_", "4\tpier"), "pier.conllu:6: not CoNLL-U: 9 columns"),
    (conllu(SAID).replace("4\tpier", "4-x\tpier"), "pier.conllu:6: not CoNLL-U: a token with the number '4-x'"),
]


@pytest.mark.parametrize(("text", "reason"), DAMAGED, ids=[reason for _, reason in DAMAGED])
def test_damaged_files_are_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(OnrecordError) as error:
        read(tmp_path, text)
    assert reason in str(error.value)


def test_units_that_hang_deep_are_no_matter(tmp_path: Path) -> None:
    units = [
        ("word", "NOUN", f"elaboration-additional:{n}->{n - 1}:0:_" if n > 2 else "ROOT:2:0") for n in range(2, 4000)
    ]
    clause: Token = ("Brandt", "PROPN", "attribution-positive:1->2:1:_")
    ((_, cue, content),) = roles(read(tmp_path, conllu([clause, *units])))
    assert (cue, len(content[0].split())) == (["Brandt"], 3998)
