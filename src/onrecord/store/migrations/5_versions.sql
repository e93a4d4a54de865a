-- The record, version 5: the same page in other languages, as far as it links or names them.

CREATE TABLE language_version (
    document TEXT NOT NULL REFERENCES document (id),
    ordinal INTEGER NOT NULL,
    title TEXT,
    language TEXT,
    url TEXT,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
