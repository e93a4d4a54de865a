"""The types that travel through the pipeline, in the order in which they come to be.

Comes in: nothing; goes out: frozen dataclasses that every stage may import. No logic, and no import from a stage.
All offsets are Unicode code points, half open, into `Document.text` unless a field says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Action",
    "Actor",
    "Addressee",
    "Analysis",
    "Anchor",
    "Capture",
    "Document",
    "Event",
    "Furniture",
    "Issue",
    "Judged",
    "Judgement",
    "Kind",
    "Likeness",
    "Mention",
    "Original",
    "Pairing",
    "Place",
    "Precision",
    "Quad",
    "Quotation",
    "QuotedPassage",
    "Reading",
    "Relation",
    "Relay",
    "Segment",
    "Setting",
    "Signals",
    "Span",
    "Stance",
    "StatedDate",
    "Statement",
    "StatementPair",
    "Target",
    "TimeExpression",
    "TimePoint",
    "TimeUnit",
]

Kind = Literal["direct", "mixed", "indirect"]
Precision = Literal["year", "month", "week", "day", "minute"]
TimeUnit = Literal[
    "minute", "hour", "day", "weekend", "week", "fortnight",
    "month", "quarter", "season", "half", "year", "decade", "century",
]  # fmt: skip
Action = Literal[
    "confirm", "reject", "unsure",
    "speaker", "relay", "addressee", "setting", "span", "issue", "stance", "date",
    "merge", "split", "rename", "undo",
]  # fmt: skip
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words at their place: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str


# capture


@dataclass(frozen=True, slots=True)
class Capture:
    """What was published: the bytes of one source as they were found.

    `source` is what the user named (a path, an address, `-`); `address` the URL it came from after redirects, None
    for files. `encoding` is the codec that decodes `content` without error. `digest` is the SHA-256 of `content`.
    """

    source: str
    address: str | None
    content: bytes
    media_type: Literal["text/html", "text/plain"]
    encoding: str
    captured: datetime
    digest: str


# document


@dataclass(frozen=True, slots=True)
class Segment:
    """One edit of the offset map: `text[start:end]` was made from `source[source_start:source_end]`.

    `source` is the decoded capture. Equal lengths mean a verbatim copy, unequal ones a replacement (an entity, white
    space drawn together), an empty source range words the cleaning put in (a paragraph break).
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Page text that is not the article: it stays in the text, labelled, and yields no statement."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Original:
    """The page this one was translated from, as far as the page names it."""

    title: str | None
    language: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """The article. `id` is a content hash of source and text, so the same page read twice is the same document.

    `published` is ISO 8601 at the precision known (`2019-05`, `2019-05-16`, `2019-05-16T08:00:00+00:00`).
    `origins` says where each metadata field was found: `json-ld`, `meta`, `html` or `text`.
    `segments` cover `text` without gaps, in order. `versions` are the same page in other languages as far as it links
    or names them.
    """

    id: str
    source: str
    title: str | None
    deck: str | None
    byline: str | None
    outlet: str | None
    published: str | None
    language: str | None
    translated_from: Original | None
    text: str
    furniture: tuple[Furniture, ...]
    segments: tuple[Segment, ...]
    origins: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[Original, ...] = ()


# language


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `kind` is person, organisation, place or office."""

    span: Span
    kind: Literal["person", "organisation", "place", "office"]


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """Words between quotation marks: [start, end) with the marks, [inner_start, inner_end) without them.

    `opening` and `closing` are the marks as printed, None where the page has none. `depth` is 0 for an outermost
    passage. `repair` says what had to be mended.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    opening: str | None
    closing: str | None
    depth: int
    repair: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimePoint:
    """What the words of one date say, before anything is known of the day they were written.

    `unit` is the finest they name. Printed parts stand as printed (`month` 1-12, `weekday` 1 Monday to 7 Sunday,
    `hour` 0-24; a decade or century by the `year` it begins in). `shift` counts units from the day of writing (-1 last
    month, 0 today), or from `within` where that is set (`two weeks after 3 May`); `count` is how many units it lasts.
    `mode` of a shifted weekday or unit is how the language means it: `coming` the nearest ahead, `next` the one of next
    week, `last` the nearest behind; `previous` and `following` may be told from another time of the story. `ordinal`
    is the n-th `unit` of `within`, -1 the last; of a quarter, half or season (1 spring to 4 winter) without `within`
    the one of the year. `part` is a part of the unit (`start`, `middle`, `end`, `earlier`, `later`, `morning`, ...).
    """

    unit: TimeUnit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    shift: int | None = None
    mode: Literal["coming", "next", "following", "last", "previous", "this"] | None = None
    count: int = 1
    ordinal: int | None = None
    part: str | None = None
    within: TimePoint | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time named in the text. `span` are all its words, `named` those of the date without `since`, `before`, ...

    `start` is None for a time told from an event (`hours after the meeting`) or from another day of the story
    (`the day before`): it has no date of its own. `end` is the other end of a stretch with both ends printed.
    `bound` says that the date only bounds the time.
    """

    span: Span
    named: Span
    start: TimePoint | None
    end: TimePoint | None = None
    bound: Literal["since", "until", "before", "after"] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """What the encoder says of every word piece of the text, before anything is decided.

    T pieces, D dimensions. `pieces` (T, 2) are offsets into the text; a paragraph break has no width. `labels` names
    the columns of each array of `tags`: `outer` and `inner` (source, cue and content in BIO; statements inside
    another's content have the inner layer), `carrier` (relay, addressee, setting), `name`, and of `act`, `negated`.
    A link scores piece t pointing at piece u as `query[t] @ key[u] + distance[bucket(u - t)]`: the pieces of a content
    (`outer`, `inner`) and of a carrier point at their cue, or at the first piece of a content without cue; those of a
    cue point at their source, or at the cue when there is none. `buckets` are the lower ends of the distances.
    `calibration` weighs what the network is sure of into one confidence.
    """

    labels: Mapping[str, tuple[str, ...]]
    pieces: NDArray[np.int32]
    tags: Mapping[str, NDArray[np.float32]]
    queries: Mapping[str, NDArray[np.float32]]
    keys: Mapping[str, NDArray[np.float32]]
    distances: Mapping[str, NDArray[np.float32]]
    buckets: tuple[int, ...]
    act: NDArray[np.float32]
    negated: NDArray[np.float32]
    calibration: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the words are. `signals` is None where no trained model reads the language."""

    language: str | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quoted: tuple[QuotedPassage, ...]
    mentions: tuple[Mention, ...]
    signals: Signals | None
    times: tuple[TimeExpression, ...] = ()


# quotation


@dataclass(frozen=True, slots=True)
class Quotation:
    """Who is quoted, at text level: spans only, nobody resolved yet.

    `relays` run from the outermost to the innermost; one whose subject the language drops stands by the cue it spoke
    with (`Añadió que ...`). `nested_in` is the index, in the same reading, of the quotation
    whose content reports this one. `repair` lists what had to be mended in the page's quotation marks.
    """

    kind: Kind
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    relays: tuple[Span, ...]
    addressee: Span | None
    setting: Span | None
    act: str | None
    negated: bool
    nested_in: int | None
    repair: tuple[str, ...]
    confidence: float


# resolve


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, state or group. None where not known.

    `id` is the same in every article that names the same actor. `office` is the role printed with it, `held` the
    office held at the day of the article by the dated table, `organisation` the body that it speaks for, `state` the
    ISO 3166-1 alpha-3 code of the state it stands for, `wikidata` a candidate identifier.
    """

    id: str
    name: str
    office: str | None
    kind: Literal["person", "organisation", "state", "group"] | None
    held: str | None = None
    organisation: str | None = None
    state: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """Who carried the words to us."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom it was said."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Setting:
    """Where or how it was said. `label` is normalised: press conference, interview, statement, ..."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the content stands, as a W3C Web Annotation has it: TextQuoteSelector and TextPositionSelector."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Issue:
    """What a statement is about, and the words of the page that decided it.

    `scheme` says where it is defined: the user's codebook, the IPTC Media Topics, or found in the story itself. `words`
    may stand outside the statement: in the heading above it, or where a taken-up issue was named.
    """

    id: str
    label: str
    scheme: Literal["codebook", "iptc", "story"] = "story"
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Stance:
    """Where the speaker stands; never without the words that show it."""

    label: Literal["support", "oppose", "mixed", "unclear"]
    target: str
    cue: Span


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A point or stretch of time, and the words it was read from.

    `value` and `end` are ISO 8601 at `precision` (`2019`, `2019-06`, `2019-W20`, `2019-05-14`, `2019-05-14T16:30`); a
    stretch ends with the last unit inside it, `end` is None for one unit. Where nothing tells the year of a month or
    day it stays open, as ISO 8601-2:2019 (EDTF) writes it: `XXXX-06`, `XXXX-05-14`. `inferred` when the year is not
    printed and the page carries no date: it follows from evidence elsewhere in the text.
    """

    value: str
    precision: Precision
    span: Span
    end: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution, resolved. `id` is a content hash; `document` the id of its document.

    `candidates` are the actors left when nothing in the page decides between them; then `speaker` is None. `issue` is
    the first of all `issues`. `date` is when it was said, `times` are the dates named inside the content. `quad` is
    the PLOVER quad class of what is said. `judged` is set by the record where people confirmed or corrected it.
    `translated` when its quoted words are a translation: the page names the original that it was made from.
    """

    id: str
    document: str
    kind: Kind
    act: str | None
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: Actor | None
    addressee: Addressee | None
    setting: Setting | None
    relays: tuple[Relay, ...]
    nested_in: str | None
    negated: bool
    repair: tuple[str, ...]
    confidence: float
    anchor: Anchor
    issue: Issue | None = None
    stance: Stance | None = None
    date: StatedDate | None = None
    candidates: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    times: tuple[StatedDate, ...] = ()
    quad: Quad | None = None
    judged: Judged | None = None
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event takes place: as printed, and its state (ISO 3166-1 alpha-3) where known."""

    name: str
    state: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, goes on or is scheduled, once an article however often it is told.

    `plover` is one of the 16 PLOVER classes, `cameo` the CAMEO root (`01` to `20`); an occasion that PLOVER has no
    class for (an election) has neither. `span` are the words that name it first. `statement` is the id of the
    statement that tells it or is itself the act, None when the article does. `expected` are those named as taking
    part in a scheduled event.
    """

    id: str
    document: str
    plover: str | None
    cameo: str | None
    quad: Quad | None
    actor: Actor | None
    recipient: Actor | None
    place: Place | None
    date: StatedDate | None
    tense: Literal["past", "ongoing", "scheduled"]
    span: Span
    statement: str | None = None
    expected: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Agreement or disagreement that the text states between two actors, with the words that state it."""

    document: str
    issue: Issue | None
    actors: tuple[Actor, Actor]
    value: Literal["agree", "disagree"]
    span: Span
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """One thing that two statements in different languages have in common.

    `kind` is speaker, act, date, relay, number, month, state, acronym, name or word; `words` is how the first one has
    it, in the page's own words where there are any.
    """

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class StatementPair:
    """Two statements that render one utterance, by id in the order of the pairing's documents. `score` is 0 to 1."""

    statements: tuple[str, str]
    score: float
    evidence: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two documents that are one article in two languages.

    `by` says how they are known for that, `score` is the share of what they hold that their aligned sentences share.
    `original` is the id of the one the other was translated from, None where nothing tells; `known_by` says whether a
    page declares it or it follows from the dates. `pairs` stand in the order of the first document.
    """

    documents: tuple[str, str]
    by: Literal["link", "title", "content"]
    score: float
    original: str | None
    known_by: Literal["declared", "published"] | None
    pairs: tuple[StatementPair, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one capture. `notes` say what could not be read, and why.

    `rejected` are the statements that people rejected; the record leaves them out of `statements`.
    """

    capture: Capture
    document: Document
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    rejected: tuple[Statement, ...] = ()


# judgements


@dataclass(frozen=True, slots=True)
class Target:
    """The statement that a judgement is about, with enough to find it again in a later reading of the page.

    `document` and `page` are the document's id and source; the rest is the machine's own statement at the time.
    """

    document: str
    page: str
    statement: str
    anchor: Anchor
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided; it is never changed, only undone by another. `id` is a hash of all but `signature`.

    `target` is None for what is said of actors (their ids are `actors`) and for an undo (of the judgement `undoes`).
    `before` and `after` are JSON values; docs/reference/judgements.md says which for each action.
    """

    id: str
    made: datetime
    by: str
    action: Action
    target: Target | None = None
    actors: tuple[str, ...] = ()
    undoes: str | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    note: str | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said of one statement: the last verdict, who judged, and what was corrected."""

    verdict: Literal["confirm", "unsure"] | None
    by: tuple[str, ...]
    corrected: tuple[Action, ...]
    judgements: tuple[str, ...]
