-- Everything that WhatsApp can say. The projection's tables are made anew; they are folded from the log at the start.

DROP TABLE inbox_count;
DROP TABLE early_status;
DROP TABLE outbox;
DROP TABLE message;
DROP TABLE conversation;
DROP TABLE contact_identity;
DROP TABLE contact;
DROP TABLE channel;

-- ---------------------------------------------------------------------------------------------------------------------
-- Of this computer alone: not in the log, not shared.

-- What was typed and chosen for a conversation, as JSON.
CREATE TABLE draft_with_files (
    conversation INTEGER PRIMARY KEY,
    body         TEXT    NOT NULL,
    saved_at     INTEGER NOT NULL
) STRICT;
INSERT INTO draft_with_files (conversation, body, saved_at)
    SELECT conversation, json_object('text', text), saved_at FROM draft;
DROP TABLE draft;
ALTER TABLE draft_with_files RENAME TO draft;

-- Files that are here, each once: the bytes lie beside the database under this SHA-256 (lower-case hex).
CREATE TABLE file (
    sha256      TEXT    PRIMARY KEY,
    bytes       INTEGER NOT NULL,
    mime_type   TEXT    NOT NULL,
    width       INTEGER,
    height      INTEGER,
    duration_ms INTEGER,
    waveform    BLOB,
    thumbnail   INTEGER NOT NULL DEFAULT 0,
    kept_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Files of received messages: those that are still to be fetched, and under which hash the others lie.
CREATE TABLE download (
    message    INTEGER PRIMARY KEY,
    channel    TEXT    NOT NULL,
    media_id   TEXT    NOT NULL,
    expected   TEXT,
    state      TEXT    NOT NULL CHECK (state IN ('waiting', 'here', 'failed', 'expired')),
    sha256     TEXT,
    tries      INTEGER NOT NULL DEFAULT 0,
    next_at    INTEGER,
    expires_at INTEGER NOT NULL,
    problem    TEXT
) STRICT;
CREATE INDEX download_due ON download (next_at) WHERE state = 'waiting';
CREATE INDEX download_by_file ON download (sha256) WHERE sha256 IS NOT NULL;

-- The provider's ids of files that were uploaded, so that the same file goes up once a month and not with each message.
CREATE TABLE upload (
    channel    TEXT    NOT NULL,
    sha256     TEXT    NOT NULL,
    mime_type  TEXT    NOT NULL,
    media_id   TEXT    NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (channel, sha256, mime_type)
) STRICT, WITHOUT ROWID;

-- Up to which place in the log something was worked off: files to fetch, voice notes to write down, news that was seen.
CREATE TABLE progress (
    name TEXT    PRIMARY KEY,
    seq  INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- The projection.

-- `name` is the one in their profile, `saved_name` the one that was given to them here or on the phone. A contact that was
-- merged into another one keeps its ids, so that it can be split off again. `…_at` say as of when something is known: what
-- is told late does not undo what was told after it.
CREATE TABLE contact (
    id                   INTEGER PRIMARY KEY,
    name                 TEXT    NOT NULL DEFAULT '',
    named_at             INTEGER NOT NULL DEFAULT 0,
    saved_name           TEXT    NOT NULL DEFAULT '',
    saved_at             INTEGER NOT NULL DEFAULT 0,
    username             TEXT    NOT NULL DEFAULT '',
    first_seen_at        INTEGER NOT NULL,
    merged_into          INTEGER REFERENCES contact (id),
    merged_by_hand       INTEGER NOT NULL DEFAULT 0,
    marketing_stopped_at INTEGER,
    marketing_told_at    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX contact_merged ON contact (merged_into) WHERE merged_into IS NOT NULL;

-- The ways in which providers name a contact. `scope` is the business portfolio for user ids, and empty for the others.
-- A number is kept as WhatsApp gave it (`wa_id`) and in the form in which its ways of writing are equal (`number_key`).
CREATE TABLE contact_identity (
    kind    TEXT    NOT NULL CHECK (kind IN ('user_id', 'parent_user_id', 'wa_id', 'number_key')),
    scope   TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    contact INTEGER NOT NULL REFERENCES contact (id),
    since   INTEGER NOT NULL,
    PRIMARY KEY (kind, scope, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_identity_of_contact ON contact_identity (contact);

CREATE TABLE contact_block (
    contact INTEGER NOT NULL REFERENCES contact (id),
    channel TEXT    NOT NULL,
    PRIMARY KEY (contact, channel)
) STRICT, WITHOUT ROWID;

-- `owner` is the contact with whom it began, `contact` the one whose name it bears since the two were merged.
-- `merged_into` is the thread in which the messages of this one are shown. `to_wa_id` and `to_user_id` are the address from
-- which the customer wrote last.
CREATE TABLE conversation (
    id                       INTEGER PRIMARY KEY,
    channel                  TEXT    NOT NULL,
    contact                  INTEGER NOT NULL REFERENCES contact (id),
    owner                    INTEGER NOT NULL REFERENCES contact (id),
    merged_into              INTEGER REFERENCES conversation (id),
    last_message             INTEGER,
    last_message_at          INTEGER NOT NULL,
    last_customer_message_at INTEGER,
    window_refused_at        INTEGER,
    waiting_since            INTEGER,
    template_waiting_since   INTEGER,
    to_wa_id                 TEXT,
    to_user_id               TEXT,
    to_wa_at                 INTEGER NOT NULL DEFAULT 0,
    to_user_at               INTEGER NOT NULL DEFAULT 0,
    unread                   INTEGER NOT NULL DEFAULT 0,
    read_up_to               INTEGER,
    UNIQUE (owner, channel)
) STRICT;
CREATE INDEX conversation_of_contact ON conversation (contact);
-- A thread without messages, or one that is shown in another, is not listed.
CREATE INDEX conversation_newest ON conversation (last_message_at DESC, id DESC) WHERE last_message IS NOT NULL;
CREATE INDEX conversation_waiting ON conversation (waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX conversation_merged ON conversation (merged_into) WHERE merged_into IS NOT NULL;

-- `home` is the thread in which it came, `conversation` the one in which it is shown. `shown` is 0 for a reaction that is
-- shown on another message. `gallery`: 1 pictures and films, 2 sounds and files, 3 words with a web address.
CREATE TABLE message (
    id            INTEGER PRIMARY KEY,
    conversation  INTEGER NOT NULL REFERENCES conversation (id),
    home          INTEGER NOT NULL REFERENCES conversation (id),
    outbound      INTEGER NOT NULL,
    from_customer INTEGER NOT NULL,
    shown         INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    received_at   INTEGER NOT NULL,
    content       TEXT    NOT NULL,
    context       TEXT,
    origin        TEXT    NOT NULL CHECK (origin IN ('live', 'phone', 'history', 'elsewhere', 'notice')),
    media         TEXT,
    gallery       INTEGER,
    provider_id   TEXT,
    provider_hash INTEGER,
    status        TEXT,
    author        TEXT,
    failure       TEXT,
    pricing       TEXT,
    sent_at       INTEGER,
    delivered_at  INTEGER,
    read_at       INTEGER,
    played_at     INTEGER,
    versions      TEXT,
    deleted_at    INTEGER,
    transcript    TEXT
) STRICT;
CREATE INDEX message_thread ON message (conversation, at, id);
CREATE INDEX message_gallery ON message (conversation, gallery, at, id) WHERE gallery IS NOT NULL;
CREATE INDEX message_without_words ON message (id) WHERE media = 'voice' AND transcript IS NULL AND NOT outbound;
-- Received messages have no hash here: they are found through the log, whose event ids contain the provider's.
CREATE INDEX message_by_provider_id ON message (provider_hash) WHERE provider_hash IS NOT NULL;

-- News of messages that are not known yet: statuses that came before the provider's own answer, edits and deletions that
-- came before what they change.
CREATE TABLE early_news (
    id            INTEGER PRIMARY KEY,
    provider_hash INTEGER NOT NULL
) STRICT;
CREATE INDEX early_news_by_provider_id ON early_news (provider_hash);

-- The emoji on messages: one of each side, by the provider's id of the message, which need not be here.
CREATE TABLE reaction (
    provider_hash INTEGER NOT NULL,
    provider_id   TEXT    NOT NULL,
    outbound      INTEGER NOT NULL,
    emoji         TEXT,
    at            INTEGER NOT NULL,
    message       INTEGER NOT NULL,
    PRIMARY KEY (provider_hash, provider_id, outbound)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE channel (
    id                    TEXT PRIMARY KEY,
    display_phone_number  TEXT,
    verified_name         TEXT,
    quality               TEXT,
    account_name          TEXT,
    account_review        TEXT,
    on_phone              INTEGER NOT NULL DEFAULT 0,
    messaging_limit       TEXT,
    catalog_id            TEXT,
    paused                TEXT,
    contacts_requested_at INTEGER,
    history_requested_at  INTEGER,
    history_percent       INTEGER,
    history_declined      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- News from the provider, by their place in the log.
CREATE TABLE news (
    id      INTEGER PRIMARY KEY,
    channel TEXT    NOT NULL,
    body    TEXT    NOT NULL
) STRICT;

-- Kept as it changes, since counting rows for a badge takes longer the more there are. One row.
CREATE TABLE inbox_count (
    only_row             INTEGER PRIMARY KEY CHECK (only_row = 1),
    unread_conversations INTEGER NOT NULL
) STRICT;
INSERT INTO inbox_count (only_row, unread_conversations) VALUES (1, 0);

-- Until the log is folded again, nothing of it is in these tables.
UPDATE projection_state SET version = 0, applied = 0;
