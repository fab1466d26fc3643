package io.heliograph.gateway.connection;

import io.heliograph.contracts.protocol.ClientFrame;
import java.util.ArrayList;
import java.util.List;

/** Where a connection stands in its life. Deadlines are monotonic nanoseconds. */
sealed interface ConnectionState {

    record AwaitingHello(Introduction introduction, long deadlineNanos) implements ConnectionState {}

    /** @param held what the client sent meanwhile, in order; at most {@value #MAX_HELD} frames */
    record Authenticating(ClientFrame.Hello hello, List<ClientFrame> held, long deadlineNanos)
            implements ConnectionState {
        private static final int MAX_HELD = 16;

        Authenticating(ClientFrame.Hello hello, long deadlineNanos) {
            this(hello, new ArrayList<>(0), deadlineNanos);
        }

        /** @return false, and nothing is held, when it would be too many */
        boolean hold(ClientFrame frame) {
            return held.size() < MAX_HELD && held.add(frame);
        }
    }

    record Open(Session session) implements ConnectionState {}

    record Closed() implements ConnectionState {}
}
