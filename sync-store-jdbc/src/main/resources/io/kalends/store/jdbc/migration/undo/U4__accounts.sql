-- The way back from version 4 to version 3, for every database: run by hand, with no node running.
-- Accounts are lost: each has to be connected again.
-- Where Flyway ran the migration, also delete the row of version 4 from its history table, kalends_schema_history.

DROP TABLE kalends_consent;
DROP TABLE kalends_account;

UPDATE kalends_meta SET meta_text = '3' WHERE meta_name = 'schema';
