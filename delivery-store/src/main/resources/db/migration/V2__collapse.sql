-- Whether a newer publication of a collapse key exists is asked for each one with a key when somebody catches up. Those without a key are not in it and cost nothing.
CREATE INDEX publication_collapse ON publication (channel, collapse_key, channel_offset) WHERE collapse_key IS NOT NULL;
