-- The workspace's log: every change of shared state, in the one order that counts. Rows are only added.
-- An id is found by the first 64 bits of its SHA-256, which are cheaper to keep sorted than the long random text; the
-- few that share them are told apart by the id itself.
CREATE TABLE log (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT    NOT NULL,
    id_hash INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    actor   TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    body    TEXT    NOT NULL
) STRICT;
CREATE INDEX log_by_id ON log (id_hash);

-- ---------------------------------------------------------------------------------------------------------------------
-- Of this computer alone: not in the log, not shared.

-- Webhooks as they came in. `problem` says why one could not be read.
CREATE TABLE delivery (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    channel     TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    body        BLOB    NOT NULL,
    problem     TEXT
) STRICT;

CREATE TABLE delivery_count (
    channel    TEXT    PRIMARY KEY,
    kept       INTEGER NOT NULL DEFAULT 0,
    unreadable INTEGER NOT NULL DEFAULT 0,
    last_at    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Up to which delivery the log has what came in. One row.
CREATE TABLE ingest_progress (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    delivery INTEGER NOT NULL
) STRICT;
INSERT INTO ingest_progress (only_row, delivery) VALUES (1, 0);

CREATE TABLE draft (
    conversation INTEGER PRIMARY KEY,
    text         TEXT    NOT NULL,
    saved_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE template_sync (
    channel   TEXT    PRIMARY KEY,
    synced_at INTEGER NOT NULL
) STRICT;

-- Chats whose closing window was announced, by the window's end, so that each is announced once.
CREATE TABLE closing_notice (
    conversation INTEGER PRIMARY KEY,
    closes_at    INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- The projection: a fold of the log, emptied and folded anew when its version changes. Ids are places in the log.
-- All times are Unix milliseconds in UTC.

CREATE TABLE projection_state (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    version  INTEGER NOT NULL,
    applied  INTEGER NOT NULL
) STRICT;
INSERT INTO projection_state (only_row, version, applied) VALUES (1, 0, 0);

CREATE TABLE contact (
    id            INTEGER PRIMARY KEY,
    name          TEXT    NOT NULL DEFAULT '',
    username      TEXT    NOT NULL DEFAULT '',
    first_seen_at INTEGER NOT NULL
) STRICT;

-- The ways in which providers name a contact. `scope` is the business portfolio for user ids, and empty for numbers.
CREATE TABLE contact_identity (
    kind    TEXT    NOT NULL CHECK (kind IN ('user_id', 'wa_id')),
    scope   TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    contact INTEGER NOT NULL REFERENCES contact (id),
    PRIMARY KEY (kind, scope, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_identity_of_contact ON contact_identity (contact);

CREATE TABLE conversation (
    id                       INTEGER PRIMARY KEY,
    channel                  TEXT    NOT NULL,
    contact                  INTEGER NOT NULL REFERENCES contact (id),
    last_message             INTEGER,
    last_message_at          INTEGER NOT NULL,
    last_customer_message_at INTEGER,
    window_refused_at        INTEGER,
    waiting_since            INTEGER,
    template_waiting_since   INTEGER,
    unread                   INTEGER NOT NULL DEFAULT 0,
    read_up_to               INTEGER,
    UNIQUE (contact, channel)
) STRICT;
CREATE INDEX conversation_newest ON conversation (last_message_at DESC, id DESC);
CREATE INDEX conversation_waiting ON conversation (waiting_since, id) WHERE waiting_since IS NOT NULL;

CREATE TABLE message (
    id            INTEGER PRIMARY KEY,
    conversation  INTEGER NOT NULL REFERENCES conversation (id),
    outbound      INTEGER NOT NULL,
    from_customer INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    received_at   INTEGER NOT NULL,
    content       TEXT    NOT NULL,
    provider_id   TEXT,
    provider_hash INTEGER,
    status        TEXT,
    author        TEXT,
    failure       TEXT,
    sent_at       INTEGER,
    delivered_at  INTEGER,
    read_at       INTEGER
) STRICT;
CREATE INDEX message_thread ON message (conversation, at, id);
-- Inbound messages are found through the log, whose event ids contain the provider's.
CREATE INDEX message_by_provider_id ON message (provider_hash) WHERE outbound AND provider_hash IS NOT NULL;

-- News of messages that the provider's own answer has not named yet, or that another system has sent.
CREATE TABLE early_status (
    id            INTEGER PRIMARY KEY,
    provider_hash INTEGER NOT NULL
) STRICT;
CREATE INDEX early_status_by_provider_id ON early_status (provider_hash);

-- Messages that still have to reach a provider.
CREATE TABLE outbox (
    message      INTEGER PRIMARY KEY,
    channel      TEXT    NOT NULL,
    conversation INTEGER NOT NULL,
    sending      INTEGER NOT NULL DEFAULT 0,
    attempt      INTEGER NOT NULL DEFAULT 0,
    tries        INTEGER NOT NULL DEFAULT 0,
    next_at      INTEGER
) STRICT;
CREATE INDEX outbox_of_conversation ON outbox (conversation, message);

CREATE TABLE template (
    channel  TEXT NOT NULL,
    id       TEXT NOT NULL,
    name     TEXT NOT NULL,
    language TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (channel, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel (
    id                   TEXT PRIMARY KEY,
    display_phone_number TEXT,
    verified_name        TEXT,
    quality              TEXT,
    account_name         TEXT,
    account_review       TEXT,
    paused               TEXT
) STRICT;

-- Kept as it changes, since counting rows for a badge takes longer the more there are. One row.
CREATE TABLE inbox_count (
    only_row             INTEGER PRIMARY KEY CHECK (only_row = 1),
    unread_conversations INTEGER NOT NULL
) STRICT;
INSERT INTO inbox_count (only_row, unread_conversations) VALUES (1, 0);

-- Words, for search. Marks are kept with their letters (Hindi), accents are folded (Latin), and Chinese, Japanese and
-- Korean signs are set apart before they come here, so that each is a word. The text itself stays in `message`.
CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = full,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
CREATE VIRTUAL TABLE contact_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = full,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
