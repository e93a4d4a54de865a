"""A reading built by hand about invented people, with everything a view must show; and readings of any shape at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from hypothesis import strategies as st

from onrecord.model import (
    Actor,
    Addressee,
    Anchor,
    Capture,
    Document,
    Event,
    Furniture,
    Issue,
    Judged,
    Original,
    Place,
    Reading,
    Relation,
    Relay,
    Setting,
    Span,
    Stance,
    StatedDate,
    Statement,
)

TITLE = "Ellery ferry to sail again in May, minister says"
PARAGRAPHS = (
    TITLE,
    "Listen to this article",
    "After nine months in dry dock the night ferry between Port Ellery and the Sorrel Islands will return on 4 May, "
    "Harbour Minister Mara Quint announced at a press conference on Tuesday.",
    "“We are not there yet,” she told reporters, “but the hull is sound and the crew is hired.” Quint warned that "
    "fares would rise “by a modest amount” unless the islands' council pays its share.",
    "Lea en español: El ferri de Ellery vuelve en mayo",
    "Tomas Vell, who chairs the council, rejected that. “Nobody has sent us an invoice, and as the minister herself "
    "said in March, ‘the islands owe nothing’. ” According to Radio Kestrel, citing the Coast Agency, Vell also told "
    "islanders that the council had set aside 2.3 million crowns for a ferry of its own.",
    "He denied having threatened to close the landing stage.",
    "“If they raise fares, we will row,” read a banner held up by a man who gave no name.",
    "The shipyard's analysts estimate that the crossing will take three hours and ten minutes, twenty minutes less "
    "than before, one of them said in a note to investors. Analyst Ione Marsh did not say that the engines were new.",
    "You may be interested: Seven islands you can walk in a day",
    "Subscribe to our newsletter",
)
TEXT = "\n\n".join(PARAGRAPHS)
CAPTURED = datetime(2031, 4, 2, 6, 30, tzinfo=UTC)
ADDRESS = "https://ledger.example/2031/04/ferry.html"

QUINT = Actor("a1", "Mara Quint", "Harbour Minister", "person")
VELL = Actor("a2", "Tomas Vell", "who chairs the council", "person")
ANALYSTS = Actor("a3", "shipyard's analysts", None, "group")
MARSH = Actor("a4", "Ione Marsh", "Analyst", "person")


def at(text: str, words: str, *, after: str = "") -> Span:
    """The first place of `words`, or the first one after the words `after`."""
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words), words)


def anchor_of(text: str, content: tuple[Span, ...]) -> Anchor:
    start, end = content[0].start, content[-1].end
    return Anchor(text[start:end], text[max(0, start - 32) : start], text[end : end + 32], start, end)


def statement_of(document: Document, content: tuple[Span, ...], **given: object) -> Statement:
    key = "|".join(f"{span.start}-{span.end}" for span in content)
    statement = Statement(
        id="s" + sha256(f"{document.id}|{key}".encode()).hexdigest()[:16],
        document=document.id,
        kind="direct",
        act="say",
        content=content,
        cue=None,
        source=None,
        speaker=None,
        addressee=None,
        setting=None,
        relays=(),
        nested_in=None,
        negated=False,
        repair=(),
        confidence=0.93,
        anchor=anchor_of(document.text, content),
    )
    return replace(statement, **given)  # type: ignore[arg-type]


def document_of(text: str, *, source: str = ADDRESS, furniture: tuple[Furniture, ...] = ()) -> Document:
    return Document(
        id="d" + sha256(f"{source}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
        source=source,
        title=TITLE,
        deck="A ticket may cost more; the islands' council says that it owes nothing.",
        byline="Pavel Horn",
        outlet="The Ellery Ledger",
        published="2031-04-01",
        language="en",
        translated_from=Original("El ferri de Ellery vuelve en mayo", "es", "https://ledger.example/es/ferri.html"),
        text=text,
        furniture=furniture,
        segments=(),
    )


def reading_of(document: Document, statements: tuple[Statement, ...], notes: tuple[str, ...] = ()) -> Reading:
    content = document.text.encode("utf-8", "surrogatepass")
    address = document.source if document.source.startswith("http") else None
    digest = sha256(content).hexdigest()
    capture = Capture(document.source, address, content, "text/plain", "utf-8", CAPTURED, digest)
    return Reading(capture, document, statements, notes)


def ferry() -> Reading:
    """Ten statements: direct, mixed and indirect, nested, relayed, negated, mended, doubtful, and one of nobody's."""
    furniture = tuple(
        Furniture(place.start, place.end, place.text, kind)
        for kind, words in [
            ("listen", PARAGRAPHS[1]),
            ("language-switch", PARAGRAPHS[4]),
            ("read-also", PARAGRAPHS[9]),
            ("newsletter", PARAGRAPHS[10]),
        ]
        for place in [at(TEXT, words)]
    )
    document = document_of(TEXT, furniture=furniture)

    def say(*words: str, **given: object) -> Statement:
        return statement_of(document, tuple(at(TEXT, one) for one in words), **given)

    def place(words: str, after: str = "") -> Span:
        return at(TEXT, words, after=after)

    invoice = say(
        "Nobody has sent us an invoice, and as the minister herself said in March, ‘the islands owe nothing’.",
        act="reject",
        source=place("Tomas Vell, who chairs the council,"),
        cue=place("rejected"),
        speaker=VELL,
        repair=("space inside the marks",),
    )
    statements = (
        say(
            "the night ferry between Port Ellery and the Sorrel Islands will return on 4 May",
            kind="indirect",
            act="announce",
            source=place("Harbour Minister Mara Quint"),
            cue=place("announced"),
            setting=Setting("press conference", place("a press conference")),
            speaker=QUINT,
        ),
        say(
            "We are not there yet",
            "but the hull is sound and the crew is hired.",
            source=place("she", "We are not"),
            cue=place("told"),
            addressee=Addressee("reporters", place("reporters")),
            speaker=QUINT,
        ),
        say(
            "fares would rise “by a modest amount” unless the islands' council pays its share",
            kind="mixed",
            act="warn",
            source=place("Quint", "hired"),
            cue=place("warned"),
            speaker=replace(QUINT, office="Minister"),
        ),
        invoice,
        say(
            "the islands owe nothing",
            source=place("the minister herself"),
            cue=place("said", "the minister herself"),
            speaker=QUINT,
            nested_in=invoice.id,
            confidence=0.81,
        ),
        say(
            "the council had set aside 2.3 million crowns for a ferry of its own",
            kind="indirect",
            act="claim",
            source=place("Vell", "Coast Agency"),
            cue=place("told", "Vell also"),
            addressee=Addressee("islanders", place("islanders")),
            relays=(Relay("Radio Kestrel", place("Radio Kestrel")), Relay("Coast Agency", place("the Coast Agency"))),
            speaker=VELL,
        ),
        say(
            "having threatened to close the landing stage",
            kind="indirect",
            act="deny",
            source=place("He", "of its own"),
            cue=place("denied"),
            speaker=VELL,
            confidence=0.62,
        ),
        say(
            "If they raise fares, we will row",
            act="threaten",
            source=place("a banner held up by a man who gave no name"),
            cue=place("read", "row"),
            setting=Setting(None, place("a banner")),
        ),
        say(
            "the crossing will take three hours and ten minutes, twenty minutes less than before",
            kind="indirect",
            act="estimate",
            source=place("The shipyard's analysts"),
            cue=place("estimate", "analysts"),
            setting=Setting("letter", place("a note to investors")),
            speaker=ANALYSTS,
        ),
        say(
            "the engines were new",
            kind="indirect",
            source=place("Analyst Ione Marsh"),
            cue=place("did not say"),
            speaker=MARSH,
            negated=True,
        ),
    )
    return reading_of(document, statements, ("the second page of the article was not there",))


def decided() -> Reading:
    """A statement in which also issue, stance and date are decided."""
    document = document_of("Quint backs the ferry, she said on 4 May.", source="ferry.txt")
    text = document.text
    statement = statement_of(
        document,
        (at(text, "backs the ferry"),),
        kind="indirect",
        speaker=QUINT,
        issue=Issue("medtop:20000270", "ferries"),
        stance=Stance("support", "the ferry", at(text, "backs")),
        date=StatedDate("2031-05-04", "day", at(text, "4 May")),
    )
    return reading_of(document, (statement,))


STORY = (
    "On 3 February the council met Harbour Minister Mara Quint. The strike goes on since then.\n\n"
    "“We support the toll,” said Quint. “I oppose the toll,” said Tomas Vell, according to Radio Kestrel, “but I back "
    "the lamp.” Quint said that the lamp had been paid for in 2029. Somebody shouted “shame”.\n\n"
    "Quint and Vell disagree on the toll. Parliament votes on 2 April in Port Ellery. A hearing will follow in May."
)
TOLL, LAMP = Issue("i1", "toll"), Issue("i2", "lamp")


def story(*, judged: bool = True) -> Reading:
    """Two issues, opposite stances, a stated disagreement, events past, ongoing and scheduled.

    `judged` as people corrected it, with a statement struck out; else as a machine reads it.
    """
    document = document_of(STORY, source="https://ledger.example/2031/03/toll.html")
    document = replace(document, title="One toll", published="2031-03-12", translated_from=None, deck=None)

    def place(words: str, after: str = "") -> Span:
        return at(STORY, words, after=after)

    def say(words: str, issue: Issue | None, **given: object) -> Statement:
        issues = (issue,) if issue else ()
        return statement_of(document, (place(words),), issue=issue, issues=issues, **given)

    council = Actor("a9", "Sorrel Council", None, "organisation")
    kestrel = (Relay("Radio Kestrel", place("Radio Kestrel")),)
    support = Stance("support", "toll", place("support"))
    oppose = Stance("oppose", "toll", place("oppose"))
    backs = Stance("support", "lamp", place("back"))
    paid = StatedDate("2029", "year", place("2029"))
    met = StatedDate("2031-02-03", "day", place("3 February"))
    vote = StatedDate("2031-04-02", "day", place("2 April"))
    may = StatedDate("XXXX-05", "month", place("May"))
    said = place("said", "Quint said")
    decided = Judged("confirm", ("Iva",), ("speaker",), ("j1",)) if judged else None
    statements = (
        say("We support the toll", TOLL, speaker=QUINT, stance=support, judged=decided),
        say("I oppose the toll", TOLL, speaker=VELL, stance=oppose, relays=kestrel),
        say("I back the lamp", LAMP, speaker=VELL, stance=backs, relays=kestrel),
        say("the lamp had been paid for in 2029", LAMP, kind="indirect", speaker=QUINT, times=(paid,), cue=said),
        say("shame", None, confidence=0.5, candidates=(QUINT, VELL)),
    )

    def event(number: int, words: str, tense: str, date: StatedDate | None, **given: object) -> Event:
        made = Event(f"e{number}", document.id, "CONSULT", "04", None, None, None, None, date, "past", place(words))
        return replace(made, tense=tense, **given)  # type: ignore[arg-type]

    events = (
        event(1, "met", "past", met, actor=council, recipient=QUINT),
        event(2, "strike", "ongoing", None, plover="PROTEST"),
        event(3, "votes", "scheduled", vote, place=Place("Port Ellery", None, place("Port Ellery")), expected=(VELL,)),
        event(4, "hearing", "scheduled", may),
        event(5, "said", "past", None, statement=statements[3].id, span=said),
    )
    relation = Relation(document.id, TOLL, (QUINT, VELL), "disagree", place("disagree"), (statements[0].id,))
    rejected = (say("A hearing will follow", None),) if judged else ()
    reading = reading_of(document, statements)
    return replace(reading, events=events, relations=(relation,), rejected=rejected)


# any reading at all

texts = st.text(
    alphabet=st.sampled_from("abc ßÉ“”‘’\"'«»<>&*_[](){}|`~$#!.,—-\n\t\0\x1b…\u2028\x85𝄞🇨🇿\u202e中"), max_size=80
)
maybe = st.none() | st.text(max_size=12)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return Span(start, end, text[start:end])


@st.composite
def statements(draw: st.DrawFn, document: Document, number: int) -> Statement:
    place = spans(document.text)
    content = tuple(sorted(draw(st.lists(place, min_size=1, max_size=3)), key=lambda span: span.start))
    return statement_of(
        document,
        content,
        id=f"s{number}",
        kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
        act=draw(st.sampled_from([None, "say", "deny", "hum"])),
        cue=draw(st.none() | place),
        source=draw(st.none() | place),
        speaker=draw(st.none() | st.builds(Actor, st.sampled_from("xyz"), st.text(max_size=8), maybe, st.none())),
        addressee=draw(st.none() | st.builds(Addressee, st.text(max_size=8), place)),
        setting=draw(st.none() | st.builds(Setting, st.sampled_from([None, "interview", "hat"]), place)),
        relays=tuple(draw(st.lists(st.builds(Relay, st.text(max_size=8), place), max_size=2))),
        nested_in=draw(st.sampled_from([None, "s0", "s1", "gone"])),
        negated=draw(st.booleans()),
        repair=tuple(draw(st.lists(st.sampled_from(["mark left over", "other"]), max_size=2))),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(texts)
    furniture = draw(st.lists(spans(text), max_size=2))
    labelled = tuple(Furniture(span.start, span.end, span.text, "share") for span in furniture)
    document = replace(document_of(text, furniture=labelled), title=draw(maybe), outlet=draw(maybe))
    made = tuple(draw(statements(document, number)) for number in range(draw(st.integers(0, 3))))
    return reading_of(document, made)
