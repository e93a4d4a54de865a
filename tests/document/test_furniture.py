"""Furniture in plain text: labelled in three languages, body and headings left alone."""

from __future__ import annotations

import pytest

from onrecord.document import build
from tests.document.captures import capture

BODY = {
    "en": (
        "The port council of Arvik voted on Tuesday to close the old quay before the winter storms arrive.",
        "Its chair, Nora Falk, told reporters that the harbour had been losing ships for years and would not recover.",
        "Fishing crews said they had not been consulted, and that the council would have to answer for the decision.",
    ),
    "es": (
        "El consejo del puerto de Arvik votó el martes cerrar el muelle viejo antes de que lleguen las tormentas.",
        "Su presidenta, Nora Falk, dijo a la prensa que la bahía perdía barcos desde hace años y no se recuperará.",
        "Los pescadores dijeron que no fueron consultados y que el consejo tendrá que responder por la decisión.",
    ),
    "fr": (
        "Le conseil du port d'Arvik a voté mardi la fermeture du vieux quai avant l'arrivée des tempêtes d'hiver.",
        "Sa présidente, Nora Falk, a dit à la presse que le port perdait des navires depuis des années dans la baie.",
        "Les pêcheurs ont dit qu'ils n'avaient pas été consultés et que le conseil devrait répondre de la décision.",
    ),
}
HEADLINE = {"en": "Arvik closes its old quay", "es": "Arvik cierra su muelle viejo", "fr": "Arvik ferme son vieux quai"}


def kind_in_body(line: str, language: str) -> str | None:
    """The kind of a line that stands between two paragraphs."""
    one, two, three = BODY[language]
    document = build(capture(f"{HEADLINE[language]}\n\n{one}\n\n{line}\n\n{two}\n\n{three}\n"))
    kinds = {furniture.text: furniture.kind for furniture in document.furniture}
    assert not {HEADLINE[language], one, two, three} & set(kinds)
    return kinds.get(line.strip())


@pytest.mark.parametrize(
    ("language", "line", "kind"),
    [
        ("en", "Listen to this article", "listen"),
        ("en", "Read also: Seven towns without a ferry", "read-also"),
        ("en", "» Related: Seven towns without a ferry", "read-also"),
        ("en", "You may be interested: How the ferry was lost", "read-also"),
        ("en", "Share this article", "share"),
        ("en", "Share in Facebook", "share"),  # machine translation takes the wrong preposition, or none
        ("en", "Subscribe our newsletter", "newsletter"),
        ("en", "Advertisement", "advert"),
        ("en", "Story continues below advertisement", "advert"),
        ("en", "Sign up for our newsletter and get the best stories straight to your inbox.", "newsletter"),
        ("en", "We use cookies to improve our site. By continuing you agree to our cookie policy.", "cookie-notice"),
        ("en", "Photo: Ina Holm/Getty Images", "credit"),
        ("en", "12 comments", "comments"),
        ("en", "Leer en español: Arvik cierra su muelle viejo", "language-switch"),
        ("en", "By Ina Holm", "byline"),
        ("en", 'Translated from "Arvik cierra su muelle viejo"', "translation-note"),
        ("en", "More articles", "more-articles"),
        ("en", "These are the 3 best beaches of the southern coast", "teaser"),
        ("en", "10 recipes you can cook tonight", "teaser"),
        ("es", "Escuchar artículo", "listen"),
        ("es", "Lea también: Siete pueblos sin transbordador", "read-also"),
        ("es", "Te puede interesar: Siete pueblos sin transbordador", "read-also"),
        ("es", "Compartir en Facebook", "share"),
        ("es", "Publicidad", "advert"),
        ("es", "Suscríbete a nuestro boletín y recibe las noticias en tu correo electrónico.", "newsletter"),
        ("es", "Utilizamos cookies propias y de terceros para mejorar nuestro sitio.", "cookie-notice"),
        ("es", "Estas son las 5 mejores playas del Caribe", "teaser"),
        ("fr", "Écouter l'article", "listen"),
        ("fr", "À lire aussi : Sept villages sans ferry", "read-also"),
        ("fr", "Partager sur Facebook", "share"),
        ("fr", "La suite après cette publicité", "advert"),
        ("fr", "Inscrivez-vous à notre newsletter", "newsletter"),
        ("fr", "Voici les 5 plus belles plages de Bretagne", "teaser"),
    ],
)
def test_furniture_between_paragraphs(language: str, line: str, kind: str) -> None:
    assert kind_in_body(line, language) == kind


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Nora Falk and the harbour: a long quarrel"),  # a section heading
        ("en", "Anger among the crews"),  # a heading that shares one word with what follows
        ("en", "What comes next"),  # a heading without any content word
        ("en", "What you need to know about the harbour"),  # speaks to the reader, and of what follows
        ("en", "Share prices of the ferry line fell on Monday."),  # begins like a share button
        ("en", "Read the sentence aloud and it sounds like a threat, a crew member said on the quay."),
        ("en", '"We use cookies on every page we print," the ferry line told the regulator, "and we always will."'),
        ("en", "Listen to the wind, the captain said."),
        ("en", "The site uses cookies to follow the crews across the web, the regulator found in a report last year."),
        ("en", "What led you to the harbour?"),  # the question of an interview
        ("es", "El enojo de los pescadores"),
        ("es", "Más de 300 barcos perdidos en la bahía"),
        ("es", "Lea Falk, hermana de la presidenta, dijo que el muelle era de todos."),
        ("fr", "La colère des pêcheurs"),
        ("fr", "Partager le quai n'est pas une solution, a dit la présidente du conseil mardi soir."),
    ],
)
def test_article_text_is_left_alone(language: str, line: str) -> None:
    assert kind_in_body(line, language) is None


def test_the_head_of_a_pasted_page() -> None:
    deck = "After a night of debate and with the crews outside, the council of the port ends a century of fishing"
    text = "\n\n".join(
        [
            "POLITICS",
            HEADLINE["en"],
            "Listen to this article",
            deck,
            "These are the 3 best beaches of the southern coast",
            "By Ina Holm",
            "May 16, 2019",
            *BODY["en"],
            "Coastal Gazette | Ina Holm",
            "More articles",
            "The best soup in town",
        ]
    )
    document = build(capture(text))
    assert (document.title, document.deck, document.byline) == (HEADLINE["en"], deck, "Ina Holm")
    assert (document.outlet, document.published, document.language) == ("Coastal Gazette", "2019-05-16", "en")
    assert [furniture.kind for furniture in document.furniture] == [
        "navigation", "listen", "teaser", "byline", "dateline", "byline", "more-articles", "more-articles",
    ]  # fmt: skip


def test_titles_after_a_marker_belong_to_it_and_a_heading_before_text_does_not() -> None:
    one, two, three = BODY["en"]
    lines = [HEADLINE["en"], one, "Related articles", "A soup for cold days", "Old trains of Morva", "The crews answer"]
    document = build(capture("\n".join([*lines, three, two])))
    assert [furniture.text for furniture in document.furniture] == lines[2:5]


def test_a_wrapped_file_is_read_by_paragraph() -> None:
    wrapped = "\n".join(
        ["The port council of Arvik voted on Tuesday to close", "the old quay before the winter storms arrive, and",
         "more in sorrow than in anger its chair said so."]
    )  # fmt: skip
    document = build(capture(f"Arvik closes its old quay\n\n{wrapped}\n\n{wrapped}\n"))
    assert document.furniture == ()
