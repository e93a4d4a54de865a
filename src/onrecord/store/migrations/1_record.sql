-- The record, version 1. Ids are content hashes; all offsets are Unicode code points, half open, into document.text.
-- Nothing is deleted, and no statement or document is changed once it stands.

-- The bytes of one source. The same bytes found again at the same source are the same capture.
CREATE TABLE capture (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    address TEXT,
    media_type TEXT NOT NULL,
    encoding TEXT NOT NULL,
    captured TEXT NOT NULL,         -- when these bytes were first found, ISO 8601 in UTC with microseconds
    digest TEXT NOT NULL,           -- SHA-256 of the bytes before compression
    size INTEGER NOT NULL,          -- in bytes, before compression
    content BLOB NOT NULL           -- the bytes, compressed with zlib
);
CREATE INDEX capture_address ON capture (address);
CREATE INDEX capture_digest ON capture (digest);

-- The article read from a capture. `capture` is the one the text and its segments were made from.
CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    capture TEXT NOT NULL REFERENCES capture (id),
    source TEXT NOT NULL,
    title TEXT,
    deck TEXT,
    byline TEXT,
    outlet TEXT,
    published TEXT,
    language TEXT,
    translated INTEGER NOT NULL CHECK (translated IN (0, 1)),
    original_title TEXT,
    original_language TEXT,
    original_url TEXT,
    digest TEXT NOT NULL,           -- SHA-256 of the text in UTF-8
    text TEXT NOT NULL
);
CREATE INDEX document_outlet ON document (outlet, published);

-- Every capture in which a document was found, the first one included.
CREATE TABLE sighting (
    document TEXT NOT NULL REFERENCES document (id),
    capture TEXT NOT NULL REFERENCES capture (id),
    PRIMARY KEY (document, capture)
) WITHOUT ROWID;

-- Where each metadata field of a document was found.
CREATE TABLE origin (
    document TEXT NOT NULL REFERENCES document (id),
    field TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (document, field)
) WITHOUT ROWID;

-- What could not be read of a document, and why.
CREATE TABLE note (
    document TEXT NOT NULL REFERENCES document (id),
    ordinal INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

CREATE TABLE furniture (
    document TEXT NOT NULL REFERENCES document (id),
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

-- The offset map from the text back to the decoded capture, one packed row a document (docs/reference/store.md).
CREATE TABLE segment (
    document TEXT PRIMARY KEY REFERENCES document (id),
    packed BLOB NOT NULL
) WITHOUT ROWID;

-- Whoever spoke, under the name recorded first; each statement keeps the name and office printed with it.
CREATE TABLE actor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT
) WITHOUT ROWID;

CREATE TABLE statement (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES document (id),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    act TEXT,
    content TEXT NOT NULL,          -- the content spans, joined by ' … '
    source TEXT,                    -- the words of the source span
    speaker TEXT REFERENCES actor (id),
    speaker_name TEXT,
    speaker_office TEXT,
    speaker_kind TEXT,
    addressee TEXT,
    setting TEXT,
    nested_in TEXT,
    negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    anchor_exact TEXT NOT NULL,
    anchor_prefix TEXT NOT NULL,
    anchor_suffix TEXT NOT NULL,
    anchor_start INTEGER NOT NULL,
    anchor_end INTEGER NOT NULL,
    issue TEXT,
    issue_label TEXT,
    stance TEXT,
    stance_target TEXT,
    date TEXT,
    date_precision TEXT,
    UNIQUE (document, ordinal),
    UNIQUE (document, id),
    FOREIGN KEY (document, nested_in) REFERENCES statement (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_issue ON statement (issue);

-- Every word a statement rests on, at its place.
CREATE TABLE span (
    statement TEXT NOT NULL REFERENCES statement (id),
    role TEXT NOT NULL CHECK (
        role IN ('content', 'cue', 'source', 'relay', 'addressee', 'setting', 'stance', 'date')
    ),
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (statement, role, ordinal)
) WITHOUT ROWID;

-- Who carried the words, outermost first; the words themselves are the span with role 'relay' and the same ordinal.
CREATE TABLE relay (
    statement TEXT NOT NULL REFERENCES statement (id),
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (statement, ordinal)
) WITHOUT ROWID;
CREATE INDEX relay_name ON relay (name);

-- What had to be mended in the page's quotation marks.
CREATE TABLE repair (
    statement TEXT NOT NULL REFERENCES statement (id),
    ordinal INTEGER NOT NULL,
    repair TEXT NOT NULL,
    PRIMARY KEY (statement, ordinal)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE statement_text USING fts5 (
    content, speaker_name, source,
    content = 'statement', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

-- One row a claim: what was said, by whom, in which outlet, at which place, and when a page with it was first captured.
CREATE VIEW claim AS
SELECT
    statement.id AS statement,
    statement.document,
    document.outlet,
    document.published,
    document.title,
    capture.source AS capture_source,
    capture.address,
    document.capture,
    (
        SELECT min(seen.captured)
        FROM sighting JOIN capture AS seen ON seen.id = sighting.capture
        WHERE sighting.document = statement.document
    ) AS first_seen,
    statement.kind,
    statement.act,
    statement.speaker,
    statement.speaker_name,
    statement.speaker_office,
    statement.source,
    cue.text AS cue,
    statement.content,
    statement.anchor_start AS start,
    statement.anchor_end AS end,
    statement.negated,
    statement.confidence,
    statement.nested_in,
    statement.issue,
    statement.issue_label,
    statement.stance,
    statement.date
FROM statement
JOIN document ON document.id = statement.document
JOIN capture ON capture.id = document.capture
LEFT JOIN span AS cue ON cue.statement = statement.id AND cue.role = 'cue';
