-- Kalends, schema version 1: what the sync engine remembers.
-- Times are microseconds since 1970-01-01T00:00Z. A pair's number, and every *_key, *_parent and *_origin, is the first
-- 8 bytes of the SHA-256 of a text that stands in the row, or of the pair's id. The way back: undo/U1__sync_state.sql.

-- Facts about the store itself: the schema's version, the sealed fingerprint key.
CREATE TABLE kalends_meta (
    meta_name VARCHAR(64) COLLATE "C" NOT NULL,
    meta_text VARCHAR(255) COLLATE "C",
    meta_bytes BYTEA,
    PRIMARY KEY (meta_name)
);

-- Lists of field names, each once, numbered by what they say.
CREATE TABLE kalends_names (
    id BIGINT NOT NULL,
    names TEXT NOT NULL,
    PRIMARY KEY (id)
);

-- A pair: its lease, its state as JSON, and the last number given to a request, a kept version or a page of marks.
-- A forgotten pair leaves its fence behind, under no name, so that an old lease never fits a new one.
CREATE TABLE kalends_pair (
    pair BIGINT NOT NULL,
    id VARCHAR(255) COLLATE "C" NOT NULL,
    node VARCHAR(255) COLLATE "C",
    fence BIGINT NOT NULL,
    leased_until BIGINT,
    asked_nr BIGINT NOT NULL,
    last_nr BIGINT NOT NULL,
    state TEXT,
    last_run_at BIGINT,
    last_success_at BIGINT,
    PRIMARY KEY (pair)
);
CREATE INDEX kalends_pair_success ON kalends_pair (last_success_at);

-- A link. The body is the whole of it; the other columns are what links are found by.
-- Presence: 0 present, 1 absent, 2 deleted, 3 out of scope. left_identity, left_content and left_origin are null where
-- they equal the right ones, so that most links need one index entry for both.
CREATE TABLE kalends_link (
    pair BIGINT NOT NULL,
    id VARCHAR(64) COLLATE "C" NOT NULL,
    status VARCHAR(16) COLLATE "C" NOT NULL,
    due_at BIGINT,
    intent_open SMALLINT,
    left_key BIGINT,
    left_presence SMALLINT,
    left_parent BIGINT,
    left_identity BIGINT,
    left_content BIGINT,
    left_origin BIGINT,
    right_key BIGINT,
    right_presence SMALLINT,
    right_parent BIGINT,
    right_identity BIGINT,
    right_content BIGINT,
    right_origin BIGINT,
    body BYTEA NOT NULL,
    PRIMARY KEY (pair, id)
);
CREATE UNIQUE INDEX kalends_link_left ON kalends_link (pair, left_key);
CREATE UNIQUE INDEX kalends_link_right ON kalends_link (pair, right_key);
CREATE INDEX kalends_link_left_parent ON kalends_link (pair, left_parent);
CREATE INDEX kalends_link_right_parent ON kalends_link (pair, right_parent);
CREATE INDEX kalends_link_left_identity ON kalends_link (pair, left_identity);
CREATE INDEX kalends_link_right_identity ON kalends_link (pair, right_identity);
CREATE INDEX kalends_link_left_content ON kalends_link (pair, left_content);
CREATE INDEX kalends_link_right_content ON kalends_link (pair, right_content);
CREATE INDEX kalends_link_left_origin ON kalends_link (pair, left_origin);
CREATE INDEX kalends_link_right_origin ON kalends_link (pair, right_origin);
CREATE INDEX kalends_link_due ON kalends_link (pair, due_at, id);
CREATE INDEX kalends_link_intent ON kalends_link (pair, intent_open, id);
CREATE INDEX kalends_link_status ON kalends_link (pair, status, id);

-- The ids that a page of a full listing showed: 8 bytes each. Side: 0 left, 1 right.
CREATE TABLE kalends_seen (
    pair BIGINT NOT NULL,
    side SMALLINT NOT NULL,
    generation BIGINT NOT NULL,
    nr BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    PRIMARY KEY (pair, side, generation, nr)
);

-- A version of a record that lost or waits; its content is encrypted.
CREATE TABLE kalends_kept (
    pair BIGINT NOT NULL,
    nr BIGINT NOT NULL,
    id VARCHAR(128) COLLATE "C" NOT NULL,
    link VARCHAR(64) COLLATE "C" NOT NULL,
    side SMALLINT NOT NULL,
    kept_at BIGINT NOT NULL,
    is_open SMALLINT NOT NULL,
    reason VARCHAR(2000) COLLATE "C" NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (pair, nr)
);
CREATE UNIQUE INDEX kalends_kept_id ON kalends_kept (id);
CREATE INDEX kalends_kept_link ON kalends_kept (pair, link, nr);

-- Something asked of a pair's next run; its payload is encrypted.
CREATE TABLE kalends_request (
    pair BIGINT NOT NULL,
    nr BIGINT NOT NULL,
    kind VARCHAR(16) COLLATE "C" NOT NULL,
    target VARCHAR(1000) COLLATE "C" NOT NULL,
    payload BYTEA,
    PRIMARY KEY (pair, nr)
);

INSERT INTO kalends_meta (meta_name, meta_text) VALUES ('schema', '1');
