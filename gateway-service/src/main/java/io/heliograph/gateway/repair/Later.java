package io.heliograph.gateway.repair;

import java.time.Duration;

/** Runs a task after a delay, on a thread that must not be blocked. Safe for concurrent use. */
@FunctionalInterface
public interface Later {
    void schedule(Duration delay, Runnable task);
}
