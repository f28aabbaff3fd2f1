-- Kalends, schema version 3: push. What is watched, the channels that are open for it, and when pairs are due.
-- Rows are found by the first 8 bytes of the SHA-256 of their names. Each change names the version that it found.
-- The way back: undo/U3__push.sql.

-- What is wanted of a collection. Pairs: R: or L: for the side, and the pair's id as in a URL, parted by spaces.
CREATE TABLE kalends_watch (
    watch BIGINT NOT NULL,
    provider VARCHAR(64) NOT NULL,
    account VARCHAR(255) NOT NULL,
    collection VARCHAR(1024) NOT NULL,
    collection_key BIGINT NOT NULL,
    pairs TEXT NOT NULL,
    state VARCHAR(16) NOT NULL,
    check_at BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (watch)
);
CREATE INDEX kalends_watch_check ON kalends_watch (check_at);
CREATE INDEX kalends_watch_account ON kalends_watch (account);
CREATE INDEX kalends_watch_collection ON kalends_watch (collection_key);

-- A channel that was asked for. Of its secret there is only the SHA-256.
CREATE TABLE kalends_channel (
    id VARCHAR(64) NOT NULL,
    watch BIGINT NOT NULL,
    provider VARCHAR(64) NOT NULL,
    account VARCHAR(255) NOT NULL,
    collection VARCHAR(1024) NOT NULL,
    secret_hash VARCHAR(64) NOT NULL,
    handle VARCHAR(1024),
    state VARCHAR(16) NOT NULL,
    opened_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_nr BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX kalends_channel_watch ON kalends_channel (watch);

-- When a pair is to run. Poll: how many milliseconds it may go without a run.
CREATE TABLE kalends_due (
    pair BIGINT NOT NULL,
    id VARCHAR(255) NOT NULL,
    poll BIGINT,
    due_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    is_notified SMALLINT NOT NULL,
    side SMALLINT,
    record_id VARCHAR(1024),
    is_running SMALLINT NOT NULL,
    failures INTEGER NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (pair)
);
CREATE INDEX kalends_due_at ON kalends_due (due_at);

UPDATE kalends_meta SET meta_text = '3' WHERE meta_name = 'schema';
