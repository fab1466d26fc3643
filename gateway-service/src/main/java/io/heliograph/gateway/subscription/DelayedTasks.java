package io.heliograph.gateway.subscription;

import java.time.Duration;

/** Runs tasks later on the event loop of the caller. */
@FunctionalInterface
public interface DelayedTasks {
    void schedule(Duration delay, Runnable task);
}
