-- Kalends, schema version 4: accounts, and consents that were asked for.
-- The way back: undo/U4__accounts.sql.

-- An account at a provider. Tokens are sealed for its id; the lease is the right to renew them.
CREATE TABLE kalends_account (
    id VARCHAR(64) NOT NULL,
    provider VARCHAR(64) NOT NULL,
    owner_id VARCHAR(255) NOT NULL,
    user_name VARCHAR(1024),
    account_state VARCHAR(32) NOT NULL,
    reason VARCHAR(1024) NOT NULL,
    since_at BIGINT NOT NULL,
    scopes LONGTEXT NOT NULL,
    tokens LONGBLOB,
    expires_at BIGINT,
    version BIGINT NOT NULL,
    lease_holder VARCHAR(64),
    lease_until BIGINT,
    PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX kalends_account_owner ON kalends_account (owner_id);

-- A consent that was asked for: found by the hash of its state, taken once.
CREATE TABLE kalends_consent (
    state_hash VARCHAR(64) NOT NULL,
    provider VARCHAR(64) NOT NULL,
    owner_id VARCHAR(255) NOT NULL,
    account_id VARCHAR(64),
    scopes LONGTEXT NOT NULL,
    verifier LONGBLOB NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (state_hash)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX kalends_consent_end ON kalends_consent (expires_at);

UPDATE kalends_meta SET meta_text = '4' WHERE meta_name = 'schema';
