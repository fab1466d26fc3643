package io.heliograph.presence.status;

import java.util.Locale;

/** docs/protocol.md §10.1. */
public enum Status {
    ONLINE,
    IDLE,
    OFFLINE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
