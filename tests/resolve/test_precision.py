"""Where a speaker must not be guessed: (text, persons, organisations, speakers expected in text order)."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from onrecord.model import Actor, Analysis, Document, Mention, Quotation, Span
from onrecord.quotation import find
from onrecord.resolve import resolve
from onrecord.resolve.actors import cast_of
from onrecord.resolve.names import fits, full_names, words_without_names
from onrecord.resolve.offices import office_at
from onrecord.resolve.organisations import acronyms_of
from tests.quotation.hand import analysis_of

HOLDERS = [
    ("Vice President Joan Hill came. [S1 The president] [C1 said] [Q1 no].", ("Joan Hill",), "president"),
    ("Vice President Joan Hill came. [S1 The vice president] [C1 said] [Q1 no].", ("Joan Hill",), "Joan Hill"),
    (
        "Mara Quint, the wife of the president, came. [S1 The president] [C1 said] [Q1 no].",
        ("Mara Quint",),
        "president",
    ),
    ("Former president Alan Reed came. [S1 The president] [C1 said] [Q1 no].", ("Alan Reed",), "president"),
    ("Former president Alan Reed came. [S1 The former president] [C1 said] [Q1 no].", ("Alan Reed",), "Alan Reed"),
    ("President Alan Reed came. [S1 The former president] [C1 said] [Q1 no].", ("Alan Reed",), "former president"),
    ("President Alan Reed came. [S1 The president] [C1 said] [Q1 no].", ("Alan Reed",), "Alan Reed"),
    # a general is no attorney general
    ("Attorney General Joan Hill came. [S1 The general] [C1 said] [Q1 no].", ("Joan Hill",), "general"),
    # somebody not named before
    ("Mara Quint, a resident of Lowmouth, came. [S1 A resident] [C1 said] [Q1 no].", ("Mara Quint",), "resident"),
    ("Health Minister Mara Quint came. [S1 Another minister] [C1 said] [Q1 no].", ("Mara Quint",), "Another minister"),
    ("Harbour official Mara Quint came. [S1 One official] [C1 said] [Q1 no].", ("Mara Quint",), "One official"),
    # the one who met them does not hold the office
    ("The mayor met Mara Quint. [S1 The mayor] [C1 said] [Q1 no].", ("Mara Quint",), "mayor"),
    # the holder's campaign is not the holder
    ("[S1 The Quint campaign] [C1 said] [Q1 no].", ("Mara Quint", "Quint"), "Quint campaign"),
]

SPANISH = [
    ("El expresidente Alan Rey vino. [S1 El presidente] [C1 dijo] que [Q1 no].", ("Alan Rey",), "presidente"),
    ("La ministra Mara Quint vino. [S1 La ministra] [C1 dijo] que [Q1 no].", ("Mara Quint",), "Mara Quint"),
    ("La ministra Mara Quint vino. [S1 Otra ministra] [C1 dijo] que [Q1 no].", ("Mara Quint",), "Otra ministra"),
    ("La ministra Mara Quint vino. [S1 Una ministra] [C1 dijo] que [Q1 no].", ("Mara Quint",), "ministra"),
    ("El director general Juan Pardo vino. [S1 El director] [C1 dijo] que [Q1 no].", ("Juan Pardo",), "Juan Pardo"),
]

PRONOUNS = [
    # somebody else was named since: the first word of the sentence before, or nobody
    (
        "[S1 John Keller] [C1 said] [Q1 the bridge was safe]. Peter Arnold, the engineer, disagreed. [S2 He] [C2 said] [Q2 no].",
        ("John Keller", "Peter Arnold"),
        ["John Keller", "Peter Arnold"],
    ),
    (
        "[S1 John Keller] [C1 said] [Q1 the bridge was safe]. Later he met Peter Arnold. [S2 He] [C2 said] [Q2 no].",
        ("John Keller", "Peter Arnold"),
        ["John Keller", None],
    ),
    # named in reported words only
    (
        "[S1 John Keller] [C1 said] [Q1 Peter Arnold built it]. [S2 He] [C2 said] [Q2 no].",
        ("John Keller", "Peter Arnold"),
        ["John Keller", "John Keller"],
    ),
    # he is not she
    (
        "[S1 Ana Brandt] [C1 said] [Q1 yes]. [S2 She] [C2 said] [Q2 no]. [S3 He] [C3 said] [Q3 maybe].",
        ("Ana Brandt",),
        ["Ana Brandt", "Ana Brandt", None],
    ),
    # one person is not they, nor it
    ("[S1 Mayor Ana Brandt] [C1 said] [Q1 yes]. [S2 They] [C2 said] [Q2 no].", ("Ana Brandt",), ["Ana Brandt", None]),
    ("[S1 A resident] [C1 said] [Q1 yes]. [S2 It] [C2 said] [Q2 no].", (), ["resident", None]),
    ("[S1 Fishermen] [C1 said] [Q1 yes]. [S2 They] [C2 said] [Q2 no].", (), ["Fishermen", "Fishermen"]),
    # a third person in somebody's words is somebody else
    (
        '"[Q1 [S2 He] [C2 told] them that [Q2 we sail]]," [S1 John Keller] [C1 said].',
        ("John Keller",),
        ["John Keller", None],
    ),
]


def read(
    marked: str, persons: tuple[str, ...], organisations: tuple[str, ...] = (), language: str = "en"
) -> list[Actor | None]:
    document, analysis = analysis_of(marked, persons=persons, language=language)
    text = document.text
    extra = [Mention(Span(text.index(o), text.index(o) + len(o), o), "organisation") for o in organisations]
    analysis = replace(analysis, mentions=(*analysis.mentions, *extra))
    return [s.speaker for s in resolve(document, analysis, find(document, analysis))]


def names(actors: list[Actor | None]) -> list[str | None]:
    return [actor.name if actor else None for actor in actors]


@pytest.mark.parametrize(("marked", "persons", "expected"), HOLDERS)
def test_holders(marked: str, persons: tuple[str, ...], expected: str) -> None:
    assert names(read(marked, persons)) == [expected]


@pytest.mark.parametrize(("marked", "persons", "expected"), SPANISH)
def test_holders_in_spanish(marked: str, persons: tuple[str, ...], expected: str) -> None:
    assert names(read(marked, persons, language="es")) == [expected]


@pytest.mark.parametrize(("marked", "persons", "expected"), PRONOUNS)
def test_pronouns(marked: str, persons: tuple[str, ...], expected: list[str | None]) -> None:
    assert names(read(marked, persons)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Quint, who met the health minister, said", None),
        ("Mara Quint, the mayor said, was a thief", None),
        ("Mara Quint, who beat the Labour candidate in May,", None),
        ("Mara Quint, the wife of the mayor,", None),
        ("Mara Quint, the mayor of Lowmouth, said", "mayor of Lowmouth"),
        ("Mara Quint, deputy health minister, said", "deputy health minister"),
        ("Mara Quint, the region's chief engineer, said", "region's chief engineer"),
    ],
)
def test_appositions(text: str, expected: str | None) -> None:
    assert office_at(text, Span(0, 10, "Mara Quint"), "en") == expected


@pytest.mark.parametrize(
    ("before", "language", "expected"),
    [
        ("As Governor ", "en", "Governor"),  # the word only begins the sentence
        ("While Deputy Health Minister ", "en", "Deputy Health Minister"),
        ("Como Ministra ", "es", "Ministra"),
    ],
)
def test_a_word_that_begins_the_sentence_is_no_part_of_an_office(before: str, language: str, expected: str) -> None:
    text = f"{before}Mara Quint told"
    assert office_at(text, Span(len(before), len(before) + 10, "Mara Quint"), language) == expected


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        (("jones",), ("christine", "jones"), True),
        (("christopher", "jones"), ("christine", "jones"), False),
        (("alexandra", "smith"), ("alexander", "smith"), False),
        (("hale",), ("robert", "hale", "jr"), False),
        (("robert", "hale"), ("robert", "hale", "jr"), False),
        (("hale", "jr"), ("robert", "hale", "jr"), True),
        (("robert", "hale", "sr"), ("robert", "hale", "jr"), False),
    ],
)
def test_fits(short: tuple[str, ...], full: tuple[str, ...], expected: bool) -> None:
    assert fits(short, full, "en") is expected


def test_father_and_son_are_two() -> None:
    marked = "[S1 Hale] [C1 said] [Q1 yes]. [S2 Robert Hale Jr.] [C2 said] [Q2 no]. [S3 Hale] [C3 added] [Q3 maybe]."
    assert names(read(marked, ("Robert Hale", "Hale"))) == ["Hale", "Robert Hale Jr", "Hale"]


@pytest.mark.parametrize("source", ["The NFU", "National Farmers' Union (NFU)", "The National Farmers' Union"])
@pytest.mark.parametrize("tagged", [((), ("National Farmers' Union",)), (("NFU",), ()), ((), ())])
def test_acronyms_are_organisations(source: str, tagged: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    marked = f"The National Farmers' Union (NFU) met. [S1 {source}] [C1 said] [Q1 no]."
    (actor,) = read(marked, *tagged)
    assert actor is not None
    assert (actor.name, actor.kind) == ("National Farmers' Union", "organisation")


def test_an_organisation_ends_at_a_word() -> None:
    (actor,) = read("The Outport Union met. [S1 Port Union] [C1 said] [Q1 no].", (), ("Outport Union", "Port Union"))
    assert actor is not None
    assert actor.name == "Port Union"


def test_small_words_are_no_persons() -> None:
    text = "El puerto abre. Su plan. He came."
    mentions = [Mention(Span(text.index(w), text.index(w) + 2, w), "person") for w in ("El", "Su")]
    assert cast_of(text, mentions, "es").persons == ()
    assert cast_of(text, [Mention(Span(25, 27, "He"), "person")], "en").persons == ()


def test_a_holder_may_come_after_its_inner() -> None:
    document, analysis = analysis_of(
        '"[Q1 [S2 I] [C2 told] them [Q2 no]]," [S1 Mara Quint] [C1 said].', persons=("Mara Quint",)
    )
    found = find(document, analysis)
    turned = [
        replace(q, nested_in=None if q.nested_in is None else len(found) - 1 - q.nested_in) for q in reversed(found)
    ]
    statements = resolve(document, analysis, turned)
    assert [s.speaker.name if s.speaker else None for s in statements] == ["Mara Quint", "Mara Quint"]
    assert [s.content for s in statements] == [q.content for q in turned]


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words), words)


def test_relays_addressees_and_settings_apart_from_the_source() -> None:
    document, analysis = analysis_of(
        "[S1 Mara Quint] [C1 said] [Q1 he] knew. She said it sinks, they say.", persons=("Mara Quint",)
    )
    text = document.text
    (first,) = find(document, analysis)
    she, they = span(text, "She"), span(text, "they")
    second = replace(first, source=she, cue=None, content=(span(text, "it sinks"),), addressee=she, setting=she)
    third = replace(first, source=None, cue=they, content=(span(text, "knew"),), relays=(she, they), kind="indirect")
    statements = resolve(document, analysis, [first, second, third])
    assert [r.name for r in statements[2].relays] == ["Mara Quint"]
    assert statements[1].addressee is None
    assert statements[1].setting is None


def page(count: int) -> tuple[Document, Analysis, list[Quotation]]:
    """Many names, acronyms and pronouns, one after another."""
    text, mentions, quotations, sentences = "", [], [], []
    for number in range(count):
        tail = "".join(chr(97 + number // 26**i % 26) for i in range(3))
        start, lead, name = len(text), f"The Port {tail.title()} (P{tail[0].upper()}) met Mayor ", f"Q{tail}"
        text += f"{lead}{name} and Ana {name}. "
        mentions.append(Mention(Span(start + len(lead), start + len(lead + name), name), "person"))
        source, second = ("He", "The mayor", "They", "She")[number % 4], len(text)
        text += f"{source} said it rains. "
        at = second + len(source)
        content = Span(at + 6, at + 14, "it rains")
        cue, who = Span(at + 1, at + 5, "said"), Span(second, at, source)
        quotations.append(Quotation("indirect", (content,), cue, who, (), None, None, None, False, None, (), 1.0))
        sentences += [Span(start, second, text[start:second]), Span(second, len(text), text[second:])]
    document = Document("d", "test", None, None, None, None, None, "en", None, text, (), ())
    whole = (Span(0, len(text), text),)
    return document, Analysis("en", whole, tuple(sentences), (), tuple(mentions), None), quotations


def test_four_times_the_names_take_about_four_times_as_long() -> None:
    took = []
    for count in (400, 1600):
        given = page(count)
        start = time.process_time()
        assert len(resolve(*given)) == count
        took.append(time.process_time() - start)
    assert took[1] < 10 * took[0] + 0.2


NAMES = "Minister Ana Brandt met Tom. Then Brandt left."


def test_names_and_acronyms_in_one_pass() -> None:
    assert list(full_names(NAMES, words_without_names(NAMES, "en"))["brandt"]) == ["Ana Brandt"]
    assert acronyms_of("the Port Authority (PA) and others (XY)") == {"PA": "Port Authority"}


@pytest.mark.parametrize("unit", ["A", "Aa ", "A. ", "A'-", "(AB) ", "Aa-"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    full_names(unit * 30_000, words_without_names(unit * 30_000, "en"))
    acronyms_of(unit * 30_000)
    assert time.process_time() - start < 2
