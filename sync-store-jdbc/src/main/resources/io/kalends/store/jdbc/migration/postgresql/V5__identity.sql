-- Kalends, schema version 5: what tells a calendar from one of the same name in another database.
-- The way back: undo/U5__identity.sql.

-- A random text, made with the row and kept for good, also through a restored backup. A row of an earlier version has
-- none until it is first asked for.
ALTER TABLE kalends_calendar ADD COLUMN identity VARCHAR(64) COLLATE "C";

UPDATE kalends_meta SET meta_text = '5' WHERE meta_name = 'schema';
