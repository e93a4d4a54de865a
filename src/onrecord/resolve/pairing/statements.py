"""Statements of two versions paired where they render the same utterance.

Comes in: two aligned documents and their statements; goes out: pairs, each with a score and what shows it. Where two
candidates are left, there is no pair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Actor, Likeness, Span, Statement, StatementPair
from onrecord.resolve.names import name_words
from onrecord.resolve.pairing.alignment import Weighed, likeness, shared
from onrecord.resolve.pairing.keys import cognate, keys_of, words_of_keys
from onrecord.resolve.pairing.versions import Aligned

__all__ = ["paired"]

ENOUGH = 0.5
"""Score of a pair; tuned on MEANTIME airbus (30 articles), 0.3 to 0.7, 2026-11-23."""
CLEAR = 0.05
"""How far a pair must be ahead of the next one that either of its statements could make; tuned there, 0 to 0.2."""
PLACE, WORDS, SPEAKER, ACT, KIND = 0.4, 0.3, 0.2, 0.05, 0.05
"""What agreement in each is worth, 1 in all; set by reading pairs of MEANTIME airbus."""
FULL = 0.4
"""Likeness of two contents that counts as full: a translation shares names and numbers, seldom more."""
SHOWN = 6
"""Pieces of common content that a pair names."""
KINDS = {"n": "number", "m": "month", "s": "state", "a": "acronym", "p": "name", "c": "word"}


@dataclass(frozen=True, slots=True)
class Side:
    """One statement ready to be compared: its keys, and the share of its content in each unit of its document."""

    statement: Statement
    keys: Weighed
    places: Mapping[int, float]
    length: int


@dataclass(frozen=True, slots=True)
class Match:
    score: float
    one: int
    other: int


def paired(found: Aligned, statements: Sequence[Statement], others: Sequence[Statement]) -> tuple[StatementPair, ...]:
    """The pairs in the order of `statements`; each statement is in one pair at most.

    Only statements whose sentences are aligned are compared, so the cost is linear in their number.
    """
    sides = sides_of(found, statements, 0), sides_of(found, others, 1)
    blocks = blocks_of(found, 0), blocks_of(found, 1)
    matches = list(compared(sides, blocks))
    chosen = sorted(decided(matches), key=lambda match: match.one)
    return tuple(pair_of(found, sides[0][match.one], sides[1][match.other], match.score) for match in chosen)


def sides_of(found: Aligned, statements: Sequence[Statement], which: int) -> list[Side]:
    language, units = found.documents[which].language, found.units[which]
    weights: dict[str, float] = {}
    for unit in found.keys[which]:
        weights.update(unit)
    starts = [unit.start for unit in units]
    return [side_of(statement, language, units, starts, weights) for statement in statements]


def side_of(
    statement: Statement, language: str | None, units: Sequence[Span], starts: Sequence[int], weights: Weighed
) -> Side:
    keys = {key: weights.get(key, weight) for key, weight in keys_of(content_of(statement), language).items()}
    length = sum(span.end - span.start for span in statement.content)
    places: dict[int, float] = {}
    for span in statement.content:
        first = max(0, bisect_right(starts, span.start) - 1)
        for number in range(first, bisect_right(starts, span.end - 1)):
            inside = min(span.end, units[number].end) - max(span.start, units[number].start)
            if inside > 0:
                places[number] = places.get(number, 0.0) + inside / length
    return Side(statement, keys, places, length)


def content_of(statement: Statement) -> str:
    return "\n".join(span.text for span in statement.content)


def blocks_of(found: Aligned, which: int) -> dict[int, int]:
    """The block of each unit that is in one."""
    return {
        unit: number
        for number, block in enumerate(found.blocks)
        for unit in (range(block.start, block.end), range(block.other_start, block.other_end))[which]
    }


def compared(
    sides: tuple[Sequence[Side], Sequence[Side]], blocks: tuple[Mapping[int, int], Mapping[int, int]]
) -> Iterator[Match]:
    """All pairs whose contents lie in sentences that render one another, scored."""
    there: dict[int, list[int]] = {}
    shares = tuple([by_block(side, blocks[which]) for side in sides[which]] for which in (0, 1))
    for number, share in enumerate(shares[1]):
        for block in share:
            there.setdefault(block, []).append(number)
    for one, share in enumerate(shares[0]):
        for other in sorted({number for block in share for number in there.get(block, ())}):
            place = sum(min(part, shares[1][other].get(block, 0.0)) for block, part in share.items())
            yield Match(score(sides[0][one], sides[1][other], place), one, other)


def by_block(side: Side, blocks: Mapping[int, int]) -> dict[int, float]:
    shares: dict[int, float] = {}
    for unit, part in side.places.items():
        if unit in blocks:
            shares[blocks[unit]] = shares.get(blocks[unit], 0.0) + part
    return shares


def score(one: Side, other: Side, place: float) -> float:
    """0 to 1: how much of the two contents stands at one place, what they share, who says it and how."""
    words = min(1.0, likeness(one.keys, other.keys) / FULL) * evenness(one.length, other.length)
    agreed = speakers_agree(one.statement, other.statement)
    return (
        PLACE * place
        + WORDS * words
        + SPEAKER * agreed
        + ACT * (one.statement.act == other.statement.act)
        + KIND * (one.statement.kind == other.statement.kind)
    )


def evenness(length: int, other: int) -> float:
    """1 for contents of like length, less from twice the length on."""
    return min(1.0, 2 * min(length, other) / max(length, other, 1))


def speakers_agree(one: Statement, other: Statement) -> float:
    """1 for the same speaker, -1 for two that differ, 0 where nothing can be said.

    Where one of them was not found, a name that both sources print is half of it.
    """
    if one.speaker is None or other.speaker is None:
        return 0.5 if sources_share(one, other) else 0.0
    if same_actor(one.speaker, other.speaker):
        return 1.0
    named = one.speaker.kind == other.speaker.kind == "person" and known(one.speaker) and known(other.speaker)
    return -1.0 if named else 0.0


def sources_share(one: Statement, other: Statement) -> bool:
    printed = [
        {cognate(word) for word in name_words(s.source.text) if len(word) > 2 and word.title() in s.source.text}
        if s.source
        else set()
        for s in (one, other)
    ]
    return bool(printed[0] & printed[1])


def same_actor(one: Actor, other: Actor) -> bool:
    """One identifier or state, or a name that is the other's or its end: `Kovač`, `Mirela Kovach`."""
    if one.id == other.id or (one.wikidata and one.wikidata == other.wikidata):
        return True
    if one.kind == other.kind == "state":
        return one.state is not None and one.state == other.state
    names = [[cognate(word) for word in name_words(actor.name)] for actor in (one, other)]
    few, many = sorted(names, key=len)
    return bool(few) and (many[-len(few) :] == few or (len(few) > 1 and set(few) <= set(many)))


def known(actor: Actor) -> bool:
    """Whether a name is printed, not only a description in small letters."""
    return actor.name[:1].isupper()


def decided(matches: Sequence[Match]) -> Iterator[Match]:
    """The best matches first, each clearly ahead of the others that its statements could still make."""
    taken: tuple[set[int], set[int]] = set(), set()
    ordered = sorted((m for m in matches if m.score >= ENOUGH), key=lambda m: (-m.score, m.one, m.other))
    by_one: dict[int, list[Match]] = {}
    by_other: dict[int, list[Match]] = {}
    for match in matches:
        by_one.setdefault(match.one, []).append(match)
        by_other.setdefault(match.other, []).append(match)
    for match in ordered:
        if match.one in taken[0] or match.other in taken[1]:
            continue
        rivals = [m for m in by_one[match.one] if m.other not in taken[1] and m is not match]
        rivals += [m for m in by_other[match.other] if m.one not in taken[0] and m is not match]
        if all(rival.score <= match.score - CLEAR for rival in rivals):
            taken[0].add(match.one)
            taken[1].add(match.other)
            yield match


def pair_of(found: Aligned, one: Side, other: Side, value: float) -> StatementPair:
    evidence = tuple(likenesses(found.documents[0].language, one, other))
    return StatementPair((one.statement.id, other.statement.id), round(min(1.0, value), 3), evidence)


def likenesses(language: str | None, one: Side, other: Side) -> Iterator[Likeness]:
    """What two statements share: the speaker, the act, the date, the relays, then what their contents hold."""
    left, right = one.statement, other.statement
    if speakers_agree(left, right) > 0 and left.speaker:
        yield Likeness("speaker", left.speaker.name)
    if left.act and left.act == right.act:
        yield Likeness("act", left.act)
    if left.date and right.date and left.date.value == right.date.value:
        yield Likeness("date", left.date.value)
    carried = {folded_name(relay.name) for relay in right.relays}
    yield from (Likeness("relay", relay.name) for relay in left.relays if folded_name(relay.name) in carried)
    printed = words_of_keys(content_of(left), language)
    yield from (Likeness(KINDS[key[0]], printed[key]) for key in shared(one.keys, other.keys)[:SHOWN])


def folded_name(name: str) -> tuple[str, ...]:
    return tuple(cognate(word) for word in name_words(name))
