-- Which event the row comes from, as a UUID of its source and id. Rows of before have none: they are taken back by recipient only.
ALTER TABLE inbox ADD COLUMN event uuid;

CREATE INDEX inbox_event ON inbox (event, recipient);
