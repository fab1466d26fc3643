package io.heliograph.gateway.admission;

import io.heliograph.contracts.protocol.ProblemCode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a handshake is taken, before anything is known of who it is; cheap checks first, docs/protocol.md §2.1. Safe for concurrent use. */
public final class Admission {
    private static final int RETRY_WHEN_FULL_SECONDS = 5;
    private static final int RETRY_WHEN_FAST_SECONDS = 1;

    private final ConnectionCap cap;
    private final HandshakeBucket handshakes;
    private final AllowedOrigins origins;
    private final LongSupplier nanoClock;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean closed;

    /** What came of it. */
    public sealed interface Decision {
        record Admitted() implements Decision {}

        /**
         * @param reason a label of metrics
         * @param retryAfterSeconds 0 when trying again does not help
         */
        record Refused(String reason, int status, ProblemCode code, String detail, int retryAfterSeconds)
                implements Decision {}
    }

    public Admission(ConnectionCap cap, HandshakeBucket handshakes, AllowedOrigins origins, LongSupplier nanoClock) {
        this.cap = cap;
        this.handshakes = handshakes;
        this.origins = origins;
        this.nanoClock = nanoClock;
    }

    public Decision decide(@Nullable String origin) {
        if (closed) {
            return busy("draining", "this gateway is ending", RETRY_WHEN_FAST_SECONDS);
        }
        if (isFull()) {
            return busy("full", "this gateway holds as many connections as it can", RETRY_WHEN_FULL_SECONDS);
        }
        if (!origins.allows(origin)) {
            return new Decision.Refused(
                    "origin",
                    ProblemCode.FORBIDDEN.httpStatus(),
                    ProblemCode.FORBIDDEN,
                    "this origin may not connect",
                    0);
        }
        if (!handshakes.take(nanoClock.getAsLong())) {
            return busy("rate", "too many handshakes at once", RETRY_WHEN_FAST_SECONDS);
        }
        return new Decision.Admitted();
    }

    /** A connection was made. */
    public void entered() {
        connections.incrementAndGet();
    }

    /** A connection has ended. */
    public void left() {
        connections.decrementAndGet();
    }

    /** From now on everyone is refused. */
    public void close() {
        closed = true;
    }

    public boolean isAdmitting() {
        return !closed && !isFull();
    }

    public boolean isClosed() {
        return closed;
    }

    public int connections() {
        return connections.get();
    }

    public int maxConnections() {
        return cap.max();
    }

    private boolean isFull() {
        return connections.get() >= cap.max();
    }

    private static Decision busy(String reason, String detail, int retryAfterSeconds) {
        return new Decision.Refused(
                reason, ProblemCode.UNAVAILABLE.httpStatus(), ProblemCode.UNAVAILABLE, detail, retryAfterSeconds);
    }
}
