"""The clause around a word: how a verb stands in it, who does it, to whom, and where.

Comes in: words of a sentence, its parties, a lexicon; goes out: VerbGroups, subjects, recipients, places. It is no
parser: where the words leave it open, it answers None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.resolve.events.lexicon import Lexicon
from onrecord.resolve.events.parties import Party
from onrecord.resolve.events.reach import begins_verb, is_out_of_reach
from onrecord.resolve.events.words import Form, Word

__all__ = [
    "MATERIAL",
    "STOPS",
    "Clause",
    "Tense",
    "VerbGroup",
    "agents_behind",
    "broken",
    "governor",
    "object_of",
    "recipient_of",
    "subject_of",
    "verb_group",
]

Tense = Literal["past", "ongoing", "scheduled"]
STOPS = frozenset('.;:!?"“”«»()—–…')
OPENING = frozenset('"“«')
ASIDE = 28
"""Words that may stand between the commas of an aside: `Salim, the head of the board since May, said`."""
GOVERNED = 4
"""Words back in which a preposition governs: `against the disputed election law`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence as it is read: `timed` are the words that name a time, `cued` those of cues."""

    words: Sequence[Word]
    parties: Sequence[Party]
    lexicon: Lexicon
    timed: frozenset[int] = frozenset()
    cued: frozenset[int] = frozenset()
    heading: bool = False

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def has(self, name: str, at: int) -> bool:
        return 0 <= at < len(self.words) and self.words[at].low in self.lexicon.grammar.get(name, ())

    def party_at(self, at: int) -> Party | None:
        """The party that ends right before a word."""
        return next((party for party in self.parties if party.last == at), None)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with what helps it: words [first, last), read as `tense`. `intent` when it only will, or is willing to."""

    first: int
    at: int
    last: int
    tense: Tense
    passive: bool = False
    intent: bool = False


@dataclass(frozen=True, slots=True)
class Helped:
    """The auxiliaries before a verb, [first, at)."""

    first: int
    seen: frozenset[str]


def helped(clause: Clause, at: int) -> Helped:
    seen: set[str] = set()
    first = at
    names = ("negation", "have", "be", "do", "future", "doubt", "infinitive", "reflexive")
    while first > 0:
        kinds = {name for name in names if clause.has(name, first - 1)}
        if clause.low(first - 1).endswith("n't"):
            kinds |= {"negation"}
        if clause.has("be_now", first - 1):
            kinds.add("be_now")
        if clause.has("reported_future", first - 1):
            kinds = {"reported_future"}
        if not kinds and not clause.lexicon.is_adverb(clause.low(first - 1)):
            break
        seen |= kinds
        first -= 1
        if "infinitive" in kinds:
            break
    return Helped(first, frozenset(seen))


def verb_group(clause: Clause, at: int, forms: frozenset[Form]) -> VerbGroup | None:
    """How a word is used as a verb; None when it is none, is denied, or is only thought of."""
    help_ = helped(clause, at)
    if "negation" in help_.seen or "doubt" in help_.seen or denied(clause, help_.first):
        return None
    reading = (
        spanish(clause, at, forms, help_) if clause.lexicon.language == "es" else english(clause, at, forms, help_)
    )
    if reading is None:
        return None
    tense, passive, intent = reading
    first = beginning(clause, help_) if "infinitive" in help_.seen or intent else help_.first
    return VerbGroup(first, at, at + 1, tense, passive, intent)


LOCATED = frozenset(("042", "170", "171", "172", "173", "174", "175", "183", "190", "191", "194", "195"))
"""What is done to whom it is done in: `visited a resort in Russia`, `imposed a curfew in Chad`."""
MATERIAL = frozenset(("14", "15", "16", "17", "18", "19", "20"))
VERBAL = frozenset(("03", "05", "10", "11", "12", "13"))
"""CAMEO roots whose recipient may be named by an adjective: `rejected a French offer`."""
Reading = tuple[Tense, bool, bool]


def beginning(clause: Clause, help_: Helped) -> int:
    """Where a verb group begins with what governs it: `is | prepared to lift`, `plans | to lift`."""
    first = help_.first
    for place in range(first - 1, max(-1, first - 4), -1):
        word = clause.low(place)
        if any(clause.lexicon.has(f"governors {name}", word) for name in ("aspect", "scheduled", "intent")):
            return helped(clause, place).first
        if not (clause.lexicon.is_adverb(word) or clause.has("prepositions", place)):
            break
    return first


def denied(clause: Clause, first: int) -> bool:
    """`if Ana signs`, `no minister met`: no event is told."""
    place = first
    while place > 0 and clause.low(place - 1) not in STOPS | {","} and first - place < ASIDE:
        place -= 1
        if clause.has("doubt", place) and clause.low(place) in {
            "if",
            "si",
            "whether",
            "unless",
            "perhaps",
            "quizá",
            "quizás",
        }:
            return True
        if clause.low(place) in {"no", "ningún", "ninguna", "neither"}:
            return clause.has("relatives", place + 1) is False and first - place <= GOVERNED
        if clause.has("subordinators", place):
            return False
    return False


def english(clause: Clause, at: int, forms: frozenset[Form], help_: Helped) -> Reading | None:
    seen = help_.seen
    passive = "be" in seen and "participle" in forms
    if seen & {"infinitive", "future", "reported_future"}:
        return to_come(clause, forms, help_, passive=passive)
    if passive:
        return None if clause.heading and "be_now" in seen and "have" not in seen else ("past", True, False)
    if "gerund" in forms:
        return progressive(clause, seen, help_.first, at)
    if "have" in seen or "do" in seen:
        wanted = "participle" if "have" in seen else "base"
        return ("past", False, False) if wanted in forms else None
    if "past" in forms or "participle" in forms:
        return simple_past(clause, at, forms, help_.first)
    return present(clause, at, forms, help_.first)


def to_come(clause: Clause, forms: frozenset[Form], help_: Helped, *, passive: bool) -> Reading | None:
    fits = passive or "base" in forms or ("be" in help_.seen and "gerund" in forms)
    if not fits:
        return None
    if "infinitive" in help_.seen:
        return infinitive(clause, help_.first, passive=passive)
    return "scheduled", passive, True


def progressive(clause: Clause, seen: frozenset[str], first: int, at: int) -> Reading | None:
    """`is meeting`, `began meeting`, `, killing ten`."""
    if "be" in seen:
        return ("ongoing" if "be_now" in seen or "have" in seen else "past", False, False)
    if at in clause.cued or (clause.low(first - 1) == "," and not clause.has("prepositions", at + 1)):
        return "past", False, False
    return ("past", False, False) if clause.lexicon.has("governors aspect", clause.low(first - 1)) else None


def simple_past(clause: Clause, at: int, forms: frozenset[Form], first: int) -> Reading | None:
    """Not `a planned visit`, `the attacked town`; `a camp attacked by rebels` is told."""
    if clause.low(at + 1) in clause.lexicon.lists["grammar passive_by"]:
        return "past", True, False
    before = first - 1
    if (
        "past" not in forms
        or clause.has("determiners", before)
        or clause.has("prepositions", before)
        or clause.low(before) == "'s"
    ):
        return None
    return "past", False, False


def present(clause: Clause, at: int, forms: frozenset[Form], first: int) -> Reading | None:
    """`Ana visits Chile`, `workers protest`: the subject stands right before; in a heading it has happened."""
    party = clause.party_at(first)
    if party is None or at + 1 >= len(clause.words):
        return None
    plural = clause.low(first - 1).endswith("s") or clause.low(first - 1) in {"people", "police", "men", "women"}
    opens = party.first <= 1
    if "present" in forms or ("base" in forms and plural and opens and party.actor.kind == "group"):
        return "past" if clause.heading else "ongoing", False, False
    return None


def infinitive(clause: Clause, first: int, *, passive: bool) -> Reading | None:
    """Only what governs it makes it told: `began to`, `is due to`, `is willing to`; not `asked to`, `to protest`."""
    before = first - 1
    while before > 0 and clause.lexicon.is_adverb(clause.low(before)):
        before -= 1
    if any(clause.has("negation", place) for place in range(before - 2, before + 1)):
        return None
    word = clause.low(before)
    if clause.lexicon.has("governors intent", word):
        return "scheduled", passive, True
    if clause.lexicon.has("governors scheduled", word):
        return "scheduled", passive, True
    return ("past", passive, False) if clause.lexicon.has("governors aspect", word) else None


def spanish(clause: Clause, at: int, forms: frozenset[Form], help_: Helped) -> Reading | None:
    if "participle" in forms:
        return spanish_participle(clause, at, help_)
    if "gerund" in forms:
        tense: Tense = "ongoing" if "be_now" in help_.seen else "past"
        return (tense, False, False) if "be" in help_.seen else None
    if "base" in forms:
        return spanish_infinitive(clause, help_.first)
    return None if is_noun(clause, at, forms) else spanish_finite(clause, at, forms, help_)


def spanish_participle(clause: Clause, at: int, help_: Helped) -> Reading | None:
    """`ha detenido`, `fue detenido`, `detenido por`."""
    if "have" in help_.seen:
        return "past", "be" in help_.seen, False
    if "be" in help_.seen:
        ahead = any(clause.low(place) in {"será", "serán"} for place in range(help_.first, at))
        return "scheduled" if ahead else "past", True, ahead
    return ("past", True, False) if clause.low(at + 1) in clause.lexicon.lists["grammar passive_by"] else None


def is_noun(clause: Clause, at: int, forms: frozenset[Form]) -> bool:
    """`la visita`, `una protesta`; `la detuvo` is a verb behind its object."""
    before = clause.low(at - 1)
    clitic = before in {"la", "los", "las", "lo"}
    if clause.has("prepositions", at - 1) or (clause.has("determiners", at - 1) and not clitic):
        return True
    return clitic and "past" not in forms


def spanish_finite(clause: Clause, at: int, forms: frozenset[Form], help_: Helped) -> Reading | None:
    if "future" in forms:
        return "scheduled", False, True
    if "past" in forms and clause.low(at).endswith(("ó", "ron", "o")):
        return "past", False, False
    if clause.party_at(help_.first) is None and "reflexive" not in help_.seen:
        return None
    return "past" if clause.heading else "ongoing", False, False


def spanish_infinitive(clause: Clause, first: int) -> Reading | None:
    for place in range(first - 1, max(-1, first - 4), -1):
        word = clause.low(place)
        if clause.lexicon.has("governors scheduled", word) or clause.lexicon.has("governors intent", word):
            return None if clause.has("negation", place - 1) else ("scheduled", False, True)
        if clause.lexicon.has("governors aspect", word):
            return "past", False, False
        if not clause.has("prepositions", place):
            return None
    return None


# who and to whom


def subject_of(clause: Clause, first: int) -> tuple[Party, ...]:
    """The parties that a verb group beginning at `first` has for subject, in their order; none when that is unclear."""
    place = before_asides(clause, first)
    aside = clause.party_at(first - 1) if clause.low(first - 1) == "," else None
    if aside is not None and aside.actor.kind == "person" and aside.first <= place + 1:
        return (aside,)
    if clause.has("relatives", place - 1):
        place = place - 1
        if clause.low(place - 1) == ",":
            place -= 1
        party = clause.party_at(place)
        owned = (
            party is not None and party.actor.kind != "person" and clause.low(party.first - 1) in {"de", "del"}
        )  # `el párroco de Irún, que pidió`
        return (party,) if party and not owned else ()
    nearest = [party for party in clause.parties if party.last <= place]
    while nearest:
        party = nearest.pop()
        if broken(clause, party.last, place):
            return ()
        if not governed(clause, party.first) and not party.is_adjective:
            return (*joined_before(clause, party), party)
        place = party.first
    return ()


def before_asides(clause: Clause, first: int) -> int:
    """The end of the words that the subject ends with: before adverbs and what stands between commas or brackets."""
    place = first
    while place > 0:
        low = clause.low(place - 1)
        opening = {",": ",", ")": "("}.get(low)
        if opening is not None:
            start = next((i for i in range(place - 2, max(-1, place - ASIDE), -1) if clause.low(i) == opening), None)
            if start is None:
                return place
            place = start
        elif (
            clause.lexicon.is_adverb(low)
            or place - 1 in clause.timed
            or (place in clause.timed and clause.has("prepositions", place - 1))
        ):
            place -= 1
        else:
            return place
    return place


def broken(clause: Clause, start: int, end: int) -> bool:
    """Whether a clause ends between two words."""
    for at in range(start, end):
        low = clause.low(at)
        if (
            low in STOPS
            or low == ","
            or clause.has("subordinators", at)
            or clause.has("be", at)
            or clause.has("have", at)
        ):
            return True
        if any(clause.has(name, at) for name in ("third_person", "first_person", "common_verbs")):
            return True
        shows = {form for _, form in clause.lexicon.forms.get(low, ())}
        if shows & {"past", "future"} and not clause.words[at].is_name:
            return True
    return False


def governor(clause: Clause, first: int, floor: int = 0) -> str | None:
    """The preposition that governs a phrase, `` when none does before `floor`."""
    at = first - 1
    while at >= floor and first - at <= GOVERNED + 1:
        low = clause.low(at)
        if clause.has("prepositions", at):
            if low in {"of", "de", "than", "to"} and clause.has("quantities", at - 1):
                at -= 2
                continue
            if low in {"about", "around", "over", "under", "unos"} and clause.words[at + 1].text[0].isdigit():
                at -= 1
                continue
            return low
        if clause.has("conjunctions", at) and (before := clause.party_at(at)) and before.first > floor:
            first, at = before.first, before.first - 1
            continue
        if low in STOPS or low == "," or clause.has("subordinators", at) or clause.has("conjunctions", at):
            return ""
        if any(party.last == at + 1 for party in clause.parties):
            return ""
        at -= 1
    return ""


def outer(clause: Clause, first: int, floor: int) -> str | None:
    """What governs the phrase that goes on with `of`: `in anticipation of Ana`."""
    at = first - 1
    while at > floor and clause.low(at) not in {"of", "de", "del"}:
        at -= 1
    return governor(clause, at, floor) if at > floor else ""


def governed(clause: Clause, first: int) -> bool:
    return bool(governor(clause, first))


def joined_before(clause: Clause, party: Party) -> tuple[Party, ...]:
    """The party before `and`: `Ana and | Bo`."""
    place = party.first - 1
    while place > 0 and (clause.has("determiners", place)):
        place -= 1
    if not clause.has("conjunctions", place):
        return ()
    before = clause.party_at(place)
    return (before,) if before else ()


def clause_end(clause: Clause, at: int, *, through: bool) -> int:
    """Where the clause of a verb ends; `through` a `that` for verbs whose content names the other party."""
    return next(
        (place for place in range(at, len(clause.words)) if ends(clause, place, at, through=through)), len(clause.words)
    )


def ends(clause: Clause, place: int, verb_end: int, *, through: bool) -> bool:
    low = clause.low(place)
    if low in STOPS and low not in {"(", ")"}:
        return not (low in OPENING and through)
    if (low == "," and not parties_listed(clause, place)) or goes_on(clause, place):
        return True
    if not clause.has("subordinators", place) or clause.has("prepositions", place):
        return False
    return not (through and low in {"that", "que"} and opens_content(clause, place, verb_end))


def goes_on(clause: Clause, place: int) -> bool:
    """Whether a second verb of the same subject follows: `and | suspended`."""
    if not clause.has("conjunctions", place):
        return False
    after = place + 1
    while clause.lexicon.is_adverb(clause.low(after)):
        after += 1
    listed = any(form in {"past", "future"} for _, form in clause.lexicon.forms.get(clause.low(after), ()))
    return listed or begins_verb(clause, after)


def opens_content(clause: Clause, place: int, verb_end: int) -> bool:
    """Whether `that` opens what is said, rather than a relative clause: `demanded on Monday that`, not `a law that`."""
    before = place - 1
    while (
        before in clause.timed
        or clause.lexicon.is_adverb(clause.low(before))
        or (before + 1 in clause.timed and clause.has("prepositions", before))
    ):
        before -= 1
    return (
        before < verb_end
        or clause.low(before) in STOPS
        or clause.low(before) == ","
        or clause.party_at(before + 1) is not None
    )


def parties_listed(clause: Clause, comma: int) -> bool:
    return clause.party_at(comma) is not None and any(party.first == comma + 1 for party in clause.parties)


def recipient_of(
    clause: Clause, group: VerbGroup, code: str, actors: Sequence[Party], *, beyond: int = 0
) -> Party | None:
    """The first party behind the verb that takes what is done; its object, before the word `beyond`, is none."""
    through = code[:2] in {"10", "12", "13", "03", "11", "05"}
    end = clause_end(clause, group.last, through=through)
    for party in clause.parties:
        if (
            not group.last <= party.first < end
            or party in actors
            or (party.is_adjective and not is_proposal(clause, party, code))
        ):
            continue
        if party.first < beyond <= party.last and party.actor.kind != "person":
            continue
        if is_out_of_reach(clause, group, party, code):
            continue
        if clause.has("possessives", party.first - 1) or (party.is_capital and code[:2] in MATERIAL):
            continue
        word = governor(clause, party.first, group.last)
        if word in {"from", "by"} and code[:2] == "12":
            return party
        if word == "from" and code[:2] not in MATERIAL | {"08", "03"}:
            continue
        if word in {"of", "de", "del"}:
            if party.is_capital:
                continue
            word = outer(clause, party.first, group.last)
            if word in {"of", "de", "del"}:
                continue
        barred = clause.lexicon.has("grammar not_recipient", word or "")
        on = word and clause.lexicon.has("grammar recipient_on", word) and code[:2] in MATERIAL | {"08", "13"}
        if (
            not barred
            or on
            or (code[:3] in LOCATED and party.is_place and clause.lexicon.has("grammar place", word or ""))
        ):
            return party
    return None


def is_proposal(clause: Clause, party: Party, code: str) -> bool:
    """`a French proposal`, to one who rejects it."""
    return code[:2] in VERBAL and clause.has("proposals", party.last)


def agents_behind(clause: Clause, group: VerbGroup) -> tuple[Party, ...]:
    """Who did it, of a passive: `by Ana`."""
    end = clause_end(clause, group.last, through=False)
    for party in clause.parties:
        if (
            group.last <= party.first < end
            and governor(clause, party.first, group.last) in clause.lexicon.lists["grammar passive_by"]
        ):
            return (party,)
    return ()


def object_of(clause: Clause, group: VerbGroup, objects: frozenset[str]) -> int | None:
    """Where one of the objects stands: behind the verb, of a passive before it."""
    end = clause_end(clause, group.last, through=False)
    places = list(range(group.last, min(end, group.last + 12)))
    if group.passive:
        places = [*range(group.first - 1, max(-1, group.first - 10), -1), *places]
    for place in places:
        low = clause.low(place)
        if low in {"a", "al"} and clause.has("personal_object", place) and place - group.last > 2:
            break  # `lanzó un llamamiento | al inicio de los ataques`
        if group.passive and place < group.first and (low in STOPS or clause.has("subordinators", place)):
            continue
        if low in objects or low.removesuffix("s") in objects or low.removesuffix("es") in objects:
            return place
    return None
