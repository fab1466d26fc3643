-- One row per notification and recipient. The id follows from event and recipient, so that storing twice is storing once.
CREATE TABLE inbox (
    id           uuid        PRIMARY KEY,
    recipient    text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    read_at      timestamptz,
    retracted_at timestamptz,
    -- A JSON object; never looked into here, and JSON may hold text (U+0000) that jsonb refuses.
    form         bytea       NOT NULL
);

CREATE INDEX inbox_page ON inbox (recipient, created_at DESC, id DESC) WHERE retracted_at IS NULL;
CREATE INDEX inbox_unread ON inbox (recipient, created_at) WHERE read_at IS NULL AND retracted_at IS NULL;
