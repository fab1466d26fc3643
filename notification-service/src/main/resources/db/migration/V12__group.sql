-- Which group it belongs to, as a UUID of the name, which may hold text that PostgreSQL refuses (U+0000). Rows of before have none.
ALTER TABLE inbox ADD COLUMN group_id uuid;

CREATE INDEX inbox_group ON inbox (recipient, group_id, created_at DESC, id DESC)
    WHERE group_id IS NOT NULL AND retracted_at IS NULL AND replaced_by IS NULL AND NOT hidden;
