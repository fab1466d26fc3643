-- Documents and their logs. Flyway's connection has the schema "document" first in its search path. Names are compared byte by byte.

-- last_sequence: of the newest update; appending locks the row, so the updates of one document have no gaps.
CREATE TABLE document (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    last_sequence bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);

-- data: an update of Yjs in format 1, which lacks no predecessor among those with a lower sequence.
CREATE TABLE document_update (
    document_id bigint NOT NULL,
    sequence bigint NOT NULL,
    actor text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    data bytea NOT NULL,
    PRIMARY KEY (document_id, sequence)
) PARTITION BY HASH (document_id);
CREATE TABLE document_update_0 PARTITION OF document_update FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE document_update_1 PARTITION OF document_update FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE document_update_2 PARTITION OF document_update FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE document_update_3 PARTITION OF document_update FOR VALUES WITH (MODULUS 4, REMAINDER 3);

-- state: what all updates up to the sequence add up to.
CREATE TABLE document_snapshot (
    document_id bigint NOT NULL,
    upto_sequence bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    state bytea NOT NULL,
    PRIMARY KEY (document_id, upto_sequence)
);
ALTER TABLE document_snapshot ALTER COLUMN state SET STORAGE EXTERNAL;

-- Who first wrote under a client's id, and so owns it: forged ids make replicas diverge.
CREATE TABLE document_client (
    document_id bigint NOT NULL,
    client_id bigint NOT NULL,
    user_id text NOT NULL,
    PRIMARY KEY (document_id, client_id)
);
