-- Tokens that count no longer: those for the document that were issued to the user up to a time. An empty user means everybody.
CREATE TABLE document_revocation (
    document text COLLATE "C" NOT NULL,
    user_id text NOT NULL,
    up_to timestamptz NOT NULL,
    PRIMARY KEY (document, user_id)
);
CREATE INDEX document_revocation_by_age ON document_revocation (up_to);
