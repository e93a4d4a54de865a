"""The analysis of a document: furniture is not read, offsets hold."""

from __future__ import annotations

from onrecord.language.analyse import sentences_of, without_furniture
from onrecord.language.paragraphs import paragraphs_of
from onrecord.model import Furniture


def test_furniture_is_cut_out_of_paragraphs() -> None:
    text = "First words. Read also: the pier. Last words.\n\nShare this page\n\nThe end."
    cut = [("Read also: the pier.", "read-also"), ("Share this page", "share")]
    furniture = [Furniture(text.index(w), text.index(w) + len(w), w, kind) for w, kind in cut]
    kept = without_furniture(paragraphs_of(text), furniture)
    assert [p.text for p in kept] == ["First words.", "Last words.", "The end."]
    assert all(text[p.start : p.end] == p.text for p in kept)


def test_sentences_hold_their_words() -> None:
    text = "Mr. Quint came. She left.\n\nEl Sr. Arrieta habló. «Vamos. Ya», dijo."
    paragraphs = paragraphs_of(text)
    sentences = [*sentences_of("en", paragraphs[:1]), *sentences_of("es", paragraphs[1:])]
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert sentences[0].text == "Mr. Quint came."
