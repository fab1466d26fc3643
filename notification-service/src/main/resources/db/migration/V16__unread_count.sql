-- Counting looks at the index alone, however many are unread: when they expire is in it.
DROP INDEX inbox_unread;
CREATE INDEX inbox_unread ON inbox (recipient, created_at) INCLUDE (expires_at)
    WHERE read_at IS NULL AND retracted_at IS NULL AND replaced_by IS NULL AND NOT hidden;
