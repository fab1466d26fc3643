package io.heliograph.client.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The client went from one state to another.
 *
 * @param connection the connection's id when the new state is {@link ConnectionState#CONNECTED}
 * @param ending what led to {@link ConnectionState#WAITING} or {@link ConnectionState#CLOSED}
 * @param retryIn how long the client waits; zero in other states
 */
public record StateChange(
        ConnectionState from,
        ConnectionState to,
        @Nullable String connection,
        @Nullable Ending ending,
        Duration retryIn) {}
