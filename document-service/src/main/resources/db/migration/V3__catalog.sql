-- erased_sequence: of the deletion, which takes a place among the updates. Whoever knows less of the document than that has a copy of what was deleted, and may not append.
ALTER TABLE document ADD COLUMN erased_sequence bigint NOT NULL DEFAULT 0;

-- snapshot: state vector and delete set, as Yjs encodes them. With the updates up to any later sequence, clients show the version.
CREATE TABLE document_version (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id bigint NOT NULL,
    name text NOT NULL,
    author text NOT NULL,
    sequence bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    snapshot bytea NOT NULL
);
CREATE INDEX document_version_of_document ON document_version (document_id, id);

-- How many connections each process has for a document. Processes say so again every few seconds, and may say it anew after PostgreSQL lost it.
CREATE UNLOGGED TABLE document_audience (
    pod text NOT NULL,
    document text COLLATE "C" NOT NULL,
    editors integer NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (document, pod)
);
CREATE INDEX document_audience_of_pod ON document_audience (pod);
