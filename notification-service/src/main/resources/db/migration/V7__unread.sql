-- Whose unread count is to be told. The number tells a later reason from the one that was dealt with; leased_until: one process tells it, or it was put off, until then.
CREATE SEQUENCE unread_number;
CREATE TABLE unread_due (
    recipient    text        PRIMARY KEY,
    number       bigint      NOT NULL DEFAULT nextval('unread_number'),
    leased_until timestamptz NOT NULL DEFAULT '-infinity'
);

CREATE INDEX unread_due_next ON unread_due (number);

-- Read, but the user's other devices may not know.
ALTER TABLE inbox ADD COLUMN read_told boolean NOT NULL DEFAULT true;

CREATE INDEX inbox_read_untold ON inbox (recipient, created_at, id) WHERE NOT read_told;

INSERT INTO unread_due (recipient) SELECT DISTINCT recipient FROM inbox WHERE read_at IS NULL AND retracted_at IS NULL AND NOT hidden;
