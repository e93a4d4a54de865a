-- The record, version 4: an event may be an occasion that PLOVER has no class for (an election), its `plover` null.

CREATE TABLE event_4 (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    ordinal INTEGER NOT NULL,
    plover TEXT,
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

INSERT INTO event_4
SELECT id, document, ordinal, nullif(plover, ''), cameo, quad, place, place_state, date, date_end, date_precision,
    date_inferred, tense, statement
FROM event;

DROP TABLE event;
ALTER TABLE event_4 RENAME TO event;
CREATE INDEX event_statement ON event (statement);
