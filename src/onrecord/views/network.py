"""Discourse networks: who holds which position on which issue, and who agrees with whom.

Comes in: statements with the day of their document; goes out: affiliation cells and ties between actors, each with the
statements it rests on. It reads no page and draws nothing.

The algebra is that of discourse network analysis: Leifeld, P. (2017), Discourse Network Analysis: Policy Debates as
Dynamic Networks, in The Oxford Handbook of Political Networks; normalisations and duplicate rules after Leifeld, P.,
Gruber, J. and Bossner, F. R. (2019), Discourse Network Analyzer Manual. Worked from their text, not from their program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from onrecord.model import Document, Issue, Relation, Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "DUPLICATES",
    "NORMALISATIONS",
    "TYPES",
    "Affiliation",
    "Cell",
    "Duplicates",
    "Label",
    "Network",
    "Normalisation",
    "Position",
    "Shared",
    "Tie",
    "Type",
    "actor_network",
    "affiliation",
    "positions_of",
    "stated",
]

Label = Literal["support", "oppose", "mixed", "unclear"]
Type = Literal["congruence", "conflict", "subtract"]
Normalisation = Literal["none", "average", "jaccard", "cosine"]
Duplicates = Literal["none", "document", "week", "month", "year", "ever"]
TYPES: tuple[Type, ...] = get_args(Type)
NORMALISATIONS: tuple[Normalisation, ...] = get_args(Normalisation)
DUPLICATES: tuple[Duplicates, ...] = get_args(Duplicates)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Position:
    """One statement of a known actor on an issue. `label` is None where it is uncoded: that is not `oppose`.

    `published` is that of the document, ISO 8601 at the precision known, None where the page names no day.
    """

    statement: str
    document: str
    published: str | None
    actor: str
    issue: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Cell:
    """An actor on an issue. `counts` are positions by label after the duplicate rule, `uncoded` those without a stance.

    `evidence` are the ids of all statements behind each label, folded ones included; the label None are the uncoded.
    """

    actor: str
    issue: str
    counts: Mapping[Label, int]
    uncoded: int
    evidence: Mapping[Label | None, tuple[str, ...]]

    @property
    def label(self) -> Label | None:
        """What all positions come to: support and oppose together are mixed, none coded is None."""
        held = {label for label, count in self.counts.items() if count}
        if held >= {"support", "oppose"} or "mixed" in held:
            return "mixed"
        return next((label for label in ("support", "oppose", "unclear") if label in held), None)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The actor by issue matrix; `actors` and `issues` in order of first appearance, empty cells left out."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    def matrix(self, label: Label) -> NDArray[Any]:
        """Counts of one label, actors by issues."""
        import numpy as np

        found = np.zeros((len(self.actors), len(self.issues)))
        columns = {issue: column for column, issue in enumerate(self.issues)}
        rows = {actor: row for row, actor in enumerate(self.actors)}
        for (actor, issue), cell in self.cells.items():
            found[rows[actor], columns[issue]] = cell.counts.get(label, 0)
        return found


@dataclass(frozen=True, slots=True)
class Shared:
    """What two actors hold on one issue; `count` are pairs of positions, `evidence` the statements of either."""

    issue: str
    value: Literal["agree", "disagree"]
    count: int
    evidence: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors: the weight asked for, both counts it is made of, and on which issues."""

    actors: tuple[str, str]
    weight: float
    congruence: int
    conflict: int
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """An actor by actor matrix. `ties` are pairs with any congruence or conflict, in the order of `actors`."""

    actors: tuple[str, ...]
    type: Type
    normalisation: Normalisation
    ties: tuple[Tie, ...]
    weights: Mapping[tuple[str, str], float] = field(default_factory=dict)


def positions_of(document: Document, statements: Iterable[Statement]) -> tuple[Position, ...]:
    """The positions of one document: a statement with a speaker and an issue is one for each of its issues.

    The stance counts for the issue that it is on; toward anything else the statement is uncoded on its issues.
    """
    day = document.published
    return tuple(
        Position(statement.id, document.id, day, statement.speaker.id, issue.id, label_on(statement, issue))
        for statement in statements
        if statement.speaker is not None
        for issue in issues_of(statement)
    )  # fmt: skip


def issues_of(statement: Statement) -> tuple[Issue, ...]:
    first = (statement.issue,) if statement.issue else ()
    return tuple({issue.id: issue for issue in (*first, *statement.issues)}.values())


def label_on(statement: Statement, issue: Issue) -> Label | None:
    stance = statement.stance
    return stance.label if stance is not None and stance.target == issue.label else None


def affiliation(positions: Iterable[Position], *, duplicates: Duplicates = "document") -> Affiliation:
    """Actor by issue, after the duplicate rule.

    A rule counts the same actor, issue and label once a document, ISO week, month, year or ever; `none` counts every
    statement. Where the period of a document is not known, it counts once a document (Leifeld, Gruber, Bossner 2019).
    """
    counted: dict[tuple[str, str, Label | None], set[str]] = {}
    evidence: dict[tuple[str, str], dict[Label | None, list[str]]] = {}
    for position in positions:
        counted.setdefault((position.actor, position.issue, position.label), set()).add(slot(position, duplicates))
        held = evidence.setdefault((position.actor, position.issue), {})
        held.setdefault(position.label, []).append(position.statement)
    cells = {}
    for (actor, issue), held in evidence.items():
        sizes = {label: len(counted[actor, issue, label]) for label in held}
        counts = {label: sizes[label] for label in get_args(Label) if label in sizes}
        behind = {label: tuple(dict.fromkeys(ids)) for label, ids in held.items()}
        cells[actor, issue] = Cell(actor, issue, counts, sizes.get(None, 0), behind)
    return Affiliation(distinct(actor for actor, _ in cells), distinct(issue for _, issue in cells), cells)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def slot(position: Position, duplicates: Duplicates) -> str:
    """What a position shares with its duplicates; a colon keeps documents apart from periods."""
    if duplicates == "none":
        return position.statement
    if duplicates == "ever":
        return ""
    published = position.published or ""
    return (PERIODS[duplicates](published) if duplicates in PERIODS else "") or f"document:{position.document}"


def week(published: str) -> str:
    """`2019-W20`; empty for a date that is no day."""
    found = DAY.match(published)
    if found is None:
        return ""
    try:
        year, number, _ = date.fromisoformat(found.group()).isocalendar()
    except ValueError:
        return ""
    return f"{year}-W{number:02}"


def month(published: str) -> str:
    return published[:7] if re.match(r"\d{4}-\d\d(?!\d)", published) else ""


def year(published: str) -> str:
    return published[:4] if re.match(r"\d{4}(?!\d)", published) else ""


PERIODS: Mapping[str, Callable[[str], str]] = {"week": week, "month": month, "year": year}


def actor_network(table: Affiliation, *, kind: Type = "congruence", normalisation: Normalisation = "none") -> Network:
    """Actor by actor.

    With S and O the actor by issue counts of support and oppose, and ' the transpose (Leifeld 2017):

        congruence = S S' + O O'        conflict = S O' + O S'        subtract = congruence - conflict

    so that a weight counts pairs of positions, and issues where every count is one (duplicates `ever`). Mixed, unclear
    and uncoded make no tie. A normalisation divides the weight of a and b by (Leifeld, Gruber, Bossner 2019), C being
    the issues on which an actor supports or opposes:

        average   (|C_a| + |C_b|) / 2              average activity
        jaccard   |C_a or C_b|                     all issues of either
        cosine    |(S_a, O_a)| |(S_b, O_b)|        Euclidean lengths of the two rows

    The divisor is the same for all three types: a normalised subtract is a normalised congruence less a normalised
    conflict. Average and Jaccard stay within -1 and 1 where every count is one and no actor is on both sides of an
    issue; the cosine always.
    """
    import numpy as np

    support, oppose = table.matrix("support"), table.matrix("oppose")
    held = (support + oppose).any(axis=1)
    actors = tuple(actor for actor, any_held in zip(table.actors, held, strict=True) if any_held)
    support, oppose = support[held], oppose[held]
    congruence = support @ support.T + oppose @ oppose.T
    conflict = support @ oppose.T + oppose @ support.T
    raw = {"congruence": congruence, "conflict": conflict, "subtract": congruence - conflict}[kind]
    by = divisor(support, oppose, normalisation)
    weight = np.divide(raw, by, out=np.zeros_like(raw), where=by > 0)
    pairs = np.argwhere(np.triu(congruence + conflict > 0, k=1))
    ties = tuple(
        Tie(
            (actors[a], actors[b]), float(weight[a, b]), int(congruence[a, b]), int(conflict[a, b]),
            tuple(shared(table, actors[a], actors[b])),
        )
        for a, b in pairs
    )  # fmt: skip
    weights = {pair: tie.weight for tie in ties for pair in (tie.actors, (tie.actors[1], tie.actors[0]))}
    return Network(actors, kind, normalisation, ties, weights)


def divisor(support: NDArray[Any], oppose: NDArray[Any], normalisation: Normalisation) -> NDArray[Any]:
    """Actors by actors; see `actor_network`."""
    import numpy as np

    issues = ((support + oppose) > 0).astype(float)
    activity = issues.sum(axis=1)
    if normalisation == "average":
        return np.asarray(np.add.outer(activity, activity) / 2)
    if normalisation == "jaccard":
        return np.asarray(np.add.outer(activity, activity) - issues @ issues.T)
    if normalisation == "cosine":
        length = np.sqrt((support**2 + oppose**2).sum(axis=1))
        return np.outer(length, length)
    return np.ones((len(support), len(support)))


SIDES: tuple[tuple[Label, Label, Literal["agree", "disagree"]], ...] = (
    ("support", "support", "agree"),
    ("oppose", "oppose", "agree"),
    ("support", "oppose", "disagree"),
    ("oppose", "support", "disagree"),
)


def shared(table: Affiliation, one: str, two: str) -> Iterable[Shared]:
    """Issue by issue, what two actors share or are apart on."""
    for issue in table.issues:
        first, second = table.cells.get((one, issue)), table.cells.get((two, issue))
        if first is None or second is None:
            continue
        for mine, theirs, value in SIDES:
            count = first.counts.get(mine, 0) * second.counts.get(theirs, 0)
            if count:
                yield Shared(issue, value, count, (first.evidence[mine], second.evidence[theirs]))


def stated(relations: Sequence[Relation]) -> dict[tuple[str, str, str | None], tuple[Relation, ...]]:
    """What texts state of two actors, by both ids (in order of spelling) and the id of the issue, None for none."""
    found: dict[tuple[str, str, str | None], list[Relation]] = {}
    for relation in relations:
        one, two = sorted(actor.id for actor in relation.actors)
        found.setdefault((one, two, relation.issue.id if relation.issue else None), []).append(relation)
    return {key: tuple(items) for key, items in found.items()}
