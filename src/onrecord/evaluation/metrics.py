"""How right the predictions are, article by article and over all.

Comes in: gold articles and predictions; goes out: Outcomes, Scores, intervals. It reads no file and prints nothing.

Rows are tallies of right, predicted and gold, added up over articles (micro-average):

    statements          contents share half of their words and the source is right, one to one
    direct mixed indirect   of these, by how much of the content stands between quotation marks
    spoken              of these, those whose cue has a word of saying
    sourceless          of these, those the article gives no source for
    speaker             contents share half of their words and the speaker's name is the same
    relay               relays found again in statements whose contents share half of their words
    relay: found        the same among those statements alone: no relay of a statement not found, or of a false one
    addressee setting   the same for those spoken to and for where or how, which share a word that matters
    act                 contents share half of their words and the speech act is the same
    negated             the same for statements that something was not said
    content             contents share half of their words; the source is not looked at
    content exact, content same words    contents with the same visible characters, the same words
    content overlap     tokens shared by every (predicted, gold) pair of contents, over all tokens of either side
    content words, cue words, source words    words with the role in any statement, as sets
    content spans, cue spans, source spans    each unbroken span by itself, whatever statement it belongs to

Shares are right out of so many: `source: all, named, pronoun, none`, `speaker`, `addressee`, `setting`, `kind`, `act`
and `negated`, given that the content was found (no addressee or setting where there is none is right);
`nested: both, outer, inner`, over gold pairs where one content lies inside the other's, which were found with source.
`speaker: same string` wants the name letter for letter; `speaker: same actor` takes other words of the article for the
same actor as well, of each actor those answered most often (`cast`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from onrecord.errors import OnrecordError
from onrecord.evaluation.cast import same_actor
from onrecord.evaluation.gold import GoldArticle, Predictions
from onrecord.evaluation.marking import Marked, marked, paired, same_name, same_place, same_relays, source_right
from onrecord.evaluation.passages import Attribution, Told
from onrecord.evaluation.words import Layout, layout

__all__ = [
    "ROWS",
    "SHARES",
    "Interval",
    "Outcome",
    "Score",
    "Share",
    "Tally",
    "at_thresholds",
    "by_language",
    "intervals",
    "judge",
    "judged",
    "total",
]

Item = TypeVar("Item")

ROWS = (
    "statements",
    "direct",
    "mixed",
    "indirect",
    "spoken",
    "sourceless",
    "speaker",
    "relay",
    "relay: found",
    "addressee",
    "setting",
    "act",
    "negated",
    "content",
    "content exact",
    "content same words",
    "content overlap",
    "content words",
    "cue words",
    "source words",
    "content spans",
    "cue spans",
    "source spans",
)
TOLD = ("addressee", "setting", "kind", "act", "negated")
SHARES = (
    "source: all",
    "source: named",
    "source: pronoun",
    "source: none",
    "speaker",
    "speaker: same string",
    "speaker: same actor",
    "addressee",
    "setting",
    "kind",
    "act",
    "negated",
    "nested: both",
    "nested: outer",
    "nested: inner",
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, of how many predicted and how many in the gold; 0 of 0 counts as 0."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many were right, of how many."""

    right: int = 0
    of: int = 0

    @property
    def accuracy(self) -> float:
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article judged. `found` maps gold statements to the prediction that has each, source right, by index."""

    article: GoldArticle
    predicted: tuple[Attribution, ...]
    found: Mapping[int, int]
    rows: Mapping[str, Tally]
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Score:
    """Figures over `articles` articles; every row of ROWS and share of SHARES is there."""

    articles: int
    rows: Mapping[str, Tally]
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Interval:
    """Between these two the F1 falls in the given part of the resampled sets of articles."""

    low: float
    high: float


def judged(gold: Iterable[GoldArticle], predictions: Predictions) -> tuple[Outcome, ...]:
    """Every gold article; one without predictions counts as having none.

    Raises OnrecordError for predictions about an article that is not in the gold.
    """
    outcomes = tuple(judge(article, predictions.get(article.id, ())) for article in gold)
    unknown = sorted(set(predictions) - {outcome.article.id for outcome in outcomes})
    if unknown:
        raise OnrecordError(unknown[0], "predictions for an article that is not in the gold")
    return outcomes


def judge(article: GoldArticle, predicted: Sequence[Attribution]) -> Outcome:
    """One article against what was predicted for it."""
    grid = layout(article.text)
    gold = [marked(article.text, grid, attribution) for attribution in article.attributions]
    theirs = [marked(article.text, grid, attribution) for attribution in predicted]
    found = paired(gold, theirs, with_source=True)
    by_content = paired(gold, theirs, with_source=False)
    rows = statement_rows(gold, theirs, found) | text_rows(gold, theirs)
    rows["content"] = Tally(len(by_content), len(theirs), len(gold))
    rows["speaker"] = speaker_row(gold, theirs, by_content)
    rows["relay"] = relay_row(grid, gold, theirs, by_content)
    rows["relay: found"] = relay_row(grid, gold, theirs, by_content, found_only=True)
    rows |= told_rows(grid, gold, theirs, by_content)
    shares = given_content(gold, theirs, by_content) | nested_shares(gold, found)
    shares |= told_shares(grid, gold, theirs, by_content)
    return Outcome(article, tuple(predicted), found, rows, shares)


# statements with their source


def statement_rows(gold: Sequence[Marked], predicted: Sequence[Marked], found: Mapping[int, int]) -> dict[str, Tally]:
    rows = {"statements": Tally(len(found), len(predicted), len(gold))}
    rows |= {kind: class_row(gold, predicted, found, of_kind(kind)) for kind in ("direct", "mixed", "indirect")}
    rows["spoken"] = class_row(gold, predicted, found, lambda one: one.spoken, false=may_be_spoken)
    rows["sourceless"] = class_row(gold, predicted, found, lambda one: not one.words["source"])
    return rows


def of_kind(kind: str) -> Callable[[Marked], bool]:
    return lambda one: one.kind == kind


def may_be_spoken(one: Marked) -> bool:
    """A false statement counts against the spoken ones unless its cue says that it is none."""
    return one.spoken or not one.attribution.cue


def class_row(
    gold: Sequence[Marked],
    predicted: Sequence[Marked],
    found: Mapping[int, int],
    belongs: Callable[[Marked], bool],
    *,
    false: Callable[[Marked], bool] | None = None,
) -> Tally:
    """Statements of one class: a found one belongs where its gold does, a false one where it does itself."""
    right = sum(belongs(gold[g]) for g in found)
    matched = set(found.values())
    wrong = sum((false or belongs)(one) for p, one in enumerate(predicted) if p not in matched)
    return Tally(right, right + wrong, sum(map(belongs, gold)))


# words and spans, whatever the statement


def text_rows(gold: Sequence[Marked], predicted: Sequence[Marked]) -> dict[str, Tally]:
    rows = {
        "content exact": multiset_row([g.visible for g in gold], [p.visible for p in predicted]),
        "content same words": multiset_row([g.words["content"] for g in gold], [p.words["content"] for p in predicted]),
        "content overlap": overlap_row(gold, predicted),
    }
    for role in ("content", "cue", "source"):
        rows[f"{role} words"] = set_row(joined(g.words[role] for g in gold), joined(p.words[role] for p in predicted))
        rows[f"{role} spans"] = set_row(joined(g.pieces[role] for g in gold), joined(p.pieces[role] for p in predicted))
    return rows


def multiset_row(gold: Sequence[frozenset[int]], predicted: Sequence[frozenset[int]]) -> Tally:
    return Tally((Counter(gold) & Counter(predicted)).total(), len(predicted), len(gold))


def overlap_row(gold: Sequence[Marked], predicted: Sequence[Marked]) -> Tally:
    """A token in m gold contents and n predicted ones is shared by m times n pairs."""
    mine = Counter(at for one in gold for at in one.tokens)
    theirs = Counter(at for one in predicted for at in one.tokens)
    return Tally(sum(times * theirs[at] for at, times in mine.items()), theirs.total(), mine.total())


def joined(sets: Iterable[frozenset[Item]]) -> frozenset[Item]:
    return frozenset().union(*sets)


def set_row(gold: frozenset[Item], predicted: frozenset[Item]) -> Tally:
    return Tally(len(gold & predicted), len(predicted), len(gold))


# speakers, relays, nesting


def speaker_row(gold: Sequence[Marked], predicted: Sequence[Marked], by_content: Mapping[int, int]) -> Tally:
    """Nothing is counted in an article whose speakers nobody annotated."""
    if not any(one.attribution.speaker is not None for one in gold):
        return Tally()
    right = sum(speaker_right(gold[g], predicted[p]) for g, p in by_content.items())
    return Tally(
        right, sum(bool(p.attribution.speaker) for p in predicted), sum(bool(g.attribution.speaker) for g in gold)
    )


def speaker_right(gold: Marked, predicted: Marked) -> bool:
    mine, theirs = gold.attribution.speaker, predicted.attribution.speaker
    return bool(mine and theirs and same_name(mine, theirs))


def relay_row(
    grid: Layout,
    gold: Sequence[Marked],
    predicted: Sequence[Marked],
    by_content: Mapping[int, int],
    *,
    found_only: bool = False,
) -> Tally:
    """Nothing is counted in an article whose relays nobody annotated.

    `found_only` leaves out the relays of gold statements that were not found, and of those found that no gold has.
    """
    if not any(one.attribution.relays is not None for one in gold):
        return Tally()
    right = sum(
        same_relays(grid, gold[g].attribution.relays or (), predicted[p].attribution.relays or ())
        for g, p in by_content.items()
    )
    if found_only:
        gold, predicted = [gold[g] for g in by_content], [predicted[p] for p in by_content.values()]
    return Tally(right, relay_count(predicted), relay_count(gold))


def relay_count(statements: Iterable[Marked]) -> int:
    return sum(len(one.attribution.relays or ()) for one in statements)


def told_rows(
    grid: Layout, gold: Sequence[Marked], predicted: Sequence[Marked], by_content: Mapping[int, int]
) -> dict[str, Tally]:
    """Nothing is counted in an article where nobody annotated how the words were said."""
    if not any(one.attribution.told is not None for one in gold):
        return {name: Tally() for name in TOLD if name != "kind"}
    pairs = told_pairs(gold, predicted, by_content)
    mine, theirs = (
        [one.attribution.told for one in side if one.attribution.told is not None] for side in (gold, predicted)
    )
    named: dict[str, Callable[[Told], object]] = {
        "addressee": lambda told: told.addressee,
        "setting": lambda told: told.setting,
        "act": lambda told: told.act,
        "negated": lambda told: told.negated,
    }
    return {
        name: Tally(
            sum(bool(value(g)) and told_right(grid, name, g, p) for g, p in pairs),
            sum(bool(value(told)) for told in theirs),
            sum(bool(value(told)) for told in mine),
        )
        for name, value in named.items()
    }


def told_shares(
    grid: Layout, gold: Sequence[Marked], predicted: Sequence[Marked], by_content: Mapping[int, int]
) -> dict[str, Share]:
    pairs = told_pairs(gold, predicted, by_content)
    return {name: share(told_right(grid, name, g, p) for g, p in pairs) for name in TOLD}


def told_pairs(
    gold: Sequence[Marked], predicted: Sequence[Marked], by_content: Mapping[int, int]
) -> list[tuple[Told, Told]]:
    pairs = ((gold[g].attribution.told, predicted[p].attribution.told) for g, p in by_content.items())
    return [(g, p) for g, p in pairs if g is not None and p is not None]


def told_right(grid: Layout, name: str, gold: Told, predicted: Told) -> bool:
    """The same value; spans are the same when they share a word that matters."""
    if name == "addressee":
        return same_place(grid, gold.addressee, predicted.addressee)
    if name == "setting":
        return same_place(grid, gold.setting, predicted.setting)
    return bool(getattr(gold, name) == getattr(predicted, name))


def given_content(
    gold: Sequence[Marked], predicted: Sequence[Marked], by_content: Mapping[int, int]
) -> dict[str, Share]:
    pairs = [(gold[g], predicted[p]) for g, p in by_content.items()]
    shares = {"source: all": share(source_right(g, p) for g, p in pairs)}
    for kind in ("named", "pronoun", "none"):
        shares[f"source: {kind}"] = share(source_right(g, p) for g, p in pairs if g.source_kind == kind)
    named = [(g, p) for g, p in pairs if g.attribution.speaker]
    shares["speaker"] = share(speaker_right(g, p) for g, p in named)
    shares["speaker: same string"] = share(g.attribution.speaker == p.attribution.speaker for g, p in named)
    shares["speaker: same actor"] = Share(sum(same_actor(gold, named)), len(named))
    return shares


def nested_shares(gold: Sequence[Marked], found: Mapping[int, int]) -> dict[str, Share]:
    pairs = list(nested_pairs(gold))
    return {
        "nested: both": share(outer in found and inner in found for outer, inner in pairs),
        "nested: outer": share(outer in found for outer, _ in pairs),
        "nested: inner": share(inner in found for _, inner in pairs),
    }


def nested_pairs(gold: Sequence[Marked]) -> Iterator[tuple[int, int]]:
    """(outer, inner) by index: all words of the inner content are in the outer one, which has more."""
    for outer, around in enumerate(gold):
        for inner, within in enumerate(gold):
            if within.words["content"] and within.words["content"] < around.words["content"]:
                yield outer, inner


def share(rights: Iterable[bool]) -> Share:
    every = list(rights)
    return Share(sum(every), len(every))


# over articles


def total(outcomes: Sequence[Outcome]) -> Score:
    """The figures of all articles together."""
    return Score(
        articles=len(outcomes),
        rows={name: added(outcome.rows[name] for outcome in outcomes) for name in ROWS},
        shares={name: added_shares(outcome.shares[name] for outcome in outcomes) for name in SHARES},
    )


def added(tallies: Iterable[Tally]) -> Tally:
    right = predicted = gold = 0
    for tally in tallies:
        right, predicted, gold = right + tally.right, predicted + tally.predicted, gold + tally.gold
    return Tally(right, predicted, gold)


def added_shares(shares: Iterable[Share]) -> Share:
    every = list(shares)
    return Share(sum(s.right for s in every), sum(s.of for s in every))


def by_language(outcomes: Iterable[Outcome]) -> dict[str | None, tuple[Outcome, ...]]:
    """Outcomes by the language the gold names, in the order in which languages first appear."""
    groups: dict[str | None, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.article.language, []).append(outcome)
    return {language: tuple(group) for language, group in groups.items()}


def at_thresholds(
    gold: Sequence[GoldArticle], predictions: Predictions, thresholds: Sequence[float]
) -> dict[float, Tally]:
    """The `statements` row when only predictions at least that confident are kept."""
    rows: dict[float, Tally] = {}
    for threshold in thresholds:
        kept = {name: [one for one in found if one.confidence >= threshold] for name, found in predictions.items()}
        rows[threshold] = added(outcome.rows["statements"] for outcome in judged(gold, kept))
    return rows


def intervals(
    outcomes: Sequence[Outcome],
    rows: Sequence[str] = ROWS,
    *,
    samples: int = 1000,
    level: float = 0.95,
    seed: int = 2026,
) -> dict[str, Interval]:
    """Where the F1 of each row falls when articles are drawn anew, with replacement: a percentile bootstrap.

    The same seed and outcomes give the same intervals. Without outcomes every interval is 0 to 0.
    """
    random = Random(seed)
    draws = [Counter(random.choices(range(len(outcomes)), k=len(outcomes))) for _ in range(samples if outcomes else 1)]
    return {row: percentiles(sorted(drawn_f1(outcomes, row, draw) for draw in draws), level) for row in rows}


def drawn_f1(outcomes: Sequence[Outcome], row: str, draw: Mapping[int, int]) -> float:
    right = predicted = gold = 0
    for at, times in draw.items():
        tally = outcomes[at].rows[row]
        right, predicted, gold = (
            right + times * tally.right,
            predicted + times * tally.predicted,
            gold + times * tally.gold,
        )
    return Tally(right, predicted, gold).f1


def percentiles(ordered: Sequence[float], level: float) -> Interval:
    cut = int((1 - level) / 2 * len(ordered))
    return Interval(ordered[cut], ordered[len(ordered) - 1 - cut])
