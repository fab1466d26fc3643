-- Whether the producer of a publication to a user's own channel still waits to learn that a device applied it. Those that nobody waits for are not in the index and
-- cost nothing; it goes with the day's table.
ALTER TABLE publication ADD COLUMN awaits_delivery boolean NOT NULL DEFAULT false;
CREATE INDEX publication_awaits_delivery ON publication (channel, channel_offset) WHERE awaits_delivery;
