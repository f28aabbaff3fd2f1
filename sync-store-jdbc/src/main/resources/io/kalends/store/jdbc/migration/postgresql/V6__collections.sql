-- Kalends, schema version 6: which pairs keep a collection in sync.
-- The way back: undo/U6__collections.sql.

-- The first 8 bytes of the SHA-256 of the collection's name in the pair's state. A row of an earlier version has none until
-- the pair runs again.
ALTER TABLE kalends_pair ADD COLUMN left_collection BIGINT;
ALTER TABLE kalends_pair ADD COLUMN right_collection BIGINT;
CREATE INDEX kalends_pair_left ON kalends_pair (left_collection);
CREATE INDEX kalends_pair_right ON kalends_pair (right_collection);

UPDATE kalends_meta SET meta_text = '6' WHERE meta_name = 'schema';
