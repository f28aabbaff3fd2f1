-- The way back from version 2 to version 1, for every database: run by hand, with no node running.
-- The events kept in kalends_event are lost: export them first.
-- Where Flyway ran the migration, also delete the row of version 2 from its history table, kalends_schema_history.

DROP TABLE kalends_event;
DROP TABLE kalends_change;
DROP TABLE kalends_calendar;

UPDATE kalends_meta SET meta_text = '1' WHERE meta_name = 'schema';
