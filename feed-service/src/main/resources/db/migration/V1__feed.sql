-- Feeds and timelines. Flyway's connection has the schema "feed" first in its search path. Users and feeds are compared byte by byte: fan-out goes on
-- behind the last user it wrote, whatever the database's collation.

-- A feed that was named by an activity or a follower. Following locks its row and fan-out shares that lock, so that nobody is forgotten who begins to follow
-- while an activity is written, and nothing is left behind by who ceases to.
CREATE TABLE feed (
    id text COLLATE "C" PRIMARY KEY,
    followers int NOT NULL DEFAULT 0,
    merging boolean NOT NULL DEFAULT false,
    ever_merged boolean NOT NULL DEFAULT false
);

CREATE TABLE follow (
    feed_id text COLLATE "C",
    user_id text COLLATE "C",
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (feed_id, user_id)
);
CREATE INDEX follow_of_user ON follow (user_id, feed_id);

-- document is null once it was retracted; the row stays, so that it does not come back.
CREATE TABLE activity (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    event_id text NOT NULL,
    occurred_at timestamptz NOT NULL,
    actor text,
    visibility text,
    users text[],
    feeds text[],
    group_key text,
    document text
);

-- merged: it is in no timeline, and found when a follower's is read. Decided once, when it comes.
CREATE TABLE feed_item (
    feed_id text COLLATE "C",
    occurred_at timestamptz,
    activity_id uuid,
    merged boolean NOT NULL,
    PRIMARY KEY (feed_id, occurred_at, activity_id)
);
CREATE INDEX feed_item_merged ON feed_item (feed_id, occurred_at, activity_id) WHERE merged;
CREATE INDEX feed_item_activity ON feed_item (activity_id);

CREATE TABLE timeline_item (
    user_id text COLLATE "C",
    occurred_at timestamptz,
    activity_id uuid,
    PRIMARY KEY (user_id, occurred_at, activity_id)
);
CREATE INDEX timeline_item_activity ON timeline_item (activity_id, user_id);

-- The newest place of the timeline that its user has seen.
CREATE TABLE seen (
    user_id text COLLATE "C" PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    activity_id uuid NOT NULL
);

-- Events count once. They are kept longer than Kafka keeps them.
CREATE TABLE applied (
    event uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX applied_at ON applied (at);

-- What was done to an activity, to be told and, unless done, to be carried to timelines: behind cursor_user, one batch after the other.
CREATE TABLE change (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    operation text NOT NULL,
    cause_source text NOT NULL,
    cause_id text NOT NULL,
    caused_at timestamptz NOT NULL,
    activity_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    feeds text[] NOT NULL,
    users text[],
    document text NOT NULL,
    cursor_user text COLLATE "C" NOT NULL DEFAULT '',
    done boolean NOT NULL
);
CREATE INDEX change_pending ON change (number) WHERE NOT done;

-- Who is to be told of a change, a feed or a user, in this order.
CREATE TABLE outbox (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    change bigint NOT NULL,
    feed_id text COLLATE "C",
    user_id text COLLATE "C"
);
CREATE INDEX outbox_change ON outbox (change);

-- Users whose count of unseen activities is to be told. The number tells a later reason from the one that was dealt with.
CREATE SEQUENCE unseen_number;
CREATE TABLE unseen_due (
    user_id text COLLATE "C" PRIMARY KEY,
    number bigint NOT NULL DEFAULT nextval('unseen_number')
);

-- Which process carries changes to timelines and to Kafka.
CREATE TABLE lease (
    name text PRIMARY KEY,
    owner uuid NOT NULL,
    until timestamptz NOT NULL
);
