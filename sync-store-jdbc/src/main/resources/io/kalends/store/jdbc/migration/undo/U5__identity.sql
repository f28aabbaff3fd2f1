-- The way back from version 5 to version 4, for every database: run by hand, with no node running.
-- What was synced into a provider under the identities is no longer taken for these calendars' own.
-- Where Flyway ran the migration, also delete the row of version 5 from its history table, kalends_schema_history.

ALTER TABLE kalends_calendar DROP COLUMN identity;

UPDATE kalends_meta SET meta_text = '4' WHERE meta_name = 'schema';
