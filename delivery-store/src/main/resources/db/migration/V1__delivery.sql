-- The durable log. Flyway's connection has the schema "delivery" first in its search path.

-- head is the last offset assigned. Neither it nor last_at is indexed, so that an update stays in its page (HOT).
CREATE TABLE channel (
    channel text COLLATE "C" PRIMARY KEY,
    epoch bigint NOT NULL,
    head bigint NOT NULL,
    last_at timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

-- One partition per UTC day of "at", the time of storing: retention drops tables instead of deleting rows. "at" never goes back within a channel.
-- event_id is the key of deduplication. event_time keeps microseconds, event_time_nanos (0 to 999) what is finer.
CREATE TABLE publication (
    channel text COLLATE "C" NOT NULL,
    channel_offset bigint NOT NULL,
    at timestamptz NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    source text NOT NULL,
    id text NOT NULL,
    type text NOT NULL,
    event_time timestamptz NOT NULL,
    event_time_nanos smallint NOT NULL,
    priority smallint NOT NULL,
    collapse_key text,
    expires_at timestamptz,
    kafka_partition int NOT NULL,
    kafka_offset bigint NOT NULL,
    traceparent text,
    body bytea NOT NULL,
    PRIMARY KEY (channel, channel_offset, at)
) PARTITION BY RANGE (at);

-- One partition per UTC day of arrival. Kept for today and yesterday: an event id is known for at least 24 hours.
CREATE TABLE processed_event (
    event_id text COLLATE "C",
    day date,
    PRIMARY KEY (event_id, day)
) PARTITION BY RANGE (day);

-- How far each Kafka partition is stored. Moved in the transaction that stores, by compare-and-set: that is what fences a second owner.
CREATE TABLE partition_checkpoint (
    topic text,
    kafka_partition int,
    next_offset bigint NOT NULL,
    owner text NOT NULL,
    PRIMARY KEY (topic, kafka_partition)
) WITH (fillfactor = 50);

CREATE TABLE device_position (
    user_id text,
    device text,
    channel text COLLATE "C",
    epoch bigint NOT NULL,
    acknowledged bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (user_id, device, channel)
) PARTITION BY HASH (user_id);

DO $$
BEGIN
    FOR remainder IN 0..7 LOOP
        EXECUTE format('CREATE TABLE device_position_%s PARTITION OF device_position FOR VALUES WITH (MODULUS 8, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;

CREATE FUNCTION new_epoch() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT 1 + floor(random() * 9e15)::bigint';

-- Stores a batch of one Kafka partition: moves its checkpoint from p_expected to p_next, drops the events that are known already, and gives the others the next
-- offsets of their channels. Returns the stored ones by their place in the arrays, counted from 1.
--
-- Raises 55000 when the checkpoint is not at p_expected (or not there): another owner is active. Meant to be called as a statement of its own, so that an owner
-- that pauses holds no lock.
--
-- The planner expects one row of each CTE; without nested loops it is almost twice as fast, and without sequential scans it does not keep the plan of an empty day.
CREATE FUNCTION append_batch(
    p_topic text, p_partition int, p_owner text, p_expected bigint, p_next bigint,
    p_channel text[], p_event text[], p_source text[], p_id text[], p_type text[], p_time timestamptz[], p_time_nanos smallint[],
    p_priority smallint[], p_collapse text[], p_expires timestamptz[], p_kafka_offset bigint[], p_trace text[], p_body bytea[])
RETURNS TABLE (o_index int, o_epoch bigint, o_offset bigint, o_at timestamptz)
LANGUAGE plpgsql
SET search_path = delivery, pg_temp
SET enable_nestloop = off
SET enable_seqscan = off
AS $f$
DECLARE
    v_day date;
BEGIN
    UPDATE partition_checkpoint SET next_offset = p_next, owner = p_owner
        WHERE topic = p_topic AND kafka_partition = p_partition AND next_offset = p_expected;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'FENCED' USING ERRCODE = '55000';
    END IF;
    v_day := (clock_timestamp() AT TIME ZONE 'UTC')::date;    -- after the row is locked, so that a day never follows a later one
    RETURN QUERY
    WITH input AS MATERIALIZED (
        SELECT * FROM unnest(p_channel, p_event, p_source, p_id, p_type, p_time, p_time_nanos, p_priority, p_collapse, p_expires, p_kafka_offset, p_trace, p_body)
            WITH ORDINALITY AS t(ch, ev, src, id, ty, tm, tn, pr, ck, ex, ko, tr, b, idx)),
    accepted AS MATERIALIZED (
        SELECT DISTINCT ON (ev) * FROM input i
        WHERE (SELECT true FROM processed_event p WHERE p.event_id = i.ev AND p.day >= v_day - 1 LIMIT 1) IS NULL   -- tomorrow's too, should the clock have gone back
        ORDER BY ev, idx),
    remembered AS (
        INSERT INTO processed_event SELECT ev, v_day FROM accepted),
    heads AS (
        INSERT INTO channel AS c (channel, epoch, head, last_at)
        SELECT ch, new_epoch(), count(*), clock_timestamp() FROM accepted GROUP BY ch ORDER BY ch    -- one order of locks for all: no deadlock
        ON CONFLICT (channel) DO UPDATE SET head = c.head + EXCLUDED.head, last_at = greatest(c.last_at, clock_timestamp())
        RETURNING c.channel, c.epoch, c.head, c.last_at),
    placed AS MATERIALIZED (
        SELECT a.*, h.epoch, h.last_at,
            h.head - count(*) OVER (PARTITION BY ch) + row_number() OVER (PARTITION BY ch ORDER BY idx) AS off
        FROM accepted a JOIN heads h ON h.channel = a.ch),
    stored AS (
        INSERT INTO publication
        SELECT ch, off, last_at, ev, src, p.id, ty, tm, tn, pr, ck, ex, p_partition, ko, tr, b FROM placed p)
    SELECT idx::int, p.epoch, off, p.last_at FROM placed p;
END $f$;
