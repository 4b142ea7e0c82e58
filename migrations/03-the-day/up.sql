-- The receptionist's day. Of the projection only what is new is added here; it is folded anew at the start.

-- ---------------------------------------------------------------------------------------------------------------------
-- Of this computer alone: not in the log, not shared.

-- What the person at this computer does with a template: favourites, the last use, and what its fields are filled from.
CREATE TABLE template_use (
    channel   TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    language  TEXT    NOT NULL,
    favourite INTEGER NOT NULL DEFAULT 0,
    used_at   INTEGER,
    memory    TEXT,
    PRIMARY KEY (channel, name, language)
) STRICT, WITHOUT ROWID;

-- Templates that are being written and have not been handed in.
CREATE TABLE template_draft (
    id       INTEGER PRIMARY KEY,
    channel  TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- The projection.

-- Where the work on a thread stands. `snoozed_until` is empty while it sleeps until the customer answers.
-- `opened_at` is the beginning of the present piece of work, which its resolution ends.
ALTER TABLE conversation ADD COLUMN work TEXT NOT NULL DEFAULT 'open'
    CHECK (work IN ('open', 'pending', 'snoozed', 'resolved'));
ALTER TABLE conversation ADD COLUMN snooze TEXT CHECK (snooze IN ('time', 'answer', 'last_hour'));
ALTER TABLE conversation ADD COLUMN snoozed_until INTEGER;
ALTER TABLE conversation ADD COLUMN opened_at INTEGER;
ALTER TABLE conversation ADD COLUMN pinned_at INTEGER;
ALTER TABLE conversation ADD COLUMN marked_unread INTEGER NOT NULL DEFAULT 0;
CREATE INDEX conversation_snoozed ON conversation (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX conversation_pinned ON conversation (pinned_at) WHERE pinned_at IS NOT NULL;
-- Of a hundred thousand chats most are resolved, and the list usually shows the others.
CREATE INDEX conversation_by_work ON conversation (work, last_message_at DESC, id DESC) WHERE last_message IS NOT NULL;
CREATE INDEX conversation_unread ON conversation (last_message_at DESC, id DESC)
    WHERE last_message IS NOT NULL AND (unread > 0 OR marked_unread = 1);

CREATE TABLE label (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL,
    color TEXT NOT NULL
) STRICT;

CREATE TABLE conversation_label (
    conversation INTEGER NOT NULL REFERENCES conversation (id),
    label        INTEGER NOT NULL REFERENCES label (id),
    PRIMARY KEY (conversation, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_by_label ON conversation_label (label, conversation);

-- Views of the list that somebody gave a name.
CREATE TABLE saved_view (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- Answers that are used often.
CREATE TABLE saved_reply (
    id       INTEGER PRIMARY KEY,
    shortcut TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT;

-- What is kept of people besides their names: its kind, and what it is for each of them.
CREATE TABLE attribute (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE contact_attribute (
    contact   INTEGER NOT NULL REFERENCES contact (id),
    attribute INTEGER NOT NULL REFERENCES attribute (id),
    value     TEXT    NOT NULL,
    PRIMARY KEY (contact, attribute)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_note (
    id      INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contact (id),
    author  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    text    TEXT    NOT NULL
) STRICT;
CREATE INDEX contact_note_of_contact ON contact_note (contact, at);

-- The place of a person in the list: their name without capitals and accents.
ALTER TABLE contact ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
CREATE INDEX contact_by_name ON contact (sort_name, id) WHERE merged_into IS NULL;

-- Contacts that look alike and are two people, as somebody said; the lower number first.
CREATE TABLE told_apart (
    one   INTEGER NOT NULL REFERENCES contact (id),
    other INTEGER NOT NULL REFERENCES contact (id),
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- Messages that are to go out later. `message` is the one that it became.
CREATE TABLE scheduled (
    id           INTEGER PRIMARY KEY,
    channel      TEXT    NOT NULL,
    conversation INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    author       TEXT    NOT NULL,
    body         TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'asking', 'sent', 'cancelled')),
    problem      TEXT,
    message      INTEGER
) STRICT;
CREATE INDEX scheduled_due ON scheduled (due_at) WHERE state = 'waiting';
CREATE INDEX scheduled_of_conversation ON scheduled (conversation, due_at);

-- When a number's office is open, and what it answers while it is not.
CREATE TABLE office (
    channel TEXT PRIMARY KEY,
    body    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `outside` is 1 for what we sent while the window was closed: only such messages count for the provider's limit of people
-- and for our own limit per person.
ALTER TABLE message ADD COLUMN outside INTEGER NOT NULL DEFAULT 0;
CREATE INDEX message_outside ON message (at) WHERE outside = 1;
-- The figures of a period are counted from these alone, without a look at the messages' words.
CREATE INDEX message_asked ON message (at, conversation) WHERE from_customer;
CREATE INDEX message_ours ON message (at, conversation, status, author, origin,
    json_extract(pricing, '$.category'), json_extract(pricing, '$.type')) WHERE outbound;
CREATE INDEX message_failed ON message (at) WHERE status = 'failed';

-- For the owner's figures. Each time a customer waited: since when, the last they wrote, and when whoever answered.
-- `first` is 1 for the first wait of a piece of work.
CREATE TABLE wait (
    id            INTEGER PRIMARY KEY,
    conversation  INTEGER NOT NULL,
    channel       TEXT    NOT NULL,
    first         INTEGER NOT NULL,
    asked_at      INTEGER NOT NULL,
    last_asked_at INTEGER NOT NULL,
    answered_at   INTEGER,
    answered_by   TEXT
) STRICT;
CREATE INDEX wait_asked ON wait (asked_at);
CREATE INDEX wait_of_conversation ON wait (conversation, asked_at);
CREATE INDEX wait_open ON wait (conversation) WHERE answered_at IS NULL;

-- Pieces of work that were ended, by the event that ended them.
CREATE TABLE resolution (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    channel      TEXT    NOT NULL,
    opened_at    INTEGER NOT NULL,
    resolved_at  INTEGER NOT NULL,
    resolved_by  TEXT    NOT NULL
) STRICT;
CREATE INDEX resolution_at ON resolution (resolved_at);
CREATE INDEX resolution_of_conversation ON resolution (conversation, resolved_at);

-- Templates that were sent, and when the customer wrote next.
CREATE TABLE outreach (
    message      INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    channel      TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    category     TEXT    NOT NULL,
    author       TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    answered_at  INTEGER
) STRICT;
CREATE INDEX outreach_at ON outreach (at);
CREATE INDEX outreach_of_conversation ON outreach (conversation, answered_at);

-- Until the log is folded again, nothing of it is in these tables.
UPDATE projection_state SET version = 0, applied = 0;
