-- How far the pass over all inboxes is, in the order of the users' names, and when it goes on. Whoever locks the row does the next step.
CREATE TABLE retention (
    done_to    text        NOT NULL,
    not_before timestamptz NOT NULL
);
INSERT INTO retention (done_to, not_before) VALUES ('', '-infinity');

-- Finds the users, and of each what is beyond the bound: apart for what the inbox may show and for what is kept to be explained only.
CREATE INDEX inbox_retention
    ON inbox (recipient, (hidden OR retracted_at IS NOT NULL OR replaced_by IS NOT NULL), created_at DESC, id DESC);

-- Expired, and dealt with: the count without it is due.
ALTER TABLE inbox ADD COLUMN expiry_counted boolean NOT NULL DEFAULT false;

CREATE INDEX inbox_expiry ON inbox (expires_at)
    WHERE NOT expiry_counted AND read_at IS NULL AND retracted_at IS NULL AND replaced_by IS NULL AND NOT hidden AND expires_at IS NOT NULL;
