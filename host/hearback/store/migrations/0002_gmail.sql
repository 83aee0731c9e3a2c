-- What is still to be read of the mailbox, how far its listings got, and the drafts that we made.

-- A thread that a listing or the history of changes named. Of its words nothing is kept but what
-- they were worth (`snippet`); `named_by` are the names of the searches, separated by blanks. With
-- `message_id` only that message is to be read.
CREATE TABLE to_read (
    thread_id TEXT PRIMARY KEY,
    history_id INTEGER NOT NULL,
    likelihood INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    named_by TEXT NOT NULL,
    snippet INTEGER NOT NULL
);
CREATE INDEX to_read_in_order ON to_read (likelihood DESC, history_id DESC);

-- How far each search got: the page to go on with, NULL when all pages were seen.
CREATE TABLE listing (
    name TEXT PRIMARY KEY,
    next_page TEXT
);

-- The crawl that named a thread last; threads that a whole one does not name may be gone.
ALTER TABLE thread ADD COLUMN crawl INTEGER NOT NULL DEFAULT 0;

-- Drafts that we put into Gmail, or were about to (`draft_id` is NULL then). `mail_id` is the
-- Message-ID that we gave it, `message_id` Gmail's own of the version that we wrote last: with
-- another one the user has changed it.
CREATE TABLE draft (
    mail_id TEXT PRIMARY KEY,
    thread_id TEXT NOT NULL,
    action TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    draft_id TEXT,
    message_id TEXT,
    at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
