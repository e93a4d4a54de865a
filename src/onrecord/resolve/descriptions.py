"""Whom a description without a person's name means: `the French president`, `its website`, `the researchers`.

Comes in: a source, its position and the scene; goes out: an Actor. It reads what the article printed before and after;
a description that nothing in the article makes clearer stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.model import Actor, Span
from onrecord.resolve.actors import actor_of, is_role_word, person_actor
from onrecord.resolve.groups import plain, printed_in_full
from onrecord.resolve.names import ANY_RUN, bare_name, folded, words_of
from onrecord.resolve.offices import content_words, description, office_of
from onrecord.resolve.pronouns import gender_of_name, last_speaker, owner_of
from onrecord.resolve.scene import Scene
from onrecord.resolve.states import government_named, is_long_name, state_in, state_name, state_named

__all__ = ["described", "trimmed"]

RELATIVE = re.compile(r",? (?:who|which|whose|that|que|quien|quienes|cuyo|cuya)\b| —")
OWNER = re.compile(r"((?:[^\W\d_a-zà-ÿ][\w’-]{0,30}\.? ){0,3}[^\W\d_a-zà-ÿ][\w-]{0,30})((?:['’]s|(?<=s)['’]) .+)$")
DATED = re.compile(r"([A-Z][a-z]{2,8}) \d{1,2}(?:, \d{4})? (?=[A-Z])")
PLACED = re.compile(r" in (?:the )?[A-Z]\w{1,30}(?: [A-Z]\w{1,30}){0,3}(?:, [A-Z]\w{1,30}(?: [A-Z]\w{1,30})?)?$")
SORTED = re.compile(r"[\w-]{1,30}-(?:based|led|owned|backed|run|year-old) (?=[A-Z])")
TITLED = re.compile(
    r"(?:(?P<kind>[^\W\d_]+) )?[\"“«]?(?P<name>[A-ZÀ-Þ][^\"“”«»]{2,40})[\"”»](?: (?:de|in|of) [A-ZÀ-Þ][\w-]+)?$"
)
"""`"El Faro" de Lowmouth`, `periódico "El Faro"`."""
FROM = re.compile(r" (?:of|from|de|del) (?=(?:the |la |el )?[A-ZÀ-Þ][^ ]*(?: [A-ZÀ-Þ][^ ]*)?$)")
NAMED = re.compile(r"[A-ZÀ-Þ][\w-]*(?:['’][A-Z]\w+)?\.?|al-\w+|bin|van|von|de|der|la")
COUNTED = re.compile(
    r"^(?:(?:only|over|more than|about|roughly|nearly|around|almost|up to) )+(?:\d[\d,.]*|(?:two-thirds|half) of the) ",
    re.IGNORECASE,
)
"""`Over 100 experts`"""
PLACELESS = 3
"""Words of a body's name from which on a place behind it is not needed; `Ellery Embassy in Malta` needs it."""
MANY = 20
"""Descriptions with one head that are compared at most."""
SPEAKS = 4
"""Sentences back that a description reaches for the person it speaks of again. Of 2, 4, 6, 8, 12 and 16 tried on corpus
train with gold spans (2026-11-24) 2 does worse and the others alike: the smallest of them."""


def described(source: Span, position: int, scene: Scene) -> Actor | None:
    language = scene.cast.language
    words = trimmed(source.text, language)
    name = scene.cast.organisations.spelled_out(description(words, language))
    if not name:
        return None
    if source.text.split()[0].lower() in words_of(language, "indefinite"):
        return actor_of(published_by(name, scene) or name, None, None)
    return (
        owned(words, source, position, scene)
        or titled(words, scene)
        or of_state(words, scene)
        or holder(name, scene)
        or document(name, scene)
        or body(name, source.text, scene)
        or role(name, source, position, scene)
        or spoke_before(name, source, position, scene)
        or told_before(name, source, scene)
        or group(name, scene)
        or actor_of(plain(named_in_full(unmodified(name, language), source, scene)), None, None)
    )


def trimmed(words: str, language: str) -> str:
    """Without what a comma, a relative clause or a number of them adds."""
    words = COUNTED.sub("", RELATIVE.split(words)[0], count=1)
    for phrase in words_of(language, "quantifiers"):
        if words.lower().startswith(f"{phrase} ") and len(words) > len(phrase) + 2:
            words = words[len(phrase) + 1 :]
            break
    head, comma, rest = words.partition(", ")
    first = rest.split(" ")[0].lower()
    apposed = first in words_of(language, "articles") or first in words_of(language, "apposition_starts")
    return head if comma and apposed and len(head) > 1 else words


def owned(words: str, source: Span, position: int, scene: Scene) -> Actor | None:
    """`his agent` with the name of whom `his` means; their documents are themselves."""
    language = scene.cast.language
    first, _, rest = words.partition(" ")
    if first.lower() not in words_of(language, "possessives") or not rest:
        return None
    owner = owner_of(Span(source.start, source.start + len(first), first), position, scene)
    if owner is None:
        return None
    if set(rest.lower().split()) & words_of(language, "documents") or rest.lower() in words_of(language, "own"):
        return owner
    if rest.lower() in words_of(language, "kin") and (relative := kin_named(words, scene)) is not None:
        return relative
    name = f"{owner.name}'s {rest}" if language == "en" else f"{rest} de {owner.name}"
    return actor_of(name, None, None)


def titled(words: str, scene: Scene) -> Actor | None:
    """`Harbour Minister Mara Quint`, `presidente Quint`, where nobody tagged the name: what stands behind the title."""
    language = scene.cast.language
    parts = FROM.split(words)[0].split(" ")
    titles = words_of(language, "offices", "titles", "kept_titles") - words_of(language, "after_head")
    last = max((i for i, word in enumerate(parts) if word.lower().rstrip(".") in titles), default=len(parts))
    name, before = parts[last + 1 :], parts[: last + 1]
    bodies = words_of(language, "organisation_words", "office_modifiers", "no_names")
    if not 1 <= len(name) <= 4 or not all(NAMED.fullmatch(word) for word in name) or not name[0][:1].isupper():
        return None
    if any(w.lower() in bodies or w.lower().removesuffix("s") in titles for w in name) or name[-1][:1].islower():
        return None
    if scene.cast.organisation(words) is not None or state_named(" ".join(name), language) is not None:
        return None
    return actor_of(" ".join(name), description(" ".join(before), language), "person")


def kin_named(words: str, scene: Scene) -> Actor | None:
    """The one person whom the page prints behind the same words: `his daughter`, of `his daughter Ana Quint`."""
    wanted = words.lower()
    found = {
        person.name: person
        for mention, person in scene.cast.mentioned
        if scene.text[max(0, mention.start - len(wanted) - 2) : mention.start].lower().rstrip(", ").endswith(wanted)
    }
    return person_actor(next(iter(found.values()))) if len(found) == 1 else None


def of_state(words: str, scene: Scene) -> Actor | None:
    """A state, its capital or the seat of its government that speaks for it."""
    language = scene.cast.language
    if (code := state_named(words, language)) is not None:
        name = description(words, language)
        printed = name if is_long_name(name, language) else state_name(code, language, scene.text)
        return actor_of(printed, None, "state", state=code)
    if (code := government_named(words, language)) is not None:
        return actor_of(description(words, language), None, "organisation", state=code)
    return None


def holder(name: str, scene: Scene) -> Actor | None:
    """The person printed with this office."""
    person = scene.cast.holding(name)
    return None if person is None else person_actor(person, name)


def document(name: str, scene: Scene) -> Actor | None:
    body = published_by(name, scene)
    return None if body is None else actor_of(body, None, None)


def published_by(name: str, scene: Scene) -> str | None:
    """Who stands behind a report, a website, a poll: the name before it, or the one after `by` or `from`."""
    language = scene.cast.language
    listed = words_of(language, "documents")
    words = name.split(" ")
    at = next((i for i, word in enumerate(words) if word.lower().strip(",.") in listed and not in_name(words, i)), None)
    if at is None:
        return None
    by = after_author(words[at + 1 :], language)
    if by:
        return named_body(by, scene)
    owner = re.match(r"(.+?)(?:['’]s|(?<=s)['’]) ", " ".join([*words[:at], ""]))
    if owner and owner[1][:1].isupper():
        return named_body(owner[1], scene)
    if owner and (whole := body(owner[1], f"the {owner[1]}", scene)) is not None:
        return whole.name
    before = [word for word in words[:at] if word.lower() not in words_of(language, "document_modifiers")]
    run = ANY_RUN.search(re.sub(r"[’']s$", "", " ".join(before)))
    if run is None or not before[0][:1].isupper():
        return None
    return named_body(re.sub(r"[’']s$", "", " ".join(before)), scene)


def in_name(words: Sequence[str], at: int) -> bool:
    """Whether a word is part of a name in capitals: `Geological Survey`, not `Harbour Board report`."""
    return at > 0 and words[at][:1].isupper() and words[at - 1][:1].isupper()


def after_author(words: Sequence[str], language: str) -> str | None:
    """`the Harbour Board` of `published on Monday by the Harbour Board`."""
    links = words_of(language, "author_links")
    for at, word in enumerate(words):
        if word.lower() in links and at + 1 < len(words):
            by = description(" ".join(words[at + 1 :]), language)
            return by.partition(",")[0] if by[:1].isupper() else None
    return None


def named_body(words: str, scene: Scene) -> str:
    """An organisation, a person or a state by the name that the article gives it in full."""
    spelled = scene.cast.organisations.spelled_out(words)
    for person in scene.cast.persons:
        if folded(spelled) in (folded(person.name), folded(person.name.rsplit(" ", 1)[-1])):
            return person.name
    if (code := state_named(spelled, scene.cast.language)) is not None:
        return state_name(code, scene.cast.language, scene.text)
    return scene.cast.organisation(spelled) or spelled


def body(name: str, words: str, scene: Scene) -> Actor | None:
    """An organisation by its name, its short form or its type."""
    language = scene.cast.language
    cleaned = unmodified(name, language)
    if is_proper(shorter := PLACED.sub("", cleaned), language) and len(shorter.split(" ")) > PLACELESS:
        cleaned = shorter
    spelled = scene.cast.organisations.spelled_out(cleaned)
    found = scene.cast.organisation(spelled)
    if found is not None and not content_words(spelled, language) <= content_words(found, language):
        found = None
    if found is not None and found != spelled and found in spelled and is_proper(spelled, language):
        found = spelled
    if found is None and len(spelled.split(" ")) == 1 and is_definite(words, scene) and role_of(name, language) is None:
        found = scene.cast.organisations.longer(spelled)
    if found is None and (spelled == name or OWNER.match(spelled)):
        return None
    return actor_of(found or spelled, None, "organisation", state=state_in(found or spelled, language))


def is_proper(words: str, language: str) -> bool:
    """Whether all its words are capitalised or link such words: a name in full."""
    links = words_of(language, "small_words")
    parts = words.split(" ")
    return all(word[:1].isupper() or word in links for word in parts) and parts[-1][:1].isupper()


def unmodified(name: str, language: str) -> str:
    """A name without its sort, its day and its state: `Secunia`, of `internet firm Secunia`.

    `National Police Agency`, of `South Korea's National Police Agency`; `Quint Front`, of `Malta-based Quint Front`.
    """
    name = SORTED.sub("", name, count=1)
    if (dated := DATED.match(name)) and dated[1].lower() in words_of(language, "no_names"):
        name = name[dated.end() :]
    owner = re.match(r"(.{2,30}?)['’]s ([A-Z].*)$", name)
    if owner and state_named(owner[1], language) is not None:
        return owner[2]
    kinds = words_of(language, "organisation_kinds")
    words = name.split(" ")
    if (titled := TITLED.match(name)) is not None and (not titled["kind"] or titled["kind"].lower() in kinds):
        return titled["name"]
    last = max((i for i, word in enumerate(words[:-1]) if word.lower() in kinds and word.islower()), default=-1)
    if last >= 0 and all(
        word[:1].isupper() or word[:1] in '"“«' or word in words_of(language, "small_words")
        for word in words[last + 1 :]
    ):
        return " ".join(words[last + 1 :]).strip('"“”«»')
    while (
        len(words) > 2
        and words[-1].lower() in kinds
        and words[-1].islower()
        and words[0][:1].isupper()
        and (words[-2][:1].isupper() or words[-2] == "news")
    ):
        words.pop()
        if words[-1] == "news":
            words.pop()
    return " ".join(words)


def named_in_full(name: str, source: Span, scene: Scene) -> str:
    """A description with the names in it written out: `Mara Quint's lawyers`, `official of the Port Authority`."""
    known = scene.cast.organisations.acronyms
    words = [known.get(word, word) for word in name.split(" ")] if " " in name else [name]
    written = " ".join(words)
    if (owner := OWNER.match(written)) is not None:
        person = next(
            (p for m, p in scene.cast.inside(source) if bare_name(m.text).endswith(owner[1].split(" ")[-1])), None
        )
        if person is not None and not person.unclear:
            return f"{person.name}{owner[2]}"
    return written


def told_before(name: str, source: Span, scene: Scene) -> Actor | None:
    """`the researchers`, called `researchers from Lowmouth University` elsewhere: the one fuller description."""
    if not is_definite(source.text, scene) or len(name.split(" ")) > 2:
        return None
    found = {folded(other): other for other in fuller(name, scene)}
    return actor_of(plain(next(iter(found.values()))), None, None) if len(found) == 1 else None


def spoke_before(name: str, source: Span, position: int, scene: Scene) -> Actor | None:
    """`the company`, `the report`: who spoke before, when that is no person; a report is its author's."""
    language = scene.cast.language
    words = name.lower().split(" ")
    if not is_definite(source.text, scene) or len(source.text.split(" ")) < 2:
        return None
    papers = words_of(language, "documents")
    if len(words) > 1 or not set(words) & (papers | words_of(language, "bodies")):
        return None
    authors = {author for other in fuller(name, scene) if (author := published_by(other, scene))}
    if words[0] in papers and len(authors) == 1:
        return actor_of(next(iter(authors)), None, None)
    last = last_speaker(source, position, scene, back=SPEAKS)
    if last is None or last.kind in ("group", "state") or (last.kind == "person" and words[0] not in papers):
        return None
    return last if last.kind == "organisation" or last.name[:1].isupper() else None


def group(name: str, scene: Scene) -> Actor | None:
    """`police`, `the researchers`: a group by the one fuller description that the page prints."""
    language = scene.cast.language
    words = name.split(" ")
    head = head_of(name, language)
    if len(words) > 2 or words[0].lower() in words_of(language, "possessives", "indefinite"):
        return None
    if head in words_of(language, "researchers", "research_authors"):
        team = scene.team()
        return None if team is None or folded(team) == folded(name) else actor_of(team, None, "group")
    if len(words) > 1 or head not in words_of(language, "groups"):
        return None
    full = printed_in_full(scene.text, name, head, language)
    return None if full is None else actor_of(full, None, None)


def is_definite(words: str, scene: Scene) -> bool:
    """Whether a description begins with a definite article, or with a capital at the start of a heading."""
    first = words.split(" ", maxsplit=1)[0].lower()
    return first in words_of(scene.cast.language, "definite")


def fuller(name: str, scene: Scene) -> list[str]:
    """Descriptions of sources with this head, and more words."""
    wanted = content_words(name, scene.cast.language)
    others = described_by_head(scene).get(head_of(name, scene.cast.language), ())
    return [other for other in others if len(other) > len(name) and wanted < content_words(other, scene.cast.language)]


def described_by_head(scene: Scene) -> Mapping[str, list[str]]:
    """The descriptions that the article's sources are, by their head; made once."""
    if not scene.descriptions:
        language = scene.cast.language
        own = words_of(language, "possessives", "pronouns")
        for quotation in scene.quotations:
            text = quotation.source.text if quotation.source else ""
            other = description(trimmed(text, language), language) if text else ""
            if " " in other and other.lower().split(" ")[0] not in own:
                found = scene.descriptions.setdefault(head_of(other, language), [])
                if other not in found and len(found) < MANY:
                    found.append(other)
        scene.descriptions.setdefault("", [])
    return scene.descriptions


def head_of(name: str, language: str) -> str:
    core = re.split(r" (?:of|from|at|by|in|for|within|on|to|with|behind|near|de|del|para|en) ", name)[0].lower()
    return core.split(" ")[-1 if language == "en" else 0]


def role(name: str, source: Span, position: int, scene: Scene) -> Actor | None:
    """`the Cuban leader`, `el dirigente`: the person who spoke before, when the page calls them nothing else."""
    language = scene.cast.language
    if not is_definite(source.text, scene) or len(source.text.split(" ")) < 2:
        return None
    wanted = role_of(name, language)
    last = last_speaker(source, position, scene, back=SPEAKS)
    if wanted is None or last is None or last.kind != "person" or not agrees(source.text, last, language):
        return None
    person = next((p for p in scene.cast.persons if p.name == last.name), None)
    heads = {role_of(office, language) for office in person.offices} if person else set()
    general = wanted in words_of(language, "general_roles")
    if not (general or wanted in heads or not heads):
        return None
    states = {state for office in (person.offices if person else ()) if (state := state_in(office, language))}
    state = state_in(name, language)
    return last if state is None or not states or state in states else None


def role_of(name: str, language: str) -> str | None:
    """The noun that says what somebody is: `leader` of `the Cuban leader`."""
    office = office_of(name, language)
    if office is not None:
        return office.head
    nouns = words_of(language, "role_nouns", "general_roles")
    core = re.split(r" (?:of|from|at|de|del) ", name)[0].lower().split(" ")
    bare = [word.strip("'\"“”‘’,") for word in core]
    return next((word for word in bare if is_role_word(word, nouns, language)), None)


def agrees(words: str, actor: Actor, language: str) -> bool:
    """Whether the gender of the article is the given name's, where both are known."""
    article = words.split(" ", maxsplit=1)[0].lower()
    gender = {"el": "masculine", "la": "feminine"}.get(article) if language == "es" else None
    known = gender_of_name(actor)
    return gender is None or known is None or gender == known
