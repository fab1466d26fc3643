-- The folds' states. Flyway's connection has the schema "presence" first in its search path.

-- How far each Kafka partition was taken in, and by whom. Moved in the transaction that changes the states: that makes it exactly once, and fences a
-- predecessor. registry is the life of the registry for which all of the partition's values were told.
CREATE TABLE checkpoint (
    topic text,
    kafka_partition int,
    next_offset bigint NOT NULL,
    owner uuid NOT NULL,
    registry text,
    PRIMARY KEY (topic, kafka_partition)
) WITH (fillfactor = 50);

-- The pods that a partition's connections are on: those whose leases are watched.
CREATE TABLE watched_pod (
    topic text,
    kafka_partition int,
    pod text,
    PRIMARY KEY (topic, kafka_partition, pod)
);

-- What is decided and not yet acknowledged by Kafka, in the order of deciding.
CREATE TABLE outbox (
    topic text,
    kafka_partition int,
    number bigint GENERATED ALWAYS AS IDENTITY,
    event_id text NOT NULL,
    type text NOT NULL,
    event_time timestamptz NOT NULL,
    channel text NOT NULL,
    state_key text NOT NULL,
    data text,
    changed_user text,
    PRIMARY KEY (topic, kafka_partition, number)
);

CREATE TABLE person (
    user_id text COLLATE "C" PRIMARY KEY,
    kafka_partition int NOT NULL,
    state text NOT NULL,
    pods text[] NOT NULL,
    due_at timestamptz,
    shown_present boolean NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX person_due ON person (kafka_partition, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX person_present ON person (kafka_partition, user_id) WHERE shown_present;
CREATE INDEX person_pods ON person USING gin (pods);

-- Who chose to be seen or not, until the owner of the user's partition has taken it in.
CREATE TABLE visibility_choice (
    user_id text COLLATE "C" PRIMARY KEY,
    kafka_partition int NOT NULL,
    invisible boolean NOT NULL,
    chosen_at timestamptz NOT NULL
);
CREATE INDEX visibility_choice_partition ON visibility_choice (kafka_partition);

CREATE TABLE member (
    channel text COLLATE "C",
    user_id text COLLATE "C",
    kafka_partition int NOT NULL,
    state text NOT NULL,
    pods text[] NOT NULL,
    due_at timestamptz,
    listed boolean NOT NULL,
    PRIMARY KEY (channel, user_id)
) WITH (fillfactor = 70);
CREATE INDEX member_due ON member (kafka_partition, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX member_listed ON member (kafka_partition, channel, user_id) WHERE listed;
CREATE INDEX member_pods ON member USING gin (pods);

CREATE TABLE occupancy (
    channel text COLLATE "C" PRIMARY KEY,
    kafka_partition int NOT NULL,
    state text NOT NULL,
    due_at timestamptz,
    counted boolean NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX occupancy_due ON occupancy (kafka_partition, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX occupancy_counted ON occupancy (kafka_partition, channel) WHERE counted;
