-- The record, version 3: what people decided. Rows are only ever added; a judgement is undone by another one.

CREATE TABLE judgement (
    number INTEGER PRIMARY KEY AUTOINCREMENT,   -- SQLite remembers the highest, so that a missing last row shows
    id TEXT NOT NULL UNIQUE,
    made TEXT NOT NULL,             -- ISO 8601 in UTC with microseconds
    by TEXT NOT NULL,
    action TEXT NOT NULL,
    document TEXT,
    page TEXT,                      -- the source of the document
    statement TEXT,
    undoes TEXT,
    body TEXT NOT NULL,             -- the whole judgement as JSON
    signature TEXT,
    chain TEXT NOT NULL             -- SHA-256 of the chain of the row before, the body and the signature
);
-- 1 where the quoted words are a translation of an original that the page names.
ALTER TABLE statement ADD COLUMN translated INTEGER NOT NULL DEFAULT 0 CHECK (translated IN (0, 1));

CREATE INDEX judgement_document ON judgement (document);
CREATE INDEX judgement_page ON judgement (page);

CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement
BEGIN
    SELECT raise(ABORT, 'judgements are never deleted: undo them');
END;

CREATE TRIGGER judgement_keeps BEFORE UPDATE ON judgement
BEGIN
    SELECT raise(ABORT, 'judgements are never changed: undo them');
END;
