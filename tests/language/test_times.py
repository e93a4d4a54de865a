"""Times in the text: what is found, where, and how it reads before any anchor."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.times import times_of
from onrecord.model import Span, TimeExpression, TimePoint


def found(text: str, language: str) -> list[TimeExpression]:
    return list(times_of([Span(0, len(text), text)], language))


def point(**parts: object) -> TimePoint:
    return TimePoint(**{"unit": "day", **parts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "words", "start"),
    [
        ("en", "The envoys met on May 14 in Oslo.", "May 14", point(month=5, day=14)),  # month first
        ("en", "It ends on the 3rd of July, 2021.", "the 3rd of July, 2021", point(year=2021, month=7, day=3)),
        ("en", "They spoke on Sunday.", "Sunday", point(weekday=7)),  # weekday alone
        ("en", "Tuesday, 4 June was quiet.", "Tuesday, 4 June", point(month=6, day=4, weekday=2)),
        ("en", "It will be held in June in Lima.", "June", point(unit="month", month=6)),  # month alone
        ("en", "It began in May.", "May", point(unit="month", month=5)),  # a month that is also a verb
        ("en", "a story of the 2016 elections", "2016", point(unit="year", year=2016)),  # year before a noun
        ("en", "They met last Tuesday.", "last Tuesday", point(weekday=2, shift=-1, mode="last")),
        ("en", "It closed two weeks ago.", "two weeks ago", point(unit="week", shift=-2)),
        ("en", "They return next month.", "next month", point(unit="month", shift=1, mode="next")),
        ("en", "in the first quarter of 2018", "the first quarter of 2018",
         point(unit="quarter", ordinal=1, within=point(unit="year", year=2018))),
        ("en", "music of the 1980s.", "the 1980s", point(unit="decade", year=1980)),
        ("en", "the winter of 2014 was mild", "the winter of 2014", point(unit="season", year=2014, ordinal=4)),
        ("en", "a law from early 2019 on", "early 2019", point(unit="year", year=2019, part="start")),
        ("en", "on Tuesday of next week", "Tuesday of next week",
         point(weekday=2, within=point(unit="week", shift=1, mode="next"))),
        ("en", "The vote is tomorrow at 4:30 pm.", "tomorrow at 4:30 pm",
         point(unit="minute", shift=1, hour=16, minute=30)),
        ("en", "She left on Friday morning.", "Friday morning", point(weekday=5, part="morning")),
        ("en", "Signed on 2019-03-02.", "2019-03-02", point(year=2019, month=3, day=2)),
        ("es", "Se vieron el 14 de mayo en Oslo.", "14 de mayo", point(month=5, day=14)),
        ("es", "El acuerdo del 1.º de julio de 2021", "1.º de julio de 2021", point(year=2021, month=7, day=1)),
        ("es", "Hablaron el domingo.", "domingo", point(weekday=7)),
        ("es", "Se celebrará en junio en Lima.", "junio", point(unit="month", month=6)),
        ("es", "tras las elecciones de 2016", "2016", point(unit="year", year=2016)),
        ("es", "Se vieron el martes pasado.", "martes pasado", point(weekday=2, shift=-1, mode="last")),
        ("es", "Cerró hace dos semanas.", "hace dos semanas", point(unit="week", shift=-2)),
        ("es", "Vuelven el mes que viene.", "el mes que viene", point(unit="month", shift=1, mode="coming")),
        ("es", "en el segundo trimestre de 2018", "el segundo trimestre de 2018",
         point(unit="quarter", ordinal=2, within=point(unit="year", year=2018))),
        ("es", "la música de los años ochenta", "los años ochenta", point(unit="decade", year=1980)),
        ("es", "una ley de mediados de 2019", "mediados de 2019", point(unit="year", year=2019, part="middle")),
        ("es", "Llegó mañana por la mañana", "mañana por la mañana", point(shift=1, part="morning")),
        ("es", "nació en mil novecientos noventa y dos", "mil novecientos noventa y dos", point(unit="year", year=1992)),
        ("fr", "Ils se sont vus le 14 mai.", "14 mai", point(month=5, day=14)),
        ("fr", "Ils ont parlé dimanche.", "dimanche", point(weekday=7)),
        ("fr", "Il aura lieu en juin à Lima.", "juin", point(unit="month", month=6)),
        ("fr", "depuis le vote, mardi dernier", "mardi dernier", point(weekday=2, shift=-1, mode="last")),
        ("fr", "Il a fermé il y a deux semaines.", "il y a deux semaines", point(unit="week", shift=-2)),
        ("fr", "Ils reviennent le mois prochain.", "le mois prochain", point(unit="month", shift=1, mode="coming")),
        ("fr", "les élections de 2016", "2016", point(unit="year", year=2016)),
        ("fr", "une loi du XIXe siècle", "XIXe siècle", point(unit="century", year=1800)),
        ("fr", "elle arrive dans trois jours", "dans trois jours", point(shift=3)),
    ],
)  # fmt: skip
def test_one(language: str, text: str, words: str, start: TimePoint) -> None:
    times = found(text, language)
    assert [(one.span.text, one.start, one.end) for one in times] == [(words, start, None)]


@pytest.mark.parametrize(
    ("language", "text", "words", "ends"),
    [
        ("en", "between 3 and 12 September", "between 3 and 12 September", ((9, 3), (9, 12))),  # a shared month
        ("en", "on November 18-19", "November 18-19", ((11, 18), (11, 19))),  # not a year of two figures
        ("es", "del 3 al 12 de septiembre", "del 3 al 12 de septiembre", ((9, 3), (9, 12))),
        ("fr", "du 3 au 12 septembre", "du 3 au 12 septembre", ((9, 3), (9, 12))),
    ],
)
def test_both_ends_printed(language: str, text: str, words: str, ends: tuple[tuple[int, int], ...]) -> None:
    (one,) = found(text, language)
    assert one.start is not None
    assert one.end is not None
    assert one.span.text == words
    assert ((one.start.month, one.start.day), (one.end.month, one.end.day)) == ends


@pytest.mark.parametrize(
    ("language", "text", "bound", "named"),
    [
        ("en", "cut by half by 2030", "before", "2030"),
        ("en", "open since August", "since", "August"),
        ("en", "until the end of June", "until", "the end of June"),
        ("es", "abierto desde agosto", "since", "agosto"),
        ("es", "antes de 2030", "before", "2030"),
        ("fr", "ouvert depuis 2015", "since", "2015"),
    ],
)
def test_bounds(language: str, text: str, bound: str, named: str) -> None:
    (one,) = found(text, language)
    assert (one.bound, one.named.text) == (bound, named)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Hours after the meeting she flew home.", "Hours after"),
        ("en", "He said hours earlier that it was over.", "hours earlier"),
        ("en", "They voted the following day.", "the following day"),
        ("es", "Horas después de la reunión voló a casa.", "Horas después de"),
        ("es", "Votaron al día siguiente.", "al día siguiente"),
        ("fr", "Quelques heures après la réunion", "Quelques heures après"),
        ("fr", "Ils ont voté le lendemain.", "le lendemain"),
    ],
)
def test_told_from_an_event(language: str, text: str, words: str) -> None:
    (one,) = found(text, language)
    assert (one.span.text, one.start) == (words, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "This may take long, and they may march."),  # verbs
        ("en", "Nora May said so; April Stone agreed."),  # names of people
        ("en", "the Sunday Chronicle reported"),  # a newspaper
        ("en", "about 2000 people came, 1,998 of them by bus"),  # amounts
        ("en", "It cost $2015 and 12.5 points."),
        ("en", "every Monday and each week"),  # repeated
        ("en", "It rained for three years."),  # a duration
        ("en", "Open Monday to Friday."),  # hours of business
        ("es", "cada lunes y todos los martes"),
        ("es", "vinieron 2000 personas y llovió tres años"),
        ("es", "Inés Domingo y Julio Ferrán"),
        ("es", "por la mañana y de la mañana a la noche"),
        ("fr", "chaque lundi, tous les mardis"),
        ("fr", "pendant trois ans, 2000 personnes"),
    ],
)
def test_no_time(language: str, text: str) -> None:
    assert found(text, language) == []


def test_no_list_for_the_language() -> None:
    assert found("am 14. Mai 2019", "de") == []


ATOMS = st.sampled_from(
    [
        "in",
        "on",
        "the",
        "of",
        "last",
        "next",
        "May",
        "June",
        "14",
        "2016",
        "-",
        ",",
        ".",
        "/",
        ":",
        "Sunday",
        "week",
        "two",
        "ago",
        "hours",
        "after",
        "from",
        "to",
        "between",
        "and",
        "since",
        "el",
        "de",
        "mayo",
        "hace",
        "dos",
        "semanas",
        "próximo",
        "lunes",
        "entre",
        "y",
        "desde",
        "hasta",
        "le",
        "dernier",
        "il",
        "a",
        "mil",
        "veinte",
        "1990s",
        "mid",
        "T1",
        "XX",
        "siglo",
    ]
)


@settings(deadline=None, max_examples=100)
@given(st.lists(ATOMS, max_size=40), st.sampled_from(["en", "es", "fr"]), st.sampled_from([" ", ""]))
def test_spans_hold_and_do_not_overlap(words: list[str], language: str, glue: str) -> None:
    text = "x " + glue.join(words)
    times = times_of([Span(2, len(text), text[2:])], language)
    assert all(text[one.span.start : one.span.end] == one.span.text for one in times)
    assert all(one.span.start <= one.named.start < one.named.end <= one.span.end for one in times)
    assert all(a.span.end <= b.span.start for a, b in pairwise(times))


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200), st.sampled_from(["en", "es", "fr"]))
def test_any_text(text: str, language: str) -> None:
    assert all(text[one.span.start : one.span.end] == one.span.text for one in found(text, language))


@pytest.mark.parametrize("unit", ["the first ", "from May to ", "in two ", "14/", "last last ", "20 "])
def test_linear(unit: str) -> None:
    def cost(times: int) -> float:
        start = time.process_time()
        found(unit * times, "en")
        return time.process_time() - start

    cost(10)
    assert cost(800) < 12 * cost(200) + 0.05


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the 9/11 attacks, open 24/7"),
        ("en", "in the coming weeks"),  # no number
        ("es", "en las próximas semanas"),
        ("es", "ganó el tercer set."),  # `set` is also September
    ],
)
def test_what_news_text_taught(language: str, text: str) -> None:
    assert found(text, language) == []


def test_an_article_is_no_day() -> None:
    assert [one.span.text for one in found("El martes, un plan fue aprobado.", "es")] == ["martes"]
