-- Kalends, schema version 2: the change log, and an event calendar for hosts that have none.
-- A calendar's number is the first 8 bytes of the SHA-256 of its id. The way back: undo/U2__calendars.sql.

-- A calendar's counter. Whoever logs a change holds this row until the end of the transaction, so that numbers become
-- visible in their order. Incarnation: another one after a restored backup was noticed.
CREATE TABLE kalends_calendar (
    calendar BIGINT NOT NULL,
    id VARCHAR(255) NOT NULL,
    incarnation VARCHAR(64) NOT NULL,
    last_nr BIGINT NOT NULL,
    purged_nr BIGINT NOT NULL,
    PRIMARY KEY (calendar)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- A change. The mark is a random number: where it is another than a cursor's, this history is not the cursor's.
CREATE TABLE kalends_change (
    calendar BIGINT NOT NULL,
    nr BIGINT NOT NULL,
    record_id VARCHAR(1024) NOT NULL,
    is_deleted SMALLINT NOT NULL,
    mark BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (calendar, nr)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- An event of a calendar kept here, in the clear: the app's own data. The JSON is the whole of it; the other columns are
-- what events are found by. Deleted events stay for a while, so that a repeated create is recognised.
CREATE TABLE kalends_event (
    calendar BIGINT NOT NULL,
    id VARCHAR(64) NOT NULL,
    version BIGINT NOT NULL,
    uid VARCHAR(1024),
    uid_key BIGINT,
    recurrence_id VARCHAR(64),
    parent_id VARCHAR(64),
    start_at BIGINT,
    end_at BIGINT,
    modified_at BIGINT NOT NULL,
    deleted_at BIGINT,
    create_key VARCHAR(64),
    origin VARCHAR(2000),
    json LONGTEXT NOT NULL,
    PRIMARY KEY (calendar, id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE UNIQUE INDEX kalends_event_create ON kalends_event (calendar, create_key);
CREATE INDEX kalends_event_uid ON kalends_event (calendar, uid_key);
CREATE INDEX kalends_event_parent ON kalends_event (calendar, parent_id);
CREATE INDEX kalends_event_start ON kalends_event (calendar, start_at);
CREATE INDEX kalends_event_end ON kalends_event (calendar, end_at);
CREATE INDEX kalends_event_deleted ON kalends_event (calendar, deleted_at);

UPDATE kalends_meta SET meta_text = '2' WHERE meta_name = 'schema';
