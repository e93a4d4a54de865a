"""How far a Spanish verb reaches: which party behind it can still be the one it is done to.

Comes in: a Clause, where its verb ends, a party; goes out: whether something between them takes the party away.
English needs none of it: its objects stand without a preposition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolve.events.parties import Party
from onrecord.resolve.tenses import is_verb

if TYPE_CHECKING:
    from onrecord.resolve.events.clauses import Clause, VerbGroup

__all__ = ["begins_verb", "is_out_of_reach"]

DIRECT = frozenset(("05", "09", "11", "12"))
"""CAMEO roots whose verbs take the other party for their object: `criticó a Ana`, not `criticó la visita a Chile`."""
INFINITIVES = ("ar", "er", "ir", "arse", "erse", "irse", "arle", "erle", "irle", "arles", "erles", "irles")
LED = frozenset(("a", "de", "en", "por", "para", "sin", "con"))


def is_out_of_reach(clause: Clause, group: VerbGroup, party: Party, code: str) -> bool:
    """Whether a word between takes it: an infinitive, a noun with `a`, a pronoun of the verb, the rest of a name."""
    if clause.lexicon.language != "es":
        return False
    lead = party.first - 1 - clause.has("determiners", party.first - 1)
    personal = clause.has("personal_object", lead)
    near = is_at_once(clause, group.last, lead)
    if any(is_infinitive(clause, at, group.last) for at in range(group.last, lead)):
        return True
    if has_pronoun(clause, group) and not (personal and near):
        return True
    if personal and not near and code[:2] in DIRECT:
        return True
    return clause.low(lead) == "hacia" or belongs_to_word_before(clause, group.last, party)


def is_at_once(clause: Clause, start: int, end: int) -> bool:
    """Whether only adverbs and times stand between: `criticó ayer duramente a Ana`."""
    return all(clause.lexicon.is_adverb(clause.low(at)) or at in clause.timed for at in range(start, end))


def is_infinitive(clause: Clause, at: int, start: int) -> bool:
    """`negarse a | atender`, `prometió | presentar`; not `el lugar`, `una mujer`."""
    word = clause.low(at)
    if len(word) < 4 or not word.endswith(INFINITIVES) or clause.words[at].is_name or at in clause.timed:
        return False
    return (at == start or clause.low(at - 1) in LED) and not clause.lexicon.is_adverb(word)


def has_pronoun(clause: Clause, group: VerbGroup) -> bool:
    """`le pidió`, `reclamarle`: the other party is named before."""
    word = clause.low(group.at)
    return clause.low(group.at - 1) in {"le", "les"} or word.endswith(
        ("arle", "erle", "irle", "arles", "erles", "irles")
    )


def belongs_to_word_before(clause: Clause, start: int, party: Party) -> bool:
    """`medidas | fiscales`, `Tribunal | Constitucional`: no party but the end of a longer phrase."""
    before = party.first - 1
    if before < start or party.actor.kind == "person" or any(one.last == party.first for one in clause.parties):
        return False
    word = clause.words[before]
    if word.is_name:
        return True
    held = ("determiners", "prepositions", "conjunctions", "subordinators", "be", "have")
    plain = party.actor.kind == "group" and not clause.words[party.first].is_name and word.text.isalpha()
    return plain and before > start and not any(clause.has(name, before) for name in held)


def begins_verb(clause: Clause, at: int) -> bool:
    """Whether a finite verb stands there, listed or not: `y | animó a los suyos`."""
    word = clause.words[at] if 0 <= at < len(clause.words) else None
    return word is not None and not word.is_name and is_verb(word.text, "es") and clause.lexicon.language == "es"
