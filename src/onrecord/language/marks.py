"""Quotation marks: which mark opens, which closes, and what is wrong with them.

Comes in: the text and its paragraphs; goes out: quoted passages in text order, each with the repairs it needed.
It does not ask who speaks, and never raises: a mark that fits nowhere is left alone and reported.

Each paragraph is read by a shortest path over its marks: a mark may open, close or be left over, and pays when its
surroundings or its shape speak against the part it plays. So `"a. "He said" b."` is read as two quotations round
narration, and a missing or doubled mark costs one repair instead of turning the rest of the page inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import QuotedPassage, Span

__all__ = ["quoted_passages"]

MARK = re.compile(r"[\"“”„‟＂«»]|''|``|’’|‘‘|[‘’‚]|'")
DASH = re.compile(r"[—―–]")
SPEECH = re.compile(r"[—―–] ?(?=[\w¿¡«“\"])")
SPOKEN = re.compile(r"[\w¿¡«“\"].*[\w.!?…»”\"]", re.DOTALL)
LISTED = ("– ", "— ")
DOUBLE, ANGLE, SINGLE = 0, 1, 2
OPENING = frozenset(["“", "„", "‟", "``", "‘‘", "«", "‘", "‚"])
CLOSING = frozenset(["”", "’’", "»", "’"])
PARTNERS = {
    "“": ("”",), "„": ("“", "”"), "‟": ("”",), "``": ("''", "’’"), "‘‘": ("’’",),
    "«": ("»",), "»": ("«",), "‘": ("’",), "‚": ("‘", "’"),
}  # fmt: skip
ANGLES = frozenset("«»")
SINGLES = frozenset("‘’‚'")

# Costs of the path, chosen by reading the table of tests/language/test_marks.py, 2026-11-23; a whole number is a
# fault of its own, a half only a hint.
LEFT_OVER = 1.6
AGAINST_SHAPE = 2.0
AGAINST_CONTEXT = 1.0
HINT = 0.4
NESTED = 1.5
NESTED_AFTER_STOP = 1.0
OPEN_END = 1.2
DEPTH = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at its place, with what it costs to take it as opening, as closing, and to leave it over."""

    start: int
    end: int
    family: int
    opening: float
    closing: float
    spare: float
    after_stop: bool


def quoted_passages(text: str, paragraphs: Sequence[Span]) -> tuple[QuotedPassage, ...]:
    """Quoted passages, marks included, in text order; each lies in one paragraph. Linear in the text's length."""
    found: list[QuotedPassage] = []
    carried = False
    for position, paragraph in enumerate(paragraphs):
        marks = list(marks_in(text, paragraph))
        following = paragraphs[position + 1] if position + 1 < len(paragraphs) else None
        reopened = following is not None and reopens(text, following)
        here: list[QuotedPassage] = []
        for family in (DOUBLE, ANGLE, SINGLE):
            mine = [mark for mark in marks if mark.family == family]
            if mine and not (family == SINGLE and here and marks[0].family != SINGLE):
                here += paired(text, paragraph, mine, reopened and family != SINGLE, carried)
        here += dash_speech(text, paragraph, bool(here))
        found += without_crossings([one for one in here if text[one.inner_start : one.inner_end].strip()])
        carried = any(one.end == paragraph.end and one.closing is None and one.opening != "—" for one in here)
    return tuple(found)


def reopens(text: str, paragraph: Span) -> bool:
    """Whether a paragraph begins with a mark: by old custom each paragraph of a long quotation opens anew."""
    first = MARK.match(text, paragraph.start)
    return first is not None and first.group() not in ("'", "’")


def marks_in(text: str, paragraph: Span) -> Iterator[Mark]:
    turned = turned_shapes(paragraph.text)
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        shape, start, end = match.group(), match.start(), match.end()
        family = ANGLE if shape in ANGLES else SINGLE if shape in SINGLES else DOUBLE
        before = text[start - 1] if start > paragraph.start else ""
        after = text[end] if end < paragraph.end else ""
        plural = (
            family == SINGLE and shape not in ("‘", "‚") and before in ("s", "z") and (not after or after.isspace())
        )
        if family == SINGLE and not plural and is_apostrophe(shape, before, text[end : end + 3]):
            continue
        opening, closing = context_costs(before, after)
        if (shape in OPENING and shape not in turned) or (shape in CLOSING and shape in turned):
            opening, closing = opening / 4, closing / 4 + AGAINST_SHAPE
        elif shape in CLOSING or shape in turned:
            opening, closing = opening / 4 + AGAINST_SHAPE, closing / 4
        stop = text[max(paragraph.start, start - 3) : start].rstrip()[-1:] in (".", "!", "?", "…")
        if stop and before.isspace() and shape not in OPENING:
            closing = min(closing, HINT)  # `... for it. "` : a stray space before the mark that closes
        inches = shape == '"' and is_inches(text, start, after)
        spare = 0.0 if plural else HINT if inches else LEFT_OVER
        yield Mark(start, end, family, opening, closing, spare, stop)


def turned_shapes(paragraph: str) -> str:
    """Marks that work the other way round here: the closing one of „so“, both of »so«."""
    angles = re.search(r"[«»]", paragraph)
    inward = angles is not None and angles.group() == "»" and paragraph[angles.end() : angles.end() + 1].isalnum()
    return ("“" if "„" in paragraph else "") + ("«»" if inward else "")


def is_apostrophe(shape: str, before: str, after: str) -> bool:
    """A single mark between letters or before a decade: it's, the '90s. A plural's (the boys' hall) may be either."""
    if shape in ("‘", "‚"):
        return False
    if before.isalnum():
        return after[:1].isalnum()
    return re.match(r"\d0s", after) is not None


def is_inches(text: str, start: int, after: str) -> bool:
    """A straight mark right after a figure that began a word: 6" wide, 5'10" tall."""
    return (
        re.search(r"(?:^|[\s(])\d{1,3}(?:['’]\d{1,2})?$", text[max(0, start - 8) : start]) is not None
        and not after.isalnum()
    )


def context_costs(before: str, after: str) -> tuple[float, float]:
    """What it costs to read a mark as opening, as closing, by the characters beside it."""
    left_free = not before or before.isspace() or before in "([{—–-¿¡/'‘“«"
    right_free = not after or after.isspace() or after in ")]},.;:!?…—–-/'’”»"
    if left_free and not right_free:
        return 0.0, AGAINST_CONTEXT
    if right_free and not left_free:
        return AGAINST_CONTEXT, 0.0
    if not after:
        return AGAINST_CONTEXT, HINT / 2
    if not before:
        return 0.0, AGAINST_CONTEXT
    if after in ",.;:!?)":
        return AGAINST_CONTEXT, HINT / 2
    return HINT, HINT


def paired(text: str, paragraph: Span, marks: list[Mark], reopened: bool, carried: bool) -> list[QuotedPassage]:
    """The cheapest reading of the marks of one family in one paragraph."""
    roles = cheapest_roles(marks, reopened)
    stack: list[Mark] = []
    passages: list[QuotedPassage] = []
    left_over = [mark for mark, role in zip(marks, roles, strict=True) if role == "left over" and mark.spare]
    for mark, role in zip(marks, roles, strict=True):
        if role == "opens":
            stack.append(mark)
        elif role == "closes":
            opened = stack.pop()
            passages.append(passage(text, opened, mark, len(stack), left_over))
    for depth, opened in enumerate(stack):
        passages.append(unclosed(text, paragraph, opened, depth, reopened))
    if carried and left_over and left_over[0] is marks[0] and left_over[0].closing < AGAINST_SHAPE:
        passages.append(carried_on(text, paragraph, left_over[0]))
    return passages


def carried_on(text: str, paragraph: Span, closing: Mark) -> QuotedPassage:
    """The rest of a quotation that the paragraph before left open."""
    shape = text[closing.start : closing.end]
    faults = ("opening mark missing",)
    return QuotedPassage(paragraph.start, closing.end, paragraph.start, closing.start, None, shape, 0, faults)


def cheapest_roles(marks: list[Mark], reopened: bool) -> list[str]:
    """Viterbi over depth 0..DEPTH: every mark opens, closes or is left over."""
    infinity = float("inf")
    best = [0.0] + [infinity] * DEPTH
    back: list[list[tuple[int, str]]] = []
    for mark in marks:
        following = [infinity] * (DEPTH + 1)
        choice = [(0, "")] * (DEPTH + 1)
        for depth, cost in enumerate(best):
            if cost == infinity:
                continue
            moves = [(depth, "left over", mark.spare)]
            if depth < DEPTH:
                deeper = depth * (NESTED + NESTED_AFTER_STOP * mark.after_stop)
                moves.append((depth + 1, "opens", mark.opening + deeper))
            if depth:
                moves.append((depth - 1, "closes", mark.closing))
            for to, role, step in moves:
                if cost + step < following[to]:
                    following[to], choice[to] = cost + step, (depth, role)
        back.append(choice)
        best = following
    ends = [cost + depth * (HINT if reopened and depth == 1 else OPEN_END) for depth, cost in enumerate(best)]
    depth = ends.index(min(ends))
    roles = []
    for choice in reversed(back):
        depth, role = choice[depth]
        roles.append(role)
    return roles[::-1]


def passage(text: str, opened: Mark, closed: Mark, depth: int, left_over: list[Mark]) -> QuotedPassage:
    repair = []
    if opened.opening >= AGAINST_CONTEXT or closed.closing >= AGAINST_CONTEXT:
        repair.append("mark turned round")
    if text[opened.end : opened.end + 1].isspace() or text[closed.start - 1 : closed.start].isspace():
        repair.append("space inside the marks")
    if any(abs(mark.start - closed.end) < 12 or abs(opened.start - mark.end) < 12 for mark in left_over):
        repair.append("mark left over")
    shapes = text[opened.start : opened.end], text[closed.start : closed.end]
    if shapes[1] not in PARTNERS.get(shapes[0], (shapes[0],)):
        repair.append("marks of two kinds")
    return QuotedPassage(opened.start, closed.end, opened.end, closed.start, *shapes, depth, tuple(repair))


def unclosed(text: str, paragraph: Span, opened: Mark, depth: int, reopened: bool) -> QuotedPassage:
    repair = () if reopened and depth == 0 else ("closing mark missing",)
    shape = text[opened.start : opened.end]
    return QuotedPassage(opened.start, paragraph.end, opened.end, paragraph.end, shape, None, depth, repair)


def dash_speech(text: str, paragraph: Span, has_marks: bool) -> list[QuotedPassage]:
    """`—Vendrán —dijo Arenas—. No antes.` : dashes open speech at the head of a paragraph, narration inside it."""
    head = SPEECH.match(text, paragraph.start)
    if head is None or has_marks:
        return []
    pieces = [m.start() for m in DASH.finditer(text, head.end(), paragraph.end)]
    if head.group() in LISTED and len(pieces) < 2:
        return []  # a list, not a dialogue
    passages, start = [], head.end()
    for position, dash in enumerate(pieces):
        if position % 2 == 0:
            passages.append((start, dash))
        start = dash + 1
    if len(pieces) % 2 == 0:
        passages.append((start, paragraph.end))
    out = []
    for begin, end in passages:
        words = SPOKEN.search(text, begin, end)
        if words:
            out.append(QuotedPassage(words.start(), words.end(), words.start(), words.end(), "—", None, 0, ()))
    return out


def without_crossings(passages: list[QuotedPassage]) -> list[QuotedPassage]:
    """Passages of two families may nest, never cross: of a crossing pair the one that opens first stays.

    In text order, `depth` counted over all families.
    """
    kept: list[QuotedPassage] = []
    around: list[QuotedPassage] = []
    for candidate in sorted(passages, key=lambda passage: (passage.start, -passage.end)):
        while around and around[-1].end <= candidate.start:
            around.pop()
        if around and around[-1].end < candidate.end:
            continue
        kept.append(replace(candidate, depth=len(around)))
        around.append(kept[-1])
    return kept
