-- The outbox of e-mails. next_at: due, leased or put off until then; when there is an outcome, since when. reason: of the outcome, or why it waits.
CREATE TABLE email (
    notification_id uuid        PRIMARY KEY REFERENCES inbox (id) ON DELETE CASCADE,
    due_at          timestamptz NOT NULL,
    next_at         timestamptz NOT NULL,
    attempts        int         NOT NULL DEFAULT 0,
    outcome         text,
    reason          text
);

CREATE INDEX email_next ON email (next_at) WHERE outcome IS NULL;
