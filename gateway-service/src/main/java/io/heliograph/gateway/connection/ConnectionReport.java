package io.heliograph.gateway.connection;

import io.heliograph.gateway.connection.ConnectionState.Open;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ClosingFacts;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What metrics, events and the log are told of a connection's beginning and end. */
final class ConnectionReport {
    private static final Logger LOG = Logger.getLogger(Connection.class);

    private ConnectionReport() {}

    /**
     * How a connection ended.
     *
     * @param reason the close code's name, or {@code -} when this side did not close
     * @param initiator {@code server}, {@code client} or {@code network}
     */
    record Ending(int code, String reason, String initiator) {}

    static void opened(Connection connection, ConnectionFacts facts, boolean resumed, ConnectionServices services) {
        services.connectionMetrics().opened(facts.transport(), resumed);
        services.connections().opened(connection, facts, resumed);
        LOG.infof(
                "connection.opened connection=%s device=%s client=%s resumed=%s",
                facts.connection(), facts.device(), facts.client(), resumed);
    }

    /** @param last the state before the end */
    static void closed(String id, ConnectionState last, Ending ending, Traffic traffic, ConnectionServices services) {
        services.connectionMetrics()
                .closed(Connection.TRANSPORT, ending.code(), ending.initiator(), last instanceof Open);
        String device = null;
        if (last instanceof Open(Session session)) {
            services.connections().closed(session.facts(), closingFacts(session, ending, traffic));
            device = session.facts().device();
        }
        log(id, device, ending, traffic, services.nanoClock().getAsLong());
    }

    private static ClosingFacts closingFacts(Session session, Ending ending, Traffic traffic) {
        return new ClosingFacts(
                ending.code(),
                ending.reason(),
                ending.initiator(),
                traffic.sentFrames(),
                traffic.receivedFrames(),
                traffic.sentBytes(),
                session.channels());
    }

    private static void log(String id, @Nullable String device, Ending ending, Traffic traffic, long nowNanos) {
        LOG.infof(
                "connection.closed connection=%s device=%s code=%d reason=%s initiator=%s open_ms=%d sent_frames=%d received_frames=%d sent_bytes=%d",
                id,
                device,
                ending.code(),
                ending.reason(),
                ending.initiator(),
                TimeUnit.NANOSECONDS.toMillis(nowNanos - traffic.startedNanos()),
                traffic.sentFrames(),
                traffic.receivedFrames(),
                traffic.sentBytes());
    }
}
