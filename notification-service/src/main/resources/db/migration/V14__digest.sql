-- What waits for the digest of its user, category and time.
CREATE TABLE digest_item (
    notification_id uuid        PRIMARY KEY REFERENCES inbox (id) ON DELETE CASCADE,
    recipient       text        NOT NULL,
    category        text        NOT NULL,
    digest_at       timestamptz NOT NULL
);

CREATE INDEX digest_item_digest ON digest_item (recipient, category, digest_at);

-- The digests to be made. The number tells what is held later from what was seen; leased_until: one process makes it until then.
CREATE SEQUENCE digest_number;
CREATE TABLE digest_due (
    recipient    text        NOT NULL,
    category     text        NOT NULL,
    digest_at    timestamptz NOT NULL,
    number       bigint      NOT NULL DEFAULT nextval('digest_number'),
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (recipient, category, digest_at)
);

CREATE INDEX digest_due_next ON digest_due (digest_at);
