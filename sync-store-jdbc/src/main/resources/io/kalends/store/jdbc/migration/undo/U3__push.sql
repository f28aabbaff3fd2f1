-- The way back from version 3 to version 2, for every database: run by hand, with no node running.
-- Stop every watch first: channels that stay open at a provider go on calling until they end, a week at most.
-- Where Flyway ran the migration, also delete the row of version 3 from its history table, kalends_schema_history.

DROP TABLE kalends_due;
DROP TABLE kalends_channel;
DROP TABLE kalends_watch;

UPDATE kalends_meta SET meta_text = '2' WHERE meta_name = 'schema';
