-- When it was marked as unread the last time: tells one such change from the next.
ALTER TABLE inbox ADD COLUMN unread_at timestamptz;
