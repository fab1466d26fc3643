package io.heliograph.gateway.draining;

import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.gateway.admission.Admission;
import io.heliograph.gateway.connection.Connection;
import io.heliograph.gateway.connection.LocalConnections;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** The planned end of this pod, docs/protocol.md §4.8: nobody new, then each client is asked to move, then who is left is closed with 1012. */
public final class Draining {
    private static final Logger LOG = Logger.getLogger(Draining.class);
    private static final long POLL_MILLIS = 50;

    /** For the closing frames to leave. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final Admission admission;
    private final LocalConnections connections;
    private final DrainPlan plan;
    private final RandomGenerator random;

    public Draining(Admission admission, LocalConnections connections, DrainPlan plan, RandomGenerator random) {
        this.admission = admission;
        this.connections = connections;
        this.plan = plan;
        this.random = random;
    }

    /** Takes as long as the plan says, or as the last connection stays. Blocks the caller. */
    public void drain() throws InterruptedException {
        admission.close();
        LOG.infof(
                "gateway.draining connections=%d window_ms=%d",
                connections.size(), plan.window().toMillis());
        connections.all().forEach(connection -> connection.askToReconnect(plan.moveAfter(random)));
        awaitNone(plan.total());
        connections.all().forEach(Draining::close);
        awaitNone(FAREWELL);
        LOG.infof("gateway.drained connections=%d", connections.size());
    }

    private static void close(Connection connection) {
        connection.closeLater(CloseCode.DRAINING);
    }

    private void awaitNone(Duration limit) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (connections.size() > 0 && deadlineNanos - System.nanoTime() > 0) {
            Thread.sleep(POLL_MILLIS);
        }
    }
}
