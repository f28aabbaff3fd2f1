-- The way back from version 6 to version 5, for every database: run by hand, with no node running.
-- Pairs that form a ring know less of each other then.
-- Where Flyway ran the migration, also delete the row of version 6 from its history table, kalends_schema_history.

ALTER TABLE kalends_pair DROP COLUMN left_collection;
ALTER TABLE kalends_pair DROP COLUMN right_collection;

UPDATE kalends_meta SET meta_text = '5' WHERE meta_name = 'schema';
