-- deflated: whether the state is compressed, in the format of zlib.
ALTER TABLE document_snapshot ADD COLUMN deflated boolean NOT NULL DEFAULT false;

-- quarantined_at: when something was missing in what the document was merged to. It is not compacted any more, and nothing of it is deleted.
ALTER TABLE document ADD COLUMN quarantined_at timestamptz;

-- Updates come in the order of time, mostly: finds those that are past their retention.
CREATE INDEX document_update_age ON document_update USING brin (created_at);
