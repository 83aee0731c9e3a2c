-- Job mail and what it says, what the user told us, and how far the mailbox was read.

-- Every job thread. `history_id` is the mailbox's own mark of the state that was read, '' where it
-- has none. `knowledge` is the version of the rules that read it.
CREATE TABLE thread (
    id INTEGER PRIMARY KEY,
    thread_id TEXT NOT NULL UNIQUE,
    history_id TEXT NOT NULL,
    knowledge TEXT NOT NULL
);

-- Threads that were looked at and are not about a job: these two ids are all that is kept of them,
-- as numbers where they are Gmail's, for there are many.
CREATE TABLE other (
    thread PRIMARY KEY,
    history NOT NULL
) WITHOUT ROWID;

-- What the messages of a job thread say, oldest first, envelopes included (JSON, zlib).
CREATE TABLE readings (
    thread INTEGER PRIMARY KEY REFERENCES thread ON DELETE CASCADE,
    content BLOB NOT NULL
);

-- What else is kept of these messages (JSON, zlib). Apart, so that loading all readings loads no
-- bodies.
CREATE TABLE bodies (
    thread INTEGER PRIMARY KEY REFERENCES thread ON DELETE CASCADE,
    content BLOB NOT NULL
);

-- What the user told us (`text` as JSON). A note that was taken back stays, with the moment; it no
-- longer counts.
CREATE TABLE note (
    note_id TEXT PRIMARY KEY,
    thread_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    day TEXT,
    undone_at TEXT
);

-- Settings (JSON values), and under 'cursor' how far the mailbox was read.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
