"""Where a speaker stands: for or against what the words of a statement name.

Comes in: Document, Analysis, statements with issues; goes out: the same, with a Stance where a cue shows one.
No cue, no stance: a statement about an issue stays uncoded, and nothing is read from how the words feel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.model import Actor, Analysis, Document, Issue, Quad, Span, Stance, Statement
from onrecord.resolve.cues import Cues, Token, all_cues_of, cues_of, tokens_of
from onrecord.resolve.events import quad_of
from onrecord.resolve.issues.words import part_of
from onrecord.resolve.names import name_words
from onrecord.resolve.states import state_named

__all__ = ["stances_of"]

Label = Literal["support", "oppose"]
Target = tuple[str, Issue | None, bool]
"""What a cue is about, the issue if that is one, and whether words between turn the cue round."""
STOPS = frozenset(".,;:!?()—–…\n")
ENDS = frozenset(".!?…;")
QUOTES = frozenset("\"“”«»‘[]'’")
PLOVER = {
    "agree": "AGREE", "promise": "AGREE", "support": "SUPPORT", "praise": "SUPPORT", "apologise": "SUPPORT",
    "thank": "SUPPORT", "ask": "REQUEST", "demand": "REQUEST", "accuse": "ACCUSE", "criticise": "ACCUSE",
    "disagree": "REJECT", "oppose": "REJECT", "reject": "REJECT", "threaten": "THREATEN",
}  # fmt: skip
"""The PLOVER class of an act that is an event in itself; the other acts are none."""
REACH = 9
"""Words between a cue and the issue it is about, at most."""
LONGEST = 12
"""Words of a printed target, at most."""
OBJECT = 30
"""Words behind a cue that are looked at."""
WALK = 8
"""Words between a verb and its subject, at most."""
NEGATED = 4
"""Words before a cue in which its negation stands."""
WIDEST = 60
"""Words of a sentence that are looked at on either side of a cue."""
LARGEST = 2000
"""Tokens of one content that are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """One cue in a statement: for or against, where, and what it is about; `issue` is set when that is an issue."""

    label: Label
    cue: Span
    target: str
    issue: Issue | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a decision looks at: the tokens of one stretch of text, the statement, and who may be its `I`."""

    text: str
    language: str
    statement: Statement
    tokens: Sequence[Token]
    names: frozenset[int]

    def list(self, name: str, table: str = "scope") -> Cues:
        return cues_of(self.language, "stance", table, name)

    def has(self, name: str, place: int) -> bool:
        return 0 <= place < len(self.tokens) and self.list(name).has(self.tokens[place])

    def words(self, first: int, until: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[until - 1].end] if until > first else ""


def stances_of(document: Document, analysis: Analysis, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements in order, each with its stance or None and the quad class of its act; nothing else changes.

    A cue counts in the reporting words (`opposed the toll`) or in what is said, where the speaker is its subject (`we
    oppose the toll`) or it says what a thing is (`the toll is a mistake`). Negation turns it round. Questions, what is
    only supposed, and what others hold do not count. `target` is the label of the issue when the cue is about the issue
    itself, else the words that the cue is about. Opposite cues about one target are mixed.
    """
    language = analysis.language or "en"
    names = frozenset(m.span.start for m in analysis.mentions if m.kind in ("person", "organisation"))
    return tuple(replace(s, stance=stance_of(document.text, language, s, names), quad=quad(s)) for s in statements)


def quad(statement: Statement) -> Quad | None:
    """Verbal cooperation or conflict, by the act; None for acts that are neither and for what was not said."""
    return None if statement.negated else quad_of(PLOVER.get(statement.act or ""))


def stance_of(text: str, language: str, statement: Statement, names: frozenset[int]) -> Stance | None:
    scopes = [
        Scope(text, language, statement, tokens_of(text, span.start, span.end)[:LARGEST], names)
        for span in statement.content
    ]
    found = [*reported(scopes[0])]
    if not found and not statement.negated and not is_blocked(cue_of(scopes[0])):
        found = [one for scope in scopes for one in said(scope)]
    if found:
        return decided(text, found)
    return undecided(scopes)


def decided(text: str, found: Sequence[Found]) -> Stance:
    """One stance of all cues: those about an issue first, then those about the first target."""
    first = next((one for one in found if one.issue is not None), found[0])
    same = [one for one in found if one.target == first.target]
    labels = {one.label for one in same}
    if len(labels) == 1:
        return Stance(first.label, first.target, first.cue)
    start, end = same[0].cue.start, same[-1].cue.end
    return Stance("mixed", first.target, Span(start, end, text[start:end]))


def undecided(scopes: Iterable[Scope]) -> Stance | None:
    """`has taken no position on the toll`."""
    for scope in scopes:
        listed = scope.list("phrases", "unclear")
        for place in range(len(scope.tokens)):
            length = listed.at(scope.tokens, place)
            if length and not supposed(scope, place):
                target = object_of(scope, place + length) or object_named(scope)
                if target is not None:
                    first, last = scope.tokens[place], scope.tokens[place + length - 1]
                    return Stance("unclear", target[0], Span(first.start, last.end, scope.text[first.start : last.end]))
    return None


def object_named(scope: Scope) -> Target | None:
    issue = scope.statement.issue
    return None if issue is None else (issue.label, issue, False)


# the reporting words


def reported(content: Scope) -> Iterator[Found]:
    """`opposed the toll`: the cue of the statement, its content being what it is about."""
    cue = cue_of(content)
    if not cue.tokens or not content.tokens:
        return
    hits = [
        (place, *entry) for entry in REPORTED if (place := cue.list(entry[0], "cue").first_in(cue.tokens)) is not None
    ]
    if not hits:
        return
    place, name, label, of_thing = hits[0]
    later = next((hit for hit in hits[1:] if hit[0][0] >= place[1]), None)
    if name == "oppose" and later is not None:  # refused to support
        place, label, of_thing = (place[0], later[0][1]), side(later[2], True), later[3]
    if not is_blocked(cue, place) and not names_object(cue, place, content):
        found = reported_by(cue, place, label, content, of_thing=of_thing)
        yield from (one for one in found if one.issue is not None or name != "ask")


REPORTED: tuple[tuple[str, Label, bool], ...] = (
    ("oppose", "oppose", False), ("support", "support", False),
    ("approve", "support", True), ("disapprove", "oppose", True), ("ask", "support", False),
)  # fmt: skip


def cue_of(scope: Scope) -> Scope:
    """The tokens of the statement's cue, none where it has none."""
    span = scope.statement.cue
    return replace(scope, tokens=tokens_of(scope.text, span.start, span.end) if span is not None else [])


def is_blocked(cue: Scope, place: tuple[int, int] = (0, 0)) -> bool:
    """Whether words of the cue beside those at `place` say that it is not so, or only asked or threatened."""
    listed = cue.list("blocked", "cue")
    return any(listed.at(cue.tokens, at) for at in range(len(cue.tokens)) if not place[0] <= at < place[1])


def names_object(cue: Scope, place: tuple[int, int], content: Scope) -> bool:
    """Whether the cue has an object of its own (`supported the claim by saying`), or only claims (`accepted that`)."""
    after = cue.tokens[place[1] :]
    if any(
        t.word.isalpha() and part_of(t.word, cue.language)[0] == "n" and not cue.list("carriers").has(t) for t in after
    ):
        return True
    return is_clause(cue, content) and cue.list("claims", "cue").at(cue.tokens, place[0]) > 0


def is_clause(cue: Scope, content: Scope) -> bool:
    """Whether the content is a whole clause, `that the lock be closed`: its first noun is not what the cue is about."""
    end = max(cue.tokens[-1].end, content.tokens[0].start)
    between = tokens_of(cue.text, cue.tokens[-1].end, end)[-3:]
    return any(cue.list("that").has(token) for token in (*cue.tokens[-1:], *between)) or content.has("that", 0)


def reported_by(cue: Scope, place: tuple[int, int], label: Label, content: Scope, *, of_thing: bool) -> Iterator[Found]:
    negated = any(cue.has("negation", at) for at in range(place[0]))
    if negated and cue.list("spoken", "cue").at(cue.tokens, place[0]):
        return
    if is_question(content, 0):
        return
    start = blamed_for(content) if of_thing else 0
    clause = is_clause(cue, content)
    target = (
        None
        if start is None
        else (printed(content, start, clause_end(content, start)) if clause else object_of(content, start))
    )
    if target is None:
        return
    words, issue, turned = target
    first, last = cue.tokens[place[0]], cue.tokens[place[1] - 1]
    span = Span(first.start, last.end, cue.text[first.start : last.end])
    yield Found(side(label, negated != turned), span, words, issue)


def blamed_for(content: Scope) -> int | None:
    """Where the thing begins that somebody is praised or blamed for; None for a person alone."""
    until = min(clause_end(content, 0), OBJECT)
    blamed = next((at + 1 for at in range(1, until) if content.has("for", at)), None)
    if content.tokens[0].start in content.names or content.has("no_objects", 0):
        return blamed
    return blamed if blamed is not None and content.tokens[0].is_name else 0


# what is said


def said(scope: Scope) -> Iterator[Found]:
    """Cues inside the content."""
    calls = is_calling(scope)
    listed = all_cues_of(scope.language, "stance", TABLES)
    place = 0
    while place < len(scope.tokens):
        if not listed.begun(scope.tokens[place]):
            place += 1
            continue
        length, found = 1, None
        for table, label in TABLES:
            size = size_at(scope, table, label, place)
            if size:
                length, found = size, read(scope, table, label, place, size, calls=calls)
                break
        if found is not None:
            yield found
        place += length


def size_at(scope: Scope, table: str, label: Label, place: int) -> int:
    """Tokens of a listed phrase; `should not be scrapped` is `should be scrapped` and its negation."""
    listed = scope.list(label, table)
    if (size := listed.at(scope.tokens, place)) > 0:
        return size
    if table == "verdict" and scope.has("modals", place) and scope.has("negation", place + 1):
        without = [scope.tokens[place], *scope.tokens[place + 2 : place + 8]]
        size = listed.at(without, 0)
        if size > 1:
            return size + 1
    return 0


TABLES: tuple[tuple[str, Label], ...] = (
    ("cry", "support"), ("cry", "oppose"), ("own", "support"), ("own", "oppose"),
    ("verdict", "support"), ("verdict", "oppose"), ("held", "oppose"), ("held", "support"),
)  # fmt: skip


def is_calling(scope: Scope) -> bool:
    return scope.list("calling", "cue").first_in(cue_of(scope).tokens) is not None


def read(scope: Scope, table: str, label: Label, place: int, size: int, *, calls: bool) -> Found | None:
    """One listed phrase where it stands; None where it does not count."""
    if supposed(scope, place) or is_question(scope, place):
        return None
    if not counts(scope, table, place, size):
        return None
    target = subject_of(scope, place, size, calls=calls) if table == "verdict" else object_of(scope, place + size)
    if target is None:
        return None
    words, issue, turned = target
    listed_as_is = scope.list(label, table).at(scope.tokens, place)
    inside = table == "verdict" and not listed_as_is
    denied = table == "held" and unwilling(scope)
    negated = sum((is_negated(scope, place), inside, denied)) % 2 == 1
    first, last = scope.tokens[place], scope.tokens[place + size - 1]
    return Found(
        side(label, negated != turned), Span(first.start, last.end, scope.text[first.start : last.end]), words, issue
    )


def unwilling(scope: Scope) -> bool:
    """Whether the cue denies what its content holds: `no longer wants [to support it]`."""
    return any(scope.list("negation").has(token) for token in cue_of(scope).tokens)


def opens(scope: Scope, place: int) -> bool:
    """Whether nothing but quotation marks stands before."""
    return all(token.word in QUOTES or token.word == "¡" for token in scope.tokens[:place])


def counts(scope: Scope, table: str, place: int, size: int) -> bool:
    """Whether the phrase is the speaker's own: by its subject, by its place, by not being a noun."""
    if table == "held":
        return held(scope, place, size)
    if table == "cry":
        return opens(scope, place)
    return table != "own" or not is_noun(scope, place, size)


def is_noun(scope: Scope, place: int, size: int) -> bool:
    """Whether a first person is a noun here: `su apoyo`, `margen y respaldo`."""
    if scope.has("noun_before", place - 1):
        return True
    if size > 1 or place == 0 or any(scope.has(name, place - 1) for name in ("between", "first_person", "breaks")):
        return False
    before = scope.tokens[place - 1]
    return not (
        before.word in STOPS | QUOTES
        or scope.has("that", place - 1)
        or scope.has("negation", place - 1)
        or is_adverb(before)
    )


def side(label: Label, turned: bool) -> Label:
    if not turned:
        return label
    return "oppose" if label == "support" else "support"


def is_negated(scope: Scope, place: int) -> bool:
    """An odd number of negations shortly before, in the same clause."""
    count = 0
    for at in range(place - 1, max(-1, place - 1 - NEGATED), -1):
        if scope.tokens[at].word in STOPS or scope.has("breaks", at):
            break
        count += scope.has("negation", at)
    return count % 2 == 1


def supposed(scope: Scope, place: int) -> bool:
    """Whether the sentence only supposes: `if they pay we back it`, `we back it, if they pay`."""
    first, until = sentence(scope, place)
    if any(scope.has("hypotheses", at) for at in range(first, place)):
        return True
    stop = next((at + 1 for at in range(place, until) if scope.tokens[at].word in STOPS), until)
    return any(scope.has("hypotheses", at) for at in range(place, min(stop + 1, until)))


def is_question(scope: Scope, place: int) -> bool:
    first, until = sentence(scope, place)
    end = scope.tokens[until - 1].end
    follows = scope.text[end : end + 3].lstrip('"”»’ ')[:1]
    return any(scope.tokens[at].word in "?¿" for at in range(first, until)) or follows == "?"


def sentence(scope: Scope, place: int) -> tuple[int, int]:
    """The half open range of the sentence around a token, its end mark included."""
    first, until = place, place
    while first > max(0, place - WIDEST) and scope.tokens[first - 1].word not in ENDS:
        first -= 1
    while until < min(len(scope.tokens) - 1, place + WIDEST) and scope.tokens[until].word not in ENDS:
        until += 1
    return first, until + 1


def clause_end(scope: Scope, place: int) -> int:
    """Where the clause that goes on at a token ends."""
    at = place
    while at < len(scope.tokens) and at - place < OBJECT:
        if scope.tokens[at].word in STOPS or (at > place and scope.has("breaks", at)):
            break
        at += 1
    return at


def clause_start(scope: Scope, place: int) -> int:
    at = place
    while at > 0 and scope.tokens[at - 1].word not in STOPS and not scope.has("breaks", at - 1):
        at -= 1
    return at


# whose verb


def held(scope: Scope, place: int, size: int) -> bool:
    """Whether the speaker is the subject of the verb at `place`: `we oppose`, `said he would vote against`."""
    tokens, at, helped = scope.tokens, place - 1, False
    if scope.has("noun_before", at):
        return False
    if size == 1 and tokens[place].word.endswith("ed") and scope.list("passive").has(tokens[at]) and at >= 0:
        return False
    while at >= 0 and place - at <= WALK and (scope.has("between", at) or is_adverb(tokens[at])):
        if direct(scope) and scope.has("first_helpers", at):
            return True
        at, helped = at - 1, True
    if at >= 0 and scope.has("conjunctions", at):
        start = clause_start(scope, at)
        return start < at and scope.has("first_person", start) and direct(scope)
    if at < 0 or tokens[at].word in QUOTES | STOPS:
        return implied(scope, place, at, helped=helped)
    return is_speaker(scope, at)


def is_adverb(token: Token) -> bool:
    return len(token.word) > 5 and token.word.endswith(("mente", "ly"))


def implied(scope: Scope, place: int, at: int, *, helped: bool) -> bool:
    """A verb without a subject: at the beginning of what is reported, `promised to [oppose the toll]`."""
    begins = opens(scope, at + 1)
    third = scope.has("bare_third", place) and not direct(scope)
    return begins and (third or (helped and scope.statement.kind != "direct"))


def direct(scope: Scope) -> bool:
    return scope.statement.kind in ("direct", "mixed")


def is_speaker(scope: Scope, at: int) -> bool:
    """Whether the word that ends a subject at `at` means the speaker."""
    speaker = scope.statement.speaker
    if scope.has("first_person", at):
        return direct(scope)
    if scope.statement.kind != "direct":
        person = speaker is None or speaker.kind in ("person", None)
        if scope.has("third_person", at):
            return person
        if scope.has("other_person", at):
            return not person
    return speaker is not None and names_speaker(scope, at, speaker)


def names_speaker(scope: Scope, at: int, speaker: Actor) -> bool:
    """`Brandt opposes`; `Russia opposes`, said by one who speaks for it."""
    words = name_words(scope.words(at, at + 1))
    if not words or not scope.tokens[at].is_name:
        return False
    own = [name_words(speaker.name), name_words(speaker.organisation or "")]
    if any(words[-1] == name[-1] for name in own if name):
        return True
    state = state_named(scope.words(max(0, at - 1), at + 1), scope.language) or state_named(
        scope.words(at, at + 1), scope.language
    )
    return state is not None and state == speaker.state


# what it is about


def object_of(scope: Scope, start: int) -> Target | None:
    """What stands behind a cue: the issue or the words, and whether something between turns the cue round."""
    until = clause_end(scope, start)
    while start < until and is_adverb(scope.tokens[start]):
        start += 1
    if until <= start or any(scope.has("no_objects", at) for at in range(start, min(start + 2, until))):
        return None
    for issue in issues(scope.statement):
        turned = about(scope, issue, start, until)
        if turned is not None:
            return issue.label, issue, turned
    if is_anaphor(scope, start, until):
        one = only_issue(scope)
        return None if one is None else (one.label, one, False)
    return printed(scope, start, until)


def subject_of(scope: Scope, place: int, size: int, *, calls: bool) -> Target | None:
    """What stands before a predicate: `the toll is a mistake`; after it where the cue gives it a name."""
    if calls:
        return named(scope, place, size)
    copula = next((at for at in range(place - 1, max(-1, place - 5), -1) if scope.has("copulas", at)), None)
    modal = scope.has("copulas", place) or scope.has("modals", place)
    if copula is None and not modal:
        return None
    start, until = clause_start(scope, place), place if modal else copula or 0
    while start < until and (
        scope.tokens[start].word in QUOTES or scope.has("that", start) or scope.has("conjunctions", start)
    ):
        start += 1
    while until > start and (scope.has("between", until - 1) or scope.tokens[until - 1].word in QUOTES):
        until -= 1
    if until <= start or until - start > OBJECT or any(others(scope, at) for at in range(start, place)):
        return None
    return object_in(scope, start, until)


def object_in(scope: Scope, start: int, until: int) -> Target | None:
    inner = replace(scope, tokens=scope.tokens[:until])
    return object_of(inner, start)


def named(scope: Scope, place: int, size: int) -> Target | None:
    """`[the toll unacceptable]` of `called the toll unacceptable`; `[unacceptable the toll]` in other languages."""
    if place > REACH + LONGEST:
        return None
    if all(scope.tokens[at].word in QUOTES or scope.has("as", at) for at in range(place)):
        return object_of(scope, place + size)
    until = place
    while until and (
        scope.has("between", until - 1)
        or scope.has("as", until - 1)
        or scope.has("copulas", until - 1)
        or scope.tokens[until - 1].word in QUOTES
    ):
        until -= 1
    return object_in(scope, 0, until) if until else None


def others(scope: Scope, at: int) -> bool:
    """Whether a word tells what somebody else holds."""
    return scope.has("tellers", at) and not (at and scope.has("first_person", at - 1))


def issues(statement: Statement) -> tuple[Issue, ...]:
    first = (statement.issue,) if statement.issue else ()
    return tuple({issue.id: issue for issue in (*first, *statement.issues)}.values())


def about(scope: Scope, issue: Issue, start: int, until: int) -> bool | None:
    """Whether the words [start, until) are about the issue: None when not, True when they are about its contrary."""
    for span in issue.words:
        first = next((at for at in range(start, until) if scope.tokens[at].start == span.start), None)
        last = next((at for at in range(start, until) if scope.tokens[at].end >= span.end), None)
        if first is None or last is None or first - start > REACH or heads_another(scope, last + 1, until):
            continue
        turned = way(scope, start, first)
        if turned is not None:
            return turned
    return None


def way(scope: Scope, start: int, first: int) -> bool | None:
    """Whether the words between a cue and the issue turn it round; None where they name another thing."""
    turned = False
    for at in range(start, first):
        token = scope.tokens[at]
        if scope.has("reversers", at) or scope.has("negation", at):
            turned = not turned
        elif token.word in QUOTES or scope.has("links", at) or scope.has("carriers", at):
            continue
        elif token.word in STOPS or part_of(token.word, scope.language)[0] != "a" or token.is_name:
            return None
    return turned


def heads_another(scope: Scope, after: int, until: int) -> bool:
    """English: `the bridge` of `the bridge collapse` is not what it is about."""
    if scope.language != "en" or after >= until:
        return False
    token = scope.tokens[after]
    if token.word == "to":
        return True
    if scope.has("carriers", after) or scope.has("between", after):
        return False
    if scope.has("reversers", after):
        return True
    return token.word.isalpha() and not scope.has("links", after) and part_of(token.word, "en")[0] == "n"


def is_anaphor(scope: Scope, start: int, until: int) -> bool:
    """`it`, `the plan`."""
    first = start
    while first < until and scope.tokens[first].word in QUOTES:
        first += 1
    size = until - first
    if size == 1:
        return scope.has("anaphors", first) or scope.has("carriers", first)
    return (
        1 < size <= 3
        and scope.has("definite", first)
        and all(scope.has("carriers", at) for at in range(first + 1, until))
    )


def only_issue(scope: Scope) -> Issue | None:
    """The one issue of a statement that names none itself."""
    named_here = issues(scope.statement)
    return named_here[0] if len(named_here) == 1 else None


def printed(scope: Scope, start: int, until: int) -> Target | None:
    """The words themselves, as far as the clause goes; None where they are only pronouns."""
    until = min(until, start + LONGEST)
    while start < until and scope.tokens[start].word in QUOTES:
        start += 1
    while until > start and (
        scope.tokens[until - 1].word in QUOTES or scope.has("links", until - 1) or scope.has("conjunctions", until - 1)
    ):
        until -= 1
    content = [at for at in range(start, until) if scope.tokens[at].word[0].isalpha() and not scope.has("links", at)]
    if not content or all(scope.has("anaphors", at) or scope.has("no_objects", at) for at in content):
        return None
    return scope.words(start, until), None, False
