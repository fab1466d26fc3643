-- Changes are carried to timelines in turns: whoever had a batch goes behind those that wait, so that many followers of one feed delay others by a batch.
CREATE SEQUENCE turn;
ALTER TABLE change ADD turn bigint NOT NULL DEFAULT nextval('turn');
DROP INDEX change_pending;
CREATE INDEX change_turn ON change (turn) WHERE NOT done;

-- What was withdrawn before it was told everywhere has no text any more.
ALTER TABLE change ALTER document DROP NOT NULL;
CREATE INDEX change_of_activity ON change (activity_id, number);
