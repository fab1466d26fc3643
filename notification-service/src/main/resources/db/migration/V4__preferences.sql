-- What users have chosen, as a JSON object; who has chosen nothing has no row.
CREATE TABLE preferences (
    recipient text PRIMARY KEY,
    choices   text NOT NULL
);

-- Why it is where it is; null for what came before decisions were kept.
ALTER TABLE inbox ADD COLUMN decision text;
-- Kept to be explained only: neither in the inbox nor on screens.
ALTER TABLE inbox ADD COLUMN hidden boolean NOT NULL DEFAULT false;

DROP INDEX inbox_page;
CREATE INDEX inbox_page ON inbox (recipient, created_at DESC, id DESC) WHERE retracted_at IS NULL AND NOT hidden;
DROP INDEX inbox_unread;
CREATE INDEX inbox_unread ON inbox (recipient, created_at) WHERE read_at IS NULL AND retracted_at IS NULL AND NOT hidden;
