"""A codebook: the issues that statements may be about, and the words of the page that name each.

Comes in: concepts; goes out: a Codebook, which finds every place of a text that names one. It assigns nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.resolve.issues.words import Word, stems_of, words_in

__all__ = ["Codebook", "Concept", "Hit", "codebook_of"]

Cue = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One issue. `labels` and `cues` by language; the language "" holds for all.

    A cue is a word or phrase; it fits in singular and plural, in any case and without accents; a last word with `*`
    fits all words that begin so; a cue in capitals (`NATO`) fits capitals only. `parent` is the id of the concept
    above; `weight` orders the concepts that one statement names. `reach` says how far from a statement a mention may
    stand to decide: 0 in its own words, 1 in its sentence, 2 in its paragraph, 3 in its page.
    """

    id: str
    labels: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]
    parent: str | None = None
    definition: str | None = None
    weight: float = 1.0
    reach: int = 3

    def label(self, language: str) -> str:
        """The label in the language, else the one for all, else English, else the id."""
        return self.labels.get(language) or self.labels.get("") or self.labels.get("en") or self.id


@dataclass(frozen=True, slots=True)
class Hit:
    """The words [start, end) of the text name a concept."""

    start: int
    end: int
    concept: Concept


@dataclass(frozen=True, slots=True)
class Codebook:
    """Concepts ready to be looked for. `exact` and `begun` hold cues by their first stem; `spans` their lengths."""

    scheme: Literal["codebook", "iptc", "story"]
    concepts: Mapping[str, Concept]
    compiled: dict[str, Lookup] = field(default_factory=dict)

    def hits(self, text: str, language: str) -> list[Hit]:
        """Every place that names a concept, in text order; where cues overlap, the longest counts."""
        if language not in self.compiled:
            self.compiled[language] = lookup(self.concepts.values(), language)
        return self.compiled[language].hits(words_in(text, language))

    def above(self, concept: Concept) -> set[str]:
        """Ids of the concepts above; a circle ends where it began."""
        found: set[str] = set()
        parent = concept.parent
        while parent is not None and parent not in found and parent in self.concepts:
            found.add(parent)
            parent = self.concepts[parent].parent
        return found


@dataclass(slots=True)
class Lookup:
    """Cues of one language. `whole` by their stems; `begun` by the stems before the last word and its beginning.

    `starts` are the words of the longest cue by its first stem, `beginnings` the lengths of all beginnings.
    """

    whole: dict[Cue, list[tuple[Concept, str]]] = field(default_factory=dict)
    begun: dict[Cue, list[Concept]] = field(default_factory=dict)
    beginnings: set[int] = field(default_factory=set)
    starts: dict[str, int] = field(default_factory=dict)
    longest_begun: int = 0

    def add(self, concept: Concept, cue: str, language: str) -> None:
        stems = stems_of(cue, language)
        if not stems:
            return
        if cue.rstrip().endswith("*"):
            last = stems_of(cue, "")[-1]
            self.begun.setdefault((*stems[:-1], last), []).append(concept)
            self.beginnings.add(len(last))
            self.longest_begun = max(self.longest_begun, len(stems))
        else:
            self.whole.setdefault(stems, []).append((concept, cue))
            self.starts[stems[0]] = max(self.starts.get(stems[0], 0), len(stems))

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        found: list[Hit] = []
        at = 0
        while at < len(words):
            length, concepts = self.at(words, at)
            found += [Hit(words[at].start, words[at + length - 1].end, concept) for concept in concepts]
            at += max(1, length)
        return found

    def at(self, words: Sequence[Word], at: int) -> tuple[int, list[Concept]]:
        """The longest cue that begins at a word: how many words, and whose it is."""
        most = max(self.starts.get(words[at].stem, 0), self.longest_begun)
        for length in range(min(most, len(words) - at), 0, -1):
            here = words[at : at + length]
            stems = tuple(word.stem for word in here)
            exact = [c for c, cue in self.whole.get(stems, ()) if not in_capitals(cue) or printed(here) == cue]
            before, last = stems[:-1], stems[-1]
            begun = [
                c for size in self.beginnings for c in self.begun.get((*before, last[:size]), ()) if len(last) >= size
            ]
            if exact or begun:
                return length, list({concept.id: concept for concept in (*exact, *begun)}.values())
        return 0, []


def in_capitals(cue: str) -> bool:
    return cue.isupper() and len(cue) > 1


def printed(words: Sequence[Word]) -> str:
    return " ".join(word.form for word in words)


def lookup(concepts: Iterable[Concept], language: str) -> Lookup:
    found = Lookup()
    for concept in concepts:
        for group in (language, ""):
            for cue in concept.cues.get(group, ()):
                found.add(concept, cue, language)
    return found


def codebook_of(concepts: Iterable[Concept], scheme: Literal["codebook", "iptc", "story"]) -> Codebook:
    return Codebook(scheme, {concept.id: concept for concept in concepts})
