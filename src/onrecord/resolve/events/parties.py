"""Who may take part: the phrases of a sentence that name an actor.

Comes in: words of a sentence, the cast, states; goes out: Parties in text order, none overlapping.
A phrase without a name of its own (`Russian troops`, `the rebels`) is an actor by its words; a pronoun is none here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Actor, Mention, Span
from onrecord.resolve.actors import Cast, actor_of, person_actor
from onrecord.resolve.events.lexicon import Lexicon
from onrecord.resolve.events.words import Word
from onrecord.resolve.names import folded, words_of
from onrecord.resolve.offices import description
from onrecord.resolve.states import adjective_of, government_named, state_name, state_named, states

__all__ = ["Parties", "Party", "parties_of"]

LONGEST = 5
"""Words of the longest name of a state."""
LOOSE = 2
"""Unknown small words that may stand between a state and the head it changes: `U.S. border patrol agents`."""


@dataclass(frozen=True, slots=True)
class Party:
    """Words [first, last) of the sentence that name `actor`.

    `is_place` for the name of a state, `is_capital` for that of its capital, `is_adjective` for the adjective of
    something it owns or does (`a U.S. request`), which is no subject.
    """

    first: int
    last: int
    actor: Actor
    is_place: bool = False
    is_capital: bool = False
    is_adjective: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name or a head inside a phrase; `sort` is person, organisation, state, adjective, place, agent or group."""

    first: int
    last: int
    sort: str
    actor: Actor | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """What parties are read from: the cast, names of organisations and places, actors known from statements."""

    cast: Cast
    mentions: Sequence[Mention]
    known: Mapping[str, Actor]
    lexicon: Lexicon

    def fuller(self, actor: Actor) -> Actor:
        """The same actor as a statement has it, with its office and state."""
        return self.known.get(actor.id, actor)


def parties_of(words: Sequence[Word], parties: Parties) -> tuple[Party, ...]:
    anchors = anchors_of(words, parties)
    out: list[Party] = []
    at = 0
    while at < len(anchors):
        end = at + 1
        while end < len(anchors) and belongs(words, anchors[at:end], anchors[end], parties.lexicon):
            end += 1
        party = party_of(words, anchors[at:end], parties) or joined_adjective(words, anchors, end, parties)
        if party is not None:
            out.append(party)
        at = end
    return tuple(out)


def joined_adjective(words: Sequence[Word], anchors: Sequence[Anchor], end: int, parties: Parties) -> Party | None:
    """Hungary, of `Hungarian and Romanian officials`."""
    left, right = anchors[end - 1], anchors[end] if end < len(anchors) else None
    if left.sort != "adjective" or left.state is None or right is None or right.sort != "adjective":
        return None
    between = [word.low for word in words[left.last : right.first]]
    if not between or not all(parties.lexicon.has("grammar conjunctions", low) for low in between):
        return None
    actor = actor_of(state_name(left.state, parties.lexicon.language), None, "state", state=left.state)
    return Party(left.first, left.last, parties.fuller(actor))


def anchors_of(words: Sequence[Word], parties: Parties) -> list[Anchor]:
    """In text order; of anchors that overlap, the one that begins first and is longest."""
    found = [
        *persons(words, parties),
        *states_in(words, parties),
        *named(words, parties),
        *heads(words, parties.lexicon),
    ]
    out: list[Anchor] = []
    for anchor in sorted(found, key=lambda one: (one.first, -one.last)):
        if not out or anchor.first >= out[-1].last:
            out.append(anchor)
    return out


def covered(words: Sequence[Word], span: Span) -> tuple[int, int]:
    inside = [
        i for i, word in enumerate(words) if word.start >= span.start and word.end <= span.end and word.low != "'s"
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def persons(words: Sequence[Word], parties: Parties) -> list[Anchor]:
    pairs = parties.cast.within(words[0].start, words[-1].end)
    places = [(covered(words, span), person) for span, person in pairs if not person.unclear]
    return [Anchor(*at, "person", parties.fuller(person_actor(person))) for at, person in places if at[1]]


def named(words: Sequence[Word], parties: Parties) -> list[Anchor]:
    """Organisations and places of the analysis that no table of states has."""
    language = parties.lexicon.language
    out = []
    for mention in parties.mentions:
        if (
            mention.kind not in {"organisation", "place"}
            or mention.span.end > words[-1].end
            or mention.span.start < words[0].start
        ):
            continue
        at, name = covered(words, mention.span), description(mention.span.text, language)
        if not at[1] or not name or state_named(name, language) or government_named(name, language):
            continue
        if mention.kind == "place":
            out.append(Anchor(*at, "place"))
            continue
        full = parties.cast.organisation(name) or parties.cast.organisations.spelled_out(name)
        out.append(Anchor(*at, "organisation", parties.fuller(actor_of(full, None, "organisation"))))
    return out


def states_in(words: Sequence[Word], parties: Parties) -> list[Anchor]:
    out, at = [], 0
    while at < len(words):
        length, anchor = state_at(words, at, parties)
        if anchor is not None:
            out.append(anchor)
        at += length
    return out


def state_at(words: Sequence[Word], at: int, parties: Parties) -> tuple[int, Anchor | None]:
    language = parties.lexicon.language
    word = words[at]
    if not word.text[0].isalpha() or not (word.is_name or language == "es"):
        return 1, None
    for length in range(min(reach(word, parties.lexicon), len(words) - at) if word.is_name else 0, 0, -1):
        phrase = " ".join(word.text for word in words[at : at + length])
        if length > 1 and not words[at + length - 1].text[-1].isalnum():
            continue
        initials = phrase.replace(".", "") if len(phrase) <= len("U.S.A.") else phrase
        if parties.lexicon.has("agents names", phrase):
            body = actor_of(parties.cast.organisations.spelled_out(phrase), None, "organisation")
            return length, Anchor(at, at + length, "organisation", parties.fuller(body))
        if code := state_named(initials, language):
            actor = actor_of(state_name(code, language), None, "state", state=code)
            return length, Anchor(at, at + length, "state", parties.fuller(actor), code)
        if code := government_named(phrase, language):
            actor = actor_of(description(phrase, language), None, "organisation", state=code)
            return length, Anchor(at, at + length, "organisation", parties.fuller(actor), code)
    code = adjective_of(word.text, language)
    return 1, Anchor(at, at + 1, "adjective", None, code) if code else None


def reach(word: Word, lexicon: Lexicon) -> int:
    """How many words a name of a state or body may have that begins with this one; an article may stand before any."""
    if word.low in words_of(lexicon.language, "articles"):
        return LONGEST
    return min(LONGEST, max(lexicon.longest.get(word.text, 1), states(lexicon.language).reach(word.text)))


def heads(words: Sequence[Word], lexicon: Lexicon) -> list[Anchor]:
    """Heads of phrases, offices among them."""
    offices = words_of(lexicon.language, "offices")
    out = []
    for at, word in enumerate(words):
        group = lexicon.has("agents group", word.low)
        if not group and not lexicon.has("agents state", word.low) and word.low not in offices:
            continue
        if not changes_noun(words, at, lexicon):
            out.append(Anchor(at, at + 1, "group" if group else "agent"))
    return out


def changes_noun(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """`police` of `police custody`, `government` of `government offensive`: no head."""
    if lexicon.language == "es":
        return (
            words[at].low in {"militares", "policías"}
            and at > 0
            and words[at - 1].low.isalpha()
            and fits_inside(words[at - 1], lexicon)
            and not lexicon.has("grammar determiners", words[at - 1].low)
        )
    if at + 1 >= len(words):
        return False
    after = words[at + 1]
    if not after.text.isalpha() or after.is_name or lexicon.is_adverb(after.low):
        return False
    shows = {form for _, form in lexicon.forms.get(after.low, ())}
    if shows - {"base"} or (shows and words[at].low.endswith(("s", "police", "people", "men"))):
        return False
    lists = (
        "prepositions",
        "subordinators",
        "conjunctions",
        "have",
        "be",
        "do",
        "future",
        "doubt",
        "negation",
        "determiners",
    )
    known = any(lexicon.has(f"grammar {name}", after.low) for name in lists) or after.low.endswith(("ed", "ing"))
    head = any(lexicon.has(f"agents {name}", after.low) for name in ("state", "group"))
    verb = any(
        lexicon.has(f"governors {name}", after.low) for name in ("aspect", "scheduled", "intent")
    ) or lexicon.has("grammar common_verbs", after.low)
    return not (known or head or verb)


def belongs(words: Sequence[Word], phrase: Sequence[Anchor], right: Anchor, lexicon: Lexicon) -> bool:
    """Whether an anchor goes on a phrase: `U.S. | Secretary of State | Mike Pompeo`, `government | of Sudan`."""
    left = phrase[-1]
    between = words[left.last : right.first]
    lows = [word.low for word in between]
    if (
        right.sort == "person"
        and left.sort != "person"
        and any(one.sort == "agent" for one in phrase)
        and "of" not in lows
    ):
        return len(between) <= LOOSE and all(w.is_name or w.low == "," or lexicon.is_adverb(w.low) for w in between)
    if left.sort in {"place", "person"} or (left.sort == "state" and right.sort == "state"):
        return False
    if left.sort == "organisation":
        return right.sort in {"agent", "group"} and not between
    if left.sort in {"agent", "group"} and (lows[:1] in (["of"], ["de"], ["del"]) or lexicon.language == "es"):
        return depends(between, right, lexicon)
    inner = between[1:] if left.sort == "state" and lows[:1] == ["'s"] else between
    small = [word for word in inner if not word.is_name]
    return len(small) <= LOOSE and all(fits_inside(word, lexicon) for word in inner)


def depends(between: Sequence[Word], right: Anchor, lexicon: Lexicon) -> bool:
    """`of Sudan`, `of former President Ana Brandt`; in Spanish the adjective behind its noun as well."""
    if right.sort == "adjective" and lexicon.language == "es":
        return len(between) <= 1 and all(fits_inside(word, lexicon) for word in between)
    if not between:
        return right.sort == "person"
    linking = ("grammar determiners", "grammar prepositions")
    linked = all(word.low == "former" or any(lexicon.has(name, word.low) for name in linking) for word in between)
    return linked and between[0].low in {"of", "de", "del"} and right.sort not in {"place", "group"}


def fits_inside(word: Word, lexicon: Lexicon) -> bool:
    if not word.text[0].isalpha() or word.low == "'s":
        return False
    if word.low in {"of", "for"} or word.is_name:
        return True
    shows = {form for _, form in lexicon.forms.get(word.low, ())}
    lists = ("prepositions", "subordinators", "conjunctions", "have", "be", "do", "future", "doubt", "negation")
    return not (shows & {"past", "present", "future"}) and not any(
        lexicon.has(f"grammar {name}", word.low) for name in lists
    )


def party_of(words: Sequence[Word], anchors: Sequence[Anchor], parties: Parties) -> Party | None:
    """The person if the phrase names one; a state or organisation alone; else the phrase by its words."""
    person = next((one for one in reversed(anchors) if one.sort == "person"), None)
    if person is not None and person.actor is not None and not is_owned(words, anchors, person):
        return of_person(anchors, person.actor)
    if len(anchors) > 1 or anchors[0].sort in {"agent", "group"}:
        return by_its_words(words, anchors, parties)
    only = anchors[0]
    if only.sort == "adjective":
        return people(words, only, parties)
    if only.actor is None:
        return None
    state = only.sort == "state"
    capital = state and is_capital(words[only.first : only.last], parties.lexicon.language)
    changing = state and changed(words, only.last, parties.lexicon)
    return Party(only.first, only.last, only.actor, is_place=state, is_capital=capital, is_adjective=changing)


def of_person(anchors: Sequence[Anchor], actor: Actor) -> Party:
    """With the state of an office: `French President Ana Brandt`; a plain `Russian` stands for no state."""
    state = next((one.state for one in anchors if one.state), None)
    stands = any(one.sort == "agent" for one in anchors) and actor.state is None
    return Party(anchors[0].first, anchors[-1].last, replace(actor, state=state) if state and stands else actor)


def by_its_words(words: Sequence[Word], anchors: Sequence[Anchor], parties: Parties) -> Party | None:
    """`Russian troops`, `the rebels`; an office alone only where the article says whose it is."""
    first, last, language = anchors[0].first, anchors[-1].last, parties.lexicon.language
    sorts = [one.sort for one in anchors]
    name = description(" ".join(word.text for word in words[first:last]).replace(" 's", "'s"), language)
    holder = parties.cast.holding(name) if "agent" in sorts else None
    if holder is not None:
        return Party(first, last, parties.fuller(person_actor(holder)))
    if sorts == ["agent"] and words[first].low in SINGLE | words_of(language, "offices"):
        return None
    states = {one.state or (one.actor.state if one.actor else None) for one in anchors} - {None}
    stands = "agent" in sorts and "group" not in sorts and len(states) == 1
    kind = "organisation" if "organisation" in sorts else "group"
    return Party(first, last, actor_of(name, None, kind, state=next(iter(states)) if stands else None))


SINGLE = frozenset(
    (
        "official",
        "president",
        "minister",
        "leader",
        "king",
        "queen",
        "judge",
        "side",
        "sides",
        "court",
        "presidente",
        "ministro",
        "ministra",
        "juez",
        "rey",
    )
)
"""Heads that alone may mean anybody."""


def is_capital(words: Sequence[Word], language: str) -> bool:
    name = " ".join(word.text for word in words)
    return folded(name) in states(language).capitals and folded(name) not in states(language).names


def changed(words: Sequence[Word], last: int, lexicon: Lexicon) -> bool:
    """Whether a name changes the noun behind it: `a U.S. request`."""
    return lexicon.language == "en" and changes_noun(words, last - 1, lexicon)


def is_owned(words: Sequence[Word], anchors: Sequence[Anchor], person: Anchor) -> bool:
    """`supporters of Ana Brandt`, not `the president of Chile Ana Brandt`: only titles between `of` and the name."""
    if anchors[0].sort not in {"group", "agent"}:
        return False
    of = next((i for i in range(anchors[0].last, person.first) if words[i].low in {"of", "de", "del"}), None)
    return of is not None and all(one.sort in {"agent", "person"} for one in anchors if one.first > of)


def people(words: Sequence[Word], anchor: Anchor, parties: Parties) -> Party | None:
    """`Palestinians`, `the French`: the people, not the state; an adjective before a noun is nobody."""
    word = words[anchor.first]
    if parties.lexicon.language == "es" or not word.is_name or anchor.state is None:
        return None
    if not word.low.endswith(("s", "sh", "ch")) or changes_noun(words, anchor.first, parties.lexicon):
        owner = actor_of(state_name(anchor.state, "en"), None, "state", state=anchor.state)
        return Party(anchor.first, anchor.last, parties.fuller(owner), is_adjective=True)
    return Party(anchor.first, anchor.last, actor_of(words[anchor.first].text, None, "group"))
