package io.heliograph.gateway.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which user is connected where ({@code connections:<user>}). Best effort, in order, never waited for. Safe for concurrent use. */
public interface UserConnections {
    void add(Entry entry);

    void remove(String user, String connection);

    record Entry(String user, String connection, @Nullable String device, String transport, Instant since) {}
}
