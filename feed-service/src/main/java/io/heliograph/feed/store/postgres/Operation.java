package io.heliograph.feed.store.postgres;

/** What was done to an activity; the names are in rows. */
public enum Operation {
    ADDED("activity.added"),
    UPDATED("activity.updated"),
    REMOVED("activity.removed");

    private final String type;

    Operation(String type) {
        this.type = type;
    }

    /** The type of the publications that tell of it, docs/protocol.md §10.4. */
    public String type() {
        return type;
    }
}
