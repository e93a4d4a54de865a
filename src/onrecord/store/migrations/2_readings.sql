-- The record, version 2: all that a reading holds, and which onrecord made it. The newest reading of a document counts;
-- captures, sightings and documents stay.

ALTER TABLE document ADD COLUMN version TEXT;           -- the onrecord that read it; null in records of version 1

ALTER TABLE actor ADD COLUMN state TEXT;
ALTER TABLE actor ADD COLUMN wikidata TEXT;

ALTER TABLE statement ADD COLUMN speaker_held TEXT;
ALTER TABLE statement ADD COLUMN speaker_organisation TEXT;
ALTER TABLE statement ADD COLUMN speaker_state TEXT;
ALTER TABLE statement ADD COLUMN speaker_wikidata TEXT;
ALTER TABLE statement ADD COLUMN issue_scheme TEXT;
ALTER TABLE statement ADD COLUMN date_end TEXT;
ALTER TABLE statement ADD COLUMN date_inferred INTEGER;
ALTER TABLE statement ADD COLUMN quad TEXT;
UPDATE statement SET issue_scheme = 'story' WHERE issue IS NOT NULL;
UPDATE statement SET date_inferred = 0 WHERE date IS NOT NULL;

-- The roles of a span grow by two; SQLite changes no CHECK in place, and the view stands on the table.
DROP VIEW claim;
ALTER TABLE span RENAME TO span_1;
CREATE TABLE span (
    statement TEXT NOT NULL REFERENCES statement (id),
    role TEXT NOT NULL CHECK (
        role IN ('content', 'cue', 'source', 'relay', 'addressee', 'setting', 'stance', 'date', 'issue', 'time')
    ),
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (statement, role, ordinal)
) WITHOUT ROWID;
INSERT INTO span SELECT statement, role, ordinal, start, end, text FROM span_1;
DROP TABLE span_1;

-- Dates named inside the content; their words are the span with role 'time' and the same ordinal.
CREATE TABLE time (
    statement TEXT NOT NULL REFERENCES statement (id),
    ordinal INTEGER NOT NULL,
    value TEXT NOT NULL,
    end TEXT,
    precision TEXT NOT NULL,
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
    PRIMARY KEY (statement, ordinal)
) WITHOUT ROWID;

CREATE TABLE event (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    ordinal INTEGER NOT NULL,
    plover TEXT NOT NULL,
    cameo TEXT,
    quad TEXT,
    place TEXT,
    place_state TEXT,
    date TEXT,
    date_end TEXT,
    date_precision TEXT,
    date_inferred INTEGER,
    tense TEXT NOT NULL CHECK (tense IN ('past', 'ongoing', 'scheduled')),
    statement TEXT,
    UNIQUE (document, ordinal),
    FOREIGN KEY (document, statement) REFERENCES statement (document, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX event_statement ON event (statement);

CREATE TABLE relation (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    ordinal INTEGER NOT NULL,
    value TEXT NOT NULL CHECK (value IN ('agree', 'disagree')),
    UNIQUE (document, ordinal)
) WITHOUT ROWID;

-- What a relation rests on: ids of statements, or whatever else the reader names.
CREATE TABLE evidence (
    relation TEXT NOT NULL REFERENCES relation (id),
    ordinal INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (relation, ordinal)
) WITHOUT ROWID;

-- Everybody in a statement, event or relation but speakers; `owner` is the id of that statement, event or relation.
CREATE TABLE party (
    document TEXT NOT NULL REFERENCES document (id),
    owner TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('candidate', 'actor', 'recipient', 'expected', 'related')),
    ordinal INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actor (id),
    name TEXT NOT NULL,
    office TEXT,
    kind TEXT,
    held TEXT,
    organisation TEXT,
    state TEXT,
    wikidata TEXT,
    PRIMARY KEY (document, owner, role, ordinal)
) WITHOUT ROWID;
CREATE INDEX party_actor ON party (actor);

-- All issues of a statement, or the one of a relation.
CREATE TABLE issue (
    document TEXT NOT NULL REFERENCES document (id),
    owner TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    issue TEXT NOT NULL,
    label TEXT NOT NULL,
    scheme TEXT NOT NULL,
    PRIMARY KEY (document, owner, ordinal)
) WITHOUT ROWID;
CREATE INDEX issue_issue ON issue (issue);

-- The words that events, relations and issues rest on; of an issue, `ordinal` is the issue's and `part` counts its words.
CREATE TABLE word (
    document TEXT NOT NULL REFERENCES document (id),
    owner TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('event', 'place', 'date', 'relation', 'issue')),
    ordinal INTEGER NOT NULL,
    part INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document, owner, role, ordinal, part)
) WITHOUT ROWID;

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
