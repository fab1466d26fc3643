-- The newer notification of the same collapse key that has its place; and whose place it took when it came.
ALTER TABLE inbox ADD COLUMN replaced_by uuid;
ALTER TABLE inbox ADD COLUMN replaces uuid;

UPDATE inbox i SET replaced_by = newest.id
FROM (SELECT DISTINCT ON (recipient, collapse_key) recipient, collapse_key, id FROM inbox
      WHERE collapse_key IS NOT NULL AND NOT hidden
      ORDER BY recipient, collapse_key, created_at DESC, id DESC) newest
WHERE i.recipient = newest.recipient AND i.collapse_key = newest.collapse_key AND i.id <> newest.id AND NOT i.hidden;
INSERT INTO unread_due (recipient) SELECT DISTINCT recipient FROM inbox WHERE replaced_by IS NOT NULL
ON CONFLICT (recipient) DO UPDATE SET number = nextval('unread_number');

-- At most one for each key of a recipient: nothing has its place.
CREATE INDEX inbox_collapse ON inbox (recipient, collapse_key) WHERE collapse_key IS NOT NULL AND replaced_by IS NULL AND NOT hidden;

DROP INDEX inbox_page;
CREATE INDEX inbox_page ON inbox (recipient, created_at DESC, id DESC) WHERE retracted_at IS NULL AND replaced_by IS NULL AND NOT hidden;
DROP INDEX inbox_unread;
CREATE INDEX inbox_unread ON inbox (recipient, created_at)
    WHERE read_at IS NULL AND retracted_at IS NULL AND replaced_by IS NULL AND NOT hidden;

-- Who stores a notification of a key puts a row here first and takes it away in the same transaction. Another one waits at it for the end of
-- that transaction, and then sees what was stored. So the table is empty at rest.
CREATE UNLOGGED TABLE collapsing (
    recipient    text NOT NULL,
    collapse_key text NOT NULL,
    PRIMARY KEY (recipient, collapse_key)
);
