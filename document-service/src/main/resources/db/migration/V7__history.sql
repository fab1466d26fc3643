-- What was deleted up to a time, noted when a document is compacted: the last note of each day. When it is past the retention of history, the content of all that goes, and the note.
CREATE TABLE document_mark (
    document_id bigint NOT NULL,
    day date NOT NULL DEFAULT current_date,
    marked_at timestamptz NOT NULL DEFAULT now(),
    snapshot bytea NOT NULL,
    PRIMARY KEY (document_id, day)
);
CREATE INDEX document_mark_age ON document_mark (marked_at);

-- marked_sequence: of the newest update up to which it was noted what was deleted.
ALTER TABLE document ADD COLUMN marked_sequence bigint NOT NULL DEFAULT 0;
