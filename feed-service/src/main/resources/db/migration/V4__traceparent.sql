-- The trace of the event, which travels to the publications that tell of it.
ALTER TABLE change ADD traceparent text;
