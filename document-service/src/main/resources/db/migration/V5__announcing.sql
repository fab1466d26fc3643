-- What was not told of yet: since when, and who wrote it. Kept beside the log, because compaction removes its rows.
ALTER TABLE document ADD COLUMN pending_since timestamptz, ADD COLUMN pending_actors text[] NOT NULL DEFAULT '{}';
CREATE INDEX document_pending ON document (pending_since) WHERE pending_since IS NOT NULL;

-- Events that Kafka has not acknowledged yet.
CREATE TABLE document_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    bytes bigint NOT NULL,
    actors text[] NOT NULL,
    at timestamptz NOT NULL,
    deleted boolean NOT NULL DEFAULT false
);
CREATE INDEX document_event_of_document ON document_event (document);

-- What is stored of a document, history included.
CREATE FUNCTION document_bytes(document bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT COALESCE((SELECT octet_length(state) FROM document_snapshot
            WHERE document_id = document ORDER BY upto_sequence DESC LIMIT 1), 0)
        + COALESCE((SELECT sum(octet_length(data)) FROM document_update WHERE document_id = document), 0)
$$;
