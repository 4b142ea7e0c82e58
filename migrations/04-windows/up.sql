-- What the screen says of windows beyond the 24 hours.

-- Of this computer alone: times in which nothing could come in, because it was off or asleep.
CREATE TABLE absence (
    id       INTEGER PRIMARY KEY,
    began_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL
) STRICT;

-- The projection: until when the provider charges nothing for what is sent to whoever came by way of an advertisement.
ALTER TABLE conversation ADD COLUMN free_until INTEGER;

-- Until the log is folded again, nothing of it is in this column.
UPDATE projection_state SET version = 0, applied = 0;
