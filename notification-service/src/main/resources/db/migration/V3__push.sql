-- A browser that takes messages. An endpoint belongs to one device, that which subscribed with it last.
CREATE TABLE push_subscription (
    endpoint     text        PRIMARY KEY,
    recipient    text        NOT NULL,
    device       text        NOT NULL,
    p256dh       bytea       NOT NULL,
    auth         bytea       NOT NULL,
    expires_at   timestamptz,
    confirmed_at timestamptz NOT NULL
);

CREATE INDEX push_subscription_recipient ON push_subscription (recipient, confirmed_at DESC);

-- What is sent at its time, unless it is not needed any more. not_before: leased, or put off, until then; null until it was taken once.
CREATE TABLE IF NOT EXISTS push_due (
    notification_id uuid        PRIMARY KEY,
    recipient       text        NOT NULL,
    due_at          timestamptz NOT NULL
);

ALTER TABLE push_due ADD COLUMN not_before timestamptz;
ALTER TABLE push_due ADD COLUMN attempts int NOT NULL DEFAULT 0;
-- Why it was put off; for explanations only.
ALTER TABLE push_due ADD COLUMN waits_for text;
ALTER TABLE inbox ADD COLUMN IF NOT EXISTS collapse_key text;

CREATE INDEX push_due_next ON push_due ((coalesce(not_before, due_at)));

-- What became of a notification on its way to a device; a device '' stands for all of them.
CREATE TABLE push_result (
    notification_id uuid        NOT NULL REFERENCES inbox (id) ON DELETE CASCADE,
    device          text        NOT NULL,
    outcome         text        NOT NULL,
    reason          text        NOT NULL,
    status          int,
    at              timestamptz NOT NULL,
    PRIMARY KEY (notification_id, device)
);
