package io.heliograph.gateway.subscription;

import io.heliograph.gateway.history.History;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What the streams and subscriptions of one event loop work with.
 *
 * @param loop runs a task on the event loop, after those that are queued already
 * @param later runs a task on the event loop after a delay
 */
public record StreamContext(
        Executor loop,
        DelayedTasks later,
        StreamOutput output,
        History history,
        GapRepair repair,
        DeliveryEncoder encoder,
        DeliveryMetrics metrics,
        RandomGenerator random) {
    private static final long MIN_RETRY_MILLIS = 500;
    private static final long MAX_RETRY_MILLIS = 1_500;

    /** How long to wait before asking the store again; spread, so that thousands do not ask at once. */
    Duration retryDelay() {
        return Duration.ofMillis(random.nextLong(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS));
    }
}
