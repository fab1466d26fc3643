-- What a category's rate counts: the category whose policy was applied, and since when the row has alerted its recipient; null when it has not.
ALTER TABLE inbox ADD COLUMN category text;
ALTER TABLE inbox ADD COLUMN alerted_at timestamptz;

CREATE INDEX inbox_alerted ON inbox (recipient, category, alerted_at) WHERE alerted_at IS NOT NULL;
