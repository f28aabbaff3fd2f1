-- The way back from version 1 to no tables, for every database: run by hand, with no node running.
-- Everything the engine remembers is lost: the next run recognises equal records and links them again.
-- Where Flyway ran the migration, also drop its history table, kalends_schema_history.

DROP TABLE kalends_request;
DROP TABLE kalends_kept;
DROP TABLE kalends_seen;
DROP TABLE kalends_link;
DROP TABLE kalends_pair;
DROP TABLE kalends_names;
DROP TABLE kalends_meta;
